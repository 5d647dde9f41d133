"""Reads the LaTeX that formulas are written in, and evaluates it with NumPy or with mpmath."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import Any

import mpmath as mp
import numpy as np

TOKEN = re.compile(
    r"\\begin\{cases\}|\\end\{cases\}|\\text\{[ a-z]+\}|\\operatorname\{[a-z]+\}|\\\\|\\[a-zA-Z]+|\\,|"
    r"\d+(?:\.\d+)?|[a-zA-Z]|[-+^(){}=<>&,]|\s+"
)
SPACES = {r"\,", r"\left", r"\right", r"\quad"}
COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {
    "<": lambda left, right: left < right,
    ">": lambda left, right: left > right,
    "=": lambda left, right: left == right,
    r"\le": lambda left, right: left <= right,
    r"\ge": lambda left, right: left >= right,
    r"\ne": lambda left, right: left != right,
}
OTHERWISE = r"\text{otherwise}"


@dataclass
class Setting:
    """What a formula is evaluated in: the values of its symbols, f, and the arithmetic.

    ``switches`` collects what decides between branches: a truth value for each condition, sign and maximum.
    """

    names: Mapping[str, Any]
    f: Callable[[Any], Any] | None = None
    exact: bool = False
    switches: list[Any] = field(default_factory=list)

    def decide(self, condition: Any) -> Any:
        self.switches.append(condition)
        return condition

    def choose(self, conditions: list[Term], values: list[Term]) -> Any:
        if self.exact:
            hold = [i for i, condition in enumerate(conditions) if condition(self)]
            assert len(hold) == 1, "each input belongs to exactly one case"
            return values[hold[0]](self)
        given = [self.decide(condition(self)) for condition in conditions]
        assert (np.sum(given, axis=0) == 1).all(), "each input belongs to exactly one case"
        return np.select(given, [value(self) for value in values])

    def call(self, name: str, *arguments: Any) -> Any:
        if name in (r"\max", r"\min"):
            return self.extreme(name, *arguments)
        if name in (r"\lvert", r"\operatorname{sign}"):
            self.decide(arguments[0] > 0)
        return (EXACT if self.exact else FLOAT)[name](*arguments)

    def extreme(self, name: str, first: Any, *others: Any) -> Any:
        for other in others:
            first_wins = self.decide((first > other) == (name == r"\max"))
            first = (first if first_wins else other) if self.exact else np.where(first_wins, first, other)
        return first


Term = Callable[[Setting], Any]

HUGE = 1e6
"""Beyond it tanh and sech are at their limits to hundreds of digits; e^(e^1000) is no number for mpmath."""

EXACT: Mapping[str, Callable[..., Any]] = {
    r"\ln": mp.log,
    r"\exp": mp.exp,
    r"\sqrt": mp.sqrt,
    r"\sin": mp.sin,
    r"\cos": mp.cos,
    r"\tanh": lambda x: mp.tanh(x) if abs(x) < HUGE else mp.sign(x),
    r"\cosh": mp.cosh,
    r"\sinh": mp.sinh,
    r"\arctan": mp.atan,
    r"\lvert": abs,
    r"\sigma": lambda x: 1 / (1 + mp.exp(-x)),
    r"\Phi": lambda x: (1 + mp.erf(x / mp.sqrt(2))) / 2,
    r"\operatorname{sign}": mp.sign,
    r"\operatorname{erf}": mp.erf,
    r"\operatorname{erfc}": mp.erfc,
    r"\operatorname{sech}": lambda x: mp.sech(x) if abs(x) < HUGE else mp.mpf(0),
}
FLOAT: Mapping[str, Callable[..., Any]] = {
    r"\ln": np.log,
    r"\exp": np.exp,
    r"\sqrt": np.sqrt,
    r"\sin": np.sin,
    r"\cos": np.cos,
    r"\tanh": np.tanh,
    r"\cosh": np.cosh,
    r"\sinh": np.sinh,
    r"\arctan": np.arctan,
    r"\lvert": np.abs,
    r"\sigma": lambda x: 1 / (1 + np.exp(-x)),
    r"\Phi": lambda x: np.vectorize(lambda z: float(mp.ncdf(z)))(x),
    r"\operatorname{sign}": np.sign,
    r"\operatorname{erf}": lambda x: np.vectorize(lambda z: float(mp.erf(z)))(x),
    r"\operatorname{erfc}": lambda x: np.vectorize(lambda z: float(mp.erfc(z)))(x),
    r"\operatorname{sech}": lambda x: 1 / np.cosh(x),
}
FUNCTIONS = {*EXACT, r"\max", r"\min"} - {r"\lvert", r"\sqrt"}
ENDS_PRODUCT = {"+", "-", ")", "}", "&", ",", r"\\", r"\end{cases}", r"\rvert", *COMPARE}


class Formula:
    """A formula in LaTeX, as one term for each side of its equals signs.

    ``symbols`` are the letters and commands that stand for a number, beside x, e and π. A letter that
    occurs in the formula can be explained behind it: \\tanh(s),\\quad s = \\ln(1 + e^{x}).
    """

    def __init__(self, latex: str, symbols: frozenset[str]) -> None:
        end = 0
        self.tokens: list[str] = []
        for match in TOKEN.finditer(latex):
            assert match.start() == end, f"cannot read {latex[end:]!r}"
            end = match.end()
            if match[0].strip() and match[0] not in SPACES:
                self.tokens.append(match[0])
        assert end == len(latex), f"cannot read {latex[end:]!r}"
        explained = {
            letter
            for comma, letter, equals in zip(self.tokens, self.tokens[1:], self.tokens[2:], strict=False)
            if (comma, equals) == (",", "=")
        }
        self.symbols = symbols | {"x"} | explained
        sides = [self.sum()]
        while self.next_is("="):
            sides.append(self.sum())
        meanings: dict[str, Term] = {}
        while self.next_is(","):
            letter = self.tokens.pop(0)
            self.expect("=")
            meanings[letter] = self.sum()
        assert not self.tokens, f"cannot read {' '.join(self.tokens)}"
        self.sides = [explaining(side, meanings) for side in sides]

    def next_is(self, *tokens: str) -> str:
        return self.tokens.pop(0) if self.tokens and self.tokens[0] in tokens else ""

    def expect(self, token: str) -> None:
        assert self.next_is(token), f"{token} expected before {' '.join(self.tokens)!r}"

    def sum(self) -> Term:
        value = self.product()
        while sign := self.next_is("+", "-"):
            value = combined(sign, value, self.product())
        return value

    def product(self) -> Term:
        if self.next_is("-"):
            negated = self.product()
            return lambda setting: -negated(setting)
        value = self.power()
        while self.next_is(r"\cdot") or (self.tokens and self.tokens[0] not in ENDS_PRODUCT):
            value = combined("*", value, self.power())
        return value

    def power(self) -> Term:
        value = self.atom()
        return combined("^", value, self.atom()) if self.next_is("^") else value

    def atom(self) -> Term:
        token = self.tokens.pop(0)
        if token in BRACKETS:
            value = self.sum()
            self.expect(BRACKETS[token])
            return called(token, [value]) if token == r"\lvert" else value
        if token == r"\frac":
            return combined("/", self.atom(), self.atom())
        if token == r"\sqrt":
            return called(token, [self.atom()])
        if token == r"\begin{cases}":
            return self.cases()
        if token in FUNCTIONS:
            exponent = self.atom() if self.next_is("^") else None
            value = called(token, self.arguments())
            return combined("^", value, exponent) if exponent else value
        if token == "f":
            arguments = self.arguments()
            return lambda setting: setting.f(*(argument(setting) for argument in arguments))  # type: ignore[misc]
        if token in self.symbols:
            return lambda setting: setting.names[token]
        if token in CONSTANTS:
            return lambda setting: +CONSTANTS[token] if setting.exact else float(CONSTANTS[token])
        assert token[0].isdigit(), f"cannot read {token!r}"
        return lambda setting: mp.mpf(token) if setting.exact else float(token)

    def arguments(self) -> list[Term]:
        self.expect("(")
        values = [self.sum()]
        while self.next_is(","):
            values.append(self.sum())
        self.expect(")")
        return values

    def cases(self) -> Term:
        conditions: list[Term] = []
        values: list[Term] = []
        while not self.next_is(r"\end{cases}"):
            values.append(self.sum())
            self.expect("&")
            conditions.append(none_of(conditions[:]) if self.next_is(OTHERWISE) else self.condition())
            self.next_is(r"\\")
        return lambda setting: setting.choose(conditions, values)

    def condition(self) -> Term:
        """A comparison, or a chain of them: −1 < x < 1."""
        terms, signs = [self.sum()], []
        while sign := self.next_is(*COMPARE):
            signs.append(sign)
            terms.append(self.sum())
        assert signs, "a case needs a condition"

        def holds(setting: Setting) -> Any:
            given = [term(setting) for term in terms]
            links = [COMPARE[sign](*pair) for sign, pair in zip(signs, pairwise(given), strict=True)]
            return all(links) if setting.exact else np.logical_and.reduce(np.broadcast_arrays(*links))

        return holds


BRACKETS = {"(": ")", "{": "}", r"\lvert": r"\rvert"}
CONSTANTS = {"e": mp.e, r"\pi": mp.pi}
OPERATIONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
    "^": lambda base, exponent: power(base, exponent),
}


def power(base: Any, exponent: Any) -> Any:
    """The power; 0 for e^−y with a y beyond every float, whose exact value would not fit into memory."""
    if isinstance(exponent, mp.mpf) and base == mp.e and exponent < -sys.float_info.max:
        return mp.mpf(0)
    return base**exponent


def combined(sign: str, left: Term, right: Term) -> Term:
    return lambda setting: OPERATIONS[sign](left(setting), right(setting))


def explaining(side: Term, meanings: Mapping[str, Term]) -> Term:
    def value(setting: Setting) -> Any:
        for letter, meaning in meanings.items():
            setting = replace(setting, names={**setting.names, letter: meaning(setting)})
        return side(setting)

    return value


def called(name: str, arguments: list[Term]) -> Term:
    return lambda setting: setting.call(name, *(argument(setting) for argument in arguments))


def none_of(conditions: list[Term]) -> Term:
    def holds(setting: Setting) -> Any:
        others = [condition(setting) for condition in conditions]
        return not any(others) if setting.exact else ~np.logical_or.reduce(others)

    return holds


@cache
def formula(latex: str, symbols: frozenset[str] = frozenset()) -> Formula:
    return Formula(latex, symbols)


GREEK = {"α": r"\alpha", "β": r"\beta", "λ": r"\lambda", "θ": r"\theta", "τ": r"\tau", "γ": r"\gamma"}


def latex_symbol(symbol: str) -> str:
    """How a parameter's symbol is written in LaTeX."""
    return GREEK.get(symbol, symbol)
