"""The functions that an expression may use: elementary ones, and all of the catalog at their defaults."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from keyword import iskeyword
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from activations.catalog import CATALOG, get
from activations.core import Array
from activations.error_function import erf


class Elementary(NamedTuple):
    """A function that NumPy computes, and its derivative as an expression in x."""

    value: Callable[[Array], Array]
    derivative: str


ELEMENTARY: Mapping[str, Elementary] = MappingProxyType(
    {
        "abs": Elementary(np.abs, "sign(x)"),
        "sign": Elementary(np.sign, "0"),
        "floor": Elementary(np.floor, "0"),
        "ceil": Elementary(np.ceil, "0"),
        "round": Elementary(np.rint, "0"),
        "exp": Elementary(np.exp, "exp(x)"),
        "expm1": Elementary(np.expm1, "exp(x)"),
        "log": Elementary(np.log, "1/x"),
        "log1p": Elementary(np.log1p, "1/(1 + x)"),
        "log2": Elementary(np.log2, "1/(x*log(2))"),
        "log10": Elementary(np.log10, "1/(x*log(10))"),
        "sqrt": Elementary(np.sqrt, "1/(2*sqrt(x))"),
        "cbrt": Elementary(np.cbrt, "1/(3*cbrt(x)^2)"),
        "sin": Elementary(np.sin, "cos(x)"),
        "cos": Elementary(np.cos, "-sin(x)"),
        "tan": Elementary(np.tan, "1/cos(x)^2"),
        "arcsin": Elementary(np.arcsin, "1/sqrt(1 - x^2)"),
        "arccos": Elementary(np.arccos, "-1/sqrt(1 - x^2)"),
        "sinh": Elementary(np.sinh, "cosh(x)"),
        "cosh": Elementary(np.cosh, "sinh(x)"),
        "arcsinh": Elementary(np.arcsinh, "1/sqrt(1 + x^2)"),
        "arctanh": Elementary(np.arctanh, "1/(1 - x^2)"),
        "erf": Elementary(erf, "2/sqrt(pi)*exp(-x^2)"),
    }
)

ANY_NUMBER = 1_000
OF_SEVERAL: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"min": (2, ANY_NUMBER), "max": (2, ANY_NUMBER), "where": (3, 3), "clip": (3, 3), "pow": (2, 2)}
)
"""Functions of several numbers, with how many they take at least and at most."""

SPELLINGS: Mapping[str, str] = MappingProxyType(
    {
        "ln": "log",
        "atan": "arctan",
        "asin": "arcsin",
        "acos": "arccos",
        "asinh": "arcsinh",
        "atanh": "arctanh",
        "minimum": "min",
        "maximum": "max",
        "clamp": "clip",
    }
)

OURS = (*ELEMENTARY, *OF_SEVERAL, *SPELLINGS)


@cache
def names() -> tuple[str, ...]:
    """Every name by which a function can be called, those of the catalog last: an alias may be no name, as
    ``none`` for the identity, which is Python's None."""
    known = [spelling for each in CATALOG.values() for spelling in (each.name, *each.aliases)]
    return tuple(dict.fromkeys([*OURS, *filter(is_name, known)]))


def is_name(word: str) -> bool:
    return word.isidentifier() and word.isascii() and not iskeyword(word.capitalize())


def canonical(name: str) -> str | None:
    """The one name of a function for any of its spellings, in any case of letters; None if there is none."""
    written = name.casefold()
    if written in OURS:
        return SPELLINGS.get(written, written)
    return get(name).name if written in map(str.casefold, names()) else None


def arity(name: str) -> tuple[int, int]:
    """How many arguments the function with this one name takes, at least and at most."""
    return OF_SEVERAL.get(name, (1, 1))
