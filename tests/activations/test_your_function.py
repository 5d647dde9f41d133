"""A typed function is a record like any other; what is said of it is what is seen."""

from __future__ import annotations

import math
import re
import time
import warnings

import numpy as np
import pytest

from activations import CATALOG
from activations.core import Interval, union
from activations.expression import ExpressionError
from activations.measure import Zone, is_bounded, is_zero_centred, lipschitz_constant, saturated_zones, sides
from activations.your_function import function_of
from tests.activations.test_observed import alike

SAME = {
    "max(0, x)": ("relu", {}),
    "x if x > 0 else 0": ("relu", {}),
    "where(x >= 0, 1, 0)": ("binary_step", {}),
    "1/(1 + exp(-x))": ("sigmoid", {}),
    "exp(x)/(1 + exp(x))": ("sigmoid", {}),
    "(exp(x) - exp(-x))/(exp(x) + exp(-x))": ("tanh", {}),
    "log(1 + exp(x))": ("softplus", {}),
    "where(x > 0, x, a*expm1(x))": ("elu", {"alpha": 1.0}),
    "max(0.01*x, x)": ("leaky_relu", {}),
    "clip(x, -1, 1)": ("hard_tanh", {}),
    "x": ("identity", {}),
    "arctan(x)": ("arctan", {}),
}


@pytest.mark.parametrize(("text", "name", "parameters"), [(text, *same) for text, same in SAME.items()])
def test_what_is_typed_is_seen_as_the_catalog_states_it(text, name, parameters):
    seen, stated = function_of(text).facts(), CATALOG[name].facts(**parameters)
    assert alike(seen.range, stated.range) and alike(seen.derivative_range, stated.derivative_range)
    assert alike(seen.fixed_points, stated.fixed_points) and alike(seen.minimum_at, stated.minimum_at)
    for fact in ("trend", "shape", "symmetry", "smoothness", "left", "right", "kinks", "jumps"):
        assert getattr(seen, fact) == getattr(stated, fact), fact


def scaled(parts: tuple[Interval, ...], factor: float) -> tuple[Interval, ...]:
    return tuple(
        Interval(factor * part.low, factor * part.high, part.low_closed, part.high_closed) for part in parts
    )


@pytest.mark.parametrize("shift", [-1.0, -0.7, 0.0, 0.1, 0.3333, 0.5])
@pytest.mark.parametrize("scale", [0.1, 0.2, 0.25, 0.3, 0.7, 3.0])
@pytest.mark.parametrize(("text", "name"), [(text, name) for text, (name, _) in SAME.items()])
def test_rounding_beside_a_break_hides_neither_of_its_sides(text, name, scale, shift):
    mine, stated = function_of(re.sub(r"\bx\b", f"({scale}*x + {shift})", text)), CATALOG[name]
    facts = mine.facts()
    assert alike(facts.range, stated.range())
    assert alike(facts.derivative_range, scaled(stated.derivative_range(), scale))
    for seen, known in ((facts.kinks, stated.kinks()), (facts.jumps, stated.jumps())):
        assert seen == pytest.approx([(place - shift) / scale for place in known], abs=1e-14)
        for place, original in zip(seen, known, strict=True):
            here, there = sides(mine, place), sides(stated, original)
            assert (here.value_left, here.value_right) == pytest.approx(
                (there.value_left, there.value_right), abs=1e-14
            )
            assert (here.slope_left, here.slope_right) == pytest.approx(
                (scale * there.slope_left, scale * there.slope_right)
            )


@pytest.mark.parametrize(
    ("text", "values", "slopes", "at_0"),
    [
        ("relu(x/4)", "[0, ∞)", "{0, 0.25}", (0.0, 0.0, 0.0, 0.25)),
        ("abs(x/3)", "[0, ∞)", "{−0.3333, 0.3333}", (0.0, 0.0, -1 / 3, 1 / 3)),
        ("where(x/2 >= 0, 1, 0)", "{0, 1}", "{0}", (0.0, 1.0, 0.0, 0.0)),
        ("where(x*0.1 > 0, x + 1, 0)", "{0} ∪ (1, ∞)", "{0, 1}", (0.0, 1.0, 0.0, 1.0)),
        ("where(0.2*x + 1 > 1, x, -1)", "{−1} ∪ (0, ∞)", "{0, 1}", (-1.0, 0.0, 0.0, 1.0)),
        ("max(0.1*x + 1, 1 - 0.2*x)", "[1, ∞)", "{−0.2, 0.1}", (1.0, 1.0, -0.2, 0.1)),
        ("x - 2*floor(x/2)", "[0, 2)", "{1}", (2.0, 0.0, 1.0, 1.0)),
        ("where(x/3 > 0, x^2/3, -x/3)", "[0, ∞)", "{−0.3333} ∪ (0, ∞)", (0.0, 0.0, -1 / 3, 0.0)),
        ("sign(x)*sqrt(abs(x/5))", "(−∞, ∞)", "(0, ∞)", (0.0, 0.0, math.inf, math.inf)),
    ],
)
def test_a_break_where_the_next_float_is_no_different(text, values, slopes, at_0):
    mine = function_of(text)
    facts = mine.facts()
    assert (union(facts.range), union(facts.derivative_range)) == (values, slopes)
    here = sides(mine, 0.0)
    assert (here.value_left, here.value_right, here.slope_left, here.slope_right) == pytest.approx(
        at_0, abs=1e-13
    )


def test_a_kink_that_no_float_hits_has_the_value_that_is_meant():
    facts = function_of("abs(3*x - 1)").facts()
    assert union(facts.range) == "[0, ∞)"
    assert facts.minimum_at == (Interval.point(pytest.approx(1 / 3)),)


@pytest.mark.parametrize("text", ["cbrt(x - 1)", "sign(x - 2)*abs(x - 2)^0.2"])
def test_however_steep_a_kink_is_its_value_is_taken(text):
    assert union(function_of(text).facts().range) == "(−∞, ∞)"


def test_an_extremum_midway_between_two_looks_is_seen():
    assert union(function_of("arctan(0.2*x + 0.37)").facts().derivative_range) == "(0, 0.2]"


def test_the_rounding_of_large_values_is_no_jump():
    assert function_of("1e300*x^2").breaks() == ((), ())


def test_a_zone_begins_at_the_kink_although_the_slopes_beside_it_are_rounded():
    assert saturated_zones(function_of("relu(x/4)")) == (Zone(-25.0, 0.0, dead=True),)


def test_the_record():
    mine = function_of("a*tanh(x) + c")
    assert mine is function_of("a*tanh(x) + c")
    assert [(p.name, p.default, p.positions[0], p.positions[-1]) for p in mine.parameters] == [
        ("a", 1.0, -5.0, 5.0),
        ("c", 1.0, -5.0, 5.0),
    ]
    assert mine(0.5, a=2.0) == pytest.approx(2 * math.tanh(0.5) + 1)
    assert mine.derivative(0.5, a=2.0) == pytest.approx(2 / math.cosh(0.5) ** 2)
    assert mine.formula == r"a\,\tanh(x) + c"
    assert mine.derivative_formula == r"a\,(1 - \tanh(x)^{2})"
    assert union(mine.range(a=2.0)) == "(−1, 3)"
    with pytest.raises(TypeError, match="no parameter b"):
        mine(0.0, b=1.0)
    with pytest.raises(ValueError, match="outside its domain"):
        mine(0.0, a=math.inf)


def test_what_cannot_be_read_is_no_function():
    with pytest.raises(ExpressionError):
        function_of("2x")


def test_facts_follow_the_parameters():
    ramp = function_of("max(a*x, x - b)")
    assert ramp.kinks(a=0.5, b=1.0) == (2.0,)
    assert ramp.kinks(a=1.0, b=1.0) == ()
    assert ramp.facts(a=0.5).trend == "strictly increasing"
    assert ramp.facts(a=-1.0).trend == "not monotonic"


EDGES = {
    "1/x": ("(−∞, 0) ∪ (0, ∞)", (0.0,)),
    "log(x)": ("(−∞, ∞)", (0.0,)),
    "sqrt(x)": ("[0, ∞)", (0.0,)),
    "sin(x)/x": (None, (0.0,)),
    "1/(x - 0.123)": ("(−∞, 0) ∪ (0, ∞)", (0.123,)),
    "exp(exp(x))": ("(1, ∞)", ()),
    "exp(1000*x)": ("(0, ∞)", ()),
    "x - floor(x)": ("[0, 1)", tuple(map(float, range(-20, 21)))),
    "tan(x)": ("(−∞, ∞)", tuple((n + 0.5) * math.pi for n in range(-6, 6))),
    "x^3 - 3*x": ("(−∞, ∞)", ()),
    "3": ("{3}", ()),
    "sin(x)": ("[−1, 1]", ()),
}


@pytest.mark.parametrize(("text", "values", "jumps"), [(text, *facts) for text, facts in EDGES.items()])
def test_poles_holes_and_edges_of_the_domain_are_jumps_and_overflow_is_not(text, values, jumps):
    facts = function_of(text).facts()
    assert values is None or union(facts.range) == values
    assert facts.jumps == pytest.approx(jumps, abs=1e-14)
    assert facts.kinks == ()


def test_a_kink_where_rounding_makes_two_of_one():
    assert function_of("min(abs(x - 1), abs(x + 1))").kinks() == (-1.0, 0.0, 1.0)


HARD = [
    *EDGES,
    "log(-1 - x*x)",
    "0/0",
    "x^x",
    "sin(50*x)",
    "tan(9*x)",
    "1/0",
    "x if x > 0 else 1/0",
    "x^-0.5",
]
HARD += ["min(abs(x - 1), abs(x + 1))", "round(x)", "cbrt(x)", "exp(x^3)", "9**9**9*x", "(-2)^x", "0*x"]
HARD += [
    "log(log(log(x)))",
    "1/(1+exp(-1000*x))",
    "1e-300*x",
    "1e300*x^2",
    "abs(x)^0.1",
    "sigmoid(1e6*x)",
    "x*sin(1/x)",
    "erf(" * 29 + "x" + ")" * 29,
]


@pytest.mark.parametrize("text", HARD, ids=lambda text: text[:24])
def test_all_that_pages_ask_of_a_function_has_an_answer(text):
    mine = function_of(text)
    with warnings.catch_warnings(), np.errstate(all="warn", under="ignore"):
        warnings.simplefilter("error")
        started = time.process_time()
        facts = mine.facts()
        assert time.process_time() - started < 0.5
        assert facts is mine.facts()
        assert len(facts.kinks) <= 48 and len(facts.jumps) <= 48
        assert len(facts.fixed_points) <= 24 and len(facts.minimum_at) <= 24
        assert isinstance(facts.range[0], Interval) and union(facts.range) and union(facts.derivative_range)
        is_bounded(mine), lipschitz_constant(mine), saturated_zones(mine)
        for kink in facts.kinks:
            here = sides(mine, kink)
            assert here.slope_left != here.slope_right or math.isinf(here.slope_left)
        for jump in facts.jumps:
            here = sides(mine, jump)
            is_steep = math.isinf(here.slope_left) and math.isinf(here.slope_right)
            assert is_steep or not here.value_left == mine(jump) == here.value_right
    with np.errstate(all="ignore"):
        is_zero_centred(mine)
