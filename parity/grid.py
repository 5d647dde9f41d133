"""The inputs at which a framework is compared with us."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from parity.accuracy import Floats

LENGTH = 1280
"""Every grid is as long, as JAX compiles an operation anew for each length."""

NEAR = np.linspace(-12.0, 12.0, 481)
FAR = np.geomspace(12.0, 1000.0, 150)


def grid(breaks: Sequence[float], precision: type[np.floating]) -> Floats:
    """Numbers of a precision: densely near 0, to both sides the powers of ten up to the largest number, ±0,
    kinks and jumps with the numbers beside them, ±∞, nan. Those too small to be normal are left out, as
    processors may flush them to 0."""
    limits = np.finfo(precision)
    powers = 10.0 ** np.arange(np.ceil(np.log10(limits.tiny)), np.log10(limits.max), 3)
    tails = np.concatenate([powers, FAR, [limits.tiny, limits.eps, limits.max]])
    places = np.array(breaks, precision)
    below, above = (np.nextafter(places, precision(end)) for end in (-np.inf, np.inf))
    beside = np.where(places == 0, [[-limits.tiny], [limits.tiny]], [below, above]).ravel()
    special = [0.0, -0.0, np.inf, -np.inf, np.nan]
    points = np.concatenate([NEAR, tails, -tails, places, beside, special]).astype(precision)
    return np.concatenate([points, np.zeros(LENGTH - len(points), precision)])
