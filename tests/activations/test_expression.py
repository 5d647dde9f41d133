"""What a visitor types: read or refused in one sentence, never run; its derivative exact."""

from __future__ import annotations

import gc
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import mpmath as mp
import numpy as np
import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from activations import CATALOG
from activations.expression import Expression, ExpressionError, read
from activations.expression.functions import ELEMENTARY, OF_SEVERAL, OURS, canonical, names
from activations.expression.reading import MOST_DEPTH, MOST_NODES
from activations.expression.tokens import MOST_CHARACTERS
from activations.expression.tree import depth, size
from tests.activations.latex import Setting, formula

X = np.concatenate([np.linspace(-3.0, 3.0, 61), [1e-9, -1e-9, 20.0, -20.0]])
GIVEN = {"a": 0.5, "b": -1.5, "c": 2.0}
ALPHABET = "xabce0123456789.,+-*/^<>=!() pinwhersotmaxglduf_\t\n#:;\\'\"[]{}@%&|~`$?"
WORDS = st.sampled_from(
    [
        *names(),
        *[
            "x",
            "a",
            "b",
            "pi",
            "e",
            "if",
            "else",
            "and",
            "or",
            "not",
            "lambda",
            "is",
            "in",
            "True",
            "1j",
            "1",
            ".5",
            "1e-3",
            "0",
            "9",
        ],
        *["+", "-", "*", "/", "**", "^", "(", ")", ",", "<", "<=", "==", "!=", "="],
    ]
)


def dual(text: str, x: float, given: dict[str, float]) -> tuple[float, float]:
    """Value and slope at x, the same whether x is alone or among others."""
    expression = read(text)
    alone, among = expression.evaluate(x, **given), expression.evaluate([x, 1.7], **given)
    for one, several in zip(alone, among, strict=True):
        assert one == pytest.approx(several[0], rel=1e-14, nan_ok=True)
    return float(among.value[0]), float(among.slope[0])


def value(text: str, x: float, **given: float) -> float:
    return dual(text, x, given)[0]


def slope(text: str, x: float, **given: float) -> float:
    return dual(text, x, given)[1]


# What it means


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-x**2", lambda x: -(x**2)),
        ("-x^2", lambda x: -(x**2)),
        ("(-x)^2", lambda x: x**2),
        ("2^-x", lambda x: 2.0**-x),
        ("2^3^2 + 0*x", lambda x: 512.0 + 0 * x),
        ("8 - 4 - 2*x", lambda x: 4.0 - 2 * x),
        ("8 / 4 / 2 * x", lambda x: x),
        ("+x - -x", lambda x: 2 * x),
        ("1e-3*x + .5 + 2. + 1E2 + 007", lambda x: 1e-3 * x + 109.5),
        ("a*x + b - c", lambda x: 0.5 * x - 3.5),
        ("pi*x", lambda x: np.pi * x),
        ("e^x", np.exp),
        ("pow(x, 2)", lambda x: x**2),
        ("clip(x, -1, 2)", lambda x: np.clip(x, -1, 2)),
        ("max(x, 0, 1, a)", lambda x: np.maximum(x, 1)),
        ("MIN(x, 1)", lambda x: np.minimum(x, 1)),
        ("ReLU(x)", lambda x: np.maximum(x, 0)),
        ("A*SIN(X) + E^X + PI", lambda x: 0.5 * np.sin(x) + np.exp(x) + np.pi),
        ("X IF X > 0 ELSE B", lambda x: np.where(x > 0, x, -1.5)),
        ("0 < x <= 1", lambda x: ((x > 0) & (x <= 1)).astype(float)),
        ("(x>0)*x + (x<=0)*a*x", lambda x: np.where(x > 0, x, 0.5 * x)),
        ("x if x > 0 else 0.1*x", lambda x: np.where(x > 0, x, 0.1 * x)),
        ("1 if x < -1 else 2 if x > 1 else 3", lambda x: np.select([x < -1, x > 1], [1.0, 2.0], 3.0)),
        ("where(not x > 0 and x != -1 or x == 2, 1, 0)", lambda x: ((x <= 0) & (x != -1) | (x == 2)) * 1.0),
        ("x>0", lambda x: (x > 0) * 1.0),
        ("3", lambda x: 3.0 + 0 * x),
        (" x ", lambda x: x),
    ],
)
def test_an_expression_means_what_it_says(text: str, expected: Callable[[np.ndarray], np.ndarray]) -> None:
    result = read(text).evaluate(X, **GIVEN)
    assert result.value == pytest.approx(np.asarray(expected(X)), rel=1e-14, abs=1e-300)
    assert result.value.shape == result.slope.shape == X.shape


@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3, 4)])
@pytest.mark.parametrize("text", ["x*erf(x)", "3", "x > 0", "where(x > 0, 1, log(x))", "max(1, 2)", "a"])
def test_the_shape_is_the_input_s(text: str, shape: tuple[int, ...]) -> None:
    result = read(text).evaluate(np.ones(shape))
    assert result.value.shape == result.slope.shape == shape
    assert result.value.dtype == result.slope.dtype == np.float64


def test_parameters_are_those_it_uses_in_order_and_1_at_first() -> None:
    assert read("c*x + a").parameters == ("a", "c")
    assert read("x").parameters == ()
    assert value("c*x + a + b", 2.0) == 4.0


def test_an_expression_is_read_once_and_known_by_its_text() -> None:
    assert read("x+1") is read("x+1")
    assert read("x+1") == Expression("x+1", read("x").tree) != read("x + 1")
    assert hash(read("x+1")) == hash(Expression("x+1", read("x").tree))


@pytest.mark.parametrize("name", CATALOG)
def test_every_function_of_the_catalog_can_be_called_with_its_own_slope(name: str) -> None:
    result = read(f"{name}(x)").evaluate(X)
    assert result.value.tolist() == CATALOG[name](X).tolist()
    assert result.slope == pytest.approx(CATALOG[name].derivative(X), rel=1e-15, nan_ok=True)


def test_aliases_that_can_be_typed_work_in_any_case() -> None:
    for activation in CATALOG.values():
        for alias in activation.aliases:
            if alias.isidentifier() and alias.isascii() and alias.casefold() not in (*OURS, "none"):
                assert canonical(alias.upper()) == activation.name
    assert canonical("ln") == "log"
    assert canonical("nothing_of_ours") is canonical("None") is None


def test_large_numbers_are_floats_before_anything_is_done_with_them() -> None:
    assert value("9**9**9", 0.0) == np.inf
    assert value("9" * MOST_CHARACTERS, 0.0) == 1e200
    assert value("0^-1", 0.0) == np.inf


# Slopes


KINKS = [
    ("relu(x)", 0.0, 0.0),
    ("abs(x)", 0.0, 0.0),
    ("sign(x)", 0.0, 0.0),
    ("floor(x)", 1.0, 0.0),
    ("max(0, x)", 0.0, 0.0),
    ("max(x, 0)", 0.0, 0.0),
    ("max(x, -x)", 0.0, 0.0),
    ("max(-x, x, 2*x)", 0.0, 0.0),
    ("max(x, 3*x)", 0.0, 1.0),
    ("max(-x, -3*x)", 0.0, -1.0),
    ("max(a*x, x)", 0.0, 0.5),
    ("max(x, x)", 0.0, 1.0),
    ("min(0, x)", 0.0, 0.0),
    ("min(max(x, 0), 6)", 6.0, 0.0),
    ("clip(x, -1, 1)", 1.0, 0.0),
    ("where(x > 0, x, a*x)", 0.0, 0.5),
    ("x > 0", 0.0, 0.0),
    ("(x > 0)*x", 0.0, 0.0),
    ("x^2", 0.0, 0.0),
    ("x^1", 0.0, 1.0),
    ("x^0", 0.0, 0.0),
    ("x^1.5", 0.0, 0.0),
    ("0^x", 2.0, 0.0),
    ("sqrt(x^2)", 0.0, 0.0),
    ("sqrt(x)", 0.0, np.inf),
    ("x^0.5", 0.0, np.inf),
    ("x*sqrt(abs(x))", 0.0, 0.0),
    ("sqrt(0)*x", 3.0, 0.0),
    ("log(0) + x", 3.0, np.nan),
    ("1/0", 3.0, np.nan),
    ("9**9**9**9", 3.0, np.nan),
    ("1/x", 0.0, -np.inf),
    ("exp(x)", 800.0, np.inf),
    ("(-2)^x", 2.0, np.nan),
]


@pytest.mark.parametrize(("text", "at", "expected"), KINKS)
def test_the_slope_where_there_is_a_choice(text: str, at: float, expected: float) -> None:
    assert slope(text, at, a=0.5) == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize(
    "text",
    [
        "log(x)",
        "sqrt(x)",
        "x^0.5",
        "arcsin(x - 2)",
        "log(x)^0",
        "x^x",
        "log(x) > 0",
        "where(log(x) > 0, 1, 2)",
    ],
)
def test_undefined_is_nan_in_value_and_slope(text: str) -> None:
    assert np.isnan(value(text, -1.5)) and np.isnan(slope(text, -1.5))


@pytest.mark.parametrize("text", ["x", "3", "x > 0", "relu(x)", "where(x > 0, 1, 2)", "x^0", "max(x, 1)"])
def test_nan_in_gives_nan_out(text: str) -> None:
    assert np.isnan(value(text, np.nan)) and np.isnan(slope(text, np.nan))


@pytest.mark.parametrize(
    ("text", "at", "expected_value", "expected_slope"),
    [
        ("where(x > 0, log(x), x)", -1.0, -1.0, 1.0),
        ("where(x > 0, log(x), x)", 0.0, 0.0, 1.0),
        ("where(x != 0, 1/x, 0*x)", 0.0, 0.0, 0.0),
        ("where(x < 1, 2*x, exp(x^9))", 0.5, 1.0, 2.0),
        ("where(x < 1, 2*x, exp(x^9))", -800.0, -1600.0, 2.0),
        ("sqrt(x) if x > 0 else 3*x", 0.0, 0.0, 3.0),
        ("x*where(x > 0, sqrt(x), 0)", 0.0, 0.0, 0.0),
        ("sin(x)/x if x != 0 else 1", 0.0, 1.0, 0.0),
        ("where(x > 0 and log(x) > 0, 1, x)", -1.0, -1.0, 1.0),
        ("where(x < 0 or log(x) > 0, x, 1)", -1.0, -1.0, 1.0),
        ("x*sigmoid(x)", -800.0, 0.0, 0.0),
        ("max(x, exp(-x*x))", 900.0, 900.0, 1.0),
    ],
)
def test_the_branch_not_taken_does_not_show(
    text: str, at: float, expected_value: float, expected_slope: float
) -> None:
    assert value(text, at) == pytest.approx(expected_value)
    assert slope(text, at) == pytest.approx(expected_slope)


@pytest.mark.parametrize("name", ELEMENTARY)
def test_the_derivatives_of_the_elementary_functions(name: str) -> None:
    exact = getattr(
        mp,
        {"abs": "fabs", "round": "nint", "log2": "log", "arcsin": "asin", "arccos": "acos"}.get(
            name, name.replace("arc", "a")
        ),
    )
    base = {"log2": (2,), "log10": ()}.get(name, ())
    for at in (0.3, 0.71):
        with mp.workdps(40):
            expected = mp.diff(lambda z: exact(z, *base), mp.mpf(at))
            assert value(f"{name}(x)", at) == pytest.approx(float(exact(mp.mpf(at), *base)), rel=1e-14)
        assert slope(f"{name}(x)", at) == pytest.approx(float(expected), rel=1e-13, abs=1e-30)


class Unsuited(Exception):
    """Too near a kink, too large, or undefined."""


@dataclass(frozen=True)
class Twin:
    """The same expression twice: as text, and in arithmetic with 50 digits."""

    text: str
    exact: Callable[[mp.mpf], mp.mpf]


def checked(number: mp.mpf) -> mp.mpf:
    if not (isinstance(number, mp.mpf) and abs(number) < 1e3):
        raise Unsuited
    return number


def away(number: mp.mpf) -> mp.mpf:
    """A number that is not near 0, where what is chosen by its sign would change."""
    if abs(number) < 0.02:
        raise Unsuited
    return number


def unary(template: str, exact: Callable[[mp.mpf], mp.mpf]) -> Callable[[Twin], Twin]:
    return lambda u: Twin(template.format(u.text), lambda z: checked(exact(u.exact(z))))


def binary(template: str, exact: Callable[[mp.mpf, mp.mpf], mp.mpf]) -> Callable[[Twin, Twin], Twin]:
    return lambda u, v: Twin(
        template.format(u.text, v.text), lambda z: checked(exact(u.exact(z), v.exact(z)))
    )


def positive(number: mp.mpf) -> mp.mpf:
    if number < 0.02:
        raise Unsuited
    return number


UNARY = [
    unary("-{0}", lambda u: -u),
    unary("{0}^2", lambda u: u**2),
    unary("{0}**-3", lambda u: away(u) ** -3),
    unary("sin({0})", mp.sin),
    unary("exp({0})", mp.exp),
    unary("log({0})", lambda u: mp.log(positive(u))),
    unary("sqrt({0})", lambda u: mp.sqrt(positive(u))),
    unary("abs({0})", lambda u: abs(away(u))),
    unary("tanh({0})", mp.tanh),
    unary("erf({0})", mp.erf),
    unary("arctan({0})", mp.atan),
    unary("sigmoid({0})", lambda u: 1 / (1 + mp.exp(-u))),
    unary("softplus({0})", lambda u: mp.log(1 + mp.exp(u))),
    unary("relu({0})", lambda u: max(away(u), mp.mpf(0))),
]
BINARY = [
    binary("({0} + {1})", lambda u, v: u + v),
    binary("({0} - {1})", lambda u, v: u - v),
    binary("({0})*({1})", lambda u, v: u * v),
    binary("({0})/({1})", lambda u, v: u / away(v)),
    binary("abs({0})^({1})", lambda u, v: abs(away(u)) ** v),
    binary("max({0}, {1})", lambda u, v: u if away(u - v) > 0 else v),
    binary("min({0}, {1})", lambda u, v: u if away(u - v) < 0 else v),
    binary("where({0} > {1}, {0}, 2*{1})", lambda u, v: u if away(u - v) > 0 else 2 * v),
]
LEAVES = [
    Twin("x", lambda z: z),
    Twin("2", lambda z: mp.mpf(2)),
    Twin("0.5", lambda z: mp.mpf("0.5")),
    Twin("pi", lambda z: +mp.pi),
]


def grown(trees: st.SearchStrategy[Twin]) -> st.SearchStrategy[Twin]:
    parenthesised = trees.map(lambda u: u if u in LEAVES else Twin(f"({u.text})", u.exact))
    return st.one_of(
        st.builds(lambda f, u: f(u), st.sampled_from(UNARY), parenthesised),
        st.builds(lambda f, u, v: f(u, v), st.sampled_from(BINARY), parenthesised, parenthesised),
    )


@settings(deadline=None, max_examples=400)
@given(st.recursive(st.sampled_from(LEAVES), grown, max_leaves=6), st.floats(-3.0, 3.0))
def test_value_and_slope_are_those_of_arithmetic_with_50_digits(twin: Twin, at: float) -> None:
    assume(len(twin.text) <= MOST_CHARACTERS)
    with mp.workdps(50):
        try:
            exact_value, exact_slope = twin.exact(mp.mpf(at)), mp.diff(twin.exact, mp.mpf(at))
        except Unsuited:
            assume(False)
    assume(abs(exact_slope) < 1e4)
    assert value(twin.text, at) == pytest.approx(float(exact_value), rel=1e-7, abs=1e-9)
    assert slope(twin.text, at) == pytest.approx(float(exact_slope), rel=1e-6, abs=1e-7)


# LaTeX


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("x^2/2", r"\frac{x^{2}}{2}"),
        ("-x^2", "-x^{2}"),
        ("(-x)^2", "(-x)^{2}"),
        ("(x/2)^2", r"\left(\frac{x}{2}\right)^{2}"),
        ("a-(b-c)", "a - (b - c)"),
        ("a*(b+x)", r"a\,(b + x)"),
        ("2*x*3", r"2x \cdot 3"),
        ("x - -2", "x - (-2)"),
        ("x*-2", r"x\,(-2)"),
        ("sqrt(abs(x))", r"\sqrt{\left\lvert x \right\rvert}"),
        ("max(0, x)", r"\max(0, x)"),
        ("x if x > 0 else a*x", r"\begin{cases} x & x > 0 \\ a\,x & x \le 0 \end{cases}"),
        (
            "where(x > 0 and x < 1, x, 0)",
            r"\begin{cases} x & x > 0 \land x < 1 \\ 0 & \text{otherwise} \end{cases}",
        ),
        ("not (x > 0 or x < -1)", r"\left[\lnot (x > 0 \lor x < -1)\right]"),
        ("(x > 0)*x", r"\left[x > 0\right]\,x"),
        ("1e-10*x", r"10^{-10}\,x"),
        ("2.5e20", r"2.5 \cdot 10^{20}"),
        ("(e^x)^2", r"(e^{x})^{2}"),
        ("log1p(x)*expm1(x)", r"\ln(1 + x)\,(e^{x} - 1)"),
        ("leaky_relu(x)", r"\operatorname{leaky\_relu}(x)"),
        ("9**9**9", "9^{9^{9}}"),
        ("(9**9)**9", "(9^{9})^{9}"),
    ],
)
def test_the_formula_is_written_as_one_would_by_hand(text: str, latex: str) -> None:
    assert read(text).latex == latex


READABLE = [
    "x*sigmoid(a*x)",
    "max(0, x)",
    "min(1, x)",
    "where(x > 0, x, a*expm1(x))",
    "1/(1 + exp(-x))",
    "x/(1 + abs(x))",
    "-(x - 1)^2/(2 + x^2) - -3*(1 - (x - b))",
    "x*tanh(log1p(exp(x)))",
    "sqrt(x^2 + c)*2^(x/3)",
    "erf(x/sqrt(2))*x/2",
    "(1 - x)*(1 + x)^-2 if x > 3 else sin(x)*cosh(x)",
    "arctan(x^2)^3/c/b",
    "exp(-x^2/2)",
    "x*x*x/4 - 2*x*5 + x/(c*x^2 + 1)",
    "cos(sin(exp(x/2)))",
    "(2 + sin(x))^x",
    "tanh(a*x - 1)*sigmoid(x)",
    "e^(e^(x/9))/c",
    "(3*x/c)^2",
    "((x - 5)/(x - 5))^3 + x",
    "e^-x*-(10*3)",
]


@pytest.mark.parametrize("text", READABLE)
def test_what_is_displayed_is_what_is_computed(text: str) -> None:
    expression, x = read(text), np.linspace(-4.0, 4.0, 80)
    result = expression.evaluate(x, **GIVEN)
    for latex, computed in ((expression.latex, result.value), (expression.derivative_latex, result.slope)):
        assert latex
        shown = formula(latex, frozenset(GIVEN)).sides[-1](Setting({"x": x, **GIVEN}))
        assert np.broadcast_to(shown, x.shape) == pytest.approx(computed, rel=1e-10, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("x^2", "2x"),
        ("(x/2)^2", r"\frac{x}{2}"),
        ("sin(x)^2", r"2\,\sin(x)\,\cos(x)"),
        ("3", "0"),
        ("x > 0", "0"),
        ("elu(2*x)", r"2\,\operatorname{elu}'(2x)"),
        ("max(0, x)", r"\begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}"),
        ("x/3", r"\frac{1}{3}"),
        ("-6*x/4", "-1.5"),
        ("6*x/3", "2"),
        ("max(a*x, x)", ""),
        ("x/0", ""),
        ("x/(0*x)", ""),
        ("1e300*x*1e300", ""),
        ("x/1e-320", ""),
        ("*".join(f"(x - {n})" for n in range(1, 9)), ""),
        ("*".join(["(x - 1)"] * 20), ""),
    ],
)
def test_the_derivative_s_formula_is_short_or_not_there(text: str, latex: str) -> None:
    assert read(text).derivative_latex == latex


# What is refused


REFUSED = [
    ("", 0, "empty"),
    ("   ", 0, "empty"),
    ("2x", 1, "`2x` needs a multiplication sign: `2*x`"),
    ("2 x", 2, "multiplication sign"),
    ("2(x)", 1, "multiplication sign"),
    ("(x)(x)", 3, "multiplication sign"),
    ("x x", 2, "multiplication sign"),
    ("x(2)", 1, "multiplication sign"),
    ("3 + 2pi", 5, "multiplication sign"),
    ("ax", 0, "`ax` needs a multiplication sign: `a*x`"),
    ("x2", 0, "`x*2`"),
    ("2sin(x)", 1, "multiplication sign"),
    ("sin(x)cos(x)", 6, "multiplication sign"),
    ("1.2.3", 3, "multiplication sign"),
    ("1 + sigmod(x)", 4, "not a function that can be used here, but there is `sigmoid`."),
    ("None", 0, "`None` is not a name that can be used here"),
    ("None(x)", 0, "`None` is not a function that can be used here"),
    ("qqq(x)", 0, "`qqq` is not a function that can be used here; there are abs,"),
    ("x + y", 4, "`y` is not a name that can be used here; there are x, a, b, c, pi, e."),
    ("leaky relu(x)", 0, "`leaky relu` is written as one word: `leaky_relu`"),
    ("1 + Soft plus(x)", 4, "`Soft plus` is written as one word: `softplus`"),
    ("AX", 0, "`AX` needs a multiplication sign: `a*x`"),
    ("sin x", 0, "`sin` needs its argument in parentheses: `sin(x)`"),
    ("1 + sin", 4, "`sin(x)`"),
    ("x.real", 1, "`.`"),
    ("1_000", 1, "without underscores"),
    ("x + 1j", 5, "Complex"),
    ("1e999", 0, "too large"),
    ("y = x", 0, "Leave out `y =`"),
    ("f(x) = x", 0, "Leave out `f(x) =`"),
    ("F(X) = x", 0, "Leave out `F(X) =`"),
    ("x = 1", 2, "write `==`"),
    ("a := 1", 2, "`:`"),
    ("x²", 1, "write `^2`"),
    ("ｅxp(x)", 0, "write `e`"),
    ("sin（x）", 3, "write `(`"),
    ("max(x，1)", 5, "write `,`"),
    ("x＝1", 1, "write `==`"),
    ("x．5", 1, "write `.`"),
    ("x＠", 1, "only plain letters"),
    ("x｀", 1, "only plain letters"),
    ("x + é", 4, "only plain letters"),
    ("x\n", 1, "Only spaces"),
    ("\tx", 0, "Only spaces"),
    ("x\0", 1, "Only spaces"),
    ("x\u200b", 1, "Only spaces"),
    ("\ud800", 0, "Only spaces"),
    ("x # no", 2, "`#`"),
    ("x\\", 1, "cannot be used"),
    ("x;x", 1, "`;`"),
    ("x`", 1, "backtick"),
    ("'x'", 0, "cannot be used"),
    ('f"x"', 0, "`f` is not a name"),
    ("[x]", 0, "write `(`"),
    ("{x}", 0, "write `(`"),
    ("x % 2", 2, "write `x - 2*floor(x/2)`"),
    ("x!", 1, "cannot be used"),
    ("lambda: x", 0, "`lambda` is not a name"),
    ("x for x in x", 2, "`for` is not a name"),
    ("True", 0, "`True` is not a name"),
    ("x is 1", 2, "`is` is not a name"),
    ("await x", 0, "`await` is not a name"),
    ("__import__('os')", 0, "`__import__` is not a function"),
    ("eval(x)", 0, "`eval` is not a function"),
    ("max(x, key=x)", 7, "`key` is not a name"),
    ("max(*x)", 4, "Before `*`"),
    ("x**", 1, "After `**`"),
    ("*x", 0, "Before `*`"),
    ("x + * 2", 4, "Before `*`"),
    ("x // 2", 3, "Before `/`"),
    ("x <> 2", 3, "Before `>`"),
    ("(x", 0, "not closed"),
    ("sin(x", 3, "not closed"),
    ("x)", 1, "never opened"),
    ("x + ()", 4, "nothing between"),
    ("sin()", 3, "nothing between"),
    ("0,5", 1, "`0.5`"),
    ("max((x, 1), 2)", 6, "comma"),
    ("max(x,)", 6, "Before `)`"),
    ("sin(x, 1)", 0, "`sin` takes one argument, not 2"),
    ("1 + max(x)", 4, "`max` takes 2 arguments or more, not 1"),
    ("clip(x, 1)", 0, "`clip` takes 3 arguments, not 2"),
    ("where(x > 0, 1)", 0, "where(x > 0, x, 0)"),
    ("where(x, 1, 2)", 6, "condition such as `x > 0`"),
    ("1 if x else 2", 5, "condition such as `x > 0`"),
    ("where(where(x > 0, 1, 0), 1, 2)", 6, "condition such as `x > 0`"),
    ("x > 0 and x", 10, "condition such as `x > 0`"),
    ("x or x > 0", 0, "condition such as `x > 0`"),
    ("not x", 4, "condition such as `x > 0`"),
    ("x if x > 0", 2, "come in pairs"),
    ("x else 1", 2, "come in pairs"),
    ("1 + not x > 0", 4, "needs parentheses around it"),
    ("x not 2", 2, "Before `not`"),
    ("(" * 31 + "x" + ")" * 31, 30, "30 deep"),
    ("x" + " " * 200, 200, "201 characters; at most 200"),
    ("-" * 40 + "x", 30, "inside one another"),
    ("+".join(["x"] * 60), 0, "inside one another"),
]


@pytest.mark.parametrize(("text", "place", "words"), REFUSED)
def test_what_cannot_be_read_is_refused_in_one_sentence_with_its_place(
    text: str, place: int, words: str
) -> None:
    with pytest.raises(ExpressionError) as error:
        read(text)
    assert words in error.value.sentence
    assert error.value.place == place
    assert error.value.sentence == error.value.sentence.template.format(**error.value.sentence.values)
    assert error.value.sentence.endswith((".", "?"))


def test_each_limit_is_reached_and_not_passed() -> None:
    read("x" + " " * (MOST_CHARACTERS - 1))
    read("(" * 30 + "x" + ")" * 30)
    assert depth(read("-" * (MOST_DEPTH - 1) + "x").tree) == MOST_DEPTH
    with pytest.raises(ExpressionError, match="inside one another"):
        read("-" * MOST_DEPTH + "x")
    assert size(read("max(" + ",".join(["x^x"] * 39) + ")" + "*x").tree) == MOST_NODES
    with pytest.raises(ExpressionError, match=f"more than {MOST_NODES}"):
        read("max(" + ",".join(["x^x"] * 39) + ")" + "*-x")


def test_the_sentence_repeats_a_long_name_in_part() -> None:
    with pytest.raises(ExpressionError) as error:
        read("q" * MOST_CHARACTERS)
    assert len(error.value.sentence) < 120


ANY_TEXT = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=ALPHABET, max_size=60),
    st.lists(WORDS, max_size=25).map("".join),
    st.lists(WORDS, max_size=25).map(" ".join),
)


AT_MOST = 0.05
"""In seconds of processor: five times what the slowest takes, so that a busy machine does not fail it."""


@contextmanager
def at_once() -> Iterator[None]:
    """Holds what is done to a time of the processor; the garbage of the tests themselves is not its work."""
    gc.disable()
    started = time.process_time()
    try:
        yield
    finally:
        took = time.process_time() - started
        gc.enable()
    assert took < AT_MOST


class Watch:
    """What the interpreter is asked for outside of itself while somebody looks: files, imports, processes.

    A hook cannot be taken out again, so there is one, which is mostly blind.
    """

    def __init__(self) -> None:
        self.seen: set[str] | None = None
        sys.addaudithook(self.note)

    def note(self, event: str, _arguments: object) -> None:
        if self.seen is not None:
            self.seen.add(event)

    @contextmanager
    def looking(self) -> Iterator[set[str]]:
        self.seen = seen = set()
        try:
            yield seen
        finally:
            self.seen = None


@pytest.fixture(scope="session")
def watch() -> Watch:
    read("x + x").evaluate(1.0)
    return Watch()


def test_the_watch_sees_what_is_touched(watch: Watch) -> None:
    with watch.looking() as touched:
        Path(__file__).read_bytes()
    assert "open" in touched


@settings(deadline=None, max_examples=1500, phases=set(Phase) - {Phase.explain})
@given(text=ANY_TEXT)
def test_any_text_is_an_expression_or_is_refused_at_once_and_touches_nothing(watch: Watch, text: str) -> None:
    with at_once(), watch.looking() as touched, suppress(ExpressionError):
        read.__wrapped__(text).evaluate(X, **GIVEN)
    assert touched <= {"compile"}, "Python's grammar is asked, and nothing else"


@settings(deadline=None, max_examples=1500)
@given(ANY_TEXT)
def test_any_text_is_an_expression_or_is_refused(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            expression = read(text)
        except ExpressionError as refusal:
            assert 0 <= refusal.place <= len(text)
            assert refusal.sentence.isprintable()
            assert refusal.__cause__ is None
        else:
            assert size(expression.tree) <= MOST_NODES and depth(expression.tree) <= MOST_DEPTH
            assert expression.latex
            result = expression.evaluate(X, **GIVEN)
            assert result.value.shape == result.slope.shape == X.shape
            assert not np.isfinite(result.slope[~np.isfinite(result.value)]).any()
            assert np.isnan(result.slope[np.isnan(result.value)]).all()
            assert expression.derivative_latex is not None


HEAVIEST = [
    "erf(" * 29 + "x" + ")" * 29,
    "x**" * 28 + "x",
    "max(" + ",".join(["x**x"] * 39) + ")",
    "+".join(["tan(x)"] * 28),
    "*".join(["(x-1)"] * 29),
    "where(x>0," * 12 + "x" + ",x)" * 12,
    "1<(" * 14 + "2" + ")<2" * 14,
    "(" * MOST_CHARACTERS,
    "q" * (MOST_CHARACTERS - 1) + "(",
    "9**" * 28 + "9",
    "9" * MOST_CHARACTERS,
]


@pytest.mark.parametrize("text", HEAVIEST, ids=lambda text: text[:20])
def test_nothing_takes_long(text: str) -> None:
    x = np.linspace(-20.0, 20.0, 2000)
    with at_once(), suppress(ExpressionError):
        expression = read.__wrapped__(text)
        expression.evaluate(x)
        assert expression.latex + expression.derivative_latex


def test_every_function_of_several_numbers_can_be_called() -> None:
    for name, (least, _) in OF_SEVERAL.items():
        arguments = ["x > 0" if name == "where" else "x", *["x"] * (least - 1)]
        assert read(f"{name}({', '.join(arguments)})")
