"""The page says where each formula fails, and its experiments stand just before it happens."""

from __future__ import annotations

import math

import pytest
from streamlit.testing.v1 import AppTest

from activations.simulations.numerics import FORMULAS
from tests.pages.visit import experiments, figure_of, followed, html_of, opened, present_of, said, text_of


def summary(app: AppTest) -> str:
    return str(app.markdown[0].value)


def value(app: AppTest, form: str, steps: int = 0) -> float:
    """What the page shows of a form where its slider stands, or so many steps to the right."""
    (family,) = (each for each in figure_of(app)["families"] if each["key"] == "power")
    (power,) = present_of(app)["power"]
    text = family["says"][form][family["values"].index(power) + steps]
    return float(text.replace("−", "-").replace("∞", "inf").replace(" × 10", "e").translate(RAISED))


RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def test_the_subject_s_numbers_are_text() -> None:
    page = text_of(opened("numerics"))
    for number in ("709.7827", "36.7368", "18.715", "18.3684", "88.7228", "16.6355"):
        assert number in page
    assert "`np.tanh` from 18.99" in page or "`np.tanh` from 19.0" in page


def test_the_table_has_every_formula() -> None:
    page = text_of(opened("numerics"))
    for formula in FORMULAS.values():
        assert formula.code in page


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("side", ["x > 0", "x < 0"])
def test_every_formula_opens_on_its_sides(formula: str, side: str) -> None:
    asked = {"side": side} if len(FORMULAS[formula].signs) > 1 else {}
    app = opened("numerics", formula=formula, **asked)
    assert said(app) == []
    assert f"`{FORMULAS[formula].code}` for {side if asked else 'x < 0'}: " in summary(app)


def test_the_picture_is_not_sent_again_when_x_moves() -> None:
    assert figure_of(opened("numerics", power=-5)) == figure_of(opened("numerics", power=2))


def test_the_experiments_show_what_they_say() -> None:
    first = opened("numerics")
    step, loss, slope, elu, tanh, softmax = map(followed, experiments(first))

    assert (value(step, "naive"), value(step, "stable")) == (1.0, 1.0)
    assert math.isnan(value(step, "naive", 1))
    assert value(step, "stable", 1) == 1.0
    assert math.isfinite(value(loss, "naive"))
    assert (value(loss, "naive", 1), value(loss, "stable", 1)) == (-math.inf, pytest.approx(-39.8, abs=0.1))
    assert 1e-9 < value(slope, "naive_error") < 1e-6
    assert value(slope, "naive", 6) == 0.0 < value(slope, "stable", 6)
    assert 1e-10 < value(elu, "naive_error") < 1e-7
    assert value(elu, "naive", -180) == 0.0 > value(elu, "stable", -180)
    assert 1e-7 < value(tanh, "naive_error") < 1e-3
    assert (value(softmax, "naive"), value(softmax, "stable")) == (0.5, 0.5)
    assert math.isnan(value(softmax, "naive", 1))
    assert "709.0896" in html_of(first)
