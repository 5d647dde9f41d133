"""Numbers that overflow: the documents' formulas as one types them, against forms that keep their digits.

A formula that is right on paper can fail in floating point: where e^x overflows, where a difference of nearly
equal numbers cancels, where 1 + e^x is 1. Here each formula is text that Python evaluates, in float64, in
float32, and, as what is exact, in decimal arithmetic with as many digits as it takes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, localcontext
from functools import cache, lru_cache
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from activations.catalog import CATALOG
from activations.core import Array, read_only
from activations.vector import softmax

Sign = Literal[1, -1]
Precision = Literal["float64", "float32"]
Form = Literal["naive", "stable"]
Compute = Callable[[Any], Any]
Floats = NDArray[np.floating[Any]]

FARTHEST = 1000.0
"""How far out formulas are looked at: everything that happens to them has happened before."""
DIGITS = 40
"""Decimal digits that are left of an exact value after all that cancels."""
SECTIONS = 512
AHEAD = 8
"""Of how many sections beyond the last hit a finer search is made."""
STATES = ("a number", "nan", "∞", "−∞", "0", "1", "−1")
HALF_OF_THE_DIGITS = "half of the digits lost"


@dataclass(frozen=True, eq=False)
class Formula:
    """A formula as documents type it, and the form to use instead.

    ``code`` is Python for x, exp and log. ``signs`` are the sides of 0 on which it is used. ``cancels`` says
    how many of its digits cancel far out, in multiples of |x|·log10(e): 1 where a result e^−|x| is what is
    left of 1.
    """

    code: str
    documents: tuple[str, ...]
    stable: Callable[[Any], Array]
    signs: tuple[Sign, ...] = (1, -1)
    cancels: int = 0

    def typed(self, x: Any, exp: Compute, log: Compute) -> Any:
        """The formula as it stands, in whatever arithmetic x, exp and log have."""
        return eval(self.code, {"__builtins__": {}, "x": x, "exp": exp, "log": log})

    def naive(self, x: Any) -> Floats:
        """The formula in NumPy, in the precision of x; what overflows does so without a warning."""
        with np.errstate(all="ignore"):
            return np.asarray(self.typed(x, np.exp, np.log))


FORMULAS: Mapping[str, Formula] = {
    "Sigmoid by e^x": Formula("exp(x) / (1 + exp(x))", ("004",), CATALOG["sigmoid"]),
    "Sigmoid by e^−x": Formula("1 / (1 + exp(-x))", ("000", "001", "002", "004"), CATALOG["sigmoid"]),
    "Slope of sigmoid": Formula(
        "(a := 1 / (1 + exp(-x))) * (1 - a)",
        ("000", "001", "002", "004"),
        CATALOG["sigmoid"].derivative,
        cancels=1,
    ),
    "Tanh as a quotient": Formula(
        "(exp(x) - exp(-x)) / (exp(x) + exp(-x))", ("000", "002", "004"), CATALOG["tanh"]
    ),
    "Tanh by a sigmoid": Formula("2 / (1 + exp(-2 * x)) - 1", ("000", "001", "002"), CATALOG["tanh"]),
    "Slope of tanh": Formula(
        "1 - ((exp(x) - exp(-x)) / (exp(x) + exp(-x))) ** 2",
        ("000", "002"),
        CATALOG["tanh"].derivative,
        cancels=2,
    ),
    "Softplus": Formula("log(1 + exp(x))", ("000", "002"), CATALOG["softplus"], cancels=1),
    "ELU": Formula("exp(x) - 1", ("000", "002", "004"), CATALOG["elu"], signs=(-1,)),
    "Slope of ELU": Formula("(exp(x) - 1) + 1", ("000",), CATALOG["elu"].derivative, signs=(-1,), cancels=1),
    "ln a": Formula("log(1 / (1 + exp(-x)))", ("002",), lambda x: -CATALOG["softplus"](-x), cancels=1),
    "ln(1 − a)": Formula(
        "log(1 - 1 / (1 + exp(-x)))", ("002",), lambda x: -CATALOG["softplus"](x), cancels=1
    ),
    "Softmax": Formula("exp(x) / (exp(x) + exp(x))", ("001",), lambda x: softmax([x, x], axis=0)[0]),
}
"""By name. ELU is given for α = 1 and x ≤ 0, its slope as f + α; a is σ(x), and both logarithms stand in the
loss of a two-class output; softmax is that of two equal inputs, and ½ whatever they are."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """A formula at some inputs, as typed and in its stable form, with the relative error of each.

    ``exact`` has 40 digits. An error is |value − exact| / |exact|: ∞ where the value is infinite, NaN where
    it is NaN.
    """

    x: Array
    naive: Array
    stable: Array
    exact: tuple[Decimal, ...]
    naive_error: Array
    stable_error: Array


@dataclass(frozen=True)
class Threshold:
    """Where a formula fails: ``last`` is the last input before, ``first`` the float after it.

    ``becomes`` is what it is from there on (one of STATES), until the next threshold; or HALF_OF_THE_DIGITS
    where the relative error has first been found above the root of the precision.
    """

    becomes: str
    last: float
    first: float


POWERS_OF_TEN: Array = read_only(10.0 ** (np.arange(-340, 61) / 20))
"""From 1e−17, where e^x is 1, to 1000, twenty a power of ten."""


def simulate(formula: str = "Sigmoid by e^x", x: ArrayLike = POWERS_OF_TEN) -> Comparison:
    """A formula of FORMULAS at inputs within ±1000 other than 0, as typed, in its stable form, and exactly.

    Raises ValueError for a formula there is not, and inputs that are not in its reach or of one row.
    """
    chosen = find(formula)
    inputs = read_only(np.asarray(x, dtype=np.float64))
    if inputs.ndim != 1 or not ((inputs != 0.0) & (np.abs(inputs) <= FARTHEST)).all():
        raise ValueError(f"x must be a row of numbers within ±{FARTHEST:g} other than 0.")
    if not np.isin(np.sign(inputs), chosen.signs).all():
        raise ValueError(f"{formula} is used for x < 0 only.")
    naive, stable = read_only(chosen.naive(inputs).tolist()), read_only(chosen.stable(inputs))
    truths = tuple(exact(chosen, each) for each in inputs.tolist())
    naive_error, stable_error = (
        read_only([relative_error(value, truth) for value, truth in zip(values, truths, strict=True)])
        for values in (naive.tolist(), stable.tolist())
    )
    return Comparison(inputs, naive, stable, truths, naive_error, stable_error)


def exact(formula: Formula, x: float) -> Decimal:
    """The formula at x, by decimal arithmetic with 40 digits more than cancel far out or near 0."""
    lost = formula.cancels * abs(x) * math.log10(math.e) + max(0.0, -math.log10(abs(x)))
    digits = DIGITS + math.ceil(lost)
    with localcontext(Context(prec=digits, Emax=MAX_EMAX, Emin=MIN_EMIN)):
        return Decimal(formula.typed(Decimal(x), cache(Decimal.exp), Decimal.ln))


def relative_error(value: float, truth: Decimal) -> float:
    """|value − truth| / |truth|."""
    if not math.isfinite(value):
        return abs(value)
    with localcontext(Context(prec=DIGITS, Emax=MAX_EMAX, Emin=MIN_EMIN)):
        return float(abs((Decimal(value) - truth) / truth))


@lru_cache(maxsize=128)
def thresholds(
    formula: str,
    sign: Sign = 1,
    *,
    towards_zero: bool = False,
    form: Form = "naive",
    precision: Precision = "float64",
) -> tuple[Threshold, ...]:
    """Where the formula fails on one side of 0, from ±1 outwards to ±1000, or towards 0; nearest ±1 first.

    Each is found to the last digit, by cutting the floats in between again and again into hundreds of
    sections. Where failing and not failing alternate, as rounding has it, ``last`` is the last place found at
    which the formula does not fail. The stable form is computed in float64 only.

    Raises ValueError for a formula there is not, a side on which it is not used, and the stable form in
    float32.
    """
    chosen = find(formula)
    if sign not in chosen.signs:
        raise ValueError(f"{formula} is used for x < 0 only.")
    if form == "stable" and precision != "float64":
        raise ValueError("The stable form is computed in float64 only.")
    kind = np.finfo(precision)
    near = kind.dtype.type(sign)
    end = kind.dtype.type(sign * (kind.smallest_normal if towards_zero else FARTHEST))
    compute = chosen.naive if form == "naive" else chosen.stable

    def differs_from(state: int) -> Callable[[Floats], NDArray[np.bool_]]:
        return lambda x: states(compute(x)) != state

    found: list[Threshold] = []
    while there := int(states(compute(end))):
        crossing = last_place(differs_from(there), near, end)
        if crossing is None:
            break
        found.append(Threshold(STATES[there], *crossing))
        end = kind.dtype.type(crossing[0])
    if form == "naive" and (loss := where_half_is_lost(chosen, near, end)):
        found.append(loss)
    return tuple(reversed(found))


def where_half_is_lost(formula: Formula, near: np.floating[Any], far: np.floating[Any]) -> Threshold | None:
    """The place nearest to ``near`` where a relative error above the root of the precision is found."""
    kind = np.finfo(near.dtype)
    root = math.sqrt(kind.eps)

    def lost(x: Floats) -> NDArray[np.bool_]:
        truth = formula.stable(x.astype(np.float64))
        error = np.abs(formula.naive(x).astype(np.float64) - truth)
        return (error > root * np.abs(truth)) & (np.abs(truth) >= kind.smallest_normal)

    crossing = last_place(lost, far, near)
    return crossing and Threshold(HALF_OF_THE_DIGITS, crossing[1], crossing[0])


def last_place(
    holds: Callable[[Floats], NDArray[np.bool_]], start: np.floating[Any], end: np.floating[Any]
) -> tuple[float, float] | None:
    """The last float from start to end at which a condition holds, and the float after it, if it was found.

    Start and end lie on the same side of 0, where floats are ordered as the integers with the same bits. The
    floats in between are cut at random places, for evenly spaced ones can all be rounded alike.
    """
    kind = start.dtype
    integers = np.dtype(f"i{kind.itemsize}")
    left, right = (int(np.abs(place).view(integers)) for place in (start, end))
    direction = 1 if left < right else -1
    random = np.random.default_rng(0)
    while True:
        few = abs(right - left) <= SECTIONS
        low, high = sorted((left, right))
        between = np.arange(low, high + 1) if few else np.sort(random.integers(low, high, SECTIONS))
        cuts = np.array([left, *between[::direction], right])
        places = np.flatnonzero(holds(np.copysign(cuts.astype(integers).view(kind), start)))
        if not places.size or places[-1] == len(cuts) - 1:
            return None
        left, right = cuts[places[-1]], cuts[min(places[-1] + (1 if few else AHEAD), len(cuts) - 1)]
        if few:
            last, first = np.copysign(np.array([left, right], integers).view(kind), start).tolist()
            return last, first


def states(values: Floats) -> NDArray[np.intp]:
    """Which of STATES each value is."""
    special = [
        np.isnan(values),
        values == np.inf,
        values == -np.inf,
        values == 0.0,
        values == 1.0,
        values == -1.0,
    ]
    return np.select(special, range(1, len(STATES)), 0)


def find(formula: str) -> Formula:
    """The formula of this name; ValueError for one there is not."""
    if formula not in FORMULAS:
        raise ValueError(f"There is no formula {formula}, but {', '.join(FORMULAS)}.")
    return FORMULAS[formula]
