"""The trainings are those of the network, and ReLU converges faster where the lesson says so."""

from __future__ import annotations

import numpy as np
import pytest

from activations import CATALOG
from activations.simulations.convergence import first_at_or_below, learn
from activations.simulations.datasets import SHAPES, two_classes
from activations.simulations.network import initialise, train

RATES = (2.0, 4.0, 6.0, 8.0, 10.0, 12.0)


def test_each_training_is_that_of_the_network_alone():
    learning = learn(CATALOG["tanh"], learning_rates=[0.5, 2.0], seeds=[3, 4], steps=20)
    assert learning.losses.shape == (2, 2, 21)
    points = two_classes("moons", samples=40, seed=0)
    alone = train(
        initialise((2, 8, 1), "He", 4),
        CATALOG["tanh"],
        points.x,
        points.y,
        learning_rate=2.0,
        steps=20,
        loss="cross-entropy",
    )
    np.testing.assert_allclose(learning.losses[1, 1], alone.losses)


def test_arrival_is_the_first_step_at_the_goal():
    losses = np.array(
        [[3.0, 2.0, 1.0, 2.0], [3.0, 2.5, 2.1, 2.0], [3.0, 3.0, 3.0, 3.0], [1.0, 5.0, 5.0, 5.0]]
    )
    assert first_at_or_below(losses, 2.0).tolist() == [1.0, 3.0, np.inf, 0.0]


def test_the_best_rate_arrives_first_and_of_those_that_never_do_has_the_lowest_loss():
    learning = learn(CATALOG["relu"], learning_rates=RATES)
    assert learning.median_arrival[learning.best] == learning.median_arrival.min()
    sooner = learn(CATALOG["tanh"], learning_rates=[4.0, 12.0], data="circles", goal=0.4)
    assert np.argmin(np.median(sooner.losses[..., -1], axis=1)) == 1
    assert sooner.best == 0
    slow = learn(CATALOG["sigmoid"], learning_rates=[0.01, 0.5, 0.1], steps=20)
    assert np.isinf(slow.median_arrival).all()
    assert slow.best == 1


@pytest.mark.parametrize("data", SHAPES)
def test_relu_converges_sooner_than_sigmoid_each_at_its_best_rate(data: str):
    relu, sigmoid = (learn(CATALOG[name], learning_rates=RATES, data=data) for name in ("relu", "sigmoid"))
    assert relu.median_arrival.min() < sigmoid.median_arrival.min()


def test_against_tanh_and_elu_it_depends_on_the_data():
    def best(name: str, data: str) -> float:
        return float(learn(CATALOG[name], learning_rates=RATES, data=data).median_arrival.min())

    assert best("relu", "moons") < best("tanh", "moons") < best("elu", "moons")
    assert best("relu", "blobs") >= best("tanh", "blobs")


def test_too_large_a_rate_hurts_relu_first():
    relu, tanh = (learn(CATALOG[name], learning_rates=[12.0]) for name in ("relu", "tanh"))
    assert relu.median_arrival[0] > tanh.median_arrival[0]


def test_any_function_learns_without_a_surprise(case):
    learning = learn(case.activation, learning_rates=[1e4], seeds=[0], steps=3, **case.parameters)
    assert np.isfinite(learning.losses).all()
