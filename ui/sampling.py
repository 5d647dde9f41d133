"""A function as a line to draw: dense where it bends, broken where it jumps, honest at both ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from activations.core import Activation, Array, Parameter
from activations.measure import limits
from ui.heavy import kept
from ui.spans import PROBE_STEP, REACH

PROBES: Array = np.round(np.arange(-REACH, REACH + PROBE_STEP / 2, PROBE_STEP), 1)
INPUTS: Array = np.union1d(PROBES, np.round(np.arange(-40, 41) / 20, 2))
MOST_BREAKS = 12
MOST_EFFORT = 35_000_000
"""What is counted while breaks are measured and curves drawn, for one picture: a third of a second."""
MOST_POINTS = 60_000
"""Of one function's curves in all states: 640 KB on their way to the browser."""
STRIDES = (8, 4, 2, 1)
"""Every how many steps of a slider a function is drawn, as far as the effort allows."""
OUT_OF_SIGHT = 1e3
"""How many times as far as anywhere else a line goes towards a pole, where it has no end."""
Parameters = tuple[tuple[str, float], ...]
"""Values by name, in a form that can be a key of a cache."""
BREAK = 5
"""Points a break adds: limit from the left, gap, value, gap, limit from the right."""


@dataclass(frozen=True, eq=False)
class Curve:
    """One function with the sliders that shape it.

    ``sliders`` names the slider of each parameter; ``probe`` is an input between the probe's steps that
    has to be on the line, if a link asked for one; ``among`` how many curves share a picture and its work.
    """

    activation: Activation
    parameters: Mapping[str, float]
    sliders: Mapping[str, str]
    at_kink: float | None = None
    probe: float | None = None
    among: int = 1

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
            self.among,
        )

    @cached_property
    def stride(self) -> int:
        """Every how many steps of its sliders it is drawn; 0 where at their present values only."""
        if self.activation.effort_at is None:
            return 1
        return stride(self.activation, tuple(self.parameters.items()), MOST_EFFORT // self.among)

    def alone(self, parameter: Parameter) -> bool:
        return (
            len(self.activation.parameters) == 1
            and self.parameters[parameter.name] in parameter.positions
            and self.stride == 1
        )

    def __hash__(self) -> int:
        return hash(self.identity)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Curve) and self.identity == other.identity


@dataclass(frozen=True, eq=False)
class Sample:
    """f and f′ on one grid; at each break both ends and the value, to be marked open or filled.

    ``ends`` and ``slope_ends`` hold (left limit, value, right limit) for each break, NaN where nothing is
    to be marked. ``poles`` and ``slope_poles`` are those beside which f and f′ grow without bound.
    """

    x: Array
    f: Array
    slope: Array
    at: Array
    ends: Array
    slope_ends: Array
    poles: Array
    slope_poles: Array


@kept(64, heavy=True)
def stride(activation: Activation, present: Parameters, most_effort: int) -> int:
    """The least of STRIDES at which a function is drawn with no more effort than this; 0 if there is none.

    Where it has too many breaks, there is none. The effort is counted while the breaks are measured, which
    stops where it becomes too much.
    """
    assert activation.effort_at is not None
    drawn = 0
    for step in STRIDES:
        effort = points = 0
        for setting in settings(activation, dict(present), step):
            effort += activation.effort_at(**setting)
            found = len(breaks(activation, setting))
            points += len(INPUTS) + BREAK * found
            if found > MOST_BREAKS:
                return 0
            if effort > most_effort or points > MOST_POINTS:
                return drawn
        drawn = step
    return drawn


def settings(activation: Activation, present: Mapping[str, float], step: int) -> Iterator[dict[str, float]]:
    """The present setting, and those to which every so many steps of one slider lead from there."""
    yield dict(present)
    for parameter in activation.parameters:
        for value in positions(parameter, present[parameter.name], step):
            if value != present[parameter.name]:
                yield {**present, parameter.name: value}


def positions(parameter: Parameter, value: float, step: int = 1) -> tuple[float, ...]:
    """Every so many of the slider's steps, none for 0, and the value in its place among them."""
    return tuple(sorted({*parameter.positions[::step], value})) if step else (value,)


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
    at = np.asarray(places, dtype=np.float64)
    jumps = activation.jumps(**parameters)
    left, right, slope_left, slope_right = limits(activation, at, **parameters)
    value = finite(activation(at, **parameters))
    slope_there = finite(activation.derivative(at, at_kink=at_kink, **parameters))
    f, slope = np.full_like(x, np.nan), np.full_like(x, np.nan)
    f[~at_break] = activation(x[~at_break], **parameters)
    slope[~at_break] = activation.derivative(x[~at_break], **parameters)
    draw_breaks(f, x, at, left, value, right)
    draw_breaks(slope, x, at, slope_left, slope_there, slope_right)
    slope_marked = np.where(np.isin(at, jumps), np.nan, slope_there)
    return Sample(
        x=x,
        f=f,
        slope=slope,
        at=np.repeat(at, 3),
        ends=marks(left, value, right),
        slope_ends=marks(slope_left, slope_marked, slope_right),
        poles=at[np.isinf(left) | np.isinf(right)],
        slope_poles=at[np.isinf(slope_left) | np.isinf(slope_right)],
    )


def draw_breaks(line: Array, x: Array, at: Array, left: Array, value: Array, right: Array) -> None:
    """Leads a line up to its ends at each break, out of sight where it has none."""
    if np.isinf([left, right]).any():
        far = OUT_OF_SIGHT * np.max(np.abs(line), where=np.isfinite(line), initial=1.0)
        left, right = np.clip([left, right], -far, far)
    for place, before, here, after in zip(at, left, value, right, strict=True):
        points = x == place
        line[points] = broken(before, here, after, int(np.count_nonzero(points)))


@lru_cache(maxsize=64)
def grid(places: tuple[float, ...], probe: float | None) -> tuple[Array, NDArray[np.bool_]]:
    """The inputs of a line, with a break's place as often as it takes points, and which inputs those are:
    as many wherever the breaks are.
    """
    inputs = INPUTS if probe is None else np.union1d(INPUTS, [probe])
    x = np.sort(np.concatenate([inputs, np.repeat(places, BREAK)]))
    return x, np.isin(x, places)


def finite(numbers: Array) -> Array:
    """The numbers, NaN for those that are infinite."""
    return np.where(np.isfinite(numbers), numbers, np.nan)


def broken(left: float, value: float, right: float, points: int = BREAK) -> list[float]:
    """The points of a break, its value once or more; those of an unbroken place simply follow each other."""
    gap = value if left == value == right else np.nan
    return [left, gap, *[value] * (points - 4), gap, right]


def marks(left: Array, value: Array, right: Array) -> Array:
    """Which ends of breaks to mark: all that are finite, but none where it is unbroken, and no open end
    where the value itself is.
    """
    unbroken = (left == value) & (value == right)
    ends = (
        np.where(left == value, np.nan, left),
        np.where(unbroken, np.nan, value),
        np.where(right == value, np.nan, right),
    )
    return finite(np.stack(ends, axis=1)).ravel()
