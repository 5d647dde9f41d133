"""Relatives of ReLU that stop rising, start at a threshold of their own, or rise at another pace."""

from __future__ import annotations

import math

import numpy as np

from activations.core import (
    NON_NEGATIVE,
    NON_POSITIVE,
    ORIGIN,
    POSITIVE,
    Activation,
    Array,
    Facts,
    Interval,
    Parameter,
    Reference,
    Requirement,
    Shape,
    SpecialCase,
    Spelling,
    Symmetry,
    Trend,
)


def ray(x: Array, start: float, value: float, slope: float) -> Array:
    """The straight line through (start, value); one without a slope is level at ±∞, too."""
    return value + slope * (x - start) if slope else np.full_like(x, value)


def general_relu_value(x: Array, negative_slope: float, threshold: float, max_value: float) -> Array:
    below = ray(x, threshold, 0.0, negative_slope)
    return np.where(x < threshold, below, np.minimum(x, max_value))


def general_relu_slope(x: Array, negative_slope: float, threshold: float, max_value: float) -> Array:
    capped = (x >= max_value) & (max_value < math.inf)
    at_jump = (x == threshold) & (threshold != 0.0)
    return np.select([np.isnan(x), capped | at_jump, x > threshold], [x, 0.0, 1.0], negative_slope)


def general_relu_range(negative_slope: float, threshold: float, max_value: float) -> tuple[Interval, ...]:
    """What is below the threshold, and what is from it on: apart, side by side, or one within the other."""
    upper = Interval(threshold, max_value, True, max_value < math.inf)
    if negative_slope == 0:
        return (upper,) if 0.0 in upper else tuple(sorted((ORIGIN, upper), key=lambda part: part.low))
    if threshold > 0:
        return (Interval(-math.inf, 0.0), upper)
    return (Interval(-math.inf, max(max_value, 0.0), False, 0.0 <= max_value < math.inf),)


def general_relu_fixed_points(
    negative_slope: float, threshold: float, max_value: float
) -> tuple[Interval, ...]:
    bounded = max_value < math.inf
    if negative_slope == 1 and threshold == 0:
        return (Interval(-math.inf, max_value, False, bounded),)
    upper = Interval(threshold, max_value, True, bounded)
    if negative_slope == 1 or threshold <= 0:
        return (upper,)
    return (Interval.point(0.0 - negative_slope * threshold / (1.0 - negative_slope)), upper)


def general_relu_kinks(negative_slope: float, threshold: float, max_value: float) -> tuple[float, ...]:
    at_zero = (0.0,) if threshold == 0 and negative_slope != 1 else ()
    return (*at_zero, max_value) if max_value < math.inf else at_zero


def general_relu_facts(negative_slope: float, threshold: float, max_value: float) -> Facts:
    bounded, broken = max_value < math.inf, threshold != 0
    kinks = general_relu_kinks(negative_slope, threshold, max_value)
    affine = not bounded and not broken and negative_slope == 1
    values = general_relu_range(negative_slope, threshold, max_value)
    level_zeros = NON_POSITIVE if threshold == 0 else Interval(-math.inf, threshold)
    trend: Trend = "non-decreasing" if bounded or negative_slope == 0 else "strictly increasing"
    shape: Shape = (
        "convex" if not bounded else "concave" if negative_slope == 1 else "neither convex nor concave"
    )
    slopes = {negative_slope, 1.0} | ({0.0} if bounded else set())
    return Facts(
        range=values,
        derivative_range=tuple(map(Interval.point, sorted(slopes))),
        trend="not monotonic" if threshold < 0 else trend,
        shape="affine" if affine else "neither convex nor concave" if broken else shape,
        symmetry="odd" if affine else "neither odd nor even",
        smoothness="discontinuous" if broken else "C∞" if affine else "C⁰",
        kinks=kinks,
        jumps=(threshold,) if broken else (),
        left="hard" if negative_slope == 0 else "none",
        right="hard" if bounded else "none",
        fixed_points=general_relu_fixed_points(negative_slope, threshold, max_value),
        minimum_at=() if negative_slope else (level_zeros if threshold >= 0 else Interval.point(threshold),),
        special_values={
            0.0: min(max_value, 0.0 if threshold <= 0 else -negative_slope * threshold),
            math.inf: max_value,
        },
    )


def general_relu_slopes_in_keras(
    negative_slope: float, threshold: float, max_value: float
) -> tuple[float, ...]:
    """At the cap half of both slopes, but for the cap of 6, which has code of its own; at 0 always 0."""
    at_cap = 0.0 if threshold == 0 and max_value == 6 else 0.5
    kinks = general_relu_kinks(negative_slope, threshold, max_value)
    return tuple(at_cap if kink == max_value else 0.0 for kink in kinks)


def general_relu_slopes_composed(
    negative_slope: float, threshold: float, max_value: float
) -> tuple[float, ...]:
    kinks = general_relu_kinks(negative_slope, threshold, max_value)
    return tuple(0.0 if kink == max_value else negative_slope for kink in kinks)


general_relu = Activation(
    name="general_relu",
    label="General ReLU",
    aliases=("generalized relu", "generalised relu", "relu with max_value"),
    family="Rectifiers",
    year=2018,
    descends_from=("leaky_relu", "relu6", "threshold"),
    parameters=(
        Parameter(
            name="negative_slope",
            symbol="α",
            default=0.1,
            low=0.0,
            high=0.5,
            step=0.05,
            domain=Interval(0.0, 1.0, True, True),
            meaning="the slope below the threshold",
        ),
        Parameter(
            name="threshold",
            symbol="θ",
            default=0.0,
            low=-2.0,
            high=2.0,
            step=0.1,
            meaning="where the identity begins; there is a jump unless it is 0",
        ),
        Parameter(
            name="max_value",
            symbol="m",
            default=6.0,
            low=2.5,
            high=10.0,
            step=0.5,
            domain=Interval(-math.inf, math.inf, high_closed=True),
            meaning="the largest value",
        ),
    ),
    requires=(
        Requirement(
            "threshold < max_value",
            lambda negative_slope, threshold, max_value: threshold < max_value,
        ),
    ),
    formula=r"\begin{cases} m & x \ge m \\ x & \theta \le x < m \\ \alpha\,(x - \theta) & x < \theta "
    r"\end{cases}",
    derivative_formula=r"\begin{cases} 0 & x \ge m \\ 1 & \theta < x < m \\ 0 & x = \theta \ne 0 \\ "
    r"\alpha & \text{otherwise} \end{cases}",
    value=general_relu_value,
    slope=general_relu_slope,
    facts_at=general_relu_facts,
    reference=Reference(
        "Yanbo Liang",
        2018,
        "Keras: Consolidate Functionality of ThresholdedReLU and LeakyReLU Layers into ReLU Layer "
        "(pull request, no paper)",
        "https://github.com/keras-team/keras/pull/11233",
    ),
    spellings=(
        Spelling(
            "NumPy",
            "import numpy as np\n\n"
            "y = np.where(x < {threshold}, {negative_slope} * (x - {threshold}), np.minimum(x, {max_value}))",
            native=False,
        ),
        Spelling(
            "PyTorch",
            "import torch\n\n"
            "below = {negative_slope} * (x - {threshold})\n"
            "y = torch.where(x > {threshold}, x, below) + {threshold} * (x == {threshold}).to(x.dtype)\n"
            "y = torch.where(y >= {max_value}, {max_value}, y)",
            native=False,
            slopes_at_kinks=general_relu_slopes_composed,
        ),
        Spelling(
            "Keras",
            "import keras\n\n"
            "y = keras.activations.relu(\n"
            "    x, negative_slope={negative_slope}, max_value={max_value}, threshold={threshold}\n"
            ")",
            note="Its defaults are 0, None and 0: ReLU. Unlike its documentation, it gives 0 at x = θ, and "
            "for θ < 0 with a largest value also between θ and 0; keras.layers.ReLU refuses θ < 0.",
            slopes_at_kinks=general_relu_slopes_in_keras,
        ),
        Spelling(
            "JAX",
            "import jax.numpy as jnp\n\n"
            "below = {negative_slope} * (x - {threshold})\n"
            "y = jnp.where(x > {threshold}, x, below) + {threshold} * (x == {threshold})\n"
            "y = jnp.where(y >= {max_value}, {max_value}, y)",
            native=False,
            slopes_at_kinks=general_relu_slopes_composed,
        ),
    ),
)


def capped_slope(x: Array, bound: float) -> Array:
    return np.where(np.isnan(x), x, (x > 0.0) & (x < bound))


def capped_facts(bound: float) -> Facts:
    return Facts(
        range=(Interval(0.0, bound, True, True),),
        derivative_range=(ORIGIN, Interval.point(1.0)),
        trend="non-decreasing",
        shape="neither convex nor concave",
        symmetry="neither odd nor even",
        smoothness="C⁰",
        kinks=(0.0, bound),
        left="hard",
        right="hard",
        fixed_points=(Interval(0.0, bound, True, True),),
        minimum_at=(NON_POSITIVE,),
        special_values={0.0: 0.0, math.inf: bound},
    )


relu6 = Activation(
    name="relu6",
    label="ReLU6",
    aliases=("relu 6", "rectifier capped at 6"),
    family="Rectifiers",
    year=2010,
    descends_from=("relu",),
    special_case_of=SpecialCase(general_relu, {"negative_slope": 0.0, "threshold": 0.0, "max_value": 6.0}),
    formula=r"\min(\max(0, x), 6)",
    derivative_formula=r"\begin{cases} 1 & 0 < x < 6 \\ 0 & \text{otherwise} \end{cases}",
    value=lambda x: np.clip(x, 0.0, 6.0),
    slope=lambda x: capped_slope(x, 6.0),
    facts_at=lambda: capped_facts(6.0),
    reference=Reference(
        "Alex Krizhevsky",
        2010,
        "Convolutional Deep Belief Networks on CIFAR-10",
        "https://www.cs.toronto.edu/~kriz/conv-cifar10-aug2010.pdf",
    ),
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = np.clip(x, 0, 6)"),
        Spelling(
            "PyTorch",
            "import torch\n\ny = torch.nn.functional.relu6(x)",
            slopes_at_kinks=lambda: (0.0, 0.0),
        ),
        Spelling("Keras", "import keras\n\ny = keras.ops.relu6(x)", slopes_at_kinks=lambda: (0.0, 0.0)),
        Spelling("JAX", "import jax\n\ny = jax.nn.relu6(x)", slopes_at_kinks=lambda: (0.0, 0.0)),
    ),
)

brelu = Activation(
    name="brelu",
    label="BReLU",
    aliases=("bounded relu", "clipped relu", "relu-n"),
    family="Rectifiers",
    year=2016,
    descends_from=("relu6",),
    parameters=(
        Parameter(
            name="bound",
            symbol="A",
            default=1.0,
            low=0.5,
            high=10.0,
            step=0.5,
            domain=POSITIVE,
            meaning="the largest value; at 6 it is ReLU6",
        ),
    ),
    formula=r"\min(\max(0, x), A)",
    derivative_formula=r"\begin{cases} 1 & 0 < x < A \\ 0 & \text{otherwise} \end{cases}",
    value=lambda x, bound: np.clip(x, 0.0, bound),
    slope=capped_slope,
    facts_at=capped_facts,
    reference=Reference(
        "Shan Sung Liew, Mohamed Khalil-Hani, Rabia Bakhteri",
        2016,
        "Bounded Activation Functions for Enhanced Training Stability of Deep Neural Networks "
        "on Visual Pattern Recognition Problems",
        "https://doi.org/10.1016/j.neucom.2016.08.037",
    ),
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = np.clip(x, 0, {bound})"),
        Spelling(
            "PyTorch",
            "import torch\n\ny = torch.nn.functional.hardtanh(x, min_val=0.0, max_val={bound})",
            native=False,
            slopes_at_kinks=lambda bound: (0.0, 0.0),
        ),
        Spelling(
            "Keras",
            "import keras\n\ny = keras.activations.relu(x, max_value={bound})",
            note="At A = 6 it runs relu6, whose slope at 6 is 0; at any other A the slope there is ½.",
            slopes_at_kinks=lambda bound: (0.0, 0.0 if bound == 6 else 0.5),
        ),
        Spelling(
            "JAX",
            "import jax.numpy as jnp\n\ny = jnp.clip(x, 0, {bound})",
            native=False,
            note="At both ends of the clip JAX takes the mean of the two slopes.",
            slopes_at_kinks=lambda bound: (0.5, 0.5),
        ),
    ),
)


def srelu_value(
    x: Array, left_threshold: float, left_slope: float, right_threshold: float, right_slope: float
) -> Array:
    left = ray(x, left_threshold, left_threshold, left_slope)
    right = ray(x, right_threshold, right_threshold, right_slope)
    return np.where(x < left_threshold, left, np.where(x > right_threshold, right, x))


def srelu_slope(
    x: Array, left_threshold: float, left_slope: float, right_threshold: float, right_slope: float
) -> Array:
    conditions = [np.isnan(x), x <= left_threshold, x >= right_threshold]
    return np.select(conditions, [x, left_slope, right_slope], 1.0)


def srelu_symmetry(
    left_threshold: float, left_slope: float, right_threshold: float, right_slope: float
) -> Symmetry:
    """Odd with the same bend on both sides; even only as |x| and −|x|."""
    if left_slope == right_slope and (left_slope == 1 or left_threshold == -right_threshold):
        return "odd"
    upwards = (left_threshold, left_slope, right_slope) == (0.0, -1.0, 1.0)
    downwards = (right_threshold, left_slope, right_slope) == (0.0, 1.0, -1.0)
    return "even" if upwards or downwards else "neither odd nor even"


def srelu_facts(
    left_threshold: float, left_slope: float, right_threshold: float, right_slope: float
) -> Facts:
    slopes = {left_slope, 1.0, right_slope}
    low = -math.inf if left_slope > 0 or right_slope < 0 else left_threshold
    high = math.inf if left_slope < 0 or right_slope > 0 else right_threshold
    trend: Trend = "strictly increasing" if min(slopes) > 0 else "non-decreasing"
    shape: Shape = (
        "affine"
        if slopes == {1.0}
        else "convex"
        if left_slope <= 1 <= right_slope
        else "concave"
        if left_slope >= 1 >= right_slope
        else "neither convex nor concave"
    )
    minimum_at = Interval(left_threshold if left_slope else -math.inf, left_threshold, bool(left_slope), True)
    return Facts(
        range=(Interval(low, high, math.isfinite(low), math.isfinite(high)),),
        derivative_range=tuple(map(Interval.point, sorted(slopes))),
        trend="not monotonic" if min(slopes) < 0 else trend,
        shape=shape,
        symmetry=srelu_symmetry(left_threshold, left_slope, right_threshold, right_slope),
        smoothness="C∞" if slopes == {1.0} else "C⁰",
        kinks=srelu_at_kinks(left_slope, right_slope, left_threshold, right_threshold),
        left="none" if left_slope else "hard",
        right="none" if right_slope else "hard",
        fixed_points=(
            Interval(
                -math.inf if left_slope == 1 else left_threshold,
                math.inf if right_slope == 1 else right_threshold,
                left_slope != 1,
                right_slope != 1,
            ),
        ),
        minimum_at=(minimum_at,) if math.isfinite(low) else (),
        special_values={left_threshold: left_threshold, right_threshold: right_threshold},
    )


def srelu_at_kinks(left_slope: float, right_slope: float, left: float, right: float) -> tuple[float, ...]:
    """What belongs to the left and to the right bend, where there is one."""
    return ((left,) if left_slope != 1 else ()) + ((right,) if right_slope != 1 else ())


def srelu_outer_slopes(
    left_threshold: float, left_slope: float, right_threshold: float, right_slope: float
) -> tuple[float, ...]:
    return srelu_at_kinks(left_slope, right_slope, left_slope, right_slope)


def srelu_in(where: str) -> str:
    """The snippet, composed from a framework's ``where``."""
    return (
        "left = {left_threshold} + {left_slope} * (x - {left_threshold})\n"
        "right = {right_threshold} + {right_slope} * (x - {right_threshold})\n"
        f"y = {where}(x <= {{left_threshold}}, left, {where}(x >= {{right_threshold}}, right, x))"
    )


srelu = Activation(
    name="srelu",
    label="SReLU",
    aliases=("s-shaped relu", "s-shaped rectified linear unit"),
    family="Rectifiers",
    year=2015,
    descends_from=("prelu",),
    parameters=(
        Parameter(
            name="left_threshold",
            symbol="l",
            default=-1.0,
            low=-3.0,
            high=0.0,
            step=0.2,
            origin="learned",
            meaning="where the left piece ends",
        ),
        Parameter(
            name="left_slope",
            symbol="α",
            default=0.2,
            low=-0.5,
            high=1.5,
            step=0.1,
            origin="learned",
            meaning="the slope of the left piece",
        ),
        Parameter(
            name="right_threshold",
            symbol="r",
            default=1.0,
            low=0.2,
            high=3.0,
            step=0.2,
            origin="learned",
            meaning="where the right piece begins",
        ),
        Parameter(
            name="right_slope",
            symbol="β",
            default=0.4,
            low=-0.5,
            high=1.5,
            step=0.1,
            origin="learned",
            meaning="the slope of the right piece",
        ),
    ),
    requires=(
        Requirement(
            "left_threshold < right_threshold",
            lambda left_threshold, left_slope, right_threshold, right_slope: left_threshold < right_threshold,
        ),
    ),
    formula=r"\begin{cases} r + \beta\,(x - r) & x \ge r \\ x & l < x < r \\ l + \alpha\,(x - l) & x \le l "
    r"\end{cases}",
    derivative_formula=r"\begin{cases} \beta & x \ge r \\ 1 & l < x < r \\ \alpha & x \le l \end{cases}",
    value=srelu_value,
    slope=srelu_slope,
    facts_at=srelu_facts,
    reference=Reference(
        "Xiaojie Jin, Chunyan Xu, Jiashi Feng, Yunchao Wei, Junjun Xiong, Shuicheng Yan",
        2015,
        "Deep Learning with S-Shaped Rectified Linear Activation Units",
        "https://arxiv.org/abs/1512.07030",
    ),
    spellings=(
        Spelling("NumPy", "import numpy as np\n\n" + srelu_in("np.where"), native=False),
        Spelling(
            "PyTorch",
            "import torch\n\n" + srelu_in("torch.where"),
            native=False,
            slopes_at_kinks=srelu_outer_slopes,
        ),
        Spelling(
            "Keras",
            "import keras\n\n" + srelu_in("keras.ops.where"),
            native=False,
            slopes_at_kinks=srelu_outer_slopes,
        ),
        Spelling(
            "JAX",
            "import jax.numpy as jnp\n\n" + srelu_in("jnp.where"),
            native=False,
            slopes_at_kinks=srelu_outer_slopes,
        ),
    ),
)


def squared_relu_facts() -> Facts:
    return Facts(
        range=(NON_NEGATIVE,),
        derivative_range=(NON_NEGATIVE,),
        trend="non-decreasing",
        shape="convex",
        symmetry="neither odd nor even",
        smoothness="C¹",
        left="hard",
        fixed_points=(ORIGIN, Interval.point(1.0)),
        minimum_at=(NON_POSITIVE,),
        special_values={0.0: 0.0, 1.0: 1.0},
    )


squared_relu = Activation(
    name="squared_relu",
    label="Squared ReLU",
    aliases=("relu squared", "relu²"),
    family="Rectifiers",
    year=2021,
    descends_from=("relu",),
    formula=r"\max(0, x)^{2}",
    derivative_formula=r"2\max(0, x)",
    value=lambda x: np.square(np.maximum(x, 0.0)),
    slope=lambda x: 2.0 * np.maximum(x, 0.0),
    inverse=lambda y: np.sqrt(y),
    facts_at=squared_relu_facts,
    reference=Reference(
        "David R. So, Wojciech Mańke, Hanxiao Liu, Zihang Dai, Noam Shazeer, Quoc V. Le",
        2021,
        "Primer: Searching for Efficient Transformers for Language Modeling",
        "https://arxiv.org/abs/2109.08668",
    ),
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = np.square(np.maximum(x, 0))"),
        Spelling("PyTorch", "import torch\n\ny = torch.square(torch.relu(x))", native=False),
        Spelling("Keras", "import keras\n\ny = keras.ops.square(keras.ops.relu(x))", native=False),
        Spelling("JAX", "import jax\n\ny = jax.numpy.square(jax.nn.relu(x))", native=False),
    ),
)
