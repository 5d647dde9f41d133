"""Mean and standard deviation of what a function makes of normally distributed inputs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from activations.core import Array, Breaks
from activations.measure import normal_rule

ROUNDING = 1e-15
"""A number this small beside those it is the sum or the difference of is rounding alone."""


def moments(
    function: Callable[[Array], Array], breaks: Breaks, means: ArrayLike, spread: float
) -> tuple[Array, Array]:
    """Mean and standard deviation of g(X) for X from N(mean, spread²), for each of the means.

    Where ``function`` gives rows, the values of several g, the answers are rows as well. ``breaks`` are the
    inputs at which a g has a kink or a jump. A mean and a standard deviation that are 0 up to rounding are
    exactly 0; the standard deviation is ∞ where there is no finite mean.
    """
    kinks, jumps = breaks
    x, weights = normal_rule([*kinks, *jumps], means, spread)
    with np.errstate(all="ignore"):
        values = function(x)
        terms = weights * values
        mean = terms.sum(axis=-1)
        mean = np.where(np.abs(mean) < ROUNDING * np.abs(terms).sum(axis=-1), 0.0, mean)
        deviation = np.sqrt((weights * (values - mean[..., None]) ** 2).sum(axis=-1))
        deviation = np.where(deviation < ROUNDING * np.abs(mean), 0.0, deviation)
    return mean, np.where(np.isfinite(mean), deviation, np.inf)
