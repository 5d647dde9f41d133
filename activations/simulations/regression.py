"""Linear regression, the network without an activation: H = X·W by least squares.

Document 002 introduces it with one input, y = a + b·X + ε, and with several, H(W) = w₀ + w₁x₁ + … = X·W.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from activations.core import Array, read_only

INTERCEPT, SLOPE = 1.0, 0.5
HOUSES = np.array([[50.0, 0.4], [3.0, 0.02], [-4.0, -0.03]])
"""Weights of the houses: a row each for 1, square metres and kilometres; a column each for price and rent."""


@dataclass(frozen=True, eq=False)
class Fit:
    """The weights W that make Σ (y − X·W)² smallest, and what they leave.

    ``design`` is X, of shape (n, k + 1), whose first column is 1, so that w₀ is the bias; ``weights`` has the
    shape (k + 1,), or (k + 1, m) for m outputs. Where the columns of X depend on each other (``rank`` below
    k + 1) many W do equally well, and this is the shortest. ``condition`` is the condition number of XᵀX, ∞
    where it is singular. ``r_squared`` is 1 − Σ residual² / Σ (y − mean)² of each output, 0 where an output
    is constant, and ``spread`` the estimate √(Σ residual² / (n − rank)) of the noise's σ, 0 where n = rank.
    """

    design: Array
    weights: Array
    fitted: Array
    residuals: Array
    r_squared: Array
    spread: Array
    rank: int
    condition: float


def fit(inputs: ArrayLike, outputs: ArrayLike) -> Fit:
    """Least squares for inputs of shape (n,) or (n, k) and outputs of shape (n,) or (n, m).

    Several inputs make the regression multiple, several outputs multivariate: then each output has weights
    of its own, and X is the same for all.

    Raises ValueError where the shapes do not fit, without a row, and for numbers that are not finite.

    Source: Adrien-Marie Legendre, "Nouvelles méthodes pour la détermination des orbites des comètes", 1805.
    """
    x, y = np.asarray(inputs, dtype=np.float64), np.asarray(outputs, dtype=np.float64)
    if x.ndim not in (1, 2) or y.ndim not in (1, 2) or len(x) != len(y) or not len(x):
        raise ValueError(
            f"inputs and outputs must have as many rows, but have shapes {x.shape} and {y.shape}"
        )
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise ValueError("inputs and outputs must be finite")
    design = np.column_stack([np.ones(len(x)), x])
    solution, _, rank, singular = np.linalg.lstsq(design, y)
    weights = np.asarray(solution, dtype=np.float64)
    fitted = design @ weights
    residuals = y - fitted
    squares = (residuals**2).sum(axis=0)
    total = ((y - y.mean(axis=0)) ** 2).sum(axis=0)
    free = len(x) - int(rank)
    return Fit(
        design=read_only(design),
        weights=read_only(weights),
        fitted=read_only(fitted),
        residuals=read_only(residuals),
        r_squared=read_only(np.where(total > 0.0, 1.0 - squares / np.where(total > 0.0, total, 1.0), 0.0)),
        spread=read_only(np.sqrt(squares / max(free, 1)) * (free > 0)),
        rank=int(rank),
        condition=float((singular[0] / singular[-1]) ** 2) if rank == design.shape[1] else math.inf,
    )


@dataclass(frozen=True, eq=False)
class Sample:
    """Inputs, what was added to the truth as noise, the outputs, and the fit; ``truth`` has W's shape."""

    inputs: Array
    noise: Array
    outputs: Array
    truth: Array
    fit: Fit


def simulate(*, noise: float = 1.0, points: int = 40, seed: int = 0) -> Sample:
    """One input: y = INTERCEPT + SLOPE·x + ε at x from U(0, 10), with ε from N(0, noise²).

    The same seed draws the same ε / noise, so that points move straight up and down as the noise grows.

    Raises ValueError for fewer than two points, and noise that is not a number at least 0.
    """
    random = checked(noise, points, 2, seed)
    x = np.sort(random.uniform(0.0, 10.0, points))
    return sampled(x, np.array([INTERCEPT, SLOPE]), noise * random.normal(size=points))


def houses(*, noise: float = 1.0, points: int = 40, seed: int = 0) -> Sample:
    """Two inputs and two outputs: a house's square metres and kilometres from the centre, price and rent.

    Price and rent (in thousands) are X·HOUSES + ε, with a noise of 20 and 0.2 times ``noise``.

    Raises ValueError for fewer than three points, and noise that is not a number at least 0.
    """
    random = checked(noise, points, 3, seed)
    x = np.column_stack([random.uniform(40.0, 160.0, points), random.uniform(0.0, 20.0, points)])
    return sampled(x, HOUSES, noise * random.normal(size=(points, 2)) * np.array([20.0, 0.2]))


def checked(noise: float, points: int, fewest: int, seed: int) -> np.random.Generator:
    if points < fewest:
        raise ValueError(f"there must be at least {fewest} points, not {points}")
    if not 0.0 <= noise < math.inf:
        raise ValueError(f"the noise must be a number not below 0, not {noise}")
    return np.random.default_rng(seed)


def sampled(inputs: Array, truth: Array, noise: Array) -> Sample:
    outputs = np.column_stack([np.ones(len(inputs)), inputs]) @ truth + noise
    return Sample(
        read_only(inputs), read_only(noise), read_only(outputs), read_only(truth), fit(inputs, outputs)
    )
