"""An address is a picture: what it asks for is shown, all else is as at first, in silence."""

from __future__ import annotations

import re
from functools import cache

import pytest

from activations import CATALOG
from tests.pages.published import AT_FIRST, default_of
from tests.pages.visit import (
    State,
    experiments,
    followed,
    html_of,
    links,
    opened,
    parts,
    said,
    state_of,
    text_of,
)
from ui.page import FRONT_DOOR, spelled

GOOD: list[tuple[str, dict[str, object]]] = [
    ("home", {"search": "swish", "has": ("smooth", "bounded"), "sort": "year"}),
    ("home", {"has": ("odd", "even")}),
    ("explore", {"f": "ELU", "f_elu_alpha": 1.333}),
    ("explore", {"f": "ELU", "f_elu_alpha": 3, "range": (-4, 4), "x": -1}),
    ("explore", {"f": "Leaky ReLU", "f_leaky_relu_alpha": 0.123456}),
    ("explore", {"range": (-3.3, 0.07)}),
    ("explore", {"range": (-20, 20), "x": -20}),
    ("explore", {"range": (1, 1.7), "x": 1.005}),
    ("explore", {"x": 0.25, "show": "f"}),
    ("explore", {"show": "f′", "layout": "stacked"}),
    ("explore", {"layout": "stacked"}),
    ("explore", {"kink": "0", "x": 0}),
    ("explore", {"kink": "0.5"}),
    ("explore", {"f": "ELU", "f_elu_alpha": 2, "kink": "1"}),
    ("compare", {"n": 5}),
    ("compare", {"n": 3, "show": "f′", "range": (-10, 10)}),
    ("compare", {"n": 4, "layout": "side by side", "show": "f"}),
    ("compare", {"n": 5, "layout": "side by side", "x": 19.9}),
    ("compare", {"f1": "ELU", "f1_elu_alpha": 0.5, "f2": "ELU", "f2_elu_alpha": 2.005}),
    ("compare", {"f1": "Tanh", "f2": "Tanh"}),
    ("softmax", {"classes": 5, "z4": 3.3, "temperature": 0.25, "shift": 710}),
    ("softmax", {"classes": 2, "z1": -10, "z2": 10}),
    ("softmax", {"view": "several classes", "classes": 4, "data": "row", "method": "many against many"}),
    ("softmax", {"view": "several classes", "classes": 2, "spread": 1.5, "seed": 99}),
    ("softmax", {"view": "several labels", "classes": 4}),
    ("maxout", {"k": 1, "w1": 3, "b1": -3}),
    ("maxout", {"k": 5, "w1": 0, "w2": 0, "w3": 0, "w4": 0, "w5": 0.123}),
    ("maxout", {"view": "fit a curve", "curve": "eˣ", "parts": 12}),
    ("maxout", {"view": "fit a curve", "curve": "sin 2x", "parts": 1}),
    ("maxout", {"view": "two inputs", "k": 1, "x2": 2.55}),
    ("maxout", {"view": "two inputs", "k": 5, "seed": 99}),
    ("linearity", {"f": "PReLU", "f_prelu_alpha": 1, "layers": 6, "data": "checker", "seed": 99}),
    ("linearity", {"view": "neuron", "f": "ELU", "f_elu_alpha": 1.333, "w1": 0.123, "x3": 2, "b": -4}),
    ("linearity", {"view": "step", "f1": "ReLU", "f2": "ELU", "threshold": 0.5, "start": 3, "rate": 0.5}),
    ("linearity", {"view": "forward", "layers": 1, "x1": -2, "x2": 0}),
    ("linearity", {"view": "regression", "method": "several inputs", "noise": 0}),
    (
        "linearity",
        {
            "view": "regression",
            "method": "conditions",
            "condition": "separate inputs",
            "broken": 1,
            "seed": 7,
        },
    ),
    ("step_race", {"rate": 0.01}),
    ("step_race", {"rate": 2, "start": 0.95, "goal": 0.55}),
    ("step_race", {"rule": "within", "within": 0.02}),
    ("step_race", {"rule": "within", "within": 0.00125}),
    ("step_race", {"f1": "ReLU", "f2": "ReLU", "start": 5, "goal": 0.123}),
    ("step_race", {"f1": "PReLU", "f1_prelu_alpha": -0.333, "f2": "PReLU"}),
    ("step_race", {"start": 0.5, "goal": 0.9}),
    ("step_race", {"start": -5, "goal": 5}),
    ("saturation", {"f": "ReLU", "mean": -1.7507}),
    ("saturation", {"f": "ELU", "f_elu_alpha": 2.3, "mean": -6, "spread": 4}),
    ("saturation", {"f": "Binary step", "spread": 0.1}),
    ("learned_slope", {"slope": -0.5, "rate": 2, "momentum": 0, "noise": 1, "seed": 99}),
    ("learned_slope", {"formula": "a + Δa", "slope": 0.123}),
    ("learned_slope", {"momentum": 0.99, "noise": 0}),
    ("saturation", {"view": "feature detector", "f": "PReLU", "f_prelu_alpha": -0.333, "noise": 0.25}),
    ("cheat_sheet", {"sort": "largest slope", "family": "Rectifiers"}),
    ("cheat_sheet", {"only": "never saturated", "sort": "name"}),
    ("cheat_sheet", {"family": "Threshold", "only": "smooth"}),
    ("documents", {"document": "004"}),
    ("dead_relu", {"f": "ELU", "f_elu_alpha": 0.5, "rate": 4, "weights": "too large", "shift": 3}),
    ("dead_relu", {"view": "return", "seed": 99, "data": "blobs", "bias": -3.95}),
    ("choose", {"layer": "output", "task": "several labels", "data": "checker", "rate": 5}),
    ("choose", {"network": "recurrent"}),
    ("choose", {"depth": "deep", "amount": "much", "budget": "tight", "centred": "needed", "dying": "yes"}),
    ("vanishing_gradient", {"layers": 50, "n": 5, "z": -0.1, "w": 3.33}),
    ("vanishing_gradient", {"weights": "too small", "seed": 99, "n": 2, "layers": 1}),
    ("vanishing_gradient", {"weights": "random", "f1": "PReLU", "f1_prelu_alpha": -0.5, "seed": 7}),
    ("classifier", {"w1": 0, "w2": 0, "b": 0}),
    ("classifier", {"w2": -1.234, "points": "1,1,+"}),
    ("classifier", {"view": "descend", "rate": 2, "points": "-10,10,1; 10,−10,0;"}),
    ("classifier", {"points": "; ".join(["0.5,-2.25,-"] * 12), "w1": 0}),
    ("numerics", {"formula": "ELU", "power": -8}),
    ("numerics", {"formula": "ln(1 − a)", "side": "x < 0", "power": 1.234}),
    ("numerics", {"power": 3}),
    ("zigzag", {"mean": 0.25, "rate": 0.123, "seed": 99}),
    ("zigzag", {"batch": "all samples", "w1": 1, "w2": -1}),
    ("zigzag", {"mean": 3, "rate": 1}),
]


def expected(page: str, asked: State, shown: State) -> State:
    return {key: asked.get(key) or default_of(page, key) for key in shown}


@pytest.mark.parametrize(("page", "state"), GOOD, ids=str)
def test_a_page_shows_what_its_address_asks_for(page: str, state: dict[str, object]) -> None:
    app = opened(page, **state)
    assert said(app) == []
    asked = {key: spelled(value) for key, value in state.items()}
    shown = state_of(app)
    assert asked.keys() <= shown.keys()
    assert shown == expected(page, asked, shown)


@pytest.mark.parametrize("page", AT_FIRST)
def test_names_that_mean_nothing_are_ignored(page: str) -> None:
    app = opened(page, nonsense="1", f7="ELU", f_elu_beta="nan", utm_source=("a", "b"))
    assert said(app) == []
    assert state_of(app) == AT_FIRST[page]


@pytest.mark.parametrize("page", AT_FIRST)
def test_every_link_of_a_page_opens_what_it_names(page: str) -> None:
    app = opened(page)
    assert page == FRONT_DOOR or 3 <= len(experiments(app)) <= 8
    for href in sorted(set(links(html_of(app)))):
        assert_that_it_opens_what_it_names(href)


@cache
def assert_that_it_opens_what_it_names(href: str) -> None:
    """Once for a link that stands on every page."""
    target, asked = parts(href)
    there = followed(href)
    assert said(there) == [], href
    asked.pop("lang", None)
    shown = state_of(there)
    assert shown == expected(target, asked, shown), href
    assert asked.keys() <= shown.keys(), href


@pytest.mark.parametrize("name", CATALOG)
def test_a_function_is_taken_along_with_its_parameters(name: str) -> None:
    activation = CATALOG[name]
    mine = {p.name: p.positions[1] for p in activation.parameters}
    app = opened("explore", f=activation.label, **{f"f_{name}_{key}": value for key, value in mine.items()})
    taken = {"f1": [activation.label]} | {f"f1_{name}_{key}": spelled(value) for key, value in mine.items()}
    onward = [href for href in links(html_of(app)) if "f1=" in href]
    assert {parts(href)[0] for href in onward} == {"compare", "step_race"}
    for href in onward:
        there = followed(href)
        assert said(there) == []
        assert taken.items() <= state_of(there).items()


@pytest.mark.parametrize("page", AT_FIRST)
def test_no_number_of_the_prose_is_left_out(page: str) -> None:
    assert_filled(text_of(opened(page)))


@pytest.mark.parametrize("name", CATALOG)
def test_no_number_of_a_function_s_prose_is_left_out(name: str) -> None:
    steep = {f"f_{name}_{p.name}": p.high for p in CATALOG[name].parameters}
    assert_filled(text_of(opened("explore", f=CATALOG[name].label, **steep)))


def assert_filled(text: str) -> None:
    assert len(text) > 300
    assert "{{" not in text
    assert not re.search(r"[=(:] ?(nan|None|inf)\b", text)
