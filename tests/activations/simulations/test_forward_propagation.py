"""The stages of a forward pass follow from each other, by sums that can be done by hand."""

from __future__ import annotations

import numpy as np
import pytest

from activations.simulations.forward_propagation import simulate


@pytest.mark.parametrize("layers", [1, 2, 3, 6])
def test_each_stage_follows_from_the_one_before(case, layers):
    run = simulate(case.activation, layers=layers, **case.parameters)
    assert [stage.what for stage in run.stages] == ["x", *["z", "a"] * (layers - 1), "z"]
    assert run.stages[0].values.tolist() == [1.5, 2.0]
    for before, stage in zip(run.stages, run.stages[1:], strict=False):
        if stage.what == "z":
            layer = run.network[stage.layer - 1]
            by_hand = [
                sum(w * v for w, v in zip(row, before.values, strict=True)) + b
                for row, b in zip(layer.weights, layer.biases, strict=True)
            ]
            np.testing.assert_allclose(stage.values, by_hand, rtol=1e-12, atol=1e-12)
        else:
            np.testing.assert_array_equal(stage.values, case.f(before.values))


def test_weights_have_one_decimal():
    for layer in simulate().network:
        np.testing.assert_array_equal(layer.weights, layer.weights.round(1))


def test_the_weights_do_not_depend_on_inputs_or_function():
    one, other = simulate(), simulate(inputs=(0.0, -3.0))
    for here, there in zip(one.network, other.network, strict=True):
        np.testing.assert_array_equal(here.weights, there.weights)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"layers": 0}, "a network has at least one layer, not 0"),
        ({"inputs": (1.0, np.inf)}, "the inputs must be finite"),
        ({"inputs": ()}, "at least 1"),
    ],
)
def test_what_makes_no_sense_is_refused(settings, sentence):
    with pytest.raises(ValueError, match=sentence):
        simulate(**settings)
