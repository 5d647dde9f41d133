"""What the frameworks are known to do otherwise than we: where, how far, and why.

Each is held against the frameworks both ways: a number further away than is stated here fails, and so does a
deviation that no longer occurs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from parity.accuracy import Bools, Floats

Of = Literal["value", "slope"]
Within = Callable[[Floats], Floats]


@dataclass(frozen=True)
class Deviation:
    """Numbers further from ours than rounding explains.

    ``at`` names the functions of each framework in which it occurs, with spaces between. There, for x
    ``where`` that holds, the error is at most ``within``.
    """

    name: str
    why: str
    of: tuple[Of, ...]
    where: Callable[[Floats], Bools]
    within: Within
    at: Mapping[str, str]

    def concerns(self, framework: str, function: str, of: Of) -> bool:
        return of in self.of and function in self.functions(framework)

    def functions(self, framework: str) -> list[str]:
        return self.at.get(framework, "").split()

    def explains(self, x: Floats, theirs: Floats, ours: Floats) -> Bools:
        """Which of their numbers are as far from ours as is stated, and no further; any is within ∞."""
        bound = self.within(x)
        with np.errstate(all="ignore"):
            return np.asarray(
                self.where(x) & ((abs(theirs.astype(np.float64) - ours) <= bound) | np.isposinf(bound))
            )


def everywhere(x: Floats) -> Bools:
    return np.full(x.shape, True)


def at_zero(x: Floats) -> Bools:
    return np.asarray(x == 0)


def beside_three_and_one(x: Floats) -> Bools:
    """Where x + 3 or x + 1 is rounded to the place of a kink."""
    return np.asarray(abs(abs(abs(x) - 2) - 1) < 4 * np.finfo(x.dtype).eps)


def in_float64(x: Floats) -> Bools:
    return np.full(x.shape, x.dtype == np.float64)


def where_powers_overflow(x: Floats) -> Bools:
    """Where x³, or a multiple of x, may be infinite."""
    return abs(x) > np.cbrt(np.finfo(x.dtype).max) / 16


def where_squares_underflow(x: Floats) -> Bools:
    """Where x² is 0, or too small to be normal."""
    return abs(x) < np.sqrt(np.finfo(x.dtype).tiny)


def where_phases_are_lost(x: Floats) -> Bools:
    """Where a rounding of x is not much less than a period."""
    return abs(x) > 0.001 / np.finfo(x.dtype).eps


def any_number(x: Floats) -> Floats:
    return np.full(x.shape, np.inf)


def epsilons(count: float) -> Within:
    return lambda x: np.full(x.shape, count * float(np.finfo(x.dtype).eps))


def epsilons_of_x(count: float) -> Within:
    return lambda x: epsilons(count)(x) * np.fmax(1.0, abs(x.astype(np.float64)))


def epsilons_over_square(count: float) -> Within:
    """So many ε, or ε/x² if that is more, and any number from where that is 1."""

    def within(x: Floats) -> Floats:
        with np.errstate(divide="ignore", over="ignore"):
            error = epsilons(count)(x) * np.fmax(1.0, 1.0 / x.astype(np.float64) ** 2)
        return np.where(error < 1.0, error, np.inf)

    return within


def absolute(error: float) -> Within:
    return lambda x: np.full(x.shape, error)


def in_all(functions: str) -> dict[str, str]:
    return dict.fromkeys(("PyTorch", "Keras", "JAX"), functions)


BOTH: tuple[Of, ...] = ("value", "slope")

DEVIATIONS: tuple[Deviation, ...] = (
    Deviation(
        "nan",
        why="nan fails every comparison, so the value there is that of the other branch, not nan.",
        of=("value",),
        where=np.isnan,
        within=any_number,
        at={
            "PyTorch": "binary_step",
            "Keras": "threshold hard_shrink soft_shrink",
            "JAX": "threshold hard_shrink soft_shrink",
        },
    ),
    Deviation(
        "nan at ±∞",
        why="At ±∞ it computes 0 · ∞, ∞ − ∞ or ∞/∞, which is nan; here the value is the limit.",
        of=("value",),
        where=np.isinf,
        within=any_number,
        at={
            "PyTorch": "softsign isru leaky_relu prelu general_relu srelu isrlu squareplus bent_identity "
            "silu gelu gelu_tanh mish beta_swish quick_gelu hard_swish tanh_exp serf sinc "
            "snake",
            "Keras": "softsign isru leaky_relu prelu srelu isrlu squareplus bent_identity silu gelu "
            "gelu_tanh mish beta_swish quick_gelu hard_swish tanh_exp serf sinc snake",
            "JAX": "softsign isru leaky_relu prelu general_relu srelu isrlu squareplus bent_identity "
            "silu gelu gelu_tanh mish beta_swish quick_gelu hard_swish tanh_exp serf sinc "
            "snake",
        },
    ),
    Deviation(
        "threshold of 20",
        why="Where βx > 20 it is x itself, with slope 1.",
        of=BOTH,
        where=everywhere,
        within=absolute(4.2e-9),
        at={"PyTorch": "softplus"},
    ),
    Deviation(
        "sum of sums",
        why="Its threshold adds cumulated sums: wrong where more than one number is positive, and the "
        "results do not sum to 1.",
        of=BOTH,
        where=everywhere,
        within=any_number,
        at={"Keras": "sparsemax"},
    ),
    Deviation(
        "negative threshold",
        why="It clips at 0, so what is between a negative threshold and 0 is 0, and at the threshold "
        "it is 0.",
        of=BOTH,
        where=everywhere,
        within=absolute(2.0),
        at={"Keras": "general_relu"},
    ),
    Deviation(
        "slope at a jump",
        why="At the jump its slope is that of a branch, not 0.",
        of=("slope",),
        where=everywhere,
        within=absolute(0.5),
        at={"PyTorch": "general_relu", "JAX": "general_relu"},
    ),
    Deviation(
        "constant of float32",
        why="In float64, too, a constant in its slope is rounded to float32.",
        of=("slope",),
        where=in_float64,
        within=epsilons(2.0**29),
        at={"PyTorch": "hard_sigmoid celu"},
    ),
    Deviation(
        "steps in float32",
        why="In float64, too, some of its steps are taken in float32.",
        of=BOTH,
        where=in_float64,
        within=any_number,
        at={"Keras": "tanh_exp snake"},
    ),
    Deviation(
        "slope at 0",
        why="The slope at 0 is 0 whatever the parameter, even where that leaves no kink.",
        of=("slope",),
        where=at_zero,
        within=absolute(1.0),
        at={
            "PyTorch": "hard_shrink soft_shrink",
            "Keras": "prelu hard_shrink soft_shrink",
            "JAX": "hard_shrink soft_shrink",
        },
    ),
    Deviation(
        "√0",
        why="√(x² + b) at b = 0: x² is 0 where x is not, and the slope of the root there is infinite.",
        of=("slope",),
        where=where_squares_underflow,
        within=any_number,
        at={"Keras": "squareplus", "JAX": "squareplus"},
    ),
    Deviation(
        "cancellation at 0",
        why="The slope divides what is left of a difference by x or x²: near 0 it is lost, and may be "
        "infinite.",
        of=("slope",),
        where=everywhere,
        within=epsilons_over_square(64),
        at=in_all("sinc"),
    ),
    Deviation(
        "rounded tail",
        why="The slope is a difference of rounded numbers, as 1 − y² of tanh: where it is small, few digits "
        "are left, and in the tail none.",
        of=("slope",),
        where=everywhere,
        within=epsilons(16),
        at={
            "PyTorch": "sigmoid tanh lecun_tanh complementary_log_log softsign isru isrlu squareplus "
            "gelu gelu_tanh tanh_shrink snake geglu",
            "Keras": "sigmoid tanh lecun_tanh complementary_log_log softsign isru elu celu selu isrlu "
            "squareplus gelu_tanh tanh_shrink snake",
            "JAX": "sigmoid tanh lecun_tanh complementary_log_log softsign isru elu celu selu isrlu "
            "squareplus gelu_tanh tanh_shrink snake",
        },
    ),
    Deviation(
        "rounded into the kink",
        why="Next to a kink x + 3 or x + 1 is rounded to its place, and the slope is that at the kink.",
        of=("slope",),
        where=beside_three_and_one,
        within=absolute(0.5),
        at={
            "PyTorch": "sparse_sigmoid",
            "Keras": "hard_sigmoid sparse_sigmoid hard_swish",
            "JAX": "hard_sigmoid sparse_sigmoid hard_swish",
        },
    ),
    Deviation(
        "lost phase",
        why="Where x is huge, a multiple of it is rounded by not much less than the period of the sine.",
        of=BOTH,
        where=where_phases_are_lost,
        within=absolute(10.0),
        at={"PyTorch": "sinc snake", "Keras": "snake", "JAX": "sinc snake"},
    ),
    Deviation(
        "overflow of powers",
        why="Where x is huge, x², x³ or a multiple of x is infinite before f is.",
        of=BOTH,
        where=where_powers_overflow,
        within=any_number,
        at={
            "PyTorch": "isru isrlu squareplus gelu gelu_tanh hard_swish serf gaussian snake",
            "Keras": "isru isrlu softplus squareplus sparse_plus gelu_tanh serf gaussian snake",
            "JAX": "isru isrlu softplus squareplus sparse_plus gelu_tanh serf gaussian snake",
        },
    ),
    Deviation(
        "cancellation",
        why="Numbers that are nearly the same are subtracted, as in 1 + erf(x/√2) far to the left: few "
        "digits are left, and in the tail none.",
        of=BOTH,
        where=everywhere,
        within=epsilons_of_x(256),
        at={
            "PyTorch": "squareplus bent_identity gelu gelu_tanh tanh_shrink geglu",
            "Keras": "squareplus bent_identity gelu_tanh mish tanh_exp tanh_shrink",
            "JAX": "squareplus bent_identity gelu_tanh mish tanh_exp tanh_shrink",
        },
    ),
)
