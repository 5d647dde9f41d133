"""The error function against 40-digit arithmetic, on the whole real line."""

from __future__ import annotations

import math

import mpmath as mp
import numpy as np
import pytest

from activations.error_function import erf, erfc

RANDOM = np.random.default_rng(0)
X = np.concatenate([
    RANDOM.uniform(-7.0, 7.0, 1500),
    RANDOM.uniform(7.0, 27.5, 500),
    10.0 ** RANDOM.uniform(-300.0, 0.0, 100),
    -(10.0 ** RANDOM.uniform(-300.0, 0.0, 100)),
    [0.0, 5e-324, -5e-324, 5.9, 6.0, 26.5, 27.2, 27.3, -1e100, 1e100],
])  # fmt: skip


@pytest.mark.parametrize(("computed", "exact"), [(erf, mp.erf), (erfc, mp.erfc)])
def test_it_is_right_to_a_few_units_in_the_last_place(computed, exact):
    with mp.workdps(40):
        truths = [exact(mp.mpf(x)) for x in X.tolist()]
        units = np.spacing(np.abs(np.array(truths, dtype=np.float64)))
        errors = [
            float(abs(mp.mpf(value) - truth) / unit)
            for value, truth, unit in zip(computed(X).tolist(), truths, units, strict=True)
        ]
    assert max(errors) <= 3.0, f"{max(errors)} at {X[np.argmax(errors)]}"


def test_it_is_right_at_the_ends():
    ends = np.array([-math.inf, math.inf, math.nan, -1e308, 1e308])
    assert erf(ends) == pytest.approx([-1.0, 1.0, math.nan, -1.0, 1.0], nan_ok=True, abs=0.0)
    assert erfc(ends) == pytest.approx([2.0, 0.0, math.nan, 2.0, 0.0], nan_ok=True, abs=0.0)


@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0), (2, 3, 4)])
def test_the_shape_is_kept(shape):
    assert erf(np.zeros(shape)).shape == erfc(np.zeros(shape)).shape == shape
