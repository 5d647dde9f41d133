"""The picture of the vanishing gradient says what the simulation says, at every position of its sliders."""

from __future__ import annotations

import math

import numpy as np
import pytest

from activations import CATALOG, get
from activations.simulations.vanishing_gradient import WEIGHTS, simulate
from tests.ui.browser import Sent, State
from ui.canvas import DASHES
from ui.lessons.vanishing_gradient import (
    MOST_LAYERS,
    SAMPLES,
    SWEPT,
    WIDTH,
    Lane,
    Setting,
    Words,
    fading,
    power,
)

WORDS = Words("{layers}", "", "", "layer", "gradient", "factor", ("layer", "a", "b", "c", "d"))
LANES = tuple(
    Lane(get(name), tuple(get(name).complete({}).items()))
    for name in ("sigmoid", "tanh", "relu", "leaky_relu")
)
EQUAL = Setting("equal", 0, 1.0, 1.0)


def sent(setting: Setting, chain_of: int | None = None, lanes: tuple[Lane, ...] = LANES) -> Sent:
    return Sent(fading(lanes, setting, chain_of, WORDS))


def family(picture: Sent, key: str) -> list[State]:
    return [state for state in picture.states if state.key == key]


def says(picture: Sent, key: str, name: str) -> list[str]:
    (words,) = (each["says"][name] for each in picture.data["families"] if each["key"] == key)
    return list(words)


@pytest.mark.parametrize(
    "setting", [EQUAL, Setting("random", 2, 1.0, 0.0), Setting("He", 3, 1.0, 1.0)], ids=str
)
def test_each_depth_shows_its_gradients(setting: Setting) -> None:
    picture = sent(setting, 10 if setting.weights in ("equal", "random") else None)
    for place, lane in enumerate(LANES):
        run = simulate(
            lane.activation,
            layers=MOST_LAYERS,
            width=WIDTH,
            samples=SAMPLES,
            **setting._asdict(),
            **dict(lane.parameters),
        )
        for depth, state in enumerate(family(picture, "layers"), 1):
            line = state.lines[picture.curves[place]]
            np.testing.assert_array_equal(line["x"], np.arange(51))
            np.testing.assert_allclose(line["y"], run.gradients[depth - 1], rtol=1e-6, atol=1e-6)
        words = says(picture, "layers", f"g{place + 1}")
        assert words == [power(float(log)) for log in run.gradients[:, 0]]
        ratios = says(picture, "layers", f"r{place + 1}")
        assert ratios == [power(run.first_to_last(depth)) for depth in range(1, 51)]


@pytest.mark.parametrize(("key", "name"), [("w", "weight"), ("z", "pre_activation")])
def test_a_chain_s_other_sliders_show_what_they_set(key: str, name: str) -> None:
    picture = sent(EQUAL, 7)
    states = family(picture, key)
    assert [state.value for state in states] == SWEPT[key][1].tolist()
    for state in states:
        run = simulate(get("sigmoid"), layers=7, **{name: state.value})  # type: ignore[arg-type]
        line = state.lines[picture.curves[0]]
        np.testing.assert_allclose(line["y"], run.gradients[-1], rtol=1e-6)
    now = next(state for state in states if state.value == 1.0)
    same = family(picture, "layers")[6]
    for curve in picture.curves:
        np.testing.assert_array_equal(now.lines[curve]["y"], same.lines[curve]["y"][:8])


def test_a_value_between_two_steps_has_its_own_row() -> None:
    picture = sent(EQUAL._replace(weight=3.33), 7)
    assert 3.33 in [state.value for state in family(picture, "w")]
    assert 3.33 not in [state.value for state in family(picture, "z")]


def test_networks_have_no_sliders_but_that_of_layers() -> None:
    assert {state.key for state in sent(Setting("Xavier", 0, 1.0, 1.0)).states} == {"", "layers"}


@pytest.mark.parametrize("weights", WEIGHTS)
def test_axes_hold_all_that_is_shown(weights: str) -> None:
    picture = sent(EQUAL._replace(weights=weights), None)
    (layers,) = (each for each in picture.data["families"] if each["key"] == "layers")
    for depth, state in enumerate(family(picture, "layers"), 1):
        low, high = layers["axes"]["yaxis"][depth - 1]
        assert high - low > 3.0
        for curve in picture.curves:
            shown = state.lines[curve]["y"]
            shown = shown[np.isfinite(shown)]
            assert ((low < shown) & (shown < high)).all()
        left, right = layers["axes"]["xaxis"][depth - 1]
        assert left < 0.0 < depth < right < depth + 2.0
    assert layers["axes"]["xaxis"] == layers["axes"]["xaxis2"]


def test_a_cross_stands_where_a_gradient_is_first_exactly_0() -> None:
    picture = sent(EQUAL._replace(pre_activation=-1.0), 5)
    crosses = [n for n, trace in enumerate(picture.traces) if trace.get("marker", {}).get("symbol") == "x"]
    assert len(crosses) == 4
    for depth, state in enumerate(family(picture, "layers"), 1):
        at = [state.lines[trace]["x"][0] for trace in crosses]
        assert at[2] == depth - 1
        assert np.isnan([at[0], at[1], at[3]]).all()


def test_the_ceiling_is_a_quarter_a_layer() -> None:
    picture = sent(EQUAL, 10)
    (best,) = (n for n, trace in enumerate(picture.traces) if trace.get("name") == "0.25ⁿ")
    line = family(picture, "layers")[9].lines[best]
    np.testing.assert_allclose(line["y"][:11], np.arange(-10, 1) * math.log10(4.0), rtol=1e-6)
    assert np.isnan(line["y"][11:]).all()
    assert says(picture, "layers", "ceiling")[9] == "9.537 × 10⁻⁷"


def test_lines_that_coincide_are_told_apart_by_their_dashes() -> None:
    five = (*LANES, Lane(get("elu"), (("alpha", 1.0),)))
    for axis in ("x", "x2"):
        dashes = [
            trace["line"]["dash"]
            for trace in sent(EQUAL, 10, five).traces
            if trace["mode"] == "lines+markers" and trace["xaxis"] == axis
        ]
        assert dashes == list(DASHES)


@pytest.mark.parametrize("name", CATALOG)
@pytest.mark.parametrize("weights", WEIGHTS)
def test_every_function_can_be_sent(name: str, weights: str) -> None:
    lane = Lane(get(name), tuple(get(name).complete({}).items()))
    picture = sent(
        Setting(weights, 0, 1.0, 0.0), 3 if weights in ("equal", "random") else None, (lane, LANES[0])
    )
    assert len(picture.text) < 500_000


def test_the_heaviest_picture_is_light_enough() -> None:
    five = (*LANES, Lane(get("elu"), (("alpha", 1.0),)))
    assert len(sent(Setting("random", 0, 1.0, 1.0), MOST_LAYERS, five).text) < 400_000
    assert len(sent(EQUAL, 10).text) < 180_000


@pytest.mark.parametrize(
    ("log", "words"),
    [
        (0.0, "1"),
        (-1.0, "0.1"),
        (math.log10(0.25), "0.25"),
        (-10.0, "1 × 10⁻¹⁰"),
        (math.log10(9.765625e-4), "9.766 × 10⁻⁴"),
        (-434.3, "5.012 × 10⁻⁴³⁵"),
        (434.3, "1.995 × 10⁴³⁴"),
        (math.log10(9.99999e-9), "1 × 10⁻⁸"),
        (-math.inf, "0"),
        (math.nan, "–"),
        (None, "–"),
    ],
)
def test_a_power_of_ten_is_said_as_a_number(log: float | None, words: str) -> None:
    assert power(log) == words
