"""How much work a formula is said to be: as many operations as are done, whatever it is made of."""

from __future__ import annotations

import pytest

from activations.expression import read
from activations.your_function import function_of


@pytest.mark.parametrize(
    ("text", "operations"),
    [
        ("x", 1),
        ("a*x + b", 5),
        ("exp(x)", 1 + 2 + 1),
        ("0 < x < 1", 2 + 3),
        ("tanh(x)", 4 + 1),
        ("gelu(x)", 24 + 1),
    ],
)
def test_each_operation_counts_and_what_is_dear_counts_more(text: str, operations: int) -> None:
    assert read(text).operations == operations


def test_the_effort_is_the_same_each_time_and_grows_with_the_formula_and_its_breaks() -> None:
    smooth, twice, broken = (function_of.__wrapped__(text) for text in ("x^2", "x^2 + x^2", "abs(sin(3*x))"))
    assert smooth.effort_at() == function_of.__wrapped__("x^2").effort_at() < twice.effort_at()
    assert broken.effort_at() > 2 * smooth.effort_at() * broken.operations / smooth.operations
