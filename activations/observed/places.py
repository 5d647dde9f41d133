"""Where a function gives back its input, and where it is least."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from activations.core import Array, Interval
from activations.observed.breaks import Look, narrowed, tidy
from activations.observed.pieces import CLOSE, FAR, Piece, level_runs, runs, scale

MOST_PLACES = 24
"""So many inputs at most are listed, those nearest to 0."""


def fixed_points(look: Look, pieces: Iterable[Piece], lone: Mapping[float, float]) -> tuple[Interval, ...]:
    """The inputs x with f(x) = x: stretches, and points that are not in one of them.

    ``lone`` are the values at breaks.
    """
    found = [Interval.point(place) for place, value in lone.items() if value == place]

    def missed(x: Array) -> Array:
        return look(x)[0] - x

    crossings = Crossings(missed, both_ways=True)
    for piece in pieces:
        gap = piece.seen[0] - piece.x
        for first, last in level_runs(gap):
            beyond = [
                far is not None and bool((far[0] == way * FAR).all())
                for far, way in zip(piece.far, (-1.0, 1.0), strict=True)
            ]
            found.append(stretch(piece, first, last, missed, lambda place, value: value == place, beyond))
        clear = np.abs(gap) > CLOSE * np.minimum(1.0, np.abs(piece.x))
        crossings.seek(piece.x, gap, clear)
    return distinct([*found, *map(Interval.point, crossings.places())])


def minimum_at(
    look: Look, pieces: Sequence[Piece], lone: Mapping[float, float], lowest: Interval
) -> tuple[Interval, ...]:
    """The inputs with the least value, if it is taken."""
    if not lowest.low_closed:
        return ()
    least = lowest.low
    size = max((min(1.0, scale(piece.seen[0])) for piece in pieces), default=0.0)

    def is_least(value: float) -> bool:
        return abs(value - least) <= 1e-12 * max(abs(least), size)

    found = [Interval.point(place) for place, value in lone.items() if is_least(value)]

    def slope(x: Array) -> Array:
        return look(x)[1]

    turns = Crossings(slope, both_ways=False)
    for piece in pieces:
        values, slopes = piece.seen
        for first, last in runs((slopes == 0.0) & (np.abs(values - least) <= 1e-12 * max(abs(least), 1e-3))):
            flat = [tail is None or tail.flat[0] for tail in piece.tails]
            found.append(stretch(piece, first, last, slope, lambda _, value: is_least(value), flat))
        turns.seek(piece.x, slopes, np.ones(len(slopes), dtype=bool))
    places = turns.places()
    lowest_places = [
        place for place, value in zip(places, look(np.array(places))[0], strict=True) if is_least(value)
    ]
    return distinct([*found, *map(Interval.point, lowest_places)])


def stretch(
    piece: Piece,
    first: int,
    last: int,
    numbers: Callable[[Array], Array],
    belongs: Callable[[float, float], bool],
    beyond: list[bool],
) -> Interval:
    """The whole of a stretch on which numbers are 0, of which a piece has seen the places first to last."""
    ends: list[tuple[float, bool]] = []
    for side, at, beside, outermost in ((0, first, first - 1, 0), (1, last, last + 1, len(piece.x) - 1)):
        here = piece.at_ends[side]
        if at != outermost:
            left, right = sorted((float(piece.x[at]), float(piece.x[beside])))

            def measure(_x: Array, seen: Array) -> Array:
                return np.asarray(np.diff(seen == 0.0), dtype=np.float64)

            lefts, rights = narrowed(lambda x: (numbers(x),), measure, np.array([left]), np.array([right]))
            place = tidy(lefts[0], rights[0]) if lefts.size else left
            closed = here is None or abs(place - piece.ends[side]) > 1e-9 or belongs(place, here[0])
            ends.append((rounded(place), closed))
        elif here is not None:
            ends.append((piece.ends[side], belongs(piece.ends[side], here[0])))
        else:
            ends.append((piece.ends[side], False) if beyond[side] else (float(piece.x[at]), True))
    (low, low_closed), (high, high_closed) = ends
    return Interval(low, high, low_closed, high_closed)


def rounded(place: float) -> float:
    """A place with six decimals, if hardly more are known: where curves touch, rounding hides where."""
    return round(place, 6) + 0.0 if abs(round(place, 6) - place) < 1e-7 else place


class Crossings:
    """Where numbers pass from below 0 to above it, or both ways, gathered from all pieces."""

    def __init__(self, numbers: Callable[[Array], Array], both_ways: bool) -> None:
        self.numbers, self.both_ways = numbers, both_ways
        self.points: list[float] = []
        self.cells: list[tuple[float, float]] = []

    def seek(self, x: Array, seen: Array, clear: NDArray[np.bool_]) -> None:
        """Takes note of them among numbers that were seen; where they are not clear, they may be rounding."""
        signs = np.sign(seen)
        before, after = signs[:-2], signs[2:]
        passes = (before != 0.0) & (after != 0.0) if self.both_ways else (before < 0.0) & (after > 0.0)
        self.points += x[1:-1][(signs[1:-1] == 0.0) & passes & clear[:-2] & clear[2:]].tolist()
        changes = signs[:-1] * signs[1:] < 0.0
        if not self.both_ways:
            changes &= signs[1:] > 0.0
        cells = changes & (clear[:-1] | clear[1:])
        self.cells += zip(x[:-1][cells].tolist(), x[1:][cells].tolist(), strict=True)

    def places(self) -> list[float]:
        """All of them; of many, those nearest to 0."""

        def measure(_x: Array, seen: Array) -> Array:
            return np.asarray(np.diff(np.sign(seen)) != 0.0, dtype=np.float64)

        nearest = sorted(self.cells, key=lambda cell: abs(cell[0]))[:MOST_PLACES]
        left, right = narrowed(lambda x: (self.numbers(x),), measure, *np.array(nearest).reshape(-1, 2).T)
        return self.points + [tidy(*ends) for ends in zip(left.tolist(), right.tolist(), strict=True)]


def distinct(found: Iterable[Interval]) -> tuple[Interval, ...]:
    """The stretches, and the points that are in none of them, ascending; of many those nearest to 0."""
    stretches = [each for each in found if each.low < each.high]
    points = {each.low: each for each in found if each.low == each.high}
    lone = [each for place, each in points.items() if not any(place in other for other in stretches)]
    nearest = sorted(lone, key=lambda each: abs(each.low))[: max(MOST_PLACES - len(stretches), 0)]
    return tuple(sorted([*stretches, *nearest], key=lambda each: each.low))
