"""The picture of the failing formulas says what the simulation says."""

from __future__ import annotations

import numpy as np
import pytest

from activations.simulations.numerics import FORMULAS, Sign, exact, simulate, thresholds
from tests.ui.browser import Sent
from ui.lessons.numerics import FIRST_POWER, NO_ERROR, POWERS, Words, errors, stretches, window
from ui.lessons.numerics_words import NAMES, all_failures, failures

RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
WORDS = Words("{at}", "", "", "x", "error", "half", "exactly {value}", ("x", "typed", "stable"))
SIDES = [(name, sign) for name, formula in FORMULAS.items() for sign in formula.signs]


def sent(formula: str, sign: Sign, between: float | None = None) -> Sent:
    return Sent(errors(formula, sign, between, WORDS))


@pytest.mark.parametrize(("formula", "sign"), SIDES)
def test_points_and_words_are_the_simulation_s(formula: str, sign: Sign) -> None:
    picture = sent(formula, sign)
    result = simulate(formula, sign * 10.0**POWERS)
    still, *states = picture.states
    assert [state.value for state in states] == POWERS.tolist()
    for curve, error in zip(picture.curves, (result.naive_error, result.stable_error), strict=True):
        heights = still.lines[curve]["y"]
        np.testing.assert_array_equal(np.isfinite(heights), np.isfinite(error))
        seen = np.isfinite(error) & (error > 10.0**NO_ERROR)
        np.testing.assert_allclose(heights[seen], np.log10(error[seen]), rtol=1e-5, atol=1e-5)
    (family,) = (each for each in picture.data["families"] if each["key"] == "power")
    assert len(set(map(len, family["says"].values()))) == 1
    for said, value in zip(family["says"]["naive"], result.naive.tolist(), strict=True):
        assert float(said.replace("−", "-").replace("∞", "inf")) == pytest.approx(value, rel=0, nan_ok=True)
    assert len(picture.text) < 150_000


@pytest.mark.parametrize(("formula", "sign"), SIDES)
def test_the_line_and_both_heads_stand_at_x(formula: str, sign: Sign) -> None:
    picture = sent(formula, sign)
    still, *states = picture.states
    for place, state in enumerate(states):
        assert all(line["x"] == pytest.approx(state.value) for line in state.lines.values())
        heads = [line["y"][0] for line in state.lines.values() if len(line["y"]) == 1]
        np.testing.assert_array_equal(heads, [still.lines[curve]["y"][place] for curve in picture.curves])


@pytest.mark.parametrize(("formula", "sign"), SIDES)
def test_areas_lie_where_the_formula_is_what_they_say(formula: str, sign: Sign) -> None:
    found = list(stretches(formula, sign))
    assert len(found) == len(sent(formula, sign).areas)
    for becomes, low, high in found:
        inside = np.linspace(max(low, -17.0), min(high, 3.0), 50)[1:-1]
        values = FORMULAS[formula].naive(sign * 10.0**inside)
        wanted = float(becomes.replace("−", "-").replace("∞", "inf"))
        np.testing.assert_array_equal(values, np.full(48, wanted))


def test_a_power_between_two_steps_has_its_own_row() -> None:
    assert 1.234 in [state.value for state in sent("ELU", -1, 1.234).states]
    assert FIRST_POWER in POWERS


def test_the_window_moves_with_x_and_stops_at_the_ends() -> None:
    assert window(-5.0) == pytest.approx((-9.2, -0.8))
    assert window(3.0) == window(0.0) == pytest.approx((-5.2, 3.2))
    assert window(-17.0) == pytest.approx((-17.2, -8.8))


# In words


def test_every_formula_has_a_name_to_translate() -> None:
    assert list(FORMULAS) == list(NAMES)


def test_what_happens_is_said_in_one_line() -> None:
    assert failures("Sigmoid by e^x", 1) == (
        "`exp(x) / (1 + exp(x))` for x > 0: "
        "**rounded to 1** from x = 37.4299 on; **nan** from x = 709.7827 on."
    )
    assert failures("Softplus", 1) == "`log(1 + exp(x))` for x > 0: **∞** from x = 709.7827 on."
    assert "**exactly 0** from x = −4.51 × 10⁻¹⁷ towards 0" in failures("ELU", -1)


@pytest.mark.parametrize(("formula", "sign"), SIDES)
def test_every_failure_is_in_the_line_and_in_the_table(formula: str, sign: Sign) -> None:
    for threshold in thresholds(formula, sign):
        assert threshold.becomes in failures(formula, sign)
    rows = [row for row in all_failures() if row[0] == FORMULAS[formula].code]
    assert {row[1] for row in rows} & {"nan", "∞", "−∞", "exactly 0"}


def value_of(text: str) -> float:
    return float(text.replace("−", "-").replace(" × 10", "e").translate(RAISED))


@pytest.mark.parametrize(("formula", "sign"), SIDES)
def test_the_table_gives_the_value_at_the_x_it_shows_and_the_line_has_the_same_x(
    formula: str, sign: Sign
) -> None:
    definition = FORMULAS[formula]
    for code, becomes, where, instead, _float32 in all_failures():
        shown = where.removeprefix("x = ").removesuffix(", towards 0")
        x = value_of(shown)
        if code == definition.code and x * sign > 0:
            assert value_of(instead) == pytest.approx(float(exact(definition, x)), rel=6e-4, abs=1e-320)
            assert f"**{becomes}** from x = {shown} " in failures(formula, sign)


def test_the_table_has_the_subject_s_numbers() -> None:
    rows = {(row[0], row[1]): row[2:] for row in all_failures()}
    assert rows["exp(x) / (1 + exp(x))", "nan"] == ("x = 709.7827", "1", "88.7228")
    assert rows["1 / (1 + exp(-x))", "rounded to 1"] == ("x = 36.7368", "1", "16.6355")
    assert rows["(exp(x) - exp(-x)) / (exp(x) + exp(-x))", "rounded to 1"][0] == "x = 18.715"
    assert rows["2 / (1 + exp(-2 * x)) - 1", "rounded to 1"][0] == "x = 18.3684"
    assert rows["log(1 - 1 / (1 + exp(-x)))", "−∞"][1] == "−36.7368"
