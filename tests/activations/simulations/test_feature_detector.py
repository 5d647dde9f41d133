"""A detector's noise: exact moments, the linear rule where f is straight, what two detectors share."""

from __future__ import annotations

import math

import numpy as np
import pytest

from activations import get
from activations.simulations.feature_detector import STRENGTHS, correlation, simulate


def test_the_moments_are_those_of_sampling(case):
    strengths = np.array([-2.0, 0.0, 0.7, 3.0])
    detection = simulate(case.activation, noise=0.6, strengths=strengths, **case.parameters)
    noise = np.random.default_rng(1).normal(0.0, 0.6, (100_000, 1))
    outputs = case.f(strengths + noise)
    np.testing.assert_allclose(detection.mean, outputs.mean(axis=0), atol=0.02, rtol=0.01)
    np.testing.assert_allclose(detection.spread, outputs.std(axis=0), atol=0.02, rtol=0.01)


def test_little_noise_is_passed_on_as_much_as_f_is_steep(case):
    beside_breaks = np.array([-1.43, 0.33, 2.63])
    detection = simulate(case.activation, noise=1e-4, strengths=beside_breaks, **case.parameters)
    np.testing.assert_allclose(detection.spread, detection.passed_on, rtol=1e-4, atol=1e-12)
    np.testing.assert_allclose(detection.passed_on, np.abs(case.slope(beside_breaks)) * 1e-4)


def test_no_function_passes_on_more_noise_than_its_largest_slope_allows(case):
    if case.facts.jumps:
        return
    largest = max(max(abs(part.low), abs(part.high)) for part in case.facts.derivative_range)
    detection = simulate(case.activation, noise=1.5, **case.parameters)
    assert (detection.spread <= largest * 1.5 * (1.0 + 1e-12)).all()


def test_an_absent_feature_s_noise_stops_at_a_saturated_side():
    absent = [-3.0]
    noise = {name: simulate(get(name), strengths=absent).spread[0] for name in ("identity", "elu", "relu")}
    assert noise["identity"] == pytest.approx(0.5)
    assert noise["elu"] == pytest.approx(math.exp(-3.0 + 0.125) * math.sqrt(math.expm1(0.25)), rel=1e-6)
    assert noise["relu"] < 1e-5
    present = [simulate(get(name), strengths=[4.0]).spread[0] for name in ("identity", "elu", "relu")]
    assert present == pytest.approx([0.5] * 3, rel=1e-9)


def test_relu_s_moments_are_those_of_the_rectified_normal_distribution():
    detection = simulate(get("relu"), noise=1.0, strengths=[0.0])
    assert detection.mean[0] == pytest.approx(1.0 / math.sqrt(2.0 * math.pi), rel=1e-13)
    assert detection.spread[0] == pytest.approx(math.sqrt(0.5 - 0.5 / math.pi), rel=1e-13)


# What two detectors share


@pytest.mark.parametrize("shared", [0.2, 0.8])
def test_correlations_with_a_closed_form(shared):
    """Identity; the binary step (arcsine law); ReLU (Cho and Saul's kernel of degree 1)."""
    assert correlation(get("identity"), strength=-2.0, shared=shared) == pytest.approx(shared, rel=1e-12)
    step = correlation(get("binary_step"), strength=0.0, shared=shared)
    assert step == pytest.approx(2.0 / math.pi * math.asin(shared), rel=1e-4)
    kernel = (math.sqrt(1.0 - shared**2) + shared * (math.pi - math.acos(shared))) / (2.0 * math.pi)
    mean = 1.0 / (2.0 * math.pi)
    relu = correlation(get("relu"), strength=0.0, shared=shared)
    assert relu == pytest.approx((kernel - mean) / (0.5 - mean), rel=1e-5)


def test_two_detectors_never_agree_more_than_their_noise(case):
    for strength in (-1.0, 0.0, 2.0):
        together = correlation(case.activation, strength=strength, **case.parameters)
        assert 0.0 <= together <= 0.8 + 1e-9


def test_far_from_a_kink_or_a_jump_a_correlation_is_still_none_above_1():
    for name in ("relu", "binary_step", "elu"):
        for noise in (0.1, 0.2, 0.35, 2.0):
            for strength in np.linspace(-4.0, 4.0, 33):
                together = correlation(get(name), strength=strength, noise=noise)
                assert math.isnan(together) or 0.0 <= together <= 1.0
                if abs(strength) < 8.0 * noise:
                    assert together <= 0.8 + 5e-5


def test_an_absent_feature_makes_relu_s_correlation_smaller_and_a_present_one_does_not():
    absent, present = (correlation(get("relu"), strength=strength) for strength in (-1.0, 2.0))
    assert absent < 0.55
    assert present == pytest.approx(0.8, abs=1e-4)


def test_where_nothing_varies_nothing_correlates():
    assert math.isnan(correlation(get("relu"), strength=-8.0))


# The record


def test_a_detection_is_a_frozen_record():
    detection = simulate()
    np.testing.assert_array_equal(detection.strengths, STRENGTHS)
    for array in (detection.strengths, detection.mean, detection.spread, detection.passed_on):
        assert array.shape == STRENGTHS.shape
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 7.0


def test_what_makes_no_sense_is_refused():
    for noise in (0.0, math.nan, math.inf):
        with pytest.raises(ValueError, match="the noise must be above 0"):
            simulate(noise=noise)
        with pytest.raises(ValueError, match="the noise must be above 0"):
            correlation(noise=noise)
    with pytest.raises(ValueError, match="every strength must be finite"):
        simulate(strengths=[0.0, math.inf])
    with pytest.raises(ValueError, match="shared part"):
        correlation(shared=1.0)
