"""The picture of a function of several numbers is the function's own at every position of every slider."""

from __future__ import annotations

import numpy as np
import pytest

from activations.vector import VECTORS
from tests.ui.browser import Sent
from ui.lessons.vectors import FIRST, INPUTS, Words, level, picture, span
from ui.lessons.vectors_words import names_of

BUDGET = 500 * 1024
ROWS = (FIRST, (0.5, 0.123, -7.0, 10.0))


def words_for(name: str) -> Words:
    inputs, outputs = names_of(VECTORS[name])
    return Words("{z1}", "", "", ("", "x", "", "y"), (("", ""),) * 3, inputs, outputs)


def heights(y: np.ndarray) -> np.ndarray:
    return y.reshape(-1, 6)[:, 1]


@pytest.mark.parametrize("row", ROWS, ids=str)
@pytest.mark.parametrize("name", VECTORS)
def test_every_position_of_every_slider_shows_the_function_there(name: str, row: tuple[float, ...]) -> None:
    function = VECTORS[name]
    sent = Sent(picture(name, row, words_for(name)))
    keys = [family["key"] for family in sent.data["families"] if family["key"]]
    assert keys == [slider.name for slider in INPUTS]
    for state in sent.states:
        if not state.key:
            continue
        here = np.array(row)
        here[keys.index(state.key)] = state.value
        before, written, after, numbers, heat = state.lines
        values = np.atleast_1d(function(here, **function.shown_with))
        slopes = np.atleast_2d(function.jacobian(here, **function.shown_with))
        np.testing.assert_allclose(heights(state.lines[before]["y"]), here, rtol=1e-6)
        np.testing.assert_allclose(state.lines[written]["y"], here, rtol=1e-6)
        np.testing.assert_allclose(heights(state.lines[after]["y"]), values, rtol=1e-6, atol=1e-12)
        np.testing.assert_allclose(state.lines[numbers]["y"], values, rtol=1e-6, atol=1e-12)
        np.testing.assert_allclose(state.lines[heat]["z"], slopes.ravel(), rtol=1e-6, atol=1e-12)


@pytest.mark.parametrize("name", VECTORS)
def test_words_and_axes_follow_the_outputs(name: str) -> None:
    function = VECTORS[name]
    for place, family in enumerate(Sent(picture(name, FIRST, words_for(name))).data["families"][-4:]):
        for row, value in enumerate(family["values"]):
            here = np.array(FIRST)
            here[place] = value
            values = np.atleast_1d(function(here, **function.shown_with))
            low, high = family["axes"]["yaxis2"][row]
            assert low <= min(0.0, values.min())
            assert high > values.max()
            said = [float(family["says"][f"y{k}"][row]) for k in range(1, len(values) + 1)]
            assert said == pytest.approx(values.tolist(), rel=1e-9)


@pytest.mark.parametrize("name", VECTORS)
def test_the_tables_are_light(name: str) -> None:
    assert len(Sent(picture(name, FIRST, words_for(name))).text) < BUDGET


def test_an_axis_reaches_to_the_next_level() -> None:
    assert [level(height) for height in (-3.0, 0.0, 0.2, 1.0, 1.1, 99.0, 123.0)] == [0, 0, 1, 1, 2, 100, 123]
    assert span(np.array([0.2, 0.8])) == (0.0, pytest.approx(1.14))
    assert span(np.array([-3.0, 0.0])) == pytest.approx((-5.7, 0.7))
