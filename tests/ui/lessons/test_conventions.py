"""What is drawn of the frameworks' conventions is what they are stated to be."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from activations import CATALOG
from activations.core import Activation, number
from tests.ui.browser import Sent, curve
from ui.lessons.conventions import (
    MARKS,
    Words,
    at_the_kink,
    beyond_the_threshold,
    cut_off,
    default_slopes,
    do_differ,
    farthest_apart,
    forms_of_gelu,
    leaky_defaults,
)

WORDS = Words("", "", "", ("x", "f", "f′"), ("one", "another", "a third"))
KINKED = [activation for activation in CATALOG.values() if activation.kinks()]


@pytest.mark.parametrize("activation", KINKED, ids=lambda activation: activation.name)
def test_each_framework_s_point_stands_at_the_kink_at_its_slope(activation: Activation) -> None:
    sent = Sent(at_the_kink(curve(activation), WORDS))
    for state in sent.states:
        name = state.key.partition(f"f_{activation.name}_")[2]
        parameters = activation.complete({name: state.value} if name else {})
        kinks = activation.kinks(**parameters)
        for framework, (_colour, symbol, _size) in MARKS.items():
            (trace,) = (n for n, each in enumerate(sent.traces) if drawn_as(each) == symbol)
            (spelling,) = (each for each in activation.spellings if each.framework == framework)
            points = state.lines[trace]
            assert points["x"][: len(kinks)] == pytest.approx(kinks, rel=1e-6)
            if kinks and spelling.slopes_at_kinks:
                assert points["y"][: len(kinks)] == pytest.approx(
                    spelling.slopes_at_kinks(**parameters), rel=1e-6
                )
            assert np.isnan(points["y"][len(kinks) :]).all()


def drawn_as(trace: dict[str, Any]) -> str:
    return str(trace.get("marker", {}).get("symbol", ""))


@pytest.mark.parametrize(
    ("name", "given", "differ"),
    [
        ("relu", {}, False),
        ("leaky_relu", {}, True),
        ("leaky_relu", {"alpha": 1.0}, False),
        ("elu", {"alpha": 2.0}, False),
        ("hard_tanh", {}, True),
        ("sigmoid", {}, False),
    ],
)
def test_where_the_frameworks_differ(name: str, given: dict[str, float], differ: bool) -> None:
    assert do_differ(CATALOG[name], CATALOG[name].complete(given)) == differ


def test_a_function_without_a_kink_is_drawn_too() -> None:
    sent = Sent(at_the_kink(curve(CATALOG["sigmoid"]), WORDS))
    (points,) = (n for n, trace in enumerate(sent.traces) if drawn_as(trace) == "diamond")
    assert all(state.lines[points]["y"].size == 0 for state in sent.states)


def test_the_default_slopes_are_drawn_as_they_are() -> None:
    (state,) = Sent(default_slopes(WORDS)).states
    slopes = [float(line["y"][0] / line["x"][0]) for line in state.lines.values()]
    assert slopes == pytest.approx(list(leaky_defaults()), rel=1e-6)
    assert slopes == pytest.approx([0.01, 0.2, 0.3])


def test_gelu_s_forms_differ_by_what_is_said() -> None:
    at, apart = farthest_apart()
    (state,) = Sent(forms_of_gelu(WORDS)).states
    exact, by_tanh, difference = state.lines.values()
    assert difference["y"] == pytest.approx(by_tanh["y"] - exact["y"], abs=1e-6)
    assert np.abs(difference["y"]).max() == pytest.approx(apart, rel=1e-3)
    assert abs(float(CATALOG["gelu"](at) - CATALOG["gelu_tanh"](at))) == pytest.approx(apart)
    assert apart == pytest.approx(4.73e-4, rel=1e-2)


def test_softplus_is_cut_where_pytorch_cuts_it() -> None:
    sent = Sent(beyond_the_threshold(1.0, WORDS))
    for state in sent.states:
        full, cut, edge, _beyond = state.lines.values()
        left_out = np.isnan(cut["y"])
        assert (left_out == (full["x"] * state.value > 20.0 * (1 + 1e-6))).all()
        assert cut["y"][~left_out] == pytest.approx(full["y"][~left_out])
        assert edge["x"] == pytest.approx(20.0 / state.value, rel=1e-6)
    assert number(cut_off(1.0)) == "2.061 × 10⁻⁹"
