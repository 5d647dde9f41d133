"""The regression's pictures hold the fit of each noise, and of each degree to which a condition is broken."""

from __future__ import annotations

import numpy as np
import pytest

from activations.core import number
from activations.simulations import regression_conditions
from activations.simulations.regression import houses, simulate
from tests.ui.browser import Sent, unpack
from ui.lessons.linearity.conditions import BROKEN, broken_condition
from ui.lessons.linearity.regression import NOISE, Words, fitted_houses, fitted_line

WORDS = Words("{noise}", "<b></b>", "regression", (("x", "y"), ("u", "v")), ("x", "y", "z"))


def trace(data: Sent, **look: object) -> int:
    return next(
        i
        for i, each in enumerate(data.traces)
        if all((each.get("marker") or {}).get(name) == value for name, value in look.items())
    )


def test_points_and_line_are_those_of_each_noise() -> None:
    data = Sent(fitted_line(1.0, 3, WORDS))
    family = data.data["families"][1]
    assert family["values"] == list(NOISE.positions)
    points = trace(data, symbol="circle")
    for row, state in enumerate(unpack(family)):
        sample = simulate(noise=state.value, seed=3)
        np.testing.assert_allclose(state.lines[points]["y"], sample.outputs, atol=1e-5)
        assert family["says"]["w1"][row] == number(float(sample.fit.weights[1]))
        assert family["says"]["r2"][row] == number(float(sample.fit.r_squared))
        line = next(each for each in state.lines.values() if len(each["x"]) == 2)
        np.testing.assert_allclose(line["y"][1], sample.fit.weights @ [1.0, 10.0], atol=1e-5)


def test_the_picture_is_the_same_wherever_the_slider_stands() -> None:
    assert Sent(fitted_line(0.0, 3, WORDS)).text == Sent(fitted_line(2.7, 3, WORDS)).text
    assert Sent(fitted_houses(0.0, 3, WORDS)).text == Sent(fitted_houses(2.7, 3, WORDS)).text
    assert (
        Sent(broken_condition("complete data", 0.0, 3, WORDS)).text
        == Sent(broken_condition("complete data", 0.35, 3, WORDS)).text
    )


def test_both_outputs_are_fitted() -> None:
    data = Sent(fitted_houses(1.0, 0, WORDS))
    family = data.data["families"][1]
    for row, state in enumerate(unpack(family)):
        sample = houses(noise=state.value)
        for place, symbol in enumerate(("circle", "diamond")):
            points = state.lines[trace(data, symbol=symbol)]
            np.testing.assert_allclose(points["x"], sample.fit.fitted[:, place], rtol=1e-5)
            np.testing.assert_allclose(points["y"], sample.outputs[:, place], rtol=1e-5)
            assert family["says"][f"w1{place}"][row] == number(float(sample.fit.weights[1, place]))


@pytest.mark.parametrize("condition", regression_conditions.CONDITIONS)
def test_each_example_is_shown_as_broken_as_asked(condition: str) -> None:
    data = Sent(broken_condition(condition, 0.0, 0, WORDS))
    (family,) = data.data["families"]
    assert family["values"] == list(BROKEN.positions)
    there, cloud, truth = (trace(data, size=size) for size in (9, 7, 15))
    there = trace(data, size=9, symbol="circle")
    for row, state in enumerate(unpack(family)):
        example = regression_conditions.simulate(condition, broken=state.value)
        shown = state.lines[there]["y"]
        np.testing.assert_array_equal(np.isfinite(shown), example.kept)
        np.testing.assert_allclose(state.lines[cloud]["x"], example.estimates[:, 0], rtol=1e-4, atol=1e-5)
        np.testing.assert_allclose(state.lines[truth]["y"], example.truth[1:], atol=1e-6)
        said = {name: each[row] for name, each in family["says"].items()}
        assert "nan" not in said.values()
        singular = condition == "separate inputs" and state.value == 1.0
        assert (said["mean0"] == "–") == (said["condition"] == "∞") == singular
    assert len(data.text) < 100 * 1024


def test_where_many_weights_do_equally_well_their_line_is_drawn() -> None:
    data = Sent(broken_condition("separate inputs", 0.0, 0, WORDS))
    states = data.states
    cloud = trace(data, size=7)
    (tied,) = (
        number
        for number in states[-1].lines
        if data.traces[number]["xaxis"] == data.traces[cloud]["xaxis"]
        and data.traces[number]["mode"] == "lines"
    )
    assert np.isnan(states[0].lines[tied]["x"]).all()
    line = states[-1].lines[tied]
    weights = regression_conditions.simulate(broken=1.0).model.weights
    np.testing.assert_allclose(line["x"] + line["y"], weights[1] + weights[2], rtol=1e-5)
