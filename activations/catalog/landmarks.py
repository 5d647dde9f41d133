"""Where a formula is zero and how high it gets, for facts that have no closed form."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from activations.core import Array


def zero(formula: Callable[[Array], Array], low: float, high: float) -> float:
    """The input between low and high at which the formula changes its sign, to the last digit."""

    def positive(x: float) -> bool:
        return float(formula(np.asarray(x))) > 0.0

    at_high = positive(high)
    while low < (middle := (low + high) / 2) < high:
        low, high = (low, middle) if positive(middle) == at_high else (middle, high)
    return high


def highest(formula: Callable[[Array], Array], low: float, high: float) -> float:
    """The largest value between low and high, where the formula rises to it and falls from it.

    Each look at 101 inputs leaves a fiftieth of the stretch: ten leave what a float cannot tell apart.
    """
    for _ in range(10):
        x = np.linspace(low, high, 101)
        peak = int(np.argmax(formula(x)))
        low, high = x[max(peak - 1, 0)], x[min(peak + 1, 100)]
    return float(formula(np.asarray((low + high) / 2)))
