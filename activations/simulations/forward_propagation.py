"""Forward propagation: how a sample goes through a small network, layer by layer.

Document 001: each layer computes W·x + b and applies the activation; its output is the next layer's input.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from activations.catalog import CATALOG
from activations.core import Activation, Array, read_only
from activations.simulations.network import Layer, Network, forward, initialise

WIDTH = 3
BIAS = 0.1


@dataclass(frozen=True, eq=False)
class Stage:
    """What is known after a step of the way: the values of one layer, 0 for the inputs themselves.

    ``what`` is x for the inputs, z before the activation, a after it.
    """

    layer: int
    what: Literal["x", "z", "a"]
    values: Array


@dataclass(frozen=True, eq=False)
class Propagation:
    """The network, and the stages in the order in which they are computed; the last one is the output."""

    network: Network
    stages: tuple[Stage, ...]


def simulate(
    activation: Activation = CATALOG["relu"],
    *,
    inputs: Sequence[float] = (1.5, 2.0),
    layers: int = 3,
    seed: int = 0,
    **parameters: float,
) -> Propagation:
    """One sample through so many layers, hidden ones WIDTH wide, to one output, which has no activation.

    Weights are drawn by He's rule and rounded to one decimal, so that each sum can be done by hand; hidden
    layers have the bias BIAS.

    Raises ValueError for fewer than one layer, no input, and inputs that are not finite.
    """
    if layers < 1:
        raise ValueError(f"a network has at least one layer, not {layers}")
    x = np.array(inputs, dtype=np.float64)
    if not np.isfinite(x).all():
        raise ValueError(f"the inputs must be finite, not {list(inputs)}")
    drawn = initialise([len(x), *[WIDTH] * (layers - 1), 1], "He", seed, BIAS)
    network = tuple(Layer(np.round(layer.weights, 1), layer.biases) for layer in drawn)
    signals = forward(network, activation, parameters, x[None])
    stages = [Stage(0, "x", read_only(x))]
    for number, (z, a) in enumerate(zip(signals.pre_activations, signals.outputs, strict=True), 1):
        stages.append(Stage(number, "z", read_only(z[0])))
        if number < layers:
            stages.append(Stage(number, "a", read_only(a[0])))
    return Propagation(network, tuple(stages))
