"""Smooth functions that squash the whole real line into a bounded interval: soft saturation on both sides."""

from __future__ import annotations

import math

import numpy as np

from activations.catalog.landmarks import zero
from activations.core import (
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

UNIT = Interval(0.0, 1.0)


def sigmoid_value(x: Array) -> Array:
    """1/(1+e^−x), with the exponential of −|x| alone, which cannot overflow."""
    tail = np.exp(-np.abs(x))
    return np.where(x >= 0, 1.0, tail) / (1.0 + tail)


def sigmoid_slope(x: Array) -> Array:
    """σ(x)·σ(−x), which keeps its digits where 1 − σ(x) would lose them."""
    tail = np.exp(-np.abs(x))
    return tail / (1.0 + tail) ** 2


def sigmoid_facts() -> Facts:
    return Facts(
        range=(UNIT,),
        derivative_range=(Interval(0.0, 0.25, high_closed=True),),
        trend="strictly increasing",
        shape="neither convex nor concave",
        symmetry="neither odd nor even",
        smoothness="C∞",
        fixed_points=(Interval.point(zero(lambda x: sigmoid_value(x) - x, 0.0, 1.0)),),
        left="soft",
        right="soft",
        special_values={-math.inf: 0.0, 0.0: 0.5, math.inf: 1.0},
    )


sigmoid = Activation(
    name="sigmoid",
    label="Sigmoid",
    aliases=("logistic", "logistic sigmoid", "σ"),
    family="Squashing",
    year=1986,
    descends_from=("binary_step",),
    formula=r"\frac{1}{1 + e^{-x}}",
    derivative_formula=r"f(x)\,(1 - f(x))",
    value=sigmoid_value,
    slope=sigmoid_slope,
    inverse=lambda y: np.log(y) - np.log1p(-y),
    facts_at=sigmoid_facts,
    reference=Reference(
        "David E. Rumelhart, Geoffrey E. Hinton, Ronald J. Williams",
        1986,
        "Learning Representations by Back-propagating Errors",
        "https://doi.org/10.1038/323533a0",
    ),
    spellings=(
        Spelling(
            "NumPy",
            "import numpy as np\n\ny = np.exp(-np.logaddexp(0, -x))",
            native=False,
            note="The plain 1 / (1 + np.exp(-x)) overflows, with a warning, below x = −709.78.",
        ),
        Spelling("PyTorch", "import torch\n\ny = torch.sigmoid(x)"),
        Spelling("Keras", "import keras\n\ny = keras.ops.sigmoid(x)"),
        Spelling("JAX", "import jax\n\ny = jax.nn.sigmoid(x)"),
    ),
)


def generalized_logistic_value(x: Array, alpha: float) -> Array:
    """(1+e^−x)^−α as e^(−α·ln(1+e^−x)): the base itself overflows far to the left."""
    log_base = np.maximum(-x, 0.0) + np.log1p(np.exp(-np.abs(x)))
    return np.exp(-alpha * log_base)


def generalized_logistic_slope(x: Array, alpha: float) -> Array:
    return alpha * generalized_logistic_value(x, alpha) * sigmoid_value(-x)


def generalized_logistic_inverse(y: Array, alpha: float) -> Array:
    return -np.log(np.expm1(-np.log(y) / alpha))


def generalized_logistic_facts(alpha: float) -> Facts:
    crossing = zero(lambda x: generalized_logistic_value(x, alpha) - x, 0.0, 1.0)
    steepest = float(generalized_logistic_slope(np.asarray(math.log(alpha)), alpha))
    return Facts(
        range=(UNIT,),
        derivative_range=(Interval(0.0, steepest, high_closed=True),),
        trend="strictly increasing",
        shape="neither convex nor concave",
        symmetry="neither odd nor even",
        smoothness="C∞",
        fixed_points=(Interval.point(crossing),),
        left="soft",
        right="soft",
        special_values={-math.inf: 0.0, 0.0: 0.5**alpha, math.inf: 1.0},
    )


generalized_logistic = Activation(
    name="generalized_logistic",
    label="Generalized logistic",
    aliases=("richards", "generalised logistic"),
    family="Squashing",
    year=1959,
    parameters=(
        Parameter(
            name="alpha",
            symbol="α",
            default=2.0,
            low=0.1,
            high=5.0,
            step=0.1,
            domain=POSITIVE,
            meaning="the power the sigmoid is raised to; 1 is the sigmoid itself",
        ),
    ),
    formula=r"(1 + e^{-x})^{-\alpha}",
    derivative_formula=r"\alpha\,(1 + e^{-x})^{-\alpha - 1}\,e^{-x}",
    value=generalized_logistic_value,
    slope=generalized_logistic_slope,
    inverse=generalized_logistic_inverse,
    facts_at=generalized_logistic_facts,
    reference=Reference(
        "Francis J. Richards",
        1959,
        "A Flexible Growth Function for Empirical Use",
        "https://doi.org/10.1093/jxb/10.2.290",
    ),
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = np.exp(-{alpha} * np.logaddexp(0, -x))", native=False),
        Spelling(
            "PyTorch",
            "import torch\n\ny = torch.exp({alpha} * torch.nn.functional.logsigmoid(x))",
            native=False,
        ),
        Spelling(
            "Keras", "import keras\n\ny = keras.ops.exp({alpha} * keras.ops.log_sigmoid(x))", native=False
        ),
        Spelling(
            "JAX",
            "import jax\nimport jax.numpy as jnp\n\ny = jnp.exp({alpha} * jax.nn.log_sigmoid(x))",
            native=False,
        ),
    ),
)


def tanh_slope(x: Array) -> Array:
    """1 − tanh² as 4t/(1+t)², t = e^(−2|x|), which keeps its digits in the tails."""
    tail = np.exp(-2.0 * np.abs(x))
    return 4.0 * tail / (1.0 + tail) ** 2


def tanh_facts() -> Facts:
    return Facts(
        range=(Interval(-1.0, 1.0),),
        derivative_range=(Interval(0.0, 1.0, high_closed=True),),
        trend="strictly increasing",
        shape="neither convex nor concave",
        symmetry="odd",
        smoothness="C∞",
        fixed_points=(ORIGIN,),
        left="soft",
        right="soft",
        special_values={-math.inf: -1.0, 0.0: 0.0, math.inf: 1.0},
    )


tanh = Activation(
    name="tanh",
    label="Tanh",
    aliases=("hyperbolic tangent",),
    family="Squashing",
    year=1989,
    descends_from=("sigmoid",),
    formula=r"\frac{e^{x} - e^{-x}}{e^{x} + e^{-x}}",
    derivative_formula=r"1 - f(x)^{2}",
    value=lambda x: np.tanh(x),
    slope=tanh_slope,
    inverse=lambda y: np.arctanh(y),
    facts_at=tanh_facts,
    reference=Reference(
        "Yann LeCun, Bernhard Boser, John S. Denker, Donnie Henderson, Richard E. Howard, "
        "Wayne Hubbard, Lawrence D. Jackel",
        1989,
        "Backpropagation Applied to Handwritten Zip Code Recognition",
        "https://doi.org/10.1162/neco.1989.1.4.541",
    ),
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = np.tanh(x)"),
        Spelling("PyTorch", "import torch\n\ny = torch.tanh(x)"),
        Spelling("Keras", "import keras\n\ny = keras.ops.tanh(x)"),
        Spelling("JAX", "import jax.numpy as jnp\n\ny = jnp.tanh(x)"),
    ),
)


LECUN_HEIGHT = 1.7159


def lecun_tanh_value(x: Array) -> Array:
    return LECUN_HEIGHT * np.tanh(x * (2.0 / 3.0))


LECUN_FIXED = zero(lambda x: lecun_tanh_value(x) - x, 0.5, 2.0)


def lecun_tanh_inverse(y: Array) -> Array:
    return 1.5 * np.arctanh(y / LECUN_HEIGHT)


def lecun_tanh_facts() -> Facts:
    return Facts(
        range=(Interval(-LECUN_HEIGHT, LECUN_HEIGHT),),
        derivative_range=(Interval(0.0, LECUN_HEIGHT * (2.0 / 3.0), high_closed=True),),
        trend="strictly increasing",
        shape="neither convex nor concave",
        symmetry="odd",
        smoothness="C∞",
        fixed_points=(Interval.point(-LECUN_FIXED), ORIGIN, Interval.point(LECUN_FIXED)),
        left="soft",
        right="soft",
        special_values={-math.inf: -LECUN_HEIGHT, 0.0: 0.0, math.inf: LECUN_HEIGHT},
    )


lecun_tanh = Activation(
    name="lecun_tanh",
    label="LeCun tanh",
    aliases=("lecun's tanh", "scaled tanh"),
    family="Squashing",
    year=1998,
    descends_from=("tanh",),
    formula=r"1.7159 \tanh\left(\frac{2}{3} x\right)",
    derivative_formula=r"\frac{2}{3} \left(1.7159 - \frac{f(x)^{2}}{1.7159}\right)",
    value=lecun_tanh_value,
    slope=lambda x: LECUN_HEIGHT * (2.0 / 3.0) * tanh_slope(x * (2.0 / 3.0)),
    inverse=lecun_tanh_inverse,
    facts_at=lecun_tanh_facts,
    reference=Reference(
        "Yann LeCun, Léon Bottou, Genevieve B. Orr, Klaus-Robert Müller",
        1998,
        "Efficient BackProp",
        "https://doi.org/10.1007/3-540-49430-8_2",
    ),
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = 1.7159 * np.tanh(2 / 3 * x)", native=False),
        Spelling("PyTorch", "import torch\n\ny = 1.7159 * torch.tanh(2 / 3 * x)", native=False),
        Spelling("Keras", "import keras\n\ny = 1.7159 * keras.ops.tanh(2 / 3 * x)", native=False),
        Spelling("JAX", "import jax.numpy as jnp\n\ny = 1.7159 * jnp.tanh(2 / 3 * x)", native=False),
    ),
)


def complementary_log_log_value(x: Array) -> Array:
    return -np.expm1(-np.exp(x))


def complementary_log_log_slope(x: Array) -> Array:
    """e^(x − e^x), where x = 10 stands for all beyond it: the slope there is less than any float."""
    near: Array = np.minimum(x, 10.0)
    return np.exp(near - np.exp(near))


COMPLEMENTARY_LOG_LOG_FIXED = zero(lambda x: complementary_log_log_value(x) - x, 0.0, 1.0)


def complementary_log_log_facts() -> Facts:
    return Facts(
        range=(UNIT,),
        derivative_range=(Interval(0.0, math.exp(-1.0), high_closed=True),),
        trend="strictly increasing",
        shape="neither convex nor concave",
        symmetry="neither odd nor even",
        smoothness="C∞",
        fixed_points=(Interval.point(COMPLEMENTARY_LOG_LOG_FIXED),),
        left="soft",
        right="soft",
        special_values={-math.inf: 0.0, 0.0: -math.expm1(-1.0), math.inf: 1.0},
    )


complementary_log_log = Activation(
    name="complementary_log_log",
    label="Complementary log-log",
    aliases=("cloglog",),
    family="Squashing",
    year=2008,
    descends_from=("sigmoid",),
    formula=r"1 - e^{-e^{x}}",
    derivative_formula=r"e^{x - e^{x}}",
    value=complementary_log_log_value,
    slope=complementary_log_log_slope,
    inverse=lambda y: np.log(-np.log1p(-y)),
    facts_at=complementary_log_log_facts,
    reference=Reference(
        "Gecynalda S. da S. Gomes, Teresa B. Ludermir",
        2008,
        "Complementary Log-Log and Probit: Activation Functions Implemented in Artificial Neural Networks",
        "https://ieeexplore.ieee.org/document/4626755/",
    ),
    spellings=(
        Spelling(
            "NumPy",
            "import numpy as np\n\ny = -np.expm1(-np.exp(np.minimum(x, 10)))",
            native=False,
            note="From x = 10 on the value is 1 to the last digit; without the minimum, exp would overflow.",
        ),
        Spelling(
            "PyTorch",
            "import torch\n\ny = -torch.expm1(-torch.exp(torch.clamp(x, max=10)))",
            native=False,
            note="From x = 10 on it is 1 to the last digit; without the cap, its gradient is nan far out.",
        ),
        Spelling(
            "Keras",
            "import keras\n\ny = -keras.ops.expm1(-keras.ops.exp(keras.ops.minimum(x, 10)))",
            native=False,
            note="From x = 10 on it is 1 to the last digit; without the cap, its gradient is nan far out.",
        ),
        Spelling(
            "JAX",
            "import jax.numpy as jnp\n\ny = -jnp.expm1(-jnp.exp(jnp.minimum(x, 10)))",
            native=False,
            note="From x = 10 on it is 1 to the last digit; without the cap, its gradient is nan far out.",
        ),
    ),
)
