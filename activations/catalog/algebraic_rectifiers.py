"""One straight line bent smoothly into another, without an exponential: by a square root or a parabola."""

from __future__ import annotations

import math

import numpy as np

from activations.core import (
    LARGEST,
    NON_NEGATIVE,
    NON_POSITIVE,
    ORIGIN,
    REALS,
    Activation,
    Array,
    Facts,
    Interval,
    Parameter,
    Reference,
    Spelling,
)


def squareplus_value(x: Array, b: float) -> Array:
    """(x+√(x²+b))/2 as max(x, 0) + b/(2(√(x²+b)+|x|)), which loses no digits on the left."""
    root = np.hypot(x, math.sqrt(b))
    return np.maximum(x, 0.0) + (b / 4.0 / (root / 2.0 + np.abs(x) / 2.0) if b else 0.0)


def squareplus_slope(x: Array, b: float) -> Array:
    """f(x)/√(x²+b), which keeps its digits where 1 + x/√(x²+b) would lose them."""
    if not b:
        return np.heaviside(x, 0.0)
    x = np.clip(x, -LARGEST, LARGEST)
    return squareplus_value(x, b) / np.hypot(x, math.sqrt(b))


def squareplus_inverse(y: Array, b: float) -> Array:
    return y - (b / (4.0 * y) if b else 0.0)


def squareplus_facts(b: float) -> Facts:
    return Facts(
        range=(Interval(0.0, math.inf) if b else NON_NEGATIVE,),
        derivative_range=(Interval(0.0, 1.0),) if b else (Interval.point(0.0), Interval.point(1.0)),
        trend="strictly increasing" if b else "non-decreasing",
        shape="convex",
        symmetry="neither odd nor even",
        smoothness="C∞" if b else "C⁰",
        kinks=() if b else (0.0,),
        left="soft" if b else "hard",
        fixed_points=() if b else (NON_NEGATIVE,),
        minimum_at=() if b else (NON_POSITIVE,),
        special_values={-math.inf: 0.0, 0.0: math.sqrt(b) / 2.0},
    )


def no_slope(b: float) -> tuple[float, ...]:
    return () if b else (math.nan,)


squareplus = Activation(
    name="squareplus",
    label="Squareplus",
    family="Smooth rectifiers",
    year=2021,
    descends_from=("softplus", "relu"),
    parameters=(
        Parameter(
            name="b",
            symbol="b",
            default=4.0,
            low=0.0,
            high=10.0,
            step=0.5,
            domain=NON_NEGATIVE,
            meaning="how wide the bend is; at 0 it is ReLU",
        ),
    ),
    formula=r"\frac{x + \sqrt{x^{2} + b}}{2}",
    derivative_formula=r"\begin{cases} \frac{1}{2} \left(1 + \frac{x}{\sqrt{x^{2} + b}}\right) "
    r"& x^{2} + b > 0 \\ 0 & \text{otherwise} \end{cases}",
    value=squareplus_value,
    slope=squareplus_slope,
    inverse=squareplus_inverse,
    facts_at=squareplus_facts,
    reference=Reference(
        "Jonathan T. Barron",
        2021,
        "Squareplus: A Softplus-Like Algebraic Rectifier",
        "https://arxiv.org/abs/2112.11687",
    ),
    spellings=(
        Spelling(
            "NumPy",
            "import numpy as np\n\ny = (x + np.hypot(x, {b}**0.5)) / 2",
            native=False,
            note="On the left it loses digits: below x = −1e8·√b it is 0.",
        ),
        Spelling(
            "PyTorch",
            "import torch\n\n"
            "root = torch.tensor({b}, dtype=x.dtype).sqrt()\n"
            "y = (x + torch.hypot(x, root)) / 2",
            native=False,
            note="At b = 0 its slope at 0 is nan.",
            slopes_at_kinks=no_slope,
        ),
        Spelling(
            "Keras",
            "import keras\n\ny = keras.ops.squareplus(x, b={b})",
            note="It squares x: beyond 1.3e154, in float32 beyond 1.8e19, it is ∞ on both sides. "
            "At b = 0 its slope at 0 is nan.",
            slopes_at_kinks=no_slope,
        ),
        Spelling(
            "JAX",
            "import jax\n\ny = jax.nn.squareplus(x, b={b})",
            note="It squares x: beyond 1.3e154, in float32 beyond 1.8e19, it is ∞ on both sides. "
            "At b = 0 its slope at 0 is nan.",
            slopes_at_kinks=no_slope,
        ),
    ),
)


def sparse_plus_value(x: Array) -> Array:
    return np.where(x >= 1, x, (np.clip(x, -1.0, 1.0) + 1.0) ** 2 / 4.0)


def sparse_plus_slope(x: Array) -> Array:
    return np.clip((x + 1.0) / 2.0, 0.0, 1.0)


def sparse_plus_inverse(y: Array) -> Array:
    return np.where(y >= 1, y, 2.0 * np.sqrt(y) - 1.0)


def sparse_plus_facts() -> Facts:
    return Facts(
        range=(NON_NEGATIVE,),
        derivative_range=(Interval(0.0, 1.0, True, True),),
        trend="non-decreasing",
        shape="convex",
        symmetry="neither odd nor even",
        smoothness="C¹",
        left="hard",
        fixed_points=(Interval(1.0, math.inf, low_closed=True),),
        minimum_at=(Interval(-math.inf, -1.0, high_closed=True),),
        special_values={-1.0: 0.0, 0.0: 0.25, 1.0: 1.0},
    )


sparse_plus = Activation(
    name="sparse_plus",
    label="Sparse plus",
    aliases=("sparseplus",),
    family="Smooth rectifiers",
    year=2016,
    descends_from=("softplus", "relu"),
    formula=r"\begin{cases} x & x \ge 1 \\ \frac{(x + 1)^{2}}{4} & -1 < x < 1 \\ 0 & x \le -1 \end{cases}",
    derivative_formula=r"\begin{cases} 1 & x \ge 1 \\ \frac{x + 1}{2} & -1 < x < 1 \\ "
    r"0 & x \le -1 \end{cases}",
    value=sparse_plus_value,
    slope=sparse_plus_slope,
    inverse=sparse_plus_inverse,
    facts_at=sparse_plus_facts,
    reference=Reference(
        "André F. T. Martins, Ramón Fernandez Astudillo",
        2016,
        "From Softmax to Sparsemax: A Sparse Model of Attention and Multi-Label Classification",
        "https://arxiv.org/abs/1602.02068",
    ),
    spellings=(
        Spelling(
            "NumPy",
            "import numpy as np\n\ny = np.where(x >= 1, x, (np.clip(x, -1, 1) + 1) ** 2 / 4)",
            native=False,
        ),
        Spelling(
            "PyTorch",
            "import torch\n\ny = torch.where(x >= 1, x, (torch.clamp(x, -1, 1) + 1) ** 2 / 4)",
            native=False,
        ),
        Spelling("Keras", "import keras\n\ny = keras.ops.sparse_plus(x)"),
        Spelling("JAX", "import jax\n\ny = jax.nn.sparse_plus(x)"),
    ),
)


def bent_identity_value(x: Array) -> Array:
    """x + (√(x²+1) − 1)/2 as x·(1 + t/2), where t = x/(√(x²+1) + 1) is tanh(u/2) for x = sinh u."""
    return x * (1.0 + np.tanh(np.arcsinh(x) / 2.0) / 2.0)


def bent_identity_slope(x: Array) -> Array:
    """1 + x/(2√(x²+1)), where the quotient is tanh u for x = sinh u."""
    return 1.0 + np.tanh(np.arcsinh(x)) / 2.0


def bent_identity_inverse(y: Array) -> Array:
    """The smaller root of 3x² − 4cx + c² − 1 = 0 with c = 2y + 1."""
    c = 2.0 * y + 1.0
    return (2.0 * c - np.hypot(c, math.sqrt(3.0))) / 3.0


def bent_identity_facts() -> Facts:
    return Facts(
        range=(REALS,),
        derivative_range=(Interval(0.5, 1.5),),
        trend="strictly increasing",
        shape="convex",
        symmetry="neither odd nor even",
        smoothness="C∞",
        fixed_points=(ORIGIN,),
        special_values={0.0: 0.0},
    )


bent_identity = Activation(
    name="bent_identity",
    label="Bent identity",
    aliases=("bend",),
    family="Smooth rectifiers",
    year=2014,
    descends_from=("identity",),
    formula=r"\frac{\sqrt{x^{2} + 1} - 1}{2} + x",
    derivative_formula=r"\frac{x}{2 \sqrt{x^{2} + 1}} + 1",
    value=bent_identity_value,
    slope=bent_identity_slope,
    inverse=bent_identity_inverse,
    facts_at=bent_identity_facts,
    reference=Reference(
        "Michael S. Gashler",
        2014,
        "Waffles, a toolkit for machine learning: its class GActivationBend (source code, no paper)",
        "https://github.com/mikegashler/waffles",
    ),
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = (np.hypot(x, 1) - 1) / 2 + x", native=False),
        Spelling(
            "PyTorch",
            "import torch\n\ny = (torch.hypot(x, torch.ones_like(x)) - 1) / 2 + x",
            native=False,
        ),
        Spelling("Keras", "import keras\n\ny = (keras.ops.hypot(x, 1) - 1) / 2 + x", native=False),
        Spelling("JAX", "import jax.numpy as jnp\n\ny = (jnp.hypot(x, 1) - 1) / 2 + x", native=False),
    ),
)
