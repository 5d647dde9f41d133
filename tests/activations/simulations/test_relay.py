"""The relay is the binary step, its loss a staircase without a slope; a smooth neuron's loss has one."""

from __future__ import annotations

import numpy as np
import pytest

from activations import CATALOG, get
from activations.simulations.relay import VOLTAGES, WEIGHTS, descend, loss_by_weight, simulate

SMOOTH = ("identity", "sigmoid", "tanh", "arctan", "softplus", "generalized_logistic")


def test_the_relay_is_a_binary_step_behind_its_threshold():
    for threshold in (-1.0, 0.0, 1.3, 2.5):
        np.testing.assert_array_equal(simulate(threshold=threshold), get("binary_step")(VOLTAGES - threshold))
    assert simulate(threshold=2.5, voltages=[2.4, 2.5, 2.6]).tolist() == [0.0, 1.0, 1.0]


def test_several_thresholds_are_one_call():
    together = simulate(threshold=[1.0, 3.0])
    assert together.shape == (2, len(VOLTAGES))
    np.testing.assert_array_equal(together[1], simulate(threshold=3.0))


def test_the_relay_s_loss_is_a_staircase_whose_slope_is_zero_everywhere():
    curve = loss_by_weight(get("binary_step"))
    np.testing.assert_array_equal(curve.gradients, 0.0)
    shares = curve.losses * len(VOLTAGES)
    np.testing.assert_allclose(shares, shares.round(), atol=1e-12)
    assert 2 < len(np.unique(shares.round())) <= len(VOLTAGES) + 1
    assert curve.losses[curve.weights == 1.0] == 0.0
    stairs = np.flatnonzero(np.diff(curve.losses))
    where_a_voltage_changes_sides = 2.5 / VOLTAGES
    for edge in stairs:
        near = np.abs(where_a_voltage_changes_sides - curve.weights[edge])
        assert near.min() <= 0.01 + 1e-12


@pytest.mark.parametrize("name", SMOOTH)
def test_a_smooth_neuron_s_gradient_is_the_loss_s_difference_quotient(name):
    h = 1e-6
    curve, up, down = (loss_by_weight(CATALOG[name], weights=WEIGHTS + move) for move in (0.0, h, -h))
    np.testing.assert_allclose(curve.gradients, (up.losses - down.losses) / (2 * h), rtol=1e-5, atol=1e-7)
    assert np.abs(curve.gradients).max() > 0.1


def test_descent_leaves_the_relay_where_it_is_and_teaches_the_sigmoid():
    still, taught = descend(get("binary_step")), descend(get("sigmoid"))
    assert set(still.weights) == {0.0} and set(still.losses) == {0.6}
    assert (np.diff(taught.losses) < 0.0).all()
    lowest = loss_by_weight(get("sigmoid")).losses.min()
    assert taught.losses[-1] == pytest.approx(lowest, rel=0.02)
    np.testing.assert_allclose(taught.weights[1:], (taught.weights - 0.1 * taught.gradients)[:-1], rtol=1e-14)
    assert len(taught.weights) == len(still.weights) == 61


def test_relu_that_is_off_for_every_voltage_does_not_learn_either():
    assert set(descend(get("relu")).weights) == {0.0}


def test_a_descent_that_diverges_ends_while_it_is_finite():
    lost = descend(get("identity"), learning_rate=50.0, steps=1000)
    assert len(lost.weights) < 200
    assert np.isfinite(lost.losses).all()


def test_every_function_s_loss_is_finite_over_the_slider(case):
    curve = loss_by_weight(case.activation, **case.parameters)
    assert np.isfinite(curve.losses).all() and np.isfinite(curve.gradients).all()


@pytest.mark.parametrize(
    ("call", "settings", "sentence"),
    [
        (simulate, {"threshold": np.nan}, "weights, inputs and bias must be finite"),
        (loss_by_weight, {"voltages": []}, "weights and voltages must be rows of numbers"),
        (loss_by_weight, {"weights": np.zeros((2, 2))}, "weights and voltages must be rows of numbers"),
        (descend, {"learning_rate": 0.0}, "the learning rate must be a number above 0, not 0.0"),
        (descend, {"steps": -1}, "the number of steps must not be below 0, not -1"),
    ],
)
def test_what_makes_no_sense_is_refused(call, settings, sentence):
    with pytest.raises(ValueError, match=sentence):
        call(**settings)
