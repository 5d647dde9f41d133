"""Squashing without an exponential: straight or quadratic pieces with a hard end on both sides."""

from __future__ import annotations

import math

import numpy as np

from activations.core import (
    ORIGIN,
    Activation,
    Array,
    Facts,
    Interval,
    Parameter,
    Reference,
    Requirement,
    Spelling,
)

UNIT = Interval(0.0, 1.0, True, True)


def slope_inside(x: Array, low: float, high: float, slope: float) -> Array:
    """The slope of a ramp from low to high; 0 at both ends, as PyTorch has it."""
    return np.where(np.isnan(x), x, np.where((low < x) & (x < high), slope, 0.0))


def no_slope_at_the_ends(**_parameters: float) -> tuple[float, ...]:
    return (0.0, 0.0)


def full_slope_at_the_ends(**_parameters: float) -> tuple[float, ...]:
    return (1.0, 1.0)


def hard_tanh_facts(low: float, high: float) -> Facts:
    return Facts(
        range=(Interval(low, high, True, True),),
        derivative_range=(Interval.point(0.0), Interval.point(1.0)),
        trend="non-decreasing",
        shape="neither convex nor concave",
        symmetry="odd" if low == -high else "neither odd nor even",
        smoothness="C⁰",
        kinks=(low, high),
        left="hard",
        right="hard",
        fixed_points=(Interval(low, high, True, True),),
        minimum_at=(Interval(-math.inf, low, high_closed=True),),
        special_values={-math.inf: low, math.inf: high},
    )


hard_tanh = Activation(
    name="hard_tanh",
    label="Hard tanh",
    aliases=("hardtanh", "clip"),
    family="Hard squashing",
    year=2004,
    descends_from=("tanh",),
    parameters=(
        Parameter(
            name="low",
            symbol="a",
            default=-1.0,
            low=-3.0,
            high=-0.1,
            step=0.1,
            meaning="the least value: inputs below it are raised to it",
        ),
        Parameter(
            name="high",
            symbol="b",
            default=1.0,
            low=0.1,
            high=3.0,
            step=0.1,
            meaning="the largest value: inputs above it are lowered to it",
        ),
    ),
    requires=(Requirement("low < high", lambda low, high: low < high),),
    formula=r"\min(b, \max(a, x))",
    derivative_formula=r"\begin{cases} 1 & a < x < b \\ 0 & \text{otherwise} \end{cases}",
    value=lambda x, low, high: np.clip(x, low, high),
    slope=lambda x, low, high: slope_inside(x, low, high, 1.0),
    facts_at=hard_tanh_facts,
    reference=Reference(
        "Ronan Collobert",
        2004,
        "Large Scale Machine Learning",
    ),
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = np.clip(x, {low}, {high})"),
        Spelling(
            "PyTorch",
            "import torch\n\ny = torch.nn.functional.hardtanh(x, min_val={low}, max_val={high})",
            slopes_at_kinks=no_slope_at_the_ends,
        ),
        Spelling(
            "Keras",
            "import keras\n\ny = keras.ops.where(x > {high}, {high}, keras.ops.where(x < {low}, {low}, x))",
            at_defaults="import keras\n\ny = keras.ops.hard_tanh(x)",
            note="keras.ops.hard_tanh(x) is this for −1 and 1. With keras.ops.clip both ends have slope ½.",
            slopes_at_kinks=full_slope_at_the_ends,
        ),
        Spelling(
            "JAX",
            "import jax.numpy as jnp\n\ny = jnp.where(x > {high}, {high}, jnp.where(x < {low}, {low}, x))",
            at_defaults="import jax\n\ny = jax.nn.hard_tanh(x)",
            note="jax.nn.hard_tanh(x) is this for −1 and 1. With jnp.clip both ends have slope ½.",
            slopes_at_kinks=full_slope_at_the_ends,
        ),
    ),
)


HARD_SIGMOID_FIXED = Interval.point(0.6)


def hard_sigmoid_facts() -> Facts:
    return Facts(
        range=(UNIT,),
        derivative_range=(Interval.point(0.0), Interval.point(1 / 6)),
        trend="non-decreasing",
        shape="neither convex nor concave",
        symmetry="neither odd nor even",
        smoothness="C⁰",
        kinks=(-3.0, 3.0),
        left="hard",
        right="hard",
        fixed_points=(HARD_SIGMOID_FIXED,),
        minimum_at=(Interval(-math.inf, -3.0, high_closed=True),),
        special_values={-math.inf: 0.0, 0.0: 0.5, math.inf: 1.0},
    )


hard_sigmoid = Activation(
    name="hard_sigmoid",
    label="Hard sigmoid",
    aliases=("hardsigmoid", "h-sigmoid"),
    family="Hard squashing",
    year=2019,
    descends_from=("sigmoid", "sparse_sigmoid", "relu6"),
    formula=r"\frac{1}{6} \min(6, \max(0, x + 3))",
    derivative_formula=r"\begin{cases} \frac{1}{6} & -3 < x < 3 \\ 0 & \text{otherwise} \end{cases}",
    value=lambda x: np.clip(x + 3.0, 0.0, 6.0) / 6.0,
    slope=lambda x: slope_inside(x, -3.0, 3.0, 1 / 6),
    facts_at=hard_sigmoid_facts,
    reference=Reference(
        "Andrew Howard, Mark Sandler, Grace Chu, Liang-Chieh Chen, Bo Chen, Mingxing Tan, Weijun Wang, "
        "Yukun Zhu, Ruoming Pang, Vijay Vasudevan, Quoc V. Le, Hartwig Adam",
        2019,
        "Searching for MobileNetV3",
        "https://arxiv.org/abs/1905.02244",
    ),
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = np.clip(x + 3, 0, 6) / 6", native=False),
        Spelling(
            "PyTorch",
            "import torch\n\ny = torch.nn.functional.hardsigmoid(x)",
            slopes_at_kinks=no_slope_at_the_ends,
        ),
        Spelling(
            "Keras",
            "import keras\n\ny = keras.ops.hard_sigmoid(x)",
            note="Before Keras 3 it was 0.2x + 0.5, cut off at 0 and 1.",
            slopes_at_kinks=no_slope_at_the_ends,
        ),
        Spelling("JAX", "import jax\n\ny = jax.nn.hard_sigmoid(x)", slopes_at_kinks=no_slope_at_the_ends),
    ),
)


def sparse_sigmoid_slope(x: Array) -> Array:
    """½ inside; at both ends half of that, as JAX has it."""
    return (slope_inside(x, -1.0, 1.0, 0.5) + np.where(np.abs(x) <= 1.0, 0.5, 0.0)) / 2.0


def sparse_sigmoid_facts() -> Facts:
    return Facts(
        range=(UNIT,),
        derivative_range=(Interval.point(0.0), Interval.point(0.5)),
        trend="non-decreasing",
        shape="neither convex nor concave",
        symmetry="neither odd nor even",
        smoothness="C⁰",
        kinks=(-1.0, 1.0),
        left="hard",
        right="hard",
        fixed_points=(Interval.point(1.0),),
        minimum_at=(Interval(-math.inf, -1.0, high_closed=True),),
        special_values={-math.inf: 0.0, 0.0: 0.5, math.inf: 1.0},
    )


def quarter_at_the_ends() -> tuple[float, ...]:
    return (0.25, 0.25)


sparse_sigmoid = Activation(
    name="sparse_sigmoid",
    label="Sparse sigmoid",
    aliases=("binaryconnect hard sigmoid",),
    family="Hard squashing",
    year=2015,
    descends_from=("sigmoid", "hard_tanh"),
    formula=r"\frac{1}{2} \min(2, \max(0, x + 1))",
    derivative_formula=r"\begin{cases} \frac{1}{2} & -1 < x < 1 \\ "
    r"\frac{1}{4} & \lvert x \rvert = 1 \\ 0 & \text{otherwise} \end{cases}",
    value=lambda x: np.clip(x + 1.0, 0.0, 2.0) / 2.0,
    slope=sparse_sigmoid_slope,
    facts_at=sparse_sigmoid_facts,
    reference=Reference(
        "Matthieu Courbariaux, Yoshua Bengio, Jean-Pierre David",
        2015,
        "BinaryConnect: Training Deep Neural Networks with Binary Weights During Propagations",
        "https://arxiv.org/abs/1511.00363",
    ),
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = np.clip(x + 1, 0, 2) / 2", native=False),
        Spelling(
            "PyTorch",
            "import torch\n\ny = torch.clamp(x + 1, 0, 2) / 2",
            native=False,
            slopes_at_kinks=lambda: (0.5, 0.5),
        ),
        Spelling(
            "Keras",
            "import keras\n\ny = keras.ops.sparse_sigmoid(x)",
            slopes_at_kinks=quarter_at_the_ends,
        ),
        Spelling("JAX", "import jax\n\ny = jax.nn.sparse_sigmoid(x)", slopes_at_kinks=quarter_at_the_ends),
    ),
)


def sqnl_value(x: Array) -> Array:
    inside = np.clip(x, -2.0, 2.0)
    return inside * (1.0 - np.abs(inside) / 4.0)


def sqnl_facts() -> Facts:
    return Facts(
        range=(Interval(-1.0, 1.0, True, True),),
        derivative_range=(UNIT,),
        trend="non-decreasing",
        shape="neither convex nor concave",
        symmetry="odd",
        smoothness="C¹",
        left="hard",
        right="hard",
        fixed_points=(ORIGIN,),
        minimum_at=(Interval(-math.inf, -2.0, high_closed=True),),
        special_values={-math.inf: -1.0, 0.0: 0.0, 1.0: 0.75, math.inf: 1.0},
    )


sqnl = Activation(
    name="sqnl",
    label="SQNL",
    aliases=("square nonlinearity",),
    family="Hard squashing",
    year=2018,
    descends_from=("tanh", "softsign"),
    formula=r"\begin{cases} 1 & x > 2 \\ x - \frac{x^{2}}{4} & 0 \le x \le 2 \\ "
    r"x + \frac{x^{2}}{4} & -2 \le x < 0 \\ -1 & x < -2 \end{cases}",
    derivative_formula=r"\max\left(0, 1 - \frac{\lvert x \rvert}{2}\right)",
    value=sqnl_value,
    slope=lambda x: np.maximum(0.0, 1.0 - np.abs(x) / 2.0),
    facts_at=sqnl_facts,
    reference=Reference(
        "Adedamola Wuraola, Nitish Patel",
        2018,
        "SQNL: A New Computationally Efficient Activation Function",
        "https://doi.org/10.1109/IJCNN.2018.8489043",
    ),
    spellings=(
        Spelling(
            "NumPy", "import numpy as np\n\nz = np.clip(x, -2, 2)\ny = z * (1 - np.abs(z) / 4)", native=False
        ),
        Spelling(
            "PyTorch",
            "import torch\n\nz = torch.clamp(x, -2, 2)\ny = z * (1 - torch.abs(z) / 4)",
            native=False,
        ),
        Spelling(
            "Keras",
            "import keras\n\nz = keras.ops.clip(x, -2, 2)\ny = z * (1 - keras.ops.abs(z) / 4)",
            native=False,
        ),
        Spelling(
            "JAX",
            "import jax.numpy as jnp\n\nz = jnp.clip(x, -2, 2)\ny = z * (1 - jnp.abs(z) / 4)",
            native=False,
        ),
    ),
)
