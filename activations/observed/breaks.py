"""Where a function that is only seen at points is broken: found on a grid, then narrowed down."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from activations.core import Array

Look = Callable[[Array], tuple[Array, Array]]
"""Value and slope at some inputs."""
Numbers = Callable[[Array], tuple[Array, ...]]
"""What is seen at some inputs: value and slope, or other numbers."""
Measure = Callable[..., Array]
"""How much happens between each input and the next, along the last axis, by the inputs and what is seen."""

STEP = 1 / 50
DENSE: Array = np.arange(-1005, 1006) / np.float64(50.0)
CUTS: Array = np.arange(65) / np.float64(64.0)
FIRST_CUTS = CUTS[::8]
ROUNDS = 9
MOST_BREAKS = 48
MOST_CELLS = 128
"""So many stretches are looked into more than once, those nearest to 0: where there are more, the function is
a wave too fast for the grid, or has more breaks than are given anyway."""
BEYOND = 1e150
"""What is larger next to a break comes from an overflow or a pole."""
LEAST_SHARE = 0.3
"""A break keeps this share of what happens in a stretch when the stretch is cut; a smooth curve does not."""


def narrowed(numbers: Numbers, measure: Measure, left: Array, right: Array) -> tuple[Array, Array]:
    """Of these stretches those in which what happens does so in one place, narrowed down to that place.

    The first cut is a coarse one: it does for most of those in which the curve is but steep.
    """
    for cuts in (FIRST_CUTS, *[CUTS] * ROUNDS):
        if not left.size:
            break
        x = left[:, None] + (right - left)[:, None] * cuts
        x[:, -1] = right
        seen = (x, *numbers(x))
        parts, total = measure(*seen), measure(*(each[:, [0, -1]] for each in seen))[:, 0]
        rows, most = np.arange(len(x)), parts.argmax(axis=1)
        kept = (parts[rows, most] >= LEAST_SHARE * total) & (parts[rows, most] > 0.0)
        left, right = x[rows, most][kept], x[rows, most + 1][kept]
        nearest = np.sort(np.argsort(np.abs(left), kind="stable")[:MOST_CELLS])
        left, right = left[nearest], right[nearest]
    return left, right


def changes(values: Array) -> Array:
    """How much the values change from each to the next: infinitely where they cease to be finite."""
    finite = np.isfinite(values)
    with np.errstate(all="ignore"):
        steps = np.nan_to_num(np.abs(np.diff(values)), nan=0.0, posinf=0.0)
    return np.where(finite[..., 1:] != finite[..., :-1], np.inf, steps)


def unexplained(x: Array, values: Array, slopes: Array) -> Array:
    """How much more the values change than the slopes at both ends explain, at most how much they change."""
    steps = changes(values)
    with np.errstate(all="ignore"):
        explained = np.diff(x) * (slopes[..., 1:] + slopes[..., :-1]) / 2.0
        return np.fmin(steps, np.abs(np.diff(values) - explained), where=np.isfinite(steps), out=steps)


def outstanding(steps: Array, factor: float) -> NDArray[np.bool_]:
    """Which steps are larger by a factor than the lesser of those two before and two after."""
    padded = np.pad(steps, 2, mode="reflect")
    return np.asarray(steps > factor * np.minimum(padded[:-4], padded[4:]))


def broken_values(look: Look, values: Array, slopes: Array) -> tuple[float, ...]:
    """Where the value jumps, is infinite, or begins or ceases to be defined."""
    rest = unexplained(DENSE, values, slopes)
    size = np.fmax(np.abs(values[1:]), np.abs(values[:-1]))
    with np.errstate(all="ignore"):
        suspected = outstanding(rest, 20.0) | (rest > LEAST_SHARE * np.abs(np.diff(values)))
        cells = np.isinf(rest) | (suspected & (rest > 1e-9 * np.fmin(size, 1.0)))
        cells &= rest > 1e-15 * np.max(np.abs(values), where=np.abs(values) < 1.0, initial=0.0)
    left, right = narrowed(look, unexplained, DENSE[:-1][cells], DENSE[1:][cells])
    return places(left, right, ~overflows(look, left, right, 0) & ~is_rounding(look, left, right))


def broken_slopes(look: Look, values: Array, slopes: Array, jumps: Iterable[float]) -> tuple[float, ...]:
    """Where the slope jumps, or is infinite, and the value does neither."""
    steps = changes(slopes)
    with np.errstate(all="ignore"):
        size = np.fmin(np.fmax(np.abs(slopes[1:]), np.abs(slopes[:-1])), BEYOND)
        least = 1e-6 * size + 1e-10 * min(1e3, np.max(np.abs(slopes), where=np.isfinite(slopes), initial=0.0))
        cells = outstanding(steps, 1.5) & (steps > least)
    cells &= np.isfinite(values[1:]) & np.isfinite(values[:-1])
    for jump in jumps:
        cells &= (jump < DENSE[:-1]) | (jump > DENSE[1:])
    before = np.minimum(steps[cells], 1e3)
    left, right = narrowed(look, lambda _x, _f, slope: changes(slope), DENSE[:-1][cells], DENSE[1:][cells])
    if not left.size:
        return ()
    remaining = changes(np.stack([look(left)[1], look(right)[1]], axis=-1))[:, 0]
    origin = np.searchsorted(DENSE[:-1][cells], left, side="right") - 1
    held = remaining > 0.05 * before[origin]
    return places(left, right, held & ~overflows(look, left, right, 1))


def is_rounding(look: Look, left: Array, right: Array) -> NDArray[np.bool_]:
    """Where the value changes by no more than rounding changes it."""
    before, after = look(left)[0], look(right)[0]
    return np.asarray(np.abs(after - before) < 1e-14 * np.abs(before))


def overflows(look: Look, left: Array, right: Array, which: int) -> NDArray[np.bool_]:
    """Where the value (0) or slope (1) only grows too large for a float, and stays so."""
    if not left.size:
        return np.zeros(0, dtype=np.bool_)
    aside = 1e-6
    too_large, beyond = (
        [test(look(place)[which]) for place in ends]
        for test, ends in (
            (lambda q: np.isfinite(q) & (np.abs(q) > BEYOND), (left, right)),
            (np.isinf, (right + aside, left - aside)),
        )
    )
    return np.asarray((too_large[0] & beyond[0]) | (too_large[1] & beyond[1]))


def places(left: Array, right: Array, kept: NDArray[np.bool_]) -> tuple[float, ...]:
    """The places of what has been narrowed down: as round as they can be, and of many those nearest to 0."""
    found = {tidy(*ends) for ends in zip(left[kept].tolist(), right[kept].tolist(), strict=True)}
    return tuple(sorted(sorted(found, key=abs)[:MOST_BREAKS]))


def tidy(left: float, right: float) -> float:
    """The number with the fewest decimals between two that are hardly apart, or the left one."""
    middle = (left + right) / 2.0
    slack = 2.0 * (right - left) + max(1e-15, 4.0 * float(np.spacing(abs(middle))))
    for digits in range(13):
        rounded = round(middle, digits)
        if left - slack <= rounded <= right + slack:
            return rounded + 0.0
    return left
