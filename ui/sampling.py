"""A function as a line to draw: dense where it bends, broken where it jumps, honest at both ends."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from activations.core import Activation, Array, Parameter
from activations.measure import Sides, sides
from ui.spans import PROBE_STEP, REACH

PROBES: Array = np.round(np.arange(-REACH, REACH + PROBE_STEP / 2, PROBE_STEP), 1)
INPUTS: Array = np.union1d(PROBES, np.round(np.arange(-40, 41) / 20, 2))
MOST_BREAKS = 12
POLE = 1e9
"""A value next to a break that is larger stands beside a pole, whose curve has no end there."""
Parameters = tuple[tuple[str, float], ...]
"""Values by name, in a form that can be a key of a cache."""
BREAK = 5
"""Points a break adds: limit from the left, gap, value, gap, limit from the right."""


@dataclass(frozen=True, eq=False)
class Curve:
    """One function with the sliders that shape it.

    ``sliders`` names the slider of each parameter; ``probe`` is an input between the probe's steps that
    has to be on the line, if a link asked for one.
    """

    activation: Activation
    parameters: Mapping[str, float]
    sliders: Mapping[str, str]
    at_kink: float | None = None
    probe: float | None = None

    @property
    def identity(self) -> tuple[object, ...]:
        """What the drawn family depends on: with one parameter every step of its slider is in the table."""
        steps = {
            p.name: () if self.alone(p) else (self.parameters[p.name],) for p in self.activation.parameters
        }
        return (
            self.activation,
            tuple(steps.items()),
            tuple(self.sliders.items()),
            self.at_kink,
            self.probe,
        )

    @cached_property
    def is_heavy(self) -> bool:
        """Whether its breaks are measured, and so many that only its present state is drawn."""
        if self.activation.breaks_at is None:
            return False
        ends = [{p.name: end} for p in self.activation.parameters for end in (p.low, p.high)]
        settings = [{**self.parameters, **moved} for moved in ({}, *ends)]
        return max(len(breaks(self.activation, setting)) for setting in settings) > MOST_BREAKS

    def alone(self, parameter: Parameter) -> bool:
        return (
            len(self.activation.parameters) == 1
            and self.parameters[parameter.name] in parameter.positions
            and not self.is_heavy
        )

    def __hash__(self) -> int:
        return hash(self.identity)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Curve) and self.identity == other.identity


@dataclass(frozen=True, eq=False)
class Sample:
    """f and f′ on one grid; at each break both ends and the value, to be marked open or filled.

    ``ends`` and ``slope_ends`` hold (left limit, value, right limit) for each break, NaN where nothing is
    to be marked. ``poles`` are those beside which a value or slope grows without bound.
    """

    x: Array
    f: Array
    slope: Array
    at: Array
    ends: Array
    slope_ends: Array
    poles: tuple[float, ...]


def positions(parameter: Parameter, value: float) -> tuple[float, ...]:
    """The slider's steps, and the value in its place among them where a link has put it between two."""
    return tuple(sorted({*parameter.positions, value}))


def breaks(activation: Activation, parameters: Mapping[str, float]) -> tuple[float, ...]:
    """The inputs within reach where f or f′ is broken."""
    kinks, jumps = activation.breaks(**parameters)
    return tuple(sorted(place for place in {*kinks, *jumps} if abs(place) <= REACH))


def equally_many(found: Sequence[tuple[float, ...]]) -> list[tuple[float, ...]]:
    """The breaks of each state, and where they are fewer than another's, some of its places: lines with as
    many points."""
    most = max(found, key=len)
    spare = [[place for place in most if place not in places] for places in found]
    return [
        tuple(sorted(places + tuple(others[: len(most) - len(places)])))
        for places, others in zip(found, spare, strict=True)
    ]


def sample(
    activation: Activation,
    parameters: Mapping[str, float],
    places: Sequence[float],
    at_kink: float | None,
    probe: float | None,
) -> Sample:
    """The function on the grid, with a break drawn at each of ``places``, whether or not it is one here."""
    x, at_break = grid(tuple(places), probe)
    jumps = activation.jumps(**parameters)
    values: list[float] = []
    slopes: list[float] = []
    ends: list[list[float]] = []
    slope_ends: list[list[float]] = []
    poles: list[float] = []
    for place in places:
        limits = astuple(sides(activation, place, **parameters))
        side = Sides(*map(without_poles, limits))
        if np.max(np.abs(limits)) >= POLE:
            poles.append(place)
        value = without_poles(float(activation(place, **parameters)))
        slope = without_poles(float(activation.derivative(place, at_kink=at_kink, **parameters)))
        points = int(np.count_nonzero(x == place))
        values += broken(side.value_left, value, side.value_right, points)
        slopes += broken(side.slope_left, slope, side.slope_right, points)
        ends.append(marked(side.value_left, value, side.value_right))
        slope_ends.append(
            [side.slope_left, np.nan, side.slope_right]
            if place in jumps
            else marked(side.slope_left, slope, side.slope_right)
        )
    f, slope_line = np.empty_like(x), np.empty_like(x)
    f[~at_break] = activation(x[~at_break], **parameters)
    slope_line[~at_break] = activation.derivative(x[~at_break], **parameters)
    f[at_break], slope_line[at_break] = values, slopes
    return Sample(
        x=x,
        f=f,
        slope=slope_line,
        at=np.repeat(np.asarray(places, dtype=float), 3),
        ends=np.ravel(ends),
        slope_ends=np.ravel(slope_ends),
        poles=tuple(poles),
    )


@lru_cache(maxsize=64)
def grid(places: tuple[float, ...], probe: float | None) -> tuple[Array, NDArray[np.bool_]]:
    """The inputs of a line, with a break's place as often as it takes points, and which inputs those are:
    as many wherever the breaks are.
    """
    inputs = INPUTS if probe is None else np.union1d(INPUTS, [probe])
    x = np.sort(np.concatenate([inputs, np.repeat(places, BREAK)]))
    return x, np.isin(x, places)


def without_poles(value: float) -> float:
    """The value; NaN for what can only come from a pole."""
    return value if abs(value) < POLE else math.nan


def broken(left: float, value: float, right: float, points: int = BREAK) -> list[float]:
    """The points of a break, its value once or more; those of an unbroken place simply follow each other."""
    gap = value if left == value == right else np.nan
    return [left, gap, *[value] * (points - 4), gap, right]


def marked(left: float, value: float, right: float) -> list[float]:
    """Which ends of a break to mark: none where it is unbroken, no open end where the value itself is."""
    if left == value == right:
        return [np.nan, np.nan, np.nan]
    return [left if left != value else np.nan, value, right if right != value else np.nan]
