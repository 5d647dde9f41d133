"""A maximum of lines is convex, is the known functions at their settings, and follows curves ever closer."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from activations import CATALOG
from activations.simulations.maxout import (
    CURVES,
    MOST_PIECES,
    REACH,
    SPECIAL,
    Pieces,
    fit,
    parameters,
    plane,
    simulate,
    special_case,
)
from activations.vector import maxout, maxout_gradient, maxout_piece

X = np.linspace(-REACH, REACH, 601)
DRAWN = [tuple(np.random.default_rng(seed).normal(size=(2, 1 + seed % 5))) for seed in range(20)]
MEETING = [
    ((-1.0, 0.0, 1.0), (0.0, 0.0, 0.0)),
    ((0.1, 0.2, 0.3), (-0.1, -0.2, -0.3)),
    ((1.0, 1.0, 1.0), (0.0, 2.0, 2.0)),
    ((2.0,), (1.0,)),
    ((0.0, 1.0), (0.0, -3.0)),
    ((0.0, 1.0), (0.0, 3.0)),
]


@pytest.mark.parametrize(("slopes", "intercepts"), DRAWN + MEETING)
def test_between_its_corners_the_active_piece_is_the_maximum(
    slopes: np.ndarray, intercepts: np.ndarray
) -> None:
    result = simulate(slopes, intercepts)
    lines = Pieces(tuple(slopes), tuple(intercepts))
    assert result.corners[0] == -REACH and result.corners[-1] == REACH
    np.testing.assert_allclose(result.values, lines(result.corners))
    np.testing.assert_allclose(np.interp(X, result.corners, result.values), lines(X), atol=1e-12)
    for piece, (left, right) in zip(result.active, pairwise(result.corners), strict=True):
        middle = (left + right) / 2
        assert slopes[piece] * middle + intercepts[piece] == pytest.approx(float(lines(middle)))
        assert maxout_gradient([middle], np.array(slopes)[:, None], intercepts).x == slopes[piece]


@pytest.mark.parametrize(("slopes", "intercepts"), DRAWN + MEETING)
def test_a_maximum_of_lines_is_convex(slopes: np.ndarray, intercepts: np.ndarray) -> None:
    result = simulate(slopes, intercepts)
    assert (np.diff(np.asarray(slopes)[result.active]) > 0).all()
    lines = Pieces(tuple(slopes), tuple(intercepts))
    one, other = np.random.default_rng(0).uniform(-REACH, REACH, (2, 200))
    assert (lines((one + other) / 2) <= (lines(one) + lines(other)) / 2 + 1e-12).all()


def test_lines_that_all_but_meet_beyond_the_floats_do_not_meet() -> None:
    assert simulate((1e-320, 0.0), (0.0, 1.0)).active.tolist() == [1]


def test_where_three_pieces_meet_in_a_point_there_is_one_corner() -> None:
    for slopes, intercepts in MEETING[:2]:
        result = simulate(slopes, intercepts)
        assert result.active.tolist() == [0, 2]
        assert len(result.corners) == 3


def test_the_documents_two_pieces() -> None:
    """max(w₁ᵀx + b₁, w₂ᵀx + b₂)"""
    result = simulate((0.5, -1.0), (1.0, 2.5))
    assert result.active.tolist() == [1, 0]
    assert result.corners == pytest.approx([-3.0, 1.0, 3.0])
    assert result.values == pytest.approx([5.5, 1.5, 2.5])


def test_special_cases_are_the_catalogs_functions() -> None:
    for name, f in (("ReLU", "relu"), ("Leaky ReLU", "leaky_relu"), ("Identity", "identity")):
        np.testing.assert_array_equal(SPECIAL[name](X), CATALOG[f](X))
    np.testing.assert_array_equal(SPECIAL["|x|"](X), np.abs(X))


@pytest.mark.parametrize("name", SPECIAL)
def test_a_special_case_is_known_with_other_pieces_below_it(name: str) -> None:
    pieces = SPECIAL[name]
    assert special_case(simulate(pieces.slopes, pieces.intercepts)) == name
    lower = simulate((*pieces.slopes[::-1], 0.5), (*pieces.intercepts[::-1], -9.0))
    assert special_case(lower) == name
    assert special_case(simulate(pieces.slopes, np.array(pieces.intercepts) + 0.1)) is None


@pytest.mark.parametrize("name", CURVES)
def test_a_curve_is_convex_if_it_says_so(name: str) -> None:
    curve = CURVES[name]
    assert (np.diff(curve.value(X), 2).min() > 0) == curve.convex
    h = 1e-6
    np.testing.assert_allclose(curve.slope(X), (curve.value(X + h) - curve.value(X - h)) / (2 * h), atol=1e-7)


@pytest.mark.parametrize("parts", range(1, MOST_PIECES + 1))
def test_a_parabolas_best_error_is_known(parts: int) -> None:
    assert fit("x²", parts).error == pytest.approx((2 * REACH) ** 2 / (8 * parts**2), rel=1e-6)


@pytest.mark.parametrize("parts", range(1, MOST_PIECES + 1))
@pytest.mark.parametrize("name", [name for name, curve in CURVES.items() if curve.convex])
def test_a_minimax_fit_reaches_its_error_in_turn_above_and_below(name: str, parts: int) -> None:
    found = fit(name, parts)
    assert found.second == Pieces((0.0,), (0.0,))
    assert len(found.first.slopes) == parts
    curve, knots = CURVES[name].value, np.array(found.knots)
    np.testing.assert_allclose(found(knots) - curve(knots), -found.error, rtol=1e-4)
    inside = np.linspace(knots[:-1], knots[1:], 2001)
    np.testing.assert_allclose((found(inside) - curve(inside)).max(axis=0), found.error, rtol=1e-4)


@pytest.mark.parametrize("name", [name for name, curve in CURVES.items() if not curve.convex])
def test_a_curve_that_is_not_convex_is_a_difference_of_two_maxouts(name: str) -> None:
    errors = []
    for parts in range(1, MOST_PIECES + 1):
        found = fit(name, parts)
        assert len(found.first.slopes) + len(found.second.slopes) == parts + 1
        np.testing.assert_allclose(
            found(X), np.interp(X, found.knots, found(np.array(found.knots))), atol=1e-9
        )
        errors.append(found.error)
    assert errors[-1] < 0.1 * errors[0]


def test_no_broken_line_with_the_same_knots_has_a_smaller_squared_error() -> None:
    found, x = fit("Tanh", 5), np.linspace(-REACH, REACH, 2401)
    wanted, knots = CURVES["Tanh"].value(x), np.array(found.knots)
    least = ((found(x) - wanted) ** 2).sum()
    for hat in np.eye(len(knots)):
        for h in (1e-3, -1e-3):
            assert ((np.interp(x, knots, found(knots) + h * hat) - wanted) ** 2).sum() > least


def test_a_layer_of_maxout_costs_k_times_the_parameters() -> None:
    assert parameters(100, 50) == 5050
    assert parameters(100, 50, 5) == 5 * 5050
    for wrong in ((0, 1, 1), (1, 0, 1), (1, 1, 0)):
        with pytest.raises(ValueError, match="at least one"):
            parameters(*wrong)


@pytest.mark.parametrize("k", [1, 2, 5])
def test_in_the_plane_the_region_of_a_piece_is_where_it_is_the_highest(k: int) -> None:
    random = np.random.default_rng(k)
    weights, biases = random.normal(size=(k, 2)), random.normal(size=k)
    result = plane(weights, biases)
    grid = np.stack(np.meshgrid(result.axis, result.axis), axis=-1)
    np.testing.assert_array_equal(result.values, maxout(grid, weights, biases))
    places = random.uniform(-REACH, REACH, (2000, 2))
    highest = maxout_piece(places, weights, biases)
    for piece, corners in enumerate(result.regions):
        edges = np.roll(corners, -1, axis=0) - corners
        beside = places[:, None] - corners
        left_of_all = (edges[:, 0] * beside[..., 1] - edges[:, 1] * beside[..., 0] > 0.0).all(axis=-1)
        np.testing.assert_array_equal(left_of_all & (len(corners) > 0), highest == piece)
        assert result.share(piece) == pytest.approx((highest == piece).mean(), abs=0.05)
    assert sum(map(result.share, range(k))) == pytest.approx(1.0)


def test_regions_have_their_corners_where_pieces_meet() -> None:
    left, right, below = plane(((-1.0, 0.0), (1.0, 0.0), (0.0, -1.0))).regions
    assert {*map(tuple, left)} == {(-3.0, -3.0), (0.0, 0.0), (0.0, 3.0), (-3.0, 3.0)}
    assert {*map(tuple, right)} == {(3.0, -3.0), (3.0, 3.0), (0.0, 3.0), (0.0, 0.0)}
    assert {*map(tuple, below)} == {(-3.0, -3.0), (3.0, -3.0), (0.0, 0.0)}


def test_of_equal_pieces_the_first_has_the_region_and_what_is_nowhere_the_highest_has_none() -> None:
    result = plane(((1.0, 0.0), (1.0, 0.0), (0.0, 0.0)), (0.0, 0.0, -4.0))
    assert [result.share(piece) for piece in range(3)] == [1.0, 0.0, 0.0]
    assert [len(corners) for corners in result.regions] == [4, 0, 0]


def test_results_are_read_only() -> None:
    line, square = simulate(), plane()
    for array in (line.corners, line.values, line.active, square.axis, square.values, *square.regions):
        assert not array.flags.writeable


@pytest.mark.parametrize(
    ("slopes", "intercepts"), [((), ()), ((1.0,), (1.0, 2.0)), ((math.nan,), (0.0,)), (1.0, 1.0)]
)
def test_lines_must_be_rows_of_numbers(slopes: object, intercepts: object) -> None:
    with pytest.raises(ValueError, match="rows of numbers"):
        simulate(slopes, intercepts)  # type: ignore[arg-type]


def test_other_settings_without_a_meaning_are_refused() -> None:
    with pytest.raises(ValueError, match="low"):
        simulate(low=1.0, high=1.0)
    with pytest.raises(ValueError, match="one of x²"):
        fit("x³")
    with pytest.raises(ValueError, match="parts"):
        fit(parts=0)
    with pytest.raises(ValueError, match="finite"):
        plane(((1.0, math.inf),), (0.0,))
    with pytest.raises(ValueError, match="two places"):
        plane(resolution=1)
