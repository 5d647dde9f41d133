"""The failing formulas in words: names for the controls, what happens where, and the lesson's numbers."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from activations.core import number
from activations.simulations.numerics import (
    FORMULAS,
    HALF_OF_THE_DIGITS,
    Precision,
    Sign,
    Threshold,
    thresholds,
)
from ui.lessons.numerics import FORMS, Words
from ui.tables import live_table, template
from ui.text import N_, _

NAMES = (
    N_("Sigmoid by e^x"),
    N_("Sigmoid by e^−x"),
    N_("Slope of sigmoid"),
    N_("Tanh as a quotient"),
    N_("Tanh by a sigmoid"),
    N_("Slope of tanh"),
    N_("Softplus"),
    N_("ELU"),
    N_("Slope of ELU"),
    N_("ln a"),
    N_("ln(1 − a)"),
    N_("Softmax"),
)
"""Every name of FORMULAS, for translators."""
N_(HALF_OF_THE_DIGITS)


def words_of_picture(formula: str) -> Words:
    """What the picture says of a formula."""
    code = FORMULAS[formula].code
    rows = [
        (code, "{naive}", "{naive_error}"),
        (_("stable form"), "{stable}", "{stable_error}"),
        (_("exact"), "{exact}", ""),
    ]
    head, colours = (_("Form"), _("Value"), _("Relative error")), (*(form[0] for form in FORMS), "ink")
    return Words(
        alternative=_(
            "Relative errors of {code} and of a stable form. At x = {{at}} the typed form gives {{naive}}, "
            "the stable one {{stable}}; exactly it is {{exact}}."
        ).format(code=code),
        caption=template("p", "x = {at}") + live_table(rows, head, colours),
        title=_("{formula} as typed, and in its stable form").format(formula=formula),
        x="x",
        error=_("relative error"),
        half=_("half of the digits lost"),
        exactly=_("exactly {value}"),
        titles=("log₁₀ |x|", _("log₁₀ of the error as typed"), _("log₁₀ of the stable form's error")),
    )


def failures(formula: str, sign: Sign) -> str:
    """What happens to the typed form on one side of 0, as one line of Markdown."""
    told = [
        (_("{what} from x = {x} towards 0") if towards_zero else _("{what} from x = {x} on")).format(
            what=f"**{what(formula, threshold)}**", x=number(place(threshold))
        )
        for towards_zero in (False, True)
        for threshold in told_of(formula, sign, towards_zero)
    ]
    code, side = FORMULAS[formula].code, "x > 0" if sign > 0 else "x < 0"
    outcome = "; ".join(told) or _("keeps its digits")
    return _("`{code}` for {side}: {outcome}.").format(code=code, side=side, outcome=outcome)


def all_failures() -> list[tuple[str, ...]]:
    """Each way in which a formula fails: what it becomes, from where on, instead of what, and in float32."""
    rows: list[tuple[str, ...]] = []
    for formula, definition in FORMULAS.items():
        for sign in definition.signs:
            for towards_zero in (False, True):
                if sign < 0 < max(definition.signs) and is_mirrored(formula, towards_zero):
                    continue
                coarse = by_outcome(formula, sign, towards_zero, "float32")
                for threshold in told_of(formula, sign, towards_zero):
                    way = _("x = {x}, towards 0") if towards_zero else _("x = {x}")
                    also = coarse.get(threshold.becomes)
                    rows.append(
                        (
                            definition.code,
                            what(formula, threshold),
                            way.format(x=number(place(threshold))),
                            number(float(definition.stable(place(threshold)))),
                            number(place(also)) if also else "–",
                        )
                    )
    return rows


def what(formula: str, threshold: Threshold) -> str:
    """What the typed form becomes there."""
    if threshold.becomes == HALF_OF_THE_DIGITS:
        return _("half of the digits lost")
    if threshold.becomes in ("nan", "∞", "−∞"):
        return threshold.becomes
    if is_rounding(formula, threshold):
        return _("rounded to {value}").format(value=threshold.becomes)
    return _("exactly {value}").format(value=threshold.becomes)


def place(threshold: Threshold) -> float:
    """Where it is: for lost digits, which rounding makes a matter of chance, in three digits."""
    x = threshold.first
    return float(f"{x:.2e}") if threshold.becomes == HALF_OF_THE_DIGITS else x


def told_of(formula: str, sign: Sign, towards_zero: bool) -> list[Threshold]:
    """The thresholds worth telling: that a slope near 0 rounds to 1 is none."""
    places = thresholds(formula, sign, towards_zero=towards_zero)
    return [each for each in places if not (towards_zero and is_rounding(formula, each))]


def is_rounding(formula: str, threshold: Threshold) -> bool:
    """Whether the typed form is what the stable one is, but for the last digit."""
    definition = FORMULAS[formula]
    typed, stable = float(definition.naive(threshold.first)), float(definition.stable(threshold.first))
    return abs(typed - stable) <= 4e-16 * abs(stable)


def is_mirrored(formula: str, towards_zero: bool) -> bool:
    """Whether the same happens at −x as at x."""
    left, right = (by_outcome(formula, sign, towards_zero) for sign in (-1, 1))
    return [abs(each.last) for each in left.values()] == [each.last for each in right.values()]


def by_outcome(
    formula: str, sign: Sign, towards_zero: bool, precision: Precision = "float64"
) -> dict[str, Threshold]:
    places = thresholds(formula, sign, towards_zero=towards_zero, precision=precision)
    return {each.becomes: each for each in places}


@lru_cache(maxsize=1)
def numbers_of_the_lesson() -> dict[str, str]:
    """Every number that the lesson's text states."""

    def from_x(formula: str, becomes: str, sign: Sign = 1, towards_zero: bool = False) -> str:
        return number(place(by_outcome(formula, sign, towards_zero)[becomes]))

    def coarse(formula: str, becomes: str) -> str:
        return number(place(by_outcome(formula, 1, False, "float32")[becomes]))

    stable = {each.becomes: each for each in thresholds("Tanh as a quotient", form="stable")}
    return {
        "overflow": from_x("Sigmoid by e^x", "nan"),
        "overflow_32": coarse("Sigmoid by e^x", "nan"),
        "sigmoid_one": from_x("Sigmoid by e^−x", "1"),
        "sigmoid_one_32": coarse("Sigmoid by e^−x", "1"),
        "sigmoid_one_by_ex": from_x("Sigmoid by e^x", "1"),
        "sigmoid_zero": from_x("Sigmoid by e^−x", "0", -1),
        "tanh_one": number(stable["1"].last),
        "tanh_one_quotient": from_x("Tanh as a quotient", "1"),
        "tanh_one_sigmoid": from_x("Tanh by a sigmoid", "1"),
        "slope_half": from_x("Slope of sigmoid", HALF_OF_THE_DIGITS),
        "slope_zero": from_x("Slope of sigmoid", "0"),
        "elu_half": number(-place(by_outcome("ELU", -1, True)[HALF_OF_THE_DIGITS])),
        "elu_zero": number(-place(by_outcome("ELU", -1, True)["0"])),
        "loss_infinite": from_x("ln(1 − a)", "−∞"),
        "softmax_zero": from_x("Softmax", "0"),
        "softmax_nan": from_x("Softmax", "nan"),
        "largest": number(float(np.finfo(np.float64).max), 3),
        "gap": number(float(np.finfo(np.float64).eps), 2),
        "overflow_16": number(math.log(float(np.finfo(np.float16).max)), 2),
    }
