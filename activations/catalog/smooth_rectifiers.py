"""Convex or concave throughout and level on one side, by exponential and logarithm."""

from __future__ import annotations

import math

import numpy as np

from activations.catalog.squashing import sigmoid_value
from activations.core import (
    POSITIVE,
    Activation,
    Array,
    Facts,
    Interval,
    Parameter,
    Reference,
    Spelling,
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
            note="Where βx > threshold ({{torch_nn_Softplus}} by default) it returns x, with slope 1: off by "
            "less than e^−threshold/β, in the slope by less than e^−threshold.",
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


def log_sigmoid_facts() -> Facts:
    return Facts(
        range=(Interval(-math.inf, 0.0),),
        derivative_range=(Interval(0.0, 1.0),),
        trend="strictly increasing",
        shape="concave",
        symmetry="neither odd nor even",
        smoothness="C∞",
        right="soft",
        special_values={0.0: -math.log(2.0), math.inf: 0.0},
    )


log_sigmoid = Activation(
    name="log_sigmoid",
    label="Log-sigmoid",
    aliases=("logsigmoid", "log sigmoid"),
    family="Smooth rectifiers",
    year=2013,
    descends_from=("softplus", "sigmoid"),
    formula=r"-\ln(1 + e^{-x})",
    derivative_formula=r"\frac{1}{1 + e^{x}}",
    value=lambda x: -softplus_value(-x, 1.0),
    slope=lambda x: sigmoid_value(-x),
    inverse=lambda y: -softplus_inverse(-y, 1.0),
    facts_at=log_sigmoid_facts,
    reference=Reference(
        "Tomas Mikolov, Ilya Sutskever, Kai Chen, Greg Corrado, Jeffrey Dean",
        2013,
        "Distributed Representations of Words and Phrases and their Compositionality",
        "https://arxiv.org/abs/1310.4546",
    ),
    spellings=(
        Spelling(
            "NumPy",
            "import numpy as np\n\ny = -np.logaddexp(0, -x)",
            native=False,
            note="The logarithm of a sigmoid computed first is −∞ below x = −745.13.",
        ),
        Spelling("PyTorch", "import torch\n\ny = torch.nn.functional.logsigmoid(x)"),
        Spelling("Keras", "import keras\n\ny = keras.ops.log_sigmoid(x)"),
        Spelling("JAX", "import jax\n\ny = jax.nn.log_sigmoid(x)"),
    ),
)


def exponential_facts() -> Facts:
    return Facts(
        range=(POSITIVE,),
        derivative_range=(POSITIVE,),
        trend="strictly increasing",
        shape="convex",
        symmetry="neither odd nor even",
        smoothness="C∞",
        left="soft",
        special_values={-math.inf: 0.0, 0.0: 1.0, 1.0: math.e},
    )


exponential = Activation(
    name="exponential",
    label="Exponential",
    aliases=("exp",),
    family="Smooth rectifiers",
    year=1972,
    descends_from=("identity",),
    formula=r"e^{x}",
    derivative_formula=r"e^{x}",
    value=lambda x: np.exp(x),
    slope=lambda x: np.exp(x),
    inverse=lambda y: np.log(y),
    facts_at=exponential_facts,
    reference=Reference(
        "John A. Nelder, Robert W. M. Wedderburn",
        1972,
        "Generalized Linear Models",
        "https://doi.org/10.2307/2344614",
    ),
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = np.exp(x)"),
        Spelling("PyTorch", "import torch\n\ny = torch.exp(x)"),
        Spelling("Keras", "import keras\n\ny = keras.activations.exponential(x)"),
        Spelling("JAX", "import jax.numpy as jnp\n\ny = jnp.exp(x)"),
    ),
)
