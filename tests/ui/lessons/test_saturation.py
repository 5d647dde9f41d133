"""The picture of a crowd: what is drawn and told at every position is what the simulation says there."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest

from activations import CATALOG
from activations.core import percent
from activations.simulations.saturation import STATES, simulate
from tests.ui.browser import Sent, State
from ui.lessons.saturation import (
    BINS,
    MEAN,
    NEURONS,
    SAID,
    SPREAD,
    WINDOW,
    CrowdWords,
    crowd_picture,
)
from ui.lessons.subject import Subject
from ui.sampling import Parameters

WORDS = CrowdWords(
    "{mean} {spread}", "title", ("L", "B", "R", "D", "A"), *"mstabc", "{value}: {share}", *"idops"[:5]
)


def subject(name: str, mean: float = 0.0, spread: float = 1.0, **parameters: float) -> Subject:
    activation = CATALOG[name]
    given: Parameters = tuple(activation.complete(parameters).items())
    keys = tuple((p.name, f"f_{name}_{p.name}") for p in activation.parameters)
    return Subject(activation, given, keys, (("mean", mean), ("spread", spread)))


@lru_cache
def sent(crowd: Subject) -> Sent:
    return Sent(crowd_picture(crowd, WORDS))


def settings(crowd: Subject, state: State) -> dict[str, float]:
    """What the simulation is asked at a state of one of the families."""
    by_key = {key: name for name, key in crowd.keys}
    return crowd.given | {by_key.get(state.key, state.key): state.value}


def drawn_in(picture: Sent, colour: str, mode: str, panel: str) -> list[int]:
    return [
        number
        for number, trace in enumerate(picture.traces)
        if (trace["meta"]["colour"], trace["mode"], trace["xaxis"]) == (colour, mode, panel)
    ]


CROWDS = [
    subject(name, mean, spread)
    for name, mean, spread in [
        *((name, 0.0, 1.0) for name in CATALOG),
        ("elu", -2.5, 3.0),
        ("binary_step", 0.05, 0.1),
    ]
]


@pytest.mark.parametrize("crowd", CROWDS, ids=lambda crowd: crowd.activation.name)
def test_at_every_position_the_words_are_the_simulation_s(crowd):
    picture = sent(crowd)
    for family in picture.data["families"]:
        own = [state for state in picture.states if state.key == family["key"]]
        for place, state in list(enumerate(own))[::7]:
            population = simulate(crowd.activation, window=WINDOW, bins=BINS, **settings(crowd, state))
            says = {name: each[place] for name, each in family["says"].items()}
            assert [says[SAID[kind]] for kind in STATES] == [
                percent(population.shares[kind]) for kind in STATES
            ]
            assert says["output"] == population.mean_output
            assert says["scatter"] == population.spread_output
            assert says["steepness"] == population.mean_slope
            told = [says[f"o{i}"] for i in range(4) if says[f"o{i}"]]
            assert len(told) == len([point for point in population.outputs.points if point.share >= 5e-5])


@pytest.mark.parametrize("crowd", CROWDS, ids=lambda crowd: crowd.activation.name)
def test_the_dots_sit_on_the_curve_and_the_bars_hold_the_shares(crowd):
    picture = sent(crowd)
    (dots,) = drawn_in(picture, "vermilion", "markers", "x")
    (outputs,) = drawn_in(picture, "vermilion", "lines", "x2")
    (slopes,) = drawn_in(picture, "vermilion", "lines", "x4")
    for state in picture.states[::9]:
        given = settings(crowd, state)
        own = {name: value for name, value in given.items() if name not in ("mean", "spread")}
        x = given["mean"] + given["spread"] * NEURONS
        np.testing.assert_allclose(state.lines[dots]["x"], x, rtol=1e-6, atol=1e-6)
        np.testing.assert_allclose(state.lines[dots]["y"], crowd.activation(x, **own), rtol=1e-6, atol=1e-6)
        population = simulate(crowd.activation, window=WINDOW, bins=BINS, **given)
        for trace, histogram in ((outputs, population.outputs), (slopes, population.slopes)):
            lengths = state.lines[trace]["x"].reshape(-1, 6)[:, 1]
            np.testing.assert_allclose(lengths, histogram.shares, atol=1e-7)


def test_single_values_are_stems_as_long_as_their_share():
    picture = sent(subject("relu", mean=-1.75))
    (stem,) = drawn_in(picture, "purple", "lines", "x2")
    at_present = next(state for state in picture.states if (state.key, state.value) == ("mean", -1.75))
    assert at_present.lines[stem]["x"].tolist() == [0.0, pytest.approx(0.9599, abs=5e-5)]
    assert at_present.lines[stem]["y"].tolist() == [0.0, 0.0]
    family = next(family for family in picture.data["families"] if family["key"] == "mean")
    assert family["says"]["o0"][family["values"].index(-1.75)] == "0: 95.99\u00a0%"


@pytest.mark.parametrize("crowd", CROWDS, ids=lambda crowd: crowd.activation.name)
def test_every_bar_fits_on_its_axis(crowd):
    picture = sent(crowd)
    traces = {
        axis: [number for number, trace in enumerate(picture.traces) if trace["xaxis"] == axis]
        for axis in ("x2", "x4")
    }
    for family in picture.data["families"]:
        states = [state for state in picture.states if state.key == family["key"]]
        for axis, own in traces.items():
            for state, (low, high) in zip(states, family["axes"][f"xaxis{axis[1:]}"], strict=True):
                longest = max(np.nanmax(state.lines[t]["x"], initial=0.0) for t in own if t in state.lines)
                assert low == 0.0 and longest <= high <= 1.1


def test_the_families_cover_the_sliders_and_a_position_between_their_steps():
    crowd = subject("elu", mean=-1.7507, alpha=1.333)
    values = {family["key"]: family["values"] for family in sent(crowd).data["families"]}
    assert list(values) == ["f_elu_alpha", "mean", "spread"]
    assert values["mean"] == sorted({*MEAN.positions, -1.7507})
    assert values["spread"] == list(SPREAD.positions)
    assert 1.333 in values["f_elu_alpha"]


def test_only_states_that_there_are_have_a_column():
    rows = {
        name: [row[0] for row in sent(subject(name)).data["numbers"]["rows"]] for name in ("relu", "tanh")
    }
    assert rows["relu"][:2] == ["D", "A"]
    assert rows["tanh"][:3] == ["L", "R", "A"]


@pytest.mark.parametrize("name", CATALOG)
def test_it_is_light(name):
    assert len(sent(subject(name, mean=-5.0, spread=4.0)).text) < 450_000
