"""Dual numbers: a value with its slope, and the arithmetic that carries both along.

What is undefined is NaN. A slope of 0 stays 0 whatever it is multiplied by, so that a constant, or what is
flat, needs no slope of what surrounds it. Conditions are numbers, too: 1 where they hold, 0 where they do
not, NaN where what they compare is undefined.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from typing import NamedTuple

import numpy as np

from activations.core import Array


class Dual(NamedTuple):
    """A value and its slope with respect to x."""

    value: Array
    slope: Array


FLAT: Array = np.asarray(0.0)


def constant(value: float | Array) -> Dual:
    return Dual(np.asarray(value, dtype=np.float64), FLAT)


def is_flat(slope: Array) -> bool:
    """Whether there is but one slope, and it is 0: nothing needs to be multiplied."""
    return not (slope.ndim or slope)


def scaled(slope: Array, factor: Array) -> Array:
    """A slope times a factor, which does not matter where the slope is 0."""
    if is_flat(slope):
        return FLAT
    return np.where(slope == 0.0, 0.0, slope * factor)


def add(u: Dual, v: Dual) -> Dual:
    return Dual(u.value + v.value, u.slope + v.slope)


def subtract(u: Dual, v: Dual) -> Dual:
    return Dual(u.value - v.value, u.slope - v.slope)


def negative(u: Dual) -> Dual:
    return Dual(-u.value, -u.slope)


def multiply(u: Dual, v: Dual) -> Dual:
    return Dual(u.value * v.value, scaled(u.slope, v.value) + scaled(v.slope, u.value))


def divide(u: Dual, v: Dual) -> Dual:
    quotient = u.value / v.value
    return Dual(quotient, scaled(u.slope, 1.0 / v.value) - scaled(v.slope, quotient / v.value))


def power(u: Dual, v: Dual) -> Dual:
    """u^v, which is 1 where both are 0; NaN where u is negative and v no whole number."""
    base, exponent = u.value, v.value
    undefined = np.isnan(base) | np.isnan(exponent)
    value = np.where(undefined, np.nan, np.power(base, exponent))
    by_base = np.where(exponent == 0.0, 0.0, exponent * np.power(base, exponent - 1.0))
    by_exponent = np.where((base == 0.0) & (exponent > 0.0), 0.0, value * np.log(base))
    return Dual(value, scaled(u.slope, by_base) + scaled(v.slope, by_exponent))


def select(condition: Dual, u: Dual, v: Dual) -> Dual:
    """u where the condition holds, v where it does not: what the other is there plays no part."""
    holds = condition.value
    value, slope = (np.where(holds == 1.0, one, other) for one, other in zip(u, v, strict=True))
    return Dual(np.where(np.isnan(holds), np.nan, value), slope)


def largest(*arguments: Dual) -> Dual:
    """The largest; where two tie, of all slopes between theirs the one nearest to 0, a subgradient.

    So max(0, x) has ReLU's slope 0 at 0, max(x, −x) that of |x|, max(αx, x) that of Leaky ReLU.
    """
    return reduce(larger, arguments)


def larger(u: Dual, v: Dual) -> Dual:
    low, high = np.minimum(u.slope, v.slope), np.maximum(u.slope, v.slope)
    at_tie = np.clip(0.0, low, high)
    slope = np.where(u.value > v.value, u.slope, np.where(u.value < v.value, v.slope, at_tie))
    return Dual(np.maximum(u.value, v.value), slope)


def smallest(*arguments: Dual) -> Dual:
    """The smallest; where two tie, as :func:`largest` has it."""
    return negative(largest(*map(negative, arguments)))


def both(*conditions: Dual) -> Dual:
    """Whether all hold: no, if one does not, even where another is undefined."""
    values = [condition.value for condition in conditions]
    fails = reduce(np.logical_or, [value == 0.0 for value in values])
    return constant(np.where(fails, 0.0, reduce(np.multiply, values)))


def opposite(condition: Dual) -> Dual:
    return constant(1.0 - condition.value)


def either(*conditions: Dual) -> Dual:
    """Whether one holds: yes, if one does, even where another is undefined."""
    return opposite(both(*map(opposite, conditions)))


COMPARE = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "==": np.equal,
    "!=": np.not_equal,
}


def compare(sign: str, u: Dual, v: Dual) -> Dual:
    undefined = np.isnan(u.value) | np.isnan(v.value)
    return constant(np.where(undefined, np.nan, COMPARE[sign](u.value, v.value)))


OPERATIONS: Mapping[str, Callable[..., Dual]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "**": power,
    "negative": negative,
    "where": select,
    "max": largest,
    "min": smallest,
    "and": both,
    "or": either,
    "not": opposite,
}
