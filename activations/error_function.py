"""The error function and its complement, which NumPy does not have: those of the C library, one by one."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from activations.core import Array


def one_by_one(function: Callable[[float], float], x: Array) -> Array:
    x = np.asarray(x, dtype=np.float64)
    return np.fromiter(map(function, x.ravel().tolist()), np.float64, x.size).reshape(x.shape)


def erf(x: Array) -> Array:
    """2/√π times the integral of e^(−t²) from 0 to x."""
    return one_by_one(math.erf, x)


def erfc(x: Array) -> Array:
    """1 − erf(x), which keeps its digits where erf(x) is close to 1."""
    return one_by_one(math.erfc, x)
