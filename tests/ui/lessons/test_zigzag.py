"""The picture of two descents: paths, words and table are those of the simulation."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from activations.core import number
from activations.simulations.zigzag import OPTIMUM, SAMPLES, loss_surface, simulate
from tests.ui.browser import Sent, floats
from ui.lessons.zigzag import GRID, WINDOW, Setting, Words, best, descents, zigzag

FIRST = Setting(1.5, 0.15, (-1.0, 1.0), 1, 3)
SETTINGS = [
    FIRST,
    FIRST._replace(batch=SAMPLES),
    FIRST._replace(learning_rate=1.0, mean=3.0),
    FIRST._replace(learning_rate=0.05, start=(2.0, 2.0)),
    FIRST._replace(start=OPTIMUM),
]
WORDS = Words("{n1}", "", "", ("one", "two"), "optimum", "rise", "fall", "apart", "over", tuple("sabcdefgh"))


def sent(setting: Setting) -> dict[str, Any]:
    return Sent(zigzag(setting, WORDS)).data


@pytest.mark.parametrize("setting", SETTINGS)
def test_paths_and_words_are_those_of_the_descents(setting: Setting) -> None:
    data = sent(setting)
    replay = data["replay"]
    for place, mean in enumerate((setting.mean, 0.0), 1):
        descent = simulate(**setting._replace(mean=mean)._asdict())
        for track in replay["tracks"][2 * place - 2 : 2 * place]:
            for axis, weights in zip("xy", descent.weights.T, strict=True):
                np.testing.assert_array_equal(floats(track[axis]), weights.astype(np.float32))
        says = {name: replay["says"][f"{name}{place}"] for name in ("n", "w1", "w2", "g1", "g2", "move")}
        assert all(len(each) == descent.steps + 1 for each in says.values())
        assert says["w2"] == [number(weight) for weight in descent.weights[:, 1]]
        assert says["g1"] == [*(number(gradient) for gradient in descent.gradients[:, 0]), "–"]
        for move, (g1, g2) in zip(says["move"], descent.gradients, strict=False):
            assert move == ("apart" if g1 * g2 < 0 else "fall" if g1 > 0 else "rise")
        rows = [row[4 * place - 3 : 4 * place + 1] for row in data["numbers"]["rows"]]
        assert rows[0][:2] == list(setting.start)
        assert rows[descent.steps] == [*descent.weights[-1], "", ""]
        assert all(row == [""] * 4 for row in rows[descent.steps + 1 :])
    assert replay["frames"] == len(data["numbers"]["rows"]) == len(replay["says"]["step"])


def test_the_contours_are_those_of_the_loss_on_equal_axes() -> None:
    picture = Sent(zigzag(FIRST, WORDS))
    (rest,) = picture.states
    surfaces = [n for n, trace in enumerate(picture.traces) if trace["type"] == "contour"]
    for surface, descent in zip(surfaces, descents(FIRST), strict=True):
        height = rest.lines[surface]["z"].astype(float) ** 2
        assert height == pytest.approx(loss_surface(descent.inputs, GRID, GRID).ravel(), rel=1e-5, abs=1e-9)
    layout = picture.data["layout"]
    assert {tuple(layout[axis]["range"]) for axis in ("xaxis", "xaxis2", "yaxis", "yaxis2")} == {WINDOW}
    assert layout["yaxis"]["scaleanchor"] == "x"


def test_the_whole_path_is_there_before_it_is_played() -> None:
    picture = Sent(zigzag(FIRST, WORDS))
    (rest,) = picture.states
    lines = [line["x"] for line in rest.lines.values() if "x" in line]
    for track in picture.data["replay"]["tracks"]:
        assert any(np.array_equal(floats(track["x"]), line) for line in lines)


def test_the_best_rate_is_one_of_the_slider_s() -> None:
    found = best(1.5, FIRST.start, 1, 3)
    assert found is not None
    assert simulate(learning_rate=found.rate).steps == found.steps
    assert found.steps <= simulate().steps
    assert best(3.0, (-2.0, 2.0), 1, 48) is None


@pytest.mark.parametrize("setting", SETTINGS)
def test_it_is_small(setting: Setting) -> None:
    assert len(json.dumps(sent(setting))) < 250 * 1024
