"""Positive inputs and one sample at a time: both weights rise or both fall. Each condition is needed."""

from __future__ import annotations

import math

import numpy as np
import pytest

from activations.simulations.zigzag import NEAR, OPTIMUM, SAMPLES, loss_surface, simulate, steps_by_rate

SEEDS = range(12)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("mean", [1.1, 1.5, 3.0, -1.5])
def test_inputs_of_one_sign_move_both_weights_the_same_way(mean: float, seed: int) -> None:
    descent = simulate(mean=mean, learning_rate=0.1, seed=seed)
    assert (np.sign(descent.inputs) == np.sign(mean)).all()
    assert (descent.signs[:, 0] == descent.signs[:, 1]).all()
    assert descent.shared == 1.0


@pytest.mark.parametrize("seed", SEEDS)
def test_centred_inputs_move_them_either_way(seed: int) -> None:
    assert 0.3 < simulate(mean=0.0, learning_rate=0.05, seed=seed).shared < 0.7


@pytest.mark.parametrize("seed", SEEDS)
def test_all_samples_at_once_mix_the_signs(seed: int) -> None:
    """So positive inputs alone do not make the staircase: here the flattest direction leads straight home."""
    batch = simulate(batch=SAMPLES, seed=seed)
    assert batch.arrived and batch.shared < 0.5
    assert batch.detour == pytest.approx(1.0)
    assert simulate(batch=SAMPLES, seed=seed, start=(1.0, 1.0)).detour > 1.2


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("rate", [0.08, 0.1, 0.15])
def test_positive_inputs_make_the_path_longer(rate: float, seed: int) -> None:
    positive, centred = (simulate(mean=mean, learning_rate=rate, seed=seed) for mean in (1.5, 0.0))
    assert positive.arrived and centred.arrived
    assert positive.detour > 1.8 * centred.detour
    assert 1.0 <= centred.detour < 1.5


@pytest.mark.parametrize("start", [(-1.0, 1.0), (2.0, 1.5), (0.3, -2.0)])
def test_centred_inputs_all_at_once_go_straight(start: tuple[float, float]) -> None:
    descent = simulate(mean=0.0, batch=SAMPLES, start=start)
    assert descent.detour == pytest.approx(1.0, abs=1e-9)


def test_the_inputs_differ_in_their_mean_alone() -> None:
    positive, centred = simulate(mean=1.5), simulate(mean=0.0)
    assert positive.inputs == pytest.approx(centred.inputs + 1.5, abs=1e-15)
    assert centred.inputs.mean(axis=0) == pytest.approx([0.0, 0.0], abs=1e-15)
    assert centred.curvatures[0] == pytest.approx(centred.curvatures[1])
    assert positive.curvatures[0] == pytest.approx(centred.curvatures[0])
    assert positive.curvatures[1] == pytest.approx(centred.curvatures[0] + 2 * 1.5**2)
    shorter = min(positive.steps, centred.steps)
    assert (positive.drawn[:shorter] == centred.drawn[:shorter]).all()


def test_every_pass_takes_every_sample_once() -> None:
    drawn = simulate(learning_rate=0.02).drawn
    for start in range(0, len(drawn) - SAMPLES, SAMPLES):
        assert sorted(drawn[start : start + SAMPLES, 0]) == list(range(SAMPLES))


def test_the_gradients_are_those_of_the_samples_losses() -> None:
    descent = simulate(batch=4)
    for k in range(descent.steps):
        x = descent.inputs[descent.drawn[k]]

        def loss(w: np.ndarray, x: np.ndarray = x) -> float:
            return float(np.mean((x @ w - x @ OPTIMUM) ** 2) / 2)

        w, step = descent.weights[k], 1e-6 * np.eye(2)
        slopes = [(loss(w + each) - loss(w - each)) / 2e-6 for each in step]
        assert descent.gradients[k] == pytest.approx(slopes, abs=1e-8)
    assert np.diff(descent.weights, axis=0) == pytest.approx(-0.15 * descent.gradients)


@pytest.mark.parametrize("mean", [0.0, 0.7, 1.5, 2.5])
@pytest.mark.parametrize("batch", [1, 4, SAMPLES])
def test_it_arrives_at_the_optimum(mean: float, batch: int) -> None:
    optimum = (0.4, -1.3)
    descent = simulate(mean=mean, batch=batch, learning_rate=0.05, optimum=optimum)
    assert descent.arrived and not descent.diverged
    distances = np.linalg.norm(descent.weights - optimum, axis=1)
    assert distances[-1] <= NEAR < distances[:-1].min()
    assert descent.losses[-1] < 0.01


@pytest.mark.parametrize("batch", [1, SAMPLES])
def test_too_large_a_rate_diverges_for_positive_inputs_only(batch: int) -> None:
    """At once: from 2 over the largest curvature on. That is why a mean costs steps.

    A start from which the flattest direction leads to the optimum is the exception.
    """
    edge = 2.0 / simulate().curvatures[1]
    assert simulate(learning_rate=1.5 * edge, batch=SAMPLES).arrived
    lost = simulate(learning_rate=1.5 * edge, batch=batch, start=(1.0, 1.0))
    assert lost.diverged and not lost.arrived and np.isfinite(lost.losses).all()
    assert simulate(learning_rate=0.9 * edge, batch=SAMPLES, start=(1.0, 1.0)).arrived
    assert simulate(learning_rate=1.5 * edge, batch=batch, start=(1.0, 1.0), mean=0.0).arrived


def test_at_its_best_rate_each_centred_inputs_take_fewer_steps() -> None:
    """Not for every seed, as one lucky sample can lead home, but by far in the median."""
    rates = np.arange(10, 101) / 100
    positive, centred = ([steps_by_rate(rates, mean=m, seed=seed) for seed in SEEDS] for m in (1.5, 0.0))
    assert np.median(np.nanmin(centred, axis=1)) < np.median(np.nanmin(positive, axis=1)) / 2
    assert rates[np.isfinite(positive).any(axis=0)].max() < 0.5


def test_steps_by_rate_are_those_of_each_descent() -> None:
    rates = [0.02, 0.15, 0.3, 0.9, 1e300]
    expected = [simulate(learning_rate=rate) for rate in rates]
    counted = steps_by_rate(rates)
    assert [math.isnan(steps) for steps in counted] == [not each.arrived for each in expected]
    assert [s for s in counted if s == s] == [each.steps for each in expected if each.arrived]


def test_the_surface_is_the_loss_of_the_path() -> None:
    descent = simulate()
    for k in (0, 7, descent.steps):
        w1, w2 = descent.weights[k]
        surface = loss_surface(descent.inputs, np.array([0.0, w1]), np.array([w2, 0.0, 1.0]))
        assert surface.shape == (3, 2)
        assert surface[0, 1] == pytest.approx(descent.losses[k])
    low, high = descent.curvatures
    along, across = np.array([1.0, -1.0]) / math.sqrt(2), np.array([1.0, 1.0]) / math.sqrt(2)
    for curvature, direction in ((low, along), (high, across)):
        w1, w2 = OPTIMUM + 0.3 * direction
        surface = loss_surface(descent.inputs, np.array([w1]), np.array([w2]))
        assert surface[0, 0] == pytest.approx(curvature * 0.3**2 / 2)


def test_the_seed_decides() -> None:
    assert (simulate(seed=5).weights == simulate(seed=5).weights).all()
    assert (simulate(seed=5).inputs != simulate(seed=6).inputs).any()


def test_a_start_at_the_optimum_takes_no_step() -> None:
    home = simulate(start=OPTIMUM)
    assert (home.steps, home.arrived) == (0, True)
    assert math.isnan(home.detour) and math.isnan(home.shared)
    assert home.gradients.shape == home.signs.shape == (0, 2)
    assert simulate(max_steps=0).weights.tolist() == [[-1.0, 1.0]]


def test_a_path_that_leaves_the_floats_has_no_detour() -> None:
    lost = simulate(mean=3.0, learning_rate=1e308)
    assert lost.diverged and math.isnan(lost.detour)


def test_the_number_of_steps_is_limited() -> None:
    short = simulate(learning_rate=0.01, max_steps=30, batch=3)
    assert (short.steps, short.arrived, short.diverged) == (30, False, False)


@pytest.mark.parametrize(
    "settings",
    [
        {"mean": math.inf},
        {"learning_rate": 0.0},
        {"learning_rate": math.nan},
        {"start": (math.nan, 0.0)},
        {"batch": 0},
        {"batch": SAMPLES + 1},
        {"max_steps": -1},
    ],
)
def test_what_makes_no_sense_is_refused(settings: dict) -> None:
    with pytest.raises(ValueError, match="must"):
        simulate(**settings)


def test_a_descent_is_read_only() -> None:
    descent = simulate()
    for array in (descent.inputs, descent.weights, descent.gradients, descent.losses):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 7.0
