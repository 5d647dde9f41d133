"""What PyTorch, Keras and JAX assume where a caller says nothing: defaults, constants, the form they mean.

The slopes they use at kinks stand with each function, in :class:`activations.core.Spelling`. `make parity`
evaluates the evidence for every answer in the framework itself.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
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


def defaults(function: str) -> dict[str, float]:
    """What the frameworks assume of a function, by the name of theirs, with _ for each point."""
    return {
        answer.api.replace(".", "_"): answer.value
        for convention in CONVENTIONS
        if convention.function == function
        for answer in convention.answers
    }


def value(function: str, x: float) -> float:
    """Our f(x), at the defaults."""
    return float(CATALOG[function](x))


exact = partial(Answer, value=value("gelu", -2.0), meaning="x Φ(x) exactly")
by_tanh = partial(Answer, value=value("gelu_tanh", -2.0), meaning="its approximation by tanh")
everywhere = partial(Answer, value=math.log1p(math.exp(-21.0)), meaning="ln(1 + eˣ) everywhere")

CONVENTIONS = (
    Convention(
        "leaky_relu",
        question="slope for negative inputs",
        answers=(
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
        question="slope from which it learns",
        answers=(
            Answer("PyTorch", "torch.nn.PReLU", 0.25, "torch.nn.PReLU().weight.item()"),
            Answer("Keras", "keras.layers.PReLU", 0.0, "-keras.layers.PReLU()(keras.ops.array([-1.0]))[0]"),
        ),
    ),
    Convention(
        "rrelu",
        question="smallest slope it draws",
        answers=(Answer("PyTorch", "torch.nn.RReLU", 1 / 8, "torch.nn.RReLU().lower"),),
    ),
    Convention(
        "rrelu",
        question="largest slope it draws",
        answers=(Answer("PyTorch", "torch.nn.RReLU", 1 / 3, "torch.nn.RReLU().upper"),),
    ),
    Convention(
        "rrelu",
        question="slope when it is not training",
        answers=(
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
        question="form, as seen at x = −2",
        answers=(
            exact(
                "PyTorch",
                "torch.nn.functional.gelu",
                evidence="torch.nn.functional.gelu(torch.tensor(-2.0))",
            ),
            exact("Keras", "keras.activations.gelu", evidence="keras.activations.gelu(-2.0)"),
            by_tanh("Keras", "keras.ops.gelu", evidence="keras.ops.gelu(-2.0)"),
            by_tanh("JAX", "jax.nn.gelu", evidence="jax.nn.gelu(-2.0)"),
        ),
    ),
    Convention(
        "softplus",
        question="f(21) − 21",
        answers=(
            Answer(
                "PyTorch",
                "torch.nn.functional.softplus",
                0.0,
                "torch.nn.functional.softplus(torch.tensor(21.0, dtype=torch.float64)) - 21",
                meaning="x itself where βx > 20",
            ),
            everywhere(
                "Keras",
                "keras.ops.softplus",
                evidence="keras.ops.softplus(keras.ops.array(21.0, 'float64')) - 21",
            ),
            everywhere("JAX", "jax.nn.softplus", evidence="jax.nn.softplus(21.0) - 21"),
        ),
    ),
    Convention(
        "softplus",
        question="βx beyond which it is x",
        answers=(Answer("PyTorch", "torch.nn.Softplus", 20.0, "torch.nn.Softplus().threshold"),),
    ),
    Convention(
        "elu",
        question="−f(−∞), which is α",
        answers=(
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
        question="−f(−∞), which is α",
        answers=(
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
        question="slope for positive inputs, λ",
        answers=(
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
        question="f(1)",
        answers=(
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
        question="largest value",
        answers=(
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
        question="threshold",
        answers=(
            Answer("PyTorch", "torch.nn.functional.hardshrink", 0.5, "torch.nn.Hardshrink().lambd"),
            Answer("Keras", "keras.ops.hard_shrink", 0.5, "keras.ops.hard_shrink.__defaults__[0]"),
        ),
    ),
    Convention(
        "soft_shrink",
        question="threshold",
        answers=(
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
        question="4 f(0)², which is b",
        answers=(
            Answer("Keras", "keras.ops.squareplus", 4.0, "4 * keras.ops.squareplus(0.0) ** 2"),
            Answer("JAX", "jax.nn.squareplus", 4.0, "4 * jax.nn.squareplus(0.0) ** 2"),
        ),
    ),
)
