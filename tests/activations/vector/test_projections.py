"""Sparsemax is the projection onto the simplex, and its slopes are those of that projection."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from activations.vector import softmax, sparsemax, sparsemax_gradient, sparsemax_jacobian

ROWS = st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=8).map(np.array)


@pytest.mark.parametrize(
    ("x", "p"),
    [
        ([0.4, 0.6, -1.0], [0.4, 0.6, 0.0]),
        ([-1.0, 0.0, 1.0], [0.0, 0.0, 1.0]),
        ([5.0, 5.0, 4.5], [0.5, 0.5, 0.0]),
        ([1000.0, 1000.0], [0.5, 0.5]),
        ([1e308, -1e308], [1.0, 0.0]),
        ([0.0, -math.inf], [1.0, 0.0]),
        ([math.inf, 5.0, math.inf, -math.inf], [0.5, 0.0, 0.5, 0.0]),
        ([7.0], [1.0]),
        ([0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25]),
    ],
)
def test_known_values(x, p):
    """The second is the example in Keras's documentation."""
    assert sparsemax(x) == pytest.approx(p, abs=1e-15)


@given(ROWS)
def test_it_satisfies_the_conditions_of_the_nearest_point(x):
    """Karush, Kuhn and Tucker: p ≥ 0, Σp = 1, and p − x is one number τ on the support, no less beside it."""
    p = sparsemax(x)
    assert (p >= 0.0).all()
    assert p.sum() == pytest.approx(1.0, rel=1e-13)
    behind = x.max() - x
    distances = p + behind
    on = p > 0.0
    assert distances[on] == pytest.approx(distances[on][0], abs=1e-12)
    assert (behind[~on] >= distances[on][0] - 1e-12).all()


@given(ROWS)
def test_twice_is_once(x):
    p = sparsemax(x)
    assert sparsemax(p) == pytest.approx(p, abs=1e-14)


def test_no_other_probabilities_are_nearer():
    rng = np.random.default_rng(1)
    x = rng.normal(size=5)
    nearest = np.sum((sparsemax(x) - x) ** 2)
    others = softmax(rng.normal(0.0, 3.0, (2000, 5)))
    assert (((others - x) ** 2).sum(axis=-1) >= nearest).all()


def test_of_two_it_is_a_ramp():
    gaps = np.linspace(-2.0, 2.0, 41)
    p = sparsemax(np.stack([gaps, np.zeros_like(gaps)], axis=-1))[:, 0]
    assert p == pytest.approx(np.clip((gaps + 1.0) / 2.0, 0.0, 1.0), abs=1e-15)


@pytest.mark.parametrize("x", [[math.nan, 1.0], [math.inf, math.nan], [-math.inf, -math.inf]])
def test_what_has_no_probabilities_is_nan(x):
    assert np.isnan(sparsemax(x)).all()
    assert np.isnan(sparsemax([x, [0.0, 5.0]])).tolist() == [[True, True], [False, False]]
    assert np.isnan(sparsemax_jacobian(x)).all()
    assert np.isnan(sparsemax_gradient(x, [1.0, 2.0])).all()


def test_the_gradient_on_the_support_is_upstream_without_its_mean():
    x, u = [3.0, 2.8, 0.0, 2.9], [1.0, 5.0, 100.0, 3.0]
    assert (sparsemax(x) > 0.0).tolist() == [True, True, False, True]
    assert sparsemax_gradient(x, u).tolist() == [-2.0, 2.0, 0.0, 0.0]


def test_where_an_entry_is_about_to_enter_it_counts_as_outside():
    assert sparsemax_jacobian([1.0, 0.0]).tolist() == [[0.0, 0.0], [0.0, 0.0]]
