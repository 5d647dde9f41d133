from __future__ import annotations

from ui.equation import equation


def test_a_short_equation_is_one_line() -> None:
    assert equation("f(x)", r"\max(0, x)") == r"f(x) = \max(0, x)"
    assert equation("f(x)", r"x\,\sigma(x) = \frac{x}{1 + e^{-x}}").count("=") == 2


def test_what_explains_its_letters_stands_below() -> None:
    assert equation("f(x)", r"\tanh(s),\quad s = \ln(t),\quad t = 1 + e^{x}") == (
        r"\begin{aligned} f(x) &= \tanh(s) \\ s &= \ln(t) \\ t &= 1 + e^{x} \end{aligned}"
    )
