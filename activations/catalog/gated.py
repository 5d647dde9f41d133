"""The input times a gate between 0 and 1 that it opens itself: smooth mostly, and not monotonic."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import numpy as np

from activations.catalog.landmarks import highest, zero
from activations.catalog.smooth_rectifiers import softplus_slope, softplus_value
from activations.catalog.squashing import sigmoid_slope, sigmoid_value, tanh_slope
from activations.core import (
    LARGEST,
    NON_NEGATIVE,
    ORIGIN,
    REALS,
    Activation,
    Array,
    Facts,
    Formula,
    Interval,
    Parameter,
    Reference,
    SpecialCase,
    Spelling,
)
from activations.error_function import erf, erfc

HENDRYCKS_GIMPEL = Reference(
    "Dan Hendrycks, Kevin Gimpel",
    2016,
    "Gaussian Error Linear Units (GELUs)",
    "https://arxiv.org/abs/1606.08415",
)


def gated(x: Array, gate: Array) -> Array:
    """x·g(x), and 0 where the gate is shut: also at −∞."""
    return np.where(gate == 0.0, 0.0, x * gate)


def gated_slope(x: Array, gate: Array, gate_slope: Array) -> Array:
    """g(x) + x·g′(x), and g(x) where the gate does not move: also at ±∞."""
    return np.where(gate_slope == 0.0, gate, gate + x * gate_slope)


@cache
def smoothly_gated_facts(value: Formula, slope: Formula) -> Facts:
    """The facts of x·g(x) for a smooth gate that opens from 0 to 1, half or more of it at 0.

    f falls from 0 to its minimum, then rises; f′ has one minimum left of 0 and one maximum right of it.
    """
    minimum_at = zero(slope, -6.0, 0.0)
    steepest_fall = -highest(lambda x: -slope(x), -6.0, 0.0)
    return Facts(
        range=(Interval(float(value(np.asarray(minimum_at))), math.inf, low_closed=True),),
        derivative_range=(Interval(steepest_fall, highest(slope, 0.0, 6.0), True, True),),
        trend="not monotonic",
        shape="neither convex nor concave",
        symmetry="neither odd nor even",
        smoothness="C∞",
        left="soft",
        fixed_points=(ORIGIN,),
        minimum_at=(Interval.point(minimum_at),),
        special_values={-math.inf: 0.0, 0.0: 0.0},
    )


def beta_swish_value(x: Array, beta: float) -> Array:
    return gated(x, sigmoid_value(beta * np.clip(x, -LARGEST, LARGEST)))


def beta_swish_slope(x: Array, beta: float) -> Array:
    z = beta * np.clip(x, -LARGEST, LARGEST)
    return gated_slope(x, sigmoid_value(z), beta * sigmoid_slope(z))


def silu_value(x: Array) -> Array:
    return beta_swish_value(x, 1.0)


def silu_slope(x: Array) -> Array:
    return beta_swish_slope(x, 1.0)


def beta_swish_facts(beta: float) -> Facts:
    """SiLU's facts, as f_β(x) = f₁(βx)/β and f_β′(x) = f₁′(βx); at β = 0 those of a straight line."""
    if beta == 0.0:
        return Facts(
            range=(REALS,),
            derivative_range=(Interval.point(0.5),),
            trend="strictly increasing",
            shape="affine",
            symmetry="odd",
            smoothness="C∞",
            fixed_points=(ORIGIN,),
            special_values={0.0: 0.0},
        )
    silu_facts = smoothly_gated_facts(silu_value, silu_slope)
    return replace(
        silu_facts,
        range=(Interval(silu_facts.range[0].low / beta, math.inf, low_closed=True),),
        minimum_at=(Interval.point(silu_facts.minimum_at[0].low / beta),),
    )


swish_with_beta = Activation(
    name="beta_swish",
    label="Swish-beta",
    aliases=("swish-β", "swish beta", "parametric swish", "trainable swish"),
    family="Gated",
    year=2017,
    descends_from=("silu",),
    parameters=(
        Parameter(
            name="beta",
            symbol="β",
            default=2.0,
            low=0.0,
            high=10.0,
            step=0.25,
            domain=NON_NEGATIVE,
            origin="learned",
            meaning="how fast the gate opens: at 0 it stands half open, at 1 this is SiLU; "
            "the larger, the closer to ReLU",
        ),
    ),
    formula=r"x\,\sigma(\beta x) = \frac{x}{1 + e^{-\beta x}}",
    derivative_formula=r"\sigma(\beta x)\,(1 + \beta x\,\sigma(-\beta x))",
    value=beta_swish_value,
    slope=beta_swish_slope,
    facts_at=beta_swish_facts,
    reference=Reference(
        "Prajit Ramachandran, Barret Zoph, Quoc V. Le",
        2017,
        "Searching for Activation Functions",
        "https://arxiv.org/abs/1710.05941",
    ),
    spellings=(
        Spelling(
            "NumPy", "import numpy as np\n\ny = x * np.exp(-np.logaddexp(0, -{beta} * x))", native=False
        ),
        Spelling(
            "PyTorch",
            "import torch\n\ny = x * torch.sigmoid({beta} * x)",
            native=False,
            note="To learn β, make it a torch.nn.Parameter.",
        ),
        Spelling("Keras", "import keras\n\ny = x * keras.ops.sigmoid({beta} * x)", native=False),
        Spelling("JAX", "import jax\n\ny = x * jax.nn.sigmoid({beta} * x)", native=False),
    ),
)

silu = Activation(
    name="silu",
    label="SiLU",
    aliases=("swish", "swish-1", "swish1", "sigmoid linear unit", "sigmoid-weighted linear unit"),
    family="Gated",
    year=2016,
    descends_from=("sigmoid", "relu"),
    special_case_of=SpecialCase(swish_with_beta, {"beta": 1.0}),
    formula=r"x\,\sigma(x) = \frac{x}{1 + e^{-x}}",
    derivative_formula=r"\sigma(x)\,(1 + x\,\sigma(-x))",
    value=silu_value,
    slope=silu_slope,
    facts_at=lambda: beta_swish_facts(1.0),
    reference=HENDRYCKS_GIMPEL,
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = x * np.exp(-np.logaddexp(0, -x))", native=False),
        Spelling("PyTorch", "import torch\n\ny = torch.nn.functional.silu(x)"),
        Spelling("Keras", "import keras\n\ny = keras.ops.silu(x)"),
        Spelling("JAX", "import jax\n\ny = jax.nn.silu(x)"),
    ),
)


def normal_distribution(x: Array) -> Array:
    """Φ(x), the probability that a standard normal number is at most x."""
    return erfc(-x / math.sqrt(2.0)) / 2.0


def gelu_value(x: Array) -> Array:
    return gated(x, normal_distribution(x))


def gelu_slope(x: Array) -> Array:
    """Φ(x) + x·φ(x), φ being the density of the normal distribution."""
    density = np.exp(-(x**2) / 2.0) / math.sqrt(2.0 * math.pi)
    return gated_slope(x, normal_distribution(x), density)


gelu = Activation(
    name="gelu",
    label="GELU",
    aliases=("gaussian error linear unit", "exact gelu", "erf gelu"),
    family="Gated",
    year=2016,
    descends_from=("relu",),
    formula=r"x\,\Phi(x) = \frac{x}{2}\,(1 + \operatorname{erf}(\frac{x}{\sqrt{2}}))",
    derivative_formula=r"\Phi(x) + \frac{x}{\sqrt{2 \pi}}\,e^{-\frac{x^{2}}{2}}",
    value=gelu_value,
    slope=gelu_slope,
    facts_at=lambda: smoothly_gated_facts(gelu_value, gelu_slope),
    reference=HENDRYCKS_GIMPEL,
    spellings=(
        Spelling(
            "NumPy",
            "import math\n\nimport numpy as np\n\ny = x / 2 * np.vectorize(math.erfc)(-x / math.sqrt(2))",
            native=False,
            note="NumPy has no error function; scipy.special.erfc is much faster than this one.",
        ),
        Spelling(
            "PyTorch",
            "import torch\n\ny = torch.nn.functional.gelu(x)",
            note='This is its default, approximate="none".',
        ),
        Spelling(
            "Keras",
            "import keras\n\ny = keras.ops.gelu(x, approximate=False)",
            note="keras.ops.gelu uses the form with tanh by default, keras.activations.gelu this one.",
        ),
        Spelling(
            "JAX",
            "import jax\n\ny = jax.nn.gelu(x, approximate=False)",
            note="By default it uses the form with tanh.",
        ),
    ),
)

CUBIC = 0.044715
STRETCH = math.sqrt(8.0 / math.pi)


def gelu_tanh_gate_input(x: Array) -> Array:
    """Twice the argument of the tanh: (1 + tanh u)/2 is σ(2u)."""
    return STRETCH * (x + CUBIC * x**3)


def gelu_tanh_value(x: Array) -> Array:
    return gated(x, sigmoid_value(gelu_tanh_gate_input(x)))


def gelu_tanh_slope(x: Array) -> Array:
    z = gelu_tanh_gate_input(x)
    inner = np.minimum(STRETCH * (1.0 + 3.0 * CUBIC * x**2), LARGEST)
    return gated_slope(x, sigmoid_value(z), inner * sigmoid_slope(z))


gelu_tanh = Activation(
    name="gelu_tanh",
    label="GELU (tanh)",
    aliases=("gelu tanh", "approximate gelu", "tanh gelu", "gelu_new", "gelu_approx"),
    family="Gated",
    year=2016,
    descends_from=("gelu", "tanh"),
    formula=r"\frac{x}{2}\,(1 + \tanh(u)),\quad u = \sqrt{\frac{2}{\pi}}\,(x + 0.044715 x^{3})",
    derivative_formula=r"\frac{1}{2}\,(1 + \tanh(u)) + \frac{x v}{2} \operatorname{sech}^{2}(u),"
    r"\quad u = \sqrt{\frac{2}{\pi}}\,(x + 0.044715 x^{3}),"
    r"\quad v = \sqrt{\frac{2}{\pi}}\,(1 + 0.134145 x^{2})",
    value=gelu_tanh_value,
    slope=gelu_tanh_slope,
    facts_at=lambda: smoothly_gated_facts(gelu_tanh_value, gelu_tanh_slope),
    reference=HENDRYCKS_GIMPEL,
    spellings=(
        Spelling(
            "NumPy",
            "import numpy as np\n\n"
            "u = np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)\n"
            "y = x * np.exp(-np.logaddexp(0, -2 * u))",
            native=False,
            note="The plain x / 2 * (1 + np.tanh(u)) loses its digits far to the left.",
        ),
        Spelling(
            "PyTorch",
            'import torch\n\ny = torch.nn.functional.gelu(x, approximate="tanh")',
            note="By default it is exact.",
        ),
        Spelling(
            "Keras",
            "import keras\n\ny = keras.ops.gelu(x)",
            note="This is its default; that of keras.activations.gelu is exact.",
        ),
        Spelling("JAX", "import jax\n\ny = jax.nn.gelu(x)", note="This is its default."),
    ),
)


def mish_value(x: Array) -> Array:
    """tanh(ln(1+n)) is n(n+2)/(n(n+2)+2) for n = e^x; for x > 0 both are divided by n²."""
    tail = np.exp(-np.abs(x))
    part = np.where(x > 0, 1.0 + 2.0 * tail, tail * (tail + 2.0))
    return gated(x, part / (part + 2.0 * np.where(x > 0, tail, 1.0) ** 2))


def mish_slope(x: Array) -> Array:
    """The gate's slope, σ(x)/cosh²(ln(1+n)), is 4n(1+n)/(n(n+2)+2)² for n = e^x."""
    tail = np.exp(-np.abs(x))
    part = np.where(x > 0, 1.0 + 2.0 * tail, tail * (tail + 2.0))
    whole = part + 2.0 * np.where(x > 0, tail, 1.0) ** 2
    bend = 4.0 * np.where(x > 0, tail, 1.0) * tail * (1.0 + tail) / whole**2
    return gated_slope(x, part / whole, bend)


mish = Activation(
    name="mish",
    label="Mish",
    family="Gated",
    year=2019,
    descends_from=("silu", "softplus", "tanh"),
    formula=r"x\,\tanh(\ln(1 + e^{x}))",
    derivative_formula=r"\tanh(s) + x\,\sigma(x) \operatorname{sech}^{2}(s),\quad s = \ln(1 + e^{x})",
    value=mish_value,
    slope=mish_slope,
    facts_at=lambda: smoothly_gated_facts(mish_value, mish_slope),
    reference=Reference(
        "Diganta Misra",
        2019,
        "Mish: A Self Regularized Non-Monotonic Activation Function",
        "https://arxiv.org/abs/1908.08681",
    ),
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = x * np.tanh(np.logaddexp(0, x))", native=False),
        Spelling("PyTorch", "import torch\n\ny = torch.nn.functional.mish(x)"),
        Spelling("Keras", "import keras\n\ny = keras.activations.mish(x)"),
        Spelling("JAX", "import jax\n\ny = jax.nn.mish(x)"),
    ),
)

beta_swish = swish_with_beta
"""Made before SiLU, which is a case of it, but met after it."""

QUICK = 1.702

quick_gelu = Activation(
    name="quick_gelu",
    label="Quick GELU",
    aliases=("quickgelu", "sigmoid gelu", "gelu sigmoid"),
    family="Gated",
    year=2016,
    descends_from=("gelu", "silu"),
    formula=r"x\,\sigma(1.702 x)",
    derivative_formula=r"\sigma(z)\,(1 + z\,\sigma(-z)),\quad z = 1.702 x",
    value=lambda x: beta_swish_value(x, QUICK),
    slope=lambda x: beta_swish_slope(x, QUICK),
    facts_at=lambda: beta_swish_facts(QUICK),
    special_case_of=SpecialCase(beta_swish, {"beta": QUICK}),
    reference=HENDRYCKS_GIMPEL,
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = x * np.exp(-np.logaddexp(0, -1.702 * x))", native=False),
        Spelling("PyTorch", "import torch\n\ny = x * torch.sigmoid(1.702 * x)", native=False),
        Spelling("Keras", "import keras\n\ny = x * keras.ops.sigmoid(1.702 * x)", native=False),
        Spelling("JAX", "import jax\n\ny = x * jax.nn.sigmoid(1.702 * x)", native=False),
    ),
)


def hard_swish_value(x: Array) -> Array:
    return gated(x, np.clip(x + 3.0, 0.0, 6.0) / 6.0)


def hard_swish_slope(x: Array) -> Array:
    """PyTorch's slopes at the kinks: 0 at −3, 1 at 3."""
    return np.where(x <= -3.0, 0.0, np.where(x >= 3.0, 1.0, (2.0 * x + 3.0) / 6.0))


def hard_swish_facts() -> Facts:
    return Facts(
        range=(Interval(-0.375, math.inf, low_closed=True),),
        derivative_range=(Interval(-0.5, 1.5),),
        trend="not monotonic",
        shape="neither convex nor concave",
        symmetry="neither odd nor even",
        smoothness="C⁰",
        kinks=(-3.0, 3.0),
        left="hard",
        fixed_points=(ORIGIN, Interval(3.0, math.inf, low_closed=True)),
        minimum_at=(Interval.point(-1.5),),
        special_values={-math.inf: 0.0, -3.0: 0.0, -1.5: -0.375, 0.0: 0.0, 3.0: 3.0},
    )


hard_swish = Activation(
    name="hard_swish",
    label="Hard swish",
    aliases=("hard_silu", "hard silu", "hardswish", "hardsilu", "h-swish"),
    family="Gated",
    year=2019,
    descends_from=("silu", "hard_sigmoid"),
    formula=r"\frac{x}{6} \min(\max(x + 3, 0), 6)",
    derivative_formula=r"\begin{cases} 0 & x \le -3 \\ \frac{2x + 3}{6} & -3 < x < 3 \\ "
    r"1 & x \ge 3 \end{cases}",
    value=hard_swish_value,
    slope=hard_swish_slope,
    facts_at=hard_swish_facts,
    reference=Reference(
        "Andrew Howard, Mark Sandler, Grace Chu, Liang-Chieh Chen, Bo Chen, Mingxing Tan, Weijun Wang, "
        "Yukun Zhu, Ruoming Pang, Vijay Vasudevan, Quoc V. Le, Hartwig Adam",
        2019,
        "Searching for MobileNetV3",
        "https://arxiv.org/abs/1905.02244",
    ),
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = x * np.clip(x + 3, 0, 6) / 6", native=False),
        Spelling(
            "PyTorch",
            "import torch\n\ny = torch.nn.functional.hardswish(x)",
            slopes_at_kinks=lambda: (0.0, 1.0),
        ),
        Spelling("Keras", "import keras\n\ny = keras.ops.hard_swish(x)", slopes_at_kinks=lambda: (0.0, 1.0)),
        Spelling("JAX", "import jax\n\ny = jax.nn.hard_swish(x)", slopes_at_kinks=lambda: (0.0, 1.0)),
    ),
)

OPEN = 20.0
"""Beyond it tanh(e^x) is 1 and its slope 0 to the last digit."""


def tanh_exp_value(x: Array) -> Array:
    return gated(x, np.tanh(np.exp(np.minimum(x, OPEN))))


def tanh_exp_slope(x: Array) -> Array:
    growth = np.exp(np.minimum(x, OPEN))
    return gated_slope(x, np.tanh(growth), growth * tanh_slope(growth))


tanh_exp = Activation(
    name="tanh_exp",
    label="TanhExp",
    aliases=("tanh exponential",),
    family="Gated",
    year=2020,
    descends_from=("mish",),
    formula=r"x\,\tanh(e^{x})",
    derivative_formula=r"\tanh(e^{x}) + x\,e^{x} \operatorname{sech}^{2}(e^{x})",
    value=tanh_exp_value,
    slope=tanh_exp_slope,
    facts_at=lambda: smoothly_gated_facts(tanh_exp_value, tanh_exp_slope),
    reference=Reference(
        "Xinyu Liu, Xiaoguang Di",
        2020,
        "TanhExp: A Smooth Activation Function with High Convergence Speed for Lightweight Neural Networks",
        "https://arxiv.org/abs/2003.09855",
    ),
    spellings=(
        Spelling("NumPy", "import numpy as np\n\ny = x * np.tanh(np.exp(np.minimum(x, 20)))", native=False),
        Spelling(
            "PyTorch",
            "import torch\n\ny = x * torch.tanh(torch.exp(torch.clamp(x, max=20)))",
            native=False,
            note="Without the bound the exponential overflows, and the gradient is nan.",
        ),
        Spelling(
            "Keras",
            "import keras\n\ny = x * keras.ops.tanh(keras.ops.exp(keras.ops.minimum(x, 20.0)))",
            native=False,
            note="Without the bound the exponential overflows, and the gradient is nan.",
        ),
        Spelling(
            "JAX",
            "import jax.numpy as jnp\n\ny = x * jnp.tanh(jnp.exp(jnp.minimum(x, 20)))",
            native=False,
            note="Without the bound the exponential overflows, and the gradient is nan.",
        ),
    ),
)


def serf_value(x: Array) -> Array:
    return gated(x, erf(softplus_value(x, 1.0)))


def serf_slope(x: Array) -> Array:
    inner = softplus_value(x, 1.0)
    bell = 2.0 / math.sqrt(math.pi) * np.exp(-(inner**2))
    return gated_slope(x, erf(inner), bell * softplus_slope(x, 1.0))


serf = Activation(
    name="serf",
    label="Serf",
    aliases=("log-softplus error activation function",),
    family="Gated",
    year=2021,
    descends_from=("mish", "gelu"),
    formula=r"x \operatorname{erf}(\ln(1 + e^{x}))",
    derivative_formula=r"\operatorname{erf}(s) + \frac{2 x}{\sqrt{\pi}}\,\sigma(x)\,e^{-s^{2}},"
    r"\quad s = \ln(1 + e^{x})",
    value=serf_value,
    slope=serf_slope,
    facts_at=lambda: smoothly_gated_facts(serf_value, serf_slope),
    reference=Reference(
        "Sayan Nag, Mayukh Bhattacharyya",
        2021,
        "SERF: Towards Better Training of Deep Neural Networks Using Log-Softplus ERror Activation Function",
        "https://arxiv.org/abs/2108.09598",
    ),
    spellings=(
        Spelling(
            "NumPy",
            "import math\n\nimport numpy as np\n\ny = x * np.vectorize(math.erf)(np.logaddexp(0, x))",
            native=False,
        ),
        Spelling(
            "PyTorch",
            "import torch\n\ny = x * torch.erf(torch.nn.functional.softplus(x))",
            native=False,
        ),
        Spelling("Keras", "import keras\n\ny = x * keras.ops.erf(keras.ops.softplus(x))", native=False),
        Spelling("JAX", "import jax\n\ny = x * jax.scipy.special.erf(jax.nn.softplus(x))", native=False),
    ),
)
