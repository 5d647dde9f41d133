"""How far numbers of a framework are from ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Bools = NDArray[np.bool_]
Function = Callable[[Floats], Floats]

LIMIT = 32
"""So many units are agreement."""

STEPS = 16
"""f is followed over so many units of x to see what one changes, as that alone would be lost in rounding."""

FLUSHED = 128
"""What may become of a number too small to be normal, as a factor: x σ(x) where σ(x) is flushed to 0."""


def units(theirs: Floats, ours: Function, x: Floats, breaks: Sequence[float] = ()) -> Floats:
    """The error of each of their numbers over ε·(|f(x)| + |x·f′(x)|): the result rounded, and x rounded.

    ε is that of their precision; ours is computed in float64. At ``breaks``, kinks and jumps, x counts as
    exact, and beside them the calmer side counts. A factor too small to be a normal number may be 0, as
    processors may flush it. What is not finite where ours is, or the other way round, is infinitely far away.
    """
    limits = np.finfo(x.dtype)
    wide, step = x.astype(np.float64), STEPS * float(limits.eps)
    with np.errstate(all="ignore"):
        exact = ours(wide)
        moved = np.fmin(*(abs(ours(wide * (1 + change)) - exact) for change in (step, -step))) / STEPS
        unit = (
            limits.eps * abs(exact)
            + np.where(np.isfinite(moved) & ~np.isin(x, breaks), moved, 0.0)
            + FLUSHED * limits.tiny
        )
        return distances(theirs, exact, unit)


def distances(theirs: Floats, exact: Floats, unit: Floats) -> Floats:
    """Their distance from the exact numbers in units; 0 where it is those numbers, rounded."""
    with np.errstate(all="ignore"):
        errors = abs(theirs.astype(np.float64) - exact) / unit
        same = (theirs == exact.astype(theirs.dtype)) | (np.isnan(theirs) & np.isnan(exact))
    return np.where(same, 0.0, np.where(np.isfinite(errors), errors, np.inf))
