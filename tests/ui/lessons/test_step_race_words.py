"""The race in words, with the documents' numbers."""

from __future__ import annotations

import pytest

from activations import CATALOG
from ui import text
from ui.controls import Choice
from ui.lessons.step_race import Rules, enter
from ui.lessons.step_race_words import first_step, numbers_of_the_documents, result

RULES = Rules(0.9, 0.5, 0.2, "at_or_below", 1e-9)


def choice(name: str) -> Choice:
    activation = CATALOG[name]
    keys = {p.name: f"f1_{name}_{p.name}" for p in activation.parameters}
    return Choice(activation, activation.complete({}), keys)


def said(name: str, rules: Rules = RULES) -> str:
    runner = choice(name)
    return result(runner.name, enter(*runner.function, rules))


@pytest.mark.parametrize(
    ("name", "changes", "sentence"),
    [
        ("sigmoid", {}, "**Sigmoid** needs **67 steps**."),
        ("relu", {}, "**ReLU** needs **2 steps**."),
        ("relu", {"learning_rate": 0.4}, "**ReLU** needs **1 step**."),
        ("relu", {"start": 0.5}, "**ReLU** takes **0 steps**: the start already meets the goal."),
        (
            "binary_step",
            {},
            "**Binary step** cannot take part. "
            "The start 0.9 is not a value of Binary step: its range is {0, 1}.",
        ),
        (
            "binary_step",
            {"start": 1, "goal": 0},
            "**Binary step** does not arrive. The slope here is exactly zero, so there is no step to take.",
        ),
        (
            "sigmoid",
            {"goal": -1},
            "**Sigmoid** cannot take part. The goal −1 is not a value of Sigmoid: its range is (0, 1).",
        ),
        (
            "sigmoid",
            {"rule": "within", "tolerance": 0.0005},
            "**Sigmoid** does not arrive. "
            "A step has jumped past the goal, and from there the value can only fall further.",
        ),
        ("elu", {}, "**ELU, α = 1** needs **2 steps**."),
    ],
)
def test_how_a_lane_ends(name: str, changes: dict[str, float], sentence: str) -> None:
    assert said(name, RULES._replace(**changes)) == sentence  # type: ignore[arg-type]


def test_the_first_step_is_calculated() -> None:
    choices = [choice(name) for name in ("sigmoid", "binary_step", "relu")]
    lanes = [enter(*each.function, RULES) for each in choices]
    rows, head = first_step(choices, lanes, RULES)
    assert rows == [
        ("Sigmoid", "f(z₀) = 0.9 → z₀ = 2.197225", "0.09", "2.197225 − 0.2 · 0.09 = 2.179225", "0.898368"),
        ("ReLU", "f(z₀) = 0.9 → z₀ = 0.9", "1", "0.9 − 0.2 · 1 = 0.7", "0.7"),
    ]
    assert len(head) == len(rows[0])


def test_the_documents_numbers() -> None:
    assert numbers_of_the_documents() == {
        "sigmoid_steps": "67",
        "relu_steps": "2",
        "sigmoid_z0": "2.197225",
        "relu_z0": "0.9",
        "gradient": "0.09",
        "z1": "2.179225",
        "value1": "0.898368",
        "before_last": "0.511583",
        "last": "0.499091",
        "relu_end": "0.49999999999999994",
        "half_rate": "0.1",
        "half_sigmoid": "134",
        "half_relu": "4",
        "bare_relu": "5",
        "tanh_steps": "14",
        "tanh_steeper": "4",
        "narrow": "0.0005",
        "within_wide": "66",
        "within_usual": "67",
        "within_narrow": "never",
    }


def test_every_number_of_the_story_is_in_its_text() -> None:
    prose = text.page("step_race")
    asked = {name for body in prose.values() for name in text.PLACEHOLDER.findall(body)}
    assert asked == numbers_of_the_documents().keys()
