"""Which function learns faster? The same small network trained with each of several, from several seeds.

Documents 000 and 004 say that ReLU converges faster than sigmoid and tanh. That depends on the learning rate,
on the data and on the draw of the weights, so each function is tried at several rates and from several seeds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from activations.core import Activation, Array
from activations.simulations.datasets import two_classes
from activations.simulations.network import initialise, side_by_side, train


@dataclass(frozen=True, eq=False)
class Learning:
    """One function's trainings: ``losses`` has shape (learning rates, seeds, steps + 1).

    ``arrival`` has shape (learning rates, seeds): the first step at which the loss is at most the goal, or
    infinity. ``median_arrival`` is its median over the seeds; ``best`` is the place of the learning rate with
    the earliest median arrival and, among equals, the lowest median loss at the end.
    """

    losses: Array
    arrival: Array
    median_arrival: Array
    best: int


def learn(
    activation: Activation,
    *,
    learning_rates: Sequence[float],
    seeds: Sequence[int] = range(5),
    data: str = "moons",
    goal: float = 0.2,
    initialisation: str = "He",
    width: int = 8,
    samples: int = 40,
    steps: int = 100,
    **parameters: float,
) -> Learning:
    """Train a network of one hidden layer on two classes of points, at each learning rate from each seed.

    The points are the same for all seeds, the weights are not. The loss is the cross-entropy.

    Raises ValueError for settings without a meaning, as datasets.two_classes and network.train do.
    """
    points = two_classes(data, samples=samples, seed=0)
    starts = side_by_side([initialise((2, width, 1), initialisation, seed) for seed in seeds])
    history = train(
        side_by_side([starts] * len(learning_rates)),
        activation,
        points.x,
        points.y,
        learning_rate=np.reshape(learning_rates, (-1, 1)),
        steps=steps,
        loss="cross-entropy",
        keep_every=max(steps, 1),
        **parameters,
    )
    arrival = first_at_or_below(history.losses, goal)
    median_arrival = np.median(arrival, axis=1)
    last = np.median(history.losses[..., -1], axis=1)
    return Learning(history.losses, arrival, median_arrival, int(np.lexsort((last, median_arrival))[0]))


def first_at_or_below(losses: Array, goal: float) -> Array:
    """The first step at which each training's loss is at most the goal; infinity where it never is."""
    met: NDArray[np.bool_] = losses <= goal
    return np.where(met.any(axis=-1), met.argmax(axis=-1), np.inf)
