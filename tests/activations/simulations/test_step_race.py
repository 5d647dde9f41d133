"""The step race: the documents' 67 steps against 2, and everything that can come in a descent's way."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest

from activations import get
from activations.core import REALS, Interval, whole
from activations.sentences import Refusal
from activations.simulations import step_race
from activations.simulations.step_race import descend, largest_input

SIGMOID, RELU = get("sigmoid"), get("relu")


def test_sigmoid_takes_67_steps_and_relu_2():
    assert descend(SIGMOID).steps == 67
    assert descend(RELU).steps == 2


def test_the_documents_numbers_on_the_way():
    descent = descend(SIGMOID)
    assert descent.inputs[0] == pytest.approx(math.log(9.0), rel=1e-15)
    assert descent.gradients[0] == pytest.approx(0.09, rel=1e-14)
    assert descent.outputs[0] == pytest.approx(0.9, rel=1e-15)
    assert descent.outputs[1] == pytest.approx(0.898368, abs=5e-7)
    assert descent.outputs[66] == pytest.approx(0.511583, abs=5e-7)
    assert descent.outputs[67] == pytest.approx(0.499091, abs=5e-7)
    assert descend(RELU).outputs == pytest.approx([0.9, 0.7, 0.5])


def test_at_half_the_rate_it_is_134_to_4():
    assert descend(SIGMOID, learning_rate=0.1).steps == 134
    assert descend(RELU, learning_rate=0.1).steps == 4


def test_without_a_tolerance_rounding_costs_relu_a_step():
    assert descend(RELU, learning_rate=0.1, tolerance=0.0).steps == 5


@pytest.mark.parametrize(("tolerance", "steps"), [(0.02, 66), (1e-3, 67), (5e-4, None)])
def test_what_close_to_means_decides(tolerance, steps):
    descent = descend(SIGMOID, rule="within", tolerance=tolerance)
    assert descent.steps == steps
    assert descent.reason == ("" if steps else step_race.OVERSHOT)
    assert len(descent.inputs) == 68 - (steps == 66)


def reaches_default_goal(case):
    values = case.facts.range
    return any(0.9 in part for part in values) and any(0.5 in part for part in values)


def test_every_function_with_these_values_descends_by_its_own_slope(case):
    if not reaches_default_goal(case):
        with pytest.raises(ValueError, match=r"(start 0\.9|goal 0\.5) is not a value of .*: its range is "):
            descend(case.activation, **case.parameters)
        return
    descent = descend(case.activation, **case.parameters)
    assert descent.steps == len(descent.inputs) - 1 > 0
    assert descent.reason == ""
    assert descent.outputs[0] == pytest.approx(0.9, rel=1e-14)
    assert descent.outputs == pytest.approx(case.f(descent.inputs), rel=1e-15)
    assert descent.gradients == pytest.approx(case.slope(descent.inputs), rel=1e-15)
    assert descent.inputs[1:] == pytest.approx((descent.inputs - 0.2 * descent.gradients)[:-1], rel=1e-15)
    assert (descent.outputs[:-1] > 0.5 + 1e-9).all()
    assert descent.outputs[-1] <= 0.5 + 1e-9


def test_a_descent_is_a_frozen_record():
    descent = descend(RELU)
    assert descent.inputs.shape == descent.outputs.shape == descent.gradients.shape == (3,)
    for array in (descent.inputs, descent.outputs, descent.gradients):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 7.0
    with pytest.raises(dataclasses.FrozenInstanceError):
        descent.steps = 7


@pytest.mark.parametrize("rule", ["at_or_below", "within"])
def test_a_start_that_meets_the_goal_takes_no_step(rule):
    descent = descend(SIGMOID, start=0.5, goal=0.5, rule=rule)
    assert descent.steps == 0
    assert descent.inputs.tolist() == [0.0]


def test_a_start_below_the_goal_is_at_or_below_it():
    assert descend(SIGMOID, start=0.3, goal=0.5).steps == 0


def test_a_parameter_counts():
    assert descend(get("leaky_relu"), start=-0.1, goal=-0.2, alpha=0.5).steps == 2
    assert descend(get("leaky_relu"), start=-0.1, goal=-0.2, alpha=0.05).steps == 200


# Why a descent may fail


def test_no_slope_no_step():
    step = descend(get("binary_step"), start=1.0, goal=0.0)
    assert (step.steps, step.reason) == (None, step_race.ZERO_SLOPE)
    assert (step.inputs.tolist(), step.outputs.tolist(), step.gradients.tolist()) == ([0.0], [1.0], [0.0])


def test_steps_too_small_to_change_the_input():
    descent = descend(SIGMOID, start=1.0 - 1e-15, goal=0.5, learning_rate=1e-5)
    assert (descent.steps, descent.reason) == (None, step_race.STANDSTILL)
    assert len(descent.inputs) == 1


def test_round_in_circles():
    """Left of 0 PReLU with a negative slope sends the input back up again."""
    descent = descend(get("prelu"), start=0.15, goal=0.0, alpha=-0.5)
    assert (descent.steps, descent.reason) == (None, step_race.CIRCLES)
    assert len(set(descent.inputs.tolist())) == len(descent.inputs) < 10


@pytest.mark.parametrize("max_steps", [0, 1, 66, 1000])
def test_the_number_of_steps_is_limited(max_steps):
    descent = descend(SIGMOID, goal=0.001, max_steps=max_steps)
    assert (descent.steps, descent.reason) == (
        None,
        f"The goal is not reached within {whole(max_steps)} steps.",
    )
    assert len(descent.inputs) == max_steps + 1


def test_the_last_step_allowed_counts():
    assert descend(SIGMOID, max_steps=67).steps == 67
    assert descend(SIGMOID, max_steps=66).steps is None


def test_a_race_ends_after_a_hundred_thousand_steps():
    endless = descend(SIGMOID, start=0.999, goal=0.001, learning_rate=0.01)
    assert endless.reason == "The goal is not reached within 100\u202f000 steps."


# What cannot start at all


@pytest.mark.parametrize(
    ("name", "settings", "sentence"),
    [
        ("sigmoid", {"start": 1.0}, "The start 1 is not a value of Sigmoid: its range is (0, 1)."),
        ("sigmoid", {"goal": 0.0}, "The goal 0 is not a value of Sigmoid: its range is (0, 1)."),
        ("relu", {"goal": -1.0}, "The goal −1 is not a value of ReLU: its range is [0, ∞)."),
        ("elu", {"goal": -2.0, "alpha": 2.0}, "The goal −2 is not a value of ELU: its range is (−2, ∞)."),
        ("relu", {"start": math.nan}, "The start nan is not a value of ReLU: its range is [0, ∞)."),
        ("relu", {"start": math.inf}, "The start ∞ is not a value of ReLU: its range is [0, ∞)."),
        (
            "tanh",
            {"start": 0.2, "rule": "within"},
            "The goal 0.5 is above the start 0.2, and descent only lowers the value.",
        ),
        ("relu", {"learning_rate": 0.0}, "The learning rate must be a number above 0, not 0.0."),
        ("relu", {"learning_rate": math.nan}, "The learning rate must be a number above 0, not nan."),
        ("relu", {"rule": "near"}, "The rule must be one of at_or_below, within, not near."),
        ("relu", {"tolerance": -1.0}, "The tolerance must be a number not below 0, not -1.0."),
        ("relu", {"max_steps": -1}, "The largest number of steps must not be below 0, not -1."),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(name, settings, sentence):
    with pytest.raises(ValueError) as error:
        descend(get(name), **settings)
    assert str(error.value) == sentence
    assert isinstance(error.value, Refusal)
    said = error.value.sentence
    assert said.template.format(**said.values) == sentence
    assert said.values and said.template != sentence


def test_a_parameter_outside_its_domain_is_refused():
    with pytest.raises(ValueError, match="alpha"):
        descend(get("elu"), alpha=-1.0)


# Finding the start


def test_the_start_is_found_without_a_closed_form_too(case):
    if case.activation.inverse is None:
        return
    searched = dataclasses.replace(case.activation, inverse=None)
    for value in (-3.0, -0.3, 0.3, 0.9, 1.2, 60.0):
        if any(value in part for part in case.facts.range):
            expected = largest_input(case.activation, value, case.parameters)
            assert largest_input(searched, value, case.parameters) == pytest.approx(expected, rel=1e-12)


def made(value, range_, **facts):
    changes = {"range": range_, "derivative_range": (REALS,), "trend": "not monotonic", "kinks": (), **facts}
    stated = dataclasses.replace(RELU.facts(), **changes)
    return dataclasses.replace(RELU, value=value, inverse=None, facts_at=lambda: stated)


def test_of_several_inputs_with_the_value_the_largest_is_meant():
    cubic = made(
        lambda x: np.clip(x, -5, 5) ** 3 - 3.0 * np.clip(x, -5, 5), (Interval(-110.0, 110.0, True, True),)
    )
    assert largest_input(cubic, 0.5, {}) == pytest.approx(1.8100, abs=1e-4)
    assert largest_input(get("silu"), -0.1, {}) == pytest.approx(-0.2253, abs=1e-4)


def test_where_the_value_is_kept_for_ever_its_first_input_is_meant():
    hard_tanh = made(lambda x: np.clip(x, -1.0, 1.0), (Interval(-1.0, 1.0, True, True),), kinks=(-1.0, 1.0))
    assert largest_input(hard_tanh, 1.0, {}) == 1.0
    assert largest_input(hard_tanh, -1.0, {}) == -1.0


def test_of_infinitely_many_inputs_with_the_value_a_near_one_is_meant():
    assert largest_input(get("sinusoid"), 0.9, {}) == pytest.approx(math.pi - math.asin(0.9), rel=1e-12)
    assert largest_input(get("sinusoid"), -1.0, {}) == pytest.approx(-math.pi / 2.0, rel=1e-6)
    assert largest_input(get("sinc"), 0.0, {}) == pytest.approx(15.0 * math.pi, rel=1e-12)


def test_an_input_next_to_0_is_found_in_few_looks():
    looks = []

    def steep(x):
        looks.append(x)
        return 1e200 * x

    linear = dataclasses.replace(get("identity"), value=steep, inverse=None)
    assert largest_input(linear, 1e-100, {}) == pytest.approx(1e-300)
    assert len(looks) < 100


def test_a_jump_over_the_value_is_not_an_input_with_it():
    saw = made(lambda x: np.where(x < 2.0, x, x - 3.0), (REALS,), jumps=(2.0,))
    assert largest_input(saw, 0.25, {}) == pytest.approx(3.25)
    fallen = made(lambda x: np.where(x < 2.0, x, -1.0), (Interval(-math.inf, 2.0),), jumps=(2.0,))
    assert largest_input(fallen, 0.25, {}) == pytest.approx(0.25)


def test_an_input_that_cannot_be_found_is_said_so():
    flat = made(lambda x: 0.0 * x, (Interval(0.0, 1.0, True, True),))
    with pytest.raises(ValueError, match=r"No input was found at which ReLU is 0\.5"):
        largest_input(flat, 0.5, {})


def test_between_many_poles_an_input_is_sought_everywhere_at_once():
    looks = []

    def poles(x):
        looks.append(1)
        return 1.0 / np.sin(5.0 * x)

    hardly_any = dataclasses.replace(
        get("arctan"), value=poles, inverse=None, facts_at=lambda: get("identity").facts()
    )
    with pytest.raises(Refusal, match="No input was found"):
        descend(hardly_any, start=0.9, goal=0.5)
    assert len(looks) < 5_000
