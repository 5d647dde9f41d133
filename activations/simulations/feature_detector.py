"""A neuron as the detector of a feature: what it tells of the feature's strength, and of the noise.

Its pre-activation is the strength, positive where the feature is present and negative where it is absent,
plus normally distributed noise.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import ArrayLike

from activations.catalog import CATALOG
from activations.core import Activation, Array, read_only
from activations.simulations.moments import moments

STRENGTHS = read_only(np.linspace(-4.0, 4.0, 81))
SHARED_NODES = 40


@dataclass(frozen=True, eq=False)
class Detection:
    """A detector's output at each strength: its mean, its standard deviation, and |f′|·noise.

    ``passed_on`` is that standard deviation for noise so small that f is straight across it.
    """

    strengths: Array
    mean: Array
    spread: Array
    passed_on: Array


def simulate(
    activation: Activation = CATALOG["relu"],
    *,
    noise: float = 0.5,
    strengths: ArrayLike = STRENGTHS,
    **parameters: float,
) -> Detection:
    """The output f(s + ε), ε from N(0, noise²), at each strength s: exact means, nothing is drawn.

    Raises ValueError for noise that is not above 0, and for a strength that is not finite.

    Source: that a unit saturated on the left tells how strongly a feature is present but not how strongly
    it is absent, and passes on less noise there, is argued by Djork-Arné Clevert, Thomas Unterthiner and Sepp
    Hochreiter, "Fast and Accurate Deep Network Learning by Exponential Linear Units (ELUs)", 2015.
    """
    check_noise(noise)
    given = activation.complete(parameters)
    s = np.array(strengths, dtype=np.float64)
    if not np.isfinite(s).all():
        raise ValueError("every strength must be finite")
    mean, spread = moments(partial(activation, **given), activation.breaks(**given), s, noise)
    slopes = activation.derivative(s, **given)
    return Detection(
        strengths=read_only(s),
        mean=read_only(mean),
        spread=read_only(spread),
        passed_on=read_only(noise * np.abs(slopes)),
    )


def correlation(
    activation: Activation = CATALOG["relu"],
    *,
    strength: float = -1.0,
    noise: float = 0.5,
    shared: float = 0.8,
    **parameters: float,
) -> float:
    """The correlation of two equal detectors' outputs whose noises correlate by ``shared``.

    The noise is √shared of a part that both see and √(1 − shared) of a part of their own, so the
    correlation is the share of the outputs' variance that the common part explains. It is ``shared`` itself
    where f is straight, and never more. NaN where the outputs do not vary at all, as in a dead zone.

    Good to 5e-5 for ``shared`` up to 0.8 and less than eight times the noise away from a kink or a jump; a
    number from 0 to 1 everywhere.

    Raises ValueError as :func:`simulate` does, and for a share that is not between 0 and 1.

    Source: that it is never more is Hans Gebelein's inequality, "Das statistische Problem der Korrelation
    als Variations- und Eigenwertproblem", 1941, https://doi.org/10.1002/zamm.19410210604.
    """
    check_noise(noise)
    if not 0.0 < shared < 1.0:
        raise ValueError(f"the shared part of the noise must lie between 0 and 1, not {shared}")
    given = activation.complete(parameters)
    nodes, weights = np.polynomial.hermite_e.hermegauss(SHARED_NODES)
    common, own_spread = moments(
        partial(activation, **given),
        activation.breaks(**given),
        strength + noise * math.sqrt(shared) * nodes,
        noise * math.sqrt(1.0 - shared),
    )
    weights = weights / weights.sum()
    with np.errstate(all="ignore"):
        explained = weights @ (common - weights @ common) ** 2
        return float(explained / (explained + weights @ own_spread**2))


def check_noise(noise: float) -> None:
    if not 0.0 < noise < math.inf:
        raise ValueError(f"the noise must be above 0, not {noise}")
