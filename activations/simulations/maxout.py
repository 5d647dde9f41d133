"""Maxout taken apart: which of its straight pieces is the highest where, and what curves they can follow."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from activations.catalog import CATALOG
from activations.core import Array, read_only
from activations.vector import maxout

Row = tuple[float, ...]
REACH = 3.0
"""Curves and regions are shown from −REACH to REACH."""
CLOSE = 1e-9
ROUNDS = 100


@dataclass(frozen=True)
class Pieces:
    """k lines w·x + b: their slopes w and their intercepts b."""

    slopes: Row
    intercepts: Row

    def __call__(self, x: ArrayLike) -> Array:
        """The highest of the lines at x, in x's shape."""
        inputs = np.asarray(x, dtype=np.float64)
        return maxout(inputs[..., None], np.array(self.slopes)[:, None], self.intercepts)


SPECIAL: Mapping[str, Pieces] = {
    "Identity": Pieces((1.0,), (0.0,)),
    "ReLU": Pieces((0.0, 1.0), (0.0, 0.0)),
    "Leaky ReLU": Pieces((CATALOG["leaky_relu"].parameters[0].default, 1.0), (0.0, 0.0)),
    "|x|": Pieces((-1.0, 1.0), (0.0, 0.0)),
}
"""Activation functions that are a maximum of lines."""


@dataclass(frozen=True, eq=False)
class Maxout:
    """The maximum of some lines between two ends: straight from corner to corner, and always convex.

    ``active[i]`` is the piece, counted from 0, that is highest between corner i and i + 1; the first and
    the last corner are the two ends. ``values`` are the maximum at the corners. Slopes rise from each active
    piece to the next; a piece that is never active takes no part here and gets no gradient.
    """

    corners: Array
    values: Array
    active: NDArray[np.intp]


def simulate(
    slopes: ArrayLike = (-1.0, 0.0, 1.0),
    intercepts: ArrayLike = (-1.0, 0.0, -1.0),
    *,
    low: float = -REACH,
    high: float = REACH,
) -> Maxout:
    """max over i of w_i·x + b_i for x from low to high: follows the highest line until one rises above.

    With two pieces it is document 004's max(w₁ᵀx + b₁, w₂ᵀx + b₂). Where pieces meet in a point, the steepest
    goes on; of equal pieces the first counts.

    Raises ValueError unless slopes and intercepts are rows of finite numbers, equally long, and low < high.

    Source: Ian J. Goodfellow et al., "Maxout Networks", 2013, https://arxiv.org/abs/1302.4389.
    """
    w, b = (np.asarray(given, dtype=np.float64) for given in (slopes, intercepts))
    if w.ndim != 1 or w.shape != b.shape or not w.size or not np.isfinite([w, b]).all():
        raise ValueError(f"slopes and intercepts must be rows of numbers, equally many, not {w} and {b}")
    if not -math.inf < low < high < math.inf:
        raise ValueError(f"low must be below high, not {low} and {high}")
    at_low = w * low + b
    active = [steepest(w, at_low >= at_low.max() - CLOSE)]
    corners = [low]
    while True:
        now = active[-1]
        with np.errstate(all="ignore"):
            meets = np.where(w > w[now], (b[now] - b) / (w - w[now]), math.inf)
        if meets.min() >= high - CLOSE:
            break
        corners.append(float(meets.min()))
        active.append(steepest(w, meets <= meets.min() + CLOSE))
    corners.append(high)
    values = maxout(np.array(corners)[:, None], w[:, None], b)
    pieces = np.array(active)
    pieces.flags.writeable = False
    return Maxout(read_only(corners), read_only(values), pieces)


def steepest(slopes: Array, among: NDArray[np.bool_]) -> int:
    return int(np.where(among, slopes, -math.inf).argmax())


KNOWN = {name: simulate(pieces.slopes, pieces.intercepts) for name, pieces in SPECIAL.items()}


def special_case(found: Maxout) -> str | None:
    """The function of SPECIAL that this maximum is, if it is one."""
    for name, known in KNOWN.items():
        if known.corners.shape == found.corners.shape and np.allclose(
            [known.corners, known.values], [found.corners, found.values], rtol=0.0, atol=1e-6
        ):
            return name
    return None


@dataclass(frozen=True)
class Curve:
    """A curve to follow with straight pieces, and whether it is convex."""

    value: Callable[[Array], Array]
    slope: Callable[[Array], Array]
    convex: bool


CURVES: Mapping[str, Curve] = {
    "x²": Curve(lambda x: x**2, lambda x: 2.0 * x, True),
    "eˣ": Curve(np.exp, np.exp, True),
    "Softplus": Curve(CATALOG["softplus"], CATALOG["softplus"].derivative, True),
    "Tanh": Curve(CATALOG["tanh"], CATALOG["tanh"].derivative, False),
    "sin 2x": Curve(lambda x: np.sin(2.0 * x), lambda x: 2.0 * np.cos(2.0 * x), False),
}
SAMPLES = np.linspace(-REACH, REACH, 2401)
MOST_PIECES = 12


@dataclass(frozen=True)
class Fit:
    """A curve as the difference of two maxouts, first − second, and the largest error from −REACH to REACH.

    A convex curve needs only the first: the second is then the flat line 0. ``knots`` are the ends of the
    straight parts of the difference, the two ends of the curve included.
    """

    first: Pieces
    second: Pieces
    knots: Row
    error: float

    def __call__(self, x: ArrayLike) -> Array:
        return np.asarray(self.first(x) - self.second(x))


def fit(curve: str = "x²", parts: int = 3) -> Fit:
    """Follows a curve of CURVES with so many straight parts.

    A convex curve is met as well as a maximum of so many lines can: the largest error is as small as
    possible (minimax), reached with both signs in turn on every part. Any other curve is met by least squares
    with a broken line; its bends upwards make the first maxout, its bends downwards the second.

    Raises ValueError for a curve there is not, or parts outside 1 to MOST_PIECES.

    Source: Goodfellow et al. 2013 (as above), theorem 4.3: differences of two maxouts approximate any
    continuous function.
    """
    if curve not in CURVES:
        raise ValueError(f"the curve must be one of {', '.join(CURVES)}, not {curve}")
    if not 1 <= parts <= MOST_PIECES:
        raise ValueError(f"the number of parts must be from 1 to {MOST_PIECES}, not {parts}")
    chosen = CURVES[curve]
    first, second, knots = (minimax if chosen.convex else least_squares)(chosen, parts)
    error = np.abs(first(SAMPLES) - second(SAMPLES) - chosen.value(SAMPLES)).max()
    return Fit(first, second, tuple(knots.tolist()), float(error))


def minimax(curve: Curve, parts: int) -> tuple[Pieces, Pieces, Array]:
    """The lines of least largest error: on each part the chord, lowered by half of its largest gap.

    Each part's ends are then as far above the curve as its middle is below. The parts are made equally
    wrong by sharing out √error, which is about proportional to a part's width, again and again.
    """
    knots = np.linspace(-REACH, REACH, parts + 1)
    slopes_there = curve.slope(SAMPLES)
    for _round in range(ROUNDS):
        heights = curve.value(knots)
        chords = np.diff(heights) / np.diff(knots)
        touching = np.interp(chords, slopes_there, SAMPLES)
        errors = (heights[:-1] + chords * (touching - knots[:-1]) - curve.value(touching)) / 2.0
        lines = Pieces(tuple(chords.tolist()), tuple((heights[:-1] - chords * knots[:-1] - errors).tolist()))
        if np.ptp(errors) <= CLOSE * errors.max():
            break
        knots = shared_out(knots, np.sqrt(errors), parts)
    return lines, Pieces((0.0,), (0.0,)), knots


def least_squares(curve: Curve, parts: int) -> tuple[Pieces, Pieces, Array]:
    """The broken line of least squared error, with more knots where the curve bends more."""
    bending = np.sqrt(np.abs(np.diff(curve.slope(SAMPLES))))
    knots = shared_out(SAMPLES, bending, parts)
    hats = np.stack([np.interp(SAMPLES, knots, hat) for hat in np.eye(parts + 1)], axis=-1)
    heights = np.linalg.lstsq(hats, curve.value(SAMPLES), rcond=None)[0]
    slopes = np.diff(heights) / np.diff(knots)
    bends = np.diff(slopes)
    intercept = heights[0] - slopes[0] * knots[0]
    first = bent_upwards(slopes[0], intercept, knots[1:-1], np.maximum(bends, 0.0))
    return first, bent_upwards(0.0, 0.0, knots[1:-1], np.maximum(-bends, 0.0)), knots


def bent_upwards(slope: float, intercept: float, places: Array, bends: Array) -> Pieces:
    """The lines of a broken line that starts as this one and becomes steeper by each bend at its place."""
    bent = bends > 0.0
    steps = [
        np.concatenate([[start], change[bent]]).cumsum()
        for start, change in ((slope, bends), (intercept, -bends * places))
    ]
    return Pieces(*(tuple(column.tolist()) for column in steps))


def shared_out(knots: Array, amounts: Array, parts: int) -> Array:
    """New knots between which equal amounts lie, where the amounts lie evenly between the given knots."""
    total = np.concatenate([[0.0], np.cumsum(amounts)])
    return np.asarray(np.interp(np.linspace(0.0, total[-1], parts + 1), total, knots))


def parameters(inputs: int, outputs: int, pieces: int = 1) -> int:
    """How many weights and biases a layer has: a maxout unit holds one linear map for each of its pieces.

    Raises ValueError for a number below 1.
    """
    if min(inputs, outputs, pieces) < 1:
        raise ValueError(f"a layer has at least one of each, not {inputs}, {outputs}, {pieces}")
    return pieces * outputs * (inputs + 1)


@dataclass(frozen=True, eq=False)
class Plane:
    """Maxout of two inputs on a square: its values on a grid, by row (x₂) and column (x₁), and its regions.

    The region of each piece, where it is the highest, is convex and bounded by straight lines: its corners
    (x₁, x₂), counter-clockwise, or none where another piece is higher everywhere.
    """

    axis: Array
    values: Array
    regions: tuple[Array, ...]

    def share(self, piece: int) -> float:
        """The share of the square where a piece, counted from 0, is the highest."""
        x1, x2 = self.regions[piece].T
        return float(x1 @ np.roll(x2, -1) - x2 @ np.roll(x1, -1)) / 2.0 / (2.0 * REACH) ** 2


def plane(
    weights: ArrayLike = ((-1.0, 0.5), (1.0, 0.5), (0.0, -1.0)),
    biases: ArrayLike = (0.0, 0.0, 0.0),
    *,
    resolution: int = 61,
) -> Plane:
    """max over i of w_i1·x₁ + w_i2·x₂ + b_i, for weights of shape (k, 2), from −REACH to REACH each way.

    Raises ValueError where the shapes do not fit, for numbers that are not finite, and for fewer than two
    places each way.
    """
    w, b = (np.asarray(given, dtype=np.float64) for given in (weights, biases))
    if not (np.isfinite(w).all() and np.isfinite(b).all()):
        raise ValueError("weights and biases must be finite")
    if resolution < 2:
        raise ValueError(f"there must be at least two places each way, not {resolution}")
    axis = np.linspace(-REACH, REACH, resolution)
    values = maxout(np.stack(np.meshgrid(axis, axis), axis=-1), w, b)
    regions = tuple(read_only(region(w, b, piece)) for piece in range(len(b)))
    return Plane(read_only(axis), read_only(values), regions)


def region(w: Array, b: Array, piece: int) -> Array:
    """The corners of the part of the square where this piece is the highest; of equal ones the first is."""
    corners = REACH * np.array([(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)])
    for other in range(len(b)):
        lead = corners @ (w[piece] - w[other]) + (b[piece] - b[other])
        corners = corners[:0] if other < piece and not lead.any() else cut(corners, lead)
    return corners


def cut(corners: Array, heights: Array) -> Array:
    """A convex polygon without the part where a plane is below 0, whose heights at the corners are given."""
    left = []
    for here in range(len(corners)):
        before = here - 1
        if heights[before] * heights[here] < 0.0:
            share = heights[before] / (heights[before] - heights[here])
            left.append(corners[before] + share * (corners[here] - corners[before]))
        if heights[here] >= 0.0:
            left.append(corners[here])
    return np.array(left).reshape(-1, 2)
