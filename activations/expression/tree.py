"""An expression as a tree."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Number:
    """A number, as written."""

    value: float


@dataclass(frozen=True)
class Symbol:
    """The input x, a parameter a, b or c, or a constant pi or e."""

    name: str


@dataclass(frozen=True)
class Call:
    """An operation or a function, by its name, on its arguments: + on two, negative on one."""

    name: str
    arguments: tuple[Tree, ...]


@dataclass(frozen=True)
class Comparison:
    """Operands with a comparison between each and the next, all of which have to hold."""

    signs: tuple[str, ...]
    operands: tuple[Tree, ...]


Tree = Number | Symbol | Call | Comparison

LOGICAL = frozenset({"and", "or", "not"})

ZERO, ONE, TWO = Number(0.0), Number(1.0), Number(2.0)
X = Symbol("x")


def children(tree: Tree) -> tuple[Tree, ...]:
    match tree:
        case Call(_, parts) | Comparison(_, parts):
            return parts
    return ()


def size(tree: Tree) -> int:
    """How many numbers, symbols, operations and functions there are in it."""
    return 1 + sum(map(size, children(tree)))


def depth(tree: Tree) -> int:
    """How many of them are inside one another, at most."""
    return 1 + max(map(depth, children(tree)), default=0)


def symbols(tree: Tree) -> frozenset[str]:
    """The names of the symbols in it."""
    if isinstance(tree, Symbol):
        return frozenset({tree.name})
    return frozenset().union(*map(symbols, children(tree)))


def is_condition(tree: Tree) -> bool:
    """Whether it holds or does not, rather than being any number."""
    return isinstance(tree, Comparison) or (isinstance(tree, Call) and tree.name in LOGICAL)


def substitute(tree: Tree, x: Tree) -> Tree:
    """The tree with another in the place of x."""
    match tree:
        case Symbol("x"):
            return x
        case Call(name, arguments):
            return Call(name, tuple(substitute(argument, x) for argument in arguments))
        case Comparison(signs, operands):
            return Comparison(signs, tuple(substitute(operand, x) for operand in operands))
    return tree
