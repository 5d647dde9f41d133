"""The derivative of a tree as a tree, by the rules of the textbook, lightly simplified."""

from __future__ import annotations

import math
from collections.abc import Mapping

from activations.expression.evaluating import derivative_of
from activations.expression.functions import ELEMENTARY
from activations.expression.reading import tree_of
from activations.expression.tree import (
    ONE,
    ZERO,
    Call,
    Comparison,
    Number,
    Symbol,
    Tree,
    children,
    is_condition,
    substitute,
)

SHOWN: Mapping[str, str] = {
    "sigmoid": "sigmoid(x)*(1 - sigmoid(x))",
    "tanh": "1 - tanh(x)^2",
    "arctan": "1/(1 + x^2)",
    "softplus": "sigmoid(x)",
    "relu": "where(x > 0, 1, 0)",
    "identity": "1",
    "binary_step": "0",
}
"""How one writes the derivatives of functions of the catalog; of the others f′ is written with a prime."""


class NoFormula(Exception):
    """There is no formula for this derivative that is both simple and right everywhere."""


def derivative(tree: Tree) -> Tree:
    """The derivative with respect to x, right at kinks and jumps, too.

    Raises NoFormula for max and min of two things that both vary, whose slope where they tie no short
    formula gives, and where a factor would be infinite.
    """
    if is_condition(tree):
        return ZERO
    match tree:
        case Number() | Comparison():
            return ZERO
        case Symbol(name):
            return ONE if name == "x" else ZERO
        case Call("where", (condition, value, other)):
            return where(condition, derivative(value), derivative(other))
        case Call("max" | "min" as name, arguments):
            return of_the_extreme(name, arguments)
    parts = children(tree)
    slopes = tuple(derivative(part) for part in parts)
    assert isinstance(tree, Call)
    if all(slope == ZERO for slope in slopes):
        return ZERO
    match tree.name, parts, slopes:
        case "negative", _, (du,):
            return negative(du)
        case "+", _, (du, dv):
            return plus(du, dv)
        case "-", _, (du, dv):
            return minus(du, dv)
        case "*", (u, v), (du, dv):
            return plus(times(du, v), times(u, dv))
        case "/", (u, v), (du, dv):
            if dv == ZERO:
                return over(du, v)
            return over(minus(times(du, v), times(u, dv)), Call("**", (v, Number(2.0))))
        case "**", (u, v), (du, dv):
            if dv == ZERO:
                return times(times(v, to_the(u, minus(v, ONE))), du)
            growth = times(Call("log", (u,)), dv)
            return times(tree, growth if du == ZERO else plus(growth, over(times(v, du), u)))
        case name, (u,), (du,):
            return times(substitute(outer(name), u), du)
    raise AssertionError(f"no rule for {tree.name}")


def outer(name: str) -> Tree:
    if name in ELEMENTARY:
        return derivative_of(name)
    return tree_of(SHOWN[name]) if name in SHOWN else Call(f"{name}'", (Symbol("x"),))


def of_the_extreme(name: str, arguments: tuple[Tree, ...]) -> Tree:
    slopes = [derivative(argument) for argument in arguments]
    if len(arguments) != 2 or ZERO not in slopes:
        raise NoFormula
    (flat, other) = arguments if slopes[0] == ZERO else reversed(arguments)
    sign = ">" if name == "max" else "<"
    return where(Comparison((sign,), (other, flat)), derivative(other), ZERO)


def where(condition: Tree, value: Tree, other: Tree) -> Tree:
    return value if value == other else Call("where", (condition, value, other))


def split(tree: Tree) -> tuple[float, Tree]:
    """A tree as a number times what is left of it."""
    match tree:
        case Number(value):
            return value, ONE
        case Call("negative", (inner,)):
            coefficient, rest = split(inner)
            return -coefficient, rest
        case Call("*", (Number(value), inner)):
            coefficient, rest = split(inner)
            return value * coefficient, rest
    return 1.0, tree


def joined(coefficient: float, rest: Tree) -> Tree:
    """A number times a tree, as short as it can be written."""
    factor, rest = split(rest)
    coefficient *= factor
    if not math.isfinite(coefficient):
        raise NoFormula
    if coefficient == 0.0:
        return ZERO
    if coefficient < 0.0:
        return Call("negative", (joined(-coefficient, rest),))
    if rest == ONE:
        return Number(coefficient)
    return rest if coefficient == 1.0 else Call("*", (Number(coefficient), rest))


def negative(u: Tree) -> Tree:
    coefficient, rest = split(u)
    return joined(-coefficient, rest)


def plus(u: Tree, v: Tree) -> Tree:
    (m, of_u), (n, of_v) = split(u), split(v)
    if of_u == of_v:
        return joined(m + n, of_u)
    if u == ZERO:
        return v
    if v == ZERO:
        return u
    return Call("-", (u, joined(-n, of_v))) if n < 0.0 else Call("+", (u, v))


def minus(u: Tree, v: Tree) -> Tree:
    return plus(u, negative(v))


def times(u: Tree, v: Tree) -> Tree:
    (m, of_u), (n, of_v) = split(u), split(v)
    if m * n == 0.0:
        return ZERO
    match of_u, of_v:
        case (Number(), rest) | (rest, Number()):
            return joined(m * n, rest)
        case (Call("/", (above, below)), rest) | (rest, Call("/", (above, below))):
            return over(times(joined(m * n, above), rest), below)
    coefficient, rest = split(Call("*", (of_u, of_v)))
    return joined(m * n * coefficient, rest)


def over(u: Tree, v: Tree) -> Tree:
    (m, above), (n, below) = split(u), split(v)
    if n == 0.0 or math.isinf(m / n):
        raise NoFormula
    if above == below:
        if round(m / n, 4) == m / n:
            return joined(m / n, ONE)
        above = below = ONE
    ratio = abs(m / n)
    if ratio.is_integer():
        above, scale = joined(ratio, above), 1.0
    elif (1.0 / ratio).is_integer():
        scale = 1.0 / ratio
    else:
        above, scale = joined(abs(m), above), abs(n)
    below = joined(scale, below)
    quotient = above if below == ONE else Call("/", (above, below))
    return Call("negative", (quotient,)) if m / n < 0.0 else quotient


def to_the(u: Tree, v: Tree) -> Tree:
    if v == ZERO:
        return ONE
    return u if v == ONE else Call("**", (u, v))
