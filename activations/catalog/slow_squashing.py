"""Smooth squashing whose slope fades like a power of x, not like an exponential: saturation sets in late."""

from __future__ import annotations

import math

import numpy as np

from activations.core import (
    LARGEST,
    ORIGIN,
    POSITIVE,
    Activation,
    Array,
    Facts,
    Interval,
    Parameter,
    Reference,
    Spelling,
)


def arctan_slope(x: Array) -> Array:
    """1/(1+x²), squared last, so that x² does not overflow while the slope is still a number."""
    return (1.0 / np.hypot(1.0, x)) ** 2


def arctan_facts() -> Facts:
    return Facts(
        range=(Interval(-math.pi / 2, math.pi / 2),),
        derivative_range=(Interval(0.0, 1.0, high_closed=True),),
        trend="strictly increasing",
        shape="neither convex nor concave",
        symmetry="odd",
        smoothness="C∞",
        fixed_points=(ORIGIN,),
        left="soft",
        right="soft",
        special_values={-math.inf: -math.pi / 2, 0.0: 0.0, 1.0: math.pi / 4, math.inf: math.pi / 2},
    )


arctan = Activation(
    name="arctan",
    label="Arctan",
    aliases=("atan", "inverse tangent"),
    family="Squashing",
    year=2002,
    descends_from=("tanh",),
    formula=r"\arctan(x)",
    derivative_formula=r"\frac{1}{1 + x^{2}}",
    value=lambda x: np.arctan(x),
    slope=arctan_slope,
    inverse=lambda y: np.tan(y),
    facts_at=arctan_facts,
    reference=Reference(
        "Joarder Kamruzzaman, Syed Mahfuzul Aziz",
        2002,
        "A Note on Activation Function in Multilayer Feedforward Learning",
    ),
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = np.arctan(x)"),
        Spelling("PyTorch", "import torch\n\ny = torch.arctan(x)"),
        Spelling("Keras", "import keras\n\ny = keras.ops.arctan(x)"),
        Spelling("JAX", "import jax.numpy as jnp\n\ny = jnp.arctan(x)"),
    ),
)


def softsign_value(x: Array) -> Array:
    """x/(1+|x|), with the largest float in place of ∞, where the quotient would be ∞/∞."""
    finite = np.clip(x, -LARGEST, LARGEST)
    return finite / (1.0 + np.abs(finite))


def softsign_facts() -> Facts:
    return Facts(
        range=(Interval(-1.0, 1.0),),
        derivative_range=(Interval(0.0, 1.0, high_closed=True),),
        trend="strictly increasing",
        shape="neither convex nor concave",
        symmetry="odd",
        smoothness="C¹",
        fixed_points=(ORIGIN,),
        left="soft",
        right="soft",
        special_values={-math.inf: -1.0, 0.0: 0.0, 1.0: 0.5, math.inf: 1.0},
    )


softsign = Activation(
    name="softsign",
    label="Softsign",
    aliases=("soft_sign", "soft sign", "elliott", "elliotsig"),
    family="Squashing",
    year=1993,
    descends_from=("tanh",),
    formula=r"\frac{x}{1 + \lvert x \rvert}",
    derivative_formula=r"\frac{1}{(1 + \lvert x \rvert)^{2}}",
    value=softsign_value,
    slope=lambda x: (1.0 / (1.0 + np.abs(x))) ** 2,
    inverse=lambda y: y / (1.0 - np.abs(y)),
    facts_at=softsign_facts,
    reference=Reference(
        "David L. Elliott",
        1993,
        "A Better Activation Function for Artificial Neural Networks",
        "https://hdl.handle.net/1903/5355",
    ),
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = x / (1 + np.abs(x))", native=False),
        Spelling("PyTorch", "import torch\n\ny = torch.nn.functional.softsign(x)"),
        Spelling("Keras", "import keras\n\ny = keras.ops.softsign(x)"),
        Spelling("JAX", "import jax\n\ny = jax.nn.soft_sign(x)"),
    ),
)


def isru_value(x: Array, alpha: float) -> Array:
    """x/√(1+αx²) as u/√(1+u²)/√α with u = √α·x, which is kept where u and √(1+u²) are still numbers."""
    root = math.sqrt(alpha)
    u = np.clip(root * x, -1e300, 1e300)
    return u / np.hypot(1.0, u) / root


def isru_slope(x: Array, alpha: float) -> Array:
    return (1.0 / np.hypot(1.0, math.sqrt(alpha) * x)) ** 3


def isru_inverse(y: Array, alpha: float) -> Array:
    u = math.sqrt(alpha) * y
    return y / np.sqrt((1.0 - u) * (1.0 + u))


def isru_facts(alpha: float) -> Facts:
    bound = 1.0 / math.sqrt(alpha)
    return Facts(
        range=(Interval(-bound, bound),),
        derivative_range=(Interval(0.0, 1.0, high_closed=True),),
        trend="strictly increasing",
        shape="neither convex nor concave",
        symmetry="odd",
        smoothness="C∞",
        fixed_points=(ORIGIN,),
        left="soft",
        right="soft",
        special_values={-math.inf: -bound, 0.0: 0.0, math.inf: bound},
    )


isru = Activation(
    name="isru",
    label="ISRU",
    aliases=("inverse square root unit",),
    family="Squashing",
    year=2017,
    descends_from=("tanh", "softsign"),
    parameters=(
        Parameter(
            name="alpha",
            symbol="α",
            default=1.0,
            low=0.1,
            high=5.0,
            step=0.1,
            domain=POSITIVE,
            meaning="how close the bounds ±1/√α lie; the larger, the sooner it saturates",
        ),
    ),
    formula=r"\frac{x}{\sqrt{1 + \alpha x^{2}}}",
    derivative_formula=r"\left(\frac{1}{\sqrt{1 + \alpha x^{2}}}\right)^{3}",
    value=isru_value,
    slope=isru_slope,
    inverse=isru_inverse,
    facts_at=isru_facts,
    reference=Reference(
        "Brad Carlile, Guy Delamarter, Paul Kinney, Akiko Marti, Brian Whitney",
        2017,
        "Improving Deep Learning by Inverse Square Root Linear Units (ISRLUs)",
        "https://arxiv.org/abs/1710.09967",
    ),
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = x / np.sqrt(1 + {alpha} * x**2)", native=False),
        Spelling("PyTorch", "import torch\n\ny = x * torch.rsqrt(1 + {alpha} * x**2)", native=False),
        Spelling("Keras", "import keras\n\ny = x * keras.ops.rsqrt(1 + {alpha} * x**2)", native=False),
        Spelling("JAX", "import jax\n\ny = x * jax.lax.rsqrt(1 + {alpha} * x**2)", native=False),
    ),
)
