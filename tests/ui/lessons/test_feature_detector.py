"""The picture of a detector: mean, noise and slope at every position are the simulation's."""

from __future__ import annotations

import numpy as np
import pytest

from activations import CATALOG
from activations.core import percent
from activations.simulations.feature_detector import STRENGTHS, simulate
from tests.ui.browser import Sent
from ui.lessons.feature_detector import NOISE, DetectorWords, detector_picture
from ui.lessons.subject import Subject

WORDS = DetectorWords("{noise}", "<b></b>", "title", tuple("fmnp"), (), "mean", "±", "noise", *"sopn")


def detector(name: str, noise: float = 0.5) -> Subject:
    activation = CATALOG[name]
    keys = tuple((p.name, f"f_{name}_{p.name}") for p in activation.parameters)
    return Subject(activation, tuple(activation.complete({}).items()), keys, (("noise", noise),))


@pytest.mark.parametrize("name", CATALOG)
def test_lines_and_words_are_the_simulation_s(name):
    subject = detector(name)
    picture = Sent(detector_picture(subject, WORDS))
    named = {trace.get("name"): number for number, trace in enumerate(picture.traces)}
    family = picture.data["families"][-1]
    states = [state for state in picture.states if state.key == "noise"]
    assert family["values"] == list(NOISE.positions)
    for place, state in enumerate(states):
        found = simulate(subject.activation, noise=state.value, **dict(subject.parameters))
        expected = {
            "o": found.mean,
            "f + σ": found.mean + found.spread,
            "f − σ": found.mean - found.spread,
            "p": found.spread / state.value,
        }
        for line, values in expected.items():
            np.testing.assert_allclose(state.lines[named[line]]["y"], values, rtol=1e-5, atol=1e-6)
            np.testing.assert_allclose(state.lines[named[line]]["x"], STRENGTHS, rtol=1e-6, atol=1e-6)
        assert family["says"]["absent_noise"][place] == found.spread[10]
        assert family["says"]["present_passed"][place] == percent(found.spread[70] / state.value)
        low, high = family["axes"]["yaxis2"][place]
        slope = state.lines[named["|f′|"]]
        assert low < 0.0 and max(1.0, expected["p"].max(), np.nanmax(slope["y"])) < high
        smooth = ~np.isin(slope["x"], [*subject.activation.kinks(), *subject.activation.jumps()])
        exact = np.abs(subject.activation.derivative(slope["x"][smooth]))
        np.testing.assert_allclose(slope["y"][smooth], exact, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("name", CATALOG)
def test_it_is_light(name):
    assert len(Sent(detector_picture(detector(name), WORDS)).text) < 300_000
