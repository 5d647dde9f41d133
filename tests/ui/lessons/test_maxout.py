"""Maxout's pictures: pieces, maximum, slopes, fits and regions are the simulation's at every position."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from activations.core import number
from activations.simulations.maxout import CURVES, MOST_PIECES, REACH, SPECIAL, Pieces, fit, plane, simulate
from tests.ui.browser import Sent
from ui.lessons.maxout import (
    CUT,
    INTERCEPTS,
    SLOPES,
    Words,
    drawn_planes,
    fits_of,
    followed,
    one_input,
    two_inputs,
)

WORDS = Words(
    "{special}", "<b></b>", "title", ("Piece",), (("x", "y"), ("x", "y")), ("{low} {high}", "never", "no")
)
PARTS = WORDS._replace(alternative="{error}", names=("parts", "first", "second"))
PIECE = WORDS._replace(alternative="{x2}", names=("piece {i}",))
BUDGET = 500 * 1024
FIVE = Pieces(tuple(w.default for w in SLOPES), tuple(b.default for b in INTERCEPTS))
GIVEN = (FIVE, SPECIAL["ReLU"], SPECIAL["Identity"], Pieces((0.123, 1.0, 1.0), (0.0, 2.5, -2.5)))
X = np.linspace(-REACH, REACH, 121)


def moved(given: Pieces, key: str, value: float) -> Pieces:
    """The pieces when one slider stands elsewhere."""
    column = "slopes" if key.startswith("w") else "intercepts"
    numbers = list(getattr(given, column))
    numbers[int(key[1:]) - 1] = value
    return replace(given, **{column: tuple(numbers)})


def drawn(line: dict[str, np.ndarray], x: np.ndarray) -> np.ndarray:
    seen = ~np.isnan(line["x"])
    return np.interp(x, line["x"][seen], line["y"][seen])


@pytest.mark.parametrize("given", GIVEN, ids=str)
def test_every_position_of_every_slider_shows_its_own_maximum(given: Pieces) -> None:
    sent = Sent(one_input(given, WORDS))
    for state in sent.states:
        if not state.key:
            continue
        here = moved(given, state.key, state.value)
        result = simulate(here.slopes, here.intercepts)
        maximum, corners, *lines, stairs, heights = state.lines.values()
        np.testing.assert_allclose(drawn(maximum, X), here(X), atol=1e-5)
        np.testing.assert_allclose(corners["x"][~np.isnan(corners["x"])], result.corners[1:-1], atol=1e-5)
        for line, w, b in zip(lines, here.slopes, here.intercepts, strict=True):
            np.testing.assert_allclose(line["y"], [b - REACH * w, b + REACH * w], atol=1e-5)
        slopes = heights["y"][~np.isnan(heights["y"])]
        np.testing.assert_allclose(slopes, np.array(here.slopes)[result.active], atol=1e-6)
        np.testing.assert_allclose(stairs["y"].reshape(-1, 3)[: len(slopes), 0], slopes)


@pytest.mark.parametrize("given", GIVEN, ids=str)
def test_the_words_say_where_each_piece_is_the_highest(given: Pieces) -> None:
    for family in Sent(one_input(given, WORDS)).data["families"]:
        for row, value in enumerate(family["values"] if family["key"] else ()):
            here = moved(given, family["key"], value)
            result = simulate(here.slopes, here.intercepts)
            for i in range(len(given.slopes)):
                expected = "never"
                if i in result.active:
                    at = result.active.tolist().index(i)
                    expected = f"{number(result.corners[at], 2)} {number(result.corners[at + 1], 2)}"
                assert family["says"][f"r{i + 1}"][row] == expected


def test_special_cases_are_named_where_the_sliders_meet_them() -> None:
    family = next(f for f in Sent(one_input(SPECIAL["ReLU"], WORDS)).data["families"] if f["key"] == "w1")
    named = {
        value: name
        for value, name in zip(family["values"], family["says"]["special"], strict=True)
        if name != "no"
    }
    assert named == {0.0: "ReLU", -1.0: "|x|", 1.0: "Identity"}


@pytest.mark.parametrize("curve", CURVES)
def test_every_number_of_parts_shows_its_own_fit(curve: str) -> None:
    sent = Sent(followed(curve, PARTS))
    family = sent.data["families"][1]
    assert family["values"] == list(range(1, MOST_PIECES + 1))
    for state in sent.states[1:]:
        found = fit(curve, int(state.value))
        head, parts, knots, *maxouts = state.lines.values()
        assert head["y"] == pytest.approx(found.error)
        np.testing.assert_allclose(drawn(parts, X), found(X), atol=1e-5)
        np.testing.assert_allclose(knots["x"][~np.isnan(knots["x"])], found.knots, atol=1e-6)
        assert len(maxouts) == (0 if CURVES[curve].convex else 2)
        for line, maxout in zip(maxouts, (found.first, found.second), strict=False):
            np.testing.assert_allclose(drawn(line, X), maxout(X), atol=1e-5)
        row = int(state.value) - 1
        assert family["says"]["error"][row] == number(found.error)
        assert family["says"]["first"][row] == str(len(found.first.slopes))


@pytest.mark.parametrize("curve", CURVES)
def test_a_fit_is_in_view(curve: str) -> None:
    sent = Sent(followed(curve, PARTS))
    low, high = sent.data["layout"]["yaxis"]["range"]
    for state in sent.states[1:]:
        _head, *lines = state.lines.values()
        for line in lines:
            assert low < np.nanmin(line["y"]) and np.nanmax(line["y"]) < high
    low, high = sent.data["layout"]["yaxis2"]["range"]
    assert all(10**low < each.error < 10**high for each in fits_of(curve))


@pytest.mark.parametrize(("k", "seed"), [(1, 0), (2, 1), (3, 0), (5, 3)])
def test_the_regions_and_every_cut_are_the_maximums(k: int, seed: int) -> None:
    rows = drawn_planes(k, seed)
    w, b = np.array(rows)[:, :2], np.array(rows)[:, 2]
    found = plane(w, b)
    sent = Sent(two_inputs(rows, None, PIECE))
    rest, *cuts = sent.states
    (values,) = (rest.lines[n]["z"] for n, trace in enumerate(sent.traces) if trace["type"] == "contour")
    np.testing.assert_allclose(values, found.values.ravel(), atol=1e-5)
    filled = [n for n, trace in enumerate(sent.traces) if trace.get("fill")]
    seen = [corners for corners in found.regions if len(corners)]
    for n, corners in zip(filled, seen, strict=True):
        around = np.stack([rest.lines[n]["x"], rest.lines[n]["y"]], axis=-1)
        np.testing.assert_allclose(around, [*corners, corners[0]], atol=1e-5)
    assert [cut.value for cut in cuts] == list(CUT.positions)
    for cut in cuts:
        maximum, _corners, knife, *lines = cut.lines.values()
        expected = Pieces(tuple(w[:, 0]), tuple(w[:, 1] * cut.value + b))
        np.testing.assert_allclose(drawn(maximum, X), expected(X), atol=1e-4)
        np.testing.assert_allclose(knife["y"], cut.value, atol=1e-6)
        assert len(lines) == k


def test_pieces_that_there_are_stay_when_another_is_added() -> None:
    assert drawn_planes(2, 7) == drawn_planes(5, 7)[:2]
    assert drawn_planes(5, 7) != drawn_planes(5, 8)


def test_pictures_fit_the_wire_and_are_drawn_once() -> None:
    for picture in (
        one_input(FIVE, WORDS),
        followed("Tanh", PARTS),
        two_inputs(drawn_planes(5, 3), 0.123, PIECE),
    ):
        assert len(Sent(picture).text) < BUDGET
    assert one_input(FIVE, WORDS) is one_input(FIVE, WORDS)
    assert followed("Tanh", PARTS) is followed("Tanh", PARTS)
