"""A population on a function: its shares sum to 1, agree with sampling, and have closed forms to meet."""

from __future__ import annotations

import dataclasses
import math
from itertools import pairwise
from statistics import NormalDist

import mpmath as mp
import numpy as np
import pytest

from activations import get
from activations.core import Facts, Interval
from activations.measure import mean_under_normal
from activations.simulations.saturation import STATES, Point, mean_for, share_between, share_sure, simulate

POSITIONS = [(0.0, 1.0), (-1.75, 1.0), (3.0, 0.2), (-6.0, 4.0)]


def total(histogram):
    return (
        histogram.shares.sum()
        + histogram.below
        + histogram.above
        + sum(point.share for point in histogram.points)
    )


def test_the_shares_sum_to_1(case):
    for mean, spread in POSITIONS:
        population = simulate(case.activation, mean=mean, spread=spread, **case.parameters)
        assert tuple(population.shares) == STATES
        assert sum(population.shares.values()) == pytest.approx(1.0, rel=1e-12)
        assert min(population.shares.values()) >= 0.0
        assert total(population.outputs) == pytest.approx(1.0, rel=1e-12)
        assert total(population.slopes) == pytest.approx(1.0, rel=1e-12)
        assert min(population.outputs.shares.min(), population.slopes.shares.min()) >= 0.0


def test_the_stretches_follow_each_other_without_a_gap(case):
    stretches = simulate(case.activation, **case.parameters).stretches
    assert stretches[0].low == -math.inf and stretches[-1].high == math.inf
    assert all(left.high == right.low for left, right in pairwise(stretches))


def test_what_is_computed_agrees_with_sampling(case):
    mean, spread = 0.4, 1.6
    population = simulate(case.activation, mean=mean, spread=spread, **case.parameters)
    count = 200_000
    x = np.random.default_rng(0).normal(mean, spread, count)
    y, slopes = case.f(x), case.slope(x)
    tolerance = 5.0 / math.sqrt(count)
    assert population.mean_output == pytest.approx(y.mean(), abs=tolerance * y.std())
    assert population.spread_output == pytest.approx(y.std(), rel=2 * tolerance)
    assert population.mean_slope == pytest.approx(slopes.mean(), abs=tolerance * slopes.std() + 1e-12)
    for stretch in population.stretches:
        share = ((stretch.low < x) & (x <= stretch.high)).mean()
        assert stretch.share == pytest.approx(share, abs=tolerance)
    for histogram, values in ((population.outputs, y), (population.slopes, slopes)):
        for point in histogram.points:
            assert point.share == pytest.approx((values == point.value).mean(), abs=tolerance)
        spread_out = values[~np.isin(values, [point.value for point in histogram.points])]
        counts, _ = np.histogram(spread_out, histogram.edges)
        assert histogram.shares == pytest.approx(counts / count, abs=tolerance)
        assert histogram.above == pytest.approx(
            (spread_out > histogram.edges[-1]).sum() / count, abs=tolerance
        )


def test_the_mean_at_the_standard_normal_distribution_is_the_one_that_is_measured(case):
    population = simulate(case.activation, **case.parameters)
    mean = mean_under_normal(case.activation, **case.parameters)
    assert population.mean_output == pytest.approx(mean, rel=1e-12, abs=1e-14)


def test_the_mean_slope_is_how_fast_the_mean_output_moves(case):
    """d/dm E f(m + sZ) = E f′(m + sZ): exact where f is continuous."""
    if case.facts.jumps:
        return
    left, here, right = (
        simulate(case.activation, mean=mean, spread=0.7, **case.parameters) for mean in (0.299, 0.3, 0.301)
    )
    assert here.mean_slope == pytest.approx((right.mean_output - left.mean_output) / 0.002, rel=1e-5)


def test_dead_neurons_are_those_that_share_an_output(case):
    population = simulate(case.activation, mean=-0.8, **case.parameters)
    alike = sum(point.share for point in population.outputs.points)
    assert alike == pytest.approx(population.shares["dead"], abs=1e-9)


def test_a_narrow_population_sits_on_the_curve(case):
    population = simulate(case.activation, mean=1.3, spread=1e-4, **case.parameters)
    assert population.mean_output == pytest.approx(float(case.f(1.3)), rel=1e-6, abs=1e-6)
    assert population.spread_output == pytest.approx(abs(float(case.slope(1.3))) * 1e-4, rel=1e-3)


# ReLU, sigmoid, and the brain


def test_half_of_relu_is_active_at_mean_0_and_the_rest_is_exactly_0():
    population = simulate(get("relu"))
    assert population.shares["active"] == population.shares["dead"] == 0.5
    assert population.outputs.points == (Point(0.0, 0.5),)
    assert [(point.value, point.share) for point in population.slopes.points] == [(0.0, 0.5), (1.0, 0.5)]
    assert population.mean_output == pytest.approx(1.0 / math.sqrt(2.0 * math.pi), rel=1e-13)
    assert population.spread_output == pytest.approx(math.sqrt(0.5 - 0.5 / math.pi), rel=1e-13)
    assert population.mean_slope == pytest.approx(0.5, rel=1e-13)


@pytest.mark.parametrize(("active", "mean"), [(0.5, 0.0), (0.04, -1.7507), (0.01, -2.3263)])
def test_the_mean_at_which_relu_is_as_sparse_as_the_brain(active, mean):
    assert mean_for(active=active) == pytest.approx(mean, abs=5e-5)
    assert mean_for(active=active, spread=2.5) == pytest.approx(2.5 * mean, abs=2e-4)
    assert simulate(get("relu"), mean=mean_for(active=active)).shares["active"] == pytest.approx(active)


def test_any_function_saturated_on_the_left_alone_can_be_made_sparse():
    for name, parameters in {"elu": {"alpha": 2.0}, "softplus": {}, "leaky_relu": {"alpha": 0.0}}.items():
        mean = mean_for(get(name), active=0.02, spread=1.5, **parameters)
        population = simulate(get(name), mean=mean, spread=1.5, **parameters)
        assert population.shares["active"] == pytest.approx(0.02, rel=1e-6)
    for name in ("sigmoid", "identity", "binary_step"):
        with pytest.raises(ValueError, match="is not saturated on the left alone"):
            mean_for(get(name))


def test_sigmoid_saturates_softly_on_both_sides():
    """Saturated from |x| = ln(399 + …) ≈ 5.98 on, where σ(1 − σ) is a hundredth of a quarter."""
    edge = math.log((1.0 + math.sqrt(0.99)) / (1.0 - math.sqrt(0.99)))
    population = simulate(get("sigmoid"), spread=4.0)
    outside = NormalDist(0.0, 4.0).cdf(-edge)
    assert population.shares["saturated left"] == pytest.approx(outside, rel=1e-6)
    assert population.shares["saturated right"] == pytest.approx(outside, rel=1e-6)
    assert population.shares["dead"] == 0.0
    assert population.outputs.points == ()
    assert population.mean_output == pytest.approx(0.5)


def test_the_density_of_sigmoid_outputs_is_the_logit_normal():
    """p(y) = φ(ln(y/(1−y))) / (y(1−y)), averaged over each bin."""
    population = simulate(get("sigmoid"), mean=0.5, spread=1.5, bins=20)
    edges = np.linspace(0.0, 1.0, 21)
    with np.errstate(divide="ignore"):
        logits = np.log(edges) - np.log1p(-edges)
    at_most = [NormalDist(0.5, 1.5).cdf(logit) for logit in logits]
    np.testing.assert_allclose(population.outputs.edges, edges)
    assert population.outputs.density == pytest.approx(np.diff(at_most) * 20.0, abs=2e-4)


def test_a_sigmoid_is_as_sure_as_its_input_is_far_from_0():
    assert share_sure(0.5) == pytest.approx(1.0)
    assert share_sure(0.9, spread=2.0) == pytest.approx(2.0 * NormalDist().cdf(-math.log(9.0) / 2.0))
    assert share_sure(0.9, mean=30.0) == pytest.approx(1.0)
    for certainty in (0.4, 1.0):
        with pytest.raises(ValueError, match="certainty lies between"):
            share_sure(certainty)


def test_hard_and_soft_are_told_apart():
    leaky, dead = (simulate(get("leaky_relu"), mean=-1.0, alpha=alpha).shares for alpha in (0.005, 0.0))
    assert leaky["saturated left"] == dead["dead"] == NormalDist(-1.0).cdf(0.0)
    assert leaky["dead"] == dead["saturated left"] == 0.0
    assert simulate(get("binary_step")).shares["dead"] == 1.0


# Functions that the catalog does not have


def invented(value, slope, range_, derivative_range, **facts):
    rest = ("neither convex nor concave", "neither odd nor even", "C∞")
    stated = Facts(range_, derivative_range, "not monotonic", *rest, **facts)
    return dataclasses.replace(get("relu"), value=value, slope=slope, facts_at=lambda: stated)


def test_around_a_minimum_a_neuron_is_saturated_between():
    parabola = invented(
        lambda x: x * x / 2, np.positive, (Interval(0.0, math.inf, True),), (Interval(-9.0, 9.0),)
    )
    population = simulate(parabola)
    inner = NormalDist().cdf(0.09) - NormalDist().cdf(-0.09)
    assert population.shares["saturated between"] == pytest.approx(inner, rel=1e-6)
    assert population.mean_output == pytest.approx(0.5)
    below_one = NormalDist().cdf(math.sqrt(2.0)) - NormalDist().cdf(-math.sqrt(2.0))
    edges = population.outputs.edges
    assert np.interp(1.0, edges[1:], np.cumsum(population.outputs.shares)) == pytest.approx(
        below_one, abs=0.02
    )


def test_what_only_fades_into_rounding_has_no_single_value():
    """GELU′ is 1 in floats from about 9 on, although it is never 1 for long."""
    sigmoid = get("sigmoid")
    smooth = invented(
        lambda x: x + sigmoid(-8.0 * x),
        lambda x: 1.0 - 8.0 * sigmoid.derivative(8.0 * x),
        (Interval(-math.inf, math.inf),),
        (Interval(-1.0, 1.0, True, True),),
    )
    assert simulate(smooth, mean=8.0).slopes.points == ()
    assert simulate(get("tanh"), mean=22.0).outputs.points == ()


def test_a_window_after_the_dead_zone_still_names_it():
    population = simulate(get("relu"), window=(1.0, 4.0), bins=6)
    np.testing.assert_allclose(population.outputs.edges, np.linspace(0.0, 4.0, 7))
    assert population.outputs.points == (Point(0.0, 0.5),)
    assert population.outputs.above == pytest.approx(NormalDist().cdf(-4.0))


def test_values_too_large_for_a_float_are_above():
    def grow(x):
        with np.errstate(over="ignore"):
            return np.exp(50.0 * x)

    steep = invented(grow, grow, (Interval(0.0, math.inf),), (Interval(0.0, math.inf),))
    population = simulate(steep, spread=4.0, window=(-0.1, 0.1))
    assert population.mean_output == population.spread_output == math.inf
    assert population.outputs.above == pytest.approx(NormalDist(0.0, 4.0).cdf(-0.1), abs=1e-3)
    assert total(population.outputs) == pytest.approx(1.0)


# The record


def test_a_population_is_a_frozen_record():
    population = simulate()
    with pytest.raises(dataclasses.FrozenInstanceError):
        population.mean_output = 0.0
    with pytest.raises(TypeError):
        population.shares["dead"] = 1.0
    for histogram in (population.outputs, population.slopes):
        for array in (histogram.edges, histogram.shares):
            with pytest.raises(ValueError, match="read-only"):
                array[0] = 7.0


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"mean": math.inf}, "the mean must be finite, not inf"),
        ({"spread": 0.0}, "the spread must be above 0, not 0.0"),
        ({"spread": math.nan}, "the spread must be above 0, not nan"),
        ({"window": (2.0, 2.0)}, "the window must go from a lower to a higher input"),
        ({"bins": 0}, "there must be at least 1 bin, not 0"),
    ],
)
def test_what_makes_no_sense_is_refused(settings, sentence):
    with pytest.raises(ValueError, match=sentence):
        simulate(**settings)
    with pytest.raises(ValueError, match="share of active neurons"):
        mean_for(active=1.0)


@pytest.mark.parametrize("distance", [3.0, 8.0, 20.0, 37.0])
def test_a_share_far_out_keeps_its_digits(distance):
    """Below and above, against the tail of a normal distribution."""
    tail = float(mp.ncdf(-distance))
    inputs = NormalDist(1.0, 0.5)
    below = share_between(inputs, -math.inf, 1.0 - 0.5 * distance)
    above = share_between(inputs, 1.0 + 0.5 * distance, math.inf)
    assert below == pytest.approx(tail, rel=1e-9, abs=0.0)
    assert above == pytest.approx(tail, rel=1e-9, abs=0.0)
