"""Rows of numbers along an axis: what is checked of them, and what several functions compute from them."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from activations.core import Array


def along(x: ArrayLike, axis: int) -> Array:
    """x in float64, if there is something along the axis."""
    array = np.asarray(x, dtype=np.float64)
    if not -array.ndim <= axis < array.ndim:
        raise ValueError(f"x of shape {array.shape} has no axis {axis}")
    if array.shape[axis] == 0:
        raise ValueError(f"x of shape {array.shape} has nothing along axis {axis}")
    return array


def upstream_of(shape: tuple[int, ...], upstream: ArrayLike) -> Array:
    """The gradient by a result of this shape, in float64, if it has its shape."""
    u = np.asarray(upstream, dtype=np.float64)
    if u.shape != shape:
        raise ValueError(f"upstream has shape {u.shape}, but the result has {shape}")
    return u


def behind_the_largest(x: ArrayLike, axis: int) -> Array:
    """How far each entry is from the largest along the axis, at most 0; an entry of +∞ is not behind."""
    rows = along(x, axis)
    largest = rows.max(axis=axis, keepdims=True)
    with np.errstate(invalid="ignore", over="ignore"):
        return np.where(np.isposinf(rows) & (rows == largest), 0.0, rows - largest)


def with_rows_that_sum_to_zero(losses: Array) -> Array:
    """Matrices with the negatives of these beside the diagonal, and on it what makes each row sum to 0.

    Each sum is of the others in its row, so it keeps the digits that 1 − p loses where p is near 1.
    """
    diagonal = np.eye(losses.shape[-1])
    others = losses * (1.0 - diagonal)
    return np.asarray(others.sum(axis=-1)[..., None] * diagonal - others)
