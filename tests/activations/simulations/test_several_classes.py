"""Every way to decide between several classes does what its name says, and leaves open what it must."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest

from activations.simulations.several_classes import (
    ARRANGEMENTS,
    DECAY,
    NAMES,
    NONE,
    REACH,
    SEVERAL,
    Integers,
    SeveralClasses,
    log_likelihood,
    regress,
    simulate,
    with_one,
)
from activations.vector import log_softmax

TWO_CLASS_METHODS = ("one against one", "one against the rest", "many against many")
SETTINGS = [(classes, arrangement) for arrangement in ARRANGEMENTS for classes in (2, 3, 4, 5)]


def scores_on_grid(result: SeveralClasses, method: str) -> np.ndarray:
    grid = np.stack(np.meshgrid(result.axis, result.axis), axis=-1)
    return with_one(grid) @ result.decisions[method].weights.T


@pytest.mark.parametrize("classes", [2, 3, 4, 5])
def test_how_many_classifiers_each_method_needs(classes: int) -> None:
    counts = [len(decision.classifiers) for decision in simulate(classes).decisions.values()]
    assert counts == [math.comb(classes, 2), classes, math.ceil(math.log2(classes)), 1]


def test_the_documents_classifiers() -> None:
    names = {method: decision.classifiers for method, decision in simulate(4).decisions.items()}
    assert names["many against many"] == ("AB|CD", "AC|BD")
    assert names["one against one"] == ("A|B", "A|C", "A|D", "B|C", "B|D", "C|D")
    assert names["one against the rest"] == ("A|BCD", "B|ACD", "C|ABD", "D|ABC")
    assert names["softmax"] == ("A|B|C|D",)
    assert simulate(3).decisions["one against one"].classifiers == ("A|B", "A|C", "B|C")


def loss(samples: np.ndarray, labels: Integers, weights: np.ndarray) -> float:
    right = log_softmax(samples @ weights.T)[np.arange(len(labels)), labels]
    return float(-right.mean() + DECAY / 2 * (weights**2).sum())


@pytest.mark.parametrize("spread", [0.05, 0.5, 1.5])
@pytest.mark.parametrize(("classes", "arrangement"), SETTINGS)
def test_regression_ends_where_the_loss_is_least(classes: int, arrangement: str, spread: float) -> None:
    result = simulate(classes, arrangement=arrangement, spread=spread, resolution=2)
    samples = with_one(result.points)
    weights = result.decisions["softmax"].weights
    least = loss(samples, result.labels, weights)
    for place in np.ndindex(weights.shape):
        h = np.zeros_like(weights)
        h[place] = 1e-4
        up, down = (loss(samples, result.labels, weights + sign * h) for sign in (1, -1))
        assert (up - down) / 2e-4 == pytest.approx(0.0, abs=1e-8)
        assert min(up, down) > least


def test_a_regression_of_two_classes_is_logistic() -> None:
    result = simulate(2)
    left, right = regress(with_one(result.points), result.labels, 2)
    assert left == pytest.approx(-right)
    assert result.decisions["one against one"].weights[0] == pytest.approx(left - right)


@pytest.mark.parametrize(("classes", "arrangement"), SETTINGS)
def test_softmax_gives_each_place_to_one_class_and_each_class_a_convex_region(
    classes: int, arrangement: str
) -> None:
    decision = simulate(classes, arrangement=arrangement, spread=0.8).decisions["softmax"]
    assert decision.open_at is None
    assert sum(decision.share(k) for k in range(classes)) == pytest.approx(1.0)
    random = np.random.default_rng(0)
    for k in range(classes):
        rows, columns = np.nonzero(decision.claimed == k)
        if not rows.size:
            continue
        one, other = random.integers(0, len(rows), (2, 500))
        even = ((rows[one] + rows[other]) % 2 == 0) & ((columns[one] + columns[other]) % 2 == 0)
        halfway = (rows[one] + rows[other])[even] // 2, (columns[one] + columns[other])[even] // 2
        assert (decision.claimed[halfway] == k).all()


@pytest.mark.parametrize(("classes", "arrangement"), SETTINGS)
def test_what_is_claimed_is_what_the_verdicts_come_to(classes: int, arrangement: str) -> None:
    result = simulate(classes, arrangement=arrangement)
    places = np.random.default_rng(1).integers(0, len(result.axis), (100, 2))
    for row, column in [*places, (50, 50)]:
        x1, x2 = result.axis[column], result.axis[row]
        pairs, rest, many, _softmax = result.decisions.values()
        votes = Counter(pairs.verdicts(x1, x2)).most_common()
        assert pairs.claimed[row, column] == only([NAMES.index(k) for k, n in votes if n == votes[0][1]])
        alone = [k for k, verdict in enumerate(rest.verdicts(x1, x2)) if verdict == NAMES[k]]
        assert rest.claimed[row, column] == only(alone)
        in_all = set(NAMES[:classes]).intersection(*many.verdicts(x1, x2))
        assert many.claimed[row, column] == only([NAMES.index(k) for k in in_all])


def only(claimants: list[int]) -> int:
    return claimants[0] if len(claimants) == 1 else SEVERAL if claimants else NONE


def test_three_classifiers_one_against_one_can_vote_in_a_circle() -> None:
    decision = simulate(3, arrangement="pinwheel").decisions["one against one"]
    assert decision.open_at is not None
    assert sorted(decision.verdicts(*decision.open_at)) == ["A", "B", "C"]
    assert 0.001 < decision.share(SEVERAL) < 0.05
    assert decision.share(NONE) == 0.0


def test_one_against_the_rest_overlaps_and_leaves_a_gap() -> None:
    decision = simulate(4, arrangement="ring").decisions["one against the rest"]
    assert decision.share(SEVERAL) > 0.3
    assert decision.share(NONE) > 0.02
    assert decision.open_at is not None
    assert decision.verdicts(*decision.open_at) == ("BCD", "ACD", "ABD", "ABC")


def test_in_a_row_no_line_cuts_off_the_class_in_the_middle() -> None:
    decisions = simulate(3, arrangement="row").decisions
    assert decisions["one against the rest"].share(1) == 0.0
    assert decisions["one against the rest"].claimed_errors >= 40
    assert decisions["one against the rest"].surest_errors <= 1
    assert decisions["softmax"].claimed_errors == 0
    assert simulate(4, arrangement="row").decisions["many against many"].claimed_errors > 60


def test_many_against_many_is_both_answers_at_once() -> None:
    result = simulate(4, arrangement="ring")
    decision, scores = result.decisions["many against many"], scores_on_grid(result, "many against many")
    first, second = scores[..., 0] > 0, scores[..., 1] > 0
    np.testing.assert_array_equal(
        decision.claimed, np.select([first & second, first & ~second, ~first & second], [0, 1, 2], 3)
    )
    assert simulate(3).decisions["many against many"].share(NONE) > 0.0


@pytest.mark.parametrize("method", TWO_CLASS_METHODS)
def test_the_likelihood_leaves_nothing_open(method: str) -> None:
    decision = simulate(5).decisions[method]
    assert decision.claimed.min() < 0 <= decision.surest.min()
    assert decision.surest_errors <= decision.claimed_errors


def test_the_likelihood_of_one_against_the_rest_is_led_by_the_highest_score() -> None:
    result = simulate(4)
    scores = scores_on_grid(result, "one against the rest")
    np.testing.assert_array_equal(result.decisions["one against the rest"].surest, scores.argmax(axis=-1))


def test_the_likelihood_is_a_product_of_sigmoids() -> None:
    codes = np.array([[1, -1, 0]])
    assert log_likelihood(codes, np.array([2.0])) == pytest.approx(
        -np.log([1 + math.exp(-2.0), 1 + math.exp(2.0), 2.0])
    )
    assert np.isfinite(log_likelihood(codes, np.array([1e6]))).all()


@pytest.mark.parametrize(("classes", "arrangement"), SETTINGS)
def test_the_points_lie_where_their_arrangement_says(classes: int, arrangement: str) -> None:
    result = simulate(classes, arrangement=arrangement, per_class=4000, resolution=2)
    clouds = ARRANGEMENTS[arrangement](classes)
    for k in range(classes):
        points = result.points[result.labels == k]
        assert points.mean(axis=0) == pytest.approx(clouds.centres[k], abs=0.1)
        assert np.cov(points.T) == pytest.approx(0.25 * clouds.shapes[k] @ clouds.shapes[k].T, abs=0.1)
    assert np.abs(clouds.centres).max() < REACH


def test_neighbours_on_the_ring_of_four_share_a_side_of_the_documents_classifiers() -> None:
    decisions = simulate(4, arrangement="ring", spread=0.2).decisions
    assert decisions["many against many"].claimed_errors == 0


def test_a_seed_draws_one_set_and_another_seed_another() -> None:
    one, same, other = (simulate(seed=seed) for seed in (3, 3, 4))
    np.testing.assert_array_equal(one.points, same.points)
    assert not np.array_equal(one.points, other.points)
    decision = one.decisions["softmax"]
    for array in (one.points, one.labels, one.axis, decision.weights, decision.claimed, decision.surest):
        assert not array.flags.writeable


@pytest.mark.parametrize(
    ("setting", "what"),
    [
        ({"classes": 1}, "classes"),
        ({"classes": 6}, "classes"),
        ({"arrangement": "spiral"}, "arrangement"),
        ({"spread": 0.0}, "spread"),
        ({"spread": math.nan}, "spread"),
        ({"per_class": 0}, "a point"),
        ({"resolution": 1}, "two places"),
    ],
)
def test_a_setting_without_a_meaning_is_refused(setting: dict[str, object], what: str) -> None:
    with pytest.raises(ValueError, match=what):
        simulate(**setting)  # type: ignore[arg-type]
