"""Whatever is typed is refused in a sentence, or is a function whose facts can all be said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from activations.expression import ExpressionError
from activations.your_function import function_of
from tests.fuzz.effort import tried
from tests.fuzz.expressions import TYPED

SETTINGS = ((1.0, 1.0, 1.0), (0.0, 0.0, 0.0), (-5.0, 5.0, 0.25), (2.0, -1.0, -3.0))


@tried(1500)
@given(TYPED, st.sampled_from(SETTINGS))
def test_what_is_typed_has_facts_or_is_refused(typed: str, setting: tuple[float, ...]) -> None:
    try:
        function = function_of(typed)
    except ExpressionError as refused:
        assert 0 <= refused.place <= len(typed)
        return
    given_values = dict(zip("abc", setting, strict=True))
    facts = function.facts(**{each.name: given_values[each.name] for each in function.parameters})
    assert facts.range
