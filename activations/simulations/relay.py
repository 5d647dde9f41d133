"""The relay, the first neuron: on above a threshold, off below it, and why its weight cannot be learned.

Document 002 presents it as the origin of the activation function.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from activations.catalog import CATALOG
from activations.core import Activation, Array, read_only
from activations.simulations import neuron

THRESHOLD = 2.5
"""In volts."""
VOLTAGES = np.arange(0.5, 5.25, 0.5)
WEIGHTS = np.round(np.arange(-100, 301) / 100, 2)


def simulate(*, threshold: ArrayLike = THRESHOLD, voltages: ArrayLike = VOLTAGES) -> Array:
    """1 where the voltage reaches the threshold, else 0: the neuron binary_step(1·voltage − threshold).

    The result has the shape (…, voltages) for thresholds of shape (…).

    Raises ValueError for a threshold or a voltage that is not finite.
    """
    volts = np.asarray(voltages, dtype=np.float64)[..., None]
    limits = np.asarray(threshold, dtype=np.float64)[..., None]
    return neuron.simulate(CATALOG["binary_step"], weights=(1.0,), inputs=volts, bias=-limits).a


@dataclass(frozen=True, eq=False)
class LossByWeight:
    """How wrong a neuron is at each weight: mean squared error, and its derivative by the weight.

    The derivative is the one that backpropagation computes, with f′ as the catalog has it.
    """

    weights: Array
    losses: Array
    gradients: Array


def loss_by_weight(
    activation: Activation = CATALOG["binary_step"],
    *,
    weights: ArrayLike = WEIGHTS,
    relay_threshold: float = THRESHOLD,
    voltages: ArrayLike = VOLTAGES,
    **parameters: float,
) -> LossByWeight:
    """L(w) = mean (f(w·v − relay_threshold) − y)² over voltages v, y being what the relay itself does at v.

    dL/dw = mean 2·(f − y)·f′·v. The relay's own weight is 1. With the binary step L is the share of wrong
    answers, a staircase, and dL/dw is 0 everywhere. Further parameters are those of the function.

    Raises ValueError unless weights and voltages are rows of finite numbers.
    """
    w, volts = (np.atleast_1d(np.asarray(given, dtype=np.float64)) for given in (weights, voltages))
    if w.ndim != 1 or volts.ndim != 1 or not volts.size:
        raise ValueError(f"weights and voltages must be rows of numbers, not {w.shape} and {volts.shape}")
    wanted = simulate(threshold=relay_threshold, voltages=volts)
    given = neuron.simulate(
        activation, weights=w[:, None, None], inputs=volts[:, None], bias=-relay_threshold, **parameters
    )
    with np.errstate(all="ignore"):
        error = given.a - wanted
        losses = (error**2).mean(axis=-1)
        gradients = (2.0 * error * given.by_weights[..., 0]).mean(axis=-1)
    return LossByWeight(read_only(w), read_only(losses), read_only(gradients))


def descend(
    activation: Activation = CATALOG["binary_step"],
    *,
    start: float = 0.0,
    learning_rate: float = 0.1,
    steps: int = 60,
    relay_threshold: float = THRESHOLD,
    voltages: ArrayLike = VOLTAGES,
    **parameters: float,
) -> LossByWeight:
    """Gradient descent on :func:`loss_by_weight`, w ← w − learning_rate·dL/dw: entry k is after k steps.

    A descent whose loss or weight is no longer finite ends before that.

    Raises ValueError as loss_by_weight does, and for a learning rate or number of steps without a meaning.
    """
    if not 0.0 < learning_rate < math.inf:
        raise ValueError(f"the learning rate must be a number above 0, not {learning_rate}")
    if steps < 0:
        raise ValueError(f"the number of steps must not be below 0, not {steps}")
    w = start
    walked: list[tuple[float, float, float]] = []
    while len(walked) <= steps and math.isfinite(w):
        here = loss_by_weight(
            activation, weights=w, relay_threshold=relay_threshold, voltages=voltages, **parameters
        )
        loss, gradient = float(here.losses[0]), float(here.gradients[0])
        if not math.isfinite(loss):
            break
        walked.append((w, loss, gradient))
        w -= learning_rate * gradient
    return LossByWeight(*(read_only(column) for column in np.reshape(walked, (-1, 3)).T))
