"""Linear units: the input itself where it is positive, and a curve that levels off below."""

from __future__ import annotations

import math

import numpy as np

from activations.catalog.landmarks import zero
from activations.catalog.slow_squashing import isru_inverse, isru_slope, isru_value
from activations.core import (
    NON_NEGATIVE,
    ORIGIN,
    POSITIVE,
    Activation,
    Array,
    Facts,
    Interval,
    Parameter,
    Reference,
    Smoothness,
    Spelling,
)


def elu_value(x: Array, alpha: float) -> Array:
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0.0)))


def elu_slope(x: Array, alpha: float) -> Array:
    return np.where(x > 0, 1.0, alpha * np.exp(np.minimum(x, 0.0)))


def elu_inverse(y: Array, alpha: float) -> Array:
    return np.where(y > 0, y, np.log1p(np.minimum(y, 0.0) / alpha))


def elu_fixed_below(alpha: float) -> Interval:
    """For α > 1, where α(e^x − 1) = x below 0: once, between −α and 0."""
    return Interval.point(zero(lambda x: alpha * np.expm1(x) - x, -alpha, -math.log(alpha)))


def elu_facts(alpha: float) -> Facts:
    on_the_left = Interval(0.0, alpha, high_closed=True)
    return Facts(
        range=(Interval(-alpha, math.inf),),
        derivative_range=(on_the_left, Interval.point(1.0)) if alpha < 1 else (on_the_left,),
        trend="strictly increasing",
        shape="convex" if alpha <= 1 else "neither convex nor concave",
        symmetry="neither odd nor even",
        smoothness="C¹" if alpha == 1 else "C⁰",
        kinks=() if alpha == 1 else (0.0,),
        left="soft",
        fixed_points=(NON_NEGATIVE,) if alpha <= 1 else (elu_fixed_below(alpha), NON_NEGATIVE),
        special_values={-math.inf: -alpha, 0.0: 0.0},
    )


elu = Activation(
    name="elu",
    label="ELU",
    aliases=("exponential linear unit",),
    family="Smooth rectifiers",
    year=2015,
    descends_from=("relu",),
    parameters=(
        Parameter(
            name="alpha",
            symbol="α",
            default=1.0,
            low=0.1,
            high=3.0,
            step=0.05,
            domain=POSITIVE,
            meaning="how far below 0 the floor lies; at 1 there is no kink",
        ),
    ),
    formula=r"\begin{cases} x & x > 0 \\ \alpha\,(e^{x} - 1) & x \le 0 \end{cases}",
    derivative_formula=r"\begin{cases} 1 & x > 0 \\ \alpha e^{x} & x \le 0 \end{cases}",
    value=elu_value,
    slope=elu_slope,
    inverse=elu_inverse,
    facts_at=elu_facts,
    reference=Reference(
        "Djork-Arné Clevert, Thomas Unterthiner, Sepp Hochreiter",
        2015,
        "Fast and Accurate Deep Network Learning by Exponential Linear Units (ELUs)",
        "https://arxiv.org/abs/1511.07289",
    ),
    spellings=(
        Spelling(
            "NumPy",
            "import numpy as np\n\ny = np.where(x > 0, x, {alpha} * np.expm1(np.minimum(x, 0)))",
            native=False,
        ),
        Spelling(
            "PyTorch",
            "import torch\n\ny = torch.nn.functional.elu(x, alpha={alpha})",
            slopes_at_kinks=lambda alpha: (alpha,),
        ),
        Spelling(
            "Keras",
            "import keras\n\ny = keras.ops.elu(x, alpha={alpha})",
            slopes_at_kinks=lambda alpha: (alpha,),
        ),
        Spelling(
            "JAX", "import jax\n\ny = jax.nn.elu(x, alpha={alpha})", slopes_at_kinks=lambda alpha: (alpha,)
        ),
    ),
)


def celu_value(x: Array, alpha: float) -> Array:
    return np.maximum(x, 0.0) + alpha * np.expm1(np.minimum(x, 0.0) / alpha)


def celu_slope(x: Array, alpha: float) -> Array:
    return np.exp(np.minimum(x, 0.0) / alpha)


def celu_inverse(y: Array, alpha: float) -> Array:
    return np.where(y > 0, y, alpha * np.log1p(np.minimum(y, 0.0) / alpha))


def convex_unit_facts(floor: float, smoothness: Smoothness) -> Facts:
    """A unit whose slope rises from 0, far left, where it has come down to its floor, to 1 at 0."""
    return Facts(
        range=(Interval(-floor, math.inf),),
        derivative_range=(Interval(0.0, 1.0, high_closed=True),),
        trend="strictly increasing",
        shape="convex",
        symmetry="neither odd nor even",
        smoothness=smoothness,
        left="soft",
        fixed_points=(NON_NEGATIVE,),
        special_values={-math.inf: -floor, 0.0: 0.0},
    )


celu = Activation(
    name="celu",
    label="CELU",
    aliases=("continuously differentiable exponential linear unit",),
    family="Smooth rectifiers",
    year=2017,
    descends_from=("elu",),
    parameters=(
        Parameter(
            name="alpha",
            symbol="α",
            default=1.0,
            low=0.1,
            high=3.0,
            step=0.05,
            domain=POSITIVE,
            meaning="how far below 0 the floor lies, and how far left it is reached; there is never a kink",
        ),
    ),
    formula=r"\begin{cases} x & x > 0 \\ \alpha\,(e^{\frac{x}{\alpha}} - 1) & x \le 0 \end{cases}",
    derivative_formula=r"\begin{cases} 1 & x > 0 \\ e^{\frac{x}{\alpha}} & x \le 0 \end{cases}",
    value=celu_value,
    slope=celu_slope,
    inverse=celu_inverse,
    facts_at=lambda alpha: convex_unit_facts(alpha, "C¹"),
    reference=Reference(
        "Jonathan T. Barron",
        2017,
        "Continuously Differentiable Exponential Linear Units",
        "https://arxiv.org/abs/1704.07483",
    ),
    spellings=(
        Spelling(
            "NumPy",
            "import numpy as np\n\ny = np.maximum(x, 0) + {alpha} * np.expm1(np.minimum(x, 0) / {alpha})",
            native=False,
        ),
        Spelling("PyTorch", "import torch\n\ny = torch.nn.functional.celu(x, alpha={alpha})"),
        Spelling("Keras", "import keras\n\ny = keras.ops.celu(x, alpha={alpha})"),
        Spelling("JAX", "import jax\n\ny = jax.nn.celu(x, alpha={alpha})"),
    ),
)

SELU_SCALE = 1.0507009873554805
SELU_ALPHA = 1.6732632423543772
SELU_FLOOR = SELU_SCALE * SELU_ALPHA
SELU_FIXED_BELOW = elu_fixed_below(SELU_FLOOR)


def selu_value(x: Array) -> Array:
    return np.where(x > 0, SELU_SCALE * x, elu_value(x, SELU_FLOOR))


def selu_slope(x: Array) -> Array:
    return np.where(x > 0, SELU_SCALE, elu_slope(x, SELU_FLOOR))


def selu_inverse(y: Array) -> Array:
    return np.where(y > 0, y / SELU_SCALE, elu_inverse(y, SELU_FLOOR))


def selu_facts() -> Facts:
    return Facts(
        range=(Interval(-SELU_FLOOR, math.inf),),
        derivative_range=(Interval(0.0, SELU_FLOOR, high_closed=True),),
        trend="strictly increasing",
        shape="neither convex nor concave",
        symmetry="neither odd nor even",
        smoothness="C⁰",
        kinks=(0.0,),
        left="soft",
        fixed_points=(SELU_FIXED_BELOW, ORIGIN),
        special_values={-math.inf: -SELU_FLOOR, 0.0: 0.0, 1.0: SELU_SCALE},
    )


def selu_slope_on_the_left() -> tuple[float, ...]:
    return (SELU_FLOOR,)


selu = Activation(
    name="selu",
    label="SELU",
    aliases=("scaled exponential linear unit",),
    family="Smooth rectifiers",
    year=2017,
    descends_from=("elu",),
    formula=r"\begin{cases} 1.0507009873554805\,x & x > 0 \\ "
    r"1.7580993408473766\,(e^{x} - 1) & x \le 0 \end{cases}",
    derivative_formula=r"\begin{cases} 1.0507009873554805 & x > 0 \\ "
    r"1.7580993408473766\,e^{x} & x \le 0 \end{cases}",
    value=selu_value,
    slope=selu_slope,
    inverse=selu_inverse,
    facts_at=selu_facts,
    reference=Reference(
        "Günter Klambauer, Thomas Unterthiner, Andreas Mayr, Sepp Hochreiter",
        2017,
        "Self-Normalizing Neural Networks",
        "https://arxiv.org/abs/1706.02515",
    ),
    spellings=(
        Spelling(
            "NumPy",
            "import numpy as np\n\n"
            f"scale, alpha = {SELU_SCALE}, {SELU_ALPHA}\n"
            "y = scale * np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))",
            native=False,
        ),
        Spelling(
            "PyTorch",
            "import torch\n\ny = torch.nn.functional.selu(x)",
            note="It goes with torch.nn.AlphaDropout, which keeps mean and variance.",
            slopes_at_kinks=selu_slope_on_the_left,
        ),
        Spelling(
            "Keras",
            "import keras\n\ny = keras.ops.selu(x)",
            note='It goes with kernel_initializer="lecun_normal" and keras.layers.AlphaDropout.',
            slopes_at_kinks=selu_slope_on_the_left,
        ),
        Spelling("JAX", "import jax\n\ny = jax.nn.selu(x)", slopes_at_kinks=selu_slope_on_the_left),
    ),
)


def isrlu_value(x: Array, alpha: float) -> Array:
    return np.maximum(x, 0.0) + isru_value(np.minimum(x, 0.0), alpha)


def isrlu_slope(x: Array, alpha: float) -> Array:
    return isru_slope(np.minimum(x, 0.0), alpha)


def isrlu_inverse(y: Array, alpha: float) -> Array:
    return np.where(y > 0, y, isru_inverse(np.minimum(y, 0.0), alpha))


isrlu = Activation(
    name="isrlu",
    label="ISRLU",
    aliases=("inverse square root linear unit",),
    family="Smooth rectifiers",
    year=2017,
    descends_from=("elu", "isru"),
    parameters=(
        Parameter(
            name="alpha",
            symbol="α",
            default=1.0,
            low=0.1,
            high=5.0,
            step=0.1,
            domain=POSITIVE,
            meaning="how high the floor lies: it is −1/√α",
        ),
    ),
    formula=r"\begin{cases} x & x \ge 0 \\ \frac{x}{\sqrt{1 + \alpha x^{2}}} & x < 0 \end{cases}",
    derivative_formula=r"\begin{cases} 1 & x \ge 0 \\ "
    r"\left(\frac{1}{\sqrt{1 + \alpha x^{2}}}\right)^{3} & x < 0 \end{cases}",
    value=isrlu_value,
    slope=isrlu_slope,
    inverse=isrlu_inverse,
    facts_at=lambda alpha: convex_unit_facts(1.0 / math.sqrt(alpha), "C²"),
    reference=Reference(
        "Brad Carlile, Guy Delamarter, Paul Kinney, Akiko Marti, Brian Whitney",
        2017,
        "Improving Deep Learning by Inverse Square Root Linear Units (ISRLUs)",
        "https://arxiv.org/abs/1710.09967",
    ),
    spellings=(
        Spelling(
            "NumPy",
            "import numpy as np\n\n"
            "below = np.minimum(x, 0)\n"
            "y = np.maximum(x, 0) + below / np.hypot(1, {alpha}**0.5 * below)",
            native=False,
        ),
        Spelling(
            "PyTorch",
            "import torch\n\n"
            "below = torch.clamp(x, max=0)\n"
            "root = torch.hypot(torch.ones_like(x), {alpha}**0.5 * below)\n"
            "y = torch.where(x < 0, below / root, x)",
            native=False,
        ),
        Spelling(
            "Keras",
            "import keras\n\n"
            "below = keras.ops.minimum(x, 0)\n"
            "y = keras.ops.where(x < 0, below / keras.ops.hypot(1, {alpha}**0.5 * below), x)",
            native=False,
        ),
        Spelling(
            "JAX",
            "import jax.numpy as jnp\n\n"
            "below = jnp.minimum(x, 0)\n"
            "y = jnp.where(x < 0, below / jnp.hypot(1, {alpha}**0.5 * below), x)",
            native=False,
        ),
    ),
)
