"""Matrices and vectors as LaTeX."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from activations.core import number


def matrix(values: ArrayLike, digits: int = 2) -> str:
    """A matrix as LaTeX; a row of numbers stands as a column."""
    rows = np.asarray(values, dtype=np.float64)
    if rows.ndim == 1:
        rows = rows[:, None]
    cells = (" & ".join(plain(value, digits) for value in row) for row in rows.tolist())
    return r"\begin{bmatrix} " + r" \\ ".join(cells) + r" \end{bmatrix}"


def plain(value: float, digits: int) -> str:
    """A number that has no more decimals than it is asked for: what they do not show is 0."""
    return number(round(value, digits), digits).replace("−", "-").replace("∞", r"\infty")
