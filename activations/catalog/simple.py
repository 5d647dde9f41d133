"""The two functions one starts from: no activation at all, and the neuron that fires or does not."""

from __future__ import annotations

import math

import numpy as np

from activations.core import (
    REALS,
    Activation,
    Array,
    Facts,
    Interval,
    Parameter,
    Reference,
    Spelling,
)


def identity_slope(x: Array) -> Array:
    return np.where(np.isnan(x), x, 1.0)


def identity_facts() -> Facts:
    return Facts(
        range=(REALS,),
        derivative_range=(Interval.point(1.0),),
        trend="strictly increasing",
        shape="affine",
        symmetry="odd",
        smoothness="C∞",
        fixed_points=(REALS,),
        special_values={0.0: 0.0},
    )


identity = Activation(
    name="identity",
    label="Identity",
    aliases=("linear", "none"),
    family="Linear",
    year=1960,
    descends_from=("binary_step",),
    formula=r"x",
    derivative_formula=r"1",
    value=lambda x: np.positive(x),
    slope=identity_slope,
    inverse=lambda y: y,
    facts_at=identity_facts,
    reference=Reference(
        "Bernard Widrow, Marcian E. Hoff",
        1960,
        "Adaptive Switching Circuits",
    ),
    spellings=(
        Spelling("NumPy", "y = x"),
        Spelling("PyTorch", "import torch\n\ny = torch.nn.Identity()(x)"),
        Spelling("Keras", "import keras\n\ny = keras.activations.linear(x)"),
        Spelling("JAX", "import jax\n\ny = jax.nn.identity(x)"),
    ),
)


def binary_step_slope(x: Array) -> Array:
    return np.where(np.isnan(x), x, 0.0)


def binary_step_facts() -> Facts:
    return Facts(
        range=(Interval.point(0.0), Interval.point(1.0)),
        derivative_range=(Interval.point(0.0),),
        trend="non-decreasing",
        shape="neither convex nor concave",
        symmetry="neither odd nor even",
        smoothness="discontinuous",
        fixed_points=(Interval.point(1.0),),
        minimum_at=(Interval(-math.inf, 0.0),),
        jumps=(0.0,),
        left="hard",
        right="hard",
        special_values={-math.inf: 0.0, 0.0: 1.0, math.inf: 1.0},
    )


binary_step = Activation(
    name="binary_step",
    label="Binary step",
    aliases=("step", "heaviside", "unit step"),
    family="Threshold",
    year=1943,
    formula=r"\begin{cases} 1 & x \ge 0 \\ 0 & x < 0 \end{cases}",
    derivative_formula=r"0",
    value=lambda x: np.heaviside(x, 1.0),
    slope=binary_step_slope,
    facts_at=binary_step_facts,
    reference=Reference(
        "Warren S. McCulloch, Walter Pitts",
        1943,
        "A Logical Calculus of the Ideas Immanent in Nervous Activity",
        "https://doi.org/10.1007/BF02478259",
    ),
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = np.heaviside(x, 1)"),
        Spelling(
            "PyTorch",
            "import torch\n\ny = torch.heaviside(x, torch.ones_like(x))",
            note="The second argument is the value at 0. No gradient passes through it.",
        ),
        Spelling(
            "Keras",
            "import keras\n\ny = keras.ops.heaviside(x, 1)",
            note="The second argument is the value at 0.",
        ),
        Spelling(
            "JAX",
            "import jax.numpy as jnp\n\ny = jnp.heaviside(x, 1)",
            note="The second argument is the value at 0.",
        ),
    ),
)


def threshold_value(x: Array, threshold: float, value: float) -> Array:
    return np.where(x <= threshold, value, x)


def threshold_slope(x: Array, threshold: float, value: float) -> Array:
    return np.where(np.isnan(x), x, x > threshold)


def threshold_inverse(y: Array, threshold: float, value: float) -> Array:
    """The largest z with f(z) = y: y itself wherever it passes."""
    return np.where(y > threshold, y, np.where(y == value, threshold, np.nan))


def threshold_facts(threshold: float, value: float) -> Facts:
    replaced, passed = Interval.point(value), Interval(threshold, math.inf)
    joined = Interval(threshold, math.inf, low_closed=True)
    met = (joined,) if value == threshold else (replaced, passed) if value < threshold else (passed,)
    return Facts(
        range=met,
        derivative_range=(Interval.point(0.0), Interval.point(1.0)),
        trend="non-decreasing" if value <= threshold else "not monotonic",
        shape="convex" if value == threshold else "neither convex nor concave",
        symmetry="neither odd nor even",
        smoothness="C⁰" if value == threshold else "discontinuous",
        kinks=(threshold,) if value == threshold else (),
        jumps=(threshold,) if value != threshold else (),
        left="hard",
        fixed_points=met,
        minimum_at=(Interval(-math.inf, threshold, high_closed=True),) if value <= threshold else (),
        special_values={-math.inf: value, threshold: value},
    )


def threshold_slope_at_kink(threshold: float, value: float) -> tuple[float, ...]:
    return (0.0,)


threshold = Activation(
    name="threshold",
    label="Threshold",
    aliases=("thresholded relu", "trec"),
    family="Threshold",
    year=2014,
    descends_from=("relu", "binary_step"),
    parameters=(
        Parameter(
            name="threshold",
            symbol="θ",
            default=1.0,
            low=-2.0,
            high=2.0,
            step=0.1,
            meaning="what an input has to exceed to pass",
        ),
        Parameter(
            name="value",
            symbol="v",
            default=0.0,
            low=-2.0,
            high=2.0,
            step=0.1,
            meaning="the output for an input that does not pass",
        ),
    ),
    formula=r"\begin{cases} x & x > \theta \\ v & x \le \theta \end{cases}",
    derivative_formula=r"\begin{cases} 1 & x > \theta \\ 0 & x \le \theta \end{cases}",
    value=threshold_value,
    slope=threshold_slope,
    inverse=threshold_inverse,
    facts_at=threshold_facts,
    reference=Reference(
        "Kishore Konda, Roland Memisevic, David Krueger",
        2014,
        "Zero-Bias Autoencoders and the Benefits of Co-Adapting Features",
        "https://arxiv.org/abs/1402.3337",
    ),
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = np.where(x > {threshold}, x, {value})", native=False),
        Spelling(
            "PyTorch",
            "import torch\n\ny = torch.nn.functional.threshold(x, {threshold}, {value})",
            note="It has no defaults: both numbers have to be given.",
            slopes_at_kinks=threshold_slope_at_kink,
        ),
        Spelling(
            "Keras",
            "import keras\n\ny = keras.ops.threshold(x, {threshold}, {value})",
            note="It has no defaults: both numbers have to be given.",
            slopes_at_kinks=threshold_slope_at_kink,
        ),
        Spelling(
            "JAX",
            "import jax.numpy as jnp\n\ny = jnp.where(x > {threshold}, x, {value})",
            native=False,
            slopes_at_kinks=threshold_slope_at_kink,
        ),
    ),
)
