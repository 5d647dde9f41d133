"""Means, one-sided limits and zones of saturation, against closed forms."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activations import get
from activations.core import SATURATED_SHARE, Facts, Interval
from activations.measure import (
    Sides,
    Zone,
    is_bounded,
    is_zero_centred,
    largest_slope,
    mean_under_normal,
    normal_density,
    normal_rule,
    saturated_zones,
    sides,
)
from activations.your_function import function_of

HALF_NORMAL = 1.0 / math.sqrt(2.0 * math.pi)
"""The mean of max(0, x) for x from N(0, 1)."""


@pytest.mark.parametrize(
    ("name", "parameters", "mean"),
    [
        ("identity", {}, 0.0),
        ("binary_step", {}, 0.5),
        ("sigmoid", {}, 0.5),
        ("tanh", {}, 0.0),
        ("arctan", {}, 0.0),
        ("relu", {}, HALF_NORMAL),
        ("leaky_relu", {"alpha": 0.25}, 0.75 * HALF_NORMAL),
        ("prelu", {"alpha": -0.5}, 1.5 * HALF_NORMAL),
        ("elu", {"alpha": 2.0}, HALF_NORMAL + 2.0 * (math.exp(0.5) * math.erfc(math.sqrt(0.5)) / 2.0 - 0.5)),
    ],
)
def test_the_mean_under_a_normal_input(name, parameters, mean):
    assert mean_under_normal(get(name), **parameters) == pytest.approx(mean, rel=1e-13, abs=1e-15)


@pytest.mark.parametrize(("mean", "spread"), [(0.0, 1.0), (-3.0, 0.1), (5.0, 4.0)])
def test_the_rule_has_the_moments_of_its_normal_distribution(mean, spread):
    x, weights = normal_rule((0.3,), mean, spread)
    assert weights.sum() == pytest.approx(1.0, rel=1e-14)
    assert weights @ x == pytest.approx(mean, rel=1e-13, abs=1e-14)
    assert weights @ (x - mean) ** 4 == pytest.approx(3.0 * spread**4, rel=1e-13)
    assert weights[x > 0.3].sum() == pytest.approx(math.erfc((0.3 - mean) / spread / math.sqrt(2.0)) / 2.0)


def test_the_rule_for_several_means_is_that_for_each():
    x, weights = normal_rule((0.0,), [-1.0, 2.0], 0.5)
    for row, mean in enumerate((-1.0, 2.0)):
        np.testing.assert_array_equal((x[row], weights[row]), normal_rule((0.0,), mean, 0.5))


def test_the_density_is_that_of_the_rule():
    x = np.linspace(-9.0, 15.0, 2401)
    assert normal_density(x, 3.0, 1.5) @ np.abs(x) * 0.01 == pytest.approx(
        np.dot(*map(np.abs, normal_rule((0.0,), 3.0, 1.5))), rel=1e-5
    )


def test_the_mean_keeps_its_accuracy_where_the_function_bends_sharply():
    softplus = get("softplus")
    x = np.linspace(-12.0, 12.0, 240_001)
    density = np.exp(-(x**2) / 2.0) / math.sqrt(2.0 * math.pi)
    trapezoids = np.sum(density * softplus(x, beta=10.0)) * (x[1] - x[0])
    assert mean_under_normal(softplus, beta=10.0) == pytest.approx(trapezoids, rel=1e-12)


def test_the_mean_takes_a_jump_where_it_is():
    step_at_a_third = invented(np.zeros_like, (Interval.point(0.0),), jumps=(1 / 3,))
    step_at_a_third = dataclasses.replace(step_at_a_third, value=lambda x: np.heaviside(x - 1 / 3, 1.0))
    assert mean_under_normal(step_at_a_third) == pytest.approx(math.erfc(math.sqrt(0.5) / 3) / 2, rel=1e-13)


def test_the_zero_centred_functions_are_the_odd_ones_and_selu(activation):
    assert is_zero_centred(activation) == (activation.facts().symmetry == "odd" or activation is get("selu"))


def test_prelu_is_zero_centred_only_as_the_identity():
    assert is_zero_centred(get("prelu"), alpha=1.0)
    assert not is_zero_centred(get("prelu"), alpha=0.95)


def test_the_bounded_functions(activation):
    assert is_bounded(activation) == bool((np.abs(activation([-1e300, 1e300])) < 1e100).all())


@pytest.mark.parametrize(
    ("name", "parameters", "largest"),
    [
        ("binary_step", {}, 0.0),
        ("sigmoid", {}, 0.25),
        ("prelu", {"alpha": -2.0}, 2.0),
        ("elu", {"alpha": 3.0}, 3.0),
        ("softplus", {}, 1.0),
    ],
)
def test_the_largest_slope_by_its_size(name, parameters, largest):
    assert largest_slope(get(name), **parameters) == largest


def test_sides_of_a_kink_a_jump_and_a_smooth_place():
    assert sides(get("elu"), 0.0, alpha=2.0) == Sides(0.0, 0.0, 2.0, 1.0)
    assert sides(get("binary_step"), 0.0) == Sides(0.0, 1.0, 0.0, 0.0)
    assert sides(get("relu"), 1.5) == Sides(1.5, 1.5, 1.0, 1.0)


def test_sides_are_the_value_itself_where_nothing_breaks(case):
    for x in (-1.5, 0.25):
        here = sides(case.activation, x, **case.parameters)
        assert here == Sides(case.f(x), case.f(x), case.slope(x), case.slope(x))


EDGES = st.one_of(st.just(0.0), st.integers(-190, 190).map(lambda tenths: tenths / 10))
FACTORS = st.sampled_from((1.0, -1.0, 0.001, -300.0))
OFFSETS = st.sampled_from((0.0, 1.0, -50.0, 1e4))


def distance_to(edge, to_the_left):
    """From x on one side of an edge, as it is typed."""
    return f"({edge} - x)" if to_the_left else f"(x - {edge})"


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from(
        ("-log({u})", "sqrt(-log({u}))", "{u}^-0.3", "1/{u}", "{u}^-3", "1/sin({u})", "-log(tanh({u}))")
    ),
    EDGES,
    FACTORS,
    OFFSETS,
    st.booleans(),
)
def test_what_grows_without_bound_has_no_limit_however_slowly_it_grows(
    growing, edge, factor, offset, to_the_left
):
    u = distance_to(edge, to_the_left)
    function = function_of(f"{factor}*{growing.format(u=u)} + {offset}")
    there = sides(function, edge)
    value, slope = (
        (there.value_left, there.slope_left) if to_the_left else (there.value_right, there.slope_right)
    )
    assert value == math.copysign(math.inf, factor)
    assert slope == math.copysign(math.inf, factor if to_the_left else -factor)


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from(
        ("sqrt({u})", "{u}^0.25", "{u}^3", "{u}*log({u})", "exp(-1/{u})", "(arctan(log({u})) + pi/2)", "{u}")
    ),
    EDGES,
    FACTORS,
    OFFSETS,
    st.booleans(),
)
def test_what_comes_to_an_end_has_a_limit_however_steep_it_is(ending, edge, factor, offset, to_the_left):
    u = distance_to(edge, to_the_left)
    function = function_of(f"where({u} > 0, {factor}*{ending.format(u=u)} + {offset}, {offset} - 7)")
    there = sides(function, edge)
    value, beyond = (there.value_left, there.value_right)[:: 1 if to_the_left else -1]
    assert value == pytest.approx(offset, abs=0.05 * abs(factor))
    assert beyond == offset - 7


def test_where_a_wave_ever_faster_goes_nothing_is_said_to_be_infinite():
    for text in ("sin(1/x)", "x*sin(1/x)", "sin(1/(x - 2))", "tanh(1e15*(x - 1)) + (x > 1)"):
        function = function_of(text)
        for jump in function.jumps():
            assert not math.isinf(sides(function, jump).value_right)


def zone(low, high, dead=False):
    return Zone(pytest.approx(low, abs=1e-9), pytest.approx(high, abs=1e-9), dead)


def test_sigmoid_and_tanh_are_saturated_from_about_6_and_3_on():
    """σ′ is a hundredth of ¼ where σ(1−σ) = 1/400; tanh is σ at twice the input."""
    edge = math.log((1.0 + math.sqrt(0.99)) / (1.0 - math.sqrt(0.99)))
    assert edge == pytest.approx(6.0, abs=0.02)
    assert saturated_zones(get("sigmoid")) == (zone(-25.0, -edge), zone(edge, 25.0))
    assert saturated_zones(get("tanh")) == (zone(-25.0, -edge / 2), zone(edge / 2, 25.0))


@pytest.mark.parametrize(
    ("name", "parameters", "zones"),
    [
        ("identity", {}, ()),
        ("relu", {}, (Zone(-25.0, 0.0, dead=True),)),
        ("binary_step", {}, (Zone(-25.0, 25.0, dead=True),)),
        ("leaky_relu", {"alpha": 0.01}, ()),
        ("leaky_relu", {"alpha": 0.009}, (Zone(-25.0, 0.0, dead=False),)),
        ("leaky_relu", {"alpha": 0.0}, (Zone(-25.0, 0.0, dead=True),)),
        ("prelu", {"alpha": -0.5}, ()),
        ("elu", {"alpha": 0.5}, (zone(-25.0, math.log(0.02)),)),
        ("elu", {"alpha": 3.0}, (zone(-25.0, math.log(0.01)),)),
        ("softplus", {"beta": 2.0}, (zone(-25.0, -math.log(99.0) / 2.0),)),
        ("arctan", {}, (zone(-25.0, -math.sqrt(99.0)), zone(math.sqrt(99.0), 25.0))),
    ],
)
def test_zones(name, parameters, zones):
    assert saturated_zones(get(name), **parameters) == zones


def test_zones_are_where_the_slope_is_small_and_only_there(case):
    zones = saturated_zones(case.activation, **case.parameters)
    largest = max(max(abs(part.low), abs(part.high)) for part in case.facts.derivative_range)
    largest = largest if math.isfinite(largest) else 1.0
    x = np.linspace(-24.99, 24.99, 4000)
    slopes = np.abs(case.slope(x))
    inside = np.any([(zone.low < x) & (x < zone.high) for zone in zones] or [x != x], axis=0)
    assert (inside == ((slopes < SATURATED_SHARE * largest) | (slopes == 0.0))).all()
    for stretch in zones:
        middle = (stretch.low + stretch.high) / 2
        side = case.facts.left if middle < 0.0 else case.facts.right
        assert stretch.dead == (case.slope(middle) == 0.0 and side != "soft")


def test_zones_keep_to_the_stretch_that_is_asked_for():
    assert saturated_zones(get("relu"), -2.0, 3.0) == (Zone(-2.0, 0.0, dead=True),)
    assert saturated_zones(get("relu"), 1.0, 3.0) == ()
    assert saturated_zones(get("relu"), -3.0, 0.0) == (Zone(-3.0, 0.0, dead=True),)
    with pytest.raises(ValueError, match="not below"):
        saturated_zones(get("relu"), 1.0, 1.0)


def test_a_slope_too_small_for_a_float_is_not_dead():
    bump = invented(
        lambda x: -2.0 * x * np.exp(-(x**2)),
        (Interval(-0.86, 0.86, True, True),),
        left="soft",
        right="soft",
    )
    for activation in (get("sigmoid"), bump):
        assert not any(stretch.dead for stretch in saturated_zones(activation, -1000.0, 1000.0))


REST = ("neither convex nor concave", "neither odd nor even", "C∞")


def invented(slope, derivative_range, **facts):
    """A function that the catalog does not have, made from its slope alone."""
    made = Facts((Interval.point(0.0),), derivative_range, "not monotonic", *REST, **facts)
    return dataclasses.replace(get("relu"), slope=slope, facts_at=lambda: made)


def test_a_minimum_is_a_narrow_zone_but_not_dead():
    parabola = invented(lambda x: np.clip(x, -2.0, 2.0), (Interval(-2.0, 2.0, True, True),))
    assert saturated_zones(parabola) == (zone(-0.02, 0.02),)


def test_soft_and_dead_parts_are_zones_of_their_own():
    ramp = invented(lambda x: np.clip(x, 0.0, 1.0), (Interval(0.0, 1.0, True, True),), kinks=(0.0, 1.0))
    assert saturated_zones(ramp) == (Zone(-25.0, 0.0, dead=True), zone(0.0, 0.01))


def test_a_fast_wave_costs_no_more_than_a_slow_one():
    asked = []

    def slope(x):
        asked.append(x.size)
        return np.maximum(0.0, np.cos(200.0 * x))

    wave = invented(slope, (Interval(0.0, 1.0, True, True),))
    zones = saturated_zones(wave, -1000.0, 1000.0)
    assert len(zones) > 10_000
    assert sum(asked) < 1e6
