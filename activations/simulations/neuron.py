"""One neuron, z = w·x + b and a = f(z), with every part of it.

Documents 001 and 002 introduce it with three inputs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from activations.catalog import CATALOG
from activations.core import Activation, Array, read_only

WEIGHTS = (0.8, -0.5, 0.3)
INPUTS = (1.5, 2.0, -1.0)
BIAS = 0.4


@dataclass(frozen=True, eq=False)
class Neuron:
    """A neuron at work; leading axes (…) hold neurons side by side, n is the number of inputs.

    ``contributions`` are w_i·x_i, of shape (…, n); ``z`` is their sum and the bias, ``a`` is f(z) and
    ``slope`` is f′(z), each of shape (…). The other two are the derivatives of a, of shape (…, n):
    ∂a/∂w_i = f′(z)·x_i and ∂a/∂x_i = f′(z)·w_i; ∂a/∂b is the slope itself.
    """

    contributions: Array
    z: Array
    a: Array
    slope: Array
    by_weights: Array
    by_inputs: Array


def simulate(
    activation: Activation = CATALOG["sigmoid"],
    *,
    weights: ArrayLike = WEIGHTS,
    inputs: ArrayLike = INPUTS,
    bias: ArrayLike = BIAS,
    **parameters: float,
) -> Neuron:
    """z = Σ w_i·x_i + b and a = f(z), with weights and inputs of shape (…, n) and a bias of shape (…).

    The leading axes are broadcast, so a whole slider's positions are one call.

    Raises ValueError where the shapes do not fit, where a number is not finite, and for a parameter outside
    its domain.
    """
    w, x, b = (np.asarray(given, dtype=np.float64) for given in (weights, inputs, bias))
    if w.ndim == 0 or x.ndim == 0 or w.shape[-1] != x.shape[-1]:
        raise ValueError(f"each input needs one weight, but the shapes are {x.shape} and {w.shape}")
    if not all(np.isfinite(given).all() for given in (w, x, b)):
        raise ValueError("weights, inputs and bias must be finite")
    with np.errstate(all="ignore"):
        contributions = w * x
        z = contributions.sum(axis=-1) + b
        slope = activation.derivative(z, **parameters)
        by_weights, by_inputs = slope[..., None] * x, slope[..., None] * w
    return Neuron(
        contributions=read_only(contributions),
        z=read_only(z),
        a=read_only(activation(z, **parameters)),
        slope=read_only(slope),
        by_weights=read_only(by_weights),
        by_inputs=read_only(by_inputs),
    )
