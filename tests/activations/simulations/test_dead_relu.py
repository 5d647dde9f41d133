"""A dead neuron learns nothing, stays dead while its inputs stay, and died of what the record says."""

from __future__ import annotations

import numpy as np
import pytest

from activations import CATALOG
from activations.simulations.datasets import SHAPES
from activations.simulations.dead_relu import Lives, Return, last_deaths, longest_return, simulate, survey
from activations.simulations.initialisation import INITIALISATIONS
from activations.simulations.network import initialise

RELU = CATALOG["relu"]
NEVER_FLAT = ("leaky_relu", "elu", "softplus")


def deaths(lives: Lives, cause: str) -> int:
    return lives.causes.count(cause)  # type: ignore[arg-type]


def test_at_first_relu_loses_neurons_in_training_and_the_others_none_and_learn_more():
    relu = simulate(RELU)
    assert deaths(relu, "training") >= 3
    assert deaths(relu, "alive") >= 1
    for name in NEVER_FLAT:
        other = simulate(CATALOG[name])
        assert not other.dead.any()
        assert set(other.causes) == {"alive"}
        assert other.losses[-1] < relu.losses[-1]


@pytest.mark.parametrize("data", SHAPES)
@pytest.mark.parametrize("initialisation", INITIALISATIONS)
@pytest.mark.parametrize("bias", [-2.0, 0.0])
def test_in_one_hidden_layer_the_dead_stay_dead_and_as_they_are(data: str, initialisation: str, bias: float):
    lives = simulate(RELU, data=data, initialisation=initialisation, bias=bias, learning_rate=3.0)
    assert longest_return(lives.dead) is None
    for neuron, died in enumerate(lives.died):
        assert lives.dead[:, neuron].sum() == (0 if died is None else 101 - died)
        if died is not None:
            assert (lives.weights[died:, neuron] == lives.weights[died, neuron]).all()
            assert (lives.biases[died:, neuron] == lives.biases[died, neuron]).all()


def test_the_dead_have_their_line_beside_all_points():
    lives = simulate(RELU)
    z = np.einsum("knd,sd->ksn", lives.weights, lives.points.x) + lives.biases[:, None, :]
    np.testing.assert_allclose(lives.pre_activations, z, atol=1e-12)
    np.testing.assert_array_equal(lives.dead, (z <= 0.0).all(axis=1))
    np.testing.assert_allclose(lives.awake, (z > 0.0).mean(axis=1))


def test_a_bias_far_below_kills_from_the_start_and_without_it_they_live():
    biased, unbiased = (simulate(RELU, bias=bias) for bias in (-2.0, 0.0))
    killed = [neuron for neuron, cause in enumerate(biased.causes) if cause == "bias"]
    assert killed
    assert all(biased.died[neuron] == 0 for neuron in killed)
    assert not unbiased.dead[0, killed].any()


def test_drawn_weights_kill_from_the_start_only_where_the_inputs_lie_on_one_side_of_zero():
    on_one_side = [simulate(RELU, offset=2.5, steps=0, seed=seed) for seed in range(20)]
    share = np.mean([lives.dead[0].mean() for lives in on_one_side])
    assert share == pytest.approx(0.25, abs=0.15)
    assert {cause for lives in on_one_side for cause in lives.causes} == {"alive", "weights"}
    for data in SHAPES:
        for seed in range(5):
            assert not simulate(RELU, data=data, offset=0.0, steps=0, seed=seed).dead.any()


def test_a_small_learning_rate_kills_none():
    assert set(simulate(RELU, learning_rate=0.05).causes) == {"alive"}


def test_a_flat_function_kills_for_its_own_sake():
    assert set(simulate(CATALOG["binary_step"]).causes) == {"function"}
    assert deaths(simulate(CATALOG["leaky_relu"], alpha=0.0), "training") == deaths(
        simulate(RELU), "training"
    )


def test_a_neuron_of_the_second_layer_comes_back_through_its_inputs():
    lives = simulate(RELU, hidden_layers=2, width=6)
    back = longest_return(lives.dead)
    assert back is not None
    assert back.revived - back.died > 5
    assert not lives.dead[back.revived :, back.neuron].any()
    own = slice(back.died, back.revived + 1), back.neuron
    assert lives.dead[own][:-1].all()
    assert (np.diff(lives.weights[own], axis=0) == 0.0).all()
    assert (np.diff(lives.biases[own]) == 0.0).all()
    assert (np.ptp(lives.pre_activations[back.died : back.revived, :, back.neuron], axis=0) > 0.0).all()
    assert lives.causes[back.neuron] == "alive"


def test_the_longest_return_is_the_one_with_the_longest_death_and_life_after():
    def states(*texts: str) -> np.ndarray:
        return np.array([[letter == "x" for letter in text] for text in texts]).T

    assert longest_return(states("......", "..xxxx")) is None
    assert longest_return(states("xxxxx.", ".xx...", "....x.")) == Return(1, 1, 3)
    assert longest_return(states("xx.x..")) == Return(0, 0, 2)
    assert list(last_deaths(states("x.x..", "..x.x", "xxxxx", "...xx"))) == [None, 4, 0, 3]


def test_the_survey_counts_what_single_runs_end_with():
    shares = survey(RELU, learning_rates=[0.1, 3.0], seeds=[3, 13])
    assert shares.shape == (2, 2)
    for i, rate in enumerate([0.1, 3.0]):
        for j, seed in enumerate([3, 13]):
            assert shares[i, j] == simulate(RELU, learning_rate=rate, seed=seed).dead[-1].mean()


def test_more_die_the_larger_the_learning_rate_and_of_leaky_relu_none():
    shares = survey(RELU, learning_rates=[0.1, 1.0, 4.0], seeds=range(10)).mean(axis=1)
    assert shares[0] < 0.1 < shares[2]
    assert (np.diff(shares) > 0.0).all()
    assert not survey(CATALOG["leaky_relu"], learning_rates=[4.0], seeds=range(5)).any()


def test_any_function_runs_at_any_setting_without_a_surprise(case):
    lives = simulate(
        case.activation, learning_rate=1e6, initialisation="too large", bias=-5.0, steps=5, **case.parameters
    )
    assert np.isfinite(lives.losses).all()
    assert np.isfinite(lives.weights).all()
    assert ((lives.awake >= 0.0) & (lives.awake <= 1.0)).all()


def test_the_same_seed_is_the_same_life_and_starts_as_the_network_does():
    one, same, other = (simulate(RELU, seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.weights, same.weights)
    assert not np.array_equal(one.weights, other.weights)
    np.testing.assert_array_equal(one.weights[0], initialise((2, 8, 1), "He", 1)[0].weights)


def test_a_life_is_a_frozen_record():
    lives = simulate(RELU, steps=2)
    for array in (
        lives.losses,
        lives.weights,
        lives.biases,
        lives.awake,
        lives.pre_activations,
        lives.points.x,
    ):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1.0


@pytest.mark.parametrize(
    "setting", [{"data": "spirals"}, {"learning_rate": 0.0}, {"steps": -1}, {"samples": 1}, {"width": 0}]
)
def test_a_setting_without_a_meaning_is_refused(setting):
    with pytest.raises(ValueError):
        simulate(RELU, **setting)
