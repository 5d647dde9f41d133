"""Saturation: a population of neurons whose pre-activations are normally distributed, on one function.

Nothing here is drawn at random: shares come from the distribution function of the normal distribution,
means from quadrature, so that they move smoothly as the distribution slides along the curve.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import NormalDist
from types import MappingProxyType
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from activations.catalog import CATALOG
from activations.core import Activation, Array, Interval, read_only
from activations.measure import saturated_zones
from activations.simulations.moments import moments
from activations.simulations.step_race import largest_input

State = Literal["saturated left", "saturated between", "saturated right", "dead", "active"]
STATES: tuple[State, ...] = get_args(State)
Places = NDArray[np.intp]

REACH = 25.0
"""How far f is looked at; beyond, it is taken to go on as it ends."""
STEP = 1 / 40
FADING = 1e-9
"""A piece that f reaches by smaller changes than this is flat only because floats end."""
LARGEST = 1e300


@dataclass(frozen=True)
class Stretch:
    """A stretch of inputs on which the neurons are in one state, and the share of neurons on it."""

    low: float
    high: float
    state: State
    share: float


@dataclass(frozen=True)
class Point:
    """A single value that a share of all neurons has, exactly."""

    value: float
    share: float


@dataclass(frozen=True, eq=False)
class Histogram:
    """How the neurons' values are distributed.

    ``shares[i]`` is the share of neurons between ``edges[i]`` and ``edges[i + 1]``, ``below`` and ``above``
    the shares beyond, and ``points`` the single values that are not counted there. All together sum to 1.
    """

    edges: Array
    shares: Array
    below: float
    above: float
    points: tuple[Point, ...]

    @property
    def density(self) -> Array:
        """Share for each unit of value."""
        return np.asarray(self.shares / np.diff(self.edges))


@dataclass(frozen=True, eq=False)
class Population:
    """Neurons with normally distributed pre-activations: their states, and their outputs and slopes.

    ``shares`` has an entry for each of STATES: saturated softly to the left, to the right or (around a
    minimum, say) between, dead where f′ is exactly 0 on a whole zone, and active everywhere else.
    ``spread_output`` is the outputs' standard deviation.
    """

    stretches: tuple[Stretch, ...]
    shares: Mapping[State, float]
    outputs: Histogram
    slopes: Histogram
    mean_output: float
    spread_output: float
    mean_slope: float


def simulate(
    activation: Activation = CATALOG["sigmoid"],
    *,
    mean: float = 0.0,
    spread: float = 1.0,
    window: tuple[float, float] = (-8.0, 8.0),
    bins: int = 40,
    **parameters: float,
) -> Population:
    """What f makes of pre-activations from N(mean, spread²).

    A neuron is saturated where |f′| is below SATURATED_SHARE of the largest |f′|, and dead where it is
    exactly 0. The histograms reach over the range of f and of f′, where that is bounded, and else as far
    as the inputs in ``window`` take them.

    Raises ValueError for a mean that is not finite, a spread that is not above 0, a window whose ends are
    not in order, and fewer than 1 bin.

    Source: the words are those of Xavier Glorot and Yoshua Bengio, "Understanding the difficulty of
    training deep feedforward neural networks", 2010.
    """
    if not math.isfinite(mean):
        raise ValueError(f"the mean must be finite, not {mean}")
    if not 0.0 < spread < math.inf:
        raise ValueError(f"the spread must be above 0, not {spread}")
    if not -math.inf < window[0] < window[1] < math.inf:
        raise ValueError(f"the window must go from a lower to a higher input, not {window}")
    if bins < 1:
        raise ValueError(f"there must be at least 1 bin, not {bins}")
    given = activation.complete(parameters)
    inputs = NormalDist(mean, spread)
    stretches = tuple(
        Stretch(low, high, state, share_between(inputs, low, high))
        for low, high, state in states(activation, **given)
    )
    shares = dict.fromkeys(STATES, 0.0)
    for stretch in stretches:
        shares[stretch.state] += stretch.share
    outputs, slopes = lines(activation, window, bins, **given)

    def output_and_slope(x: Array) -> Array:
        return np.stack([activation(x, **given), activation.derivative(x, **given)])

    means, spreads = moments(output_and_slope, activation.breaks(**given), mean, spread)
    return Population(
        stretches=stretches,
        shares=MappingProxyType(shares),
        outputs=outputs.histogram(inputs),
        slopes=slopes.histogram(inputs),
        mean_output=float(means[0]),
        spread_output=float(spreads[0]),
        mean_slope=float(means[1]),
    )


def mean_for(
    activation: Activation = CATALOG["relu"],
    *,
    active: float = 0.04,
    spread: float = 1.0,
    **parameters: float,
) -> float:
    """The mean of pre-activations at which this share of neurons is active, the others left of an edge.

    With the edge at e it is e + spread·Φ⁻¹(active): 0 for half of ReLU's neurons.

    Raises ValueError for a function that is not saturated or dead on just the left, and for a share that
    is not between 0 and 1.
    """
    if not 0.0 < active < 1.0:
        raise ValueError(f"the share of active neurons must lie between 0 and 1, not {active}")
    match states(activation, **activation.complete(parameters)):
        case ((_, edge, "saturated left" | "dead"), (_, _, "active")):
            return edge + spread * NormalDist().inv_cdf(active)
    raise ValueError(f"{activation.label} is not saturated on the left alone")


def share_sure(certainty: float = 0.9, *, mean: float = 0.0, spread: float = 1.0) -> float:
    """The share of sigmoid outputs that, read as probabilities, are this sure of yes or of no.

    That is σ(x) ≥ certainty or σ(x) ≤ 1 − certainty, for x from N(mean, spread²).

    Raises ValueError for a certainty below one half or not below 1.
    """
    if not 0.5 <= certainty < 1.0:
        raise ValueError(f"certainty lies between one half and 1, not at {certainty}")
    edge = largest_input(CATALOG["sigmoid"], certainty, {})
    inputs = NormalDist(mean, spread)
    return share_between(inputs, -math.inf, -edge) + share_between(inputs, edge, math.inf)


def share_between(inputs: NormalDist, low: float, high: float) -> float:
    """The share of inputs between two, with all its digits also where it is far out in a tail."""
    left, right = ((end - inputs.mean) / (inputs.stdev * math.sqrt(2.0)) for end in (low, high))
    if left + right > 0.0:
        left, right = -right, -left
    return (math.erfc(-right) - math.erfc(-left)) / 2.0


@lru_cache(maxsize=64)
def states(activation: Activation, **parameters: float) -> tuple[tuple[float, float, State], ...]:
    """The state of a neuron on each stretch of inputs, from −∞ to ∞."""
    found: list[tuple[float, float, State]] = []
    reached = -REACH
    for zone in saturated_zones(activation, -REACH, REACH, **parameters):
        if reached < zone.low:
            found.append((reached, zone.low, "active"))
        state: State = "saturated between"
        if zone.dead:
            state = "dead"
        elif zone.low == -REACH:
            state = "saturated left"
        elif zone.high == REACH:
            state = "saturated right"
        found.append((zone.low, zone.high, state))
        reached = zone.high
    if reached < REACH:
        found.append((reached, REACH, "active"))
    return tuple((unbounded(low), unbounded(high), state) for low, high, state in found)


def unbounded(x: float) -> float:
    """An input, or infinity for the end of what is looked at."""
    return x if abs(x) < REACH else math.copysign(math.inf, x)


@dataclass(frozen=True, eq=False)
class Line:
    """A function as what a histogram of its values needs.

    The inputs at which it is at most ``edges[k]`` change at ``crossings[i]`` for each ``levels[i]`` = k:
    ``signs[i]`` is 1 where they end and −1 where they begin; ``ends_below[k]`` says that they never end.
    ``pieces`` are the stretches on which it has one value: value, low, high.
    """

    edges: Array
    crossings: Array
    levels: Places
    signs: Array
    ends_below: Array
    pieces: tuple[tuple[float, float, float], ...]

    def histogram(self, inputs: NormalDist) -> Histogram:
        """The distribution of the function's values."""
        at_crossings = [inputs.cdf(x) for x in self.crossings.tolist()]
        at_most = self.ends_below + np.bincount(
            self.levels, self.signs * at_crossings, minlength=len(self.edges)
        )
        shares = np.diff(at_most, prepend=0.0, append=1.0)
        points: dict[float, float] = {}
        for value, low, high in self.pieces:
            share = share_between(inputs, low, high)
            shares[np.searchsorted(self.edges, value)] -= share
            points[value] = points.get(value, 0.0) + share
        shares = np.maximum(shares, 0.0)
        return Histogram(
            edges=self.edges,
            shares=read_only(shares[1:-1]),
            below=float(shares[0]),
            above=float(shares[-1]),
            points=tuple(Point(value, share) for value, share in points.items()),
        )


@lru_cache(maxsize=64)
def lines(
    activation: Activation, window: tuple[float, float], bins: int, **parameters: float
) -> tuple[Line, Line]:
    """f and f′, each cut into so many bins."""
    facts = activation.facts(**parameters)
    breaks = sorted({*facts.kinks, *facts.jumps})
    inside = [place for place in breaks if abs(place) < REACH]
    grid = np.round(np.linspace(-REACH, REACH, 1 + round(2 * REACH / STEP)), 6)
    x = np.union1d(grid, [*inside, *window])
    x = np.sort(np.concatenate([x, inside]))
    beside = x.copy()
    beside[:-1][x[:-1] == x[1:]] = np.nextafter(inside, -math.inf)
    beside[1:][x[:-1] == x[1:]] = np.nextafter(inside, math.inf)
    slopes = (*facts.derivative_range, Interval.point(0.0))
    return (
        line(x, activation(beside, **parameters), facts.range, window, bins),
        line(x, activation.derivative(beside, **parameters), slopes, window, bins),
    )


def line(x: Array, y: Array, values: Sequence[Interval], window: tuple[float, float], bins: int) -> Line:
    """A function with these values through the points (x, y), straight between them."""
    y = np.clip(y, -LARGEST, LARGEST)
    seen = y[(window[0] <= x) & (x <= window[1])]
    low, high = min(part.low for part in values), max(part.high for part in values)
    low, high = low if math.isfinite(low) else seen.min(), high if math.isfinite(high) else seen.max()
    edges = np.linspace(low, high if low < high else low + 1.0, bins + 1)
    at_most = y <= edges[:, None]
    levels, left = np.nonzero(at_most[:, 1:] != at_most[:, :-1])
    part = (edges[levels] - y[left]) / (y[left + 1] - y[left])
    return Line(
        edges=read_only(edges),
        crossings=x[left] + part * (x[left + 1] - x[left]),
        levels=levels,
        signs=np.where(at_most[levels, left], 1.0, -1.0),
        ends_below=at_most[:, -1].astype(float),
        pieces=tuple(flat_pieces(x, y)),
    )


def flat_pieces(x: Array, y: Array) -> list[tuple[float, float, float]]:
    """Where y keeps one value: value, low, high; but not where it only fades, as e^−x does, into rounding."""
    changes = [0, *(1 + np.flatnonzero(y[1:] != y[:-1])).tolist(), len(y)]
    pieces = []
    for start, stop in pairwise(changes):
        near = [place for place in (start - 2, stop + 1) if 0 <= place < len(y)]
        if x[stop - 1] > x[start] and (np.abs(y[near] - y[start]) > FADING).all():
            pieces.append((float(y[start]), unbounded(float(x[start])), unbounded(float(x[stop - 1]))))
    return pieces
