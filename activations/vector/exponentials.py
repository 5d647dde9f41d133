"""Rows weighed by exponentials: softmax, its logarithm, and softmin."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from activations.core import Array, Interval, Reference, Spelling
from activations.vector.record import VectorActivation, VectorFacts
from activations.vector.rows import behind_the_largest, upstream_of, with_rows_that_sum_to_zero

BRIDLE = Reference(
    "John S. Bridle",
    1990,
    "Probabilistic Interpretation of Feedforward Classification Network Outputs, with Relationships to "
    "Statistical Pattern Recognition",
    "https://doi.org/10.1007/978-3-642-76153-9_28",
)


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


def softmax_jacobian(x: ArrayLike) -> Array:
    """∂p_i/∂x_j = p_i(δ_ij − p_j) for x of shape (…, d): symmetric (d, d) matrices whose rows sum to 0.

    1 − p_i on the diagonal is summed from the other entries, so that it keeps its digits where p_i is near 1.

    Raises ValueError unless x has at least one number along its last axis.
    """
    p = softmax(x)
    return with_rows_that_sum_to_zero(p[..., :, None] * p[..., None, :])


def softmax_gradient(x: ArrayLike, upstream: ArrayLike, axis: int = -1) -> Array:
    """The loss's gradient by x, from its gradient by softmax(x): p·(u − Σ_j p_j·u_j) along an axis.

    This is the Jacobian, transposed, times the vector u, without the matrix.

    Raises ValueError unless upstream has the shape of x, and as :func:`softmax` does.
    """
    p = softmax(x, axis)
    u = upstream_of(p.shape, upstream)
    return np.asarray(p * (u - (p * u).sum(axis=axis, keepdims=True)))


def log_softmax(x: ArrayLike, axis: int = -1) -> Array:
    """ln p_i = x_i − ln Σ_j e^(x_j) along an axis, where p is softmax(x): values in [−∞, 0].

    The largest entry is subtracted first, and its own e^0 is left to log1p: nothing overflows, a
    probability too small for a float keeps its logarithm, and one near 1 the digits of its distance from 1.
    Infinite entries and NaN are those of :func:`softmax`.

    Raises ValueError where there is no such axis, or nothing along it.

    Source: that of :func:`softmax`; on its accuracy Pierre Blanchard, Desmond J. Higham, Nicholas J. Higham,
    "Accurately Computing the Log-Sum-Exp and Softmax Functions", 2021, https://doi.org/10.1093/imanum/draa038.
    """
    behind = behind_the_largest(x, axis)
    others = np.exp(behind)
    np.put_along_axis(others, behind.argmax(axis=axis, keepdims=True), 0.0, axis)
    return np.asarray(behind - np.log1p(others.sum(axis=axis, keepdims=True)))


def log_softmax_jacobian(x: ArrayLike) -> Array:
    """∂ln p_i/∂x_j = δ_ij − p_j for x of shape (…, d), p being softmax(x): (d, d) matrices, rows sum to 0.

    1 − p_i on the diagonal is summed from the other entries, so that it keeps its digits where p_i is near 1.

    Raises ValueError unless x has at least one number along its last axis.
    """
    return with_rows_that_sum_to_zero(softmax(x)[..., None, :])


def log_softmax_gradient(x: ArrayLike, upstream: ArrayLike, axis: int = -1) -> Array:
    """The loss's gradient by x, from its gradient by log_softmax(x): u − p·Σ_j u_j along an axis.

    With u = −1 for the true class and 0 for the others, the cross-entropy's, it is p minus the truth.

    Raises ValueError unless upstream has the shape of x, and as :func:`softmax` does.
    """
    p = softmax(x, axis)
    u = upstream_of(p.shape, upstream)
    return np.asarray(u - p * u.sum(axis=axis, keepdims=True))


def softmin(x: ArrayLike, axis: int = -1) -> Array:
    """e^(−x_i) / Σ_j e^(−x_j) along an axis, which is softmax(−x): values in [0, 1] that sum to 1.

    An entry of ∞ gets 0; entries of −∞ share everything equally. Where all entries are ∞, or one is NaN,
    the result is NaN.

    Raises ValueError where there is no such axis, or nothing along it.

    Source: that of :func:`softmax`, which it is of −x.
    """
    return softmax(-np.asarray(x, dtype=np.float64), axis)


def softmin_jacobian(x: ArrayLike) -> Array:
    """∂p_i/∂x_j = p_i(p_j − δ_ij) for x of shape (…, d), p being softmin(x): symmetric, rows sum to 0.

    Raises ValueError unless x has at least one number along its last axis.
    """
    return -softmax_jacobian(-np.asarray(x, dtype=np.float64))


def softmin_gradient(x: ArrayLike, upstream: ArrayLike, axis: int = -1) -> Array:
    """The loss's gradient by x, from its gradient by softmin(x): p·(Σ_j p_j·u_j − u) along an axis.

    Raises ValueError unless upstream has the shape of x, and as :func:`softmin` does.
    """
    return -softmax_gradient(-np.asarray(x, dtype=np.float64), upstream, axis)


SOFTMAX = VectorActivation(
    name="softmax",
    label="Softmax",
    aliases=("softargmax", "normalized exponential"),
    year=1990,
    formula=r"y_i = \frac{e^{x_i}}{\sum_j e^{x_j}}",
    jacobian_formulas=(r"\frac{\partial y_i}{\partial x_j} = y_i\,(\delta_{ij} - y_j)",),
    value=softmax,
    jacobian=softmax_jacobian,
    gradient=softmax_gradient,
    facts=VectorFacts(
        outputs="as many as inputs",
        entries=Interval(0.0, 1.0),
        total=1.0,
        order="kept",
        shift_invariant=True,
        equivariant=True,
        symmetric=True,
        smoothness="C∞",
        lipschitz=lambda inputs: 0.5,
    ),
    reference=BRIDLE,
    spellings=(
        Spelling(
            "NumPy",
            "import numpy as np\n\n"
            "weights = np.exp(x - x.max(axis=-1, keepdims=True))\n"
            "y = weights / weights.sum(axis=-1, keepdims=True)",
            native=False,
        ),
        Spelling("PyTorch", "import torch\n\ny = torch.nn.functional.softmax(x, dim=-1)"),
        Spelling("Keras", "import keras\n\ny = keras.ops.softmax(x, axis=-1)"),
        Spelling("JAX", "import jax\n\ny = jax.nn.softmax(x, axis=-1)"),
    ),
    descends_from=("sigmoid",),
)

LOG_SOFTMAX = VectorActivation(
    name="log_softmax",
    label="Log-softmax",
    aliases=("logsoftmax",),
    year=1990,
    formula=r"y_i = x_i - \ln(\sum_j e^{x_j})",
    jacobian_formulas=(r"\frac{\partial y_i}{\partial x_j} = \delta_{ij} - e^{y_j}",),
    value=log_softmax,
    jacobian=log_softmax_jacobian,
    gradient=log_softmax_gradient,
    facts=VectorFacts(
        outputs="as many as inputs",
        entries=Interval(-math.inf, 0.0),
        order="kept",
        shift_invariant=True,
        equivariant=True,
        smoothness="C∞",
        lipschitz=math.sqrt,
    ),
    reference=BRIDLE,
    spellings=(
        Spelling(
            "NumPy",
            "import numpy as np\n\n"
            "behind = x - x.max(axis=-1, keepdims=True)\n"
            "y = behind - np.log(np.exp(behind).sum(axis=-1, keepdims=True))",
            native=False,
        ),
        Spelling("PyTorch", "import torch\n\ny = torch.nn.functional.log_softmax(x, dim=-1)"),
        Spelling("Keras", "import keras\n\ny = keras.ops.log_softmax(x, axis=-1)"),
        Spelling("JAX", "import jax\n\ny = jax.nn.log_softmax(x, axis=-1)"),
    ),
    descends_from=("softmax",),
)

SOFTMIN = VectorActivation(
    name="softmin",
    label="Softmin",
    year=1990,
    formula=r"y_i = \frac{e^{-x_i}}{\sum_j e^{-x_j}}",
    jacobian_formulas=(r"\frac{\partial y_i}{\partial x_j} = y_i\,(y_j - \delta_{ij})",),
    value=softmin,
    jacobian=softmin_jacobian,
    gradient=softmin_gradient,
    facts=VectorFacts(
        outputs="as many as inputs",
        entries=Interval(0.0, 1.0),
        total=1.0,
        order="reversed",
        shift_invariant=True,
        equivariant=True,
        symmetric=True,
        smoothness="C∞",
        lipschitz=lambda inputs: 0.5,
    ),
    reference=BRIDLE,
    spellings=(
        Spelling(
            "NumPy",
            "import numpy as np\n\n"
            "weights = np.exp(x.min(axis=-1, keepdims=True) - x)\n"
            "y = weights / weights.sum(axis=-1, keepdims=True)",
            native=False,
        ),
        Spelling("PyTorch", "import torch\n\ny = torch.nn.functional.softmin(x, dim=-1)"),
        Spelling("Keras", "import keras\n\ny = keras.ops.softmax(-x, axis=-1)", native=False),
        Spelling("JAX", "import jax\n\ny = jax.nn.softmax(-x, axis=-1)", native=False),
    ),
    descends_from=("softmax",),
)
