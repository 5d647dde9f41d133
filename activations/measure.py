"""What is computed about a function, not stated: its mean, its one-sided limits, where it saturates."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from activations.beside import beside
from activations.core import SATURATED_SHARE, Activation, Array

NODES, WEIGHTS = np.polynomial.legendre.leggauss(16)
ZERO_MEAN = 1e-12
"""A mean this small is 0 up to rounding."""
STEPS = 6
LEAST_SHARE = 0.7
"""Of so many steps towards a place each keeps this share of the one before where f goes to ±∞, none where it
has a limit."""
GRID_STEP = 1 / 80
"""How closely f′ is looked at for zones."""
FINER = 1001
"""How many looks are taken where f′ rises from 0 within one step, so that its soft part is seen, too."""
RESOLUTION = 1e-9
"""How well the edges of zones are known; what happens nearer to a break happens at the break."""
MOST_EDGES = 1000
"""Where there are more between two breaks, as on a fast wave, they are left where the grid shows them."""

States = NDArray[np.int_]
LIVE, SOFT, DEAD = range(3)


@dataclass(frozen=True)
class Sides:
    """The limits of f and f′ from the left and from the right of one input."""

    value_left: float
    value_right: float
    slope_left: float
    slope_right: float


@dataclass(frozen=True)
class Zone:
    """A stretch of inputs on which f is saturated; ``dead`` where f′ is exactly 0 throughout."""

    low: float
    high: float
    dead: bool


def normal_density(x: Array, mean: float = 0.0, spread: float = 1.0) -> Array:
    """The density of the normal distribution N(mean, spread²) at x."""
    return np.asarray(np.exp(-(((x - mean) / spread) ** 2) / 2) / (spread * math.sqrt(2.0 * math.pi)))


def normal_rule(
    breaks: Sequence[float] = (), mean: ArrayLike = 0.0, spread: float = 1.0
) -> tuple[Array, Array]:
    """Inputs x and weights w such that the sum of w·g(x) is the mean of g(X) for X from N(mean, spread²).

    Gauss–Legendre quadrature on panels of a quarter of the spread that end at the ``breaks`` of g. Several
    means give x and w a row each.
    """
    centres = np.asarray(mean, dtype=np.float64)[..., None]
    panels = np.linspace(-12.0, 12.0, 97)
    at_breaks = np.clip((np.asarray(breaks) - centres) / spread, -12.0, 12.0)
    grid = np.broadcast_to(panels, (*centres.shape[:-1], len(panels)))
    edges = np.sort(np.concatenate([grid, at_breaks], axis=-1), axis=-1)
    half_widths = np.diff(edges)[..., None] / 2
    z = edges[..., :-1, None] + half_widths * (1.0 + NODES)
    flat = (*centres.shape[:-1], -1)
    return (
        centres + spread * z.reshape(flat),
        (half_widths * WEIGHTS * normal_density(z)).reshape(flat),
    )


@lru_cache(maxsize=512)
def mean_under_normal(activation: Activation, **parameters: float) -> float:
    """The mean of f(x) for x from the standard normal distribution N(0, 1).

    Good to about 1e-14 for a function that grows no faster than a polynomial; NaN where there is none.
    """
    facts = activation.facts(**parameters)
    x, weights = normal_rule([*facts.kinks, *facts.jumps])
    try:
        with np.errstate(all="ignore"):
            return math.fsum(weights * activation(x, **parameters))
    except (OverflowError, ValueError):
        return math.nan


def is_zero_centred(activation: Activation, **parameters: float) -> bool:
    """Whether the mean of f(x) is 0 for x from N(0, 1)."""
    return abs(mean_under_normal(activation, **parameters)) < ZERO_MEAN


def is_bounded(activation: Activation, **parameters: float) -> bool:
    """Whether all values of f lie between two finite numbers."""
    values = activation.range(**parameters)
    return math.isfinite(values[0].low) and math.isfinite(values[-1].high)


def largest_slope(activation: Activation, **parameters: float) -> float:
    """The largest |f′|, or the least number above all |f′|; ∞ where there is none."""
    ends = [end for part in activation.derivative_range(**parameters) for end in (part.low, part.high)]
    return max(map(abs, ends))


def lipschitz_constant(activation: Activation, **parameters: float) -> float:
    """The least L with |f(x) − f(y)| ≤ L·|x − y| everywhere; ∞ where there is none, as at a jump."""
    return math.inf if activation.jumps(**parameters) else largest_slope(activation, **parameters)


def sides(activation: Activation, at: float, **parameters: float) -> Sides:
    """The one-sided limits of f and f′ at an input: different at a kink or a jump, equal anywhere else."""
    return Sides(*limits(activation, np.array([at]), **parameters)[:, 0].tolist())


def limits(activation: Activation, places: Array, **parameters: float) -> Array:
    """The one-sided limits at several inputs, a column each, its rows in the order of :class:`Sides`.

    ±∞ where f or f′ grows without bound on the way there, however slowly: log does at 0.
    """
    if not places.size:
        return np.empty((4, 0))
    kinks, jumps = activation.breaks(**parameters)
    at_jump = np.isin(places, jumps)
    at_break = at_jump | np.isin(places, kinks)

    def look(x: Array) -> tuple[Array, Array]:
        return activation(x, **parameters), activation.derivative(x, **parameters)

    next_to = beside(look, places)
    way = way_to(places)
    values = activation(np.stack([*way, np.where(at_jump, next_to, places)]), **parameters)
    slopes = activation.derivative(np.stack([*way, np.where(at_break, next_to, places)]), **parameters)
    here = activation(places, **parameters)
    seen = np.concatenate([values, slopes], axis=1)[:-1]
    value, slope = values[-1], slopes[-1]
    with np.errstate(all="ignore"):
        steps = slope * (next_to - places)
        value = value - np.where(at_jump & np.isfinite(steps), steps, 0.0)
        value = np.where(at_jump & shrinks(values[:-1] - here), here, value)
        slope = np.where(at_break & shrinks(slopes[:-1]), 0.0, slope)
        endless = np.copysign(np.inf, seen[-1] - seen[-2])
        return np.where(at_break & grows(seen), endless, np.concatenate([value, slope]))


def way_to(places: Array) -> Array:
    """Inputs on either side of each place, ever nearer to it, always by the same factor."""
    nearest = np.maximum(1e3 * np.spacing(np.abs(places)), 1e-300)
    distances = nearest ** (np.arange(1.0, STEPS + 1.0) / STEPS)[:, None]
    return np.stack([places - distances, places + distances], axis=1)


def shrinks(numbers: Array) -> NDArray[np.bool_]:
    """Whether numbers seen on the way to a place tend to 0 there."""
    sizes = np.abs(numbers)
    return np.asarray((sizes[1:] < LEAST_SHARE * sizes[:-1]).all(axis=0))


def grows(numbers: Array) -> NDArray[np.bool_]:
    """Whether numbers seen on the way to a place go on and on, in steps that hardly shrink."""
    steps = np.diff(numbers, axis=0)
    return np.asarray((steps[1:] / steps[:-1] > LEAST_SHARE).all(axis=0))


def saturated_zones(
    activation: Activation, low: float = -25.0, high: float = 25.0, /, **parameters: float
) -> tuple[Zone, ...]:
    """The maximal stretches of [low, high] on which |f′| is below SATURATED_SHARE of the largest |f′|.

    Where |f′| grows beyond all bounds, 1 stands for the largest. Dead and soft parts are separate zones.
    Edges are exact at kinks and jumps, elsewhere good to RESOLUTION unless there are more than MOST_EDGES; a
    zone narrower than GRID_STEP may be missed.
    Raises ValueError unless low < high.
    """
    if not low < high:
        raise ValueError(f"low = {low} is not below high = {high}")
    facts = activation.facts(**parameters)
    largest = largest_slope(activation, **parameters)
    threshold = SATURATED_SHARE * (largest if math.isfinite(largest) else 1.0)
    takes_zero = any(0.0 in part for part in facts.derivative_range)

    def state(x: Array) -> States:
        slopes = np.abs(activation.derivative(x, **parameters))
        underflow = np.where(x < 0.0, facts.left == "soft", facts.right == "soft")
        dead = (slopes == 0.0) & takes_zero & ~underflow
        return np.where(dead, DEAD, np.where(slopes < threshold, SOFT, LIVE))

    breaks = [place for place in sorted({*facts.kinks, *facts.jumps}) if low < place < high]
    zones: list[Zone] = []
    for start, stop in pairwise([low, *breaks, high]):
        for zone in zones_between(state, start, stop):
            if zones and zones[-1].high == zone.low and zones[-1].dead == zone.dead:
                zones[-1] = Zone(zones[-1].low, zone.high, zone.dead)
            else:
                zones.append(zone)
    return tuple(zones)


def zones_between(state: Callable[[Array], States], start: float, stop: float) -> list[Zone]:
    """The zones inside one stretch on which f′ is continuous; what happens at its two ends is left out."""
    x = np.linspace(start, stop, 1 + math.ceil((stop - start) / GRID_STEP))
    inset = min(RESOLUTION, (stop - start) / 4)
    x[0], x[-1] = start + inset, stop - inset
    states = without_lone_zeros(state(x))
    leaps = np.flatnonzero(np.abs(np.diff(states)) == DEAD - LIVE)
    if 0 < leaps.size <= MOST_EDGES:
        x = np.union1d(x, np.linspace(x[leaps], x[leaps + 1], FINER))
        states = without_lone_zeros(state(x))
    changes = np.flatnonzero(states[1:] != states[:-1])
    found = refine(state, states[changes], x[changes], x[changes + 1])
    edges = [start, *found.tolist(), stop]
    inside = states[np.append(changes, len(x) - 1)]
    return [
        Zone(left, right, dead=bool(here == DEAD))
        for (left, right), here in zip(pairwise(edges), inside, strict=True)
        if here != LIVE
    ]


def without_lone_zeros(states: States) -> States:
    """The states, where a single point of zero slope, as at a minimum, is no dead zone."""
    dead = states == DEAD
    lone = dead.copy()
    lone[1:] &= ~dead[:-1]
    lone[:-1] &= ~dead[1:]
    return np.where(lone, SOFT, states)


def refine(state: Callable[[Array], States], before: States, left: Array, right: Array) -> Array:
    """Where, between each left and its right, the state is no longer what it was before.

    Six cuts into 32 sections leave a billionth of the distance.
    """
    if not 0 < left.size <= MOST_EDGES:
        return (left + right) / 2
    cuts = np.linspace(0.0, 1.0, 33)
    for _ in range(6):
        x = left[:, None] + (right - left)[:, None] * cuts
        x[:, -1] = right
        first = 1 + np.argmax(state(x[:, 1:]) != before[:, None], axis=1)
        rows = np.arange(len(left))
        left, right = x[rows, first - 1], x[rows, first]
    return (left + right) / 2
