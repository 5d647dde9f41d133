"""Explore's figure holds what its address asks for, and is sent anew only where there is something new."""

from __future__ import annotations

from typing import Any

import pytest

from activations import CATALOG
from tests.pages.visit import experiments, figure_of, followed, opened, present_of, said, text_of

WITH_PARAMETER = [activation for activation in CATALOG.values() if activation.parameters]
SHOWN = {"f": (True, False), "f′": (False, True), "both": (True, True)}


def lines(figure: dict[str, Any]) -> list[dict[str, Any]]:
    return [figure["traces"][curve] for curve in figure["numbers"]["curves"]]


@pytest.mark.parametrize("activation", WITH_PARAMETER, ids=lambda activation: activation.name)
def test_sliders_at_their_positions_send_nothing_again(activation) -> None:  # type: ignore[no-untyped-def]
    """But where there are several, the others' families hold the one that moved where it is now."""
    parameter, *others = activation.parameters
    at_rest = {f"f_{activation.name}_{other.name}": [other.default] for other in others}
    key = f"f_{activation.name}_{parameter.name}"
    app = opened("explore", f=activation.label)
    sent = figure_of(app)
    for value in (parameter.low, parameter.positions[len(parameter.positions) // 2 + 1], parameter.high):
        app.slider(key=key).set_value(value)
        app.slider(key="range").set_range(-3.5, 12.0)
        app.slider(key="x").set_value(-0.7).run()
        assert said(app) == []
        assert others or figure_of(app) == sent
        assert present_of(app) == {key: [value], **at_rest, "range": [-3.5, 12.0], "x": [-0.7]}


def test_a_value_between_two_steps_is_a_position_of_its_own() -> None:
    (family,) = figure_of(opened("explore", f="ELU", f_elu_alpha=1.333))["families"]
    (usual,) = figure_of(opened("explore", f="ELU"))["families"]
    assert set(family["values"]) - set(usual["values"]) == {1.333}
    assert family["values"] == sorted(family["values"])


@pytest.mark.parametrize("show", SHOWN)
def test_only_what_is_asked_for_is_shown(show: str) -> None:
    figure = figure_of(opened("explore", f="ELU", show=show))
    assert tuple(line["visible"] for line in lines(figure)) == SHOWN[show]


def test_stacked_curves_have_axes_of_their_own() -> None:
    figure = figure_of(opened("explore", layout="stacked"))
    assert len({line["yaxis"] for line in lines(figure)}) == 2


def test_the_slope_at_a_kink_may_be_chosen_where_there_is_one() -> None:
    for name, kinks in (("ReLU", True), ("Sigmoid", False), ("ELU", False), ("Binary step", False)):
        app = opened("explore", f=name)
        assert ("kink" in {control.key for control in app.segmented_control}) == kinks
    assert figure_of(opened("explore", kink="0.5")) != figure_of(opened("explore"))


@pytest.mark.parametrize("name", CATALOG)
def test_the_numbers_are_text_beside_the_picture(name: str) -> None:
    app = opened("explore", f=CATALOG[name].label)
    figure = figure_of(app)
    assert CATALOG[name].label in figure["alternative"]
    for word in ("{x}", "{f}", "{d}"):
        assert word in figure["alternative"]
        assert word in figure["caption"]
    words = text_of(app)
    for heading in ("Range of f", "Trend", "Advantages", "Disadvantages", "When to use"):
        assert heading in words
    assert CATALOG[name].reference.title in words


def test_the_experiments_show_what_they_say() -> None:
    dead, corner, smooth, saturated, hug = map(followed, experiments(opened("explore"))[:5])
    assert "hard: the slope is 0" in text_of(dead)
    assert "kink at 0: f′ goes from 2.5 to 1" in text_of(corner)
    assert "kink at 0:" not in text_of(smooth)
    edge = float(text_of(saturated).split("x > ")[1].split()[0])
    assert edge < present_of(saturated)["x"][0]
    assert CATALOG["softplus"].derivative(0.0, beta=present_of(hug)["f_softplus_beta"][0]) == 0.5
