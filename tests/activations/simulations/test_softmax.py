"""Softmax's laws: a distribution whose rows of slopes sum to 0, indifferent to a shift, p − y in the loss."""

from __future__ import annotations

import math

import numpy as np
import pytest

from activations import CATALOG
from activations.core import Array
from activations.simulations.softmax import LOGITS, Softmax, naive_limits, naive_softmax, simulate

ROWS = np.random.default_rng(0).normal(0.0, 3.0, (20, 4))
TEMPERATURES = (0.2, 1.0, 7.0)


def slopes(of: str, temperature: float) -> Array:
    """∂of/∂z_j for each row, the j along a new last axis, by difference quotients."""
    h = 1e-6
    columns = [
        (
            getattr(simulate(ROWS + h * e, temperature=temperature), of)
            - getattr(simulate(ROWS - h * e, temperature=temperature), of)
        )
        / (2 * h)
        for e in np.eye(4)
    ]
    return np.stack(columns, axis=-1)


def test_the_documents_numbers() -> None:
    result = simulate()
    assert result.probabilities == pytest.approx([0.00948431, 0.04697607, 0.94353962], abs=5e-9)
    assert result.naive == pytest.approx(result.probabilities, rel=1e-14)


@pytest.mark.parametrize("temperature", TEMPERATURES)
def test_the_jacobian_is_symmetric_sums_to_0_and_is_the_slope(temperature: float) -> None:
    jacobian = simulate(ROWS, temperature=temperature).jacobian
    np.testing.assert_allclose(jacobian, jacobian.swapaxes(-1, -2), rtol=1e-15)
    np.testing.assert_allclose(jacobian.sum(axis=-1), 0.0, atol=1e-15)
    np.testing.assert_allclose(jacobian, slopes("probabilities", temperature), atol=1e-8)


@pytest.mark.parametrize("temperature", TEMPERATURES)
def test_the_losss_gradient_is_p_minus_y(temperature: float) -> None:
    result = simulate(ROWS, temperature=temperature)
    np.testing.assert_allclose(result.losses, -np.log(result.probabilities), rtol=1e-9, atol=1e-15)
    np.testing.assert_allclose(result.gradients, slopes("losses", temperature), atol=1e-7)
    y = np.eye(4)[2]
    np.testing.assert_allclose(result.gradients[:, 2], (result.probabilities - y) / temperature)


@pytest.mark.parametrize("temperature", TEMPERATURES)
@pytest.mark.parametrize("shift", [-1000.0, 3.0, 1000.0])
def test_a_shift_changes_nothing(shift: float, temperature: float) -> None:
    plain, shifted = (simulate(ROWS, temperature=temperature, shift=s) for s in (0.0, shift))
    for name in ("probabilities", "jacobian", "losses", "gradients"):
        np.testing.assert_allclose(getattr(shifted, name), getattr(plain, name), rtol=1e-10, atol=1e-12)


def test_cold_is_the_largest_and_hot_is_uniform() -> None:
    cold, hot = (simulate(ROWS, temperature=t).probabilities for t in (1e-300, 1e9))
    np.testing.assert_array_equal(cold, np.eye(4)[ROWS.argmax(axis=-1)])
    np.testing.assert_allclose(hot, 0.25, rtol=1e-7)
    assert simulate((5.0, 2.0, 5.0), temperature=1e-3).probabilities.tolist() == [0.5, 0.0, 0.5]


def test_what_overflows_is_a_limit_or_refused_without_a_warning() -> None:
    coldest = simulate((5.0, 2.0), temperature=1e-320)
    assert coldest.probabilities.tolist() == [1.0, 0.0] and np.isnan(coldest.naive).any()
    with pytest.raises(ValueError, match="finite"):
        simulate((1e308,), shift=1e308)


def test_temperatures_side_by_side_are_each_as_if_alone() -> None:
    together = simulate(LOGITS, temperature=TEMPERATURES)
    for i, temperature in enumerate(TEMPERATURES):
        alone = simulate(LOGITS, temperature=temperature)
        for name in Softmax.__dataclass_fields__:
            np.testing.assert_array_equal(getattr(together, name)[i], getattr(alone, name))


def test_two_classes_are_a_sigmoid_of_the_difference() -> None:
    z = ROWS[:, :2]
    np.testing.assert_allclose(
        simulate(z).probabilities[:, 0], CATALOG["sigmoid"](z[:, 0] - z[:, 1]), rtol=1e-14
    )


def test_several_labels_are_sigmoids_that_mind_their_own_logit() -> None:
    before, after = simulate(ROWS), simulate(ROWS + np.array([0.0, 0.0, 2.0, 0.0]))
    np.testing.assert_array_equal(before.separate, CATALOG["sigmoid"](ROWS))
    assert ((before.separate != after.separate) == [False, False, True, False]).all()
    assert (before.probabilities != after.probabilities).all()
    assert np.ptp(before.separate.sum(axis=-1)) > 1.0


def test_the_naive_formula_fails_at_1000_and_softmax_does_not() -> None:
    result = simulate((1000.0, 1000.0))
    assert np.isnan(result.naive).all()
    assert result.probabilities.tolist() == [0.5, 0.5]
    assert np.isnan(naive_softmax([-1000.0, -1000.0])).all()


@pytest.mark.parametrize("logits", [LOGITS, (0.0,), (3.0, 3.0, 3.0), (-50.0, 40.0)])
def test_the_naive_formula_has_a_value_between_its_limits(logits: tuple[float, ...]) -> None:
    z, limits = np.array(logits), naive_limits(logits)
    for inside in (limits.high - 1e-9, 0.0, limits.low + 40.0):
        assert naive_softmax(z + inside) == pytest.approx(simulate(z).probabilities, rel=0.01, abs=1e-30)
    assert naive_softmax(z + limits.low + 1e-9).sum() == pytest.approx(1.0)
    assert np.isnan(naive_softmax(z + limits.low - 1e-9)).all()
    with np.errstate(over="ignore"):
        assert np.isinf(np.exp(z + limits.high + 1e-9).sum())


def test_equal_logits_fail_by_their_sum_before_each_alone() -> None:
    high = naive_limits((0.0, 0.0)).high
    assert high == pytest.approx(naive_limits((0.0,)).high - math.log(2.0))
    assert naive_softmax([high + 0.1, high + 0.1]).tolist() == [0.0, 0.0]


def test_a_result_is_read_only() -> None:
    result = simulate()
    for name in Softmax.__dataclass_fields__:
        assert not getattr(result, name).flags.writeable


@pytest.mark.parametrize("logits", [(), (1.0, math.inf), (math.nan,)])
def test_logits_must_be_finite(logits: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="finite"):
        simulate(logits)
    with pytest.raises(ValueError, match="finite"):
        naive_limits(logits)


@pytest.mark.parametrize("temperature", [0.0, -1.0, math.inf, math.nan, (1.0, 0.0)])
def test_a_temperature_must_be_above_0(temperature: float) -> None:
    with pytest.raises(ValueError, match="temperature"):
        simulate(temperature=temperature)


def test_a_shift_must_be_finite() -> None:
    with pytest.raises(ValueError, match="shift must be finite"):
        simulate(shift=math.inf)
