"""A function between two of its breaks: what values it takes there, and where it goes far out."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from activations.beside import beside
from activations.core import Array, Interval
from activations.observed.breaks import CUTS, DENSE, Look

FAR: Array = np.geomspace(DENSE[-1], 1e15 + 0.375, 70)[1:]
"""Inputs ever further out, none of them whole: there floor and ceil are what they are nowhere else."""
CLOSE = 1e-9
"""What differs by less, relative to the largest, is the same up to rounding."""
STEEPEST = 10.0
"""So many times as far as its slope tells goes the tenth root on the way to 0."""


def runs(which: NDArray[np.bool_], shortest: int = 3) -> Iterator[tuple[int, int]]:
    """First and last place of each stretch of at least so many that hold."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], which, [False]]).astype(int)))
    yield from ((first, end - 1) for first, end in edges.reshape(-1, 2).tolist() if end - first >= shortest)


def scale(numbers: Array) -> float:
    """The largest size among the finite numbers."""
    return float(np.max(np.abs(numbers), where=np.isfinite(numbers), initial=0.0))


def wobbles(numbers: Array, noise: float) -> bool:
    """Whether they rise and fall again and again, by more than the noise."""
    steps = np.diff(numbers)
    signs = np.sign(steps[np.abs(steps) > max(noise, CLOSE * scale(numbers))])
    return int(np.count_nonzero(np.diff(signs))) >= 2


def limit(inner: Array, outer: Array) -> float:
    """Where numbers tend to: those seen densely, then those far out, ever further. NaN for nowhere."""
    size, noise = scale(inner[-500:]), 1e-14 * min(1.0, scale(inner))
    if wobbles(inner[-500:], noise):
        calm = np.isfinite(outer).all() and scale(outer[-20:]) < CLOSE * size
        return 0.0 if calm else math.nan
    ends = np.flatnonzero(~np.isfinite(outer))
    if ends.size and np.isinf(outer[ends[0]]):
        return float(outer[ends[0]])
    far: list[float] = [*inner[-1:].tolist(), *(outer[: ends[0]] if ends.size else outer).tolist()]
    if wobbles(np.asarray(far), noise):
        return math.nan
    if len(far) < 7:
        return far[-1]
    first, second, third = far[-7], far[-4], far[-1]
    before, step = second - first, third - second
    if abs(step) <= 1e-12 * max(abs(third), abs(second)) or step == 0.0:
        found = third
    elif abs(step) >= 0.95 * abs(before):
        return math.copysign(math.inf, step)
    else:
        found = third + step * (step / before) / (1.0 - step / before)
    if abs(found) <= CLOSE * size:
        return 0.0
    rounded = round(found, 8)
    return rounded if abs(rounded - found) < CLOSE * abs(found) else found


def is_flat(inner: Array, outer: Array) -> bool:
    """Whether numbers stay exactly the same from some point on, other than by rounding or underflow."""
    level = inner == inner[-1]
    start = 0 if level.all() else len(level) - int(np.argmin(level[::-1]))
    if len(inner) - start < 3 or (outer[np.isfinite(outer)] != inner[-1]).any():
        return False
    return start == 0 or not abs(inner[start - 1] - inner[-1]) <= CLOSE * min(1.0, scale(inner))


def level_runs(numbers: Array) -> list[tuple[int, int]]:
    """The stretches on which numbers are exactly 0, other than by rounding or underflow."""
    noise = CLOSE * min(1.0, max(scale(numbers), 1e-300))

    def abrupt(beside: int) -> bool:
        return not 0 <= beside < len(numbers) or not abs(numbers[beside]) <= noise

    return [(first, last) for first, last in runs(numbers == 0.0) if abrupt(first - 1) and abrupt(last + 1)]


@dataclass(frozen=True)
class Tail:
    """Where value and slope tend to on one side, and whether they are just that from some point on."""

    limits: tuple[float, float]
    flat: tuple[bool, bool]


@dataclass(frozen=True, eq=False)
class Piece:
    """Value and slope on a stretch without breaks, from the left to the right.

    ``at_ends`` holds value and slope at the break on either side, None where the stretch goes on beyond
    what is seen; ``far`` what they are far out there.
    """

    look: Look
    x: Array
    seen: tuple[Array, Array]
    ends: tuple[float, float]
    at_ends: tuple[tuple[float, float] | None, tuple[float, float] | None]
    far: tuple[tuple[Array, Array] | None, tuple[Array, Array] | None]

    @property
    def is_defined(self) -> bool:
        return bool(np.isfinite(self.seen[0]).any())

    @property
    def has_slopes(self) -> bool:
        """Whether a slope is known; not so where it overflows on the way to a value that does not."""
        return bool(np.isfinite(self.seen[1]).any())

    @cached_property
    def tails(self) -> tuple[Tail | None, Tail | None]:
        """What happens far out to the left and to the right."""
        left, right = (
            None
            if far is None
            else Tail(
                (limit(self.seen[0][::way], far[0]), limit(self.seen[1][::way], far[1])),
                (is_flat(self.seen[0][::way], far[0]), is_flat(self.seen[1][::way], far[1])),
            )
            for way, far in zip((-1, 1), self.far, strict=True)
        )
        return left, right

    def extent(self, which: int) -> Interval:
        """The values (0) or slopes (1) it takes, as one interval."""
        low, low_closed = self.lowest(which, 1.0)
        high, high_closed = self.lowest(which, -1.0)
        if low > -high:
            low = high = 0.0
        return Interval(low + 0.0, 0.0 - high, low_closed, high_closed)

    def size(self, which: int) -> float:
        """What a difference is small or large against: not a pole."""
        return min(1.0, scale(self.seen[which]))

    def lowest(self, which: int, sign: float) -> tuple[float, bool]:
        """The least number, or the greatest below all; and whether it is taken. With −1 of the negatives."""
        numbers = sign * self.seen[which]
        at = int(np.nanargmin(numbers))
        low, closed = float(numbers[at]), True
        if math.isinf(low):
            return low, False
        size = self.size(which)
        is_break = [end is not None for end in self.at_ends]
        if (at == 0 and is_break[0]) or (at == len(numbers) - 1 and is_break[1]):
            low, closed = self.next_to_break(which, sign, numbers, 0 if at == 0 else 1)
        elif 0 < at < len(numbers) - 1 and numbers[at - 1] > low and (numbers[at + 1 : at + 3] > low).any():
            low = self.refined(which, sign, at)
        for tail, far, way in zip(self.tails, self.far, (-1, 1), strict=True):
            if tail is None or far is None or tail.flat[which]:
                continue
            goal = sign * tail.limits[which]
            if goal < low - CLOSE * size:
                low, closed = goal, False
            elif abs(goal - low) <= CLOSE * size:
                outward = numbers[way * self.x >= 0.0][::way]
                reached = np.flatnonzero(outward <= goal)
                taken = reached.size and np.nanmax(outward[reached[0] :]) > goal + CLOSE * size
                low, closed = goal, bool(taken) and closed
        return low, closed

    def next_to_break(self, which: int, sign: float, numbers: Array, side: int) -> tuple[float, bool]:
        """The least number, where that is beside a break: what it is at the break, if that is the same.

        At a kink whose place is rounded the slope is that of one side, by chance, so it is not asked for.
        """
        beside, there = float(numbers[-side]), self.at_ends[side]
        assert there is not None
        at_break = sign * there[which]
        if self.shoots_up(which, side, steeply=math.isinf(at_break)):
            return math.copysign(math.inf, beside), False
        is_exact = which == 0 or round(self.ends[side], 12) == self.ends[side]
        step = self.x[-side] - self.ends[side]
        explained = STEEPEST * abs(self.seen[1][-side] * step) if which == 0 else 0.0
        if is_exact and abs(at_break - beside) <= 1e-7 * self.size(which) + explained:
            return self.clear_of_rounding(which, at_break), True
        beside = self.clear_of_rounding(which, beside)
        return beside, bool((np.abs(numbers[1:-1] - beside) <= 1e-12 * abs(beside)).any())

    def shoots_up(self, which: int, side: int, steeply: bool) -> bool:
        """Whether it grows beyond all bounds towards the break on a side, as far as floats can tell."""
        inwards = self.ends[side] + (1e-3 if side == 0 else -1e-3)
        bound = 1.0 + abs(float(self.look(np.asarray(inwards))[which]))
        return bool(abs(self.seen[which][-side]) > (3.0 if steeply else 1e8) * bound)

    def refined(self, which: int, sign: float, at: int) -> float:
        """The least number near a place where one of those seen is less than its neighbours."""
        low, high = float(self.x[at - 1]), float(self.x[at + 1])
        found = math.inf
        for _ in range(5):
            x = low + (high - low) * CUTS
            numbers = sign * self.look(x)[which]
            best = int(np.nanargmin(numbers))
            found = min(found, float(numbers[best]))
            low, high = float(x[max(best - 1, 0)]), float(x[min(best + 1, len(x) - 1)])
        return self.clear_of_rounding(which, found)

    def clear_of_rounding(self, which: int, found: float) -> float:
        """The number, or 0 where that is what rounding has left of 0."""
        return 0.0 if abs(found) < 1e-12 * self.size(which) else found


def divided(look: Look, seen: tuple[Array, Array], breaks: tuple[float, ...]) -> list[Piece]:
    """The function as pieces between its breaks, each seen on the grid and right beside the breaks."""
    places = np.asarray(breaks, dtype=np.float64)
    before, after = beside(look, places) if breaks else np.empty((2, 0))
    at = np.asarray(look(np.concatenate([before, places, after]))) if breaks else np.empty((2, 0))
    at_before, at_places, at_after = np.split(at, 3, axis=1)
    far = (look(-FAR), look(FAR))
    pieces = []
    edges = [-math.inf, *breaks, math.inf]
    for i, (start, stop) in enumerate(pairwise(edges)):
        first, last = i == 0, i == len(breaks)
        left_end, right_end = start if first else after[i - 1], stop if last else before[i]
        inside = (left_end < DENSE) & (right_end > DENSE)
        x, values, slopes = (
            np.concatenate([[] if first else [left], middle, [] if last else [right]])
            for left, middle, right in (
                (left_end, DENSE[inside], right_end),
                *(
                    (0.0 if first else at_after[k, i - 1], seen[k][inside], 0.0 if last else at_before[k, i])
                    for k in (0, 1)
                ),
            )
        )
        pieces.append(
            Piece(
                look,
                x,
                (values, slopes),
                (start, stop),
                (
                    None if first else (float(at_places[0, i - 1]), float(at_places[1, i - 1])),
                    None if last else (float(at_places[0, i]), float(at_places[1, i])),
                ),
                (far[0] if first else None, far[1] if last else None),
            )
        )
    return pieces
