"""The relay's picture: answers and losses of both neurons at each step, torn where they jump."""

from __future__ import annotations

import numpy as np
import pytest

from activations import CATALOG
from activations.simulations.relay import VOLTAGES, loss_by_weight, simulate
from tests.ui.browser import FUNCTIONS, Sent, floats, segments, unpack
from ui.lessons.linearity.relay import SEEN, STEPS, Settings, Words, learning, taught, torn

WORDS = Words("{step}", "<b></b>", "relay", "v", "a", "w", "L", ("Step", *"abcdef"))
FIRST = Settings(2.5, 0.0, 0.1)


def sent(*names: str, settings: Settings = FIRST) -> Sent:
    choices = tuple((CATALOG[name], tuple(CATALOG[name].complete({}).items())) for name in names)
    return Sent(learning(choices, names, settings, WORDS))


def test_each_frame_has_both_answers_at_their_present_weights() -> None:
    data = sent("binary_step", "sigmoid")
    scenes = list(unpack(data.data["replay"]["scenes"]))
    assert len(scenes) == STEPS + 1
    paths = [taught(CATALOG[name], (), FIRST) for name in ("binary_step", "sigmoid")]
    for frame, scene in enumerate(scenes):
        for path, name, line in zip(paths, ("binary_step", "sigmoid"), scene.lines.values(), strict=True):
            np.testing.assert_allclose(
                line["y"][::2], CATALOG[name](path.weights[frame] * SEEN - 2.5), atol=1e-6
            )


def test_the_staircase_is_flat_wherever_it_is_drawn_and_sigmoid_s_loss_is_whole() -> None:
    data = sent("binary_step", "sigmoid")
    (rest,) = (family for family in data.data["families"])
    (state,) = unpack(rest)
    lines = [
        line for i, line in state.lines.items() if data.traces[i]["mode"] == "lines" and len(line["x"]) > 300
    ]
    stairs, smooth = lines[0], lines[2]
    assert all(start[1] == end[1] for start, end in segments(stairs))
    assert np.isnan(stairs["y"]).sum() == len({2.5 / v for v in VOLTAGES if 2.5 / v <= 3.0})
    assert np.isfinite(smooth["y"]).all()
    whole = loss_by_weight(CATALOG["sigmoid"], weights=smooth["x"][::2].astype(float)).losses
    np.testing.assert_allclose(smooth["y"][::2], whole, atol=1e-6)


def test_the_squares_are_the_relay_s_own_answers() -> None:
    for threshold in (0.5, 2.5, 5.0):
        data = sent("binary_step", "tanh", settings=FIRST._replace(threshold=threshold))
        square = next(
            i for i, t in enumerate(data.traces) if (t.get("marker") or {}).get("symbol") == "square"
        )
        (state,) = unpack(data.data["families"][0])
        np.testing.assert_array_equal(state.lines[square]["x"], VOLTAGES)
        np.testing.assert_array_equal(state.lines[square]["y"], simulate(threshold=threshold))


def test_words_and_table_follow_both_descents() -> None:
    data = sent("binary_step", "sigmoid")
    says, rows = data.data["replay"]["says"], data.data["numbers"]["rows"]
    assert set(says["w1"]) == {"0"} and set(says["loss1"]) == {"0.6"} and set(says["g1"]) == {"0"}
    path = taught(CATALOG["sigmoid"], (), FIRST)
    np.testing.assert_allclose(
        [row[4:] for row in rows], np.stack([path.weights, path.losses, path.gradients], 1)
    )


@pytest.mark.parametrize("activation", FUNCTIONS, ids=lambda function: function.name)
def test_every_function_at_every_rate_has_a_picture_whose_points_are_in_view(activation) -> None:  # type: ignore[no-untyped-def]
    for rate in (0.01, 0.5):
        data = sent(activation.name, "identity", settings=Settings(1.0, 3.0, rate))
        for track in data.data["replay"]["tracks"]:
            for axis in "xy":
                low, high = data.data["layout"][f"{axis}axis2"]["range"]
                path = floats(track[axis])
                path = path[np.isfinite(path)]
                assert ((path >= low) & (path <= high)).all()
        assert len(data.text) < 250 * 1024


def test_a_line_is_torn_only_between_pieces() -> None:
    x, y = torn(np.array([0.0, 1.0, 2.0]), np.array([5.0, 5.0, 9.0]), np.array([0, 0, 1]))
    np.testing.assert_array_equal(x, [0.0, 0.5, 1.0, 1.5, 2.0])
    np.testing.assert_array_equal(y, [5.0, 5.0, 5.0, np.nan, 9.0])
