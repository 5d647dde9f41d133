"""Points as a learner writes them: read to the last digit, or refused in a sentence that names the place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activations.sentences import Refusal
from activations.simulations.points import LETTERS, REACH, Point, read_points, write_points

COORDINATES = st.floats(-REACH, REACH)
POINTS = st.lists(
    st.builds(Point, COORDINATES, COORDINATES, st.booleans()), min_size=1, max_size=len(LETTERS)
)
ALMOST = st.text(alphabet="0123456789.,;+-−eE naif；，\n٣²", max_size=60)


def test_the_documents_points() -> None:
    points = (Point(2.0, 4.0, True), Point(2.0, 1.0, False), Point(3.0, 3.0, False))
    assert read_points("2,4,+; 2,1,-; 3,3,-") == points
    assert write_points(points) == "2,4,+; 2,1,-; 3,3,-"


@pytest.mark.parametrize(
    "text",
    ["2,-4.5,+;1,0,-", " 2 , -4.5 ,+ ;1,-0,−;", "２，−4.5，＋；1，0，－", "2.0,-45e-1,1\n;\n1,.0,0 ; "],
)
def test_one_picture_has_many_spellings(text: str) -> None:
    assert read_points(text) == (Point(2.0, -4.5, True), Point(1.0, 0.0, False))
    assert write_points(read_points(text)) == "2,-4.5,+; 1,0,-"


@given(POINTS)
def test_what_is_written_is_read_again(points: list[Point]) -> None:
    assert read_points(write_points(points)) == tuple(points)


@given(st.one_of(st.text(), ALMOST))
def test_any_text_is_points_or_is_refused_in_one_clause(text: str) -> None:
    try:
        points = read_points(text)
    except Refusal as refusal:
        sentence = str(refusal)
        assert sentence.isprintable() and len(sentence) < 100
        assert sentence == refusal.sentence.template.format(**refusal.sentence.values)
    else:
        assert 1 <= len(points) <= len(LETTERS)
        assert all(-REACH <= x <= REACH for point in points for x in point[:2])
        assert read_points(write_points(points)) == points


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "there must be at least one point, such as 2,4,+"),
        (" ", "there must be at least one point, such as 2,4,+"),
        ("1,1,+;" * 13, "there are 13 points, but at most 12 have room"),
        ("2,4,+; 2,1", "point 2 has 2 parts instead of x₁, x₂ and + or −, as in 2,4,+"),
        ("2,4,+; 2,1,5,-", "point 2 has 4 parts instead of x₁, x₂ and + or −, as in 2,4,+"),
        ("2,4,+;; 2,1,-", "point 2 has 0 parts instead of x₁, x₂ and + or −, as in 2,4,+"),
        ("two,4,+", "x₁ of point 1 is not a number"),
        ("2,4,+; 2,nan,-", "x₂ of point 2 is not a number"),
        ("2,10.5,+", "x₂ of point 1 is outside −10 to 10"),
        ("-inf,1,+", "x₁ of point 1 is outside −10 to 10"),
        ("2,4, ", "the class of point 1 is neither + (in an address: %2B) nor −"),
        ("2,4,+; 2,1,?", "the class of point 2 is neither + (in an address: %2B) nor −"),
    ],
)
def test_a_refusal_names_the_place(text: str, sentence: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_points(text)
    assert str(refusal.value) == sentence


def test_as_many_points_as_letters() -> None:
    assert len(read_points("1,1,+;" * 12)) == 12
