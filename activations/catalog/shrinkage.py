"""Functions that pull their input towards 0, and small inputs all the way."""

from __future__ import annotations

import math

import numpy as np

from activations.core import (
    NON_NEGATIVE,
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

THRESHOLD = Parameter(
    name="threshold",
    symbol="θ",
    default=0.5,
    low=0.0,
    high=2.0,
    step=0.1,
    domain=NON_NEGATIVE,
    meaning="up to which size an input becomes 0",
)
SHRINK_DERIVATIVE = r"\begin{cases} 0 & \lvert x \rvert \le \theta \ne 0 \\ 1 & \text{otherwise} \end{cases}"


def shrink_slope(x: Array, threshold: float) -> Array:
    """0 within the threshold and at it; a threshold of 0 leaves the identity."""
    return np.where(np.isnan(x), x, (np.abs(x) > threshold) | (threshold == 0))


def unshrunk_facts() -> Facts:
    """Those of the identity, which a threshold of 0 leaves."""
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


def hard_shrink_value(x: Array, threshold: float) -> Array:
    return np.where(np.abs(x) <= threshold, 0.0, x)


def hard_shrink_inverse(y: Array, threshold: float) -> Array:
    """The largest z with f(z) = y: the end of the dead zone for 0, nothing for what is jumped over."""
    return np.where(np.abs(y) > threshold, y, np.where(y == 0, threshold, np.nan))


def hard_shrink_facts(threshold: float) -> Facts:
    if threshold == 0:
        return unshrunk_facts()
    kept = (Interval(-math.inf, -threshold), ORIGIN, Interval(threshold, math.inf))
    return Facts(
        range=kept,
        derivative_range=(ORIGIN, Interval.point(1.0)),
        trend="non-decreasing",
        shape="neither convex nor concave",
        symmetry="odd",
        smoothness="discontinuous",
        jumps=(-threshold, threshold),
        fixed_points=kept,
        special_values={0.0: 0.0},
    )


hard_shrink = Activation(
    name="hard_shrink",
    label="Hard shrink",
    aliases=("hardshrink", "hard thresholding"),
    family="Shrinkage",
    year=1994,
    descends_from=("identity", "binary_step"),
    parameters=(THRESHOLD,),
    formula=r"\begin{cases} x & \lvert x \rvert > \theta \\ 0 & \lvert x \rvert \le \theta \end{cases}",
    derivative_formula=SHRINK_DERIVATIVE,
    value=hard_shrink_value,
    slope=shrink_slope,
    inverse=hard_shrink_inverse,
    facts_at=hard_shrink_facts,
    reference=Reference(
        "David L. Donoho, Iain M. Johnstone",
        1994,
        "Ideal Spatial Adaptation by Wavelet Shrinkage",
        "https://doi.org/10.1093/biomet/81.3.425",
    ),
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = np.where(np.abs(x) > {threshold}, x, 0)", native=False),
        Spelling(
            "PyTorch",
            "import torch\n\ny = torch.nn.functional.hardshrink(x, lambd={threshold})",
            note="It calls the threshold lambd; its default is 0.5, as here.",
        ),
        Spelling(
            "Keras",
            "import keras\n\ny = keras.ops.hard_shrink(x, threshold={threshold})",
            note="Its default threshold is 0.5, as here.",
        ),
        Spelling(
            "JAX", "import jax.numpy as jnp\n\ny = jnp.where(jnp.abs(x) > {threshold}, x, 0)", native=False
        ),
    ),
)


def soft_shrink_value(x: Array, threshold: float) -> Array:
    return x - np.clip(x, -threshold, threshold)


def soft_shrink_inverse(y: Array, threshold: float) -> Array:
    return np.where(y >= 0, y + threshold, y - threshold)


def soft_shrink_facts(threshold: float) -> Facts:
    if threshold == 0:
        return unshrunk_facts()
    return Facts(
        range=(REALS,),
        derivative_range=(ORIGIN, Interval.point(1.0)),
        trend="non-decreasing",
        shape="neither convex nor concave",
        symmetry="odd",
        smoothness="C⁰",
        kinks=(-threshold, threshold),
        fixed_points=(ORIGIN,),
        special_values={0.0: 0.0},
    )


def soft_shrink_slopes_at_kinks(threshold: float) -> tuple[float, ...]:
    return (0.0, 0.0) if threshold else ()


soft_shrink = Activation(
    name="soft_shrink",
    label="Soft shrink",
    aliases=("softshrink", "soft thresholding"),
    family="Shrinkage",
    year=1995,
    descends_from=("hard_shrink",),
    parameters=(THRESHOLD,),
    formula=r"\begin{cases} x - \theta & x > \theta \\ 0 & -\theta \le x \le \theta \\ "
    r"x + \theta & x < -\theta \end{cases}",
    derivative_formula=SHRINK_DERIVATIVE,
    value=soft_shrink_value,
    slope=shrink_slope,
    inverse=soft_shrink_inverse,
    facts_at=soft_shrink_facts,
    reference=Reference(
        "David L. Donoho",
        1995,
        "De-Noising by Soft-Thresholding",
        "https://doi.org/10.1109/18.382009",
    ),
    spellings=(
        Spelling(
            "NumPy", "import numpy as np\n\ny = x - np.clip(x, -{threshold}, {threshold})", native=False
        ),
        Spelling(
            "PyTorch",
            "import torch\n\ny = torch.nn.functional.softshrink(x, lambd={threshold})",
            note="It calls the threshold lambd; its default is 0.5, as here.",
            slopes_at_kinks=soft_shrink_slopes_at_kinks,
        ),
        Spelling(
            "Keras",
            "import keras\n\ny = keras.ops.soft_shrink(x, threshold={threshold})",
            note="Its default threshold is 0.5, as here.",
            slopes_at_kinks=soft_shrink_slopes_at_kinks,
        ),
        Spelling(
            "JAX",
            "import jax.numpy as jnp\n\n"
            "y = jnp.where(jnp.abs(x) > {threshold}, x - {threshold} * jnp.sign(x), 0)",
            native=False,
            slopes_at_kinks=soft_shrink_slopes_at_kinks,
        ),
    ),
)

SERIES = [2 * k / math.factorial(2 * k + 1) for k in range(1, 11)]
"""x·cosh x − sinh x is x³ times this polynomial in x², to the last digit for |x| ≤ 1."""


def tanh_shrink_value(x: Array) -> Array:
    """x − tanh x; near 0, where the two cancel, (x·cosh x − sinh x)/cosh x by its series."""
    near = np.clip(x, -1.0, 1.0)
    square = near * near
    series = near * square * np.polynomial.polynomial.polyval(square, SERIES)
    return np.where(np.abs(x) < 1.0, series / np.cosh(near), x - np.tanh(x))


def tanh_shrink_facts() -> Facts:
    return Facts(
        range=(REALS,),
        derivative_range=(Interval(0.0, 1.0, low_closed=True),),
        trend="strictly increasing",
        shape="neither convex nor concave",
        symmetry="odd",
        smoothness="C∞",
        fixed_points=(ORIGIN,),
        special_values={0.0: 0.0},
    )


tanh_shrink = Activation(
    name="tanh_shrink",
    label="Tanh shrink",
    aliases=("tanhshrink",),
    family="Shrinkage",
    year=2011,
    descends_from=("soft_shrink", "tanh"),
    formula=r"x - \tanh(x)",
    derivative_formula=r"\tanh^{2}(x)",
    value=tanh_shrink_value,
    slope=lambda x: np.square(np.tanh(x)),
    facts_at=tanh_shrink_facts,
    reference=Reference(
        "Ronan Collobert, Koray Kavukcuoglu, Clément Farabet",
        2011,
        "Torch7: A Matlab-like Environment for Machine Learning",
    ),
    spellings=(
        Spelling(
            "NumPy",
            "import numpy as np\n\ny = x - np.tanh(x)",
            native=False,
            note="Near 0 the two cancel: at x = 1e-5 only about five digits are right, below 1e-8 none.",
        ),
        Spelling("PyTorch", "import torch\n\ny = torch.nn.functional.tanhshrink(x)"),
        Spelling("Keras", "import keras\n\ny = keras.ops.tanh_shrink(x)"),
        Spelling("JAX", "import jax.numpy as jnp\n\ny = x - jnp.tanh(x)", native=False),
    ),
)
