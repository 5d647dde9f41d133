"""Where the documents' formulas fail: thresholds to the last digit, errors against exact arithmetic."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest

from activations.simulations.numerics import (
    FARTHEST,
    FORMULAS,
    HALF_OF_THE_DIGITS,
    POWERS_OF_TEN,
    STATES,
    exact,
    last_place,
    simulate,
    states,
    thresholds,
)

SIDES = [(name, sign) for name, formula in FORMULAS.items() for sign in formula.signs]
EVERYWHERE = [(*side, towards_zero) for side in SIDES for towards_zero in (False, True)]
OVERFLOW = math.log(np.finfo(np.float64).max)


def found(formula, sign=1, **settings):
    return {threshold.becomes: threshold.last for threshold in thresholds(formula, sign, **settings)}


# The numbers of the lesson


def test_the_documents_sigmoid_is_nan_beyond_709():
    assert found("Sigmoid by e^x")["nan"] == pytest.approx(709.782712893384, rel=1e-15)
    assert found("Sigmoid by e^x", precision="float32")["nan"] == pytest.approx(88.7228, abs=1e-4)


def test_sigmoid_is_1_beyond_36():
    assert found("Sigmoid by e^−x")["1"] == pytest.approx(36.7368, abs=1e-4)
    assert found("Sigmoid by e^−x", form="stable")["1"] == pytest.approx(36.7368, abs=1e-4)
    assert found("Sigmoid by e^x")["1"] == pytest.approx(54 * math.log(2.0), abs=1e-4)


def test_tanh_is_1_beyond_19_or_a_little_earlier_by_the_documents_formulas():
    assert found("Tanh as a quotient", form="stable")["1"] == pytest.approx(18.99, abs=0.08)
    assert found("Tanh as a quotient")["1"] == pytest.approx(18.715, abs=1e-3)
    assert found("Tanh by a sigmoid")["1"] == pytest.approx(18.368, abs=1e-3)


def test_softplus_and_the_loss_are_infinite_where_they_are_small_numbers():
    assert found("Softplus") == {"∞": pytest.approx(OVERFLOW)}
    assert found("ln a", -1) == {"−∞": pytest.approx(-OVERFLOW)}
    assert found("ln(1 − a)")["−∞"] == pytest.approx(36.7368, abs=1e-4)
    for name, sign in (("Softplus", 1), ("ln a", -1), ("ln(1 − a)", 1)):
        assert found(name, sign, form="stable") == {}


def test_softmax_is_first_0_and_then_nan():
    assert found("Softmax") == {
        "0": pytest.approx(OVERFLOW - math.log(2.0)),
        "nan": pytest.approx(OVERFLOW),
    }
    assert found("Softmax", -1) == {"nan": pytest.approx(-745.1332191019411)}


@pytest.mark.parametrize(
    ("name", "sign"), [("Slope of sigmoid", 1), ("Softplus", -1), ("Slope of ELU", -1), ("ln a", 1)]
)
def test_what_is_left_of_1_is_gone_by_36_and_half_of_it_by_18(name, sign):
    places = found(name, sign)
    assert abs(places["0"]) == pytest.approx(37.0, abs=0.5)
    assert abs(places[HALF_OF_THE_DIGITS]) == pytest.approx(18.8, abs=0.8)
    assert found(name, sign, form="stable") == {"0": pytest.approx(sign * 745.13, abs=0.01)}


@pytest.mark.parametrize("name", ["ELU", "Tanh as a quotient", "Tanh by a sigmoid"])
def test_near_0_a_difference_cancels(name):
    places = found(name, -1, towards_zero=True)
    assert -2e-16 < places["0"] < -4e-17
    assert -2e-8 < places[HALF_OF_THE_DIGITS] < -2e-9
    assert found(name, -1, towards_zero=True, form="stable") == {}


# Laws


@pytest.mark.parametrize("precision", ["float64", "float32"])
@pytest.mark.parametrize(("name", "sign", "towards_zero"), EVERYWHERE)
def test_a_threshold_parts_two_neighbours_that_differ(name, sign, towards_zero, precision):
    kind = np.dtype(precision).type
    outwards = kind(0.0 if towards_zero else sign * np.inf)
    places = thresholds(name, sign, towards_zero=towards_zero, precision=precision)
    for threshold in places:
        last, first = kind(threshold.last), kind(threshold.first)
        assert np.nextafter(last, outwards) == first
        before, after = FORMULAS[name].naive(np.array([last, first]))
        if threshold.becomes == HALF_OF_THE_DIGITS:
            error = np.abs(kind(after) - FORMULAS[name].stable(float(first)))
            assert error > 0.9 * math.sqrt(np.finfo(precision).eps) * abs(FORMULAS[name].stable(float(first)))
        else:
            assert STATES[states(np.array(after))] == threshold.becomes
            assert STATES[states(np.array(before))] != threshold.becomes
    distances = [abs(threshold.last) for threshold in places]
    assert distances == sorted(distances, reverse=towards_zero)


@pytest.mark.parametrize(("name", "sign", "towards_zero"), EVERYWHERE)
def test_between_thresholds_a_formula_stays_what_it_became(name, sign, towards_zero):
    places = [t for t in thresholds(name, sign, towards_zero=towards_zero) if t.becomes in STATES]
    ends = [*(threshold.first for threshold in places), sign * (1e-300 if towards_zero else FARTHEST)]
    for threshold, start, stop in zip(places, ends, ends[1:], strict=False):
        x = sign * np.geomspace(abs(start), abs(stop), 2000)[1:-1]
        assert {STATES[state] for state in states(FORMULAS[name].naive(x))} == {threshold.becomes}


@pytest.mark.parametrize(("name", "sign"), SIDES)
def test_naive_and_stable_agree_wherever_no_digits_are_lost(name, sign):
    bad = [
        sorted(abs(t.last) for t in thresholds(name, sign, towards_zero=z) if t.becomes not in ("1", "−1"))
        for z in (False, True)
    ]
    low, high = (bad[1] or [1e-300])[-1], (bad[0] or [FARTHEST])[0]
    x = sign * np.geomspace(low, min(high, 700.0), 5000)[1:-1]
    formula = FORMULAS[name]
    np.testing.assert_allclose(formula.naive(x), formula.stable(x), rtol=5e-8)


@pytest.mark.parametrize(("name", "sign"), SIDES)
def test_the_stable_form_keeps_its_digits_wherever_floats_have_them(name, sign):
    result = simulate(name, sign * POWERS_OF_TEN[::4])
    has_digits = np.abs(result.stable) > 1e-307
    assert result.stable_error[has_digits].max() < 1e-15


@pytest.mark.parametrize(("name", "sign"), SIDES)
def test_the_exact_value_is_the_stable_one_with_more_digits(name, sign):
    for x in (0.3, 2.0, 17.0, 100.0, 300.0):
        assert float(exact(FORMULAS[name], sign * x)) == pytest.approx(
            float(FORMULAS[name].stable(sign * x)), rel=1e-14, abs=0.0
        )


def test_what_is_exact_is_exact_however_near_to_0():
    assert float(exact(FORMULAS["ELU"], -1e-60)) == -1e-60


def test_an_error_is_relative():
    result = simulate("ELU", [-1e-17, -1.0])
    assert result.naive.tolist() == [0.0, math.exp(-1.0) - 1.0]
    assert result.naive_error[0] == 1.0
    assert result.stable_error.max() < 1.2e-16
    assert float(result.exact[1]) == math.expm1(-1.0)
    overflown = simulate("Softplus", [800.0])
    assert (overflown.naive[0], overflown.naive_error[0]) == (math.inf, math.inf)
    assert overflown.stable[0] == 800.0
    nothing = simulate("Softmax", [800.0])
    assert math.isnan(nothing.naive[0])
    assert math.isnan(nothing.naive_error[0])
    assert nothing.stable[0] == 0.5


def test_a_last_place_is_found_among_places_that_alternate():
    """Every second float up to 40 holds, up to one far from where a search begins."""

    def even_up_to_40(x):
        return (x.view(np.int64) % 2 == 0) & (x <= 40.0)

    assert last_place(even_up_to_40, np.float64(2.0), np.float64(700.0)) == (40.0, np.nextafter(40.0, 50.0))


def test_what_never_or_always_holds_has_no_last_place():
    ends = np.float64(1.0), np.float64(2.0)
    assert last_place(lambda x: x < 0.0, *ends) is None
    assert last_place(lambda x: x > 0.0, *ends) is None


# The record


def test_a_result_is_a_frozen_record():
    result = simulate()
    for array in (result.x, result.naive, result.stable, result.naive_error, result.stable_error):
        assert array.shape == POWERS_OF_TEN.shape
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 7.0
    with pytest.raises(dataclasses.FrozenInstanceError):
        result.x = result.naive


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"formula": "GELU"}, "There is no formula GELU, but Sigmoid by e\\^x, "),
        ({"x": [0.0]}, "x must be a row of numbers within ±1000 other than 0."),
        ({"x": [1001.0]}, "x must be a row of numbers within ±1000 other than 0."),
        ({"x": [math.nan]}, "x must be a row of numbers within ±1000 other than 0."),
        ({"x": 1.0}, "x must be a row of numbers within ±1000 other than 0."),
        ({"formula": "ELU", "x": [1.0]}, "ELU is used for x < 0 only."),
    ],
)
def test_settings_without_a_meaning(settings, sentence):
    with pytest.raises(ValueError, match=sentence):
        simulate(**settings)


def test_thresholds_without_a_meaning():
    with pytest.raises(ValueError, match="There is no formula GELU"):
        thresholds("GELU")
    with pytest.raises(ValueError, match=r"ELU is used for x < 0 only\."):
        thresholds("ELU", 1)
    with pytest.raises(ValueError, match=r"The stable form is computed in float64 only\."):
        thresholds("ELU", -1, form="stable", precision="float32")
