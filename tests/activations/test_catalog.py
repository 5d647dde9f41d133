"""Laws that every function of the catalog obeys, at every parameter value a slider offers at its ends.

Each statement of a record is held against the function itself.
"""

from __future__ import annotations

import math
import warnings
from itertools import pairwise

import numpy as np
import pytest

import activations
from activations import CATALOG, get
from activations.core import Activation
from activations.measure import sides

NEAR = np.linspace(-3.0, 3.0, 6001)
MIDDLE = np.linspace(-8.0, 8.0, 1601)
FAR = np.concatenate([-np.geomspace(8.0, 1e308, 400), np.geomspace(8.0, 1e308, 400)])
EVERYWHERE = np.concatenate([NEAR, MIDDLE, FAR, [5e-324, -5e-324, 1e-300, -1e-300, 0.0, -0.0]])

LABELS = {
    "identity": "Identity",
    "binary_step": "Binary step",
    "sigmoid": "Sigmoid",
    "generalized_logistic": "Generalized logistic",
    "tanh": "Tanh",
    "arctan": "Arctan",
    "relu": "ReLU",
    "leaky_relu": "Leaky ReLU",
    "prelu": "PReLU",
    "rrelu": "RReLU",
    "elu": "ELU",
    "softplus": "Softplus",
}
"""Names stand in people's code and labels in their links: what is published does not change."""

SLIDERS = {
    "generalized_logistic": ("alpha", 2.0, "(0, ∞)", 0.1, 5.0, 0.1),
    "leaky_relu": ("alpha", 0.01, "[0, 1]", 0.0, 0.5, 0.01),
    "prelu": ("alpha", 0.25, "(−∞, ∞)", -0.5, 1.5, 0.05),
    "rrelu": ("alpha", 11 / 48, "[0, 1]", 1 / 48, 24 / 48, 1 / 48),
    "elu": ("alpha", 1.0, "(0, ∞)", 0.1, 3.0, 0.05),
    "softplus": ("beta", 1.0, "(0, ∞)", 0.5, 10.0, 0.5),
}
"""Name, default, domain and slider; a default is left out of links, so it does not change either."""


# The catalog


def test_published_parameters_keep_their_defaults_and_spans():
    published = {
        name: (p.name, p.default, str(p.domain), p.low, p.high, p.step)
        for name in LABELS
        for p in get(name).parameters
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
    spellings = [s.casefold() for f in CATALOG.values() for s in {f.name, f.label.casefold(), *f.aliases}]
    assert len(spellings) == len(set(spellings))


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("elu", "elu"),
        ("Leaky ReLU", "leaky_relu"),
        ("RELU", "relu"),
        ("Linear", "identity"),
        ("logistic", "sigmoid"),
    ],
)
def test_get_takes_name_label_and_alias_in_any_case(spelling, name):
    assert get(spelling) is CATALOG[name]


def test_get_helps_with_a_misspelling():
    with pytest.raises(KeyError, match="did you mean sigmoid"):
        get("sigmod")
    with pytest.raises(KeyError, match="there are identity, binary_step"):
        get("zzz")


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
        bad = [math.nan, domain.low - 1.0, domain.high + 1.0]
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


def test_finite_everywhere_and_right_at_infinity(case):
    assert np.isfinite(case.f(EVERYWHERE)).all()
    assert np.isfinite(case.slope(EVERYWHERE)).all()
    ends = np.array([-math.inf, math.inf])
    far = np.array([-1e308, 1e308])
    limits = np.where(np.abs(case.f(far)) > 1e300, np.copysign(math.inf, case.f(far)), case.f(far))
    assert case.f(ends) == pytest.approx(limits, rel=1e-15)
    assert case.slope(ends) == pytest.approx(case.slope(far), rel=1e-15)


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
    values = evaluated(np.concatenate([EVERYWHERE, case.breaks, next_to_breaks]))
    near = evaluated(np.concatenate([NEAR, case.breaks]))

    assert list(intervals) == sorted(intervals, key=lambda part: part.low)
    assert all(left.high <= right.low for left, right in pairwise(intervals))

    def lies_in(part):
        return (values >= part.low) & (values <= part.high)

    assert np.any([lies_in(part) for part in intervals], axis=0).all()
    for part in intervals:
        inside = values[lies_in(part)]
        assert part.low <= part.high
        for end, closed, reached in [
            (part.low, part.low_closed, inside.min()),
            (part.high, part.high_closed, inside.max()),
        ]:
            if math.isinf(end):
                assert not closed and abs(reached) > 1e300
                continue
            assert reached == pytest.approx(end, rel=1e-6, abs=1e-300), f"{reached} is far from the end {end}"
            if closed:
                assert np.isclose(near, end, rtol=1e-6, atol=0.0).any(), f"{end} is not reached"
            elif not any(end in other for other in intervals):
                assert not (near == end).any(), f"{end} is reached"


def test_the_trend_is_what_a_scan_shows(case):
    steps = np.diff(case.f(MIDDLE))
    seen = (
        "strictly increasing"
        if (steps > 0).all()
        else "non-decreasing"
        if (steps >= 0).all()
        else "not monotonic"
    )
    assert seen == case.facts.trend


def test_kinks_are_where_the_slope_jumps_and_nowhere_else(case):
    for kink in case.facts.kinks:
        here = sides(case.activation, kink, **case.parameters)
        assert here.slope_left != here.slope_right
        around = case.f([np.nextafter(kink, -math.inf), kink, np.nextafter(kink, math.inf)])
        assert np.ptp(around) < 1e-15
    assert places(case.slope(NEAR), 0.02) == pytest.approx(case.facts.kinks, abs=2e-3)


def test_jumps_are_where_the_value_jumps_and_nowhere_else(case):
    for jump in case.facts.jumps:
        here = sides(case.activation, jump, **case.parameters)
        assert here.value_left != here.value_right
        assert case.slope(jump) == 0.0
    assert places(case.f(NEAR), 0.02) == pytest.approx(case.facts.jumps, abs=2e-3)


def places(values, least):
    """The inputs of NEAR behind which the values change abruptly, one for each break."""
    abrupt = np.flatnonzero(np.abs(np.diff(values)) > least)
    return NEAR[abrupt[np.diff(abrupt, prepend=-9) > 1]]


@pytest.mark.parametrize(("side", "sign"), [("left", -1.0), ("right", 1.0)])
def test_each_side_saturates_as_stated(case, side, sign):
    slopes = np.abs(case.slope(sign * np.array([30.0, 40.0, 60.0, 1e3, 1e6])))
    stated = getattr(case.facts, side)
    if stated == "hard":
        assert (slopes == 0.0).all()
    elif stated == "soft":
        assert slopes[0] > 0.0 and slopes[-1] < 1e-9
    else:
        assert slopes[-1] > 1e-3


def test_special_values(case):
    assert case.facts.special_values
    for x, value in case.facts.special_values.items():
        assert case.f(x) == pytest.approx(value, rel=1e-15, abs=0.0)


# The derivative and the inverse


def test_the_derivative_is_the_slope_of_the_function(case):
    h = 1e-5
    x = np.linspace(-6.0, 6.0, 1201) + 1e-3
    quotient = (case.f(x + h) - case.f(x - h)) / (2.0 * h)
    assert case.slope(x) == pytest.approx(quotient, rel=1e-6, abs=1e-8)


def test_the_inverse_is_the_largest_input_with_that_value(case):
    inverse = case.activation.inverse
    if inverse is None:
        assert case.activation.name == "binary_step"
        return
    x = np.linspace(-5.0, 5.0, 101)
    values = case.f(x)
    found = inverse(values, **case.parameters)
    assert case.f(found) == pytest.approx(values, rel=1e-9, abs=1e-15)
    assert (found >= x - 1e-6).all()


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


def test_relu_is_leaky_relu_without_a_leak():
    x = np.linspace(-3.0, 3.0, 13)
    assert get("leaky_relu")(x, alpha=0.0).tolist() == get("relu")(x).tolist()
