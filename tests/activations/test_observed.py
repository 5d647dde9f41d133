"""What is seen of a function is what is true of it: held against everything the catalog states."""

from __future__ import annotations

import math

import numpy as np
import pytest

from activations.core import REALS, Facts, Interval
from activations.observed import observe
from activations.your_function import function_of


def look_at(case):
    return lambda x: (case.f(x), case.slope(x))


def alike(seen: tuple[Interval, ...], stated: tuple[Interval, ...]) -> bool:
    return len(seen) == len(stated) and all(
        math.isclose(one.low, other.low, rel_tol=1e-7, abs_tol=1e-7)
        and math.isclose(one.high, other.high, rel_tol=1e-7, abs_tol=1e-7)
        and (one.low_closed, one.high_closed) == (other.low_closed, other.high_closed)
        for one, other in zip(seen, stated, strict=True)
    )


def test_the_facts_seen_are_those_stated(case):
    seen, stated = observe(look_at(case)), case.facts
    assert alike(seen.range, stated.range)
    assert alike(seen.derivative_range, stated.derivative_range)
    for name in ("trend", "shape", "symmetry", "left", "right"):
        assert getattr(seen, name) == getattr(stated, name), name
    assert seen.kinks == pytest.approx(stated.kinks, abs=1e-12)
    assert seen.jumps == pytest.approx(stated.jumps, abs=1e-12)
    assert seen.smoothness == {"C²": "C∞"}.get(stated.smoothness, stated.smoothness)
    if not stated.period:
        assert alike(seen.fixed_points, stated.fixed_points)
        assert alike(seen.minimum_at, stated.minimum_at)


def seen(value, slope) -> Facts:
    with np.errstate(all="ignore"):
        return observe(lambda x: (value(x), slope(x)))


def test_places_that_are_not_round_are_found_to_the_last_digits():
    facts = seen(lambda x: np.abs(x - 1 / 3) + (x > math.sqrt(2)), lambda x: np.sign(x - 1 / 3))
    assert facts.kinks == pytest.approx((1 / 3,), abs=1e-15)
    assert facts.jumps == pytest.approx((math.sqrt(2),), abs=4e-16)
    assert facts.smoothness == "discontinuous"


def test_a_small_kink_and_a_small_jump_on_a_steep_curve():
    facts = seen(
        lambda x: 100 * x + 0.01 * (x > 0.25) + 0.01 * np.abs(x - 0.75),
        lambda x: 100.0 + 0.01 * np.sign(x - 0.75),
    )
    assert facts.jumps == (0.25,)
    assert facts.kinks == (0.75,)


def test_a_jump_of_the_second_derivative_is_seen():
    assert seen(lambda x: x * np.abs(x), lambda x: 2 * np.abs(x)).smoothness == "C¹"
    assert seen(lambda x: np.sin(3 * x), lambda x: 3 * np.cos(3 * x)).smoothness == "C∞"


ONE, ZERO_AND_ONE = (Interval.point(1.0),), (Interval.point(0.0), Interval.point(1.0))
BESIDE_0 = (Interval(-math.inf, 0.0), Interval(0.0, math.inf))


@pytest.mark.parametrize(
    ("text", "values", "minimum_at", "trend"),
    [
        ("x == 0", ZERO_AND_ONE, BESIDE_0, "not monotonic"),
        ("x != 0", ZERO_AND_ONE, (Interval.point(0.0),), "not monotonic"),
        ("sin(x)^2 + cos(x)^2", ONE, (REALS,), "non-decreasing"),
        ("x/x", ONE, BESIDE_0, "non-decreasing"),
    ],
)
def test_lone_values_holes_and_rounding(text, values, minimum_at, trend):
    facts = function_of(text).facts()
    assert facts.range == values
    assert facts.derivative_range == (Interval.point(0.0),)
    assert facts.minimum_at == minimum_at
    assert facts.trend == trend
    assert (facts.left, facts.right) == ("hard", "hard")


def test_values_at_whole_numbers_alone():
    facts = function_of("ceil(x) - floor(x)").facts()
    assert facts.range == ZERO_AND_ONE
    assert all(place.low == place.high == round(place.low) for place in facts.minimum_at)


def test_values_outside_of_every_stretch():
    facts = function_of("x^x").facts()
    assert facts.range == (Interval(-1.0, math.inf, low_closed=True),)
    assert facts.minimum_at == (Interval.point(-1.0),)
    assert facts.fixed_points == (Interval.point(-1.0), Interval.point(1.0))


def test_kinks_that_no_float_hits_are_all_alike():
    facts = function_of("abs(sin(x))").facts()
    assert [place.low for place in facts.minimum_at] == pytest.approx([k * math.pi for k in range(-6, 7)])
    assert facts.derivative_range == (Interval(-1.0, 1.0),)


def test_nothing_defined():
    facts = seen(lambda x: x + np.nan, lambda x: x + np.nan)
    assert math.isnan(facts.range[0].low) and facts.kinks == facts.jumps == ()


def test_values_whose_slopes_are_nowhere_finite():
    facts = function_of("max(x, e)^pow(a^1e300, min(x, 1e30))").facts(a=2.0)
    assert facts.shape == "neither convex nor concave"
