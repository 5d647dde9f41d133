"""Softmax under a temperature and a shift, its slopes and loss; the formula as typed; a sigmoid for each.

Document 001 computes softmax([0.4, 2, 5]) as exp(x)/exp(x).sum().
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from activations.catalog import CATALOG
from activations.core import Array, Interval, read_only
from activations.vector import log_softmax, softmax, softmax_jacobian

LOGITS = (0.4, 2.0, 5.0)


@dataclass(frozen=True, eq=False)
class Softmax:
    """What becomes of n logits z; every array may have leading axes, for several rows of logits.

    ``probabilities`` p = softmax(z/T) has shape (…, n), ``jacobian`` ∂p_i/∂z_j shape (…, n, n), and
    ``naive`` is p as document 001 types it: NaN where that overflows, or where every e^z is too small for a
    float. If class k is the true one, ``losses[…, k]`` is the cross-entropy −ln p_k, in nats, and
    ``gradients[…, k, :]`` its derivative by z, (p − y)/T with y_k = 1 and y = 0 elsewhere.
    ``separate`` is σ(z_i) for each i: the probabilities of labels that do not exclude each other.
    """

    logits: Array
    probabilities: Array
    naive: Array
    jacobian: Array
    losses: Array
    gradients: Array
    separate: Array


def simulate(logits: ArrayLike = LOGITS, *, temperature: ArrayLike = 1.0, shift: ArrayLike = 0.0) -> Softmax:
    """Softmax of (logits + shift)/T for logits of shape (…, n), temperature T and shift of shape (…).

    T → 0 leaves 1 to the largest logit (equal ones share it), T → ∞ gives 1/n to each; a shift changes no
    probability, only what the naive formula makes of it, and the separate ones.

    Raises ValueError unless there is a logit, all are finite, so is the shift, and T is a number above 0.

    Source of the temperature: Geoffrey Hinton, Oriol Vinyals, Jeff Dean, "Distilling the Knowledge in a
    Neural Network", 2015, https://arxiv.org/abs/1503.02531.
    """
    t = np.asarray(temperature, dtype=np.float64)[..., None]
    with np.errstate(over="ignore"):
        z = np.asarray(logits, dtype=np.float64) + np.asarray(shift, dtype=np.float64)[..., None]
    if not z.size or not np.isfinite(z).all():
        raise ValueError("there must be at least one logit, and logits and shift must be finite")
    if not np.all((t > 0.0) & np.isfinite(t)):
        raise ValueError(f"the temperature must be a number above 0, not {t[..., 0]}")
    with np.errstate(over="ignore"):
        scaled = (z - z.max(axis=-1, keepdims=True)) / t
        p = softmax(scaled)
        jacobian = softmax_jacobian(scaled) / t[..., None]
        gradients = (p[..., None, :] - np.eye(p.shape[-1])) / t[..., None]
        naive = naive_softmax(z / t)
    return Softmax(
        logits=read_only(np.broadcast_to(z, p.shape)),
        probabilities=read_only(p),
        naive=read_only(naive),
        jacobian=read_only(jacobian),
        losses=read_only(-log_softmax(scaled)),
        gradients=read_only(gradients),
        separate=read_only(np.broadcast_to(CATALOG["sigmoid"](z), p.shape)),
    )


def naive_softmax(x: ArrayLike) -> Array:
    """exp(x)/exp(x).sum() along the last axis, as document 001 types it; see :func:`naive_limits`."""
    with np.errstate(all="ignore"):
        weights = np.exp(np.asarray(x, dtype=np.float64))
        return np.asarray(weights / weights.sum(axis=-1, keepdims=True))


def naive_limits(logits: ArrayLike = LOGITS) -> Interval:
    """The shifts between which the naive formula has a value: its sum Σ e^(z_i + shift) is finite and not 0.

    From where the largest e^(z + shift) rounds to 0, below −745.13, to where the sum is no longer a float,
    beyond 709.78. Near the lower end the naive formula has lost digits already.

    Raises ValueError unless logits is one row of finite numbers.
    """
    z = np.asarray(logits, dtype=np.float64)
    if z.ndim != 1 or not z.size or not np.isfinite(z).all():
        raise ValueError(f"the logits must be one row of finite numbers, not {z}")
    largest = float(z.max())
    sum_behind = largest - float(log_softmax(z).max())
    smallest_kept = math.log(float(np.finfo(np.float64).smallest_subnormal)) - math.log(2.0)
    return Interval(smallest_kept - largest, math.log(float(np.finfo(np.float64).max)) - sum_behind)
