"""Small sets of points to learn from, drawn from a seed: two classes in the plane."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from activations.core import Array


@dataclass(frozen=True, eq=False)
class Dataset:
    """Samples x of shape (samples, inputs) and their targets y of shape (samples,); classes are 0 and 1."""

    x: Array
    y: Array

    def __post_init__(self) -> None:
        self.x.flags.writeable = self.y.flags.writeable = False


def moons(y: Array, random: np.random.Generator) -> Array:
    """Two half circles of radius 1, each reaching into the other."""
    angle = np.pi * random.random(len(y))
    upper, lower = (np.cos(angle), np.sin(angle)), (1.0 - np.cos(angle), 0.5 - np.sin(angle))
    return np.asarray(np.where(y == 0, upper, lower).T - np.array([0.5, 0.25]))


def circles(y: Array, random: np.random.Generator) -> Array:
    """A circle of radius 1.5 around one of radius 0.6."""
    angle = 2.0 * np.pi * random.random(len(y))
    radius = np.where(y == 0, 1.5, 0.6)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def checker(y: Array, random: np.random.Generator) -> Array:
    """Four squares: class 1 where the coordinates' signs differ, the exclusive or."""
    size = random.uniform(0.1, 1.5, (len(y), 2))
    right = random.choice([-1.0, 1.0], len(y))
    return np.stack([right * size[:, 0], np.where(y == 0, right, -right) * size[:, 1]], axis=1)


def blobs(y: Array, random: np.random.Generator) -> Array:
    """Two clouds of spread 0.4 that a straight line separates."""
    centre = np.where(y == 0, -0.9, 0.9)[:, None] * np.array([1.0, 0.5])
    return np.asarray(centre + random.normal(0.0, 0.4, (len(y), 2)))


SHAPES: Mapping[str, Callable[[Array, np.random.Generator], Array]] = {
    "moons": moons,
    "circles": circles,
    "checker": checker,
    "blobs": blobs,
}
"""Where the points of each class lie, before noise: all sets have mean about 0 and reach to about ±1.5."""


def two_classes(
    shape: str, *, samples: int = 100, noise: float = 0.1, seed: int | np.random.Generator = 0
) -> Dataset:
    """Points in the plane, the classes by turns, moved by normal noise of this standard deviation.

    Raises ValueError for a shape that is not in SHAPES, fewer than two samples, or noise below 0.
    """
    if shape not in SHAPES:
        raise ValueError(f"the points' shape must be one of {', '.join(SHAPES)}, not {shape}")
    if samples < 2:
        raise ValueError(f"there must be at least two samples, not {samples}")
    if not 0.0 <= noise < np.inf:
        raise ValueError(f"the noise must be a number not below 0, not {noise}")
    random = np.random.default_rng(seed)
    y = np.resize([0.0, 1.0], samples)
    return Dataset(SHAPES[shape](y, random) + random.normal(0.0, noise, (samples, 2)), y)
