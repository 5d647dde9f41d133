"""Laws that every function of the catalog obeys, at every parameter value a slider offers at its ends.

Each statement of a record is held against the function itself.
"""

from __future__ import annotations

import math
import re
import warnings
from functools import partial
from itertools import pairwise, product

import mpmath as mp
import numpy as np
import pytest

import activations
from activations import CATALOG, get
from activations.catalog.landmarks import highest
from activations.core import Activation, evaluate
from activations.measure import lipschitz_constant, sides
from tests.activations.latex import Setting, formula

NEAR = np.linspace(-3.0, 3.0, 6001)
SCAN = np.linspace(-12.0, 12.0, 48_001) + 0.00025
MIDDLE = np.linspace(-12.0, 12.0, 2401)
FAR = np.concatenate([-np.geomspace(8.0, 1e308, 400), np.geomspace(8.0, 1e308, 400)])
WITHIN_DIGITS = 6.5
"""As far as 760 digits tell tanh(e^x) from 1."""
EVERYWHERE = np.concatenate([NEAR, MIDDLE, FAR, [5e-324, -5e-324, 1e-300, -1e-300, 0.0, -0.0]])

LABELS = {
    "identity": "Identity",
    "binary_step": "Binary step",
    "threshold": "Threshold",
    "sigmoid": "Sigmoid",
    "generalized_logistic": "Generalized logistic",
    "tanh": "Tanh",
    "lecun_tanh": "LeCun tanh",
    "complementary_log_log": "Complementary log-log",
    "arctan": "Arctan",
    "softsign": "Softsign",
    "isru": "ISRU",
    "hard_tanh": "Hard tanh",
    "hard_sigmoid": "Hard sigmoid",
    "sparse_sigmoid": "Sparse sigmoid",
    "sqnl": "SQNL",
    "relu": "ReLU",
    "leaky_relu": "Leaky ReLU",
    "prelu": "PReLU",
    "rrelu": "RReLU",
    "general_relu": "General ReLU",
    "relu6": "ReLU6",
    "brelu": "BReLU",
    "srelu": "SReLU",
    "squared_relu": "Squared ReLU",
    "elu": "ELU",
    "celu": "CELU",
    "selu": "SELU",
    "isrlu": "ISRLU",
    "softplus": "Softplus",
    "log_sigmoid": "Log-sigmoid",
    "exponential": "Exponential",
    "squareplus": "Squareplus",
    "sparse_plus": "Sparse plus",
    "bent_identity": "Bent identity",
    "silu": "SiLU",
    "gelu": "GELU",
    "gelu_tanh": "GELU (tanh)",
    "mish": "Mish",
    "beta_swish": "Swish-beta",
    "quick_gelu": "Quick GELU",
    "hard_swish": "Hard swish",
    "tanh_exp": "TanhExp",
    "serf": "Serf",
    "hard_shrink": "Hard shrink",
    "soft_shrink": "Soft shrink",
    "tanh_shrink": "Tanh shrink",
    "gaussian": "Gaussian",
    "sinusoid": "Sinusoid",
    "sinc": "Sinc",
    "snake": "Snake",
}
"""Names stand in people's code and labels in their links: what is published does not change."""

SLIDERS = {
    "threshold": (
        ("threshold", 1.0, "(−∞, ∞)", -2.0, 2.0, 0.1),
        ("value", 0.0, "(−∞, ∞)", -2.0, 2.0, 0.1),
    ),
    "generalized_logistic": (("alpha", 2.0, "(0, ∞)", 0.1, 5.0, 0.1),),
    "isru": (("alpha", 1.0, "(0, ∞)", 0.1, 5.0, 0.1),),
    "hard_tanh": (
        ("low", -1.0, "(−∞, ∞)", -3.0, -0.1, 0.1),
        ("high", 1.0, "(−∞, ∞)", 0.1, 3.0, 0.1),
    ),
    "leaky_relu": (("alpha", 0.01, "[0, 1]", 0.0, 0.5, 0.01),),
    "prelu": (("alpha", 0.25, "(−∞, ∞)", -0.5, 1.5, 0.05),),
    "rrelu": (("alpha", 11 / 48, "[0, 1]", 1 / 48, 24 / 48, 1 / 48),),
    "general_relu": (
        ("negative_slope", 0.1, "[0, 1]", 0.0, 0.5, 0.05),
        ("threshold", 0.0, "(−∞, ∞)", -2.0, 2.0, 0.1),
        ("max_value", 6.0, "(−∞, ∞]", 2.5, 10.0, 0.5),
    ),
    "brelu": (("bound", 1.0, "(0, ∞)", 0.5, 10.0, 0.5),),
    "srelu": (
        ("left_threshold", -1.0, "(−∞, ∞)", -3.0, 0.0, 0.2),
        ("left_slope", 0.2, "(−∞, ∞)", -0.5, 1.5, 0.1),
        ("right_threshold", 1.0, "(−∞, ∞)", 0.2, 3.0, 0.2),
        ("right_slope", 0.4, "(−∞, ∞)", -0.5, 1.5, 0.1),
    ),
    "elu": (("alpha", 1.0, "(0, ∞)", 0.1, 3.0, 0.05),),
    "celu": (("alpha", 1.0, "(0, ∞)", 0.1, 3.0, 0.05),),
    "isrlu": (("alpha", 1.0, "(0, ∞)", 0.1, 5.0, 0.1),),
    "softplus": (("beta", 1.0, "(0, ∞)", 0.5, 10.0, 0.5),),
    "squareplus": (("b", 4.0, "[0, ∞)", 0.0, 10.0, 0.5),),
    "beta_swish": (("beta", 2.0, "[0, ∞)", 0.0, 10.0, 0.25),),
    "hard_shrink": (("threshold", 0.5, "[0, ∞)", 0.0, 2.0, 0.1),),
    "soft_shrink": (("threshold", 0.5, "[0, ∞)", 0.0, 2.0, 0.1),),
    "snake": (("alpha", 1.0, "(0, ∞)", 0.1, 3.0, 0.1),),
}
"""Name, default, domain and slider of each; a default is left out of links, so it does not change either."""


# The catalog


def test_published_parameters_keep_their_defaults_and_spans():
    published = {
        name: tuple((p.name, p.default, str(p.domain), p.low, p.high, p.step) for p in get(name).parameters)
        for name in LABELS
        if get(name).parameters
    }
    assert published == SLIDERS


def test_published_names_and_labels_keep_their_place():
    published = {name: f.label for name, f in CATALOG.items() if name in LABELS}
    assert list(published.items()) == list(LABELS.items())


def test_every_function_can_be_imported_by_its_name():
    from activations import elu

    assert elu is CATALOG["elu"]
    assert all(getattr(activations, name) is f for name, f in CATALOG.items())
    assert {*CATALOG} <= {*dir(activations)}
    assert not hasattr(activations, "no_such_function")


def test_no_two_functions_share_a_spelling():
    found = {s: get(s) for f in CATALOG.values() for s in (f.name, f.label, *f.aliases)}
    assert all(found[s] is f for f in CATALOG.values() for s in (f.name, f.label, *f.aliases))


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("elu", "elu"),
        ("Leaky ReLU", "leaky_relu"),
        ("RELU", "relu"),
        ("Linear", "identity"),
        ("swish", "silu"),
        ("logistic", "sigmoid"),
        ("LeakyReLU", "leaky_relu"),
        ("soft_sign", "softsign"),
        ("hard-swish", "hard_swish"),
        ("leaky-relu", "leaky_relu"),
        ("Hard Tanh", "hard_tanh"),
        ("BinaryStep", "binary_step"),
    ],
)
def test_get_takes_name_label_and_alias_in_any_case(spelling, name):
    assert get(spelling) is CATALOG[name]


def test_get_helps_with_a_misspelling():
    with pytest.raises(KeyError, match="did you mean sigmoid"):
        get("sigmod")
    with pytest.raises(KeyError, match="there are identity, binary_step"):
        get("zzz")
    with pytest.raises(KeyError, match="there are identity, binary_step"):
        get("nope")
    with pytest.raises(TypeError, match="a string, not 3"):
        get(3)


# The record


def test_the_record_is_complete(activation: Activation):
    assert activation.name.isidentifier()
    assert activation.family and activation.formula and activation.derivative_formula
    assert activation.reference.authors and activation.reference.title
    assert activation.reference.url.startswith("https://") or activation.reference.url == ""
    assert activation.year == activation.reference.year
    assert 1800 < activation.year < 2100


def test_a_slider_stays_inside_the_domain_and_reaches_the_default(activation: Activation):
    for parameter in activation.parameters:
        assert all(parameter.check(value) == value for value in parameter.positions)
        assert parameter.default in parameter.positions
        assert list(parameter.positions) == sorted(set(parameter.positions))
        assert parameter.positions[0] == parameter.low
        assert np.diff(parameter.positions) == pytest.approx(parameter.step)
        assert len(parameter.positions) <= 100
        assert parameter.meaning


def test_a_parameter_outside_its_domain_is_a_value_error(activation: Activation):
    for parameter in activation.parameters:
        domain = parameter.domain
        bad = [math.nan, *(end for end in (domain.low - 1.0, domain.high + 1.0) if math.isfinite(end))]
        bad += [] if domain.low_closed else [domain.low]
        bad += [] if domain.high_closed else [domain.high]
        for value in bad:
            for method in (activation, activation.derivative, lambda x, **given: activation.facts(**given)):
                with pytest.raises(ValueError) as error:
                    method(0.0, **{parameter.name: value})
                message = str(error.value)
                assert parameter.name in message and str(value) in message and str(domain) in message


# Evaluation


@pytest.mark.parametrize(
    "x", [0.5, 3, [1, 2, 3], [[0.5], [-0.5]], [], np.zeros((2, 3, 4)), np.float32(0.1)], ids=str
)
def test_shape_is_kept_and_the_result_is_float64(activation: Activation, x):
    for result in (activation(x), activation.derivative(x), activation.derivative(x, at_kink=0.5)):
        assert result.shape == np.shape(x)
        assert result.dtype == np.float64


def test_the_input_is_left_alone(case):
    x = np.array([-2.0, 0.0, 2.0])
    case.f(x)[...] = 7.0
    case.slope(x)[...] = 7.0
    assert x.tolist() == [-2.0, 0.0, 2.0]


def test_one_number_and_an_array_agree(case):
    for x in (-2.0, -0.0, 0.0, 1.5):
        assert case.f(x) == pytest.approx(case.f([x])[0], rel=1e-15)
        assert case.slope(x) == pytest.approx(case.slope([x])[0], rel=1e-15)


def test_nan_gives_nan(case):
    for result in (case.f([math.nan, 1.0]), case.slope([math.nan, 1.0])):
        assert np.isnan(result).tolist() == [True, False]


def test_there_is_no_warning_anywhere(case):
    x = np.concatenate([EVERYWHERE, [math.inf, -math.inf, math.nan]])
    with warnings.catch_warnings(), np.errstate(all="warn"):
        warnings.simplefilter("error")
        case.f(x)
        case.slope(x)


def test_finite_unless_too_large_for_a_float(case):
    for values, parts in (
        (case.f(EVERYWHERE), case.facts.range),
        (case.slope(EVERYWHERE), case.facts.derivative_range),
    ):
        assert not np.isnan(values).any()
        assert np.isfinite(values[np.abs(EVERYWHERE) < 100.0]).all()
        assert {*values[np.isinf(values)]} <= {parts[0].low, parts[-1].high}


def test_right_at_infinity(case):
    """The limit, or NaN where there is none."""
    ends, far = np.array([-math.inf, math.inf]), np.array([-1e308, 1e308])
    for evaluated in (case.f, case.slope):
        limits = np.where(
            np.abs(evaluated(far)) > 1e300, np.copysign(math.inf, evaluated(far)), evaluated(far)
        )
        right = np.isclose(evaluated(ends), limits, rtol=1e-15, atol=1e-300)
        assert (right | (np.isnan(evaluated(ends)) & (case.facts.period > 0))).all()


def test_minus_zero_is_zero(case):
    assert case.f(-0.0) == case.f(0.0)
    assert case.slope(-0.0) == case.slope(0.0)


# Facts


@pytest.mark.parametrize("kind", ["range", "derivative_range"])
def test_values_lie_in_the_stated_range_and_fill_it(case, kind):
    evaluated, intervals = {
        "range": (case.f, case.facts.range),
        "derivative_range": (case.slope, case.facts.derivative_range),
    }[kind]
    next_to_breaks = [np.nextafter(place, end) for place in case.breaks for end in (-math.inf, math.inf)]
    no_slope = case.breaks if kind == "derivative_range" else ()

    def values_at(x):
        return evaluated(x[~np.isin(x, no_slope)])

    values = values_at(np.concatenate([EVERYWHERE, case.breaks, next_to_breaks]))
    near = values_at(np.concatenate([NEAR, case.breaks]))
    middle = np.concatenate([near, values_at(MIDDLE), values_at(np.array(next_to_breaks))])
    extremes = turning_values(evaluated)

    assert list(intervals) == sorted(intervals, key=lambda part: part.low)
    assert all(left.high <= right.low for left, right in pairwise(intervals))

    def lies_in(part):
        return (values >= part.low) & (values <= part.high)

    assert np.any([lies_in(part) for part in intervals], axis=0).all()
    for part in intervals:
        beside = extremes[(extremes > part.low - 1e-9) & (extremes < part.high + 1e-9)]
        inside = np.concatenate([values[lies_in(part)], beside])
        assert part.low <= part.high
        for end, closed, reached in [
            (part.low, part.low_closed, inside.min()),
            (part.high, part.high_closed, inside.max()),
        ]:
            if math.isinf(end):
                assert not closed and abs(reached) > 1e300
                continue
            beside_a_break = 1e-15 * max(np.abs(case.breaks), default=0.0)
            rounding = 1e-12 if closed else 1e-300
            near_enough = pytest.approx(end, rel=1e-6, abs=max(beside_a_break, rounding))
            assert reached == near_enough, f"{reached} is far from the end {end}"
            if closed:
                on_the_way = np.isclose(middle, end, rtol=1e-6, atol=0.0).any()
                at_a_turn = np.isclose(beside, end, rtol=1e-6, atol=1e-12).any()
                assert on_the_way or at_a_turn, f"{end} is not reached"
            elif not any(end in other for other in intervals):
                assert not (near == end).any(), f"{end} is reached"


def turning_values(evaluated):
    """The values at which a scan turns round, to the last digits."""
    steps = np.diff(evaluated(MIDDLE))
    turns = np.flatnonzero((steps[:-1] * steps[1:] < 0.0) & (np.abs(steps[1:]) > 1e-9))
    return np.array([extreme(evaluated, np.sign(steps[i]), MIDDLE[i], MIDDLE[i + 2]) for i in turns])


def extreme(evaluated, sign, low, high):
    """The highest value between low and high if the sign is positive, the lowest if it is negative."""
    return sign * highest(lambda x: sign * evaluated(x), low, high)


def test_the_trend_is_what_a_scan_shows(case):
    steps = np.diff(case.f(MIDDLE))
    level = any(is_level(case, x) for x in MIDDLE[1:][steps == 0.0])
    if (steps >= 0.0).all():
        assert case.facts.trend == ("non-decreasing" if level else "strictly increasing")
    elif (steps <= 0.0).all():
        assert case.facts.trend == ("non-increasing" if level else "strictly decreasing")
    else:
        assert case.facts.trend == "not monotonic"


def is_level(case, x):
    """Whether f′ is exactly 0 there, not only too small to change the last digit of f."""
    _f, slope = case.exact
    with mp.workdps(60):
        return slope(mp.mpf(x)) == 0


def test_the_shape_is_what_the_slopes_say(case):
    turns = np.diff(case.slope(MIDDLE)) / max(np.abs(case.slope(MIDDLE)).max(), 1e-300)
    rises, falls = (turns > 1e-12).any(), (turns < -1e-12).any()
    if case.facts.jumps or (rises and falls):
        assert case.facts.shape == "neither convex nor concave"
    else:
        assert case.facts.shape == ("convex" if rises else "concave" if falls else "affine")


def test_the_symmetry_is_what_a_reflection_shows(case):
    x = np.concatenate([np.linspace(0.05, 20.0, 400), case.breaks])
    x = x[~np.isin(np.abs(x), np.abs(case.facts.jumps))]
    right, left = case.f(x), case.f(-x)
    if np.allclose(left, -right, rtol=1e-12, atol=1e-300):
        assert case.facts.symmetry == "odd"
    elif np.allclose(left, right, rtol=1e-12, atol=1e-300):
        assert case.facts.symmetry == "even"
    else:
        assert case.facts.symmetry == "neither odd nor even"


def test_the_smoothness_is_that_of_the_displayed_formula(case):
    """Where branches of the formula meet, the first derivative whose two sides differ decides."""
    f, slope = case.exact
    derivatives = [f, slope, *(partial(derivative, slope, order) for order in (1, 2, 3))]
    classes = ["discontinuous", "C⁰", "C¹", "C²"]
    broken = len(derivatives)
    with mp.workdps(80):
        for joint in sorted({*joints(case), *case.breaks}):
            left, right = ([one_sided(each, mp.mpf(joint), side) for each in derivatives] for side in (-1, 1))
            differ = [not mp.almosteq(a, b, 1e-6, 1e-6) for a, b in zip(left, right, strict=True)]
            broken = min(broken, differ.index(True) if any(differ) else broken)
    assert case.facts.smoothness == (classes[broken] if broken < len(classes) else "C∞")


def joints(case):
    """The inputs at which the displayed formula changes its branch."""
    names = {"x": SCAN, **case.symbols}
    setting = Setting(names)
    with np.errstate(all="ignore"):
        formula(case.activation.formula, frozenset(case.symbols)).sides[-1](setting)
    for switch in setting.switches:
        for i in np.flatnonzero(np.diff(np.broadcast_to(switch, SCAN.shape))):
            yield float(round((SCAN[i] + SCAN[i + 1]) / 2, 3))


def derivative(slope, order, x):
    return mp.diff(slope, x, order)


def one_sided(function, x, side):
    """The limit from a side, as far as a function that is smooth there shows it."""
    return function(x + side * mp.mpf(10) ** -12)


@pytest.fixture
def recurring(case):
    """The stated places, with those that recur after a distance, between −20 and 20."""

    def places(parts, distance):
        turns = range(-40, 41) if distance else (0,)
        shifted = [
            (part.low + turn * distance, part.high + turn * distance) for part in parts for turn in turns
        ]
        return [(low, high) for low, high in shifted if high >= -20.0 and low <= 20.0]

    return places


def test_fixed_points_are_where_f_is_x_and_nowhere_else(case, recurring):
    stated = recurring(case.facts.fixed_points, case.facts.fixed_points_recur_after)
    x = np.linspace(-20.0, 20.0, 40_001) + 1e-7
    distance = case.f(x) - x
    inside = np.any([(x >= low) & (x <= high) for low, high in stated] or [x != x], axis=0)
    assert distance[inside] == pytest.approx(0.0, abs=1e-12)
    for end in (end for part in stated for end in part if abs(end) <= 20.0):
        if any(end in part for part in case.facts.fixed_points) or case.facts.fixed_points_recur_after:
            assert float(case.f(end)) == pytest.approx(end, abs=1e-9)
    f, _slope = case.exact
    with mp.workdps(760):
        for place in x[(distance == 0.0) & ~inside & (np.abs(x) < WITHIN_DIGITS)][::500]:
            assert f(mp.mpf(place)) != mp.mpf(place), f"f({place}) = {place}"
    x, distance = x[(distance != 0.0) & ~inside], distance[(distance != 0.0) & ~inside]
    accounted = np.array([end for part in stated for end in part] + [*case.facts.jumps])
    crossed = x[1:][np.sign(distance[1:]) != np.sign(distance[:-1])]
    for place in [*crossed, *touched(lambda z: np.abs(case.f(z) - z), x)]:
        assert np.abs(accounted - place).min(initial=math.inf) < 2e-3, f"f(x) = x near {place}"


def touched(gap, x):
    """The inputs at which a gap closes and opens again."""
    gaps = gap(x)
    turns = (gaps[1:-1] < gaps[:-2]) & (gaps[1:-1] < gaps[2:]) & (gaps[:-2] > 1e-8)
    for left, middle, right in zip(x[:-2][turns], x[1:-1][turns], x[2:][turns], strict=True):
        if extreme(gap, -1.0, left, right) < 1e-12:
            yield middle


def test_the_minimum_is_where_it_is_said_to_be_and_nowhere_else(case, recurring):
    stated, least = recurring(case.facts.minimum_at, case.facts.minimum_recurs_after), case.facts.range[0]
    assert bool(case.facts.minimum_at) == least.low_closed
    x = np.concatenate([np.linspace(-20.0, 20.0, 40_001), case.breaks])
    values = case.f(x)
    beside = np.any([(x >= low - 0.01) & (x <= high + 0.01) for low, high in stated] or [x != x], axis=0)
    assert (values[~beside] > least.low).all() or not stated
    if math.isfinite(least.low):
        for place in touched(lambda z: case.f(z) - least.low, np.sort(x)):
            assert beside[x == place].all(), f"f is lowest at {place}, too"
    for part in case.facts.minimum_at:
        inside = x[(x > part.low) & (x < part.high)] if part.low < part.high else np.array([part.low])
        assert case.f(inside) == pytest.approx(least.low, rel=1e-12, abs=1e-300)
    for low, high in stated:
        for end in {low, high}:
            if not math.isinf(end) and any(end in part for part in case.facts.minimum_at):
                assert float(case.f(end)) == pytest.approx(least.low, rel=1e-12, abs=1e-300)


def test_the_period_is_that_of_f_or_of_its_distance_to_x(case):
    period = case.facts.period
    if not period:
        return
    recurring = case.f if case.facts.minimum_at else lambda x: case.f(x) - x
    for x in (MIDDLE, MIDDLE[:1] + period * np.arange(50)):
        assert recurring(x + period) == pytest.approx(recurring(x), rel=1e-9, abs=1e-11)
    assert np.abs(recurring(MIDDLE + period / 2) - recurring(MIDDLE)).max() > 1e-3


def test_no_chord_is_steeper_than_the_lipschitz_constant(case):
    constant = lipschitz_constant(case.activation, **case.parameters)
    x = np.linspace(-8.0, 8.0, 3201)
    chords = np.abs(np.diff(case.f(x)) / np.diff(x))
    assert chords.max() <= constant * (1.0 + 1e-9)


def test_descent_leads_to_older_functions(activation):
    for name in activation.descends_from:
        assert CATALOG[name].year <= activation.year
        assert name != activation.name


def test_only_what_came_from_elsewhere_has_no_ancestor():
    """The family tree's text says where from."""
    roots = {activation.name for activation in CATALOG.values() if not activation.descends_from}
    assert roots == {"binary_step", "generalized_logistic", "gaussian"}


def test_a_special_case_is_the_general_function_there(activation):
    case = activation.special_case_of
    if case is None:
        return
    assert activation(MIDDLE) == pytest.approx(case.general(MIDDLE, **case.parameters), rel=1e-15, abs=0.0)
    assert (
        activation.derivative(MIDDLE).tolist() == case.general.derivative(MIDDLE, **case.parameters).tolist()
    )
    for parameter in case.general.parameters:
        given = {**case.parameters, parameter.name: parameter.high}
        assert activation(MIDDLE, **{parameter.name: parameter.high}).tolist() == (
            case.general(MIDDLE, **given).tolist()
        )


def test_parameters_that_do_not_go_together_are_a_value_error(activation):
    for requirement in activation.requires:
        lows = {p.name: p.low for p in activation.parameters}
        highs = {p.name: p.high for p in activation.parameters}
        corners = product(*({lows[name], highs[name]} for name in lows))
        assert all(requirement.holds(**dict(zip(lows, corner, strict=True))) for corner in corners)
        broken = [
            each
            for each in ({name: 99.0} for name in lows)
            if not requirement.holds(**activation.complete({}) | each)
        ]
        assert broken
        for given in broken:
            with pytest.raises(ValueError, match=re.escape(requirement.words)):
                activation(0.0, **given)


def test_kinks_are_where_the_slope_jumps_and_nowhere_else(case):
    for kink in case.facts.kinks:
        here = sides(case.activation, kink, **case.parameters)
        assert here.slope_left != here.slope_right
        around = case.f([np.nextafter(kink, -math.inf), kink, np.nextafter(kink, math.inf)])
        assert np.ptp(around) <= 4.0 * np.spacing(max(abs(kink), 1.0))
    at_jumps = [(jump, sides(case.activation, jump, **case.parameters)) for jump in case.facts.jumps]
    bent = [jump for jump, here in at_jumps if here.slope_left != here.slope_right]
    assert places(case.slope(SCAN), 0.02) == pytest.approx(sorted([*case.facts.kinks, *bent]), abs=2e-3)


def test_jumps_are_where_the_value_jumps_and_nowhere_else(case):
    for jump in case.facts.jumps:
        here = sides(case.activation, jump, **case.parameters)
        assert here.value_left != here.value_right
        assert case.slope(jump) == 0.0
    assert places(case.f(SCAN), 0.02) == pytest.approx(case.facts.jumps, abs=2e-3)


def slopes_differ(here):
    return here.slope_left != here.slope_right


def places(values, least):
    """The inputs of SCAN behind which the values change abruptly for their size, one for each break."""
    abrupt = np.flatnonzero(np.abs(np.diff(values)) > least * np.maximum(np.abs(values[1:]), 1.0))
    return SCAN[abrupt[np.diff(abrupt, prepend=-9) > 1]]


@pytest.mark.parametrize(("side", "sign"), [("left", -1.0), ("right", 1.0)])
def test_each_side_saturates_as_stated(case, side, sign):
    slopes = np.abs(case.slope(sign * np.array([30.1, 40.2, 60.3, 1e3, 1e6])))
    stated = getattr(case.facts, side)
    if stated == "none":
        assert slopes.max() > 1e-3
    else:
        assert slopes[-1] < 1e-5
        assert is_level(case, sign * 30.1) == (stated == "hard")


def test_special_values(case):
    assert case.facts.special_values
    for x, value in case.facts.special_values.items():
        assert case.f(x) == pytest.approx(value, rel=1e-15, abs=0.0)


# The derivative and the inverse


def test_the_derivative_is_the_slope_of_the_function(case):
    h = 1e-5
    x = np.linspace(-6.0, 6.0, 1201) + 1.1e-3
    x = x[np.abs(np.subtract.outer(x, case.breaks)).min(axis=1, initial=1.0) > h]
    quotient = (case.f(x + h) - case.f(x - h)) / (2.0 * h)
    assert case.slope(x) == pytest.approx(quotient, rel=1e-6, abs=1e-8)


def test_the_inverse_is_the_largest_input_with_that_value(case):
    inverse = case.activation.inverse
    if inverse is None:
        return
    x = np.linspace(-5.0, 5.0, 101)
    slopes = np.abs(case.slope(x))
    x = x[(slopes == 0.0) | (slopes > 1e-6 * np.abs(case.f(x)))]
    values = case.f(x)
    found = evaluate(inverse, values, case.parameters)
    assert case.f(found) == pytest.approx(values, rel=1e-9, abs=1e-15)
    undecided = 1e-15 * np.abs(values) / np.maximum(np.abs(case.slope(x)), 1e-300)
    assert (found >= x - 1e-6 - undecided).all()


# What the documents say about particular functions


def test_the_documents_thresholds_are_one_hundredth_of_the_largest_slope():
    assert get("sigmoid").derivative(6.0) == pytest.approx(0.00247, abs=5e-6)
    assert get("tanh").derivative(3.0) == pytest.approx(0.00987, abs=5e-6)


def test_tanhs_slope_falls_below_sigmoids_at_1_6629():
    def gap(x):
        return float(get("tanh").derivative(x) - get("sigmoid").derivative(x))

    assert gap(1.66285) > 0 > gap(1.66295)


def test_tanh_is_a_stretched_sigmoid():
    x = np.linspace(-10.0, 10.0, 401)
    assert get("tanh")(x) == pytest.approx(2.0 * get("sigmoid")(2.0 * x) - 1.0, abs=1e-15)


def test_elus_slope_below_zero_is_its_value_plus_alpha():
    x = np.linspace(-10.0, -0.01, 100)
    assert get("elu").derivative(x, alpha=1.5) == pytest.approx(get("elu")(x, alpha=1.5) + 1.5, abs=1e-15)


def test_five_layers_of_leaky_relu_can_shrink_a_gradient_more_than_five_of_sigmoid():
    leaky = float(get("leaky_relu").derivative(-1.0)) ** 5
    sigmoid = float(get("sigmoid").derivative(0.0)) ** 5
    assert leaky == pytest.approx(1e-10)
    assert sigmoid == pytest.approx(9.8e-4, rel=4e-3)


def test_sigmoid_reads_as_a_probability():
    assert get("sigmoid")([5.0, -1.0]) == pytest.approx([0.993, 0.269], abs=5e-4)


def test_the_smallest_probability_is_not_rounded_away():
    assert get("sigmoid")(-745.0) == 5e-324


@pytest.mark.parametrize("alpha", [1e-320, 1e-9, 1e3, 1e10, 1e300])
def test_the_generalized_logistic_is_steepest_at_ln_alpha(alpha):
    logistic = get("generalized_logistic")
    (slopes,) = logistic.derivative_range(alpha=alpha)
    assert slopes.high == pytest.approx(logistic.derivative(math.log(alpha), alpha=alpha), rel=1e-12)
    if alpha > 1e9:
        assert slopes.high == pytest.approx(math.exp(-1.0), rel=1e-9)


def test_sincs_slope_near_0_is_a_third_of_the_input_downwards():
    x = np.array([1e-300, 1e-160, 1e-100, 1e-9, -1e-300])
    assert get("sinc").derivative(x) == pytest.approx(-x / 3.0, rel=1e-15, abs=0.0)


def test_lecuns_tanh_keeps_1_about_where_it_is():
    assert get("lecun_tanh")([-1.0, 1.0]) == pytest.approx([-1.0, 1.0], abs=5e-5)


def test_a_hard_sigmoid_is_a_hard_tanh_moved_and_scaled():
    x = np.linspace(-4.0, 4.0, 161)
    hard_tanh = get("hard_tanh")
    assert get("hard_sigmoid")(x) == pytest.approx(hard_tanh(x / 6.0, low=-0.5, high=0.5) + 0.5, abs=1e-15)
    assert get("sparse_sigmoid")(x) == pytest.approx(hard_tanh(x / 2.0, low=-0.5, high=0.5) + 0.5, abs=1e-15)


def test_relu_is_leaky_relu_without_a_leak():
    x = np.linspace(-3.0, 3.0, 13)
    assert get("leaky_relu")(x, alpha=0.0).tolist() == get("relu")(x).tolist()


def test_relu_takes_the_keywords_that_it_has_in_keras():
    """The values are those of keras.activations.relu, Keras 3.15."""
    x = [-1.0, 0.0, 1.5, 6.0, 7.0]
    given = {"max_value": 6, "negative_slope": 0.1, "threshold": 1}
    assert get("relu")(x, **given) == pytest.approx([-0.2, -0.1, 1.5, 6.0, 6.0], rel=1e-15)
    assert get("relu")([-2.0, 9.0], max_value=6).tolist() == get("relu6")([-2.0, 9.0]).tolist()
    with pytest.raises(ValueError, match="threshold < max_value"):
        get("relu")(0.0, max_value=1, threshold=1)


def test_tanh_shrink_keeps_its_digits_where_x_and_its_tanh_cancel():
    assert get("tanh_shrink")([1e-5, 1e-100]) == pytest.approx(
        [3.33333333320e-16, 3.33333333333e-301], rel=1e-11
    )


def test_soft_shrink_is_what_an_l1_penalty_asks_for():
    x, z = np.linspace(-3.0, 3.0, 61)[:, None], np.linspace(-3.0, 3.0, 6001)
    best = z[np.argmin(0.5 * (x - z) ** 2 + 0.7 * np.abs(z), axis=1)]
    assert get("soft_shrink")(x.ravel(), threshold=0.7) == pytest.approx(best, abs=1e-3)
