"""What sets the linear units apart: SELU's two numbers, CELU's one scale, ISRLU's cheap slope."""

from __future__ import annotations

import math

import mpmath as mp
import numpy as np
import pytest

from activations import get
from activations.catalog.linear_units import SELU_ALPHA, SELU_SCALE
from activations.measure import normal_rule

BELOW = np.linspace(-20.0, -0.01, 200)


def moments_after_selu(spread):
    """Mean and variance of selu(x) for x from N(0, spread²)."""
    x, weights = normal_rule((0.0,), 0.0, spread)
    values = get("selu")(x)
    mean = weights @ values
    return mean, weights @ (values - mean) ** 2


def test_selus_numbers_are_those_that_keep_mean_0_and_variance_1():
    """With E[e^kx; x < 0] = e^(k²/2)·Φ(−k), E[x; x > 0] = 1/√(2π) and E[x²; x > 0] = ½ for x from N(0, 1)."""
    with mp.workdps(40):
        once, twice = (mp.exp(mp.mpf(k) ** 2 / 2) * mp.ncdf(-k) for k in (1, 2))
        half = mp.mpf(1) / 2
        alpha = 1 / mp.sqrt(2 * mp.pi) / (half - once)
        scale = 1 / mp.sqrt(half + alpha**2 * (twice - 2 * once + half))
    assert (float(scale), float(alpha)) == (SELU_SCALE, SELU_ALPHA)


def test_selu_keeps_mean_0_and_variance_1():
    assert moments_after_selu(1.0) == pytest.approx((0.0, 1.0), abs=1e-14)


@pytest.mark.parametrize("variance", [0.5, 0.8, 1.25, 1.5])
def test_selu_draws_a_variance_near_1_towards_1(variance):
    """Through layers whose weights have sum 0 and sum of squares 1, which hand the variance on."""
    distances = [abs(variance - 1.0)]
    for _layer in range(5):
        _mean, variance = moments_after_selu(math.sqrt(variance))
        distances.append(abs(variance - 1.0))
    assert distances == sorted(distances, reverse=True)
    assert distances[-1] < 0.6 * distances[0]


@pytest.mark.parametrize("alpha", [0.1, 1.0, 3.0])
def test_celu_is_elu_at_1_drawn_larger(alpha):
    x = np.linspace(-9.0, 9.0, 181)
    assert get("celu")(x, alpha=alpha) == pytest.approx(alpha * get("elu")(x / alpha), rel=1e-14)


def test_celu_goes_from_relu_to_the_identity():
    x = np.linspace(-9.0, 9.0, 181)
    assert get("celu")(x, alpha=1e-9) == pytest.approx(get("relu")(x), abs=1e-8)
    assert get("celu")(x, alpha=1e9) == pytest.approx(x, abs=1e-6)


@pytest.mark.parametrize("alpha", [0.1, 1.0, 5.0])
def test_isrlus_slope_is_the_cube_of_what_the_value_needs(alpha):
    isrlu = get("isrlu")
    cubed = (isrlu(BELOW, alpha=alpha) / BELOW) ** 3
    assert isrlu.derivative(BELOW, alpha=alpha) == pytest.approx(cubed, rel=1e-13)


def test_isrlus_slope_fades_later_than_elus():
    assert (get("isrlu").derivative(BELOW[:100]) > get("elu").derivative(BELOW[:100])).all()


@pytest.mark.parametrize(
    ("name", "parameters", "slope"),
    [("celu", {"alpha": 2.0}, 1.0), ("isrlu", {"alpha": 2.0}, 1.0), ("selu", {}, 1.7580993408473766)],
)
def test_the_slope_at_zero(name, parameters, slope):
    """CELU and ISRLU have no kink there; SELU's is that of PyTorch 2.13, Keras 3.15 and JAX 0.10."""
    unit = get(name)
    assert unit.derivative(0.0, **parameters) == slope
    assert len(unit.kinks(**parameters)) == (name == "selu")
    for spelling in unit.spellings[1:]:
        assert spelling.slopes_at_kinks is None or spelling.slopes_at_kinks(**parameters) == (slope,)
