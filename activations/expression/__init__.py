"""A function that a visitor types: read, evaluated with its exact derivative, and written as LaTeX.

    >>> from activations.expression import read
    >>> read("x*sigmoid(a*x)").parameters
    ('a',)

An expression is made of numbers, x, the parameters a, b and c, pi and e; + − * / and ^ or **; comparisons,
and, or, not; ``where(x > 0, x, 0)`` or ``x if x > 0 else 0``; min, max, clip, the elementary functions, and
every function of the catalog at its defaults. Python's grammar says what binds more tightly, but nothing of
it is ever run: a tree is built from what is known, and all else is refused.

Nothing of what can be typed is slow: at most 200 characters, 120 nodes, 30 operations in one another.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import ArrayLike

from activations.expression.deriving import NoFormula, derivative
from activations.expression.dual import Dual, constant
from activations.expression.effort import operations
from activations.expression.error import ExpressionError
from activations.expression.evaluating import dual_of
from activations.expression.functions import ELEMENTARY, OF_SEVERAL
from activations.expression.reading import tree_of
from activations.expression.tokens import MOST_CHARACTERS
from activations.expression.tree import Tree, size, symbols
from activations.expression.writing import latex

__all__ = [
    "ELEMENTARY",
    "MOST_CHARACTERS",
    "OF_SEVERAL",
    "Dual",
    "Expression",
    "ExpressionError",
    "read",
]

PARAMETERS = ("a", "b", "c")
MOST_NODES_TO_DERIVE = 40
MOST_NODES_OF_DERIVATIVE = 40


@dataclass(frozen=True)
class Expression:
    """An expression that has been read; two are equal if they were typed alike."""

    text: str
    tree: Tree = field(compare=False, repr=False)

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """Those of a, b and c that it uses."""
        used = symbols(self.tree)
        return tuple(name for name in PARAMETERS if name in used)

    @cached_property
    def operations(self) -> int:
        """To how many plain operations value and slope at an input come."""
        return operations(self.tree)

    @cached_property
    def latex(self) -> str:
        return latex(self.tree)

    @cached_property
    def derivative_latex(self) -> str:
        """The derivative by x; nothing, where no formula for it is both right everywhere and short."""
        if size(self.tree) > MOST_NODES_TO_DERIVE:
            return ""
        try:
            slope = derivative(self.tree)
        except NoFormula:
            return ""
        return latex(slope) if size(slope) <= MOST_NODES_OF_DERIVATIVE else ""

    def evaluate(self, x: ArrayLike, a: float = 1.0, b: float = 1.0, c: float = 1.0) -> Dual:
        """The value at x and the exact slope there, in float64 and the shape of x.

        Both are NaN where the expression is undefined, as log(x) is for negative x, and where x is NaN.
        A pole is infinite, in value and slope; what is infinite but no pole, as 1/0, has no slope: NaN.
        At a kink the slope is the catalog's: 0 for abs, relu and sign at 0; of max and min where they tie,
        the slope nearest to 0 of all between those that tie. A jump has the slope of the branch that is
        taken.
        """
        inputs = np.asarray(x, dtype=np.float64)
        given = {"a": constant(a), "b": constant(b), "c": constant(c)}
        with np.errstate(all="ignore"):
            value, slope = dual_of(self.tree, {"x": Dual(inputs, np.asarray(1.0)), **given})
            value = np.where(np.isnan(inputs), np.nan, value)
            has_slope = np.isfinite(value) | (np.isinf(value) & np.isinf(slope))
            return Dual(value, np.where(has_slope, slope, np.nan))


@lru_cache(maxsize=256)
def read(text: str) -> Expression:
    """The expression that a text holds.

    Raises ExpressionError, with a sentence and the place of the character it is about, for any other text.
    """
    return Expression(text, tree_of(text))
