"""Functions of two straight pieces: the input where it is positive, a gentler slope (or none) below."""

from __future__ import annotations

import math

import numpy as np

from activations.catalog import capped_rectifiers
from activations.core import (
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
    SpecialCase,
    Spelling,
    Trend,
)

SLOPES = Interval(0.0, 1.0, True, True)


def relu_slope(x: Array) -> Array:
    return np.heaviside(x, 0.0)


def two_piece_value(x: Array, alpha: float) -> Array:
    return np.where(x < 0, alpha * x if alpha else 0.0, x)


def two_piece_slope(x: Array, alpha: float) -> Array:
    return np.where(np.isnan(x), x, np.where(x > 0, 1.0, alpha))


def two_piece_inverse(y: Array, alpha: float) -> Array:
    """The largest z with f(z) = y: the right piece wherever it reaches y."""
    return np.where(y >= 0, y, y / alpha if alpha else np.nan)


def two_piece_facts(alpha: float) -> Facts:
    trend: Trend = "strictly increasing" if alpha > 0 else "non-decreasing" if alpha == 0 else "not monotonic"
    return Facts(
        range=(REALS if alpha > 0 else NON_NEGATIVE,),
        derivative_range=tuple(Interval.point(slope) for slope in sorted({alpha, 1.0})),
        trend=trend,
        shape="affine" if alpha == 1 else "convex" if alpha < 1 else "concave",
        symmetry="odd" if alpha == 1 else "even" if alpha == -1 else "neither odd nor even",
        smoothness="C∞" if alpha == 1 else "C⁰",
        kinks=() if alpha == 1 else (0.0,),
        left="hard" if alpha == 0 else "none",
        fixed_points=(REALS if alpha == 1 else NON_NEGATIVE,),
        minimum_at=(NON_POSITIVE,) if alpha == 0 else (ORIGIN,) if alpha < 0 else (),
        special_values={0.0: 0.0},
    )


relu = Activation(
    name="relu",
    label="ReLU",
    aliases=("rectifier", "rectified linear unit"),
    family="Rectifiers",
    year=2010,
    descends_from=("softplus",),
    special_case_of=SpecialCase(
        capped_rectifiers.general_relu, {"negative_slope": 0.0, "threshold": 0.0, "max_value": math.inf}
    ),
    formula=r"\max(0, x)",
    derivative_formula=r"\begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}",
    value=lambda x: np.maximum(x, 0.0),
    slope=relu_slope,
    inverse=lambda y: two_piece_inverse(y, 0.0),
    facts_at=lambda: two_piece_facts(0.0),
    reference=Reference(
        "Vinod Nair, Geoffrey E. Hinton",
        2010,
        "Rectified Linear Units Improve Restricted Boltzmann Machines",
        "https://www.cs.toronto.edu/~fritz/absps/reluICML.pdf",
    ),
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = np.maximum(x, 0)"),
        Spelling("PyTorch", "import torch\n\ny = torch.relu(x)", slopes_at_kinks=lambda: (0.0,)),
        Spelling("Keras", "import keras\n\ny = keras.ops.relu(x)", slopes_at_kinks=lambda: (0.0,)),
        Spelling("JAX", "import jax\n\ny = jax.nn.relu(x)", slopes_at_kinks=lambda: (0.0,)),
    ),
)

TWO_PIECE_FORMULA = r"\begin{cases} x & x > 0 \\ \alpha x & x \le 0 \end{cases}"
TWO_PIECE_DERIVATIVE = r"\begin{cases} 1 & x > 0 \\ \alpha & x \le 0 \end{cases}"
TWO_PIECE_IN_NUMPY = "import numpy as np\n\ny = np.where(x > 0, x, {alpha} * x)"
LEAKY_IN_JAX = "import jax\n\ny = jax.nn.leaky_relu(x, negative_slope={alpha})"
LEAKY_IN_KERAS = "import keras\n\ny = keras.ops.leaky_relu(x, negative_slope={alpha})"


def slope_on_the_left(alpha: float) -> tuple[float, ...]:
    return (alpha,)


def slope_on_the_right(alpha: float) -> tuple[float, ...]:
    return (1.0,)


leaky_relu = Activation(
    name="leaky_relu",
    label="Leaky ReLU",
    aliases=("leaky", "LeakyReLU", "lrelu"),
    family="Rectifiers",
    year=2013,
    descends_from=("relu",),
    parameters=(
        Parameter(
            name="alpha",
            symbol="α",
            default=0.01,
            low=0.0,
            high=0.5,
            step=0.01,
            domain=SLOPES,
            meaning="the slope for negative inputs",
        ),
    ),
    formula=TWO_PIECE_FORMULA,
    derivative_formula=TWO_PIECE_DERIVATIVE,
    value=two_piece_value,
    slope=two_piece_slope,
    inverse=two_piece_inverse,
    facts_at=two_piece_facts,
    reference=Reference(
        "Andrew L. Maas, Awni Y. Hannun, Andrew Y. Ng",
        2013,
        "Rectifier Nonlinearities Improve Neural Network Acoustic Models",
        "https://ai.stanford.edu/~amaas/papers/relu_hybrid_icml2013_final.pdf",
    ),
    spellings=(
        Spelling("NumPy", TWO_PIECE_IN_NUMPY, native=False),
        Spelling(
            "PyTorch",
            "import torch\n\ny = torch.nn.functional.leaky_relu(x, negative_slope={alpha})",
            note="Its default slope is {{torch_nn_functional_leaky_relu}}, as here.",
            slopes_at_kinks=slope_on_the_left,
        ),
        Spelling(
            "Keras",
            LEAKY_IN_KERAS,
            note="Its default slope is {{keras_ops_leaky_relu}} in this function and "
            "{{keras_layers_LeakyReLU}} in the layer keras.layers.LeakyReLU.",
            slopes_at_kinks=slope_on_the_right,
        ),
        Spelling(
            "JAX",
            LEAKY_IN_JAX,
            note="Its default slope is {{jax_nn_leaky_relu}}, as here.",
            slopes_at_kinks=slope_on_the_right,
        ),
    ),
)

prelu = Activation(
    name="prelu",
    label="PReLU",
    aliases=("parametric relu",),
    family="Rectifiers",
    year=2015,
    descends_from=("leaky_relu",),
    parameters=(
        Parameter(
            name="alpha",
            symbol="α",
            default=0.25,
            low=-0.5,
            high=1.5,
            step=0.05,
            origin="learned",
            meaning="the slope for negative inputs, learned together with the weights",
        ),
    ),
    formula=TWO_PIECE_FORMULA,
    derivative_formula=TWO_PIECE_DERIVATIVE,
    value=two_piece_value,
    slope=two_piece_slope,
    inverse=two_piece_inverse,
    facts_at=two_piece_facts,
    reference=Reference(
        "Kaiming He, Xiangyu Zhang, Shaoqing Ren, Jian Sun",
        2015,
        "Delving Deep into Rectifiers: Surpassing Human-Level Performance on ImageNet Classification",
        "https://arxiv.org/abs/1502.01852",
    ),
    spellings=(
        Spelling("NumPy", TWO_PIECE_IN_NUMPY, native=False),
        Spelling(
            "PyTorch",
            "import torch\n\ny = torch.nn.functional.prelu(x, torch.tensor({alpha}, dtype=x.dtype))",
            note="The layer torch.nn.PReLU learns the slope, from 0.25; one for all channels, or one each.",
            slopes_at_kinks=slope_on_the_left,
        ),
        Spelling(
            "Keras",
            "import keras\n\n"
            "slope = keras.initializers.Constant({alpha})\n"
            "y = keras.layers.PReLU(alpha_initializer=slope)(x)",
            note="The layer's own initial slope is 0, and each input has one unless shared_axes is given.",
            slopes_at_kinks=lambda alpha: (0.0,),
        ),
        Spelling(
            "JAX",
            LEAKY_IN_JAX,
            native=False,
            note="There is no PReLU: keep the slope among the trained parameters and pass it in.",
            slopes_at_kinks=slope_on_the_right,
        ),
    ),
)

rrelu = Activation(
    name="rrelu",
    label="RReLU",
    aliases=("randomized leaky relu", "randomised leaky relu"),
    family="Rectifiers",
    year=2015,
    descends_from=("leaky_relu",),
    parameters=(
        Parameter(
            name="alpha",
            symbol="α",
            default=11 / 48,
            low=1 / 48,
            high=24 / 48,
            step=1 / 48,
            domain=SLOPES,
            origin="drawn at random",
            drawn_from=Interval(1 / 8, 1 / 3),
            meaning="the slope for negative inputs: in training drawn from U(1/8, 1/3), "
            "afterwards its mean 11/48",
        ),
    ),
    formula=TWO_PIECE_FORMULA,
    derivative_formula=TWO_PIECE_DERIVATIVE,
    value=two_piece_value,
    slope=two_piece_slope,
    inverse=two_piece_inverse,
    facts_at=two_piece_facts,
    reference=Reference(
        "Bing Xu, Naiyan Wang, Tianqi Chen, Mu Li",
        2015,
        "Empirical Evaluation of Rectified Activations in Convolutional Network",
        "https://arxiv.org/abs/1505.00853",
    ),
    spellings=(
        Spelling(
            "NumPy",
            TWO_PIECE_IN_NUMPY,
            native=False,
            note="In training, draw a slope for each: np.random.default_rng().uniform(1/8, 1/3, x.shape).",
        ),
        Spelling(
            "PyTorch",
            "import torch\n\ny = torch.nn.functional.rrelu(x, lower={alpha}, upper={alpha})",
            note="Its default draws from U(1/8, 1/3) when training=True and uses the mean 11/48 otherwise. "
            "The paper draws 1/α from U(3, 8) and uses 2/11.",
            slopes_at_kinks=slope_on_the_left,
        ),
        Spelling(
            "Keras",
            LEAKY_IN_KERAS,
            native=False,
            note="There is no RReLU: draw the slope and pass it in.",
            slopes_at_kinks=slope_on_the_right,
        ),
        Spelling(
            "JAX",
            LEAKY_IN_JAX,
            native=False,
            note="There is no RReLU: draw the slope and pass it in.",
            slopes_at_kinks=slope_on_the_right,
        ),
    ),
)
