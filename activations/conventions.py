"""What PyTorch, Keras and JAX assume where a caller says nothing: defaults, constants, the form they mean.

The slopes they use at kinks stand with each function, in :class:`activations.core.Spelling`. `make parity`
evaluates the evidence for every answer in the framework itself.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from activations.catalog import CATALOG


@dataclass(frozen=True)
class Answer:
    """What one framework's function or layer assumes.

    ``evidence`` is an expression in Python, with torch, keras or jax imported, whose value is ``value``.
    ``meaning`` says what that number stands for, where it is not itself the answer.
    """

    framework: Literal["PyTorch", "Keras", "JAX"]
    api: str
    value: float
    evidence: str
    meaning: str = ""


@dataclass(frozen=True)
class Convention:
    """A question about a function of the catalog, and the frameworks' answers."""

    function: str
    question: str
    answers: tuple[Answer, ...]

    @property
    def is_shared(self) -> bool:
        """Whether all of them answer the same."""
        return len({answer.value for answer in self.answers}) == 1


def value(function: str, x: float) -> float:
    """Our f(x), at the defaults."""
    return float(CATALOG[function](x))


GELU, GELU_TANH = value("gelu", -2.0), value("gelu_tanh", -2.0)
EXACT, BY_TANH = "x Φ(x) exactly", "its approximation by tanh"
BEYOND_20 = math.log1p(math.exp(-21.0))
EVERYWHERE, UP_TO_20 = "ln(1 + eˣ) everywhere", "x itself where βx > 20"

CONVENTIONS = (
    Convention(
        "leaky_relu",
        "slope for negative inputs",
        (
            Answer(
                "PyTorch",
                "torch.nn.functional.leaky_relu",
                0.01,
                "-torch.nn.functional.leaky_relu(torch.tensor(-1.0))",
            ),
            Answer("PyTorch", "torch.nn.LeakyReLU", 0.01, "torch.nn.LeakyReLU().negative_slope"),
            Answer("Keras", "keras.ops.leaky_relu", 0.2, "-keras.ops.leaky_relu(-1.0)"),
            Answer("Keras", "keras.activations.leaky_relu", 0.2, "-keras.activations.leaky_relu(-1.0)"),
            Answer("Keras", "keras.layers.LeakyReLU", 0.3, "keras.layers.LeakyReLU().negative_slope"),
            Answer("JAX", "jax.nn.leaky_relu", 0.01, "-jax.nn.leaky_relu(-1.0)"),
        ),
    ),
    Convention(
        "prelu",
        "slope from which it learns",
        (
            Answer("PyTorch", "torch.nn.PReLU", 0.25, "torch.nn.PReLU().weight.item()"),
            Answer("Keras", "keras.layers.PReLU", 0.0, "-keras.layers.PReLU()(keras.ops.array([-1.0]))[0]"),
        ),
    ),
    Convention(
        "rrelu",
        "smallest slope it draws",
        (Answer("PyTorch", "torch.nn.RReLU", 1 / 8, "torch.nn.RReLU().lower"),),
    ),
    Convention(
        "rrelu",
        "largest slope it draws",
        (Answer("PyTorch", "torch.nn.RReLU", 1 / 3, "torch.nn.RReLU().upper"),),
    ),
    Convention(
        "rrelu",
        "slope when it is not training",
        (
            Answer(
                "PyTorch",
                "torch.nn.functional.rrelu",
                11 / 48,
                "-torch.nn.functional.rrelu(torch.tensor(-1.0))",
            ),
        ),
    ),
    Convention(
        "gelu",
        "form, as seen at x = −2",
        (
            Answer(
                "PyTorch",
                "torch.nn.functional.gelu",
                GELU,
                "torch.nn.functional.gelu(torch.tensor(-2.0))",
                EXACT,
            ),
            Answer("Keras", "keras.activations.gelu", GELU, "keras.activations.gelu(-2.0)", EXACT),
            Answer("Keras", "keras.ops.gelu", GELU_TANH, "keras.ops.gelu(-2.0)", BY_TANH),
            Answer("JAX", "jax.nn.gelu", GELU_TANH, "jax.nn.gelu(-2.0)", BY_TANH),
        ),
    ),
    Convention(
        "softplus",
        "f(21) − 21",
        (
            Answer(
                "PyTorch",
                "torch.nn.functional.softplus",
                0.0,
                "torch.nn.functional.softplus(torch.tensor(21.0, dtype=torch.float64)) - 21",
                UP_TO_20,
            ),
            Answer(
                "Keras",
                "keras.ops.softplus",
                BEYOND_20,
                "keras.ops.softplus(keras.ops.array(21.0, 'float64')) - 21",
                EVERYWHERE,
            ),
            Answer("JAX", "jax.nn.softplus", BEYOND_20, "jax.nn.softplus(21.0) - 21", EVERYWHERE),
        ),
    ),
    Convention(
        "elu",
        "−f(−∞), which is α",
        (
            Answer(
                "PyTorch",
                "torch.nn.functional.elu",
                1.0,
                "-torch.nn.functional.elu(torch.tensor(-torch.inf))",
            ),
            Answer("Keras", "keras.ops.elu", 1.0, "-keras.ops.elu(-float('inf'))"),
            Answer("JAX", "jax.nn.elu", 1.0, "-jax.nn.elu(-jax.numpy.inf)"),
        ),
    ),
    Convention(
        "celu",
        "−f(−∞), which is α",
        (
            Answer(
                "PyTorch",
                "torch.nn.functional.celu",
                1.0,
                "-torch.nn.functional.celu(torch.tensor(-torch.inf))",
            ),
            Answer("Keras", "keras.ops.celu", 1.0, "-keras.ops.celu(-float('inf'))"),
            Answer("JAX", "jax.nn.celu", 1.0, "-jax.nn.celu(-jax.numpy.inf)"),
        ),
    ),
    Convention(
        "selu",
        "slope for positive inputs, λ",
        (
            Answer(
                "PyTorch",
                "torch.nn.functional.selu",
                value("selu", 1.0),
                "torch.nn.functional.selu(torch.tensor(1.0))",
            ),
            Answer("Keras", "keras.ops.selu", value("selu", 1.0), "keras.ops.selu(1.0)"),
            Answer("JAX", "jax.nn.selu", value("selu", 1.0), "jax.nn.selu(1.0)"),
        ),
    ),
    Convention(
        "hard_sigmoid",
        "f(1)",
        (
            Answer(
                "PyTorch",
                "torch.nn.functional.hardsigmoid",
                value("hard_sigmoid", 1.0),
                "torch.nn.functional.hardsigmoid(torch.tensor(1.0))",
            ),
            Answer(
                "Keras", "keras.ops.hard_sigmoid", value("hard_sigmoid", 1.0), "keras.ops.hard_sigmoid(1.0)"
            ),
            Answer("JAX", "jax.nn.hard_sigmoid", value("hard_sigmoid", 1.0), "jax.nn.hard_sigmoid(1.0)"),
        ),
    ),
    Convention(
        "hard_tanh",
        "largest value",
        (
            Answer(
                "PyTorch",
                "torch.nn.functional.hardtanh",
                1.0,
                "torch.nn.functional.hardtanh(torch.tensor(9.0))",
            ),
            Answer("Keras", "keras.ops.hard_tanh", 1.0, "keras.ops.hard_tanh(9.0)"),
            Answer("JAX", "jax.nn.hard_tanh", 1.0, "jax.nn.hard_tanh(9.0)"),
        ),
    ),
    Convention(
        "hard_shrink",
        "threshold",
        (
            Answer("PyTorch", "torch.nn.functional.hardshrink", 0.5, "torch.nn.Hardshrink().lambd"),
            Answer("Keras", "keras.ops.hard_shrink", 0.5, "keras.ops.hard_shrink.__defaults__[0]"),
        ),
    ),
    Convention(
        "soft_shrink",
        "threshold",
        (
            Answer(
                "PyTorch",
                "torch.nn.functional.softshrink",
                0.5,
                "1 - torch.nn.functional.softshrink(torch.tensor(1.0))",
            ),
            Answer("Keras", "keras.ops.soft_shrink", 0.5, "1 - keras.ops.soft_shrink(1.0)"),
        ),
    ),
    Convention(
        "squareplus",
        "4 f(0)², which is b",
        (
            Answer("Keras", "keras.ops.squareplus", 4.0, "4 * keras.ops.squareplus(0.0) ** 2"),
            Answer("JAX", "jax.nn.squareplus", 4.0, "4 * jax.nn.squareplus(0.0) ** 2"),
        ),
    ),
)
