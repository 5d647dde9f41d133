"""The picture of whatever a visitor may type: numbers that JSON has, a curve in sight, little to send."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import ArrayLike

from activations.expression import Dual, Expression
from activations.your_function import A_CALL, function_of
from tests.ui.browser import WORDS, Sent, curve
from ui.charts import Show, study
from ui.sampling import MOST_EFFORT, STRIDES, sample

EXPRESSIONS = [
    "x*sigmoid(a*x)",
    "a*x*sigmoid(b*x) + c",
    "where(x > b, x, c)",
    "log(x) - a*x",
    "tan(a*x)",
    "1/x",
    "floor(a*x)",
    "x^x",
    "exp(exp(x))",
    "sqrt(x) + sqrt(-x)",
    "log(-1 - x^2)",
    "0/0",
    "3",
    "1e308*x",
    "where(x < 0, x^2 - log(a), x)",
    "1/(1 + exp(-1000*x))",
]


@pytest.mark.parametrize("show", ["f", "f′", "both"])
@pytest.mark.parametrize("text", EXPRESSIONS)
def test_it_can_be_sent_and_is_in_sight(text: str, show: Show) -> None:
    sent = Sent(study(curve(function_of(text)), show, "overlaid", WORDS))
    assert len(sent.text) < 750_000
    for low, high in sent.data["span"]["envelopes"]:
        assert (np.array(low) <= np.array(high)).all()


def test_two_typed_functions_are_two_pictures() -> None:
    one, other = (study(curve(function_of(text)), "both", "overlaid", WORDS) for text in ("a*x", "a*x^2"))
    assert one is not other


@pytest.mark.parametrize("show", ["f", "f′", "both"])
@pytest.mark.parametrize(
    "text", ["1/x", "log(x)", "log(x - 2)", "log(abs(x))", "x^-0.5", "sqrt(x)", "log1p(x)"]
)
def test_what_grows_beyond_all_bounds_does_not_set_the_scale(text: str, show: Show) -> None:
    sent = Sent(study(curve(function_of(text)), show, "overlaid", WORDS))
    ((low, high),) = sent.data["span"]["envelopes"]
    assert min(low) > -12.0 and max(high) < 12.0


def test_an_end_is_in_sight_though_the_slope_there_is_infinite() -> None:
    sent = Sent(study(curve(function_of("sqrt(x)")), "f", "overlaid", WORDS))
    ((low, _high),) = sent.data["span"]["envelopes"]
    assert min(low) == 0.0


def test_the_ends_of_a_jump_are_marked_although_the_next_float_is_no_different() -> None:
    drawn = sample(function_of("where(x/2 >= 0, 1, 0)"), {}, (0.0,), None, None)
    np.testing.assert_equal(drawn.ends, [0.0, 1.0, np.nan])
    np.testing.assert_equal(drawn.f[drawn.x == 0.0], [0.0, np.nan, 1.0, 1.0, np.nan, 1.0])


@pytest.mark.parametrize("text", ["1/0", "9**9**9**9", "log(0) + x", "sqrt(-1 - x*x)"])
def test_nothing_is_drawn_of_what_has_no_finite_value_its_slope_neither(text: str) -> None:
    sent = Sent(study(curve(function_of(text)), "both", "overlaid", WORDS))
    for state in sent.states:
        assert not any(np.isfinite(state.lines[trace]["y"]).any() for trace in sent.curves)


def test_what_breaks_very_often_is_drawn_at_its_present_setting_alone() -> None:
    assert len(Sent(study(curve(function_of("floor(a*x)")), "f", "overlaid", WORDS)).states) == 1
    assert len(Sent(study(curve(function_of("a*x")), "f", "overlaid", WORDS)).states) > 30


HEAVY = {
    "many operations": "+".join(["x^a"] * 12) + "+b+c",
    "dear functions": "+".join(["gelu(a*x)"] * 13) + "+b*c*x",
    "a wave too fast for the grid": "sin(x^3)*a + b + c",
    "many kinks": "+".join(f"abs(x - {place})" for place in range(11)) + "+a+b*x+c*x",
    "heavy between the ends of its slider": "sin(x^(5 - abs(a)))*b + c",
}


@pytest.mark.parametrize("text", HEAVY.values(), ids=HEAVY)
def test_what_is_too_much_work_is_drawn_ahead_for_fewer_positions(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = 0
    evaluate = Expression.evaluate

    def counted(self: Expression, x: ArrayLike, **parameters: float) -> Dual:
        nonlocal done
        done += self.operations * (A_CALL + np.size(x))
        return evaluate(self, x, **parameters)

    monkeypatch.setattr(Expression, "evaluate", counted)
    heavy = curve(function_of.__wrapped__(text))
    study.__wrapped__(heavy, "both", "overlaid", WORDS)
    assert heavy.stride != 1
    assert done < 1.5 * MOST_EFFORT


def test_curves_that_share_a_picture_share_its_work() -> None:
    formula = function_of("abs(abs(x) - a) + b*x")
    assert curve(formula).stride == 1
    assert curve(formula, among=5).stride in STRIDES[:-1]


def test_of_what_is_drawn_for_fewer_positions_the_present_one_is_there() -> None:
    heavy = curve(function_of("sin(x^3)*a"), a=1.75, among=9)
    (family,) = Sent(study(heavy, "f", "overlaid", WORDS)).data["families"]
    assert 1.75 in family["values"]
    assert {-5.0, 5.0} <= set(family["values"])
    assert len(family["values"]) < 41
