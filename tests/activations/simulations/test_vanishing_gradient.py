"""The chain rule through many layers, against difference quotients and against what the documents say."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest

from activations import get
from activations.measure import largest_slope
from activations.simulations.initialisation import INITIALISATIONS
from activations.simulations.vanishing_gradient import WEIGHTS, ceiling, chain, network, simulate

SIGMOID, TANH, RELU, LEAKY = (get(name) for name in ("sigmoid", "tanh", "relu", "leaky_relu"))
EXPONENTIAL = dataclasses.replace(SIGMOID, name="exponential", value=np.exp, slope=np.exp)


def log10(values):
    with np.errstate(divide="ignore"):
        return np.log10(np.abs(values))


# What the documents say


@pytest.mark.parametrize("layers", [1, 5, 20, 50])
def test_sigmoid_at_its_steepest_leaves_a_quarter_a_layer(layers):
    gradients = simulate(SIGMOID, layers=layers, pre_activation=0.0).gradients
    assert gradients[-1, 0] == pytest.approx(layers * math.log10(0.25))
    assert gradients[-1] == pytest.approx(ceiling(SIGMOID, layers)[::-1])


def test_no_slopes_of_sigmoid_reach_above_the_ceiling():
    for pre_activation in np.linspace(-6.0, 6.0, 25):
        gradients = simulate(SIGMOID, layers=20, pre_activation=pre_activation).gradients
        assert (gradients[-1] <= ceiling(SIGMOID, 20)[::-1] + 1e-12).all()


@pytest.mark.parametrize(("pre_activation", "left"), [(1.0, 0.0), (-1.0, -math.inf)])
def test_relu_passes_everything_or_nothing(pre_activation, left):
    assert simulate(RELU, pre_activation=pre_activation).gradients[-1, 0] == left


def test_leaky_relu_s_gradient_vanishes_faster_than_sigmoid_s_best():
    """Document 000 says that Leaky ReLU's never vanishes."""
    left = simulate(LEAKY, layers=5, pre_activation=-1.0).gradients[-1, 0]
    assert left == pytest.approx(-10.0)
    assert 10.0 ** ceiling(SIGMOID, 5)[-1] == pytest.approx(9.765625e-4)
    assert left < ceiling(SIGMOID, 5)[-1]


def test_good_rules_keep_a_gradient_s_size_through_fifty_layers_and_others_do_not():
    def left(activation, weights):
        return simulate(activation, layers=50, weights=weights).gradients[-1, 0]

    assert abs(left(RELU, "He")) < 1.5
    assert abs(left(TANH, "Xavier")) < 1.5
    assert left(SIGMOID, "Xavier") < -25.0
    assert left(RELU, "too small") < -35.0
    assert left(RELU, "too large") > 15.0


# Laws


@pytest.mark.parametrize("seed", range(3))
def test_the_product_of_the_factors_is_the_slope_of_the_whole_chain(case, seed):
    """A chain with the biases that make its pre-activations, and a difference quotient through all of it."""
    random = np.random.default_rng(seed)
    layers = 4
    weights, pre_activations = random.normal(size=layers), random.normal(size=layers + 1)
    drawn = chain(case.activation, case.parameters, weights, pre_activations)
    outputs = case.f(pre_activations)

    for first in range(layers):
        bend = 1e-5
        ends = outputs[first] + np.array([-bend, bend])
        for k in range(first, layers):
            bias = pre_activations[k + 1] - weights[k] * outputs[k]
            ends = case.f(weights[k] * ends + bias)
        quotient = (ends[1] - ends[0]) / (2 * bend)
        assert np.prod(drawn.factors[first:]) == pytest.approx(quotient, rel=1e-6, abs=1e-11)
        np.testing.assert_allclose(drawn.gradients[-1, first], log10(np.prod(drawn.factors[first:])))


def test_the_weights_of_a_chain_change_by_its_gradient_times_slope_and_input(case):
    drawn = simulate(case.activation, layers=6, weights="random", seed=1, **case.parameters)
    pre_activations = np.random.default_rng(1).normal(1.0, 1.0, (7, 2))[:, 1]
    expected = drawn.gradients[-1, 1:] + log10(case.slope(pre_activations[1:]))
    np.testing.assert_allclose(drawn.updates[-1], expected + log10(case.f(pre_activations[:-1])), atol=1e-12)


WIDTH, SAMPLES, LAYERS = 3, 4, 3


def test_the_backward_pass_is_the_slope_of_the_loss(case):
    """Difference quotients of the loss, by every output and every weight of every layer, at every depth."""
    random = np.random.default_rng(5)
    matrices = list(random.normal(0.0, 0.5, (LAYERS, WIDTH, WIDTH)))
    inputs, signs = random.normal(size=(WIDTH, SAMPLES)), np.array([1.0, -1.0, 1.0])
    back = network(case.activation, case.parameters, matrices, inputs, signs)

    def losses(signal, start, stop, matrices):
        for matrix in matrices[start:stop]:
            signal = case.f(matrix @ signal)
        return signs @ signal

    def log_rms_of_slopes(at, loss):
        """log10 of the rms over the entries of ``at`` (a copy is bent), for what ``loss`` makes of it."""
        slopes = []
        for place in np.ndindex(at.shape):
            ends = []
            for bend in (-1e-6, 1e-6):
                bent = at.copy()
                bent[place] += bend
                ends.append(loss(bent))
            slopes.append((ends[1] - ends[0]) / 2e-6)
        return log10(np.sqrt(np.mean(np.square(slopes))))

    for depth in range(1, LAYERS + 1):
        signal = inputs
        for k in range(depth + 1):
            measured = log_rms_of_slopes(
                signal, lambda bent, k=k, depth=depth: losses(bent, k, depth, matrices).sum()
            )
            np.testing.assert_allclose(back.gradients[depth - 1, k], measured, atol=1e-5)
            if k == depth:
                break
            measured = log_rms_of_slopes(
                matrices[k],
                lambda bent, k=k, depth=depth: losses(
                    inputs, 0, depth, [*matrices[:k], bent, *matrices[k + 1 :]]
                ).mean(),
            )
            np.testing.assert_allclose(back.updates[depth - 1, k], measured, atol=1e-5)
            signal = case.f(matrices[k] @ signal)


@pytest.mark.parametrize("weights", WEIGHTS)
def test_more_layers_change_nothing_but_their_number(weights):
    shallow, deep = (simulate(TANH, layers=layers, weights=weights, seed=3) for layers in (4, 9))
    np.testing.assert_allclose(shallow.factors, deep.factors[:4])
    np.testing.assert_allclose(shallow.gradients, deep.gradients[:4, :5], atol=1e-12)
    np.testing.assert_allclose(shallow.updates, deep.updates[:4, :4], atol=1e-12)


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu", "softplus"])
@pytest.mark.parametrize("rule", INITIALISATIONS)
def test_a_wide_layer_multiplies_the_gradient_by_its_factor(name, rule):
    back = simulate(get(name), layers=6, weights=rule, width=300, samples=50)
    np.testing.assert_allclose(back.gradients[-1, 0], np.log10(back.factors).sum(), atol=0.2)


@pytest.mark.parametrize("weights", WEIGHTS)
def test_every_network_of_every_function_has_its_gradients(case, weights):
    back = simulate(case.activation, layers=8, weights=weights, width=8, samples=8, **case.parameters)
    assert back.overflow is None or largest_slope(case.activation, **case.parameters) == math.inf
    sound = 8 if back.overflow is None else back.overflow - 1
    later = np.arange(9) > np.arange(1, sound + 1)[:, None]
    np.testing.assert_array_equal(np.isnan(back.gradients[:sound]), later)
    np.testing.assert_array_equal(np.isnan(back.updates[:sound]), later[:, 1:])
    np.testing.assert_allclose(np.diagonal(back.gradients, 1)[:sound], 0.0, atol=1e-12)
    assert (back.gradients[:sound][~later] < np.inf).all()
    assert np.isfinite(back.factors[:sound]).all()
    assert np.isnan(back.gradients[sound:]).all()


# How differently first and last layer learn


def test_in_a_chain_of_equals_the_first_layer_learns_slower_by_all_factors_but_one():
    back = simulate(SIGMOID, layers=10)
    assert back.first_to_last(10) == pytest.approx(9 * math.log10(back.factors[0]))
    assert back.first_to_last(4) == pytest.approx(3 * math.log10(back.factors[0]))
    assert back.first_to_last(1) == 0.0


def test_where_nothing_moves_nothing_is_compared():
    assert simulate(RELU, pre_activation=-1.0).first_to_last(10) is None


def test_a_first_layer_that_does_not_move():
    assert simulate(RELU, weights="random", layers=50).first_to_last(10) == -math.inf


# What a float cannot hold


def test_a_gradient_too_small_for_a_float_still_has_its_size():
    assert simulate(SIGMOID, layers=50, pre_activation=20.0).gradients[-1, 0] == pytest.approx(
        50 * math.log10(SIGMOID.derivative(20.0))
    )


def test_a_gradient_too_large_for_a_float_still_has_its_size():
    assert simulate(RELU, layers=50, weight=1e9).gradients[-1, 0] == pytest.approx(450.0)
    assert simulate(RELU, layers=50, weight=1e9).first_to_last(50) == pytest.approx(441.0)


@pytest.mark.parametrize("scale", [1e-250, 1e250])
def test_signals_and_slopes_of_any_size(scale):
    steep = dataclasses.replace(
        get("identity"), value=lambda x: scale * x, slope=lambda x: np.full_like(x, scale)
    )
    random = np.random.default_rng(0)
    matrix, inputs = random.normal(size=(4, 4)), random.normal(size=(4, 5))
    one = network(get("identity"), {}, [matrix], inputs, np.ones(4))
    other = network(steep, {}, [matrix], inputs, np.ones(4))
    np.testing.assert_allclose(other.gradients[0, 0] - one.gradients[0, 0], math.log10(scale))
    np.testing.assert_allclose(other.updates - one.updates, math.log10(scale))
    np.testing.assert_allclose(other.factors, scale * one.factors)
    large = network(get("identity"), {}, [matrix], scale * inputs, np.ones(4))
    np.testing.assert_allclose(large.updates - one.updates, math.log10(scale))


@pytest.mark.parametrize("weights", ["too large", "equal"])
def test_a_signal_that_overflows_is_told(weights):
    back = simulate(EXPONENTIAL, weights=weights, pre_activation=800.0)
    assert back.overflow is not None
    sound = back.overflow - 1
    assert sound == (1 if weights == "too large" else 0)
    assert np.isnan(back.gradients[sound:]).all()
    assert np.isnan(back.factors[sound:]).all()
    assert np.isnan(back.updates[sound:]).all()
    assert np.isfinite(back.factors[:sound]).all()
    assert np.isfinite(back.gradients[:sound, 0]).all()
    assert back.first_to_last(10) is None


# The record


@pytest.mark.parametrize("weights", WEIGHTS)
def test_the_same_seed_gives_the_same_and_another_another(weights):
    one, other, third = (simulate(TANH, weights=weights, seed=seed).gradients for seed in (4, 4, 5))
    np.testing.assert_array_equal(one, other)
    assert (weights == "equal") == np.array_equal(one, third, equal_nan=True)


def test_a_result_is_a_frozen_record():
    back = simulate(RELU)
    assert back.factors.shape == (10,)
    assert back.gradients.shape == (10, 11)
    assert back.updates.shape == (10, 10)
    for array in (back.factors, back.gradients, back.updates, ceiling(RELU, 3)):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 7.0
    with pytest.raises(dataclasses.FrozenInstanceError):
        back.overflow = 7


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"layers": 0}, "layers must be 1 or more, not 0."),
        ({"width": 0}, "width must be 1 or more, not 0."),
        ({"samples": -1}, "samples must be 1 or more, not -1."),
        ({"weight": math.nan}, "weight must be a finite number, not nan."),
        ({"pre_activation": math.inf}, "pre_activation must be a finite number, not inf."),
        ({"weights": "good"}, f"weights must be one of {', '.join(WEIGHTS)}, not good."),
    ],
)
def test_settings_without_a_meaning(settings, sentence):
    with pytest.raises(ValueError) as refusal:
        simulate(SIGMOID, **settings)
    assert str(refusal.value) == sentence


def test_the_ceiling_of_every_function_is_its_largest_slope(case):
    x = np.linspace(-40.0, 40.0, 8001)
    top = ceiling(case.activation, 2, **case.parameters)
    assert top[0] == 0.0
    if largest_slope(case.activation, **case.parameters) == math.inf:
        assert top[1:].tolist() == [math.inf, math.inf]
        return
    assert top[1] == pytest.approx(float(log10(case.slope(x)).max()), abs=1e-3)
    assert top[2] == pytest.approx(2 * top[1])


def test_a_negative_slope_counts_by_its_size():
    assert ceiling(get("prelu"), 1, alpha=-2.0)[1] == pytest.approx(math.log10(2.0))
