"""A neuron's parts add up, and its derivatives are difference quotients."""

from __future__ import annotations

import numpy as np
import pytest

from activations import CATALOG
from activations.simulations.neuron import BIAS, INPUTS, WEIGHTS, simulate


def test_the_parts_are_those_of_the_formula(case):
    neuron = simulate(case.activation, **case.parameters)
    np.testing.assert_array_equal(neuron.contributions, np.multiply(WEIGHTS, INPUTS))
    assert neuron.z == pytest.approx(sum(neuron.contributions) + BIAS, rel=1e-15)
    assert neuron.a == case.f(neuron.z)
    assert neuron.slope == case.slope(neuron.z)


@pytest.mark.parametrize("name", CATALOG)
def test_derivatives_are_difference_quotients(name):
    h, neuron = 1e-6, simulate(CATALOG[name])
    for i, unit in enumerate(h * np.eye(3)):
        for argument, start, found in (
            ("weights", WEIGHTS, neuron.by_weights),
            ("inputs", INPUTS, neuron.by_inputs),
        ):
            up, down = (simulate(CATALOG[name], **{argument: start + move}).a for move in (unit, -unit))
            assert found[i] == pytest.approx((up - down) / (2 * h), rel=1e-6, abs=1e-9)
    up, down = (simulate(CATALOG[name], bias=BIAS + move).a for move in (h, -h))
    assert neuron.slope == pytest.approx((up - down) / (2 * h), rel=1e-6, abs=1e-9)


def test_a_slider_s_positions_are_one_call():
    weights = np.tile(WEIGHTS, (7, 1))
    weights[:, 1] = np.linspace(-3.0, 3.0, 7)
    together = simulate(weights=weights)
    assert together.contributions.shape == (7, 3) and together.a.shape == (7,)
    for row, w in enumerate(weights):
        alone = simulate(weights=w)
        assert together.a[row] == alone.a
        np.testing.assert_array_equal(together.by_inputs[row], alone.by_inputs)


def test_what_overflows_is_a_limit_without_a_warning():
    assert simulate(weights=(1e308,), inputs=(10.0,), bias=0.0).a == 1.0


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"inputs": (1.0, 2.0)}, r"each input needs one weight, but the shapes are \(2,\) and \(3,\)"),
        ({"weights": 1.0}, "each input needs one weight"),
        ({"bias": np.inf}, "weights, inputs and bias must be finite"),
        ({"weights": (1.0, np.nan, 0.0)}, "weights, inputs and bias must be finite"),
    ],
)
def test_what_makes_no_sense_is_refused(settings, sentence):
    with pytest.raises(ValueError, match=sentence):
        simulate(**settings)
