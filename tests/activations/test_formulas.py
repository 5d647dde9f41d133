"""What is displayed is what is computed: the LaTeX of each formula is read, evaluated and compared."""

from __future__ import annotations

import numpy as np
import pytest

from tests.activations.latex import Setting, formula, latex_symbol

X = np.concatenate([np.linspace(-12.0, 12.0, 97), [-1e-9, 0.0, 1e-9]])


def read(latex, f=None, **names):
    with np.errstate(all="ignore"):
        return [side(Setting({"x": X, **names}, f)) for side in formula(latex, frozenset(names)).sides]


@pytest.mark.parametrize(
    ("latex", "value"),
    [
        ("2x + 1", 2 * X + 1),
        ("-x^{2}", -(X**2)),
        ("3 - 2 - 1", 0 * X),
        (r"\frac{1}{1 + e^{-2x}}", 1 / (1 + np.exp(-2 * X))),
        (r"(1 + x)\,(1 - x)", 1 - X**2),
        (r"\max(0, x) \cdot 2", 2 * np.maximum(0, X)),
        (r"\frac{\lvert x \rvert}{2} \sqrt{4}", np.abs(X)),
        (r"\sin^{2}(2x) + \cos^{2}(2x)", 1 + 0 * X),
        (r"\begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}", np.maximum(0, X)),
        (r"\Phi(0 x)", 0.5 + 0 * X),
        (r"s^{2},\quad s = x + 1", (X + 1) ** 2),
        (r"\begin{cases} x & -1 < x < 1 \\ 0 & \text{otherwise} \end{cases}", np.where(np.abs(X) < 1, X, 0)),
    ],
)
def test_the_reader_reads(latex, value):
    assert read(latex)[0] == pytest.approx(value)


@pytest.mark.parametrize(
    "latex",
    [
        "x +",
        "(x",
        "y",
        r"\foo(x)",
        "x x)",
        "x # 1",
        "x, y",
        "x + y, y =",
        r"\begin{cases} x & x > 0 \\ 0 & x < 0 \end{cases}",
    ],
)
def test_the_reader_refuses_what_makes_no_sense(latex):
    with pytest.raises((AssertionError, IndexError)):
        read(latex)


def test_the_formula_shown_is_the_function(case):
    for side in read(case.activation.formula, **case.symbols):
        assert np.broadcast_to(side, X.shape) == pytest.approx(case.f(X), rel=1e-9, abs=1e-12)


def test_the_derivative_shown_is_the_derivative(case):
    for side in read(case.activation.derivative_formula, case.f, **case.symbols):
        assert np.broadcast_to(side, X.shape) == pytest.approx(case.slope(X), rel=1e-6, abs=1e-9)


def test_every_parameter_appears_in_the_formula(activation):
    for parameter in activation.parameters:
        assert latex_symbol(parameter.symbol) in activation.formula
