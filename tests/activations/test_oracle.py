"""Accuracy against arithmetic with hundreds of digits, in which the displayed formula can be taken literally.

The error allowed is 8·(1 + c) units in the last place, c being how much a relative change of x is amplified
in the exact value: |x·f′/f| for f, |x·f″/f′| for f′, and 0 where f or f′ is 0.
"""

from __future__ import annotations

import math

import mpmath as mp
import numpy as np
import pytest

DIGITS = 60
CANCELLED = 700
"""Further digits, for what a formula taken literally loses: x + √(x² + 4) at −1e308 needs 617 of them."""

LANDMARKS = [
    5e-324,
    1e-308,
    1e-300,
    1e-100,
    1e-16,
    1e-8,
    1e-4,
    0.1,
    0.3466,
    0.5,
    0.6931,
    1,
    1.5,
    2,
    3,
    5,
    6,
    8,
]
LANDMARKS += [
    10,
    15,
    17,
    18.4,
    19.1,
    20,
    25,
    30,
    36,
    36.8,
    37.5,
    50,
    74.5,
    100,
    149,
    200,
    354.5,
    372,
    372.6,
    373,
]
LANDMARKS += [
    500,
    708,
    709,
    709.78,
    710,
    744,
    745,
    745.1,
    746,
    1000,
    1e4,
    1e8,
    1e100,
    1e154,
    1.4e154,
    1e160,
    1e162,
]
LANDMARKS += [1e308]


def grid(breaks: tuple[float, ...]) -> np.ndarray:
    random = np.random.default_rng(0).uniform(-40.0, 40.0, 60)
    next_to = [np.nextafter(place, end) for place in breaks for end in (-np.inf, np.inf)]
    landmarks = np.array(LANDMARKS, dtype=float)
    return np.concatenate([landmarks, -landmarks, random, breaks, next_to, [0.0]])


def bend(slope, x):
    """f″ by a difference quotient: an amplification needs two digits of it."""
    step = mp.mpf(10) ** -(DIGITS + CANCELLED // 2) * max(abs(x), mp.mpf(1e-300))
    return (slope(x + step) - slope(x - step)) / (2 * step)


def errors_in_units(x, computed, exact, change, breaks):
    """For each input, the error in units in the last place, divided by 1 + c."""
    for place, value in zip(x.tolist(), computed.tolist(), strict=True):
        truth = exact(mp.mpf(place))
        nearest = float(truth)
        if not math.isfinite(nearest):
            yield 0.0 if value == nearest else math.inf
            continue
        steady = not truth or place in breaks
        amplified = mp.mpf(0) if steady else abs(mp.mpf(place) * change(mp.mpf(place)) / truth)
        unit = mp.mpf(float(np.spacing(abs(nearest))))
        yield float(abs(mp.mpf(value) - truth) / unit / (1 + amplified))


def assert_accurate(x, computed, exact, change, breaks):
    with mp.workdps(DIGITS + CANCELLED):
        errors = np.array(list(errors_in_units(x, computed, exact, change, breaks)))
    worst = int(errors.argmax())
    assert errors[worst] <= 8.0, (
        f"{errors[worst]:.3g} at x = {x[worst]!r}, where {computed[worst]!r} was computed"
    )


def test_the_function_is_exact_to_the_last_digits(case):
    f, slope = case.exact
    x = grid(case.breaks)
    assert_accurate(x, case.f(x), f, slope, case.breaks)


def test_the_derivative_is_exact_to_the_last_digits(case):
    _f, slope = case.exact
    x = grid(case.breaks)
    assert_accurate(x, case.slope(x), slope, lambda z: bend(slope, z), case.breaks)


@pytest.mark.parametrize("x", [-3.7, -0.43, 0.93, 2.67])
def test_the_displayed_derivative_is_that_of_the_displayed_function(case, x):
    f, slope = case.exact
    with mp.workdps(DIGITS):
        assert mp.almosteq(mp.diff(f, x), slope(mp.mpf(x)), 1e-20, 1e-20)
