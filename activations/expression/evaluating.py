"""What a tree comes to: its value, and its slope by the chain rule."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from activations.catalog import CATALOG
from activations.core import Array
from activations.expression.dual import FLAT, OPERATIONS, Dual, both, compare, constant, is_flat, scaled
from activations.expression.functions import ELEMENTARY
from activations.expression.reading import tree_of
from activations.expression.tree import Call, Comparison, Number, Symbol, Tree

CONSTANTS: Mapping[str, Dual] = {"pi": constant(math.pi), "e": constant(math.e)}


def dual_of(tree: Tree, symbols: Mapping[str, Dual]) -> Dual:
    """The value of a tree and its slope, from those of its symbols."""
    match tree:
        case Number(value):
            return constant(value)
        case Symbol(name):
            return CONSTANTS[name] if name in CONSTANTS else symbols[name]
        case Comparison(signs, operands):
            duals = [dual_of(operand, symbols) for operand in operands]
            return both(*(compare(sign, u, v) for sign, (u, v) in zip(signs, pairwise(duals), strict=True)))
        case Call(name, arguments):
            duals = [dual_of(argument, symbols) for argument in arguments]
            if name in OPERATIONS:
                return OPERATIONS[name](*duals)
            (inner,) = duals
            return Dual(value_of(name, inner.value), chain(name, inner))


def value_of(name: str, x: Array) -> Array:
    return ELEMENTARY[name].value(x) if name in ELEMENTARY else CATALOG[name](x)


def chain(name: str, inner: Dual) -> Array:
    if is_flat(inner.slope):
        return FLAT
    return scaled(inner.slope, slope_of(name, inner.value))


def slope_of(name: str, x: Array) -> Array:
    if name in ELEMENTARY:
        return dual_of(derivative_of(name), {"x": constant(x)}).value
    return CATALOG[name].derivative(x)


@cache
def derivative_of(name: str) -> Tree:
    """The derivative of an elementary function, as a tree in x."""
    return tree_of(ELEMENTARY[name].derivative)
