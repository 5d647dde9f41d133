"""Neurons that die: a small network learns to tell two classes apart, and some of its neurons stop learning.

A neuron is dead when f′ is 0 at its pre-activation z = w·x + b for every sample: then no gradient reaches its
own weights and bias. Documents 002, 003 and 004 name the causes: a learning rate too large, a bad
initialisation, a bias pushed far negative.

Source: Lu Lu et al., "Dying ReLU and Initialization", 2019, https://arxiv.org/abs/1903.06733.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from activations.core import Activation, Array, Interval
from activations.simulations.datasets import Dataset, two_classes
from activations.simulations.network import forward, initialise, side_by_side, train

Cause = Literal["alive", "function", "bias", "weights", "training"]


@dataclass(frozen=True, eq=False)
class Lives:
    """A training and the last hidden layer's neurons in it; entry k of each array is the state after k steps.

    ``weights`` has shape (steps + 1, width, inputs), ``biases`` (steps + 1, width), ``pre_activations``
    (steps + 1, samples, width). ``awake``, of shape (steps + 1, width), is the share of samples, from 0 to 1,
    at which a neuron's slope is not 0. ``died`` is the step from which on a neuron is dead to the end, or
    None; ``causes`` says why: the function is flat everywhere; the neuron was dead from the start and with a
    bias of 0 would not have been; it would have been even so, by its drawn weights; or a step of the training
    moved it out. ``last_step`` is below ``steps`` where the training diverged and stopped.
    """

    points: Dataset
    losses: Array
    weights: Array
    biases: Array
    pre_activations: Array
    awake: Array
    died: tuple[int | None, ...]
    causes: tuple[Cause, ...]
    last_step: int

    def __post_init__(self) -> None:
        self.awake.flags.writeable = self.pre_activations.flags.writeable = False

    @property
    def dead(self) -> NDArray[np.bool_]:
        """Which neurons are dead after each step, of shape (steps + 1, width)."""
        return np.asarray(self.awake == 0.0)


class Return(NamedTuple):
    """A neuron that was dead from one step on and is alive from another on."""

    neuron: int
    died: int
    revived: int


def simulate(
    activation: Activation,
    *,
    data: str = "circles",
    offset: float = 1.0,
    learning_rate: float = 1.5,
    initialisation: str = "He",
    bias: float = 0.0,
    hidden_layers: int = 1,
    width: int = 8,
    samples: int = 60,
    steps: int = 100,
    seed: int = 13,
    **parameters: float,
) -> Lives:
    """Train a network on two classes of points, and see which neurons die, when, and why.

    ``offset`` is added to both inputs of every point: inputs as pixels or a ReLU layer give them lie all on
    one side of 0. ``bias`` is that of every hidden neuron at the start. The whole set is used at each step of
    gradient descent on the cross-entropy. In one hidden layer what is dead stays so: its inputs are the
    points. In the second of two, a neuron can come back, as the first still learns and moves its inputs.

    Raises ValueError for settings without a meaning, as datasets.two_classes and network.train do, and
    KeyError for an initialisation there is not.
    """
    points = moved(two_classes(data, samples=samples, seed=seed), offset)
    start = initialise((2, *[width] * hidden_layers, 1), initialisation, seed, bias)
    history = train(
        start,
        activation,
        points.x,
        points.y,
        learning_rate=learning_rate,
        steps=steps,
        loss="cross-entropy",
        keep_every=1,
        **parameters,
    )
    signals = forward(history.networks, activation, parameters, points.x)
    watched, z = history.networks[-2], signals.pre_activations[-2]
    awake = (activation.derivative(z, **parameters) != 0.0).mean(axis=1)
    died = tuple(last_deaths(awake == 0.0))
    flat = activation.derivative_range(**parameters) == (Interval.point(0.0),)
    unbiased = activation.derivative(z[0] - watched.biases[0], **parameters)
    saved = (unbiased != 0.0).any(axis=0)
    return Lives(
        points=points,
        losses=history.losses,
        weights=watched.weights,
        biases=watched.biases,
        pre_activations=z,
        awake=awake,
        died=died,
        causes=tuple(cause(step, flat, bool(saved[neuron])) for neuron, step in enumerate(died)),
        last_step=int(history.last_step),
    )


def survey(
    activation: Activation,
    *,
    learning_rates: Sequence[float],
    seeds: Sequence[int] = range(20),
    data: str = "circles",
    offset: float = 1.0,
    initialisation: str = "He",
    bias: float = 0.0,
    width: int = 8,
    samples: int = 60,
    steps: int = 100,
    **parameters: float,
) -> Array:
    """The share of dead neurons, from 0 to 1, at the end of each training: shape (learning rates, seeds).

    Each training is that of :func:`simulate` with one hidden layer. Raises as it does.
    """
    points = [moved(two_classes(data, samples=samples, seed=seed), offset) for seed in seeds]
    starts = [initialise((2, width, 1), initialisation, seed, bias) for seed in seeds]
    x = np.stack([each.x for each in points])
    many = side_by_side([side_by_side(starts)] * len(learning_rates))
    history = train(
        many,
        activation,
        x,
        points[0].y,
        learning_rate=np.reshape(learning_rates, (-1, 1)),
        steps=steps,
        loss="cross-entropy",
        keep_every=max(steps, 1),
        **parameters,
    )
    z = forward(history.network(-1), activation, parameters, x).pre_activations[0]
    return np.asarray((activation.derivative(z, **parameters) == 0.0).all(axis=-2).mean(axis=-1))


def longest_return(dead: NDArray[np.bool_]) -> Return | None:
    """The neuron that came back, of those that did the one whose death and whose later life lasted longest.

    ``dead`` has shape (steps + 1, width); how long is the shorter of the two, in steps.
    """
    found = [each for neuron, states in enumerate(dead.T) for each in returns(neuron, states)]

    def lasting(each: Return) -> int:
        alive_after = int((~dead[each.revived :, each.neuron]).sum())
        return min(each.revived - each.died, alive_after)

    return max(found, key=lasting, default=None)


def returns(neuron: int, dead: NDArray[np.bool_]) -> Iterator[Return]:
    """Each death of a neuron that ends, from its states after each step."""
    turns = [0, *(np.flatnonzero(np.diff(dead)) + 1).tolist()]
    for died, revived in pairwise(turns):
        if dead[died]:
            yield Return(neuron, died, revived)


def last_deaths(dead: NDArray[np.bool_]) -> Iterator[int | None]:
    """For each neuron the step from which on it is dead to the end, or None."""
    for states in dead.T:
        alive = np.flatnonzero(~states)
        died = int(alive[-1]) + 1 if alive.size else 0
        yield died if died < len(states) else None


def cause(died: int | None, flat: bool, saved_without_bias: bool) -> Cause:
    if died is None:
        return "alive"
    if flat:
        return "function"
    if died > 0:
        return "training"
    return "bias" if saved_without_bias else "weights"


def moved(points: Dataset, offset: float) -> Dataset:
    return Dataset(points.x + offset, points.y)
