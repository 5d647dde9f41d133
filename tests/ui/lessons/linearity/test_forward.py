"""Forward propagation's picture: each stage shows what is known by then, and its arithmetic is right."""

from __future__ import annotations

import re

import numpy as np
import pytest

from activations import CATALOG
from activations.core import number
from tests.ui.browser import FUNCTIONS, Sent, unpack
from ui.lessons.linearity.forward import Words, arithmetic, column, links, passing, run

WORDS = Words(
    "{stage}",
    "<b></b>",
    "forward",
    "inputs",
    "layer",
    (("z", "sums of {layer}"), ("a", "outputs of {layer}")),
    "output",
    ("Layer", "Quantity", "Neuron", "Value"),
)


@pytest.mark.parametrize("layers", [1, 2, 3, 6])
def test_a_stage_shows_all_layers_up_to_its_own_and_no_sum_that_has_become_an_output(layers: int) -> None:
    propagation = run(CATALOG["relu"], (), (1.5, 2.0), layers, 0)
    data = Sent(passing(propagation, "ReLU", WORDS))
    texts = [i for i, trace in enumerate(data.traces) if trace["mode"] == "text"]
    scenes = list(unpack(data.data["replay"]["scenes"]))
    assert len(scenes) == len(propagation.stages) == len(texts) == 2 * layers
    for frame, scene in enumerate(scenes):
        shown = [i for i, text in enumerate(texts) if np.isfinite(scene.lines[text]["x"]).all()]
        known = [propagation.stages[i] for i in shown]
        assert [stage.layer for stage in known] == list(range(propagation.stages[frame].layer + 1))
        assert all(stage.what != "z" for stage in known[:-1])
        hidden = set(range(len(texts))) - set(shown)
        assert all(np.isnan(scene.lines[texts[i]]["x"]).all() for i in hidden)
    assert data.data["replay"]["says"]["stage"][0] == "inputs"
    assert data.data["replay"]["says"]["stage"][-1] == "output"


def test_the_arithmetic_can_be_done_by_hand() -> None:
    propagation = run(CATALOG["relu"], (), (1.5, -2.0), 3, 0)
    lines = arithmetic(propagation, 1, "ReLU")
    for line, z in zip(lines, propagation.stages[1].values, strict=True):
        _name, products, result = line.split(" = ")
        assert eval(products.replace("·", "*").replace("−", "-")) == pytest.approx(float(z), abs=1e-9)
        assert result == number(float(z))
    assert arithmetic(propagation, 0, "ReLU") == ["x₁ = 1.5", "x₂ = −2"]
    first = arithmetic(propagation, 2, "ReLU")[0]
    assert re.fullmatch(r"a₁ = ReLU\((.*)\) = (.*)", first)


@pytest.mark.parametrize("activation", FUNCTIONS, ids=lambda function: function.name)
def test_every_function_has_a_small_picture(activation) -> None:  # type: ignore[no-untyped-def]
    propagation = run(activation, tuple(activation.complete({}).items()), (-2.0, 2.0), 6, 9)
    assert len(Sent(passing(propagation, activation.label, WORDS)).text) < 60 * 1024


def test_links_join_the_neurons_of_the_weights_wanted() -> None:
    columns = [column(0, 2), column(1, 1)]
    x, y = links(columns, [np.array([[True, False]])])
    np.testing.assert_array_equal(x, [0.0, 1.0, np.nan])
    np.testing.assert_array_equal(y, [0.5, 0.0, np.nan])
    x, _y = links(columns, [np.array([[True, False]])], gaps=True)
    assert len(x) == 6 and np.isnan(x[3:]).all()
