"""Softmax, its logarithm and softmin, with their slopes."""

from __future__ import annotations

import math

import mpmath as mp
import numpy as np
import pytest

from activations import get
from activations.vector import (
    log_softmax,
    log_softmax_jacobian,
    softmax,
    softmax_gradient,
    softmax_jacobian,
    softmin,
    softmin_jacobian,
)

LOGITS = [0.4, 2.0, 5.0]


def test_the_documents_softmax():
    assert softmax(LOGITS) == pytest.approx([0.00948431, 0.04697607, 0.94353962], abs=5e-9)


@pytest.mark.parametrize("axis", [0, 1, 2, -1, -3])
def test_softmax_sums_to_one_along_its_axis(axis):
    x = np.random.default_rng(1).normal(0.0, 5.0, (2, 3, 4))
    p = softmax(x, axis=axis)
    assert p.shape == x.shape
    assert p.sum(axis=axis) == pytest.approx(1.0, rel=1e-15)
    assert softmax(x + 100.0, axis=axis) == pytest.approx(p, rel=1e-12)


def test_softmax_of_two_is_a_sigmoid():
    assert softmax([3.0, 1.0])[0] == pytest.approx(get("sigmoid")(2.0), rel=1e-15)


@pytest.mark.parametrize(
    ("x", "p"),
    [
        ([1000.0, 1000.0], [0.5, 0.5]),
        ([-1000.0, -1000.0], [0.5, 0.5]),
        ([1e308, -1e308], [1.0, 0.0]),
        ([0.0, -math.inf], [1.0, 0.0]),
        ([math.inf, 0.0], [1.0, 0.0]),
        ([math.inf, 5.0, math.inf, -math.inf], [0.5, 0.0, 0.5, 0.0]),
        ([7.0], [1.0]),
        ([0.0, -745.0], [1.0, 5e-324]),
    ],
)
def test_softmax_at_the_extremes(x, p):
    assert softmax(x).tolist() == p


@pytest.mark.parametrize("function", [softmax, log_softmax])
@pytest.mark.parametrize(
    "x", [[math.nan, 1.0], [math.nan, math.inf], [math.inf, math.nan], [-math.inf, -math.inf], [-math.inf]]
)
def test_softmax_of_what_has_no_softmax_is_nan(function, x):
    assert np.isnan(function(x)).all()


@pytest.mark.parametrize("function", [softmax, log_softmax])
def test_nan_stays_in_its_row(function):
    assert np.isnan(function([[math.nan, 1.0], [1.0, 1.0]])).tolist() == [[True, True], [False, False]]


@pytest.mark.parametrize("function", [softmax, log_softmax])
@pytest.mark.parametrize(("x", "axis"), [(1.0, -1), ([1.0], 1), ([1.0], -2), ([], 0), (np.zeros((2, 0)), 1)])
def test_softmax_needs_something_along_an_axis(function, x, axis):
    with pytest.raises(ValueError, match="axis"):
        function(x, axis=axis)


@pytest.mark.parametrize("axis", [0, 1, 2, -1, -3])
def test_log_softmax_is_softmaxs_logarithm(axis):
    x = np.random.default_rng(1).normal(0.0, 5.0, (2, 3, 4))
    assert log_softmax(x, axis=axis) == pytest.approx(np.log(softmax(x, axis=axis)), rel=1e-12)


@pytest.mark.parametrize(
    ("x", "logarithms"),
    [
        ([1000.0, 1000.0], [-math.log(2.0), -math.log(2.0)]),
        ([0.0, -2000.0], [0.0, -2000.0]),
        ([1e308, -1e308], [0.0, -math.inf]),
        ([0.0, -math.inf], [0.0, -math.inf]),
        ([math.inf, 5.0, math.inf, -math.inf], [-math.log(2.0), -math.inf, -math.log(2.0), -math.inf]),
        ([7.0], [0.0]),
    ],
)
def test_log_softmax_at_the_extremes(x, logarithms):
    assert log_softmax(x).tolist() == logarithms


@pytest.mark.parametrize("x", [[50.0, 0.0], [1.0, 0.0, -1.0], [0.5, 700.0], [2.0, 2.0, 2.0]])
def test_log_softmax_keeps_its_digits(x):
    with mp.workdps(400):
        total = mp.log(sum(mp.exp(each) for each in x))
        exact = [float(each - total) for each in x]
    assert log_softmax(x) == pytest.approx(exact, rel=1e-15, abs=0.0)


def test_the_jacobian_is_p_times_delta_minus_p():
    p = softmax(LOGITS)
    assert softmax_jacobian(LOGITS) == pytest.approx(p[:, None] * (np.eye(3) - p), rel=1e-12)


def test_the_jacobian_is_the_slope_of_softmax():
    h = 1e-6
    columns = [(softmax(LOGITS + h * e) - softmax(LOGITS - h * e)) / (2 * h) for e in np.eye(3)]
    assert softmax_jacobian(LOGITS) == pytest.approx(np.transpose(columns), abs=1e-9)


def test_the_jacobian_keeps_its_digits_where_one_probability_is_almost_one():
    with mp.workdps(60):
        rest = mp.exp(-50) / (1 + mp.exp(-50))
        exact = float(rest * (1 - rest))
    assert softmax_jacobian([50.0, 0.0]) == pytest.approx(
        np.array([[exact, -exact], [-exact, exact]]), rel=1e-14, abs=0.0
    )


def test_each_row_has_its_jacobian():
    x = np.random.default_rng(4).normal(size=(2, 3, 4))
    jacobians = softmax_jacobian(x)
    assert jacobians.shape == (2, 3, 4, 4)
    assert jacobians[1, 2].tolist() == softmax_jacobian(x[1, 2]).tolist()


@pytest.mark.parametrize("x", [1.0, [], np.zeros((2, 0))])
def test_the_jacobian_is_of_a_row_of_numbers(x):
    with pytest.raises(ValueError, match="axis"):
        softmax_jacobian(x)


@pytest.mark.parametrize("axis", [0, 1])
def test_softmaxs_gradient_is_the_jacobian_times_upstream(axis):
    rng = np.random.default_rng(2)
    x, upstream = rng.normal(size=(2, 4, 5))
    rows = zip(np.moveaxis(x, axis, 1), np.moveaxis(upstream, axis, 1), strict=True)
    expected = np.moveaxis([softmax_jacobian(row) @ u for row, u in rows], 0, 1 - axis)
    assert softmax_gradient(x, upstream, axis=axis) == pytest.approx(expected, abs=1e-15)


def test_softmaxs_gradient_needs_an_upstream_of_the_same_shape():
    with pytest.raises(ValueError, match=r"\(2,\).*\(3,\)"):
        softmax_gradient(LOGITS, [1.0, 2.0])


@pytest.mark.parametrize("gap", [50.0, 700.0])
def test_the_jacobian_of_log_softmax_keeps_its_digits_where_one_probability_is_almost_one(gap):
    with mp.workdps(400):
        rest = float(mp.exp(-gap) / (1 + mp.exp(-gap)))
    exact = np.array([[rest, -rest], [rest - 1.0, 1.0 - rest]])
    assert log_softmax_jacobian([gap, 0.0]) == pytest.approx(exact, rel=1e-14, abs=0.0)


def test_softmin_is_softmax_of_the_negative():
    x = np.random.default_rng(5).normal(size=(2, 3, 4))
    assert softmin(x, axis=1).tolist() == softmax(-x, axis=1).tolist()
    assert softmin_jacobian(x).tolist() == (-softmax_jacobian(-x)).tolist()
    assert softmin([math.inf, 1000.0, 1000.0]).tolist() == [0.0, 0.5, 0.5]
