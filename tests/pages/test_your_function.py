"""A function that the visitor types is drawn, measured, compared and raced like any other."""

from __future__ import annotations

import pytest

from activations.expression import MOST_CHARACTERS
from tests.pages.test_bad_addresses import LONG, MARKUP, kinds
from tests.pages.visit import figure_of, followed, html_of, links, opened, parts, said, state_of, text_of
from tests.ui.browser import unpack, value_at
from ui.controls import FIRST_EXPRESSION


@pytest.mark.parametrize(
    ("expression", "used"),
    [("x^2", []), ("a*x", ["a"]), ("where(x > b, x, c)", ["b", "c"]), ("a + b + c + x", ["a", "b", "c"])],
)
def test_there_is_a_slider_for_each_parameter_that_is_used(expression: str, used: list[str]) -> None:
    app = opened("your_function", expression=expression)
    assert said(app) == []
    shown = state_of(app)
    assert shown["expression"] == [expression]
    assert [key for key in shown if key in ("a", "b", "c")] == used


@pytest.mark.parametrize(
    "expression", ["", "2x", "ｅxp(x)", "foo(x)", "(" * 31 + "x" + ")" * 31, LONG, *MARKUP]
)
def test_what_makes_no_sense_stays_in_its_field_and_is_told_in_one_sentence(expression: str) -> None:
    app = opened("your_function", expression=expression)
    (sentence,) = said(app)
    assert len(sentence) < 400
    assert kinds(sentence) <= {"text", "code_inline"}
    assert sentence.endswith(f"; shown instead: `{FIRST_EXPRESSION}`.")
    assert state_of(app)["expression"] == [expression]
    html = html_of(app)
    assert "<script" not in html and "<img src=x" not in html
    assert "^</pre>" in html
    assert figure_of(app)["families"][0]["key"] == "a"


@pytest.mark.parametrize(
    ("expression", "place"), [("2x", 1), ("x + foo(x)", 4), ("x" + "+x" * 40 + " @ 3", 82), ("x)", 1)]
)
def test_a_caret_stands_below_the_place(expression: str, place: int) -> None:
    html = html_of(opened("your_function", expression=expression))
    typed, caret = html.partition('<pre class="caret">')[2].partition("</pre>")[0].split("\n")
    assert typed[caret.index("^")] == expression[place]


def test_a_text_that_is_one_character_too_long_is_told_so() -> None:
    (sentence,) = said(opened("your_function", expression="x" + " " * MOST_CHARACTERS))
    assert str(MOST_CHARACTERS) in sentence


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("max(0, x)", ("[0, ∞)", "convex", "kink at 0")),
        ("x^3", ("(−∞, ∞)", "strictly increasing", "odd")),
        ("1/x", ("pole at 0",)),
        ("sin(x)", ("[−1, 1]", "not monotonic")),
        ("3", ("{3}",)),
        ("log(x)", ("no mean: f is not defined for all inputs",)),
    ],
)
def test_its_properties_are_measured(expression: str, words: tuple[str, ...]) -> None:
    app = opened("your_function", expression=expression)
    assert said(app) == []
    text = text_of(app)
    assert all(word in text for word in words)
    assert "nan" not in text.partition("Range of f")[2].partition("What you can type")[0]


def test_what_is_defined_nowhere_is_told_in_words() -> None:
    text = text_of(opened("your_function", expression="log(-1-x^2)"))
    assert "∅" in text and "f is not defined" in text


@pytest.mark.parametrize(
    ("expression", "ends", "told"),
    [
        ("sqrt(-1-x*x)", (-6, 6), "has no value"),
        ("log(x)", (-6, -1), "has no value"),
        ("a/0 + x", (-6, 6), "is infinite, or too large"),
        ("9**9**9**9", (-6, 6), "is infinite, or too large"),
        ("1e300", (-6, 6), "is infinite, or too large"),
        ("where(x > 0, 1/0, log(x))", (-6, 6), "is infinite, or too large"),
    ],
)
def test_where_there_is_nothing_to_draw_one_sentence_says_why(
    expression: str, ends: tuple[int, int], told: str
) -> None:
    (sentence,) = said(opened("your_function", expression=expression, range=ends))
    assert told in sentence
    assert sentence.startswith(f"`{expression}`")
    assert "drawn from {} to {}".format(*ends).replace("-", "−") in sentence
    assert kinds(sentence) <= {"text", "code_inline"}


@pytest.mark.parametrize(
    ("expression", "ends"),
    [
        ("log(x)", (-6, 1)),
        ("sqrt(x)", (-6, 0)),
        ("1/x", (-6, 6)),
        ("sqrt(-x*x)", (-6, 6)),
    ],
)
def test_where_there_is_any_value_nothing_is_said(expression: str, ends: tuple[int, int]) -> None:
    assert said(opened("your_function", expression=expression, range=ends)) == []


def test_it_goes_on_to_the_comparison_and_to_the_race() -> None:
    app = opened("your_function", expression="a*x*exp(-b*x)", a=2, b=0.5, range=(-4, 4))
    onward = [href for href in links(html_of(app)) if "f1_expression=" in href]
    assert {parts(href)[0] for href in onward} == {"compare", "step_race"}
    for href in onward:
        there = followed(href)
        assert said(there) == []
        assert (
            state_of(there).items()
            >= {
                "f1": ["Your function"],
                "f1_expression": ["a*x*exp(-b*x)"],
                "f1_your_function_a": ["2"],
                "f1_your_function_b": ["0.5"],
            }.items()
        )
        assert "a*x*exp(-b*x)" in figure_of(there)["alternative"]


def test_it_races_as_the_function_that_it_is() -> None:
    """Document 002's race, with both lanes typed."""
    app = opened(
        "step_race",
        f1="Your function",
        f1_expression="1/(1 + exp(-x))",
        f2="Your function",
        f2_expression="max(0, x)",
    )
    assert said(app) == []
    assert "67 steps" in text_of(app)
    assert "2 steps" in text_of(app)


def test_two_of_one_s_own_can_be_compared() -> None:
    app = opened(
        "compare", f1="Your function", f1_expression="x^2", f2="Your function", f2_expression="abs(x)"
    )
    assert said(app) == []
    figure = figure_of(app)
    assert figure["title"] == "x^2, abs(x)"
    lines = {}
    for family in figure["families"]:
        for state in unpack(family):
            lines |= state.lines
    first, second = (lines[trace] for trace in figure["numbers"]["curves"][::2])
    assert (value_at(first, -2.0), value_at(second, -2.0)) == (4.0, 2.0)


def test_a_wrong_expression_in_a_lane_is_told_and_the_race_goes_on() -> None:
    app = opened("step_race", f1="Your function", f1_expression="x+")
    (sentence,) = said(app)
    assert sentence.endswith(f"; shown instead: `{FIRST_EXPRESSION}`.")


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("sin(20*x)*a*x + abs(sin(9*b*x))", "follows when you let go"),
        ("sin(x^3)*a + b + c", "is shown, and every one when you let go"),
    ],
)
def test_what_is_too_heavy_to_follow_a_drag_is_told_with_what_would(expression: str, told: str) -> None:
    words = text_of(opened("your_function", expression=expression))
    assert told in words
    assert "A shorter formula follows" in words


def test_what_follows_everywhere_needs_no_such_words() -> None:
    assert "A shorter formula follows" not in text_of(opened("your_function"))


def test_a_long_formula_in_a_race_is_told_to_be_shorter() -> None:
    long = "+".join(["x/99"] * 28)
    words = text_of(opened("step_race", f1="Your function", f1_expression=long, goal=-5, rate=0.01))
    assert "a shorter one, or a larger learning rate, gets further" in words
