"""The nearest probabilities: sparsemax."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from activations.core import Array, Interval, Reference, Spelling
from activations.vector.record import VectorActivation, VectorFacts
from activations.vector.rows import behind_the_largest, upstream_of, with_rows_that_sum_to_zero


def sparsemax(x: ArrayLike, axis: int = -1) -> Array:
    """max(0, x_i − τ) along an axis, τ such that they sum to 1: the probabilities nearest to x.

    Values in [0, 1] that sum to 1; every entry that is 1 or more behind the largest gets 0. τ is found by
    sorting, from the distances to the largest entry, so nothing overflows. An entry of −∞ gets 0; entries
    of +∞ share everything equally. Where all entries are −∞, or one is NaN, the result is NaN.

    Raises ValueError where there is no such axis, or nothing along it.

    Source: André F. T. Martins, Ramón Fernandez Astudillo, "From Softmax to Sparsemax: A Sparse Model of
    Attention and Multi-Label Classification", 2016, https://arxiv.org/abs/1602.02068.
    """
    rows = np.moveaxis(np.maximum(behind_the_largest(x, axis), -1.0), axis, -1)
    descending = np.sort(rows, axis=-1)[..., ::-1]
    excess = descending.cumsum(axis=-1) - 1.0
    counts = np.arange(1, rows.shape[-1] + 1)
    supported = np.maximum((counts * descending > excess).sum(axis=-1, keepdims=True), 1)
    threshold = np.take_along_axis(excess, supported - 1, axis=-1) / supported
    return np.moveaxis(np.maximum(rows - threshold, 0.0), -1, axis)


def sparsemax_jacobian(x: ArrayLike) -> Array:
    """∂p_i/∂x_j = s_i·δ_ij − s_i·s_j/|S| for x of shape (…, d): symmetric (d, d) matrices, rows sum to 0.

    S is the support, where p = sparsemax(x) is above 0, and s is 1 there, else 0. Where an entry is about
    to enter the support, a kink, it counts as outside.

    Raises ValueError unless x has at least one number along its last axis.
    """
    s = support(sparsemax(x))
    return with_rows_that_sum_to_zero(
        s[..., :, None] * s[..., None, :] / s.sum(axis=-1, keepdims=True)[..., None]
    )


def sparsemax_gradient(x: ArrayLike, upstream: ArrayLike, axis: int = -1) -> Array:
    """The loss's gradient by x, from its gradient u by sparsemax(x): on the support u minus its mean there.

    Raises ValueError unless upstream has the shape of x, and as :func:`sparsemax` does.
    """
    s = support(sparsemax(x, axis))
    u = upstream_of(s.shape, upstream)
    mean = (s * u).sum(axis=axis, keepdims=True) / s.sum(axis=axis, keepdims=True)
    return np.asarray(s * (u - mean))


def support(p: Array) -> Array:
    """1 where p is above 0, 0 where it is 0, NaN where it is NaN."""
    return np.sign(p)


SPARSEMAX = VectorActivation(
    name="sparsemax",
    label="Sparsemax",
    aliases=("projection onto the simplex",),
    year=2016,
    formula=r"y_i = \max(0, x_i - \tau)",
    jacobian_formulas=(
        r"\frac{\partial y_i}{\partial x_j} = s_i\,\delta_{ij} - \frac{s_i\,s_j}{\sum_k s_k}",
    ),
    where=(
        r"\sum_j \max(0, x_j - \tau) = 1",
        r"s_i = \begin{cases} 1 & y_i > 0 \\ 0 & y_i \le 0 \end{cases}",
    ),
    value=sparsemax,
    jacobian=sparsemax_jacobian,
    gradient=sparsemax_gradient,
    facts=VectorFacts(
        outputs="as many as inputs",
        entries=Interval(0.0, 1.0, True, True),
        total=1.0,
        order="kept, but some become equal",
        shift_invariant=True,
        equivariant=True,
        symmetric=True,
        sparse=True,
        smoothness="C⁰",
        lipschitz=lambda inputs: 1.0,
    ),
    reference=Reference(
        "André F. T. Martins, Ramón Fernandez Astudillo",
        2016,
        "From Softmax to Sparsemax: A Sparse Model of Attention and Multi-Label Classification",
        "https://arxiv.org/abs/1602.02068",
    ),
    spellings=(
        Spelling(
            "NumPy",
            "import numpy as np\n\n"
            "z = np.sort(x, axis=-1)[..., ::-1]\n"
            "excess = np.cumsum(z, axis=-1) - 1\n"
            "counts = np.arange(1, x.shape[-1] + 1)\n"
            "k = (counts * z > excess).sum(axis=-1, keepdims=True)\n"
            "y = np.maximum(0, x - np.take_along_axis(excess, k - 1, axis=-1) / k)",
            native=False,
        ),
        Spelling(
            "PyTorch",
            "import torch\n\n"
            "z = torch.sort(x, dim=-1, descending=True).values\n"
            "excess = torch.cumsum(z, dim=-1) - 1\n"
            "counts = torch.arange(1, x.shape[-1] + 1)\n"
            "k = (counts * z > excess).sum(dim=-1, keepdim=True)\n"
            "y = torch.relu(x - torch.gather(excess, -1, k - 1) / k)",
            native=False,
        ),
        Spelling(
            "Keras",
            "import keras\n\ny = keras.ops.sparsemax(x, axis=-1)",
            note="Keras 3.15 is wrong wherever more than one result is positive: for [0.4, 0.6] it gives "
            "[0.1, 0.3], which does not sum to 1.",
        ),
        Spelling(
            "JAX",
            "import jax\nimport jax.numpy as jnp\n\n"
            "z = jnp.sort(x, axis=-1)[..., ::-1]\n"
            "excess = jnp.cumsum(z, axis=-1) - 1\n"
            "counts = jnp.arange(1, x.shape[-1] + 1)\n"
            "k = (counts * z > excess).sum(axis=-1, keepdims=True)\n"
            "y = jax.nn.relu(x - jnp.take_along_axis(excess, k - 1, axis=-1) / k)",
            native=False,
        ),
    ),
    descends_from=("softmax",),
)
