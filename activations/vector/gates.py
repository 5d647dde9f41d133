"""Gated linear units: one half of the numbers, through an activation, is a gate for the other half.

x is split along an axis into a first half a and a second half b. The two papers disagree about which half is
the gate. In GLU (Dauphin et al., 2016; PyTorch, Keras and JAX) it is the **second**: a·σ(b). In the variants
of Shazeer (2020) it is the **first**: SwiGLU is SiLU(a)·b.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from activations.catalog import get
from activations.core import Array, Reference, Spelling
from activations.vector.record import VectorActivation, VectorFacts
from activations.vector.rows import along, upstream_of


@dataclass(frozen=True)
class Gate:
    """The activation that the gate goes through, by its name in the catalog, and which half the gate is."""

    activation: str
    half: Literal["first", "second"]

    def value(self, x: ArrayLike, axis: int) -> Array:
        gate, gated = self.ordered(*halves(x, axis))
        with np.errstate(over="ignore", invalid="ignore"):
            return np.asarray(get(self.activation)(gate) * gated)

    def slopes(self, x: ArrayLike, axis: int) -> tuple[Array, Array]:
        """∂y_i/∂a_i and ∂y_i/∂b_i: no output depends on more than one number of each half."""
        gate, gated = self.ordered(*halves(x, axis))
        activation = get(self.activation)
        with np.errstate(over="ignore", invalid="ignore"):
            return self.ordered(np.asarray(activation.derivative(gate) * gated), np.asarray(activation(gate)))

    def jacobian(self, x: ArrayLike) -> Array:
        by_a, by_b = (
            np.where(np.eye(slope.shape[-1]) == 1.0, slope[..., None], 0.0) for slope in self.slopes(x, -1)
        )
        return np.concatenate([by_a, by_b], axis=-1)

    def gradient(self, x: ArrayLike, upstream: ArrayLike, axis: int) -> Array:
        by_a, by_b = self.slopes(x, axis)
        u = upstream_of(by_a.shape, upstream)
        with np.errstate(over="ignore", invalid="ignore"):
            return np.concatenate([u * by_a, u * by_b], axis=axis)

    def ordered(self, one: Array, other: Array) -> tuple[Array, Array]:
        """From (a, b) to (gate, gated), and back."""
        return (one, other) if self.half == "first" else (other, one)


def halves(x: ArrayLike, axis: int) -> tuple[Array, Array]:
    """The two halves of x along an axis."""
    array = along(x, axis)
    if array.shape[axis] % 2:
        raise ValueError(f"x of shape {array.shape} cannot be halved along axis {axis}")
    first, second = np.split(array, 2, axis=axis)
    return first, second


GLU_GATE = Gate("sigmoid", "second")
REGLU_GATE = Gate("relu", "first")
GEGLU_GATE = Gate("gelu", "first")
SWIGLU_GATE = Gate("silu", "first")


def glu(x: ArrayLike, axis: int = -1) -> Array:
    """a·σ(b), a and b being the halves of x along an axis: the **second** half is the gate, as in PyTorch.

    The result is half as long; any real number can be a value. ∞ behind a gate that is 0 is NaN, and so is
    what NaN takes part in; other entries do not notice.

    Raises ValueError where there is no such axis, or nothing along it, or an odd number.

    Source: Yann N. Dauphin, Angela Fan, Michael Auli, David Grangier, "Language Modeling with Gated
    Convolutional Networks", 2016, https://arxiv.org/abs/1612.08083.
    """
    return GLU_GATE.value(x, axis)


def glu_jacobian(x: ArrayLike) -> Array:
    """∂y_i/∂x_j of :func:`glu` for x of shape (…, d): (d/2, d) matrices, a diagonal for each half.

    σ(b_i) by a_i, a_i·σ(b_i)(1 − σ(b_i)) by b_i. Raises ValueError as :func:`glu` does.
    """
    return GLU_GATE.jacobian(x)


def glu_gradient(x: ArrayLike, upstream: ArrayLike, axis: int = -1) -> Array:
    """The loss's gradient by x, from its gradient by glu(x).

    Raises ValueError unless upstream has the shape of the result, and as :func:`glu` does.
    """
    return GLU_GATE.gradient(x, upstream, axis)


def reglu(x: ArrayLike, axis: int = -1) -> Array:
    """max(0, a)·b, a and b being the halves of x along an axis: the **first** half is the gate.

    In the paper a = xW and b = xV, computed by two layers. The result is half as long; any real number can
    be a value. ∞ behind a gate that is 0 is NaN, and so is what NaN takes part in.

    Raises ValueError where there is no such axis, or nothing along it, or an odd number.

    Source: Noam Shazeer, "GLU Variants Improve Transformer", 2020, https://arxiv.org/abs/2002.05202.
    """
    return REGLU_GATE.value(x, axis)


def reglu_jacobian(x: ArrayLike) -> Array:
    """∂y_i/∂x_j of :func:`reglu` for x of shape (…, d): (d/2, d) matrices, a diagonal for each half.

    b_i where a_i > 0 (at the kink 0, as ReLU's slope) by a_i, max(0, a_i) by b_i. Raises ValueError as
    :func:`reglu` does.
    """
    return REGLU_GATE.jacobian(x)


def reglu_gradient(x: ArrayLike, upstream: ArrayLike, axis: int = -1) -> Array:
    """The loss's gradient by x, from its gradient by reglu(x).

    Raises ValueError unless upstream has the shape of the result, and as :func:`reglu` does.
    """
    return REGLU_GATE.gradient(x, upstream, axis)


def geglu(x: ArrayLike, axis: int = -1) -> Array:
    """GELU(a)·b, a and b being the halves of x along an axis: the **first** half is the gate.

    GELU(a) = a·Φ(a), exactly, not its approximation by tanh. In the paper a = xW and b = xV, computed by two
    layers. The result is half as long; any real number can be a value. ∞ behind a gate that is 0 is NaN, and
    so is what NaN takes part in.

    Raises ValueError where there is no such axis, or nothing along it, or an odd number.

    Source: Noam Shazeer, "GLU Variants Improve Transformer", 2020, https://arxiv.org/abs/2002.05202.
    """
    return GEGLU_GATE.value(x, axis)


def geglu_jacobian(x: ArrayLike) -> Array:
    """∂y_i/∂x_j of :func:`geglu` for x of shape (…, d): (d/2, d) matrices, a diagonal for each half.

    (Φ(a_i) + a_i·φ(a_i))·b_i by a_i, a_i·Φ(a_i) by b_i. Raises ValueError as :func:`geglu` does.
    """
    return GEGLU_GATE.jacobian(x)


def geglu_gradient(x: ArrayLike, upstream: ArrayLike, axis: int = -1) -> Array:
    """The loss's gradient by x, from its gradient by geglu(x).

    Raises ValueError unless upstream has the shape of the result, and as :func:`geglu` does.
    """
    return GEGLU_GATE.gradient(x, upstream, axis)


def swiglu(x: ArrayLike, axis: int = -1) -> Array:
    """SiLU(a)·b, a and b being the halves of x along an axis: the **first** half is the gate.

    SiLU(a) = a·σ(a), which the paper calls Swish₁. There a = xW and b = xV, computed by two layers. The
    result is half as long; any real number can be a value. ∞ behind a gate that is 0 is NaN, and so is what
    NaN takes part in.

    Raises ValueError where there is no such axis, or nothing along it, or an odd number.

    Source: Noam Shazeer, "GLU Variants Improve Transformer", 2020, https://arxiv.org/abs/2002.05202.
    """
    return SWIGLU_GATE.value(x, axis)


def swiglu_jacobian(x: ArrayLike) -> Array:
    """∂y_i/∂x_j of :func:`swiglu` for x of shape (…, d): (d/2, d) matrices, a diagonal for each half.

    σ(a_i)(1 + a_i(1 − σ(a_i)))·b_i by a_i, a_i·σ(a_i) by b_i. Raises ValueError as :func:`swiglu` does.
    """
    return SWIGLU_GATE.jacobian(x)


def swiglu_gradient(x: ArrayLike, upstream: ArrayLike, axis: int = -1) -> Array:
    """The loss's gradient by x, from its gradient by swiglu(x).

    Raises ValueError unless upstream has the shape of the result, and as :func:`swiglu` does.
    """
    return SWIGLU_GATE.gradient(x, upstream, axis)


SHAZEER = Reference(
    "Noam Shazeer", 2020, "GLU Variants Improve Transformer", "https://arxiv.org/abs/2002.05202"
)
HALVES = r"(a, b) = x"
SIGMOID = r"\sigma(t) = \frac{1}{1 + e^{-t}}"
UNBOUNDED = VectorFacts(outputs="half as many as inputs", smoothness="C∞", lipschitz=lambda inputs: math.inf)


def split_spellings(pytorch: str, keras: str, jax: str, numpy: str) -> tuple[Spelling, ...]:
    """How the frameworks write y as a product of two halves, for which none has a name."""
    return (
        Spelling("NumPy", f"import numpy as np\n\na, b = np.split(x, 2, axis=-1)\n{numpy}", native=False),
        Spelling("PyTorch", f"import torch\n\na, b = torch.chunk(x, 2, dim=-1)\n{pytorch}", native=False),
        Spelling("Keras", f"import keras\n\na, b = keras.ops.split(x, 2, axis=-1)\n{keras}", native=False),
        Spelling(
            "JAX",
            f"import jax\nimport jax.numpy as jnp\n\na, b = jnp.split(x, 2, axis=-1)\n{jax}",
            native=False,
        ),
    )


GLU = VectorActivation(
    name="glu",
    label="GLU",
    aliases=("gated linear unit",),
    year=2016,
    formula=r"y_i = a_i\,\sigma(b_i)",
    jacobian_formulas=(
        r"\frac{\partial y_i}{\partial a_j} = \delta_{ij}\,\sigma(b_i)",
        r"\frac{\partial y_i}{\partial b_j} = \delta_{ij}\,a_i\,\sigma(b_i)\,(1 - \sigma(b_i))",
    ),
    where=(HALVES, SIGMOID),
    value=glu,
    jacobian=glu_jacobian,
    gradient=glu_gradient,
    facts=UNBOUNDED,
    reference=Reference(
        "Yann N. Dauphin, Angela Fan, Michael Auli, David Grangier",
        2016,
        "Language Modeling with Gated Convolutional Networks",
        "https://arxiv.org/abs/1612.08083",
    ),
    spellings=(
        Spelling(
            "NumPy",
            "import numpy as np\n\na, b = np.split(x, 2, axis=-1)\ny = a * np.exp(-np.logaddexp(0, -b))",
            native=False,
        ),
        Spelling("PyTorch", "import torch\n\ny = torch.nn.functional.glu(x, dim=-1)"),
        Spelling("Keras", "import keras\n\ny = keras.ops.glu(x, axis=-1)"),
        Spelling("JAX", "import jax\n\ny = jax.nn.glu(x, axis=-1)"),
    ),
    descends_from=("sigmoid",),
)

REGLU = VectorActivation(
    name="reglu",
    label="ReGLU",
    year=2020,
    formula=r"y_i = \max(0, a_i)\,b_i",
    jacobian_formulas=(
        r"\frac{\partial y_i}{\partial a_j} = "
        r"\begin{cases} \delta_{ij}\,b_i & a_i > 0 \\ 0 & a_i \le 0 \end{cases}",
        r"\frac{\partial y_i}{\partial b_j} = \delta_{ij}\,\max(0, a_i)",
    ),
    where=(HALVES,),
    value=reglu,
    jacobian=reglu_jacobian,
    gradient=reglu_gradient,
    facts=replace(UNBOUNDED, smoothness="C⁰", sparse=True),
    reference=SHAZEER,
    spellings=split_spellings(
        numpy="y = np.maximum(0, a) * b",
        pytorch="y = torch.relu(a) * b",
        keras="y = keras.ops.relu(a) * b",
        jax="y = jax.nn.relu(a) * b",
    ),
    descends_from=("glu", "relu"),
)

GEGLU = VectorActivation(
    name="geglu",
    label="GEGLU",
    year=2020,
    formula=r"y_i = a_i\,\Phi(a_i)\,b_i",
    jacobian_formulas=(
        r"\frac{\partial y_i}{\partial a_j} = \delta_{ij}\,(\Phi(a_i) + a_i\,\varphi(a_i))\,b_i",
        r"\frac{\partial y_i}{\partial b_j} = \delta_{ij}\,a_i\,\Phi(a_i)",
    ),
    where=(
        HALVES,
        r"\Phi(t) = \frac{1}{2}\,(1 + \operatorname{erf}(\frac{t}{\sqrt{2}}))",
        r"\varphi(t) = \frac{1}{\sqrt{2 \pi}}\,e^{-\frac{1}{2} t^{2}}",
    ),
    value=geglu,
    jacobian=geglu_jacobian,
    gradient=geglu_gradient,
    facts=UNBOUNDED,
    reference=SHAZEER,
    spellings=split_spellings(
        numpy="from math import erf\n\ny = a * (1 + np.vectorize(erf)(a / np.sqrt(2))) / 2 * b",
        pytorch="y = torch.nn.functional.gelu(a) * b",
        keras="y = keras.ops.gelu(a, approximate=False) * b",
        jax="y = jax.nn.gelu(a, approximate=False) * b",
    ),
    descends_from=("glu", "gelu"),
)

SWIGLU = VectorActivation(
    name="swiglu",
    label="SwiGLU",
    aliases=("swish glu",),
    year=2020,
    formula=r"y_i = a_i\,\sigma(a_i)\,b_i",
    jacobian_formulas=(
        r"\frac{\partial y_i}{\partial a_j} = "
        r"\delta_{ij}\,\sigma(a_i)\,(1 + a_i\,(1 - \sigma(a_i)))\,b_i",
        r"\frac{\partial y_i}{\partial b_j} = \delta_{ij}\,a_i\,\sigma(a_i)",
    ),
    where=(HALVES, SIGMOID),
    value=swiglu,
    jacobian=swiglu_jacobian,
    gradient=swiglu_gradient,
    facts=UNBOUNDED,
    reference=SHAZEER,
    spellings=split_spellings(
        numpy="y = a * np.exp(-np.logaddexp(0, -a)) * b",
        pytorch="y = torch.nn.functional.silu(a) * b",
        keras="y = keras.ops.silu(a) * b",
        jax="y = jax.nn.silu(a) * b",
    ),
    descends_from=("glu", "silu"),
)
