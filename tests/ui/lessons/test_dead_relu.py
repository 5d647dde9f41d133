"""The picture shows the training: its lines are where z is 0, its crosses where a neuron dies."""

from __future__ import annotations

import json
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from activations import CATALOG
from activations.simulations.dead_relu import Lives
from tests.ui.browser import Line, Sent, unpack
from ui.canvas import DASHES
from ui.lessons.dead_relu import (
    AT_FIRST,
    ROOM,
    SAMPLES,
    STEPS,
    Words,
    apart,
    dying,
    lives_of,
    others,
    returning,
    watched,
)
from ui.picture import Picture

RELU = CATALOG["relu"]
WORDS = Words(
    "{step}", "<b></b>", "lives", "step", "neuron", "loss", "guessing", "alive", "top", "own", "bias"
)
HARSH = AT_FIRST._replace(rate=4.0, weights="too large", shift=3.0)
FIRST = lives_of(RELU, (), AT_FIRST)


def picture_of(lives: Lives) -> Picture:
    compared = tuple((other.label, lives_of(other, (), AT_FIRST)) for other in others(RELU))
    return dying(lives, "ReLU", compared, WORDS)


def traces(sent: Sent, colour: str, mode: str, axis: str = "x") -> list[int]:
    return [
        number
        for number, trace in enumerate(sent.traces)
        if (trace["meta"]["colour"], trace["mode"], trace["xaxis"]) == (colour, mode, axis)
    ]


def scenes(sent: Sent) -> list[dict[int, Line]]:
    return [state.lines for state in unpack(sent.data["replay"]["scenes"])]


@pytest.mark.parametrize("settings", [AT_FIRST, HARSH], ids=["first", "harsh"])
@pytest.mark.parametrize("layers", [1, 2])
def test_a_picture_is_small_and_has_a_frame_for_each_step(settings: Any, layers: int) -> None:
    lives = lives_of(RELU, (), settings, layers)
    sent = Sent(picture_of(lives) if layers == 1 else returning(lives, WORDS))
    assert len(sent.text) < 500_000
    assert sent.data["replay"]["frames"] == STEPS + 1 == len(scenes(sent))
    assert all(len(each) == STEPS + 1 for each in sent.data["replay"]["says"].values())


@pytest.mark.parametrize("frame", [0, 10, 100])
def test_the_lines_are_where_z_is_zero_and_the_ticks_where_it_is_positive(frame: int) -> None:
    sent = Sent(picture_of(FIRST))
    alive, dead = traces(sent, "ink", "lines")
    w, b = FIRST.weights[frame], FIRST.biases[frame]
    for trace, of_kind in ((alive, ~FIRST.dead[frame]), (dead, FIRST.dead[frame])):
        line = scenes(sent)[frame][trace]
        pieces = np.column_stack([line["x"], line["y"]]).reshape(-1, 6, 2)
        drawn = np.isfinite(pieces[:, 0, 0])
        assert not drawn[~of_kind].any()
        for neuron in np.flatnonzero(drawn):
            z = pieces[neuron] @ w[neuron] + b[neuron]
            np.testing.assert_allclose(z[[0, 1, 3]], 0.0, atol=1e-3)
            assert z[4] > 0.0


def test_every_line_that_crosses_the_points_is_seen() -> None:
    sent = Sent(picture_of(FIRST))
    alive, _dead = traces(sent, "ink", "lines")
    for frame, scene in enumerate(scenes(sent)):
        drawn = np.isfinite(scene[alive]["x"].reshape(-1, 6)[:, 0])
        awake = FIRST.awake[frame]
        assert drawn[(awake > 0.0) & (awake < 1.0)].all()


def test_a_neuron_s_number_stands_on_its_line_within_the_plane() -> None:
    sent = Sent(picture_of(FIRST))
    (numbers,) = (t for t in traces(sent, "ink", "markers+text") if sent.traces[t]["text"][0] == "1")
    across, upward = (sent.data["layout"][f"{axis}axis"]["range"] for axis in "xy")
    for frame, scene in enumerate(scenes(sent)):
        x, y = scene[numbers]["x"], scene[numbers]["y"]
        z = x * FIRST.weights[frame][:, 0] + y * FIRST.weights[frame][:, 1] + FIRST.biases[frame]
        seen = np.isfinite(x)
        np.testing.assert_allclose(z[seen], 0.0, atol=1e-3)
        assert ((across[0] < x[seen]) & (x[seen] < across[1])).all()
        assert ((upward[0] < y[seen]) & (y[seen] < upward[1])).all()


def test_numbers_do_not_stand_on_each_other() -> None:
    sent = Sent(picture_of(FIRST))
    (numbers,) = (t for t in traces(sent, "ink", "markers+text") if sent.traces[t]["text"][0] == "1")
    for scene in scenes(sent):
        places = np.column_stack([scene[numbers]["x"], scene[numbers]["y"]])
        places = places[np.isfinite(places[:, 0])]
        assert len(places) >= 3
        for one, other in combinations(places, 2):
            assert np.hypot(*(one - other)) >= ROOM - 1e-3


def test_a_number_without_room_at_one_end_stands_at_the_other_or_nowhere() -> None:
    first, second = np.zeros((3, 2)), np.ones((3, 2))
    np.testing.assert_array_equal(apart(first, second), [[0, 0], [1, 1], [np.nan, np.nan]])


def test_each_loss_has_a_dash_of_its_own() -> None:
    losses = [trace for trace in Sent(picture_of(FIRST)).traces if trace.get("name")]
    assert [trace["name"] for trace in losses] == ["ReLU", "Leaky ReLU", "ELU", "Softplus"]
    assert [trace["line"]["dash"] for trace in losses] == list(DASHES[:4])


@pytest.mark.parametrize("layers", [1, 2])
def test_a_cross_stands_where_each_death_begins(layers: int) -> None:
    lives = lives_of(RELU, (), AT_FIRST, layers)
    sent = Sent(picture_of(lives) if layers == 1 else returning(lives, WORDS))
    (crosses,) = traces(sent, "vermilion", "markers", "x2")
    (still,) = unpack(sent.data["families"][0])
    found = {(int(x), int(y) - 1) for x, y in zip(*still.lines[crosses].values(), strict=True)}
    before = np.vstack([np.zeros(lives.dead.shape[1], bool), lives.dead[:-1]])
    assert found == set(zip(*(each.tolist() for each in np.nonzero(lives.dead & ~before)), strict=True))
    assert found


def test_the_words_follow_the_steps() -> None:
    says = Sent(picture_of(FIRST)).data["replay"]["says"]
    assert [int(count) for count in says["alive1"]] == (8 - FIRST.dead.sum(axis=1)).tolist()
    assert set(says["alive2"]) == set(says["alive3"]) == set(says["alive4"]) == {"8"}
    assert float(says["loss1"][-1]) == pytest.approx(FIRST.losses[-1], abs=5e-5)


def test_the_table_has_a_row_for_each_step() -> None:
    numbers = json.loads(Sent(picture_of(FIRST)).text)["numbers"]
    assert len(numbers["rows"]) == STEPS + 1
    assert {len(row) for row in numbers["rows"]} == {len(numbers["titles"])} == {6}
    assert numbers["rows"][100][1] == 8 - FIRST.dead[-1].sum()


def test_the_returning_neuron_s_samples_are_its_pre_activations() -> None:
    lives = lives_of(RELU, (), AT_FIRST, 2)
    sent = Sent(returning(lives, WORDS))
    (samples,) = traces(sent, "ink", "markers")
    for frame in (0, 5, 20):
        line = scenes(sent)[frame][samples]
        assert line["x"].tolist() == [frame] * SAMPLES
        np.testing.assert_allclose(line["y"], lives.pre_activations[frame, :, watched(lives)], rtol=1e-6)


def test_where_no_neuron_comes_back_the_longest_dead_is_watched() -> None:
    lives = lives_of(RELU, (), AT_FIRST._replace(bias=-4.0), 2)
    assert lives.dead[:, watched(lives)].sum() == lives.dead.sum(axis=0).max()
    alive = lives_of(CATALOG["softplus"], (), AT_FIRST, 2)
    assert len(Sent(returning(alive, WORDS)).traces) > 5
