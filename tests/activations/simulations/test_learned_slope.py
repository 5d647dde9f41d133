"""PReLU's slope: its gradient is a difference quotient, and it goes where least squares say it goes."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest

from activations import get
from activations.simulations.learned_slope import BOUND, cost, gradient, growth, loss, simulate

SEEDS = range(5)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_gradient_is_a_difference_quotient(seed):
    learning = simulate(seed=seed)
    for slope, claimed in zip(learning.prelu.slopes, learning.prelu.gradients, strict=True):
        ahead, behind = (loss(learning.x, learning.y, slope + h) for h in (1e-5, -1e-5))
        assert claimed == pytest.approx((ahead - behind) / 2e-5, abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_loss_is_a_parabola_around_the_least_squares_slope(seed):
    learning = simulate(seed=seed, asked=-0.2)
    left = learning.x < 0.0
    fitted, *_ = np.linalg.lstsq(learning.x[left, None], learning.y[left])
    assert learning.best == pytest.approx(fitted[0], rel=1e-12)
    assert gradient(learning.x, learning.y, learning.best) == pytest.approx(0.0, abs=1e-15)
    run = learning.prelu
    assert run.losses == pytest.approx(
        learning.best_loss + learning.curvature / 2.0 * (run.slopes - learning.best) ** 2, rel=1e-12
    )
    assert run.gradients == pytest.approx(learning.curvature * (run.slopes - learning.best), abs=1e-14)


@pytest.mark.parametrize(("rate", "momentum"), [(0.2, 0.5), (0.2, 0.0), (0.1, 0.8), (0.7, 0.6)])
@pytest.mark.parametrize("seed", SEEDS)
def test_it_learns_what_the_data_ask_for(seed, rate, momentum):
    learning = simulate(seed=seed, rate=rate, momentum=momentum, steps=400)
    assert learning.growth < 1.0
    assert learning.prelu.slopes[0] == 0.25
    assert learning.prelu.slopes[-1] == pytest.approx(learning.best, rel=1e-12)
    assert learning.best == pytest.approx(0.7, abs=0.15)
    assert learning.prelu.losses[-1] == pytest.approx(learning.best_loss, rel=1e-12)


def test_without_noise_it_is_the_slope_that_is_asked_for():
    learning = simulate(asked=-0.35, noise=0.0, steps=400)
    assert learning.best == pytest.approx(-0.35, rel=1e-12)
    assert learning.prelu.slopes[-1] == pytest.approx(-0.35, rel=1e-9)
    assert learning.best_loss == pytest.approx(0.0, abs=1e-30)


def test_without_momentum_a_small_rate_never_passes_the_goal():
    learning = simulate(momentum=0.0, rate=0.05)
    distance = learning.best - learning.prelu.slopes
    assert (distance > 0.0).all()
    assert distance[1:] / distance[:-1] == pytest.approx(1.0 - 0.05 * learning.curvature)
    assert (np.diff(learning.prelu.losses) < 0.0).all()


def test_the_step_is_the_documents_with_descent_s_minus():
    learning = simulate(rate=0.1, momentum=0.7)
    slopes, gradients = learning.prelu.slopes, learning.prelu.gradients
    change = 0.0
    for k in range(len(slopes) - 1):
        change = 0.7 * change + 0.1 * gradients[k]
        assert slopes[k + 1] == pytest.approx(slopes[k] - change, rel=1e-14)


def test_without_the_minus_it_climbs():
    learning = simulate(sign="as written", steps=20)
    assert learning.growth > 1.0
    assert (np.diff(learning.prelu.losses) > 0.0).all()


@pytest.mark.parametrize("momentum", [0.0, 0.5, 0.9])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_largest_rate_is_the_largest(seed, momentum):
    largest = simulate(seed=seed, momentum=momentum).largest_rate
    below, above = (
        simulate(seed=seed, momentum=momentum, rate=part * largest, steps=3000) for part in (0.98, 1.02)
    )
    assert below.growth < 1.0 < above.growth
    assert below.prelu.slopes[-1] == pytest.approx(below.best, rel=1e-6)
    assert abs(above.prelu.slopes[-1]) > 1000.0


@pytest.mark.parametrize(
    "settings", [{"rate": 2.0, "momentum": 0.0}, {"sign": "as written", "rate": 1.0}, {"rate": 1e308}]
)
def test_a_run_that_leaves_the_bound_ends_there_with_finite_numbers(settings):
    learning = simulate(steps=2000, **settings)
    assert len(learning.prelu.slopes) < 2001
    assert (np.abs(learning.prelu.slopes) <= BOUND).all()
    for run in (learning.prelu, learning.leaky_relu, learning.rrelu):
        assert len(run.slopes) == len(run.gradients) == len(run.losses) == len(learning.prelu.slopes)
        assert np.isfinite([run.slopes, run.gradients, run.losses]).all()


@pytest.mark.parametrize(("rate", "momentum"), [(0.05, 0.0), (0.2, 0.1), (0.9, 0.0), (1.3, 0.4), (0.2, 0.9)])
def test_the_distance_shrinks_by_the_growth(rate, momentum):
    """Over many steps, as with complex λ it swings within e^(k ln growth)."""
    learning = simulate(rate=rate, momentum=momentum, noise=0.0, steps=150)
    distance = np.abs(learning.prelu.slopes - learning.best)
    early, late = distance[20:40].max(), distance[60:80].max()
    if late > 1e-13:
        assert (late / early) ** (1 / 40) == pytest.approx(learning.growth, rel=0.02)
    assert growth(momentum, rate * learning.curvature) == learning.growth


def test_the_others_learn_nothing():
    learning = simulate(steps=500, rate=0.1)
    assert (learning.leaky_relu.slopes == 0.01).all()
    assert np.ptp(learning.leaky_relu.losses) == 0.0
    drawn = learning.rrelu.slopes
    assert drawn.min() >= 1 / 8 and drawn.max() <= 1 / 3
    assert drawn.mean() == pytest.approx(11 / 48, abs=0.01)
    assert np.ptp(drawn) > 0.2
    assert learning.rrelu_in_use == loss(learning.x, learning.y, 11 / 48)
    assert learning.best_loss < learning.rrelu_in_use < learning.leaky_relu.losses[0]


def test_the_data_lie_around_what_is_asked_for():
    learning = simulate(samples=20_000, noise=0.3)
    residuals = learning.y - get("prelu")(learning.x, alpha=0.7)
    assert residuals.std() == pytest.approx(0.3, rel=0.02)
    assert learning.x.std() == pytest.approx(1.5, rel=0.02)
    assert learning.curvature == pytest.approx(2.25, rel=0.05)


def test_a_seed_gives_the_same_data_whatever_is_asked_of_them():
    one, other = simulate(seed=3), simulate(seed=3, rate=0.05, steps=10, noise=0.6, asked=0.0)
    np.testing.assert_array_equal(one.x, other.x)
    noise = one.y - get("prelu")(one.x, alpha=0.7), other.y - get("prelu")(other.x, alpha=0.0)
    np.testing.assert_allclose(2.0 * noise[0], noise[1], atol=1e-14)
    assert not np.array_equal(one.x, simulate(seed=4).x)


def test_one_slope_a_channel_is_next_to_nothing():
    one_layer = cost((64, 128))
    assert (one_layer.weights, one_layer.slopes) == (64 * 128 * 9 + 128, 128)
    assert one_layer.share == pytest.approx(1 / (64 * 9 + 2))
    whole = cost((3, 64, 128))
    assert whole.weights == cost((3, 64)).weights + one_layer.weights
    assert whole.slopes == 192
    assert cost().share < 0.001
    assert cost((10, 5), kernel=1).weights == 55


def test_a_learning_is_a_frozen_record():
    learning = simulate()
    with pytest.raises(dataclasses.FrozenInstanceError):
        learning.best = 0.0
    for array in (learning.x, learning.y, learning.prelu.slopes, learning.rrelu.losses):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 7.0


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"asked": math.nan}, "must lie within ±1e6, not nan and 0.25"),
        ({"start": math.inf}, "must lie within ±1e6, not 0.7 and inf"),
        ({"asked": 1e160}, "must lie within ±1e6, not 1e\\+160 and 0.25"),
        ({"rate": 0.0}, "the rate must be above 0, not 0.0"),
        ({"momentum": 1.0}, "the momentum must lie in"),
        ({"noise": -0.1}, r"the noise must lie in \[0, 1e6\], not at -0.1"),
        ({"sign": "up"}, "the sign must be one of descent, as written, not up"),
        ({"steps": -1}, "the number of steps must not be below 0, not -1"),
        ({"samples": 1, "seed": 0}, "no input is below 0"),
    ],
)
def test_what_makes_no_sense_is_refused(settings, sentence):
    with pytest.raises(ValueError, match=sentence):
        simulate(**settings)
    with pytest.raises(ValueError, match="two numbers of channels"):
        cost((3,))
