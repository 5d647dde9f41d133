"""Gated units: which half is the gate, and what becomes of halves that cannot be."""

from __future__ import annotations

import math

import numpy as np
import pytest

from activations import get
from activations.vector import VECTORS, geglu, glu, reglu, swiglu

X = np.array([[1.5, -2.0, 0.3, 4.0], [-0.7, 0.0, 12.0, -9.0]])
A, B = X[:, :2], X[:, 2:]
VARIANTS = [(reglu, "relu"), (geglu, "gelu"), (swiglu, "silu")]
GATED = ["glu", "reglu", "geglu", "swiglu"]


def test_glus_gate_is_the_second_half():
    assert glu(X) == pytest.approx(A * get("sigmoid")(B), rel=1e-15)
    assert glu([-1.0, 0.0, 1.0, 1.0]) == pytest.approx([-0.73105858, 0.0])


@pytest.mark.parametrize(("function", "through"), VARIANTS)
def test_the_gate_of_shazeers_variants_is_the_first_half(function, through):
    assert function(X) == pytest.approx(get(through)(A) * B, rel=1e-15)
    assert function([-1e3, 1.0]) == 0.0
    assert function([1.0, -1e3]) == pytest.approx(-1e3 * get(through)(1.0))


@pytest.mark.parametrize("axis", [0, 1, 2, -1, -2])
@pytest.mark.parametrize("name", GATED)
def test_the_halves_are_taken_along_the_axis(name, axis):
    x = np.random.default_rng(1).normal(size=(2, 4, 6))
    expected = np.moveaxis(VECTORS[name](np.moveaxis(x, axis, -1)), -1, axis)
    assert VECTORS[name].value(x, axis=axis).tolist() == expected.tolist()


@pytest.mark.parametrize("name", GATED)
@pytest.mark.parametrize(
    ("x", "axis", "words"),
    [
        ([1.0, 2.0, 3.0], -1, "halved"),
        (np.zeros((2, 3)), 1, "halved"),
        (np.zeros((3, 0)), 1, "nothing"),
        ([1.0, 2.0], 1, "no axis"),
        (1.0, -1, "no axis"),
    ],
)
def test_what_has_no_halves_is_refused(name, x, axis, words):
    with pytest.raises(ValueError, match=words):
        VECTORS[name].value(x, axis=axis)


def test_an_open_gate_lets_everything_through_and_a_closed_one_nothing():
    assert glu([3.0, -5.0, math.inf, -math.inf]).tolist() == [3.0, 0.0]
    assert swiglu([-math.inf, 2.0, 7.0, math.inf]).tolist() == [0.0, math.inf]


@pytest.mark.parametrize("name", GATED)
def test_nan_and_infinity_behind_a_closed_gate_stay_in_their_place(name):
    closed = {"glu": [math.inf, 2.0, -math.inf, 1.0]}.get(name, [-math.inf, 2.0, math.inf, 1.0])
    for x in ([math.nan, 2.0, 1.0, 1.0], [1.0, 2.0, math.nan, 1.0], closed):
        assert np.isnan(VECTORS[name](x)).tolist() == [True, False]


@pytest.mark.parametrize("name", GATED)
def test_infinite_slopes_stay_on_their_diagonal(name):
    slopes = VECTORS[name].jacobian([1.0, math.inf, math.inf, 1.0])
    assert slopes[0, 1] == slopes[1, 0] == slopes[0, 3] == slopes[1, 2] == 0.0


@pytest.mark.parametrize("name", GATED)
def test_products_beyond_the_largest_float_are_infinite(name):
    assert VECTORS[name]([1e300, 1e300]).tolist() in ([math.inf], [1e300])
