"""The stack's picture shows its two trainings, frame by frame."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest

from activations import CATALOG
from activations.core import number
from activations.simulations.linearity import MOST_LAYERS, SIDE
from tests.ui.browser import FUNCTIONS, Sent, floats, unpack
from ui.lessons.linearity.layers import FRAMES, LARGEST, Settings, Words, bending, equation, run

WORDS = Words("{step}", "<b></b>", "layers", "step", "loss", "no activation", ("Step", *"abcdef"))


FIRST = Settings(3, "circles", 0)


def sent(name: str, settings: Settings = FIRST) -> Sent:
    comparison = run(CATALOG[name], tuple(CATALOG[name].complete({}).items()), settings)
    return Sent(bending(comparison, CATALOG[name].label, WORDS))


def trace_of(data: Sent, kind: str) -> int:
    return next(i for i, trace in enumerate(data.traces) if trace["type"] == kind)


@pytest.mark.parametrize("name", ["relu", "tanh"])
def test_each_frame_has_the_field_the_boundary_and_the_line(name: str) -> None:
    data = sent(name)
    comparison = run(CATALOG[name], (), FIRST)
    heat, curve = (trace_of(data, kind) for kind in ("heatmap", "contour"))
    line = next(i for i, trace in enumerate(data.traces) if (trace.get("line") or {}).get("dash") == "dash")
    scenes = list(unpack(data.data["replay"]["scenes"]))
    assert len(scenes) == data.data["replay"]["frames"] == FRAMES + 1
    for frame, scene in enumerate(scenes):
        heights = comparison.bent.heights[frame].astype(np.float32).ravel()
        np.testing.assert_array_equal(scene.lines[heat]["z"], heights)
        np.testing.assert_array_equal(scene.lines[curve]["z"], heights)
        (w1, w2), bias = (
            comparison.straight.collapsed.weights[frame, 0],
            comparison.straight.collapsed.biases[frame, 0],
        )
        x, y = scene.lines[line]["x"], scene.lines[line]["y"]
        np.testing.assert_allclose(w1 * x + w2 * y + bias, 0.0, atol=1e-5)
    assert (data.traces[heat]["x"], data.traces[heat]["meta"]["width"]) == (SIDE.tolist(), len(SIDE))


def test_words_and_table_are_those_of_the_trainings() -> None:
    data, comparison = sent("relu"), run(CATALOG["relu"], (), FIRST)
    says, rows = data.data["replay"]["says"], data.data["numbers"]["rows"]
    assert says["step"][-1] == "200" and len(rows) == FRAMES + 1 and len(rows[0]) == 7
    for place, training in ((1, comparison.bent), (2, comparison.straight)):
        assert says[f"loss{place}"][-1] == number(float(training.history.losses[-1]))
        assert says[f"right{place}"][-1] == f"{100 * training.right[-1]:.0f}\u00a0%"
        w, b = training.collapsed.weights[-1, 0], training.collapsed.biases[-1, 0]
        assert says[f"one{place}"][-1] == equation(*w, b)
        losses = training.history.losses[training.history.kept]
        np.testing.assert_allclose([row[3 * place - 2] for row in rows], losses)
    tracks = data.data["replay"]["tracks"]
    np.testing.assert_array_equal(floats(tracks[1]["x"]), comparison.bent.history.kept)


def test_the_equation_has_its_signs() -> None:
    assert equation(0.5, -1.25, 0.0) == "0.5·x₁ − 1.25·x₂ + 0"
    assert equation(-2.0, 1.0, -0.1) == "−2·x₁ + 1·x₂ − 0.1"


@pytest.mark.parametrize("activation", FUNCTIONS, ids=lambda function: function.name)
@pytest.mark.parametrize("layers", [1, MOST_LAYERS])
def test_every_function_has_a_picture_of_at_most_300_kilobytes(activation, layers: int) -> None:  # type: ignore[no-untyped-def]
    data = sent(activation.name, Settings(layers, "checker", 3))
    assert len(data.text) < 300 * 1024


def test_a_training_that_overflows_has_a_picture_too() -> None:
    steep = dataclasses.replace(CATALOG["identity"], value=lambda x: x**5, slope=lambda x: 5.0 * x**4)
    comparison = run(steep, (), Settings(6, "circles", 0))
    assert comparison.bent.history.diverged
    data = Sent(bending(comparison, "steep", WORDS))
    heat = trace_of(data, "heatmap")
    for scene in unpack(data.data["replay"]["scenes"]):
        heights = scene.lines[heat]["z"]
        assert (np.abs(heights[np.isfinite(heights)]) <= LARGEST).all()
        assert not np.isinf(heights).any()
    json.loads(data.text)
