"""What the frameworks are known to do otherwise than we: where, how far, and why.

Each is held against the frameworks both ways: a number further away than is stated here fails, and so does a
deviation that no longer occurs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from parity.accuracy import Bools, Floats

Of = Literal["value", "slope"]


@dataclass(frozen=True)
class Deviation:
    """Numbers further from ours than rounding explains.

    ``at`` names the functions of each framework in which it occurs. There, for x from ``low`` to ``high``,
    the error is at most ``absolute`` + ``epsilons``·ε, or the number is ``instead``.
    """

    name: str
    why: str
    of: tuple[Of, ...]
    at: Mapping[str, tuple[str, ...]]
    low: float = -math.inf
    high: float = math.inf
    epsilons: float = 0.0
    absolute: float = 0.0
    instead: float | None = None

    def concerns(self, framework: str, function: str, of: Of) -> bool:
        return of in self.of and function in self.at.get(framework, ())

    def explains(self, x: Floats, theirs: Floats, ours: Floats) -> Bools:
        """Which of their numbers are as far from ours as is stated, and no further."""
        bound = self.absolute + self.epsilons * float(np.finfo(x.dtype).eps)
        with np.errstate(all="ignore"):
            near = abs(theirs.astype(np.float64) - ours) <= bound
        replaced = np.isnan(theirs) if self.instead != self.instead else theirs == self.instead
        return ~((x < self.low) | (x > self.high)) & (near | (self.instead is not None) & replaced)


ALL = ("PyTorch", "Keras", "JAX")


DEVIATIONS = (
    Deviation(
        "rounded tail",
        "The slope is computed from the rounded value, as y(1 − y) of a sigmoid: near its limit few digits "
        "are left, and farther out none.",
        of=("slope",),
        at={
            "PyTorch": ("sigmoid", "tanh", "generalized_logistic"),
            "Keras": ("sigmoid", "tanh", "generalized_logistic", "elu"),
            "JAX": ("sigmoid", "tanh", "generalized_logistic", "elu"),
        },
        epsilons=16,
    ),
    Deviation(
        "threshold of 20",
        "Where βx > 20 it returns x itself, with slope 1.",
        of=("value", "slope"),
        at={"PyTorch": ("softplus",)},
        absolute=4.2e-9,
    ),
    Deviation(
        "overflow of βx",
        "βx is infinite before x is.",
        of=("value",),
        at={"Keras": ("softplus",), "JAX": ("softplus",)},
        low=0.0,
        instead=math.inf,
    ),
    Deviation(
        "0 · ∞",
        "At −∞ a slope of 0 gives 0 · ∞, which is nan; the limit is 0.",
        of=("value",),
        at=dict.fromkeys(ALL, ("leaky_relu", "prelu")),
        high=-math.inf,
        instead=math.nan,
    ),
    Deviation(
        "slope 0 at 0",
        "The layer is relu(x) − α · relu(−x), whose slope at 0 is 0 even at α = 1, where there is no kink.",
        of=("slope",),
        at={"Keras": ("prelu",)},
        low=0.0,
        high=0.0,
        instead=0.0,
    ),
    Deviation(
        "nan counts as negative",
        "At nan it is 0.",
        of=("value",),
        at={"PyTorch": ("binary_step",)},
        low=math.inf,
        instead=0.0,
    ),
)
