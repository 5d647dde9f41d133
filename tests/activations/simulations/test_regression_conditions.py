"""Kept, a condition lets the fit find the truth; broken, the fit fails in the way the condition names."""

from __future__ import annotations

import math

import numpy as np
import pytest

from activations.simulations.regression import fit
from activations.simulations.regression_conditions import CONDITIONS, DRAWS, NOISE, POINTS, simulate


@pytest.mark.parametrize("condition", CONDITIONS)
def test_kept_every_condition_lets_the_fit_find_the_truth(condition):
    example = simulate(condition)
    assert example.estimates.shape == (DRAWS, 2)
    error = example.estimates.std(axis=0) / math.sqrt(DRAWS)
    assert (np.abs(example.estimates.mean(axis=0) - example.truth) < 4.0 * error).all()
    assert example.kept.all()


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("broken", [0.0, 0.5, 0.9])
def test_the_first_draw_is_the_picture_s(condition, broken):
    example = simulate(condition, broken=broken)
    x, y = example.across[example.kept], example.up[example.kept]
    np.testing.assert_allclose(example.line.weights, fit(x, y).weights)
    weights = example.model.weights
    of_the_picture = {
        "linear relation": weights,
        "real relation": (example.line.weights[1], weights[1]),
        "separate inputs": weights[1:],
        "complete data": weights,
    }[condition]
    np.testing.assert_allclose(example.estimates[0], of_the_picture, rtol=1e-6, atol=1e-9)


def test_a_curve_leaves_little_for_a_line():
    straight, curved = (simulate("linear relation", broken=broken).line.r_squared for broken in (0.0, 1.0))
    assert straight > 0.7 and curved < 0.1
    parabola = simulate("linear relation", broken=1.0)
    assert fit(parabola.across**2, parabola.up).r_squared > 0.7


def test_a_common_cause_passes_for_an_effect_until_it_is_in_the_model():
    apparent = simulate("real relation", broken=1.0)
    assert np.corrcoef(apparent.across, apparent.up)[0, 1] > 0.7
    alone, with_the_cause = apparent.estimates.mean(axis=0)
    assert alone == pytest.approx(1.0 / 1.16, abs=0.1) and abs(with_the_cause) < 0.1


def test_the_weights_of_tied_inputs_swing_while_the_fit_stays_as_good():
    swings = [simulate(broken=broken) for broken in (0.0, 0.5, 0.9, 0.95)]
    widths = [example.estimates.std(axis=0).max() for example in swings]
    assert widths == sorted(widths) and widths[-1] > 10.0 * widths[0]
    conditions = [example.model.condition for example in swings]
    assert conditions == sorted(conditions)
    sums = [example.estimates.sum(axis=1).std() for example in swings]
    assert max(sums) < 2.0 * min(sums)
    assert all(example.model.spread == pytest.approx(NOISE, rel=0.2) for example in swings)


def test_inputs_that_are_the_same_have_no_one_answer():
    same = simulate(broken=1.0)
    assert same.model.rank == 2 and same.model.condition == math.inf
    assert np.isnan(same.estimates).all()
    np.testing.assert_array_equal(same.across, same.up)


def test_rows_missing_by_their_output_flatten_the_line():
    slopes = [
        simulate("complete data", broken=broken).estimates[:, 1].mean() for broken in (0.0, 0.3, 0.6, 0.9)
    ]
    assert slopes == sorted(slopes, reverse=True) and slopes[-1] < 0.8
    half = simulate("complete data", broken=0.5)
    assert half.kept.sum() == round(POINTS * 0.625)
    assert half.up[half.kept].max() < half.up[~half.kept].min()


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"condition": "luck"}, "the condition must be one of linear relation, .* not luck"),
        ({"broken": 1.1}, r"broken must be between 0 and 1, not 1\.1"),
        ({"broken": math.nan}, "broken must be between 0 and 1, not nan"),
    ],
)
def test_what_makes_no_sense_is_refused(settings, sentence):
    with pytest.raises(ValueError, match=sentence):
        simulate(**settings)
