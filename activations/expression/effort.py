"""How much work a formula is: counted, not timed, so that it is the same everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from activations.expression.dual import OPERATIONS
from activations.expression.evaluating import derivative_of
from activations.expression.functions import ELEMENTARY
from activations.expression.tree import Call, Comparison, Tree, size

OF_THE_CATALOG = 4
DEAR: Mapping[str, int] = MappingProxyType({"erf": 16, "serf": 16, "gelu": 24, "gelu_tanh": 20})
"""What is computed input by input, or with many operations."""


def operations(tree: Tree) -> int:
    """To how many plain operations value and slope come at once."""
    match tree:
        case Call(name, arguments):
            return cost(name) + sum(map(operations, arguments))
        case Comparison(signs, operands):
            return len(signs) + sum(map(operations, operands))
        case _:
            return 1


def cost(name: str) -> int:
    """That of an operation or a function with its slope."""
    if name in OPERATIONS:
        return 1
    if name in DEAR:
        return DEAR[name]
    return 1 + size(derivative_of(name)) if name in ELEMENTARY else OF_THE_CATALOG
