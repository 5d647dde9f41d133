"""Weights are as spread as their rule says, and a good rule keeps a signal's size from layer to layer."""

from __future__ import annotations

import numpy as np
import pytest

from activations import CATALOG
from activations.simulations.initialisation import INITIALISATIONS, draw_weights


@pytest.mark.parametrize(
    ("scheme", "fan_in", "fan_out", "variance"),
    [
        ("Xavier", 100, 300, 2 / 400),
        ("Xavier", 300, 100, 2 / 400),
        ("He", 100, 300, 2 / 100),
        ("He", 300, 100, 2 / 300),
        ("too small", 100, 300, 0.04 / 100),
        ("too large", 300, 100, 16 / 300),
    ],
)
def test_the_spread_is_the_rule_s(scheme: str, fan_in: int, fan_out: int, variance: float) -> None:
    weights = draw_weights(scheme, fan_in, fan_out, np.random.default_rng(0))
    assert weights.shape == (fan_out, fan_in)
    assert weights.var() == pytest.approx(variance, rel=0.04)
    assert abs(weights.mean()) < 0.03 * weights.std()


def test_there_are_no_other_rules() -> None:
    assert list(INITIALISATIONS) == ["Xavier", "He", "too small", "too large"]


def test_the_same_seed_draws_the_same_weights() -> None:
    one, other = (draw_weights("He", 3, 4, np.random.default_rng(7)) for _ in range(2))
    np.testing.assert_array_equal(one, other)


def size_after(scheme: str, name: str, layers: int = 10, width: int = 400) -> float:
    """The mean square of the pre-activations after some layers, from inputs drawn from N(0, 1)."""
    random = np.random.default_rng(1)
    signal = random.normal(size=(width, 50))
    for _ in range(layers):
        signal = draw_weights(scheme, width, width, random) @ CATALOG[name](signal)
    return float((signal**2).mean())


def test_he_keeps_the_size_of_relu_s_signal_and_the_others_lose_it_or_let_it_grow() -> None:
    assert size_after("He", "relu") == pytest.approx(1.0, rel=0.8)
    assert size_after("Xavier", "relu") == pytest.approx(2.0**-10, rel=0.8)
    assert size_after("Xavier", "identity") == pytest.approx(1.0, rel=0.8)
    assert size_after("too small", "relu") < 1e-12
    assert size_after("too large", "relu") > 1e8
