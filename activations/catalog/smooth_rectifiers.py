"""Rectifiers with an exponential in place of the corner or of the left piece."""

from __future__ import annotations

import math

import numpy as np

from activations.catalog.landmarks import zero
from activations.catalog.squashing import sigmoid_value
from activations.core import (
    NON_NEGATIVE,
    POSITIVE,
    Activation,
    Array,
    Facts,
    Interval,
    Parameter,
    Reference,
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


def softplus_value(x: Array, beta: float) -> Array:
    """ln(1+e^βx)/β as max(x, 0) + ln(1+e^−β|x|)/β, whose exponential cannot overflow."""
    return np.maximum(x, 0.0) + np.log1p(np.exp(-beta * np.abs(x))) / beta


def softplus_slope(x: Array, beta: float) -> Array:
    return sigmoid_value(beta * x)


def softplus_inverse(y: Array, beta: float) -> Array:
    """ln(e^βy − 1)/β as y + ln(1 − e^−βy)/β, whose exponential cannot overflow."""
    return y + np.log(-np.expm1(-beta * y)) / beta


def softplus_facts(beta: float) -> Facts:
    return Facts(
        range=(Interval(0.0, math.inf),),
        derivative_range=(Interval(0.0, 1.0),),
        trend="strictly increasing",
        shape="convex",
        symmetry="neither odd nor even",
        smoothness="C∞",
        left="soft",
        special_values={-math.inf: 0.0, 0.0: math.log(2.0) / beta},
    )


softplus = Activation(
    name="softplus",
    label="Softplus",
    aliases=("smooth relu",),
    family="Smooth rectifiers",
    year=2000,
    descends_from=("sigmoid",),
    parameters=(
        Parameter(
            name="beta",
            symbol="β",
            default=1.0,
            low=0.5,
            high=10.0,
            step=0.5,
            domain=POSITIVE,
            meaning="how sharply it bends; the larger, the closer to ReLU",
        ),
    ),
    formula=r"\frac{1}{\beta} \ln(1 + e^{\beta x})",
    derivative_formula=r"\frac{1}{1 + e^{-\beta x}}",
    value=softplus_value,
    slope=softplus_slope,
    inverse=softplus_inverse,
    facts_at=softplus_facts,
    reference=Reference(
        "Charles Dugas, Yoshua Bengio, François Bélisle, Claude Nadeau, René Garcia",
        2000,
        "Incorporating Second-Order Functional Knowledge for Better Option Pricing",
        "https://proceedings.neurips.cc/paper/2000/hash/44968aece94f667e4095002d140b5896-Abstract.html",
    ),
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = np.logaddexp(0, {beta} * x) / {beta}", native=False),
        Spelling(
            "PyTorch",
            "import torch\n\ny = torch.nn.functional.softplus(x, beta={beta})",
            note="Where βx > threshold (20 by default) it returns x itself: off by 2.1e-9/β at most.",
        ),
        Spelling(
            "Keras",
            "import keras\n\ny = keras.ops.softplus({beta} * x) / {beta}",
            note="It has no β of its own: scale its input and output.",
        ),
        Spelling(
            "JAX",
            "import jax\n\ny = jax.nn.softplus({beta} * x) / {beta}",
            note="It has no β of its own: scale its input and output.",
        ),
    ),
)
