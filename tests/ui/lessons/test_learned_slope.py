"""The replay of a learned slope: its paths, lines and words are those of the runs."""

from __future__ import annotations

import numpy as np
import pytest

from tests.ui.browser import Sent, floats, unpack
from ui.lessons.learned_slope import FUNCTIONS, STEPS, Task, Words, arrival, learn, replay, runs

TASK = Task(0.7, 0.2, 0.5, 0.3, 0, "descent")
RUNS_AWAY = TASK._replace(rate=2.0, momentum=0.0)
WORDS = Words("{step}", "<b></b>", "title", tuple("0123456789"), "step", "best", "a", "g", "E")


@pytest.fixture(params=[TASK, RUNS_AWAY, TASK._replace(sign="as written")], ids=["arrives", "away", "climbs"])
def task(request) -> Task:
    return request.param


def test_each_frame_says_the_runs_numbers(task):
    learning = learn(task)
    data = Sent(replay(learning, WORDS)).data["replay"]
    frames = len(learning.prelu.slopes)
    assert data["frames"] == frames <= STEPS + 1
    assert data["says"]["step"] == list(range(frames))
    for place, run in enumerate(runs(learning)):
        assert data["says"][f"a{place}"] == run.slopes.tolist()
        assert data["says"][f"g{place}"] == run.gradients.tolist()
        assert data["says"][f"l{place}"] == run.losses.tolist()


def test_the_paths_are_slope_loss_and_gradient_over_the_steps(task):
    learning = learn(task)
    tracks = Sent(replay(learning, WORDS)).data["replay"]["tracks"]
    paths = [floats(track["y"]) for track in tracks]
    expected = [
        *(run.slopes for run in runs(learning)),
        learning.prelu.slopes,
        *(run.losses for run in runs(learning)),
        learning.prelu.losses,
        learning.prelu.gradients,
        learning.prelu.gradients,
    ]
    assert [track["grows"] for track in tracks] == [True] * 3 + [False] + [True] * 3 + [False, True, False]
    for track, path, values in zip(tracks, paths, expected, strict=True):
        np.testing.assert_allclose(path, values, rtol=1e-6, atol=1e-7)
        np.testing.assert_array_equal(floats(track["x"]), np.arange(len(values)))


def test_the_lines_turn_with_the_slopes(task):
    learning = learn(task)
    scenes = list(unpack(Sent(replay(learning, WORDS)).data["replay"]["scenes"]))
    assert len(scenes) == len(learning.prelu.slopes)
    for scene, *slopes in zip(scenes, *(run.slopes for run in runs(learning)), strict=True):
        for line, slope in zip(scene.lines.values(), slopes, strict=True):
            np.testing.assert_allclose(line["y"], [-5.0 * slope, 0.0, 5.0], rtol=1e-6)


def test_the_frame_is_finite_and_shows_the_best_slope(task):
    learning = learn(task)
    layout = Sent(replay(learning, WORDS)).data["layout"]
    spans = [layout[axis]["range"] for axis in layout if axis[1:5] == "axis"]
    assert np.isfinite(spans).all()
    low, high = layout["yaxis2"]["range"]
    assert low < learning.best < high
    assert high - low < 5.0


def test_the_table_has_a_row_a_step():
    learning = learn(TASK)
    numbers = Sent(replay(learning, WORDS)).data["numbers"]
    assert len(numbers["titles"]) == len(numbers["rows"][0]) == 1 + 3 * len(FUNCTIONS)
    assert len(numbers["rows"]) == STEPS + 1
    assert numbers["rows"][5][:3] == [5, learning.prelu.slopes[5], learning.prelu.gradients[5]]


def test_it_has_arrived_when_it_stays():
    learning = learn(TASK._replace(momentum=0.9))
    step = arrival(learning)
    distance = np.abs(learning.prelu.slopes - learning.best)
    assert step is not None and (distance[step:] < 0.01).all() and distance[step - 1] >= 0.01
    assert distance[:step].min() < 0.01
    assert arrival(learn(RUNS_AWAY)) is None
    assert arrival(learn(TASK._replace(rate=0.01, momentum=0.0))) is None


def test_it_is_light(task):
    assert len(Sent(replay(learn(task), WORDS)).text) < 150_000
