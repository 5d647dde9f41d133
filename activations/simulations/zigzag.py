"""The zig-zag: gradient descent of one neuron's two weights, with inputs of one sign or around zero.

The neuron is linear, a = w₁x₁ + w₂x₂, and the loss of a sample is ½(a − t)², so the gradient by its weights
is (a − t)·x: one factor for both, times the inputs. Where both inputs are positive, both weights rise or
both fall. Document 003 shows the path that comes of it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from activations.core import Array, read_only

MEAN = 1.5
LEARNING_RATE = 0.15
START = (-1.0, 1.0)
OPTIMUM = (1.0, -1.0)
SAMPLES = 32
SEED = 3
MAX_STEPS = 300
NEAR = 0.05
"""A descent has arrived at this distance from the optimum."""
LOST = 100.0
"""A descent has diverged at this distance from the optimum."""

Pair = tuple[float, float]
Whole = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Descent:
    """The path of two weights: row k of ``weights`` and entry k of ``losses`` are the state after k steps.

    Row k of ``gradients`` leads from there to the next; it is the mean over the samples whose numbers are in
    row k of ``drawn``. ``losses`` are means over all samples. The last state is near the optimum
    (``arrived``), far away from it (``diverged``), or neither, after the largest number of steps.
    """

    inputs: Array
    drawn: Whole
    weights: Array
    gradients: Array
    losses: Array
    arrived: bool
    diverged: bool

    @property
    def steps(self) -> int:
        return len(self.gradients)

    @property
    def signs(self) -> Array:
        """−1, 0 or 1 for each gradient; the weight goes the other way."""
        return np.sign(self.gradients)

    @property
    def shared(self) -> float:
        """The share of the steps in which both gradients have the same sign; NaN where there is no step."""
        return float(np.mean(self.signs[:, 0] == self.signs[:, 1])) if self.steps else math.nan

    @property
    def detour(self) -> float:
        """The length of the path over the distance between its ends; NaN where there is no step or no end."""
        if not self.steps:
            return math.nan
        with np.errstate(all="ignore"):
            length = np.linalg.norm(np.diff(self.weights, axis=0), axis=1).sum()
            return float(length / np.linalg.norm(self.weights[-1] - self.weights[0]))

    @property
    def curvatures(self) -> Pair:
        """The curvature of the loss in its flattest and in its steepest direction.

        These are the eigenvalues of its Hessian, the mean of x·xᵀ. Descent on all samples at once converges
        from every start for learning rates below 2 over the larger of them, and for no others.
        """
        low, high = np.linalg.eigvalsh(self.inputs.T @ self.inputs / len(self.inputs))
        return float(low), float(high)


def simulate(
    *,
    mean: float = MEAN,
    learning_rate: float = LEARNING_RATE,
    start: Pair = START,
    optimum: Pair = OPTIMUM,
    batch: int = 1,
    seed: int = SEED,
    max_steps: int = MAX_STEPS,
) -> Descent:
    """w ← w − learning_rate·(mean of (a − t)·x over a batch), until the weights are near the optimum.

    The targets are t = w*·x, so every sample's loss is 0 at the optimum w*. Each pass takes all samples in a
    new order, ``batch`` of them a step.

    Raises ValueError for numbers that are not finite, a learning rate not above 0, a batch that is not from 1
    to 32, and a number of steps below 0.

    Source: Fei-Fei Li, Andrej Karpathy, Justin Johnson, CS231n, 2016,
    https://cs231n.github.io/neural-networks-1/; what the mean does to the curvature: Yann LeCun, Léon Bottou,
    Genevieve B. Orr, Klaus-Robert Müller, "Efficient BackProp", 1998, https://doi.org/10.1007/3-540-49430-8_2.
    """
    inputs, drawn = draw(mean, batch, seed, max_steps)
    walked = walk(inputs, drawn, np.array([learning_rate]), start, optimum)
    return Descent(
        inputs=read_only(inputs),
        drawn=drawn[: len(walked.gradients)],
        weights=read_only(walked.weights[:, 0]),
        gradients=read_only(walked.gradients[:, 0]),
        losses=read_only(mean_loss(inputs, walked.weights[:, 0], optimum)),
        arrived=bool(walked.arrived[0]),
        diverged=bool(walked.diverged[0]),
    )


def steps_by_rate(
    learning_rates: ArrayLike,
    *,
    mean: float = MEAN,
    start: Pair = START,
    optimum: Pair = OPTIMUM,
    batch: int = 1,
    seed: int = SEED,
    max_steps: int = MAX_STEPS,
) -> Array:
    """How many steps :func:`simulate` needs at each learning rate; NaN where it does not arrive.

    Raises ValueError as simulate does.
    """
    inputs, drawn = draw(mean, batch, seed, max_steps)
    walked = walk(inputs, drawn, np.asarray(learning_rates, dtype=np.float64), start, optimum)
    return read_only(np.where(walked.arrived, walked.steps, np.nan))


def loss_surface(inputs: Array, w1: Array, w2: Array, optimum: Pair = OPTIMUM) -> Array:
    """The mean loss of all samples over a grid of weights, a row for each w2: ½ (w − w*)ᵀ H (w − w*)."""
    return read_only(mean_loss(inputs, np.stack(np.meshgrid(w1, w2), axis=-1), optimum))


def mean_loss(inputs: Array, weights: Array, optimum: Pair) -> Array:
    with np.errstate(all="ignore"):
        return np.asarray((((weights - optimum) @ inputs.T) ** 2).mean(axis=-1) / 2.0)


def draw(mean: float, batch: int, seed: int, max_steps: int) -> tuple[Array, Whole]:
    """Inputs of shape (32, 2), from mean − 1 to mean + 1, and the samples of each step, a row for each.

    Around the mean the inputs lie in sets of eight that mirrors make of one: whatever the seed, both have
    exactly that mean and the same spread, and they are uncorrelated. So with mean 0 the loss curves alike in
    all directions, and runs with different means differ in the mean alone.
    """
    if not math.isfinite(mean):
        raise ValueError(f"the mean must be finite, not {mean}")
    if not 1 <= batch <= SAMPLES:
        raise ValueError(f"a batch must have 1 to {SAMPLES} samples, not {batch}")
    if max_steps < 0:
        raise ValueError(f"the number of steps must not be below 0, not {max_steps}")
    random = np.random.default_rng(seed)
    some = random.uniform(-1.0, 1.0, (SAMPLES // 8, 2))
    mirrored = [np.concatenate([some, some[:, ::-1]]) * signs for signs in product((1.0, -1.0), repeat=2)]
    passes = math.ceil(max_steps * batch / SAMPLES)
    order = random.permuted(np.tile(np.arange(SAMPLES), (passes, 1)), axis=1).ravel()
    return mean + np.concatenate(mirrored), order[: max_steps * batch].reshape(max_steps, batch)


class Walked(NamedTuple):
    """Descents at several learning rates: along the second axis of weights and gradients, and in the rest."""

    weights: Array
    gradients: Array
    steps: Whole
    arrived: NDArray[np.bool_]
    diverged: NDArray[np.bool_]


def walk(inputs: Array, drawn: Whole, rates: Array, start: Pair, optimum: Pair) -> Walked:
    """Descends until each has arrived or diverged; one that has rests where it is."""
    if not (np.isfinite(rates) & (rates > 0.0)).all():
        raise ValueError(f"a learning rate must be a number above 0, not {rates.tolist()}")
    if not np.isfinite([start, optimum]).all():
        raise ValueError(f"start and optimum must be finite, not {start} and {optimum}")
    w = np.tile(np.array(start, dtype=np.float64), (len(rates), 1))
    weights, gradients = [w], list[Array]()
    steps = np.zeros(len(rates), dtype=np.intp)
    with np.errstate(all="ignore"):
        for batch in drawn:
            distance = np.linalg.norm(w - optimum, axis=1)
            running = (distance > NEAR) & (distance < LOST)
            if not running.any():
                break
            x = inputs[batch]
            gradient = (w - optimum) @ x.T @ x / len(x)
            w = np.where(running[:, None], w - rates[:, None] * gradient, w)
            weights.append(w)
            gradients.append(gradient)
            steps += running
        distance = np.linalg.norm(w - optimum, axis=1)
    return Walked(
        np.array(weights),
        np.array(gradients).reshape(-1, len(rates), 2),
        steps,
        arrived=distance <= NEAR,
        diverged=distance >= LOST,
    )
