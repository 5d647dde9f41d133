"""The least-squares residual is orthogonal to X, no other weights do better, and noise is what it says."""

from __future__ import annotations

import math

import numpy as np
import pytest

from activations.simulations.regression import HOUSES, INTERCEPT, SLOPE, fit, houses, simulate

RANDOM = np.random.default_rng(11)
X, Y = RANDOM.normal(size=(30, 3)), RANDOM.normal(size=(30, 2))


@pytest.mark.parametrize("sample", [simulate(), houses()], ids=["one input", "houses"])
def test_residuals_are_orthogonal_to_every_column_of_the_design(sample):
    design = sample.fit.design
    scale = np.abs(design).sum(axis=0).max()
    np.testing.assert_allclose(design.T @ sample.fit.residuals / scale, 0.0, atol=1e-9)
    np.testing.assert_array_equal(design[:, 0], 1.0)
    np.testing.assert_allclose(sample.fit.fitted + sample.fit.residuals, sample.outputs, rtol=1e-12)
    np.testing.assert_allclose(design @ sample.fit.weights, sample.fit.fitted, rtol=1e-12)


def test_no_other_weights_leave_less():
    found = fit(X, Y)
    least = (found.residuals**2).sum()
    for _ in range(50):
        other = found.weights + RANDOM.normal(0.0, 0.01, found.weights.shape)
        assert ((Y - found.design @ other) ** 2).sum() > least


def test_the_loss_has_no_slope_at_the_fit():
    found, h = fit(X, Y[:, 0]), 1e-5
    for unit in h * np.eye(4):
        up, down = (((Y[:, 0] - found.design @ (found.weights + move)) ** 2).sum() for move in (unit, -unit))
        assert (up - down) / (2 * h) == pytest.approx(0.0, abs=1e-7)


def test_the_line_is_covariance_over_variance_through_the_means():
    sample = simulate()
    x, y = sample.inputs, sample.outputs
    slope = np.cov(x, y)[0, 1] / x.var(ddof=1)
    assert sample.fit.weights == pytest.approx([y.mean() - slope * x.mean(), slope])
    assert sample.fit.r_squared == pytest.approx(np.corrcoef(x, y)[0, 1] ** 2)


def test_several_outputs_are_fitted_each_by_itself():
    together = fit(X, Y)
    for column in range(2):
        alone = fit(X, Y[:, column])
        np.testing.assert_allclose(together.weights[:, column], alone.weights, rtol=1e-12)
        assert together.r_squared[column] == pytest.approx(alone.r_squared)
        assert together.spread[column] == pytest.approx(alone.spread)


def test_without_noise_the_truth_is_found():
    assert simulate(noise=0.0).fit.weights == pytest.approx([INTERCEPT, SLOPE])
    exact = houses(noise=0.0).fit
    np.testing.assert_allclose(exact.weights, HOUSES, rtol=1e-9)
    assert exact.r_squared == pytest.approx([1.0, 1.0])


def test_noise_is_what_lies_between_the_truth_and_the_points_and_grows_in_proportion():
    one, three = simulate(noise=1.0), simulate(noise=3.0)
    np.testing.assert_array_equal(one.inputs, three.inputs)
    np.testing.assert_allclose(one.outputs - INTERCEPT - SLOPE * one.inputs, one.noise, atol=1e-12)
    np.testing.assert_allclose(three.noise, 3.0 * one.noise)


def test_weights_and_spread_are_right_on_average():
    runs = [simulate(noise=2.0, seed=seed) for seed in range(400)]
    np.testing.assert_allclose(
        np.mean([run.fit.weights for run in runs], axis=0), [INTERCEPT, SLOPE], atol=0.1
    )
    few = [simulate(noise=2.0, points=5, seed=seed).fit.spread for seed in range(400)]
    assert np.mean(np.square(few)) == pytest.approx(4.0, rel=0.2)
    noise = np.concatenate([run.noise for run in runs])
    assert noise.mean() == pytest.approx(0.0, abs=0.05) and noise.std() == pytest.approx(2.0, rel=0.02)


def test_columns_that_depend_on_each_other_have_no_one_answer():
    twice = fit(np.column_stack([X[:, 0], X[:, 0]]), Y[:, 0])
    assert twice.rank == 2 and twice.condition == math.inf
    alone = fit(X[:, 0], Y[:, 0])
    np.testing.assert_allclose(twice.fitted, alone.fitted, atol=1e-12)
    for shift in (0.3, -7.0):
        other = twice.weights + shift * np.array([0.0, 1.0, -1.0])
        np.testing.assert_allclose(twice.design @ other, twice.fitted, atol=1e-12)


def test_the_condition_is_that_of_the_normal_equations():
    found = fit(X, Y)
    assert found.condition == pytest.approx(np.linalg.cond(found.design.T @ found.design))


def test_a_constant_output_and_as_many_rows_as_weights_have_numbers_too():
    assert fit([1.0, 2.0, 3.0], [5.0, 5.0, 5.0]).r_squared == 0.0
    line = fit([1.0, 2.0], [3.0, 5.0])
    assert line.weights == pytest.approx([1.0, 2.0]) and line.spread == 0.0


@pytest.mark.parametrize(
    ("call", "settings", "sentence"),
    [
        (fit, {"inputs": [1.0], "outputs": [1.0, 2.0]}, "must have as many rows"),
        (fit, {"inputs": [], "outputs": []}, "must have as many rows"),
        (fit, {"inputs": 1.0, "outputs": 2.0}, "must have as many rows"),
        (fit, {"inputs": [1.0, np.nan], "outputs": [1.0, 2.0]}, "must be finite"),
        (simulate, {"noise": -1.0}, r"the noise must be a number not below 0, not -1\.0"),
        (simulate, {"points": 1}, "there must be at least 2 points, not 1"),
        (houses, {"points": 2}, "there must be at least 3 points, not 2"),
    ],
)
def test_what_makes_no_sense_is_refused(call, settings, sentence):
    with pytest.raises(ValueError, match=sentence):
        call(**settings)
