"""The points lie where their shape says, and the same seed draws the same points."""

from __future__ import annotations

import numpy as np
import pytest

from activations.simulations.datasets import SHAPES, two_classes


@pytest.mark.parametrize("shape", SHAPES)
def test_a_seed_draws_one_set_and_another_seed_another(shape: str) -> None:
    one, same, other = (two_classes(shape, seed=seed) for seed in (3, 3, 4))
    np.testing.assert_array_equal(one.x, same.x)
    np.testing.assert_array_equal(one.y, same.y)
    assert not np.array_equal(one.x, other.x)
    assert not one.x.flags.writeable


@pytest.mark.parametrize("shape", SHAPES)
def test_the_classes_are_balanced_and_the_points_lie_around_zero(shape: str) -> None:
    points = two_classes(shape, samples=1000)
    assert points.x.shape == (1000, 2)
    assert points.y.sum() == 500
    assert np.abs(points.x.mean(axis=0)).max() < 0.15
    assert 1.2 < np.abs(points.x).max() < 3.0


def test_without_noise_each_point_lies_on_its_shape() -> None:
    points = two_classes("circles", noise=0.0)
    np.testing.assert_allclose(np.hypot(*points.x.T), np.where(points.y == 0, 1.5, 0.6))
    points = two_classes("checker", noise=0.0)
    np.testing.assert_array_equal(points.y, points.x.prod(axis=1) < 0)
    points = two_classes("moons", noise=0.0)
    centre = np.where(points.y[:, None] == 0, [-0.5, -0.25], [0.5, 0.25])
    np.testing.assert_allclose(np.hypot(*(points.x - centre).T), 1.0)


@pytest.mark.parametrize("shape", SHAPES)
def test_noise_moves_the_points_by_its_spread(shape: str) -> None:
    still, moved = (two_classes(shape, samples=2000, noise=noise) for noise in (0.0, 0.2))
    assert (moved.x - still.x).std() == pytest.approx(0.2, rel=0.05)


@pytest.mark.parametrize("setting", [{"samples": 1}, {"noise": -0.1}, {"noise": np.nan}])
def test_a_setting_without_a_meaning_is_refused(setting: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must be"):
        two_classes("moons", **setting)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="one of moons"):
        two_classes("spirals")
