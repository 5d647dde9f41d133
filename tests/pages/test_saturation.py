"""The lesson on saturation: its key numbers, and what its experiments show."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from activations import CATALOG
from tests.pages.visit import experiments, figure_of, followed, opened, present_of, said, text_of
from ui.lessons.saturation import MEAN
from ui.lessons.saturation_words import HOW


def told(app: AppTest) -> dict[str, Any]:
    """What the picture's words say where the sliders stand."""
    present = present_of(app)
    said: dict[str, Any] = {}
    for family in figure_of(app)["families"]:
        if family["key"]:
            place = family["values"].index(present[family["key"]][0])
            said |= {name: each[place] for name, each in family["says"].items()}
    return said


@pytest.mark.parametrize("view", ["neurons", "feature detector"])
@pytest.mark.parametrize("name", CATALOG)
def test_every_function_can_be_looked_at(name: str, view: str) -> None:
    app = opened("saturation", f=CATALOG[name].label, view=view)
    assert said(app) == []
    facts = CATALOG[name].facts()
    assert str(app.markdown[0].value).partition("** ")[2] == HOW[facts.left, facts.right].partition("** ")[2]


def test_the_golden_numbers() -> None:
    words = text_of(opened("saturation"))
    assert "$|x| > 5.9864$, for tanh $|x| > 2.9932$" in words
    assert "Of ReLU's neurons 50\u00a0% are active" in words
    assert "−1.7507 for 4 % and −2.3263 for 1 %" in words
    assert "identity 0.5, sigmoid 0.0258, ELU 0.0301, Leaky ReLU 0.005, ReLU 3.48 × 10⁻⁶" in words
    assert "| 0.9 | 0.09 |" in words


def test_the_experiments_show_what_they_say() -> None:
    page = opened("saturation")
    wide, half, sparse, leaky, absent, floor = map(followed, experiments(page))
    words = text_of(page)
    first = told(page)
    assert f"the mean slope falls from {first['steepness']:.4f} to {told(wide)['steepness']:.4f}" in words
    assert "Now 13.45\u00a0% of sigmoid's neurons" in words
    assert [told(wide)[name] for name in ("left", "active", "right")] == [
        "6.72\u00a0%",
        "86.55\u00a0%",
        "6.72\u00a0%",
    ]
    assert told(half)["o0"] == "exactly 0: 50\u00a0%"
    assert sparse.slider(key="mean").value == -1.75 in MEAN.positions
    assert "to a mean of −1.75 and" in words
    assert told(sparse)["active"] == "4.01\u00a0%"
    assert f"only {told(sparse)['active']} are active" in words
    assert told(leaky)["dead"] == "0\u00a0%" and told(leaky)["s0"].startswith("exactly 0.01: ")
    assert told(absent)["absent_passed"] == "<\u00a00.01\u00a0%"
    assert told(absent)["present_passed"] == ">\u00a099.99\u00a0%"
    assert f"lets {told(floor)['absent_passed']} of the noise through" in words


def test_only_sigmoid_is_asked_how_sure_it_is() -> None:
    assert "Surer than 90\u00a0%" in text_of(opened("saturation"))
    assert "Surer than 90\u00a0%" not in text_of(opened("saturation", f="Tanh"))
