"""What sets softplus and its relatives apart, with exponentials and without."""

from __future__ import annotations

import math

import numpy as np
import pytest

from activations import get
from activations.conventions import defaults

X = np.linspace(-20.0, 20.0, 401)


def test_log_sigmoid_is_softplus_turned_by_half_a_turn():
    assert get("log_sigmoid")(X).tolist() == (-get("softplus")(-X)).tolist()


def test_log_sigmoid_keeps_its_digits_where_the_logarithm_of_the_sigmoid_loses_them():
    assert get("log_sigmoid")(-1000.0) == -1000.0
    assert get("sigmoid")(-1000.0) == 0.0


def test_softplus_beyond_pytorchs_threshold_is_x_as_closely_as_its_note_says():
    (note,) = (each.note for each in get("softplus").spellings if each.framework == "PyTorch")
    assert "less than e^−threshold/β, in the slope by less than e^−threshold" in note
    threshold = defaults("softplus")["torch_nn_Softplus"]
    for beta in (0.5, 1.0, 10.0):
        x = threshold / beta  # f(x) − x is f(−x), and 1 − f′(x) is f′(−x)
        assert get("softplus")(-x, beta=beta) < math.exp(-threshold) / beta
        assert get("softplus").derivative(-x, beta=beta) < math.exp(-threshold)


def test_squareplus_without_b_is_relu():
    x = np.concatenate([X, [5e-324, -5e-324, 1e308, -1e308]])
    squareplus, relu = get("squareplus"), get("relu")
    assert squareplus(x, b=0.0).tolist() == relu(x).tolist()
    assert squareplus.derivative(x, b=0.0).tolist() == relu.derivative(x).tolist()


def test_squareplus_at_4_bends_at_0_as_softplus_does():
    h = 1e-4
    for name in ("squareplus", "softplus"):
        before, after = get(name).derivative([-h, h])
        assert (after - before) / (2 * h) == pytest.approx(0.25, rel=1e-6)


def test_squareplus_has_softplus_value_at_0_where_its_text_says_so():
    b = 4.0 * math.log(2.0) ** 2
    assert get("squareplus")(0.0, b=b) == pytest.approx(get("softplus")(0.0), rel=1e-15)


def test_squareplus_keeps_its_digits_where_the_formula_taken_literally_loses_them():
    assert get("squareplus")(-1e9) == pytest.approx(1e-9, rel=1e-15)
    assert get("squareplus").derivative(-1e9) == pytest.approx(1e-18, rel=1e-15)


def test_the_slope_of_sparse_plus_is_the_sparse_sigmoid():
    assert get("sparse_plus").derivative(X) == pytest.approx(get("sparse_sigmoid")(X), rel=1e-15)


def test_sparse_plus_lies_above_relu_by_a_quarter_at_most():
    distance = get("sparse_plus")(X) - get("relu")(X)
    assert (distance >= 0.0).all()
    assert distance.max() == distance[X == 0.0] == 0.25


def test_the_exponential_is_its_own_derivative():
    assert get("exponential").derivative(X).tolist() == get("exponential")(X).tolist()


def test_the_bent_identity_tends_to_two_lines():
    assert get("bent_identity")([-1e6, 1e6]) == pytest.approx([-0.5e6 - 0.5, 1.5e6 - 0.5], rel=1e-12)
