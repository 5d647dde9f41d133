"""The lesson on the learned slope says how a run ends, and its experiments show what they say."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from activations.core import number
from activations.simulations.learned_slope import simulate
from tests.pages.visit import experiments, figure_of, followed, opened, said, text_of
from ui.lessons.learned_slope import STEPS


def outcome(app: AppTest) -> str:
    return str(app.markdown[0].value)


def path(app: AppTest) -> list[float]:
    slopes: list[float] = figure_of(app)["replay"]["says"]["a0"]
    return slopes


def losses(app: AppTest) -> list[float]:
    values: list[float] = figure_of(app)["replay"]["says"]["l0"]
    return values


def test_prelu_finds_the_best_slope() -> None:
    app = opened("learned_slope")
    best = number(simulate().best)
    assert outcome(app).startswith(
        f"**PReLU finds {best}**, the slope that fits best, to within 0.01 after 8 steps."
    )
    assert path(app)[0] == 0.25
    assert number(path(app)[-1]) == best


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"rate": 2, "momentum": 0}, "**PReLU runs away.** ε = 2 is not below"),
        ({"formula": "a + Δa"}, "**PReLU climbs.**"),
        ({"rate": 0.01, "momentum": 0}, f"**PReLU is on its way.** After {STEPS} steps"),
        ({"slope": -0.5, "noise": 0}, "**PReLU finds −0.5**"),
        ({"momentum": 0.99, "rate": 2}, "**PReLU is on its way.**"),
    ],
)
def test_every_end_is_said(state: dict[str, object], words: str) -> None:
    app = opened("learned_slope", **state)
    assert said(app) == []
    assert outcome(app).startswith(words)


@pytest.mark.parametrize("seed", [0, 7, 99])
def test_the_losses_that_are_told_are_the_runs(seed: int) -> None:
    learning = simulate(seed=seed, steps=STEPS)
    told = (
        f"Leaky ReLU {number(learning.leaky_relu.losses[-1])}, RReLU in use {number(learning.rrelu_in_use)}."
    )
    assert outcome(opened("learned_slope", seed=seed)).endswith(told)


def test_the_experiments_show_what_they_say() -> None:
    first, plain, heavy, fast, climb, small = map(followed, experiments(opened("learned_slope")))
    assert "after 8 steps" in outcome(first)
    assert "after 10 steps" in outcome(plain)
    best = simulate().best
    assert max(path(plain)) <= best < max(path(first)) < max(path(heavy))
    assert outcome(fast).startswith("**PReLU runs away.** ε = 1.5 is not below 1.2713")
    distances = [abs(slope - best) for slope in path(fast)]
    assert distances == sorted(distances)
    assert losses(climb) == sorted(losses(climb))
    words = text_of(small)
    assert "PReLU 0.0903, Leaky ReLU" in outcome(small) and "RReLU in use 0.091." in outcome(small)
    assert "0.091 against 0.0903" in words


def test_the_minus_that_is_left_out_and_the_conjecture_are_told() -> None:
    words = text_of(opened("learned_slope"))
    assert "With a plus the loss climbs." in words
    assert "That is a conjecture; it gives no source" in words
    assert "$U(1/8, 1/3)$" in words and "11/48" in words
