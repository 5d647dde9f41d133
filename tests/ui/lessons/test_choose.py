"""The curves are those of the trainings, at every learning rate that the slider offers."""

from __future__ import annotations

import numpy as np
import pytest

from activations import CATALOG
from activations.simulations.choose import QUESTIONS
from activations.simulations.datasets import SHAPES
from tests.ui.browser import Sent
from ui.lessons import choose_words
from ui.lessons.choose import RATES, SEEDS, STEPS, TRAINED, Words, curves, learning_of, rates_with

WORDS = Words("{rate}", "<b></b>", "curves", "step", "loss", "goal", "never", "rate")


def test_the_questions_are_those_of_the_rules() -> None:
    assert dict(choose_words.OFFERED) == dict(QUESTIONS)
    assert choose_words.QUESTIONS.keys() == QUESTIONS.keys()


@pytest.mark.parametrize("data", SHAPES)
def test_every_rate_has_its_curves_and_steps(data: str) -> None:
    sent = Sent(curves(data, RATES, WORDS))
    assert len(sent.text) < 500_000
    _goal, family = sent.data["families"]
    states = [state for state in sent.states if state.key]
    assert [state.value for state in states] == list(RATES)
    for name in TRAINED:
        learning = learning_of(name, data, RATES)
        (thick,) = (n for n, trace in enumerate(sent.traces) if trace.get("name") == CATALOG[name].label)
        for place, state in enumerate(states):
            median = np.median(learning.losses[place], axis=0)
            np.testing.assert_allclose(state.lines[thick]["y"], median, rtol=1e-6, atol=1e-30)
            seeds = state.lines[thick - 1]["y"].reshape(SEEDS, STEPS + 2)
            np.testing.assert_allclose(seeds[:, :-1], learning.losses[place], rtol=1e-6, atol=1e-30)
            assert np.isnan(seeds[:, -1]).all()
            steps = learning.median_arrival[place]
            said = family["says"][f"steps_{name}"][place]
            assert said == ("never" if np.isinf(steps) else str(int(steps)))


def test_a_rate_between_two_steps_gets_its_own_row() -> None:
    assert rates_with(4.0) == RATES
    rates = rates_with(4.5)
    assert rates == (2.0, 4.0, 4.5, 6.0, 8.0, 10.0, 12.0)
    between = Sent(curves("moons", rates, WORDS))
    at_rest = Sent(curves("moons", RATES, WORDS))
    np.testing.assert_array_equal(between.states[1].lines[1]["y"], at_rest.states[1].lines[1]["y"])


def test_the_data_does_not_depend_on_where_the_slider_stands() -> None:
    assert curves("moons", rates_with(2.0), WORDS) is curves("moons", rates_with(12.0), WORDS)
