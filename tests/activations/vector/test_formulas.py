"""What is displayed is what is computed: each equation is read, sums and indices included, and evaluated with
hundreds of digits, which makes it the oracle for values and slopes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

import mpmath as mp
import numpy as np
import pytest

from activations.vector import VECTORS
from tests.activations.latex import Formula, Setting, Term

DIGITS = 700
"""For what a formula taken literally loses: ln(e^700 + e^0) − 700 needs 304 of them."""
HARD = [
    [0.4, 2.0, 5.0, -1.0],
    [50.0, 0.0, -50.0, 1.0],
    [700.0, 0.25, -700.0, 0.5],
    [1e-9, -1e-9, 0.1, 0.3],
    [-40.0, 30.0, 1e3, 1e-3],
    [2.0, 2.0, 1.75, 1.5],
    [-3.0, -8.0, 1e8, -6.0],
]
ROWS = [*HARD, *np.random.default_rng(12).normal(0.0, 2.0, (20, 4)).tolist()]
"""None is at a kink, where the slope is a convention."""

INDEXED = re.compile(r"\\?([a-zA-Z]+)_(?:\{([a-z]+)\}|([a-z]))")
FUNCTION = re.compile(r"(\\[a-zA-Z]+)\(t\) = ")
HALVES = re.compile(r"\(([a-z]), ([a-z])\) = x$")
SLOPE = re.compile(r"\\frac\{\\partial y(?:_i)?\}\{\\partial ([a-z])_j\}$")
OVER = {"sum": mp.fsum, "max": max}
MARK = "At"


class Indexed(Formula):
    """A formula with indices: symbols, sums and maxima over an index from 0 to ``length``, Kronecker's δ.

    ``functions`` are those it calls by a name of their own, each as a formula of t.
    """

    def __init__(self, latex: str, functions: Mapping[str, Formula] | None = None) -> None:
        self.functions = functions or {}
        marked = INDEXED.sub(lambda match: f"\\{match[1]}{MARK}{match[2] or match[3]}", latex)
        super().__init__(marked, frozenset({"t", r"\tau"}))

    def atom(self) -> Term:
        name, _mark, indices = self.tokens[0].lstrip("\\").partition(MARK)
        if self.tokens[0] in self.functions:
            return self.applied(self.functions[self.tokens.pop(0)])
        if self.next_is(r"\arg"):
            operator, _mark, index = self.tokens.pop(0).partition(MARK)
            assert operator == r"\max"
            return self.over(index, lambda each: each.index(max(each)))
        if not indices:
            return super().atom()
        self.tokens.pop(0)
        if name in OVER:
            return self.over(indices, OVER[name])
        return lambda setting: entry(setting.names, name, indices)

    def applied(self, body: Formula) -> Term:
        (argument,) = self.arguments()
        return lambda setting: body.sides[0](extended(setting, t=argument(setting)))

    def over(self, index: str, gather: Any) -> Term:
        term = self.product()
        return lambda setting: gather(
            [term(extended(setting, **{index: place})) for place in range(setting.names["length"])]
        )


def entry(names: Mapping[str, Any], name: str, indices: str) -> Any:
    value = np.eye(names["length"]) if name == "delta" else names[name]
    for index in indices:
        value = value[names[index]]
    return mp.mpf(value)


def extended(setting: Setting, **names: Any) -> Setting:
    return replace(setting, names={**setting.names, **names})


class Read:
    """A record's equations at one row of inputs: what they say of its values and slopes."""

    def __init__(self, function, row, **arrays):
        self.function, self.row = function, [mp.mpf(number) for number in row]
        names = {"x": self.row, "length": len(row), **arrays}
        definitions = [where for where in function.where if FUNCTION.match(where)]
        self.functions = {}
        for where in definitions:
            head = FUNCTION.match(where)
            self.functions[head[1]] = Indexed(where[head.end() :])
        self.setting = Setting(names, exact=True)
        for where in function.where:
            if halves := HALVES.match(where):
                middle = len(row) // 2
                first, second = self.row[:middle], self.row[middle:]
                self.setting = extended(self.setting, **{halves[1]: first, halves[2]: second})
            elif r"\tau" in where:
                self.setting = extended(self.setting, **{r"\tau": self.solved(where)})
        self.values = self.of_each(function.formula)
        self.setting = extended(self.setting, y=self.values)
        for where in set(function.where) - set(definitions):
            name, _equals, right = where.partition(" = ")
            if name == "s_i":
                self.setting = extended(self.setting, s=self.entries(right))
            elif name == "m":
                self.setting = extended(self.setting, m=self.term(right)(self.setting))

    def term(self, latex):
        (side,) = Indexed(latex, self.functions).sides
        return side

    def solved(self, equation):
        """The τ that makes an equation hold; its left side falls with τ."""
        left, right = Indexed(equation).sides

        def excess(tau):
            there = extended(self.setting, **{r"\tau": tau})
            return left(there) - right(there)

        return mp.findroot(excess, (min(self.row) - 1, max(self.row)), solver="illinois", maxsteps=4000)

    def entries(self, latex):
        outputs = {"half as many as inputs": len(self.row) // 2}.get(
            self.function.facts.outputs, len(self.row)
        )
        return [self.term(latex)(extended(self.setting, i=i)) for i in range(outputs)]

    def of_each(self, equation):
        """The values of y_i = …, or of y = …, one number."""
        name, _equals, right = equation.partition(" = ")
        assert name == ("y" if self.function.facts.outputs == "one" else "y_i")
        return self.entries(right) if name == "y_i" else [self.term(right)(self.setting)]

    @property
    def slopes(self):
        """The Jacobian: the slopes by x, or those by a and then those by b."""
        blocks = {}
        for equation in self.function.jacobian_formulas:
            name, _equals, right = equation.partition(" = ")
            by = SLOPE.match(name)[1]
            term = self.term(right)
            columns = range(len(self.setting.names[by]))
            blocks[by] = [
                [term(extended(self.setting, i=i, j=j)) for j in columns] for i in range(len(self.values))
            ]
        assert list(blocks) in (["x"], ["a", "b"])
        return [list(chain(*rows)) for rows in zip(*blocks.values(), strict=True)]


@pytest.fixture(autouse=True, scope="module")
def many_digits():
    with mp.workdps(DIGITS):
        yield


def close(numbers, function):
    """What code may differ by: rounding, and for sparsemax, a difference, that of the largest output."""
    rounding = 1e-15 if function.name == "sparsemax" else 1e-300
    return pytest.approx(np.array(numbers, dtype=np.float64), rel=1e-12, abs=rounding)


@pytest.mark.parametrize("name", VECTORS)
def test_the_equations_shown_are_the_function_and_its_slopes(name):
    function = VECTORS[name]
    symbols = {"w": "weights", "b": "biases"}
    arrays = {
        symbol: function.shown_with[key] for symbol, key in symbols.items() if key in function.shown_with
    }
    for row in ROWS:
        shown = Read(function, row, **arrays)
        assert np.atleast_1d(function(row, **function.shown_with)) == close(shown.values, function)
        assert np.atleast_2d(function.jacobian(row, **function.shown_with)) == close(shown.slopes, function)


def test_the_equations_of_maxout_hold_for_any_pieces():
    rng = np.random.default_rng(13)
    maxout = VECTORS["maxout"]
    for row in ROWS:
        w, b = rng.normal(size=(4, 4)), rng.normal(size=4)
        shown = Read(maxout, row, w=w, b=b)
        assert maxout(row, weights=w, biases=b) == pytest.approx(float(shown.values[0]), rel=1e-12)
        assert maxout.jacobian(row, w, b).tolist() == [float(slope) for slope in shown.slopes[0]]


@pytest.mark.parametrize(
    ("latex", "value"),
    [
        (r"\sum_j x_j", 6.0),
        (r"2 \sum_j x_{j}^{2} - 1", 27.0),
        (r"\max_i (3 - x_i) \cdot 2", 4.0),
        (r"\arg\max_i (x_i)", 2.0),
        (r"\sum_i \sum_j \delta_{ij}\,x_i\,x_j", 14.0),
        (r"\frac{x_i}{\sum_j x_j}", 1.0 / 3.0),
    ],
)
def test_the_reader_reads(latex, value):
    setting = Setting({"x": [1, 2, 3], "length": 3, "i": 1}, exact=True)
    assert float(Indexed(latex).sides[0](setting)) == pytest.approx(value)


@pytest.mark.parametrize("name", VECTORS)
def test_every_symbol_that_is_explained_is_used(name):
    function = VECTORS[name]
    used = " ".join((function.formula, *function.jacobian_formulas))
    for where in function.where:
        for symbol in re.findall(r"^\\\w+|^[sm](?=\b|_)|\\tau", where.replace(r"\sum", "")):
            assert symbol in used
