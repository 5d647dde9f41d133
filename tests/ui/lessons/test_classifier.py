"""The pictures of a line among points say what the simulation says, at every position and every step."""

from __future__ import annotations

import math

import numpy as np
import pytest

from activations.core import number
from activations.simulations.classifier import L1, POINTS, boundary, descend, judge
from activations.simulations.points import LETTERS, Point, Points
from tests.ui.browser import Sent, State, floats, unpack
from ui.lessons.classifier import (
    EDGE,
    SLIDERS,
    STEPS,
    Words,
    descended,
    equation,
    moved,
    names_of,
    seen,
    stacked,
    table_of,
)

SIDES = ("above", "below", "right", "left", "everywhere", "nowhere", "undecided")
WORDS = Words(
    alternative="{line} {mean}",
    caption="",
    title="",
    sides=tuple((side, f"{side} {{line}}") for side in SIDES),
    right="right",
    wrong="wrong",
    on_line="on the line",
    log_loss="logistic",
    sign_loss="sign",
    margin="margin",
    loss="loss",
    step="step",
    start="start",
    beyond="beyond",
    titles=("Point", "z", "a", "loss", "verdict"),
)
FIRST = (*L1.weights, L1.bias)
FULL = tuple(Point(i * 1.63 - 9.5, 9.9 - i * 1.61, bool(i % 3)) for i in range(len(LETTERS)))
SETTINGS = [(POINTS, FIRST), (POINTS, (0.0, 0.0, 0.0)), (POINTS, (1.234, -0.05, 3.0)), (FULL, FIRST)]


def lines_of(points: Points, setting: tuple[float, float, float], state: State) -> tuple[float, float, float]:
    moved_to = {state.key: state.value}
    w1, w2, b = (moved_to.get(s.name, value) for s, value in zip(SLIDERS, setting, strict=True))
    return w1, w2, b


@pytest.mark.parametrize(("points", "setting"), SETTINGS)
def test_every_position_of_every_slider_is_the_simulation_s(
    points: Points, setting: tuple[float, float, float]
) -> None:
    sent = Sent(moved(points, setting, WORDS))
    _rest, *families = sent.data["families"]
    assert [family["key"] for family in families] == [slider.name for slider in SLIDERS]
    for family, slider, value in zip(families, SLIDERS, setting, strict=True):
        assert {*slider.positions, value} == set(family["values"])
        for place, state in enumerate(unpack(family)):
            says = {name: each[place] for name, each in family["says"].items()}
            check(sent, points, lines_of(points, setting, state), state, says)


def check(
    sent: Sent, points: Points, line: tuple[float, float, float], state: State, says: dict[str, str]
) -> None:
    judged, edge = judge(points, line[:2], line[2]), boundary(line[:2], line[2], seen(points))
    region, plus, drawn, rings, *costs = state.lines.values()
    riders, (letters, left, right) = costs[:-3], costs[-3:]
    assert says["line"] == f"{edge.positive_side} {equation(edge)}"
    assert says["mean"] == number(float(judged.mean_loss))
    assert says["right"] == str(judged.right.sum())
    for place, letter in enumerate(LETTERS[: len(points)]):
        z, a, loss, verdict = (says[name] for name in names_of(letter))
        assert (z, a) == (number(judged.z[place]), number(judged.probabilities[place]))
        assert loss == number(judged.losses[place])
        at_line = judged.margins[place] == 0
        assert verdict == ("on the line" if at_line else "right" if judged.right[place] else "wrong")
    np.testing.assert_array_equal(np.isnan(rings["x"]), judged.right)
    for shown, exact in ((drawn, edge.ends), (region, edge.region)):
        np.testing.assert_allclose(np.column_stack([shown["x"], shown["y"]]), exact, rtol=1e-6, atol=1e-6)
    if edge.positive_side not in ("nowhere", "undecided") and not np.isnan(edge.region).any():
        assert plus["x"][0] * line[0] + plus["y"][0] * line[1] + line[2] > -1e-6
    across = np.concatenate([rider["x"] for rider in riders])
    assert sorted(across) == pytest.approx(sorted(np.clip(judged.margins, -EDGE, EDGE)), abs=1e-5)
    assert letters["x"] == pytest.approx(np.clip(judged.margins, -EDGE, EDGE), abs=1e-5)
    assert np.isfinite(left["x"]).all() == (judged.margins < -EDGE).any()
    assert np.isfinite(right["x"]).all() == (judged.margins > EDGE).any()
    assert says["beyond"] == ("beyond" if (np.abs(judged.margins) > EDGE).any() else "")


def test_letters_of_points_with_one_loss_stand_above_each_other() -> None:
    x, y = np.array([1.0, 1.0, 1.0, 4.0]), np.array([0.3, 0.3, 0.3, 0.02])
    assert stacked(x, y).tolist() == pytest.approx([0.3, 0.65, 1.0, 0.02])


def test_the_documents_numbers_are_shown() -> None:
    family = Sent(moved(POINTS, FIRST, WORDS)).data["families"][1]
    says = {name: each[family["values"].index(-1.0)] for name, each in family["says"].items()}
    assert [says[f"z{letter}"] for letter in "ABC"] == ["4", "−2", "1"]
    assert [says[f"l{letter}"] for letter in "ABC"] == ["0.0181", "0.1269", "1.3133"]
    assert [says[f"v{letter}"] for letter in "ABC"] == ["right", "right", "wrong"]
    assert says["line"] == "above x₂ = 0.5 x₁ + 1"


@pytest.mark.parametrize("points", [POINTS, FULL, POINTS[:1]])
@pytest.mark.parametrize("rate", [0.1, 2.0])
def test_the_replay_is_the_descent(points: Points, rate: float) -> None:
    sent = Sent(descended(points, FIRST, rate, WORDS))
    path = descend(points, *L1, learning_rate=rate, steps=STEPS)
    replay = sent.data["replay"]
    assert replay["frames"] == STEPS + 1 == len(sent.data["numbers"]["rows"])
    for track in replay["tracks"]:
        assert floats(track["y"]) == pytest.approx(path.judgement.mean_loss, rel=1e-6)
    assert replay["says"]["w1"] == [number(w) for w in path.weights[:, 0]]
    assert replay["says"]["b"][0] == "−2"
    box = seen(points)
    for step, state in enumerate(unpack(replay["scenes"])):
        edge = boundary(path.weights[step].tolist(), float(path.biases[step]), box)
        _region, _plus, drawn, rings = state.lines.values()
        shown = np.column_stack([drawn["x"], drawn["y"]])
        np.testing.assert_allclose(shown, edge.ends, rtol=1e-5, atol=1e-5)
        np.testing.assert_array_equal(np.isnan(rings["y"]), path.judgement.right[step])
        row = sent.data["numbers"]["rows"][step]
        assert row[:4] == [step, *path.weights[step], path.biases[step]]


@pytest.mark.parametrize("points", [POINTS, FULL, (Point(-10.0, 10.0, True),)])
def test_every_point_and_the_origin_are_in_view_on_equal_scales(points: Points) -> None:
    box = seen(points)
    assert box.right - box.left == pytest.approx(box.top - box.bottom)
    for x1, x2 in ((0.0, 0.0), *(point[:2] for point in points)):
        assert box.left + 0.5 < x1 < box.right - 0.5 and box.bottom + 0.5 < x2 < box.top - 0.5
    layout = Sent(moved(points, FIRST, WORDS)).data["layout"]
    assert layout["xaxis"]["range"] == [box.left, box.right]
    assert layout["yaxis"]["scaleanchor"] == "x"


def test_classes_differ_in_shape_and_letters_name_the_points() -> None:
    sent = Sent(moved(FULL, FIRST, WORDS))
    marked = [trace for trace in sent.traces if "".join(trace.get("text") or []).strip(" +").isupper()]
    assert [trace["marker"]["symbol"] for trace in marked[:2]] == ["triangle-up", "square"]
    assert "".join(marked[2]["text"]).replace(" ", "") == LETTERS
    assert sorted("".join(trace["text"]).replace(" ", "") for trace in marked[:2]) == ["ADGJ", "BCEFHIKL"]
    assert [row[0][:3] for row in table_of(POINTS)] == ["A ■", "B ▲", "C ▲"]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ((-1.0, 2.0, -2.0), "x₂ = 0.5 x₁ + 1"),
        ((1.0, 1.0, 1.0), "x₂ = −1 x₁ − 1"),
        ((2.0, 0.0, -3.0), "x₁ = 1.5"),
        ((0.0, 3.0, 0.0), "x₂ = 0 x₁ + 0"),
        ((0.0, 0.0, 1.0), ""),
    ],
)
def test_the_equation_is_the_line_s(line: tuple[float, float, float], text: str) -> None:
    assert equation(boundary(line[:2], line[2])) == text


def test_twelve_points_are_not_too_much() -> None:
    for picture in (moved(FULL, FIRST, WORDS), descended(FULL, FIRST, 2.0, WORDS)):
        assert len(Sent(picture).text) < 500 * 1024


def test_a_line_may_be_anywhere() -> None:
    for setting in ((5.0, 5.0, 10.0), (0.0, 0.0, -10.0), (-5.0, 0.0, math.pi)):
        assert Sent(moved(POINTS, setting, WORDS)).traces
