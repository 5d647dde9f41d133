"""The gradients are the loss's difference quotients, and descent with them learns."""

from __future__ import annotations

import numpy as np
import pytest

from activations import CATALOG
from activations.core import Array
from activations.simulations.datasets import Dataset, two_classes
from activations.simulations.network import (
    LOSSES,
    Layer,
    Network,
    forward,
    gradients,
    initialise,
    side_by_side,
    train,
)

MOONS = two_classes("moons", samples=40)
LEARNERS = ("relu", "leaky_relu", "elu", "softplus", "tanh", "sigmoid", "arctan", "identity")


def wave(samples: int = 100) -> Dataset:
    """One input and y = sin(πx), with noise."""
    random = np.random.default_rng(0)
    x = np.sort(random.uniform(-1.5, 1.5, samples))
    return Dataset(x[:, None], np.sin(np.pi * x) + random.normal(0.0, 0.1, samples))


def loss_of(network: Network, name: str, x: Array, y: Array, loss: str) -> float:
    z = forward(network, CATALOG[name], {}, x).outputs[-1]
    return float(LOSSES[loss].value(z, y).mean())


def moved(network: Network, layer: int, part: str, index: tuple[int, ...], by: float) -> Network:
    arrays = {"weights": network[layer].weights.copy(), "biases": network[layer].biases.copy()}
    arrays[part][index] += by
    return (*network[:layer], Layer(**arrays), *network[layer + 1 :])


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("name", LEARNERS)
def test_gradients_are_difference_quotients(name: str, loss: str) -> None:
    random = np.random.default_rng(5)
    x, y = random.normal(size=(20, 3)), random.integers(0, 2, (20, 2)).astype(float)
    network = initialise((3, 5, 4, 2), "He", 1, bias=0.1)
    found = gradients(network, CATALOG[name], {}, x, y, loss)
    h = 1e-6
    for layer in range(3):
        for part in ("weights", "biases"):
            gradient = getattr(found[layer], part)
            assert gradient.shape == getattr(network[layer], part).shape
            for index in np.ndindex(gradient.shape):
                up, down = (
                    loss_of(moved(network, layer, part, index, by), name, x, y, loss) for by in (h, -h)
                )
                assert gradient[index] == pytest.approx((up - down) / (2 * h), rel=1e-4, abs=1e-8)


def test_signals_are_those_of_the_formula() -> None:
    network = initialise((2, 3, 1), "Xavier", 0, bias=0.5)
    signals = forward(network, CATALOG["elu"], {"alpha": 2.0}, MOONS.x)
    z = MOONS.x @ network[0].weights.T + 0.5
    np.testing.assert_allclose(signals.pre_activations[0], z)
    np.testing.assert_allclose(signals.outputs[0], CATALOG["elu"](z, alpha=2.0))
    np.testing.assert_allclose(signals.outputs[1], signals.outputs[0] @ network[1].weights.T)
    assert signals.outputs[1] is signals.pre_activations[1]


def test_cross_entropy_is_that_of_a_probability() -> None:
    z, y = np.array([-3.0, 0.5, 2.0]), np.array([1.0, 0.0, 1.0])
    a = CATALOG["sigmoid"](z)
    np.testing.assert_allclose(
        LOSSES["cross-entropy"].value(z, y), -(y * np.log(a) + (1 - y) * np.log(1 - a))
    )
    assert LOSSES["cross-entropy"].value(np.array([1000.0]), np.array([0.0])) == 1000.0


@pytest.mark.parametrize("name", LEARNERS)
def test_the_loss_falls_and_the_history_says_how(name: str) -> None:
    start = initialise((2, 6, 1), "He", 3)
    run = train(
        start,
        CATALOG[name],
        MOONS.x,
        MOONS.y,
        learning_rate=0.3,
        steps=100,
        loss="cross-entropy",
        keep_every=50,
    )
    assert run.losses.shape == (101,)
    assert run.losses[-1] < 0.8 * run.losses[0]
    assert run.kept.tolist() == [0, 50, 100]
    assert run.last_step == 100 and not run.diverged
    np.testing.assert_array_equal(run.network(0)[0].weights, start[0].weights)
    for i, step in enumerate(run.kept):
        found = loss_of(run.network(i), name, MOONS.x, MOONS.y[:, None], "cross-entropy")
        assert found == pytest.approx(run.losses[step])


def test_squared_error_fits_a_wave() -> None:
    data = wave()
    run = train(
        initialise((1, 16, 1), "He", 0),
        CATALOG["tanh"],
        data.x,
        data.y,
        learning_rate=0.1,
        steps=1500,
        loss="squared error",
    )
    assert run.losses[-1] < 0.1 < run.losses[0]


def test_one_step_is_the_learning_rate_times_the_gradient() -> None:
    start, relu = initialise((2, 4, 1), "He", 3), CATALOG["relu"]
    run = train(start, relu, MOONS.x, MOONS.y, learning_rate=0.7, steps=1, loss="cross-entropy")
    slopes = gradients(start, relu, {}, MOONS.x, MOONS.y, "cross-entropy")
    for before, after, slope in zip(start, run.network(1), slopes, strict=True):
        np.testing.assert_allclose(after.weights, before.weights - 0.7 * slope.weights)
        np.testing.assert_allclose(after.biases, before.biases - 0.7 * slope.biases)


def test_networks_side_by_side_train_as_if_each_were_alone() -> None:
    starts = [initialise((2, 5, 3, 1), "He", seed) for seed in range(3)]
    rates = np.array([0.1, 0.5, 1e9])
    settings = {"steps": 20, "loss": "cross-entropy"}
    relu = CATALOG["relu"]
    together = train(side_by_side(starts), relu, MOONS.x, MOONS.y, learning_rate=rates, **settings)
    for i, (start, rate) in enumerate(zip(starts, rates, strict=True)):
        alone = train(start, relu, MOONS.x, MOONS.y, learning_rate=rate, **settings)
        np.testing.assert_allclose(together.losses[i], alone.losses)
        np.testing.assert_allclose(together.networks[0].weights[:, i], alone.networks[0].weights)


def test_the_same_seed_is_the_same_run() -> None:
    one, same, other = (
        train(
            initialise((2, 4, 1), "He", seed),
            CATALOG["tanh"],
            MOONS.x,
            MOONS.y,
            learning_rate=0.5,
            steps=10,
            loss="cross-entropy",
        ).losses
        for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(one, same)
    assert not np.array_equal(one, other)


@pytest.mark.parametrize("name", CATALOG)
def test_a_run_that_diverges_stays_finite_and_says_so(name: str) -> None:
    data = wave(samples=10)
    start = side_by_side([initialise((1, 4, 1), "He", 2)] * 2)
    run = train(
        start,
        CATALOG[name],
        data.x,
        data.y,
        learning_rate=[1e-3, 1e300],
        steps=8,
        loss="squared error",
    )
    assert run.diverged.tolist() == [False, True]
    assert np.isfinite(run.losses).all()
    assert all(np.isfinite(layer.weights).all() for layer in run.networks)
    last = int(run.last_step[1])
    assert (run.losses[1, last:] == run.losses[1, last]).all()
    np.testing.assert_array_equal(run.network(-1)[0].weights[1], run.network(last)[0].weights[1])


def test_weights_that_overflow_behind_a_flat_side_are_noticed_though_the_loss_is_finite() -> None:
    start = (Layer(np.array([[1e-20]]), np.zeros(1)), Layer(np.ones((1, 1)), np.zeros(1)))
    x, y = np.array([[10.0], [20.0]]), np.array([1.0, -1.0])
    run = train(start, CATALOG["relu"], x, y, learning_rate=1e308, steps=2, loss="squared error")
    assert run.diverged
    assert run.network(-1)[0].weights == 1e-20


def test_what_a_run_holds_cannot_be_changed() -> None:
    run = train(
        initialise((2, 3, 1), "He", 0),
        CATALOG["relu"],
        MOONS.x,
        MOONS.y,
        learning_rate=1,
        steps=2,
        loss="cross-entropy",
    )
    for array in (run.losses, run.kept, run.last_step, run.networks[0].weights, run.network(0)[0].biases):
        assert not array.flags.writeable


def test_settings_without_a_meaning_are_refused() -> None:
    network, relu = initialise((2, 3, 1), "He", 0), CATALOG["relu"]
    good = {"learning_rate": 0.1, "steps": 1, "loss": "cross-entropy"}
    for bad in (
        {"learning_rate": 0.0},
        {"learning_rate": np.nan},
        {"steps": -1},
        {"loss": "hinge"},
        {"keep_every": 0},
    ):
        with pytest.raises(ValueError, match="must"):
            train(network, relu, MOONS.x, MOONS.y, **{**good, **bad})
    with pytest.raises(ValueError, match="x must have shape"):
        train(network, relu, MOONS.x[:, :1], MOONS.y, **good)
    with pytest.raises(ValueError, match="y must have shape"):
        train(network, relu, MOONS.x, MOONS.y[:3], **good)
    with pytest.raises(ValueError, match="alpha"):
        train(network, CATALOG["elu"], MOONS.x, MOONS.y, **good, alpha=-1.0)
    with pytest.raises(ValueError, match="at least two widths"):
        initialise((2,), "He", 0)
