"""The records that go to the browser: packed small, and unpacked to what they were."""

from __future__ import annotations

import json

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from tests.ui.browser import floats, unpack
from ui.picture import Family, Label, Mark, Numbers, Picture, Probe, Replay, Span, Tangent, Track, packed

TABLES = arrays(
    np.float32,
    array_shapes(min_dims=2, max_dims=2, max_side=6),
    elements=st.sampled_from([0.0, 1.0, -2.5, float("nan"), float("inf"), 1e30]),
)


@given(TABLES)
def test_a_family_is_unpacked_to_its_rows(rows: np.ndarray) -> None:
    fields = ((3, "y", rows.shape[1]),)
    family = Family("k", tuple(range(len(rows))), fields, rows)  # type: ignore[arg-type]
    sent = json.loads(json.dumps(family.as_data(), allow_nan=False))
    states = list(unpack(sent))
    assert [state.value for state in states] == list(range(len(rows)))
    np.testing.assert_array_equal([state.lines[3]["y"] for state in states], rows)


def test_a_family_of_states_is_cut_as_they_are_and_says_what_they_say() -> None:
    states = [{(1, "y"): np.array([a, 2.0]), (4, "z"): np.array([a * a])} for a in (3.0, 5.0)]
    family = Family.of("a", (3.0, 5.0), states, {"square": [9.0, "twenty-five"]})  # type: ignore[arg-type]
    sent = json.loads(json.dumps(family.as_data(), allow_nan=False))
    assert sent["says"] == {"square": [9.0, "twenty-five"]}
    for state, a in zip(unpack(sent), (3.0, 5.0), strict=True):
        assert state.value == a
        np.testing.assert_array_equal(state.lines[1]["y"], [a, 2])
        np.testing.assert_array_equal(state.lines[4]["z"], [a * a])


def test_a_family_moves_the_axes_it_names() -> None:
    family = Family.of("", (0.0, 1.0), [{}, {}], axes={"yaxis2": [(0.0, 1.0), (-5.0, 1.0)]})
    sent = json.loads(json.dumps(family.as_data(), allow_nan=False))
    assert sent["axes"] == {"yaxis2": [[0, 1], [-5, 1]]}


def test_a_family_may_only_speak() -> None:
    sent = Family.of("", (0.0,), [{}], {"word": ["yes"]}).as_data()
    assert (sent["fields"], sent["columns"], sent["says"]) == ((), [], {"word": ["yes"]})


def test_a_replay_sends_its_scenes() -> None:
    scenes = Family.of("", (0.0, 1.0), [{(0, "x"): np.array([frame])} for frame in (0.0, 1.0)])
    sent = Replay(2, (), {}, scenes).as_data()
    assert [state.lines[0]["x"][0] for state in unpack(sent["scenes"])] == [0, 1]
    assert Replay(2, (), {}).as_data()["scenes"] is None


def test_a_column_that_never_changes_is_sent_once() -> None:
    rows = np.array([[1, np.nan, 2], [1, np.nan, 3]], dtype=np.float32)
    sent = Family("k", (0.0, 1.0), ((0, "x", 1), (0, "y", 2)), rows).as_data()
    assert sent["columns"] == [2]
    np.testing.assert_array_equal(floats(sent["rows"]), [2, 3])


def test_numbers_travel_as_little_endian_float32() -> None:
    assert packed(np.array([1.0])) == "AACAPw=="
    np.testing.assert_array_equal(floats(packed(np.array([1, -2.5, np.nan]))), [1, -2.5, np.nan])
    np.testing.assert_array_equal(floats(packed(np.arange(10.0)[::3])), [0, 3, 6, 9])


@pytest.fixture
def whole() -> Picture:
    sides = (np.array([-1.0, 0.00004]), np.array([1.0, 2.0]))
    return Picture(
        figure=go.Figure(go.Scatter(x=[1.0, np.nan], y=np.array([np.inf, 2.0]))),
        numbers=Numbers(("x", "f"), (0,)),
        alternative="{x}",
        title="elu",
        families=(Family("", (0.0,), ((0, "y", 1),), np.array([[np.nan]], dtype=np.float32)),),
        span=Span("range", 0.5, np.array([0.0, 1.0]), (sides,), {"xaxis": None, "yaxis": 0}),
        probe=Probe("x", (Mark(0, 0, "f"),), (Tangent(0, 0, 0),), (0,)),
        labels=(Label(0, 0, "f"),),
        replay=Replay(1, (Track(0, np.array([np.nan]), np.array([1.0]), grows=False),), {"n1": ("0",)}),
        initial={"range": (-6.0, 6.0)},
    )


def test_a_whole_picture_is_json_even_where_it_has_gaps(whole: Picture) -> None:
    data = json.loads(json.dumps(whole.as_data(), allow_nan=False))
    assert data["span"]["envelopes"] == [[[-1, 0], [1, 2]]]
    assert data["span"]["axes"] == {"xaxis": None, "yaxis": 0}
    assert data["probe"]["tangents"] == [{"trace": 0, "curve": 0, "slope": 0}]
    assert data["replay"]["tracks"][0]["grows"] is False
    assert data["labels"][0]["kind"] == "curve"


def test_a_picture_without_sliders_or_frames_says_so() -> None:
    data = Picture(go.Figure(), Numbers(()), "", "").as_data()
    assert data["span"] is data["probe"] is data["replay"] is None
    assert data["families"] == data["labels"] == []
