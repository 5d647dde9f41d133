"""What is known, and what the texts say, of the functions that multiply their input by a gate."""

from __future__ import annotations

import math

import numpy as np
import pytest

from activations import get

X = np.linspace(-10.0, 10.0, 200_001)


@pytest.mark.parametrize(
    ("name", "least", "place"),
    [
        ("silu", -0.278464543, -1.278464543),
        ("gelu", -0.169971, -0.751791525),
        ("mish", -0.308843, -1.192419),
        ("hard_swish", -0.375, -1.5),
    ],
)
def test_the_minima_are_the_known_ones(name, least, place):
    facts = get(name).facts()
    assert facts.range[0].low == pytest.approx(least, abs=2e-6)
    assert facts.minimum_at[0].low == pytest.approx(place, abs=2e-5)


def test_gelus_slope_is_steepest_at_the_root_of_2():
    (slopes,) = get("gelu").derivative_range()
    assert get("gelu").derivative([-math.sqrt(2.0), math.sqrt(2.0)]) == pytest.approx(
        [slopes.low, slopes.high], rel=1e-15
    )


@pytest.mark.parametrize("name", ["silu", "gelu", "gelu_tanh", "beta_swish", "quick_gelu"])
def test_slopes_left_and_right_of_0_add_up_to_1_where_the_gate_is_symmetric(name):
    slope = get(name).derivative
    assert slope(X) + slope(-X) == pytest.approx(1.0, abs=1e-15)


@pytest.mark.parametrize(
    ("name", "slope"),
    [
        ("silu", 1 / 2),
        ("gelu", 1 / 2),
        ("mish", 3 / 5),
        ("tanh_exp", math.tanh(1.0)),
        ("serf", math.erf(math.log(2.0))),
    ],
)
def test_the_slope_at_0_is_how_far_the_gate_is_open(name, slope):
    assert get(name).derivative(0.0) == pytest.approx(slope, rel=1e-15)


def test_swish_turns_from_half_the_input_into_relu():
    swish = get("beta_swish")
    assert swish(X, beta=0.0).tolist() == (X / 2).tolist()
    assert swish(X, beta=1e6) == pytest.approx(get("relu")(X), abs=1e-6)
    assert get("swish")(X, beta=3.0).tolist() == swish(X, beta=3.0).tolist()


@pytest.mark.parametrize(
    ("name", "like", "values", "slopes"),
    [("gelu_tanh", "gelu", 0.0005, 0.0009), ("quick_gelu", "gelu", 0.021, math.inf)],
)
def test_the_forms_of_gelu_are_as_close_as_their_texts_say(name, like, values, slopes):
    assert np.abs(get(name)(X) - get(like)(X)).max() == pytest.approx(values, rel=0.06)
    assert np.abs(get(name).derivative(X) - get(like).derivative(X)).max() <= slopes


def test_the_form_with_tanh_is_about_forty_times_closer_than_the_one_with_a_sigmoid():
    quick, tanh = (np.abs(get(name)(X) - get("gelu")(X)).max() for name in ("quick_gelu", "gelu_tanh"))
    assert quick / tanh == pytest.approx(40.0, rel=0.1)


def test_hard_swish_is_furthest_from_silu_at_its_kinks():
    distance = np.abs(get("hard_swish")(X) - get("silu")(X))
    assert distance.max() == pytest.approx(3.0 * float(get("sigmoid")(-3.0)), rel=1e-9)
