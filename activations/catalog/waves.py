"""Functions that rise and fall again: periodic ones and bumps."""

from __future__ import annotations

import math

import numpy as np

from activations.catalog.landmarks import highest, zero
from activations.core import (
    LARGEST,
    ORIGIN,
    POSITIVE,
    REALS,
    Activation,
    Array,
    Facts,
    Interval,
    Parameter,
    Reference,
    Spelling,
)


def gaussian_slope(x: Array) -> Array:
    """−2x·e^(−x²), with ±40 for all beyond it, where the slope is less than any float."""
    near = np.clip(x, -40.0, 40.0)
    return -2.0 * near * np.exp(-(near**2))


GAUSSIAN_STEEPEST = math.sqrt(2.0 / math.e)
GAUSSIAN_FIXED = zero(lambda x: np.exp(-(x**2)) - x, 0.0, 1.0)


def gaussian_facts() -> Facts:
    return Facts(
        range=(Interval(0.0, 1.0, high_closed=True),),
        derivative_range=(Interval(-GAUSSIAN_STEEPEST, GAUSSIAN_STEEPEST, True, True),),
        trend="not monotonic",
        shape="neither convex nor concave",
        symmetry="even",
        smoothness="C∞",
        left="soft",
        right="soft",
        fixed_points=(Interval.point(GAUSSIAN_FIXED),),
        special_values={-math.inf: 0.0, 0.0: 1.0, 1.0: math.exp(-1.0), math.inf: 0.0},
    )


gaussian = Activation(
    name="gaussian",
    label="Gaussian",
    aliases=("bell curve", "rbf", "gaussian radial basis function"),
    family="Waves and bumps",
    year=1988,
    formula=r"e^{-x^{2}}",
    derivative_formula=r"-2x\,e^{-x^{2}}",
    value=lambda x: np.exp(-(x**2)),
    slope=gaussian_slope,
    inverse=lambda y: np.sqrt(-np.log(y)),
    facts_at=gaussian_facts,
    reference=Reference(
        "David S. Broomhead, David Lowe",
        1988,
        "Multivariable Functional Interpolation and Adaptive Networks",
        "https://www.complex-systems.com/abstracts/v02_i03_a05/",
    ),
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = np.exp(-(x**2))", native=False),
        Spelling("PyTorch", "import torch\n\ny = torch.exp(-(x**2))", native=False),
        Spelling("Keras", "import keras\n\ny = keras.ops.exp(-(x**2))", native=False),
        Spelling("JAX", "import jax.numpy as jnp\n\ny = jnp.exp(-(x**2))", native=False),
    ),
)


def sinusoid_facts() -> Facts:
    return Facts(
        range=(Interval(-1.0, 1.0, True, True),),
        derivative_range=(Interval(-1.0, 1.0, True, True),),
        trend="not monotonic",
        shape="neither convex nor concave",
        symmetry="odd",
        smoothness="C∞",
        fixed_points=(ORIGIN,),
        minimum_at=(Interval.point(-math.pi / 2),),
        period=2.0 * math.pi,
        special_values={0.0: 0.0, math.pi / 2: 1.0},
    )


sinusoid = Activation(
    name="sinusoid",
    label="Sinusoid",
    aliases=("sine", "sin"),
    family="Waves and bumps",
    year=1987,
    descends_from=("sigmoid",),
    formula=r"\sin(x)",
    derivative_formula=r"\cos(x)",
    value=lambda x: np.sin(x),
    slope=lambda x: np.cos(x),
    facts_at=sinusoid_facts,
    reference=Reference(
        "Alan Lapedes, Robert Farber",
        1987,
        "Nonlinear Signal Processing Using Neural Networks: Prediction and System Modelling",
        "https://www.osti.gov/biblio/5470451",
    ),
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = np.sin(x)"),
        Spelling("PyTorch", "import torch\n\ny = torch.sin(x)"),
        Spelling("Keras", "import keras\n\ny = keras.ops.sin(x)"),
        Spelling("JAX", "import jax.numpy as jnp\n\ny = jnp.sin(x)"),
    ),
)


def sinc_value(x: Array) -> Array:
    divisor = np.where(x == 0.0, 1.0, x)
    return np.where(x == 0.0, 1.0, np.where(np.isinf(x), 0.0, np.sin(x) / divisor))


SINC_SLOPE_NEAR_0 = [(-1.0) ** k * 2.0 * k / math.factorial(2 * k + 1) for k in range(1, 10)]
"""f′(x) = x·Σ cₖ·x^(2k−2), from sin(x)/x = Σ (−1)ᵏ·x^(2k)/(2k+1)!; up to |x| = 1 nine of them are enough."""


def sinc_slope(x: Array) -> Array:
    """(cos x − f(x))/x, and its series near 0, where the difference would lose its digits."""
    near = np.clip(x, -1.0, 1.0)
    series = near * np.polynomial.polynomial.polyval(near**2, SINC_SLOPE_NEAR_0)
    far = np.where(np.abs(x) > 1.0, x, 1.0)
    quotient = np.where(np.isinf(x), 0.0, (np.cos(far) - np.sin(far) / far) / far)
    return np.where(np.abs(x) > 1.0, quotient, series)


SINC_LEAST_AT = zero(lambda x: x * np.cos(x) - np.sin(x), 4.0, 5.0)
SINC_LEAST = float(sinc_value(np.asarray(SINC_LEAST_AT)))
SINC_STEEPEST = highest(lambda x: -sinc_slope(x), 1.0, 3.0)
SINC_FIXED = zero(lambda x: sinc_value(x) - x, 0.0, 1.0)


def sinc_facts() -> Facts:
    return Facts(
        range=(Interval(SINC_LEAST, 1.0, True, True),),
        derivative_range=(Interval(-SINC_STEEPEST, SINC_STEEPEST, True, True),),
        trend="not monotonic",
        shape="neither convex nor concave",
        symmetry="even",
        smoothness="C∞",
        left="soft",
        right="soft",
        fixed_points=(Interval.point(SINC_FIXED),),
        minimum_at=(Interval.point(-SINC_LEAST_AT), Interval.point(SINC_LEAST_AT)),
        special_values={-math.inf: 0.0, 0.0: 1.0, math.pi / 2: 2.0 / math.pi, math.inf: 0.0},
    )


sinc = Activation(
    name="sinc",
    label="Sinc",
    aliases=("cardinal sine", "unnormalised sinc", "unnormalized sinc"),
    family="Waves and bumps",
    year=1996,
    descends_from=("sinusoid", "gaussian"),
    formula=r"\begin{cases} \frac{\sin(x)}{x} & x \ne 0 \\ 1 & x = 0 \end{cases}",
    derivative_formula=r"\begin{cases} \frac{x \cos(x) - \sin(x)}{x^{2}} & x \ne 0 \\ 0 & x = 0 \end{cases}",
    value=sinc_value,
    slope=sinc_slope,
    facts_at=sinc_facts,
    reference=Reference(
        "Wael R. Elwasif, Laurene V. Fausett",
        1996,
        "Function Approximation Using a Sinc Neural Network",
        "https://doi.org/10.1117/12.235959",
    ),
    spellings=(
        Spelling(
            "NumPy",
            "import numpy as np\n\ny = np.sinc(x / np.pi)",
            note="np.sinc is the normalised sin(πx)/(πx).",
        ),
        Spelling(
            "PyTorch",
            "import torch\n\ny = torch.sinc(x / torch.pi)",
            note="torch.sinc is the normalised sin(πx)/(πx).",
        ),
        Spelling(
            "Keras",
            "import math\nimport keras\n\ny = keras.ops.sinc(x / math.pi)",
            note="keras.ops.sinc is the normalised sin(πx)/(πx).",
        ),
        Spelling(
            "JAX",
            "import jax.numpy as jnp\n\ny = jnp.sinc(x / jnp.pi)",
            note="jnp.sinc is the normalised sin(πx)/(πx).",
        ),
    ),
)


def snake_value(x: Array, alpha: float) -> Array:
    return np.where(np.isinf(x), x, x + np.sin(snake_angle(x, alpha)) ** 2 / alpha)


def snake_slope(x: Array, alpha: float) -> Array:
    """1 + sin 2αx as (sin αx + cos αx)², which keeps its digits where it is nearly 0."""
    angle = snake_angle(x, alpha)
    return (np.sin(angle) + np.cos(angle)) ** 2


def snake_angle(x: Array, alpha: float) -> Array:
    """αx, or the largest float where only the product is too large for one."""
    return np.where(np.isinf(x), x, np.clip(alpha * x, -LARGEST, LARGEST))


def snake_facts(alpha: float) -> Facts:
    return Facts(
        range=(REALS,),
        derivative_range=(Interval(0.0, 2.0, True, True),),
        trend="strictly increasing",
        shape="neither convex nor concave",
        symmetry="neither odd nor even",
        smoothness="C∞",
        fixed_points=(ORIGIN,),
        period=math.pi / alpha,
        special_values={-math.inf: -math.inf, 0.0: 0.0, math.inf: math.inf},
    )


snake = Activation(
    name="snake",
    label="Snake",
    family="Waves and bumps",
    year=2020,
    descends_from=("sinusoid", "identity"),
    parameters=(
        Parameter(
            name="alpha",
            symbol="α",
            default=1.0,
            low=0.1,
            high=3.0,
            step=0.1,
            domain=POSITIVE,
            meaning="how fast it winds: the waves are π/α long and 1/α high",
        ),
    ),
    formula=r"x + \frac{1}{\alpha} \sin^{2}(\alpha x)",
    derivative_formula=r"1 + \sin(2 \alpha x)",
    value=snake_value,
    slope=snake_slope,
    facts_at=snake_facts,
    reference=Reference(
        "Liu Ziyin, Tilman Hartwig, Masahito Ueda",
        2020,
        "Neural Networks Fail to Learn Periodic Functions and How to Fix It",
        "https://arxiv.org/abs/2006.08195",
    ),
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = x + np.sin({alpha} * x) ** 2 / {alpha}", native=False),
        Spelling("PyTorch", "import torch\n\ny = x + torch.sin({alpha} * x) ** 2 / {alpha}", native=False),
        Spelling("Keras", "import keras\n\ny = x + keras.ops.sin({alpha} * x) ** 2 / {alpha}", native=False),
        Spelling(
            "JAX", "import jax.numpy as jnp\n\ny = x + jnp.sin({alpha} * x) ** 2 / {alpha}", native=False
        ),
    ),
)
