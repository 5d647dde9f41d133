"""The race says in words who arrives and when, and why the others do not."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from activations import CATALOG
from activations.core import number, whole
from activations.simulations.step_race import descend
from tests.pages.visit import experiments, figure_of, followed, html_of, opened, said, text_of
from ui.lessons.step_race import MOST_STEPS


def outcome(app: AppTest) -> str:
    return str(app.markdown[0].value)


def test_the_documents_race_is_67_to_2() -> None:
    app = opened("step_race")
    assert outcome(app) == "**Sigmoid** needs **67 steps**. **ReLU** needs **2 steps**."
    assert outcome(app).replace("**", "") in figure_of(app)["alternative"]


def test_the_first_step_is_the_documents() -> None:
    words = text_of(opened("step_race"))
    assert "2.197225 − 0.2 · 0.09 = 2.179225" in words
    assert "0.898368" in words
    assert "0.9 − 0.2 · 1 = 0.7" in words
    assert "The step before the last gives 0.511583, the last 0.499091: **67 steps**." in words


@pytest.mark.parametrize("name", CATALOG)
@pytest.mark.parametrize(("start", "goal"), [(0.9, 0.5), (0.5, 0.9), (3, 0.5), (0.9, -2), (1, 0)])
def test_every_lane_says_how_it_ends(name: str, start: float, goal: float) -> None:
    activation = CATALOG[name]
    try:
        descent = descend(activation, start=start, goal=goal, max_steps=MOST_STEPS)
    except ValueError as refusal:
        expected = f"cannot take part. {refusal}"
    else:
        steps = descent.steps
        arrives = f"needs **{steps} step{'s' * (steps != 1)}**." if steps else "takes **0 steps**"
        expected = f"does not arrive. {descent.reason}" if steps is None else arrives
    app = opened("step_race", f1=activation.label, f2="Identity", start=start, goal=goal)
    assert said(app) == []
    lane = ", ".join(
        (activation.label, *(f"{p.symbol} = {number(p.default)}" for p in activation.parameters))
    )
    assert outcome(app).startswith(f"**{lane}** {expected}")


def test_two_lanes_that_cannot_run_leave_the_page_whole() -> None:
    app = opened("step_race", f1="Binary step", f2="Sigmoid", start=-5, goal=5)
    assert said(app) == []
    assert outcome(app).count("cannot take part") == 2
    assert figure_of(app)["replay"]["frames"] == 1
    assert len(experiments(app)) >= 3


def test_a_typed_formula_keeps_its_stars() -> None:
    typed = {"f1": "Your function", "f1_expression": "x*sigmoid(a*x)", "f1_your_function_a": 2}
    app = opened("step_race", **typed)
    assert outcome(app).startswith(r"**x\*sigmoid(a\*x), a = 2** needs **")
    assert figure_of(app)["alternative"].startswith("x*sigmoid(a*x), a = 2 needs ")
    assert "x*sigmoid(a*x), a = 2" in text_of(app)


LONG = "A long race: the replay and its table show each of the first 200 steps"


@pytest.mark.parametrize(("rate", "is_long"), [(0.2, False), (0.01, True)])
def test_a_long_race_says_that_its_table_is_thinned(rate: float, is_long: bool) -> None:
    app = opened("step_race", rate=rate)
    assert any(str(caption.value).startswith(LONG) for caption in app.caption) == is_long


def test_a_race_that_takes_too_long_says_how_many_steps_were_taken() -> None:
    app = opened("step_race", start=0.99, goal=0.01, rate=0.01)
    missed = f"**Sigmoid** does not arrive. The goal is not reached within {whole(MOST_STEPS)} steps."
    assert missed in outcome(app)


def steps_of(app: AppTest) -> list[int]:
    return [int(steps) for steps in re.findall(r"needs \*\*(\d+)", outcome(app))]


def test_the_experiments_show_what_they_say() -> None:
    documents, half, never, tanh, softplus, stuck = map(followed, experiments(opened("step_race")))
    assert steps_of(documents) == [67, 2]
    assert [round(slow / fast, 1) for slow, fast in zip(steps_of(half), [67, 2], strict=True)] == [2, 2]
    told = html_of(documents)
    slow, fast = steps_of(half)
    assert f"At η = 0.1 sigmoid needs {slow} steps and ReLU {fast}: about twice" in told
    assert f"Tanh, 4 times as steep at 0, needs {steps_of(tanh)[1]} steps instead of 67." in told
    assert "to within 0.0005." in told
    assert outcome(never).startswith("**Sigmoid** does not arrive. ")
    assert steps_of(tanh)[1] < steps_of(tanh)[0] / 4
    assert steps_of(softplus)[1] < steps_of(softplus)[0]
    assert "Binary step** cannot take part" in outcome(stuck)
