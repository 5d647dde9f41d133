"""The largest of several numbers: maxout."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from activations.core import Array, Reference, Spelling, read_only
from activations.vector.record import VectorActivation, VectorFacts


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


def maxout_jacobian(x: ArrayLike, weights: ArrayLike, biases: ArrayLike) -> Array:
    """∂y/∂x_j = w_mj for x of shape (…, d), m being the piece that is highest at x: shape (…, d).

    Where several pieces tie, f has a kink, and the first of them counts.

    Raises ValueError where the shapes do not fit.
    """
    inputs, w, b = pieces(x, weights, biases)
    return w[maxout_piece(inputs, w, b)]


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
        raise ValueError(f"upstream has shape {u.shape}, but the result has {highest.shape}")
    by_piece = (np.arange(len(b)) == highest[..., None]) * np.broadcast_to(u, highest.shape)[..., None]
    rows = by_piece.reshape(-1, len(b))
    return MaxoutGradient(
        x=w[highest] * u[..., None],
        weights=rows.T @ inputs.reshape(-1, w.shape[1]),
        biases=rows.sum(axis=0),
    )


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


def gradient_by_inputs(x: ArrayLike, upstream: ArrayLike, *, weights: ArrayLike, biases: ArrayLike) -> Array:
    return maxout_gradient(x, weights, biases, upstream).x


MAXOUT = VectorActivation(
    name="maxout",
    label="Maxout",
    year=2013,
    formula=r"y = \max_i (\sum_j w_{ij}\,x_j + b_i)",
    jacobian_formulas=(r"\frac{\partial y}{\partial x_j} = w_{mj}",),
    where=(r"m = \arg\max_i (\sum_j w_{ij}\,x_j + b_i)",),
    value=maxout,
    jacobian=maxout_jacobian,
    gradient=gradient_by_inputs,
    facts=VectorFacts(outputs="one", smoothness="C⁰", lipschitz=lambda inputs: 1.0),
    shown_with={"weights": read_only(np.eye(4)), "biases": read_only(np.zeros(4))},
    reference=Reference(
        "Ian J. Goodfellow, David Warde-Farley, Mehdi Mirza, Aaron Courville, Yoshua Bengio",
        2013,
        "Maxout Networks",
        "https://arxiv.org/abs/1302.4389",
    ),
    spellings=(
        Spelling("NumPy", "y = (x @ weights.T + biases).max(axis=-1)", native=False),
        Spelling("PyTorch", "y = (x @ weights.T + biases).max(dim=-1).values", native=False),
        Spelling(
            "Keras",
            "import keras\n\ny = keras.ops.max(x @ keras.ops.transpose(weights) + biases, axis=-1)",
            native=False,
        ),
        Spelling("JAX", "y = (x @ weights.T + biases).max(axis=-1)", native=False),
    ),
    descends_from=("relu",),
)
