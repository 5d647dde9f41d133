"""What a page states about a function, held against the function."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import numpy as np
import pytest

from activations import CATALOG
from activations.core import Activation, Interval, Requirement, SpecialCase, number
from activations.your_function import function_of
from tests.ui.browser import FUNCTIONS
from ui import text
from ui.facts import grouped_properties, properties, prose_values, saturation_edges, slopes_at_kinks

Setting = tuple[Activation, dict[str, float]]


def settings(activation: Activation) -> list[Setting]:
    changed = [{p.name: value} for p in activation.parameters for value in (p.low, p.positions[1], p.high)]
    return [(activation, activation.complete(each)) for each in [{}, *changed]]


SETTINGS = [setting for activation in FUNCTIONS for setting in settings(activation)]
each_setting = pytest.mark.parametrize(
    ("activation", "given"),
    SETTINGS,
    ids=[f"{activation.name}{list(given.values())}" for activation, given in SETTINGS],
)


@each_setting
def test_every_fact_is_stated_in_plain_words(activation: Activation, given: dict[str, float]) -> None:
    facts = properties(activation, **given)
    assert list(facts) == list(properties(CATALOG["relu"]))
    for fact in facts.values():
        assert fact
        assert not re.search(r"nan|None|-\d|[{]\w*[a-z]\w*[}]|\d{8}", fact), fact


@each_setting
def test_saturation_begins_where_it_is_said_to(activation: Activation, given: dict[str, float]) -> None:
    left, right = saturation_edges(activation, **given)
    parts = activation.derivative_range(**given)
    largest = max(max(abs(part.low), abs(part.high)) for part in parts)
    hundredth = 0.01 * (largest if math.isfinite(largest) else 1.0)
    facts = properties(activation, **given)
    for edge, outwards, side in ((left, -1, "left"), (right, 1, "right")):
        stated = facts[f"Saturates to the {side}"]
        if math.isinf(edge):
            assert stated.startswith("hard" if hundredth == 0 else "no")
            continue
        outside, inside = (
            abs(float(activation.derivative(edge + way * 1e-3, **given))) for way in (outwards, -outwards)
        )
        assert outside < hundredth or outside == 0
        assert inside >= hundredth or edge in (*activation.kinks(**given), *activation.jumps(**given))
        assert stated.endswith(f"x {'<>'[side == 'right']} {number(edge)}")


@pytest.mark.parametrize(
    ("typed", "fact", "stated"),
    [
        ("1/(x - a)", "Kinks and jumps", "pole at 1: f goes from −∞ to ∞"),
        ("1/(x - a)", "Smoothness", "continuous where f is defined, which is not everywhere"),
        ("sqrt(x)", "Kinks and jumps", "edge at 0: f is undefined to the left and goes to 0 from the right"),
        (
            "floor(x)",
            "Fixed points",
            f"x ∈ {{{', '.join(number(place) for place in range(-12, 12))}}}: "
            "of all there are, at most the 24 nearest to 0 are listed",
        ),
        ("floor(x/4)", "Fixed points", "x ∈ {−1, 0}"),
        ("sigmoid(1/x)", "Range of f", "(0, 0.5) ∪ (0.5, 1]"),
        ("sigmoid(1/x)", "Least value", "none: f approaches 0 but does not reach it"),
        ("sqrt(x)", "Lipschitz constant", "none: f′ grows without bound"),
        ("log(-x)", "Kinks and jumps", "edge at 0: f goes to −∞ from the left and is undefined to the right"),
        ("cbrt(x - 1)", "Kinks and jumps", "kink at 1: f′ goes from ∞ to ∞"),
        ("sin(x)/x", "Kinks and jumps", "undefined at 0: f goes to 1 from both sides"),
        ("x == 0", "Kinks and jumps", "lone value at 0: f is 1, and goes to 0 from both sides"),
        ("x == 0", "Smoothness", "discontinuous: f jumps"),
        ("x/abs(x)", "Kinks and jumps", "jump at 0: f goes from −1 to 1"),
        ("x/abs(x)", "Trend", "non-decreasing"),
        ("x/x", "Saturates to the left", "hard: the slope is 0"),
        ("log(x)", "Saturates to the left", "no: f is not defined there"),
        ("arctanh(x)", "Saturates to the right", "no: f is not defined there"),
        ("exp(x) - exp(x)", "Saturates to the right", "hard: the slope is 0"),
    ],
)
def test_what_is_measured_is_said_in_plain_words(typed: str, fact: str, stated: str) -> None:
    activation = function_of(typed)
    assert properties(activation, **activation.complete({}))[fact] == stated


def test_of_many_breaks_the_nearest_are_told_and_the_rest_counted() -> None:
    told = properties(function_of("tan(x)"))["Kinks and jumps"].split("; ")
    assert len(told) == 7
    assert told[2:4] == [f"pole at {sign}1.5708: f goes from ∞ to −∞" for sign in ("−", "")]
    assert told[-1] == "and 6 more between −17.2788 and 17.2788"


@pytest.mark.parametrize(
    ("name", "given", "fact", "stated"),
    [
        ("relu", {}, "Range of f", "[0, ∞)"),
        ("relu", {}, "Range of f′", "{0, 1}"),
        ("relu", {}, "Kinks and jumps", "kink at 0: f′ goes from 0 to 1"),
        ("relu", {}, "Saturates to the left", "hard: the slope is 0; below 1 % of the largest for x < 0"),
        ("relu", {}, "Saturates to the right", "no: the slope does not tend to 0"),
        (
            "exponential",
            {},
            "Saturates to the left",
            "softly: the slope tends to 0; below 0.01 for x < −4.6052",
        ),
        ("relu", {}, "Bounded", "no"),
        ("binary_step", {}, "Kinks and jumps", "jump at 0: f goes from 0 to 1"),
        ("sigmoid", {}, "Bounded", "yes"),
        ("sigmoid", {}, "Kinks and jumps", "none"),
        ("sigmoid", {}, "Zero-centred", "no; mean 0.5 for inputs from N(0, 1)"),
        ("tanh", {}, "Zero-centred", "yes; mean 0 for inputs from N(0, 1)"),
        ("elu", {"alpha": 2.5}, "Range of f", "(−2.5, ∞)"),
        ("elu", {"alpha": 2.5}, "Kinks and jumps", "kink at 0: f′ goes from 2.5 to 1"),
        ("elu", {"alpha": 1.0}, "Kinks and jumps", "none"),
        ("elu", {"alpha": 0.5}, "Range of f′", "(0, 0.5] ∪ {1}"),
        ("elu", {}, "Parameters", "α set by hand"),
        ("prelu", {}, "Parameters", "α learned"),
        ("rrelu", {}, "Parameters", "α drawn at random"),
        ("relu", {}, "Parameters", "none"),
        ("relu", {}, "Least value", "0 at x ∈ (−∞, 0]"),
        ("prelu", {"alpha": -0.5}, "Least value", "0 at x = 0"),
        ("prelu", {}, "Least value", "none: f falls below every number"),
        ("sigmoid", {}, "Least value", "none: f approaches 0 but does not reach it"),
        ("binary_step", {}, "Fixed points", "x = 1"),
        ("relu", {}, "Fixed points", "x ∈ [0, ∞)"),
        ("softplus", {}, "Fixed points", "none"),
        ("binary_step", {}, "Lipschitz constant", "none: f jumps"),
        ("elu", {"alpha": 2.5}, "Lipschitz constant", "2.5: |f(x) − f(y)| ≤ 2.5·|x − y|"),
        ("elu", {"alpha": 2.5}, "Curvature", "neither convex nor concave"),
        ("prelu", {"alpha": 1.5}, "Curvature", "concave: no chord runs above the curve"),
        ("prelu", {"alpha": 1.0}, "Curvature", "a straight line"),
        ("tanh", {}, "Symmetry", "odd: f(−x) = −f(x)"),
        ("elu", {"alpha": 1.0}, "Smoothness", "C¹: f′ is continuous, f″ is not"),
        ("elu", {"alpha": 2.0}, "Smoothness", "C⁰: f is continuous, f′ is not"),
        ("elu", {}, "Special case of", "none"),
    ],
)
def test_what_is_stated(name: str, given: dict[str, float], fact: str, stated: str) -> None:
    assert properties(CATALOG[name], **CATALOG[name].complete(given))[fact] == stated


def test_what_recurs_is_said_to() -> None:
    tanh = CATALOG["tanh"].facts()
    recurring = replace(tanh, fixed_points=(Interval.point(0.0), Interval.point(0.5)), period=2.0)
    staircase = replace(CATALOG["tanh"], facts_at=lambda: recurring)
    assert properties(staircase)["Fixed points"] == "x ∈ {0, 0.5}, and again every 2 to both sides"
    lowest = replace(recurring, range=(Interval(-1.0, 1.0, True, True),), minimum_at=(Interval.point(-1.5),))
    wave = properties(replace(CATALOG["tanh"], facts_at=lambda: lowest))
    assert wave["Least value"] == "−1 at x = −1.5, and again every 2 to both sides"
    assert wave["Fixed points"] == "x ∈ {0, 0.5}"


def test_what_parameters_require_and_what_is_more_general_is_said() -> None:
    requirement = Requirement("alpha < max_value", lambda **_: True)
    special = SpecialCase(CATALOG["elu"], {"alpha": 1.0})
    facts = properties(replace(CATALOG["prelu"], requires=(requirement,), special_case_of=special))
    assert facts["Parameters"] == "α learned; α < max_value"
    assert facts["Special case of"] == "ELU at α = 1"


@pytest.mark.parametrize("activation", FUNCTIONS, ids=lambda function: function.name)
def test_facts_come_in_groups_and_none_twice(activation: Activation) -> None:
    groups = grouped_properties(activation, **activation.complete({}))
    assert list(groups) == ["Values", "Relations", "Slope", "Shape"]
    assert sum(map(len, groups.values())) == len(properties(activation, **activation.complete({})))


@pytest.mark.parametrize("activation", FUNCTIONS, ids=lambda function: function.name)
def test_a_text_may_name_a_minimum_only_where_there_is_one(activation: Activation) -> None:
    values = prose_values(activation)
    if "minimum" not in values:
        return
    at = values["minimum_at"]
    around = activation(np.array([at - 1e-3, at + 1e-3, at - 1.0, at + 1.0, -20.0, 20.0]))
    assert float(activation(at)) == pytest.approx(values["minimum"], abs=1e-12)
    assert (around > values["minimum"]).all()


@each_setting
def test_slopes_at_a_kink_are_given_where_there_is_one(
    activation: Activation, given: dict[str, float]
) -> None:
    kinks = slopes_at_kinks(activation, **given)
    native = [spelling.framework for spelling in activation.spellings if spelling.native]
    assert tuple(kinks) == activation.kinks(**given)
    for place, slopes in kinks.items():
        left, right = (number(float(activation.derivative(place + way, **given))) for way in (-1e-9, 1e-9))
        assert (slopes["from the left"], slopes["from the right"]) == (left, right)
        here = number(float(activation.derivative(place, **given)))
        assert slopes["here, by convention"] == here
        theirs = [slopes[each] for each in ("PyTorch", "JAX") if each in native and each in slopes]
        assert not theirs or here == theirs[0] or theirs[0] == "nan"


@pytest.mark.parametrize("activation", FUNCTIONS, ids=lambda function: function.name)
def test_the_steepest_slope_is_the_steepest(activation: Activation) -> None:
    x = np.linspace(-30, 30, 60_001)
    seen = float(np.abs(activation.derivative(x)).max())
    stated = prose_values(activation)["max_slope"]
    assert stated == pytest.approx(seen, rel=1e-3) or stated >= seen


@pytest.mark.parametrize("activation", FUNCTIONS, ids=lambda function: function.name)
def test_a_function_s_text_asks_for_numbers_that_there_are(activation: Activation) -> None:
    values = prose_values(activation)
    for body in text.function(activation.name).values():
        assert set(text.PLACEHOLDER.findall(body)) <= values.keys()
