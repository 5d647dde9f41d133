"""The record itself: intervals, numbers as readers see them, parameters, evaluation."""

from __future__ import annotations

import dataclasses
import math
from fractions import Fraction

import numpy as np
import pytest

from activations import CATALOG
from activations.core import (
    REALS,
    Interval,
    Parameter,
    number,
    percent,
    read_only,
    simple_fraction,
    union,
    whole,
)


@pytest.mark.parametrize(
    ("interval", "inside", "outside"),
    [
        (Interval(0.0, 1.0), [0.5, 5e-324], [0.0, 1.0, -1.0, math.nan]),
        (Interval(0.0, 1.0, True, True), [0.0, 1.0, -0.0], [-5e-324, 1.0000001, math.inf]),
        (Interval(0.0, 1.0, high_closed=True), [1.0], [0.0]),
        (Interval.point(3.0), [3.0], [2.9999999999999996, 3.0000000000000004]),
        (REALS, [0.0, 1e308, -1e308], [math.inf, -math.inf, math.nan]),
    ],
    ids=str,
)
def test_an_interval_holds_what_lies_between_its_ends(interval, inside, outside):
    assert all(value in interval for value in inside)
    assert not any(value in interval for value in outside)


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (Interval(0.0, 0.25, high_closed=True), "(0, 0.25]"),
        (Interval(0.0, math.inf, low_closed=True), "[0, ∞)"),
        (REALS, "(−∞, ∞)"),
        (Interval.point(-1.0), "{−1}"),
    ],
)
def test_an_interval_is_written_as_in_a_textbook(interval, text):
    assert str(interval) == text


def test_a_union_gathers_points_into_one_set():
    assert union([Interval.point(0.0), Interval.point(1.0)]) == "{0, 1}"
    assert union([Interval(0.0, 0.5, high_closed=True), Interval.point(1.0)]) == "(0, 0.5] ∪ {1}"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.5, "0.5"),
        (-2.0, "−2"),
        (100.0, "100"),
        (0.0, "0"),
        (-0.0, "0"),
        (11 / 48, "0.2292"),
        (1e-5, "1 × 10⁻⁵"),
        (2.5e7, "2.5 × 10⁷"),
        (0.99995460, "0.9999546"),
        (-2.00001, "−2.00001"),
        (0.99999999999, "1"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
    ],
)
def test_a_number_is_written_for_a_reader(value, text):
    assert number(value) == text


def test_a_simple_fraction_is_what_the_float_stands_for():
    assert simple_fraction(0.05) == Fraction(1, 20)
    assert simple_fraction(1 / 48) == Fraction(1, 48)


def test_positions_are_the_multiples_of_the_step_without_rounding_noise():
    parameter = Parameter("alpha", "α", default=0.3, low=0.1, high=0.5, step=0.1)
    assert parameter.positions == (0.1, 0.2, 0.3, 0.4, 0.5)


def test_positions_end_at_the_high_end():
    assert Parameter("a", "a", default=0.0, low=-1.0, high=1.0, step=0.5).positions == (
        -1.0,
        -0.5,
        0.0,
        0.5,
        1.0,
    )


@pytest.mark.parametrize("value", [0.0, 0.5, 1.0])
def test_a_parameter_accepts_its_domain_with_closed_ends(value):
    parameter = Parameter("alpha", "α", 0.5, 0.0, 1.0, 0.1, domain=Interval(0.0, 1.0, True, True))
    assert parameter.check(value) == value


@pytest.mark.parametrize("value", [-5e-324, 1.1, math.nan, math.inf, -math.inf])
def test_a_parameter_refuses_a_value_without_a_meaning_and_says_what_has_one(value):
    parameter = Parameter("alpha", "α", 0.5, 0.0, 1.0, 0.1, domain=Interval(0.0, 1.0, True, True))
    with pytest.raises(ValueError, match="alpha") as error:
        parameter.check(value)
    assert str(value) in str(error.value)
    assert "[0, 1]" in str(error.value)


def test_an_activation_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        CATALOG["relu"].label = "other"


def test_calling_is_forward():
    elu = CATALOG["elu"]
    assert elu(-1.0, alpha=2.0) == elu.forward(-1.0, alpha=2.0) == 2.0 * math.expm1(-1.0)


def test_parameters_left_out_take_their_defaults():
    leaky_relu = CATALOG["leaky_relu"]
    assert leaky_relu.complete({}) == {"alpha": 0.01}
    assert leaky_relu(-1.0) == -0.01


@pytest.mark.parametrize("method", ["forward", "derivative", "range", "kinks", "jumps", "derivative_range"])
def test_an_unknown_parameter_is_a_type_error(method):
    arguments = (0.0,) if method in ("forward", "derivative") else ()
    with pytest.raises(TypeError, match=r"^relu has no parameter alpha"):
        getattr(CATALOG["relu"], method)(*arguments, alpha=1.0)


def test_none_stands_for_infinity_where_that_has_a_meaning():
    assert CATALOG["relu"](7.0, max_value=None) == 7.0
    assert CATALOG["relu"](7.0, max_value=6.0) == 6.0
    with pytest.raises(ValueError, match=r"^alpha is None, which is outside its domain"):
        CATALOG["elu"](7.0, alpha=None)


def test_the_slope_at_a_kink_can_be_chosen_and_counts_only_there():
    relu = CATALOG["relu"]
    x = [-1.0, -5e-324, 0.0, -0.0, 5e-324, 1.0]
    assert relu.derivative(x, at_kink=0.5).tolist() == [0.0, 0.0, 0.5, 0.5, 1.0, 1.0]
    assert relu.derivative(x).tolist() == [0.0, 0.0, 0.0, 0.0, 1.0, 1.0]


def test_the_slope_at_a_kink_means_nothing_where_there_is_none():
    elu = CATALOG["elu"]
    assert elu.derivative(0.0, at_kink=7.0) == 1.0
    assert elu.derivative(0.0, at_kink=7.0, alpha=2.0) == 7.0
    assert CATALOG["binary_step"].derivative(0.0, at_kink=7.0) == 0.0


def test_thousands_are_set_apart() -> None:
    assert [whole(count) for count in (0, 999, 10_100, 1_550_976)] == [
        "0",
        "999",
        "10\u202f100",
        "1\u202f550\u202f976",
    ]


@pytest.mark.parametrize(
    ("share", "decimals", "text"),
    [
        (0.0, 2, "0"),
        (1.0, 2, "100"),
        (0.5, 2, "50"),
        (0.0401, 2, "4.01"),
        (1e-9, 2, "<\u00a00.01"),
        (1 - 1e-9, 2, ">\u00a099.99"),
        (0.538, 0, "54"),
        (0.996, 0, ">\u00a099"),
        (0.004, 0, "<\u00a01"),
    ],
)
def test_a_percentage_is_0_or_100_only_where_it_is(share: float, decimals: int, text: str) -> None:
    assert percent(share, decimals) == f"{text}\u00a0%"


def test_what_is_read_only_is_a_copy_that_cannot_be_changed() -> None:
    mine = np.array([1.0, 2.0])
    array = read_only(mine)
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 3.0
    mine[0] = 3.0
    assert array.tolist() == [1.0, 2.0]
