"""How a layer's weights are drawn before training: the named rules for their standard deviation."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np

from activations.core import Array

Spread = Callable[[int, int], float]

INITIALISATIONS: Mapping[str, Spread] = {
    "Xavier": lambda fan_in, fan_out: math.sqrt(2.0 / (fan_in + fan_out)),
    "He": lambda fan_in, fan_out: math.sqrt(2.0 / fan_in),
    "too small": lambda fan_in, fan_out: 0.2 / math.sqrt(fan_in),
    "too large": lambda fan_in, fan_out: 4.0 / math.sqrt(fan_in),
}
"""The standard deviation of a normal distribution of mean 0, from the number of inputs and of outputs.

Xavier Glorot and Yoshua Bengio, "Understanding the difficulty of training deep feedforward neural
networks", 2010; Kaiming He et al., "Delving Deep into Rectifiers", 2015, https://arxiv.org/abs/1502.01852.
The other two are ours: what the rules guard against.
"""


def draw_weights(scheme: str, fan_in: int, fan_out: int, random: np.random.Generator) -> Array:
    """A matrix of shape (fan_out, fan_in) drawn by a rule. KeyError for a rule there is not."""
    return random.normal(0.0, INITIALISATIONS[scheme](fan_in, fan_out), (fan_out, fan_in))
