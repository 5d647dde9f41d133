"""The race's picture: paths, words and table are those of the descent, thinned where it is long."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import numpy as np
import pytest

from activations import CATALOG
from activations.core import number
from activations.sentences import Refusal
from activations.simulations.step_race import descend
from activations.your_function import function_of
from tests.ui.browser import FUNCTIONS, floats
from ui.canvas import CURVE_COLOURS
from ui.lessons.step_race import (
    EVERY_STEP_UP_TO,
    MOST_FRAMES,
    MOST_OPERATIONS,
    MOST_STEPS,
    RACES_KEPT,
    Lane,
    Rules,
    Words,
    enter,
    frame_steps,
    is_thinned,
    race,
    table_of,
)

RULES = Rules(0.9, 0.5, 0.2, "at_or_below", 1e-9)
SLOW = RULES._replace(learning_rate=0.01)
WORDS = Words("{n1}", "<b></b>", "race", "step", "start", "goal", ("Step", *"zfgu", *"zfgu"))


def lanes(*names: str, rules: Rules = RULES) -> tuple[Lane, ...]:
    return tuple(enter(CATALOG[name], tuple(CATALOG[name].complete({}).items()), rules) for name in names)


@lru_cache
def sent(*names: str, rules: Rules = RULES) -> dict[str, Any]:
    picture = race(lanes(*names, rules=rules), rules, WORDS)
    data: dict[str, Any] = json.loads(json.dumps(picture.as_data(), allow_nan=False))
    return data


def tracks(data: dict[str, Any]) -> list[tuple[np.ndarray, np.ndarray, bool]]:
    return [(floats(t["x"]), floats(t["y"]), t["grows"]) for t in data["replay"]["tracks"]]


def test_the_documents_race_has_a_frame_for_each_of_67_steps() -> None:
    data = sent("sigmoid", "relu")
    assert data["replay"]["frames"] == 68
    says = data["replay"]["says"]
    assert (says["n1"][-1], says["n2"][-1]) == ("67", "2")
    assert (says["z1"][0], says["v1"][0], says["g1"][0]) == ("2.197225", "0.9", "0.09")
    assert says["v1"][1] == "0.898368"
    assert (says["v1"][-2], says["v1"][-1]) == ("0.511583", "0.499091")
    assert says["v2"][:3] == ["0.9", "0.7", "0.5"]
    assert set(says["v2"][2:]) == {"0.5"}


@pytest.mark.parametrize("rules", [RULES, SLOW, RULES._replace(rule="within", tolerance=0.0005)])
@pytest.mark.parametrize("activation", FUNCTIONS, ids=lambda function: function.name)
def test_paths_words_and_table_are_those_of_the_descent(activation, rules: Rules) -> None:  # type: ignore[no-untyped-def]
    data = sent(activation.name, "sigmoid", rules=rules)
    (lane, _) = lanes(activation.name, "sigmoid", rules=rules)
    steps = np.array([int(step) for step in data["replay"]["says"]["step"]])
    assert len(steps) == data["replay"]["frames"]
    try:
        descent = descend(
            activation,
            start=rules.start,
            goal=rules.goal,
            learning_rate=rules.learning_rate,
            rule=rules.rule,
            tolerance=rules.tolerance,
            max_steps=MOST_STEPS,
        )
    except Refusal as refusal:
        assert lane.descent is None
        assert lane.problem == str(refusal)
        assert set(data["replay"]["says"]["v1"]) == {"–"}
        assert all(row[1:5] == [""] * 4 for row in data["numbers"]["rows"])
        return
    taken = len(descent.inputs) - 1
    assert steps[-1] >= taken
    assert taken in steps
    at = np.minimum(steps, taken)
    z, f = descent.inputs[at].astype(np.float32), descent.outputs[at].astype(np.float32)
    for (x, y, _grows), across in zip(tracks(data)[:4], (z, z, at, at), strict=True):
        np.testing.assert_array_equal(x, across.astype(np.float32))
        np.testing.assert_array_equal(y, f)
    says = data["replay"]["says"]
    assert says["n1"] == [str(step) for step in at]
    for name, values in (("z1", descent.inputs), ("v1", descent.outputs), ("g1", descent.gradients)):
        assert says[name] == [number(value, 6) for value in values[at]]
    for step, row in zip(steps, data["numbers"]["rows"], strict=True):
        assert row[0] == step
        if step > taken:
            assert row[1:5] == [""] * 4
            continue
        assert row[1:4] == [descent.inputs[step], descent.outputs[step], descent.gradients[step]]
        assert row[4] == ("" if step == taken else -rules.learning_rate * descent.gradients[step])
        if step < taken:
            assert row[1] + row[4] == pytest.approx(descent.inputs[step + 1], rel=1e-12)


def test_a_growing_path_and_its_head_go_together() -> None:
    assert [grows for _, _, grows in tracks(sent("sigmoid", "relu"))] == [True, False] * 4


def test_a_typed_function_which_is_slow_to_compute_takes_fewer_steps() -> None:
    typed, longer = function_of("1/(1 + exp(-x))"), function_of("+".join(["0.1*erf(x)"] * 10))
    far = RULES._replace(goal=1e-6, learning_rate=1e-3)
    for each in (typed, longer):
        lane = enter(each, (), far)
        assert lane.last == MOST_OPERATIONS // each.operations
        assert lane.is_cut_short
    (sigmoid,) = lanes("sigmoid", rules=SLOW)
    assert enter(typed, (), SLOW).last == sigmoid.last > 1000


@pytest.mark.parametrize("longest", [0, 1, 2, 67, 200, 201, 1000, MOST_STEPS - 1, MOST_STEPS])
def test_a_long_race_is_thinned_and_keeps_its_first_and_last_steps(longest: int) -> None:
    steps = frame_steps(longest)
    assert (steps[0], steps[-1]) == (0, longest)
    assert np.all(np.diff(steps) > 0)
    assert len(steps) <= EVERY_STEP_UP_TO + MOST_FRAMES + 1
    shown = min(longest, EVERY_STEP_UP_TO)
    assert list(steps[: shown + 1]) == list(range(shown + 1))


def test_the_longest_race_is_still_small() -> None:
    rules = RULES._replace(start=1 - 1e-9, learning_rate=0.01)
    (lane,) = lanes("sigmoid", rules=rules)
    assert lane.descent is not None
    assert lane.descent.steps is None
    assert lane.problem
    data = sent("sigmoid", "relu", rules=rules)
    assert data["replay"]["says"]["n1"][-1] == str(len(lane.descent.inputs) - 1) == str(MOST_STEPS)
    assert len(json.dumps(data)) < 250 * 1024


@pytest.mark.parametrize("rate", [0.2, 0.07, 0.06, 0.01])
def test_a_race_is_said_to_be_thinned_where_it_leaves_out_a_step(rate: float) -> None:
    rules = RULES._replace(learning_rate=rate)
    shown = [int(step) for step in sent("sigmoid", "relu", rules=rules)["replay"]["says"]["step"]]
    assert is_thinned(lanes("sigmoid", "relu", rules=rules)) == (shown != list(range(shown[-1] + 1)))


def test_what_is_kept_of_races_fits_into_a_few_tens_of_megabytes() -> None:
    (lane,) = lanes("sigmoid", rules=RULES._replace(start=1 - 1e-9, learning_rate=0.01))
    assert lane.descent is not None
    path = lane.descent
    megabytes = sum(array.nbytes for array in (path.inputs, path.outputs, path.gradients)) / 1e6
    paths_and_tracks = (2 + 2) * RACES_KEPT
    assert megabytes * paths_and_tracks < 40


def test_all_curves_have_the_same_axes() -> None:
    layout = sent("sigmoid", "softplus")["layout"]
    assert layout["xaxis"]["range"] == layout["xaxis3"]["range"]
    assert layout["xaxis2"]["range"] == layout["xaxis4"]["range"]
    assert len({tuple(layout[f"yaxis{place}"]["range"]) for place in ("", 2, 3, 4)}) == 1


@pytest.mark.parametrize("activation", FUNCTIONS, ids=lambda function: function.name)
def test_every_point_of_a_race_is_in_view(activation) -> None:  # type: ignore[no-untyped-def]
    data = sent(activation.name, "relu")
    for track in data["replay"]["tracks"]:
        trace = data["traces"][track["trace"]]
        for letter in "xy":
            low, high = data["layout"][f"{letter}axis{trace[f'{letter}axis'][1:]}"]["range"]
            values = floats(track[letter])
            values = values[np.isfinite(values)]
            assert np.all((values >= low) & (values <= high))


def test_lanes_differ_in_colour() -> None:
    data = sent("sigmoid", "relu")
    colours = [data["traces"][track["trace"]]["meta"]["colour"] for track in data["replay"]["tracks"]]
    assert colours == [CURVE_COLOURS[0]] * 4 + [CURVE_COLOURS[1]] * 4


@pytest.mark.parametrize("names", [("binary_step", "binary_step"), ("binary_step", "relu")])
def test_a_race_without_a_runner_is_a_picture_too(names: tuple[str, str]) -> None:
    data = sent(*names)
    assert data["replay"]["frames"] == (1 if "relu" not in names else 3)
    assert data["traces"]


def test_a_start_at_the_goal_takes_no_step() -> None:
    rules = RULES._replace(start=0.5)
    assert sent("sigmoid", "relu", rules=rules)["replay"]["frames"] == 1
    (row,) = table_of(lanes("sigmoid", "relu", rules=rules), frame_steps(0), 0.2)
    assert row == (0, 0.0, 0.5, 0.25, "", 0.5, 0.5, 1.0, "")


def test_a_lane_is_not_run_twice() -> None:
    assert lanes("tanh") == lanes("tanh")
    assert lanes("tanh") != lanes("tanh", rules=SLOW)
