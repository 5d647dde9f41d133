"""The documents' lines and points, the gradient of the loss, and a line drawn whatever its weights."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from activations import CATALOG
from activations.core import Array
from activations.simulations.classifier import L1, L2, POINTS, Box, boundary, descend, judge
from activations.simulations.points import Point

RANDOM = np.random.default_rng(0)
CLOUD = tuple(Point(*RANDOM.uniform(-5, 5, 2).tolist(), bool(i % 2)) for i in range(8))
BOX = Box(-1.0, 5.0, -2.0, 6.0)


def loss(line: Array) -> float:
    return float(judge(CLOUD, line[:2], line[2]).mean_loss)


def test_the_documents_l1() -> None:
    by_l1 = judge()
    assert by_l1.z.tolist() == [4.0, -2.0, 1.0]
    assert by_l1.right.tolist() == [True, True, False]
    assert by_l1.losses == pytest.approx([0.018150, 0.126928, 1.313262], abs=5e-7)
    assert by_l1.probabilities[2] == pytest.approx(0.731, abs=5e-4)


def test_the_documents_l2_is_right_everywhere_and_costs_a_more() -> None:
    by_l2 = judge(POINTS, *L2)
    assert by_l2.z.tolist() == [1.0, -2.0, -1.0]
    assert by_l2.right.all()
    assert by_l2.losses == pytest.approx([0.313262, 0.126928, 0.313262], abs=5e-7)
    assert by_l2.losses[0] > judge().losses[0]
    assert by_l2.mean_loss < judge().mean_loss


def test_a_probability_tells_more_than_a_sign() -> None:
    points = (Point(5.0, 0.0, True), Point(-1.0, 0.0, True))
    judged = judge(points, (1.0, 0.0), 0.0)
    assert judged.probabilities == pytest.approx([0.993, 0.269], abs=5e-4)
    assert not CATALOG["binary_step"].derivative(judged.z).any()
    assert judge(points, (1.001, 0.0), 0.0).right.tolist() == judged.right.tolist()
    assert judge(points, (1.001, 0.0), 0.0).mean_loss != judged.mean_loss


def test_losses_are_those_of_the_formula_and_of_far_points_too() -> None:
    judged = judge(CLOUD, (0.7, -0.4), 0.2)
    y = np.array([point.positive for point in CLOUD])
    a = judged.probabilities
    assert judged.losses == pytest.approx(-(y * np.log(a) + (1 - y) * np.log(1 - a)), rel=1e-12)
    far = judge((Point(10.0, 10.0, True), Point(10.0, 10.0, False)), (1e5, 1e5), 0.0)
    assert far.losses.tolist() == [0.0, 2e6]


def test_the_gradient_is_the_slope_of_the_mean_loss() -> None:
    for line in RANDOM.normal(0.0, 2.0, (20, 3)):
        here = judge(CLOUD, line[:2], line[2])
        step = 1e-6 * np.eye(3)
        slopes = [(loss(line + each) - loss(line - each)) / 2e-6 for each in step]
        assert [*here.by_weights, here.by_bias] == pytest.approx(slopes, abs=1e-8)


def test_the_loss_is_convex_along_segments() -> None:
    for one, other in RANDOM.normal(0.0, 5.0, (50, 2, 3)):
        for share in (0.1, 0.5, 0.8):
            between = loss((1 - share) * one + share * other)
            assert between <= (1 - share) * loss(one) + share * loss(other) + 1e-12


def test_all_signs_swapped_mirror_everything() -> None:
    mirrored = tuple(point._replace(positive=not point.positive) for point in CLOUD)
    one, other = judge(CLOUD, (0.5, -2.0), 0.3), judge(mirrored, (-0.5, 2.0), -0.3)
    assert (other.z == -one.z).all()
    assert other.probabilities == pytest.approx(1.0 - one.probabilities)
    assert (other.losses == one.losses).all()
    assert (other.by_weights == -one.by_weights).all() and other.by_bias == -one.by_bias


def test_lines_side_by_side_are_judged_as_each_alone() -> None:
    lines = RANDOM.normal(0.0, 2.0, (4, 5, 3))
    together = judge(CLOUD, lines[..., :2], lines[..., 2])
    alone = judge(CLOUD, lines[3, 1, :2], lines[3, 1, 2])
    assert together.losses.shape == (4, 5, 8) and together.by_weights.shape == (4, 5, 2)
    for name in ("z", "probabilities", "losses", "margins", "right", "mean_loss", "by_weights", "by_bias"):
        assert getattr(together, name)[3, 1] == pytest.approx(getattr(alone, name))


def test_a_point_on_the_line_is_on_neither_side() -> None:
    points = (Point(1.0, 1.0, True), Point(1.0, 1.0, False))
    judged = judge(points, (1.0, -1.0), 0.0)
    assert judged.probabilities.tolist() == [0.5, 0.5]
    assert not judged.right.any()


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (((), (1.0, 1.0), 0.0), "at least one point"),
        ((POINTS, (1.0, 1.0, 1.0), 0.0), "two weights"),
        ((POINTS, (1.0, 1.0), (0.0, 1.0)), "one bias"),
        ((POINTS, (math.nan, 1.0), 0.0), "finite"),
        ((POINTS, (1e308, 1e308), 0.0), "finite"),
    ],
)
def test_what_cannot_be_judged_is_refused(settings: tuple, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        judge(*settings)


# The boundary


def test_l1_and_l2_are_drawn_where_the_documents_have_them() -> None:
    by_l1, by_l2 = boundary(*L1), boundary(*L2)
    assert (by_l1.slope, by_l1.intercept, by_l1.positive_side) == (0.5, 1.0, "above")
    assert (by_l2.slope, by_l2.intercept, by_l2.positive_side) == (1.0, 1.0, "above")
    assert sorted(by_l1.ends.tolist()) == [[-10.0, -4.0], [10.0, 6.0]]


@pytest.mark.parametrize(
    ("weights", "bias", "side"),
    [
        ((-1.0, 2.0), -2.0, "above"),
        ((-1.0, -2.0), 5.0, "below"),
        ((2.0, 0.0), -3.0, "right"),
        ((-2.0, 0.0), 3.0, "left"),
        ((0.0, 0.0), 1.0, "everywhere"),
        ((0.0, 0.0), -1.0, "nowhere"),
        ((0.0, 0.0), 0.0, "undecided"),
        ((0.0, 3.0), -3.0, "above"),
    ],
)
def test_the_positive_side_is_where_z_is_positive(
    weights: tuple[float, float], bias: float, side: str
) -> None:
    line = boundary(weights, bias, BOX)
    assert line.positive_side == side
    away = {"above": (0, 1), "below": (0, -1), "right": (1, 0), "left": (-1, 0)}
    if side in away:
        on_the_line = line.ends.mean(axis=0)
        assert on_the_line @ weights + bias == pytest.approx(0.0, abs=1e-12)
        assert (on_the_line + away[side]) @ weights + bias > 0.0
    else:
        assert np.isnan(line.ends).all()
    assert math.isnan(line.vertical_at) == (side not in ("right", "left"))
    assert math.isnan(line.slope) == math.isnan(line.intercept) == (side not in ("above", "below"))


NUMBERS = st.one_of(st.sampled_from([0.0, 1.0, -1.0, 2.0, 5e-324, 1e300]), st.floats(-5.0, 5.0))


@given(NUMBERS, NUMBERS, NUMBERS)
def test_any_line_is_cut_to_the_box(w1: float, w2: float, bias: float) -> None:
    line = boundary((w1, w2), bias, BOX)
    size = max(abs(w1), abs(w2))
    at_ends = line.ends[:, 0] * (w1 / (size or 1)) + line.ends[:, 1] * (w2 / (size or 1)) + bias / (size or 1)
    assert np.isnan(line.ends).all() or at_ends == pytest.approx([0.0, 0.0], abs=1e-9)
    for corners in (line.ends, line.region):
        inside = corners[~np.isnan(corners[:, 0])]
        assert ((inside >= (BOX.left, BOX.bottom)) & (inside <= (BOX.right, BOX.top))).all()
    assert np.isnan(line.region).all() or (line.region[0] == line.region[-1]).all()


@given(*3 * [st.floats(-5.0, 5.0, allow_subnormal=False)])
def test_the_region_is_the_positive_part_of_the_box(w1: float, w2: float, bias: float) -> None:
    """Its area is the share of a fine grid's places that have z ≥ 0."""
    x1, x2 = np.meshgrid(np.linspace(-1, 5, 61)[:-1] + 0.05, np.linspace(-2, 6, 81)[:-1] + 0.05)
    share = float((w1 * x1 + w2 * x2 + bias >= 0.0).mean())
    x, y = boundary((w1, w2), bias, BOX).region.T
    area = 0.0 if math.isnan(x[0]) else abs(float(x[:-1] @ y[1:] - x[1:] @ y[:-1])) / 2
    assert area / 48.0 == pytest.approx(share, abs=0.02)


def test_a_line_that_misses_the_box_has_no_ends() -> None:
    missed = boundary((1.0, 1.0), -100.0)
    assert np.isnan(missed.ends).all() and np.isnan(missed.region).all()
    assert (missed.slope, missed.intercept, missed.positive_side) == (-1.0, 100.0, "above")
    assert len(set(map(tuple, boundary((1.0, 1.0), 100.0).region))) == 4


def test_a_line_through_corners_or_along_an_edge_is_drawn() -> None:
    assert sorted(boundary((1.0, -1.0), 0.0).ends.tolist()) == [[-10.0, -10.0], [10.0, 10.0]]
    assert sorted(boundary((0.0, 1.0), -10.0).ends.tolist()) == [[-10.0, 10.0], [10.0, 10.0]]


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        boundary((math.inf, 1.0), 0.0)
    with pytest.raises(ValueError, match="inside"):
        boundary((1.0, 1.0), 0.0, Box(1.0, 1.0, 0.0, 1.0))


# Gradient descent


def test_descent_from_l1_puts_c_right() -> None:
    path = descend()
    assert (path.weights[0].tolist(), path.biases[0]) == ([-1.0, 2.0], -2.0)
    assert path.weights.shape == (101, 2) and path.judgement.z.shape == (101, 3)
    assert not path.judgement.right[0].all() and path.judgement.right[-1].all()
    assert (np.diff(path.judgement.mean_loss) < 0.0).all()
    assert path.judgement.mean_loss[-1] < judge(POINTS, *L2).mean_loss


def test_each_step_follows_the_gradient() -> None:
    path = descend(CLOUD, (0.3, 0.1), -0.2, learning_rate=0.4, steps=5)
    gradient = path.judgement
    assert np.diff(path.weights, axis=0) == pytest.approx(-0.4 * gradient.by_weights[:-1])
    assert np.diff(path.biases) == pytest.approx(-0.4 * gradient.by_bias[:-1])


def test_points_that_a_line_can_separate_have_no_best_weights() -> None:
    """Doubling a line that is right everywhere lowers the loss, and descent lets the weights grow."""
    losses = [judge(POINTS, np.multiply(k, L2.weights), k * L2.bias).mean_loss for k in (1, 2, 4, 8)]
    assert losses == sorted(losses, reverse=True)
    sizes = np.linalg.norm(descend(learning_rate=1.0, steps=1000).weights, axis=1)
    assert sizes[1000] > sizes[500] + 0.5 > sizes[250] + 1.0


def test_points_that_no_line_separates_have_a_best_line() -> None:
    path = descend(CLOUD, learning_rate=0.2, steps=1000)
    last = judge(CLOUD, path.weights[-1], path.biases[-1])
    assert not last.right.all()
    assert [*last.by_weights, last.by_bias] == pytest.approx([0.0] * 3, abs=1e-4)


def test_a_descent_needs_a_rate_and_a_number_of_steps() -> None:
    assert descend(steps=0).weights.tolist() == [[-1.0, 2.0]]
    for settings in ({"learning_rate": 0.0}, {"learning_rate": math.nan}, {"steps": -1}):
        with pytest.raises(ValueError, match="must"):
            descend(**settings)


def test_results_are_read_only() -> None:
    for array in (judge().z, boundary().ends, descend().weights, descend().judgement.losses):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 7.0
