"""The zig-zag says how each descent ends, and its experiments show what they say."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from streamlit.testing.v1 import AppTest

from activations.simulations.zigzag import LEARNING_RATE, MEAN, SAMPLES, SEED, START, simulate
from tests.pages.visit import experiments, figure_of, followed, opened, said, text_of
from ui.lessons.zigzag_words import FIRST


class Ending(NamedTuple):
    verb: str
    steps: int
    detour: float
    shared: int


def endings(app: AppTest) -> tuple[Ending, Ending]:
    found = re.findall(
        r"\*\*: (\w+).*?\*\*(\d+) steps\*\*; path \*\*([\d.]+) .* (\d+)\u00a0%", app.markdown[0].value
    )
    one, other = (Ending(verb, int(n), float(detour), int(shared)) for verb, n, detour, shared in found)
    return one, other


def test_the_first_picture_is_the_simulation_s() -> None:
    app = opened("zigzag")
    assert (FIRST.mean, FIRST.learning_rate, FIRST.start, FIRST.seed) == (MEAN, LEARNING_RATE, START, SEED)
    for ending, mean in zip(endings(app), (MEAN, 0.0), strict=True):
        descent = simulate(mean=mean)
        assert ending == ("arrives", descent.steps, round(descent.detour, 2), round(100 * descent.shared))
    assert "arrives in 70 steps" in figure_of(app)["alternative"]


def test_the_experiments_show_what_they_say() -> None:
    app = opened("zigzag")
    words = text_of(app)
    stairs, batch, across, half, fast, same = (endings(followed(href)) for href in experiments(app))
    assert stairs[0].shared == 100 and stairs[0].detour > 3 * stairs[1].detour
    assert f"the path is {stairs[0].detour} times" in words
    assert [each.detour for each in batch] == [1, 1] and batch[0].shared == 0
    assert across[0].detour > 3 and across[0].shared < 100 and across[1].detour == 1
    assert 20 < half[0].shared < 80 and half[0].detour < stairs[0].detour / 2
    assert (fast[0].verb, fast[1].verb) == ("diverges", "arrives")
    assert f"Centred ones arrive in {fast[1].steps} steps." in words
    assert same[0].steps < same[1].steps / 4 and same[0].detour < 1.2


def test_what_the_text_says_of_other_seeds_and_rates_is_so() -> None:
    words = text_of(opened("zigzag"))
    detours = [simulate(seed=seed).detour for seed in range(10)]
    assert f"the path is {min(detours):.2f} to {max(detours):.2f} times as long" in words
    limit = 2 / simulate().curvatures[1]
    assert f"= {limit:.2f}$" in words
    assert simulate(batch=SAMPLES, learning_rate=limit * 1.01, start=(1.0, 1.0), max_steps=2000).diverged
    assert simulate(batch=SAMPLES, learning_rate=limit * 0.97, start=(1.0, 1.0)).arrived


def test_document_003_is_made_precise() -> None:
    signs = simulate().signs[:, 0]
    assert (signs[1:] == signs[:-1]).any()
    assert not (simulate(batch=SAMPLES).signs[:, 0] == simulate(batch=SAMPLES).signs[:, 1]).any()
    assert "all weights of the layer" in text_of(opened("zigzag"))


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"w1": 1, "w2": -1}, "the start is at the optimum"),
        ({"rate": 1, "mean": 3}, "diverges within"),
        (
            {"rate": 0.05, "batch": "all samples", "w1": -2, "w2": 2, "seed": 8},
            "has not arrived after **300 steps**",
        ),
        ({"mean": 3, "rate": 0.05}, "arrives in"),
    ],
)
def test_every_ending_is_said(state: dict[str, object], words: str) -> None:
    app = opened("zigzag", **state)
    assert said(app) == []
    assert words in app.markdown[0].value
    assert "The best learning rate for each." in app.markdown[1].value
