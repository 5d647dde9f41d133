"""Functions of several numbers at once, with their gradients: softmax, log-softmax and maxout."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from activations.core import Array


def softmax(x: ArrayLike, axis: int = -1) -> Array:
    """p_i = e^(x_i) / Σ_j e^(x_j) along an axis: values in [0, 1] that sum to 1.

    The largest entry is subtracted first, so nothing overflows. An entry of −∞ gets 0; entries of +∞ share
    everything equally. Where all entries are −∞, or one is NaN, the result is NaN.

    Raises ValueError where there is no such axis, or nothing along it.

    Source: John S. Bridle, "Probabilistic Interpretation of Feedforward Classification Network Outputs,
    with Relationships to Statistical Pattern Recognition", 1990, https://doi.org/10.1007/978-3-642-76153-9_28.
    """
    weights = np.exp(behind_the_largest(x, axis))
    return np.asarray(weights / weights.sum(axis=axis, keepdims=True))


def log_softmax(x: ArrayLike, axis: int = -1) -> Array:
    """ln p_i = x_i − ln Σ_j e^(x_j) along an axis, where p is softmax(x): values in [−∞, 0].

    The largest entry is subtracted first, and its own e^0 is left to log1p: nothing overflows, a
    probability too small for a float keeps its logarithm, and one near 1 the digits of its distance from 1.
    Infinite entries and NaN are those of :func:`softmax`.

    Raises ValueError where there is no such axis, or nothing along it.
    """
    behind = behind_the_largest(x, axis)
    others = np.exp(behind)
    np.put_along_axis(others, behind.argmax(axis=axis, keepdims=True), 0.0, axis)
    return np.asarray(behind - np.log1p(others.sum(axis=axis, keepdims=True)))


def softmax_jacobian(x: ArrayLike) -> Array:
    """∂p_i/∂x_j = p_i(δ_ij − p_j) for x of shape (…, d): symmetric (d, d) matrices whose rows sum to 0.

    1 − p_i on the diagonal is summed from the other entries, so that it keeps its digits where p_i is near 1.

    Raises ValueError unless x has at least one number along its last axis.
    """
    p = softmax(x)
    diagonal = np.eye(p.shape[-1])
    products = p[..., :, None] * p[..., None, :] * (1.0 - diagonal)
    return np.asarray(products.sum(axis=-1)[..., None] * diagonal - products)


def softmax_gradient(x: ArrayLike, upstream: ArrayLike, axis: int = -1) -> Array:
    """The loss's gradient by x, from its gradient by softmax(x): p·(u − Σ_j p_j·u_j) along an axis.

    This is the Jacobian times the vector u, without the matrix.

    Raises ValueError unless upstream has the shape of x, and as :func:`softmax` does.
    """
    p = softmax(x, axis)
    u = np.asarray(upstream, dtype=np.float64)
    if u.shape != p.shape:
        raise ValueError(f"upstream has shape {u.shape}, but x has {p.shape}")
    return np.asarray(p * (u - (p * u).sum(axis=axis, keepdims=True)))


def maxout(x: ArrayLike, weights: ArrayLike, biases: ArrayLike) -> Array:
    """max over i of w_i·x + b_i: the highest of k planes above x.

    x has shape (…, d), weights (k, d), biases (k,); the result has shape (…). With k = 2, d = 1, weights
    1 and 0 (or α ≤ 1) and no bias it is ReLU (or Leaky ReLU). Any real number can be a value.

    Raises ValueError where the shapes do not fit.

    Source: Ian J. Goodfellow, David Warde-Farley, Mehdi Mirza, Aaron Courville, Yoshua Bengio,
    "Maxout Networks", 2013, https://arxiv.org/abs/1302.4389.
    """
    inputs, w, b = pieces(x, weights, biases)
    return np.asarray((inputs @ w.T + b).max(axis=-1))[()]


def maxout_piece(x: ArrayLike, weights: ArrayLike, biases: ArrayLike) -> NDArray[np.intp]:
    """Which piece is highest at x, from 0, in the shape of maxout's result; of pieces that tie the first.

    Raises ValueError where the shapes do not fit.
    """
    inputs, w, b = pieces(x, weights, biases)
    return np.asarray((inputs @ w.T + b).argmax(axis=-1))


@dataclass(frozen=True)
class MaxoutGradient:
    """The loss's gradient by each argument of maxout, in the shape of that argument."""

    x: Array
    weights: Array
    biases: Array


def maxout_gradient(
    x: ArrayLike, weights: ArrayLike, biases: ArrayLike, upstream: ArrayLike = 1.0
) -> MaxoutGradient:
    """The loss's gradient by x, weights and biases, from its gradient by maxout (1 if left out).

    Only the piece that is highest at x takes part: by x it is that piece's w, by its weights x, by its
    bias 1, each times upstream; the latter two are summed over all inputs. Where several pieces tie, f
    has a kink, and the first of them counts, a subgradient, as PyTorch's max over an axis chooses it.

    Raises ValueError where the shapes do not fit; upstream is one number, or has the result's shape.
    """
    inputs, w, b = pieces(x, weights, biases)
    highest = maxout_piece(inputs, w, b)
    u = np.asarray(upstream, dtype=np.float64)
    if u.shape not in ((), highest.shape):
        raise ValueError(f"upstream has shape {u.shape}, but maxout's result has {highest.shape}")
    by_piece = (np.arange(len(b)) == highest[..., None]) * np.broadcast_to(u, highest.shape)[..., None]
    rows = by_piece.reshape(-1, len(b))
    return MaxoutGradient(
        x=w[highest] * u[..., None],
        weights=rows.T @ inputs.reshape(-1, w.shape[1]),
        biases=rows.sum(axis=0),
    )


def behind_the_largest(x: ArrayLike, axis: int) -> Array:
    """How far each entry is from the largest along the axis, at most 0; an entry of +∞ is not behind."""
    logits = along(np.asarray(x, dtype=np.float64), axis)
    largest = logits.max(axis=axis, keepdims=True)
    with np.errstate(invalid="ignore", over="ignore"):
        return np.where(np.isposinf(logits) & (logits == largest), 0.0, logits - largest)


def along(x: Array, axis: int) -> Array:
    """x, if there is something along the axis."""
    if not -x.ndim <= axis < x.ndim:
        raise ValueError(f"x of shape {x.shape} has no axis {axis}")
    if x.shape[axis] == 0:
        raise ValueError(f"x of shape {x.shape} has nothing along axis {axis}")
    return x


def pieces(x: ArrayLike, weights: ArrayLike, biases: ArrayLike) -> tuple[Array, Array, Array]:
    """Maxout's arguments as float64 arrays whose shapes fit."""
    inputs, w, b = (np.asarray(argument, dtype=np.float64) for argument in (x, weights, biases))
    if w.ndim != 2 or w.shape[0] == 0:
        raise ValueError(f"weights must have shape (k, d) with a row for each piece, not {w.shape}")
    if b.shape != w.shape[:1]:
        raise ValueError(f"biases must have shape {w.shape[:1]}, one for each row of weights, not {b.shape}")
    if inputs.ndim == 0 or inputs.shape[-1] != w.shape[1]:
        raise ValueError(
            f"x must have shape (…, {w.shape[1]}), as long as a row of weights, not {inputs.shape}"
        )
    return inputs, w, b
