"""A function that a visitor types, as a record like those of the catalog; its facts are measured."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from activations.core import Activation, Array, Breaks, Facts, Parameter, Reference
from activations.expression import read
from activations.observed import Look, broken, observe

NAME = "your_function"
LABEL = "Your function"
YEAR = 0
"""It comes from no paper, and of no year."""

A_CALL = 1_000
"""Calling an operation costs about as much as computing it at so many inputs."""
DRAWING = 8 * A_CALL
"""What is drawn at one setting: a few calls, at a thousand inputs together."""


class Counted:
    """A look at a function that counts its effort: operations by inputs, of which a call is worth many."""

    def __init__(self, look: Look, operations: int) -> None:
        self.look, self.operations = look, operations
        self.effort = 0

    def __call__(self, x: Array) -> tuple[Array, Array]:
        self.effort += self.operations * (A_CALL + x.size)
        return self.look(x)


@lru_cache(maxsize=64)
def function_of(text: str) -> Activation:
    """The function that an expression in x, a, b and c stands for; the same object for the same text.

    Value and slope are those of :meth:`activations.expression.Expression.evaluate`; its facts are what
    :func:`activations.observed.observe` sees, which is nothing stated. ``derivative_formula`` is empty where
    there is no short one. All such functions share one name.

    Raises ExpressionError where the text cannot be read.
    """
    expression = read(text)

    def value(x: Array, **parameters: float) -> Array:
        return expression.evaluate(x, **parameters).value

    def slope(x: Array, **parameters: float) -> Array:
        return expression.evaluate(x, **parameters).slope

    @lru_cache(maxsize=512)
    def seen_at(**parameters: float) -> tuple[Breaks, int]:
        look = Counted(lambda x: expression.evaluate(x, **parameters), expression.operations)
        with np.errstate(all="ignore"):
            return broken(look), look.effort + DRAWING * expression.operations

    def breaks_at(**parameters: float) -> Breaks:
        return seen_at(**parameters)[0]

    def effort_at(**parameters: float) -> int:
        return seen_at(**parameters)[1]

    @lru_cache(maxsize=64)
    def facts_at(**parameters: float) -> Facts:
        with np.errstate(all="ignore"):
            return observe(lambda x: expression.evaluate(x, **parameters), breaks_at(**parameters))

    return Activation(
        name=NAME,
        label=LABEL,
        family="Your own",
        year=YEAR,
        parameters=tuple(
            Parameter(name, name, default=1.0, low=-5.0, high=5.0, step=0.25)
            for name in expression.parameters
        ),
        formula=expression.latex,
        derivative_formula=expression.derivative_latex,
        value=value,
        slope=slope,
        facts_at=facts_at,
        breaks_at=breaks_at,
        effort_at=effort_at,
        operations=expression.operations,
        reference=Reference("", YEAR, ""),
        spellings=(),
    )
