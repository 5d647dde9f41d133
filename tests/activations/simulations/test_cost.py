"""What is timed is each function once a repeat, in turns, and ReLU is the unit."""

from __future__ import annotations

import pytest

from activations import CATALOG
from activations.simulations import cost
from activations.simulations.cost import measure


def test_every_function_has_its_cost_and_relu_is_the_unit():
    costs = measure(repeats=3)
    assert list(costs.of) == list(CATALOG)
    assert costs.relative("relu").value == 1.0
    for name in CATALOG:
        assert costs.of[name].value > 0.0
        assert costs.of[name].slope > 0.0
        assert costs.relative(name).slope == costs.of[name].slope / costs.of["relu"].value


def test_relu_is_timed_with_those_that_are_asked_for():
    costs = measure([CATALOG["exponential"], CATALOG["softplus"]], repeats=1)
    assert list(costs.of) == ["exponential", "softplus", "relu"]


def test_the_median_of_turns_counts(monkeypatch):
    ticks = iter([3.0, 5.0, 3.0, 5.0, 99.0, 99.0, 1.0, 1.0, 99.0])
    monkeypatch.setattr(cost, "timed", lambda task: next(ticks))
    costs = measure([CATALOG["relu"]], size=256, repeats=3)
    assert costs.product == 1.0 / 64**2
    assert costs.of["relu"].value == 3.0 / 256
    assert costs.relative("relu").slope == 5.0 / 3.0


@pytest.mark.parametrize("setting", [{"repeats": 0}, {"size": 0}])
def test_a_setting_without_a_meaning_is_refused(setting):
    with pytest.raises(ValueError, match="at least one repeat"):
        measure(**setting)
