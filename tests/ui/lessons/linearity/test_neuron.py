"""Every slider's every position shows the neuron that it makes."""

from __future__ import annotations

import numpy as np
import pytest

from activations import CATALOG
from activations.core import number
from activations.simulations.neuron import simulate
from tests.ui.browser import FUNCTIONS, Sent, State, unpack
from ui.lessons.linearity.neuron import SLIDERS, Words, at_work, written

WORDS = Words("{z}", "<b></b>", "neuron", ("Part", "x", "w", "w·x", "slope"), "bias")
FIRST = tuple(slider.default for slider in SLIDERS)


def sent(name: str, settings: tuple[float, ...] = FIRST) -> Sent:
    return Sent(at_work(CATALOG[name], tuple(CATALOG[name].complete({}).items()), settings, WORDS))


def settings_at(state: State) -> tuple[float, ...]:
    return tuple(state.value if slider.name == state.key else slider.default for slider in SLIDERS)


@pytest.mark.parametrize("activation", FUNCTIONS, ids=lambda function: function.name)
def test_bars_and_point_are_the_neuron_s(activation) -> None:  # type: ignore[no-untyped-def]
    data = sent(activation.name)
    families = [family for family in data.data["families"] if family["key"]]
    assert [family["key"] for family in families] == [slider.name for slider in SLIDERS]
    bars = [i for i, trace in enumerate(data.traces) if trace.get("fill") == "toself"]
    point = next(i for i, t in enumerate(data.traces) if (t.get("marker") or {}).get("size") == 15)
    for family in families:
        for row, state in enumerate(unpack(family)):
            x1, x2, x3, w1, w2, w3, b = settings_at(state)
            neuron = simulate(activation, inputs=(x1, x2, x3), weights=(w1, w2, w3), bias=b)
            ends = np.cumsum([0.0, *neuron.contributions, b])
            tops = np.concatenate([state.lines[bar]["y"] for bar in bars]).reshape(5, 6)
            np.testing.assert_allclose(tops[:4, 0], ends[:-1], atol=1e-5)
            np.testing.assert_allclose(tops[:4, 1], ends[1:], atol=1e-5)
            np.testing.assert_allclose(tops[4, :2], [0.0, neuron.z], atol=1e-5)
            assert state.lines[point]["x"][0] == pytest.approx(float(neuron.z), abs=1e-5)
            assert state.lines[point]["y"][0] == pytest.approx(float(neuron.a), abs=1e-5)
            says = {name: each[row] for name, each in family["says"].items()}
            assert (says["z"], says["a"]) == (number(float(neuron.z)), number(float(neuron.a)))
            assert says["c2"] == number(float(neuron.contributions[1]))
            assert says["g3"] == number(float(neuron.by_weights[2]))


def test_all_that_sliders_reach_is_in_view() -> None:
    for settings in (FIRST, (2.0,) * 6 + (4.0,), (2.0, 2.0, 2.0, -2.0, -2.0, -2.0, -4.0)):
        data = sent("tanh", settings)
        low, high = data.data["layout"]["yaxis"]["range"]
        bars = [i for i, trace in enumerate(data.traces) if trace.get("fill") == "toself"]
        for state in data.states:
            for bar in bars:
                if bar in state.lines:
                    y = state.lines[bar]["y"]
                    assert (y[np.isfinite(y)] >= low).all() and (y[np.isfinite(y)] <= high).all()


def test_a_value_between_two_steps_is_a_position_of_its_own() -> None:
    data = sent("tanh", (0.123, *FIRST[1:]))
    values = data.data["families"][1]["values"]
    assert 0.123 in values and values == sorted(values)


def test_a_sum_is_written_with_its_signs() -> None:
    assert written([1.2, -1.0, -0.3, 0.4]) == "1.2 − 1 − 0.3 + 0.4"
    assert written([-1.0, 0.0]) == "−1 + 0"


def test_it_is_small() -> None:
    assert len(sent("elu").text) < 150 * 1024
