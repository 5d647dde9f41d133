"""A line that classifies: logistic regression of two inputs, one neuron with a probability at its output.

z = w₁x₁ + w₂x₂ + b, a = σ(z), loss = −[y ln a + (1−y) ln(1−a)]. Document 002 judges the lines L1 and L2 by
the points A, B and C.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from activations.catalog import CATALOG
from activations.core import Array, read_only
from activations.simulations.points import REACH, Point

PositiveSide = Literal["above", "below", "right", "left", "everywhere", "nowhere", "undecided"]


class Line(NamedTuple):
    """The line on which w₁x₁ + w₂x₂ + b = 0, and its two sides: the positive one has z above 0."""

    weights: tuple[float, float]
    bias: float


class Box(NamedTuple):
    """The part of the plane that is drawn."""

    left: float
    right: float
    bottom: float
    top: float


L1 = Line((-1.0, 2.0), -2.0)
L2 = Line((-1.0, 1.0), -1.0)
POINTS = (Point(2.0, 4.0, True), Point(2.0, 1.0, False), Point(3.0, 3.0, False))
PLANE = Box(-REACH, REACH, -REACH, REACH)


@dataclass(frozen=True, eq=False)
class Judgement:
    """Lines judged by n points; leading axes (…) hold lines side by side.

    ``z``, ``probabilities``, ``losses`` and ``margins`` have the shape (…, n). A margin is z for a positive
    point and −z for a negative one. ``mean_loss`` has the shape (…), and so has its derivative by the bias;
    that by the weights has the shape (…, 2).
    """

    z: Array
    probabilities: Array
    losses: Array
    margins: Array
    mean_loss: Array
    by_weights: Array
    by_bias: Array

    @property
    def right(self) -> NDArray[np.bool_]:
        """Where a point is on its own side of the line; a point on the line is on neither."""
        return self.margins > 0.0


def judge(
    points: Sequence[Point] = POINTS, weights: ArrayLike = L1.weights, bias: ArrayLike = L1.bias
) -> Judgement:
    """What lines with weights of shape (…, 2) and a bias of shape (…) make of points.

    The loss of a point is softplus(−margin), which is −ln a for a positive and −ln(1−a) for a negative one
    without a logarithm of 0; its derivative by z is a − y = ∓σ(−margin). Both are the catalog's functions.

    Raises ValueError where there is no point, where the shapes do not fit, or where a z is not finite.

    Source: D. R. Cox, "The Regression Analysis of Binary Sequences", 1958,
    https://doi.org/10.1111/j.2517-6161.1958.tb00292.x; the lines and points: Kinfey Lo, slides "激活函数",
    Microsoft Reactor, 2021.
    """
    w, b = np.asarray(weights, dtype=np.float64), np.asarray(bias, dtype=np.float64)
    if not len(points):
        raise ValueError("there must be at least one point")
    if w.shape[-1:] != (2,) or b.shape not in ((), w.shape[:-1]):
        raise ValueError(f"a line has two weights and one bias, but the shapes are {w.shape} and {b.shape}")
    x = np.array([(point.x1, point.x2) for point in points])
    signs = np.array([1.0 if point.positive else -1.0 for point in points])
    with np.errstate(all="ignore"):
        z = w @ x.T + b[..., None]
    if not np.isfinite(z).all():
        raise ValueError("weights, bias and the z that they give must be finite")
    margins = signs * z
    losses = CATALOG["softplus"](-margins)
    errors = -signs * CATALOG["sigmoid"](-margins)
    return Judgement(
        z=read_only(z),
        probabilities=read_only(CATALOG["sigmoid"](z)),
        losses=read_only(losses),
        margins=read_only(margins),
        mean_loss=read_only(losses.mean(axis=-1)),
        by_weights=read_only(errors @ x / len(points)),
        by_bias=read_only(errors.mean(axis=-1)),
    )


@dataclass(frozen=True, eq=False)
class Boundary:
    """The line z = 0 as it is drawn in a box.

    ``ends`` has the shape (2, 2), a row for each end; NaN where the line does not cross the box.
    ``region``, of shape (6, 2), goes round the part of the box with z ≥ 0; NaN where there is none. The line
    is x₂ = slope·x₁ + intercept, or x₁ = ``vertical_at``; what does not apply is NaN.
    """

    ends: Array
    region: Array
    positive_side: PositiveSide
    slope: float
    intercept: float
    vertical_at: float


def boundary(weights: Sequence[float] = L1.weights, bias: float = L1.bias, box: Box = PLANE) -> Boundary:
    """Where a = ½: x₂ = −(w₁/w₂)x₁ − b/w₂, and which side of it is positive.

    The positive side is above the line for w₂ > 0 and below for w₂ < 0. For w₂ = 0 the line is vertical, at
    x₁ = −b/w₁. For w = 0 there is no line: the bias alone decides, for the whole plane.

    Raises ValueError for numbers that are not finite and for a box without an inside.
    """
    w1, w2 = weights
    if not all(map(math.isfinite, (w1, w2, bias, *box))):
        raise ValueError("weights, bias and box must be finite")
    if not (box.left < box.right and box.bottom < box.top):
        raise ValueError(f"the box must have an inside, but is {tuple(box)}")
    slanted, vertical = w2 != 0.0, w2 == 0.0 != w1
    ends, region = clip(w1, w2, bias, box)
    return Boundary(
        ends=read_only(ends),
        region=read_only(region),
        positive_side=side(w1, w2, bias),
        slope=-w1 / w2 if slanted else math.nan,
        intercept=-bias / w2 if slanted else math.nan,
        vertical_at=-bias / w1 if vertical else math.nan,
    )


def side(w1: float, w2: float, bias: float) -> PositiveSide:
    if w2:
        return "above" if w2 > 0.0 else "below"
    if w1:
        return "right" if w1 > 0.0 else "left"
    if bias:
        return "everywhere" if bias > 0.0 else "nowhere"
    return "undecided"


def clip(w1: float, w2: float, bias: float, box: Box) -> tuple[Array, Array]:
    """The ends of the line in the box, and the corners of the part with z ≥ 0, the first of them again.

    One side of Sutherland and Hodgman's polygon clipping (1974).
    """
    size = max(abs(w1), abs(w2)) or 1.0
    corners = [
        (x1, x2, w1 / size * x1 + w2 / size * x2 + bias / size)
        for x1, x2 in (
            (box.left, box.bottom),
            (box.right, box.bottom),
            (box.right, box.top),
            (box.left, box.top),
        )
    ]
    ends: list[tuple[float, float]] = []
    region: list[tuple[float, float]] = []
    for (x1, x2, z), (next_x1, next_x2, next_z) in pairwise([*corners, corners[0]]):
        if z >= 0.0:
            region.append((x1, x2))
        if z == 0.0:
            ends.append((x1, x2))
        elif next_z and (z > 0.0) != (next_z > 0.0):
            share = z / (z - next_z)
            crossing = (x1 + share * (next_x1 - x1), x2 + share * (next_x2 - x2))
            ends.append(crossing)
            region.append(crossing)
    nowhere = (math.nan, math.nan)
    closed = [*region, *(region[:1] or [nowhere]) * (6 - len(region))]
    return np.array(ends if len(ends) == 2 else [nowhere] * 2), np.array(closed)


@dataclass(frozen=True, eq=False)
class Descent:
    """Gradient descent: entry k of each array, those of the judgement too, is after k steps."""

    weights: Array
    biases: Array
    judgement: Judgement


def descend(
    points: Sequence[Point] = POINTS,
    weights: Sequence[float] = L1.weights,
    bias: float = L1.bias,
    *,
    learning_rate: float = 0.1,
    steps: int = 100,
) -> Descent:
    """w ← w − learning_rate·∂L/∂w and b ← b − learning_rate·∂L/∂b, L the mean loss of all points.

    Where a line can separate the points there is no minimum: the loss falls towards 0 for ever, and the
    weights grow without end (Daniel Soudry et al., "The Implicit Bias of Gradient Descent on Separable Data",
    2018, https://arxiv.org/abs/1710.10345).

    Raises ValueError as :func:`judge` does, and for a learning rate or number of steps without a meaning.
    """
    if not 0.0 < learning_rate < math.inf:
        raise ValueError(f"the learning rate must be a number above 0, not {learning_rate}")
    if steps < 0:
        raise ValueError(f"the number of steps must not be below 0, not {steps}")
    lines = np.empty((steps + 1, 3))
    lines[0] = *weights, bias
    for step in range(steps):
        here = judge(points, lines[step, :2], lines[step, 2])
        lines[step + 1] = lines[step] - learning_rate * np.append(here.by_weights, here.by_bias)
    return Descent(
        weights=read_only(lines[:, :2]),
        biases=read_only(lines[:, 2]),
        judgement=judge(points, lines[:, :2], lines[:, 2]),
    )
