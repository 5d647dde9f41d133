"""The inputs right beside a break of a function, at which it already is what it is on that side."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from activations.core import Array

ROUNDINGS = 8.0 ** np.arange(1.0, 5.0)
"""So many roundings of an input, or of 1 if that is larger, are gone further out."""
CLOSE = 1e-9
"""What differs by less, relative to its size or to that at the break, goes on alike."""


def beside(look: Callable[[Array], tuple[Array, Array]], places: Array) -> Array:
    """The inputs to the left (a row) and to the right (a row) of each place that show its sides.

    The next float need not: 0.2·x + 0.5 is 1 at several floats around 2.5, and half the least one is 0. So,
    of inputs ever further out, it is the nearest one from which on value and slope, as ``look`` gives them,
    go on alike; where they never do, as beside a pole, one that is a few roundings away.
    """
    own, common = np.spacing(np.abs(places)), np.spacing(np.maximum(np.abs(places), 1.0))
    away = np.stack([own, np.maximum(8.0 * own, 1e-300), *(ROUNDINGS[:, None] * common)])
    ways = np.stack([places - away, places + away], axis=1)
    with np.errstate(all="ignore"):
        seen = look(np.concatenate([ways.reshape(-1, len(places)), places[None]]))
        chosen = np.maximum(*(settled(each[:-1].reshape(ways.shape), each[-1]) for each in seen))
    return np.asarray(np.take_along_axis(ways, chosen[None], axis=0)[0])


def settled(numbers: Array, here: Array) -> NDArray[np.int_]:
    """The first row from which on numbers are those of the last; the second row, if only the last is."""
    last = numbers[-1]
    size = np.fmax(np.abs(last), np.where(np.isfinite(here), np.abs(here), 0.0))
    alike = (
        (numbers == last) | (np.isnan(numbers) & np.isnan(last)) | (np.abs(numbers - last) <= CLOSE * size)
    )
    first = np.logical_and.accumulate(alike[::-1])[::-1].argmax(axis=0)
    return np.where(first < len(numbers) - 1, first, 1)
