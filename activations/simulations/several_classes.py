"""Several classes told apart by two-class classifiers, in the three ways of document 002, and by softmax.

Every classifier is linear. A two-class one is a softmax regression of two classes, which is logistic
regression; which classes it sets against which others is its code, a row of +1, −1 and 0 for those left out.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from activations.catalog import CATALOG
from activations.core import Array
from activations.vector import softmax, softmax_jacobian

Integers = NDArray[np.int_]
Claims = NDArray[np.bool_]

NAMES = "ABCDE"
NONE, SEVERAL = -1, -2
"""What stands for a place that no class claims, and for one that more than one does."""
REACH = 4.0
DECAY = 1e-3
"""The weight of half the squared weights beside the mean cross-entropy: it keeps them finite where a line
separates the classes."""
NEWTON_STEPS = 50


@dataclass(frozen=True, eq=False)
class Clouds:
    """Where the classes' points are drawn: centres of shape (classes, 2), and what stretches each cloud."""

    centres: Array
    shapes: Array


def ring(classes: int) -> Clouds:
    """Round clouds on a circle of radius 1.8 in the order of the Gray code: A, B, D, C for four.

    Neighbours differ in one bit of their number, so that for four classes a line cuts AB|CD, and one AC|BD.
    """
    gray = [code for code in (i ^ i >> 1 for i in range(8)) if code < classes]
    angles = np.empty(classes)
    angles[gray] = np.pi * (0.75 - 2.0 * np.arange(classes) / classes)
    return Clouds(1.8 * directions(angles), np.broadcast_to(np.eye(2), (classes, 2, 2)))


def row(classes: int) -> Clouds:
    """Round clouds beside each other, A, B, C, … from left to right."""
    across = np.linspace(-2.5, 2.5, classes)
    return Clouds(np.stack([across, 0.0 * across], axis=1), ring(classes).shapes)


def pinwheel(classes: int) -> Clouds:
    """The ring, its clouds stretched to blades that all lean the same way: 50° against the radius."""
    centres = ring(classes).centres
    along = np.arctan2(centres[:, 1], centres[:, 0]) + np.deg2rad(50.0)
    axes = [2.4 * directions(along), directions(along + np.pi / 2.0) / 2.4]
    return Clouds(centres, np.stack(axes, axis=-1))


def directions(angles: Array) -> Array:
    return np.stack([np.cos(angles), np.sin(angles)], axis=-1)


ARRANGEMENTS: Mapping[str, Callable[[int], Clouds]] = {"ring": ring, "row": row, "pinwheel": pinwheel}


def pair_codes(classes: int) -> Integers:
    own = own_codes(classes)
    return np.array([own[i] - own[j] for i, j in combinations(range(classes), 2)])


def rest_codes(classes: int) -> Integers:
    return 2 * own_codes(classes) - 1


def bit_codes(classes: int) -> Integers:
    """The bits of each class's number, the highest first: AB|CD, AC|BD for four classes."""
    bits = reversed(range(math.ceil(math.log2(classes))))
    return np.array([1 - 2 * (np.arange(classes) >> bit & 1) for bit in bits])


def own_codes(classes: int) -> Integers:
    return np.eye(classes, dtype=int)


def separately(samples: Array, labels: Integers, codes: Integers) -> Array:
    """A logistic regression for each code, on the points of the classes that it does not leave out."""
    rows = []
    for code in codes:
        sides = code[labels]
        left, right = regress(samples[sides != 0], (sides[sides != 0] < 0).astype(int), 2)
        rows.append(left - right)
    return np.array(rows)


def jointly(samples: Array, labels: Integers, codes: Integers) -> Array:
    """One softmax regression of all classes."""
    return regress(samples, labels, len(codes))


def most_votes(codes: Integers, scores: Array) -> Claims:
    votes = spoken_for(codes, scores).sum(axis=-2)
    return np.asarray(votes == votes.max(axis=-1, keepdims=True))


def own_verdict(codes: Integers, scores: Array) -> Claims:
    return np.asarray(scores > 0.0)


def every_verdict(codes: Integers, scores: Array) -> Claims:
    return np.asarray(spoken_for(codes, scores).all(axis=-2))


def highest_score(codes: Integers, scores: Array) -> Claims:
    return np.asarray(scores == scores.max(axis=-1, keepdims=True))


def spoken_for(codes: Integers, scores: Array) -> Claims:
    """Whether each classifier (the axis before the last) speaks for each class (the last)."""
    return np.asarray(codes * scores[..., None] > 0.0)


@dataclass(frozen=True)
class Method:
    """A way to decide between several classes: the classifiers' codes, their training, who claims a place.

    ``claims`` takes codes and scores, of shapes (classifiers, classes) and (…, classifiers).
    """

    codes: Callable[[int], Integers]
    train: Callable[[Array, Integers, Integers], Array]
    claims: Callable[[Integers, Array], Claims]


METHODS: Mapping[str, Method] = {
    "one against one": Method(pair_codes, separately, most_votes),
    "one against the rest": Method(rest_codes, separately, own_verdict),
    "many against many": Method(bit_codes, separately, every_verdict),
    "softmax": Method(own_codes, jointly, highest_score),
}


@dataclass(frozen=True, eq=False)
class Decision:
    """What a method makes of the plane and of the points it was trained on.

    Row l of ``weights`` is w₁, w₂, b of a score w·x + b: for a two-class classifier above 0 on the side of
    the classes at +1 in ``codes[l]``; for softmax the logit of class l.

    ``claimed`` is the class that claims each cell of the grid, by row (x₂) and column (x₁), or NONE, or
    SEVERAL. ``surest`` is the class for which the same classifiers speak with the largest likelihood,
    Π σ(±score), which leaves nothing open. ``open_at`` is a place that none or several claim, if the grid
    shows one. Errors are points whose own class is not the one found; an open point is an error.
    """

    codes: Integers
    weights: Array
    claimed: Integers
    surest: Integers
    claimed_errors: int
    surest_errors: int
    open_at: tuple[float, float] | None

    def __post_init__(self) -> None:
        for array in (self.codes, self.weights, self.claimed, self.surest):
            array.flags.writeable = False

    @property
    def classifiers(self) -> tuple[str, ...]:
        """A name for each classifier, A|B or AB|CD; softmax is one, A|B|C."""
        if (self.codes >= 0).all():
            return ("|".join(NAMES[: len(self.codes)]),)
        return tuple(f"{side(code, 1)}|{side(code, -1)}" for code in self.codes)

    def share(self, what: int) -> float:
        """The share of the grid that a class takes, or that is NONE or SEVERAL."""
        return float((self.claimed == what).mean())

    def verdicts(self, x1: float, x2: float) -> tuple[str, ...]:
        """What each two-class classifier says at a place: the classes on its side, as "AB"."""
        scores = self.weights @ (x1, x2, 1.0)
        return tuple(side(code, np.sign(score)) for code, score in zip(self.codes, scores, strict=True))


@dataclass(frozen=True, eq=False)
class SeveralClasses:
    """Points of shape (samples, 2), their classes 0, 1, …, the grid's axis, and each method's decision."""

    points: Array
    labels: Integers
    axis: Array
    decisions: Mapping[str, Decision]

    def __post_init__(self) -> None:
        for array in (self.points, self.labels, self.axis):
            array.flags.writeable = False


def simulate(
    classes: int = 3,
    *,
    arrangement: str = "pinwheel",
    spread: float = 0.5,
    per_class: int = 40,
    seed: int = 0,
    resolution: int = 101,
) -> SeveralClasses:
    """Draws clouds of points of some classes and decides between the classes by each method.

    ``spread`` is a cloud's standard deviation, before its arrangement stretches it. The grid has
    ``resolution`` places from −REACH to REACH each way.

    Raises ValueError for classes outside 2 to 5, an arrangement there is not, a spread not above 0, and for
    fewer than one point a class or two places of the grid.

    Sources: Kinfey Lo, slides "激活函数", Microsoft Reactor, 2021; Erin L. Allwein, Robert E. Schapire,
    Yoram Singer, "Reducing Multiclass to Binary: A Unifying Approach for Margin Classifiers", 2000, for the
    codes and the likelihood that decides between them.
    """
    if not 2 <= classes <= len(NAMES):
        raise ValueError(f"there must be 2 to {len(NAMES)} classes, not {classes}")
    if arrangement not in ARRANGEMENTS:
        raise ValueError(f"the arrangement must be one of {', '.join(ARRANGEMENTS)}, not {arrangement}")
    if not 0.0 < spread < math.inf:
        raise ValueError(f"the spread must be a number above 0, not {spread}")
    if per_class < 1 or resolution < 2:
        raise ValueError(f"there must be a point a class and two places, not {per_class} and {resolution}")
    clouds = ARRANGEMENTS[arrangement](classes)
    labels = np.repeat(np.arange(classes), per_class)
    drawn = np.random.default_rng(seed).normal(0.0, spread, (classes, per_class, 2))
    points = (clouds.centres[:, None] + drawn @ clouds.shapes.swapaxes(-1, -2)).reshape(-1, 2)
    axis = np.linspace(-REACH, REACH, resolution)
    decisions = {name: decide(method, points, labels, axis) for name, method in METHODS.items()}
    return SeveralClasses(points, labels, axis, decisions)


def decide(method: Method, points: Array, labels: Integers, axis: Array) -> Decision:
    codes = method.codes(int(labels.max()) + 1)
    samples = with_one(points)
    weights = method.train(samples, labels, codes)
    found = [
        (settled(method.claims(codes, scores)), log_likelihood(codes, scores).argmax(axis=-1))
        for scores in (with_one(np.stack(np.meshgrid(axis, axis), axis=-1)) @ weights.T, samples @ weights.T)
    ]
    (claimed, surest), answers = found
    claimed_errors, surest_errors = (int((answer != labels).sum()) for answer in answers)
    return Decision(codes, weights, claimed, surest, claimed_errors, surest_errors, middle(claimed, axis))


def with_one(places: Array) -> Array:
    """(x₁, x₂, 1) for each place: the one goes with the bias."""
    return np.concatenate([places, np.ones((*places.shape[:-1], 1))], axis=-1)


def regress(samples: Array, labels: Integers, classes: int) -> Array:
    """Weights of shape (classes, inputs): the softmax regression of least mean cross-entropy, with DECAY.

    Newton's method: the gradient holds p − y of each sample, the Hessian softmax's Jacobian.
    """
    inputs = samples.shape[-1]
    y = np.eye(classes)[labels]
    weights = np.zeros((classes, inputs))
    for _step in range(NEWTON_STEPS):
        logits = samples @ weights.T
        gradient = (softmax(logits) - y).T @ samples / len(samples) + DECAY * weights
        by_logits = softmax_jacobian(logits).reshape(len(samples), -1).T
        products = (samples[:, :, None] * samples[:, None, :]).reshape(len(samples), -1)
        blocks = (by_logits @ products / len(samples)).reshape(classes, classes, inputs, inputs)
        hessian = blocks.swapaxes(1, 2).reshape(weights.size, weights.size) + DECAY * np.eye(weights.size)
        step = np.linalg.solve(hessian, gradient.ravel()).reshape(weights.shape)
        weights = weights - step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def log_likelihood(codes: Integers, scores: Array) -> Array:
    """Σ ln σ(±score) over the classifiers, for each class with its code's signs; ln σ(z) = −softplus(−z)."""
    return np.asarray(-CATALOG["softplus"](-codes * scores[..., None]).sum(axis=-2))


def settled(claims: Claims) -> Integers:
    """The class that alone claims each place, or NONE, or SEVERAL."""
    count = claims.sum(axis=-1)
    return np.where(count == 1, claims.argmax(axis=-1), np.where(count == 0, NONE, SEVERAL))


def middle(claimed: Integers, axis: Array) -> tuple[float, float] | None:
    """The open place nearest to the mean of all open places."""
    rows, columns = np.nonzero(claimed < 0)
    if not rows.size:
        return None
    x1, x2 = axis[columns], axis[rows]
    nearest = np.argmin((x1 - x1.mean()) ** 2 + (x2 - x2.mean()) ** 2)
    return float(x1[nearest]), float(x2[nearest])


def side(code: Integers, sign: float) -> str:
    """The names of the classes that a code has at a sign."""
    return "".join(NAMES[k] for k in np.flatnonzero(code == sign))
