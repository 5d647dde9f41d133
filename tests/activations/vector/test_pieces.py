"""Maxout, with its gradient in every argument."""

from __future__ import annotations

import numpy as np
import pytest

from activations import get
from activations.vector import maxout, maxout_gradient, maxout_jacobian, maxout_piece

X = np.linspace(-3.0, 3.0, 13)


@pytest.mark.parametrize(("alpha", "name"), [(0.0, "relu"), (0.25, "prelu"), (1.0, "identity")])
def test_relu_and_leaky_relu_are_cases_of_maxout(alpha, name):
    given = {"alpha": alpha} if name == "prelu" else {}
    assert maxout(X[:, None], [[1.0], [alpha]], [0.0, 0.0]).tolist() == get(name)(X, **given).tolist()


def test_above_a_slope_of_one_the_maximum_is_not_leaky_relu():
    assert maxout([-1.0], [[1.0], [1.5]], [0.0, 0.0]) == -1.0
    assert get("prelu")(-1.0, alpha=1.5) == -1.5


def test_maxout_takes_the_highest_plane():
    weights, biases = [[1.0, 0.0], [0.0, 2.0], [-1.0, -1.0]], [0.0, -1.0, 0.5]
    x = np.array([[[3.0, 1.0], [0.0, 4.0]], [[-1.0, -2.0], [0.0, 0.0]]])
    assert maxout(x, weights, biases).tolist() == [[3.0, 7.0], [3.5, 0.5]]
    assert maxout(x[0, 0], weights, biases).shape == ()
    assert maxout_piece(x, weights, biases).tolist() == [[0, 1], [2, 2]]
    assert maxout_piece([0.0, 0.0], [[1.0, 0.0], [0.0, 1.0]], [0.0, 0.0]) == 0


def test_maxouts_gradient_is_its_slope_in_every_argument():
    rng = np.random.default_rng(3)
    x, weights, biases = rng.normal(size=(6, 3)), rng.normal(size=(4, 3)), rng.normal(size=4)
    upstream = rng.normal(size=6)
    gradient = maxout_gradient(x, weights, biases, upstream)
    arguments = {"x": x, "weights": weights, "biases": biases}
    for name, argument in arguments.items():
        expected = np.empty_like(argument)
        for place in np.ndindex(argument.shape):
            h = np.zeros_like(argument)
            h[place] = 1e-6
            after = maxout(**{**arguments, name: argument + h})
            before = maxout(**{**arguments, name: argument - h})
            expected[place] = np.sum(upstream * (after - before)) / 2e-6
        assert getattr(gradient, name) == pytest.approx(expected, abs=1e-8)


def test_maxouts_gradient_at_a_tie_is_the_first_pieces():
    gradient = maxout_gradient([0.0, 5.0], [[1.0, 0.0], [3.0, 0.0]], [2.0, 2.0])
    assert gradient.x.tolist() == [1.0, 0.0]
    assert gradient.weights.tolist() == [[0.0, 5.0], [0.0, 0.0]]
    assert gradient.biases.tolist() == [1.0, 0.0]


@pytest.mark.parametrize(
    ("x", "weights", "biases", "what"),
    [
        ([1.0], [1.0], [0.0], "weights"),
        ([1.0], np.zeros((0, 1)), [], "weights"),
        ([1.0], [[1.0]], [0.0, 0.0], "biases"),
        ([1.0, 2.0], [[1.0]], [0.0], "x must have shape"),
        (1.0, [[1.0]], [0.0], "x must have shape"),
    ],
)
def test_maxout_says_which_shape_does_not_fit(x, weights, biases, what):
    for function in (maxout, maxout_piece, maxout_gradient, maxout_jacobian):
        with pytest.raises(ValueError, match=what):
            function(x, weights, biases)


def test_maxouts_gradient_needs_an_upstream_of_the_results_shape():
    with pytest.raises(ValueError, match="upstream"):
        maxout_gradient([[1.0], [2.0]], [[1.0]], [0.0], [1.0, 2.0, 3.0])
