"""What is 0 is exactly 0, and what is merely small is kept."""

from __future__ import annotations

import math

import numpy as np
import pytest

from activations import get
from activations.simulations.moments import moments

SPREADS = (0.3, 1.0, 4.0)


@pytest.mark.parametrize("spread", SPREADS)
def test_values_that_cancel_have_a_mean_of_exactly_0(case, spread):
    symmetry = case.facts.symmetry
    breaks = case.activation.breaks(**case.parameters)
    if symmetry == "odd":
        assert moments(case.f, breaks, 0.0, spread)[0] == 0.0
    if symmetry == "even":
        assert moments(case.slope, breaks, 0.0, spread)[0] == 0.0


def test_equal_values_have_a_spread_of_exactly_0():
    sqnl = get("sqnl")
    mean, spread = moments(sqnl, sqnl.breaks(), [5.5, 5.75, 6.0], 0.1)
    np.testing.assert_allclose(mean, 1.0, rtol=1e-15)
    np.testing.assert_array_equal(spread, 0.0)


def test_a_small_mean_is_none_of_0():
    """E tanh(m + Z) is m·E tanh′(Z) for a small m."""
    tanh = get("tanh")
    means, _ = moments(tanh, tanh.breaks(), [1e-12, -1e-6], 1.0)
    slope, _ = moments(tanh.derivative, tanh.breaks(), 0.0, 1.0)
    np.testing.assert_allclose(means, slope * np.array([1e-12, -1e-6]), rtol=1e-3)


def test_beyond_floats_the_spread_is_as_endless_as_the_mean():
    assert moments(get("exponential"), ((), ()), 0.0, 400.0) == (math.inf, math.inf)
