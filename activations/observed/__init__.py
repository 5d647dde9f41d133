"""What is seen of a function whose facts nobody has stated, by a dense look at [−20, 20] and one far out.

All of it is measured. What may go unseen: a kink much smaller than the curve's own bend over a fiftieth, a
hole between two points of the grid, and what happens only beyond 20.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from activations.core import REALS, Array, Breaks, Facts, Interval, Shape, Side, Symmetry, Trend
from activations.observed.breaks import (
    CUTS,
    DENSE,
    STEP,
    Look,
    broken_slopes,
    broken_values,
    outstanding,
)
from activations.observed.pieces import CLOSE, FAR, Piece, Tail, divided, level_runs, scale
from activations.observed.places import MOST_PLACES, fixed_points, minimum_at

__all__ = ["DENSE", "MOST_PLACES", "Look", "broken", "observe"]

MOST_PARTS = 8
"""A range in more parts than these is given as one interval around them."""
NOWHERE = Facts(
    range=(Interval(math.nan, math.nan),),
    derivative_range=(Interval(math.nan, math.nan),),
    trend="not monotonic",
    shape="neither convex nor concave",
    symmetry="neither odd nor even",
    smoothness="discontinuous",
)
"""What there is to say of a function that is defined nowhere."""


def observe(look: Look, breaks: Breaks | None = None) -> Facts:
    """The facts as they are seen, with the breaks if they are known.

    A jump is any place where the value jumps, is infinite, or begins or ceases to be defined. Places that
    recur are listed as far as they are seen.
    """
    seen = look(DENSE)
    if (level := level_of(np.concatenate([seen[0], look(FAR)[0], look(-FAR)[0]]))) is not None:
        return constant(level)
    kinks, jumps = breaks or broken(look)
    pieces = [piece for piece in divided(look, seen, tuple(sorted({*jumps, *kinks}))) if piece.is_defined]
    if not pieces:
        return NOWHERE
    lone = {place: float(look(np.asarray(place))[0]) for place in sorted({*jumps, *kinks})}
    at_jumps = [Interval.point(lone[jump]) for jump in jumps if math.isfinite(lone[jump])]
    values = united([*(piece.extent(0) for piece in pieces), *at_jumps])
    return Facts(
        range=values,
        derivative_range=united(piece.extent(1) for piece in pieces if piece.has_slopes) or NOWHERE.range,
        trend=trend(pieces),
        shape=shape(pieces, jumps),
        symmetry=symmetry(seen[0]),
        smoothness="discontinuous" if jumps else "C⁰" if kinks else "C¹" if bends(look, seen[1]) else "C∞",
        kinks=kinks,
        jumps=jumps,
        left=side(pieces[0].tails[0]),
        right=side(pieces[-1].tails[1]),
        fixed_points=fixed_points(look, pieces, lone),
        minimum_at=minimum_at(look, pieces, lone, values[0]),
    )


def level_of(values: Array) -> float | None:
    """The one number that all values are up to rounding, as of sin(x)² + cos(x)²; None if they are not."""
    if not np.ptp(values) <= 1e-15 * scale(values):
        return None
    level = float(np.median(values))
    return round(level, 12) if math.isclose(round(level, 12), level, rel_tol=1e-15) else level


def constant(level: float) -> Facts:
    return Facts(
        range=(Interval.point(level),),
        derivative_range=(Interval.point(0.0),),
        trend="non-decreasing",
        shape="affine",
        symmetry="even",
        smoothness="C∞",
        left="hard",
        right="hard",
        fixed_points=(Interval.point(level),),
        minimum_at=(REALS,),
    )


def broken(look: Look) -> Breaks:
    """The kinks and the jumps, as they are seen."""
    seen = look(DENSE)
    jumps = broken_values(look, *seen)
    return broken_slopes(look, *seen, jumps), jumps


def united(parts: Iterable[Interval]) -> tuple[Interval, ...]:
    """The union, as ascending, disjoint intervals."""
    found: list[Interval] = []
    for part in sorted(parts, key=lambda each: (each.low, not each.low_closed)):
        if found and touches(found[-1], part):
            last = found.pop()
            high, closed = max((last.high, last.high_closed), (part.high, part.high_closed))
            part = Interval(last.low, high, last.low_closed, closed)
        found.append(part)
    if len(found) > MOST_PARTS:
        return (Interval(found[0].low, found[-1].high, found[0].low_closed, found[-1].high_closed),)
    return tuple(found)


def touches(lower: Interval, upper: Interval) -> bool:
    gap = upper.low - lower.high if upper.low != lower.high else 0.0
    ends = (lower.low, lower.high, upper.low, upper.high)
    slack = 1e-12 * max((abs(end) for end in ends if math.isfinite(end)), default=0.0)
    return gap < -slack or (gap <= slack and (lower.high_closed or upper.low_closed))


def side(tail: Tail | None) -> Side:
    if tail is None or tail.limits[1] != 0.0:
        return "none"
    return "hard" if tail.flat[1] else "soft"


def bends(look: Look, slopes: Array) -> bool:
    """Whether f″ jumps somewhere, though f′ does not: seen in differences of f′, ever closer together."""
    second = np.diff(slopes) / STEP
    leaps = np.abs(second[2:] - second[:-2])
    cells = np.flatnonzero(outstanding(leaps, 5.0) & (leaps > 1e-4 * scale(second)))[:MOST_PLACES]
    left, right, known = DENSE[cells], DENSE[cells + 3], leaps[cells]
    for _ in range(2):
        if not left.size:
            break
        x = left[:, None] + (right - left)[:, None] * CUTS
        second = np.diff(look(x)[1]) / np.diff(x)
        leaps = np.abs(second[:, 2:] - second[:, :-2])
        rows, most = np.arange(len(x)), leaps.argmax(axis=1)
        kept = leaps[rows, most] > known / 2.0
        left, right = x[rows, most][kept], x[rows, most + 3][kept]
        known = leaps[rows, most][kept]
    return bool(left.size)


def trend(pieces: list[Piece]) -> Trend:
    rises = falls = level = False
    for piece in pieces:
        slopes = np.concatenate([piece.seen[1], *(far[1] for far in piece.far if far is not None)])
        noise = 1e-13 * min(1.0, scale(piece.seen[1]))
        rises |= bool((slopes > noise).any())
        falls |= bool((slopes < -noise).any())
        level |= bool(level_runs(piece.seen[1]))
    for before, after in pairwise(pieces):
        between = [at[0] for at in (before.at_ends[1], after.at_ends[0]) if at and math.isfinite(at[0])]
        steps = np.diff([before.seen[0][-1], *between, after.seen[0][0]])
        rises |= bool((steps > CLOSE * scale(after.seen[0])).any())
        falls |= bool((steps < -CLOSE * scale(after.seen[0])).any())
    if rises and falls:
        return "not monotonic"
    if falls:
        return "non-increasing" if level else "strictly decreasing"
    return "strictly increasing" if rises and not level else "non-decreasing"


def shape(pieces: list[Piece], jumps: Iterable[float]) -> Shape:
    inner = {end for piece in pieces for end in piece.ends[:1]} - {pieces[0].ends[0]}
    if inner & {*jumps}:
        return "neither convex nor concave"
    slopes = np.concatenate([piece.seen[1] for piece in pieces])
    slopes = slopes[np.isfinite(slopes)]
    if not slopes.size:
        return "neither convex nor concave"
    noise = CLOSE * (np.abs(slopes[1:]) + np.abs(slopes[:-1])) + 1e-12 * min(1.0, scale(slopes))
    steps = np.diff(slopes)
    if (np.abs(steps) <= noise).all() and np.ptp(slopes) <= CLOSE * scale(slopes):
        return "affine"
    if (steps >= -noise).all():
        return "convex"
    return "concave" if (steps <= noise).all() else "neither convex nor concave"


def symmetry(values: Array) -> Symmetry:
    mirrored = values[::-1]
    noise = 1e-10 * (np.abs(values) + np.abs(mirrored)) + 1e-13 * min(1.0, scale(values))
    unlike = np.isfinite(values) != np.isfinite(mirrored)
    finite = np.isfinite(values) & np.isfinite(mirrored)
    if unlike.any():
        return "neither odd nor even"
    if (np.abs(values - mirrored) <= noise)[finite].all():
        return "even"
    return "odd" if (np.abs(values + mirrored) <= noise)[finite].all() else "neither odd nor even"
