"""A stack of linear layers is one layer; an activation bends its boundary and solves what no line can."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from activations import CATALOG, get
from activations.core import Array
from activations.simulations.linearity import MOST_LAYERS, SIDE, Training, collapse, simulate
from activations.simulations.network import Layer, Network, forward, initialise

IDENTITY = get("identity")


def drawn(layers: int, seed: int) -> Network:
    """A stack of random widths with random biases."""
    random = np.random.default_rng(seed)
    widths = [2, *random.integers(1, 8, layers - 1), 3]
    return tuple(
        Layer(layer.weights, random.normal(size=layer.biases.shape))
        for layer in initialise(widths, "Xavier", random)
    )


@pytest.mark.parametrize("layers", range(1, MOST_LAYERS + 1))
@pytest.mark.parametrize("seed", range(3))
def test_the_collapsed_matrix_equals_the_stack(layers: int, seed: int) -> None:
    network = drawn(layers, seed)
    one = collapse(network)
    assert one.weights.shape == (3, 2) and one.biases.shape == (3,)
    x = np.random.default_rng(seed + 100).normal(0.0, 10.0, (200, 2))
    np.testing.assert_allclose(
        forward(network, IDENTITY, {}, x).outputs[-1], x @ one.weights.T + one.biases, atol=1e-10
    )


def test_one_layer_collapses_to_itself() -> None:
    (layer,) = drawn(1, 0)
    one = collapse((layer,))
    np.testing.assert_array_equal(one.weights, layer.weights)
    np.testing.assert_array_equal(one.biases, layer.biases)


def test_a_narrow_layer_limits_the_rank() -> None:
    network = initialise([5, 8, 2, 8, 5], "He", 3)
    assert np.linalg.matrix_rank(collapse(network).weights) == 2


def boundary(heights: Array) -> Array:
    """The points (x₁, x₂) on the grid's lines at which the height, taken as linear between, is 0."""
    found = []
    for across, z in ((True, heights), (False, heights.T)):
        row, left = np.nonzero((z[:, :-1] > 0.0) != (z[:, 1:] > 0.0))
        share = z[row, left] / (z[row, left] - z[row, left + 1])
        along = SIDE[left] + share * (SIDE[1] - SIDE[0])
        found += [np.stack([along, SIDE[row]] if across else [SIDE[row], along], axis=1)]
    return np.concatenate(found)


def off_the_line(points: Array) -> float:
    """How far points are from the straight line that fits them best, at most."""
    centred = points - points.mean(axis=0)
    return float(np.abs(centred @ np.linalg.svd(centred)[2][1]).max())


@pytest.mark.parametrize("layers", range(1, MOST_LAYERS + 1))
def test_without_an_activation_every_frame_s_boundary_is_the_collapsed_line(layers: int) -> None:
    straight = simulate(IDENTITY, layers=layers).straight
    assert straight.apart.max() < 1e-12
    for i, heights in enumerate(straight.heights):
        points = boundary(heights)
        assert off_the_line(points) < 1e-9 if len(points) else (heights > 0).all() or (heights < 0).all()
        z = points @ straight.collapsed.weights[i, 0] + straight.collapsed.biases[i, 0]
        np.testing.assert_allclose(z, 0.0, atol=1e-9)


def end(training: Training) -> tuple[float, float]:
    return float(training.right[-1]), float(training.history.losses[-1])


@pytest.mark.parametrize("data", ["circles", "checker"])
@pytest.mark.parametrize("name", ["relu", "tanh", "elu", "leaky_relu", "arctan"])
def test_an_activation_bends_the_boundary_and_solves_what_no_line_can(name: str, data: str) -> None:
    run = simulate(CATALOG[name], layers=4, data=data)
    assert run.bent.right[-1] >= 0.99 and run.straight.right[-1] < 0.7
    assert off_the_line(boundary(run.bent.heights[-1])) > 0.3
    assert run.bent.apart[-1] > 1.0


def test_where_a_line_is_enough_both_solve_it() -> None:
    run = simulate(data="blobs")
    assert run.bent.right[-1] == run.straight.right[-1] == 1.0


def test_one_layer_has_no_place_for_an_activation() -> None:
    run = simulate(layers=1)
    np.testing.assert_array_equal(run.bent.heights, run.straight.heights)


@pytest.mark.parametrize(("name", "parameters"), [("prelu", {"alpha": 1.0}), ("leaky_relu", {"alpha": 1.0})])
def test_an_activation_that_is_a_straight_line_changes_nothing(
    name: str, parameters: dict[str, float]
) -> None:
    run = simulate(CATALOG[name], **parameters)
    np.testing.assert_allclose(run.bent.heights, run.straight.heights, atol=1e-9)


def test_the_frames_are_those_of_the_run() -> None:
    run = simulate()
    bent = run.bent
    assert bent.history.kept.tolist() == list(range(0, 201, 10))
    assert bent.heights.shape == (21, len(SIDE), len(SIDE))
    last = forward(bent.history.network(-1), get("relu"), {}, [[SIDE[3], SIDE[25]]]).outputs[-1][0, 0]
    assert bent.heights[-1, 25, 3] == pytest.approx(last, rel=1e-12)
    for i in range(21):
        z = forward(bent.history.network(i), get("relu"), {}, run.points.x).outputs[-1][:, 0]
        assert bent.right[i] == np.mean(np.where(run.points.y == 1, z > 0, z <= 0))


def test_the_same_seed_is_the_same_run_and_another_is_not() -> None:
    one, same, other = (simulate(seed=seed).bent.heights for seed in (3, 3, 4))
    np.testing.assert_array_equal(one, same)
    assert np.abs(one - other).max() > 0.1


def test_every_function_trains_at_every_depth_without_a_surprise(case) -> None:
    for layers in (2, MOST_LAYERS):
        run = simulate(case.activation, layers=layers, steps=40, frames=4, **case.parameters)
        assert (run.bent.apart >= 0.0).all() and ((run.bent.right >= 0.0) & (run.bent.right <= 1.0)).all()


def test_what_overflows_is_infinitely_far_from_the_collapsed_stack() -> None:
    steep = dataclasses.replace(IDENTITY, value=lambda x: x**5, slope=lambda x: 5.0 * x**4)
    run = simulate(steep, layers=6)
    assert run.bent.history.diverged and not np.isfinite(run.bent.heights).all()
    assert run.bent.apart[-1] == np.inf


def test_weights_whose_product_overflows_are_no_surprise() -> None:
    run = simulate(get("sigmoid"), layers=6, learning_rate=1e300, steps=5, frames=5)
    assert np.isfinite(run.bent.history.losses).all() and run.bent.apart[-1] == np.inf


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"layers": 0}, "a stack has at least one layer, not 0"),
        ({"frames": 0}, "there must be at least one frame and a step for each, not 0 and 200"),
        ({"steps": 3}, "there must be at least one frame and a step for each, not 20 and 3"),
        ({"data": "stars"}, "the points' shape must be one of"),
        ({"learning_rate": -1.0}, "the learning rate must be above 0"),
    ],
)
def test_what_makes_no_sense_is_refused(settings: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        simulate(**settings)  # type: ignore[arg-type]
