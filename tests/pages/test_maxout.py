"""The lesson on maxout says its numbers in words, and its experiments show what they say."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from activations.simulations.maxout import CURVES, SPECIAL, Pieces, fit
from tests.pages.visit import experiments, figure_of, followed, opened, said, text_of

FIT = {"view": "fit a curve"}


def outcome(app: AppTest) -> str:
    return str(app.markdown[0].value)


def special_of(app: AppTest) -> set[str]:
    """What the words call the maximum where the sliders stand."""
    named = set()
    for family in figure_of(app)["families"]:
        if family["key"]:
            place = family["values"].index(app.slider(key=family["key"]).value)
            named.add(family["says"]["special"][place])
    return named


def test_it_says_how_many_pieces_count() -> None:
    assert outcome(opened("maxout")).startswith("Of **3** pieces **3** are the highest somewhere")
    assert outcome(opened("maxout", k=2, w1=1, w2=1, b1=1, b2=0)).startswith("Of **2** pieces **1** is the")
    assert outcome(opened("maxout", k=1)).startswith("**1** piece is the highest")


def test_the_documents_formula_and_its_price_are_in_words() -> None:
    words = " ".join(text_of(opened("maxout")).split())
    assert r"$\max(w_1^\top x + b_1,\ w_2^\top x + b_2)$" in words
    assert "has 10 100 parameters with ReLU, 20 200 with maxout of 2 pieces and 50 500 with 5" in words
    assert "for $x^2$ it is 1.125 with 2, 0.2812 with 4, 0.0703 with 8" in words
    assert "the maximum is −1, Leaky ReLU's formula gives −1.5" in words


@pytest.mark.parametrize("curve", CURVES)
@pytest.mark.parametrize("parts", [1, 5, 12])
def test_a_fit_says_its_error_and_whether_one_maxout_is_enough(curve: str, parts: int) -> None:
    app = opened("maxout", **FIT, curve=curve, parts=parts)
    assert said(app) == []
    found = fit(curve, parts)
    assert outcome(app).endswith("one maxout is enough." if CURVES[curve].convex else "two maxouts.")
    assert f"**{curve}** with **{parts}** straight part{'s' * (parts > 1)}: " in outcome(app)
    assert figure_of(app)["families"][1]["says"]["error"][parts - 1] in outcome(app)
    assert (len(found.second.slopes) == 1) or not CURVES[curve].convex


def test_moving_the_parts_or_the_cut_sends_nothing_again() -> None:
    one, other = (figure_of(opened("maxout", **FIT, parts=parts)) for parts in (2, 9))
    assert one == other
    one, other = (figure_of(opened("maxout", view="two inputs", x2=x2)) for x2 in (-1.5, 2))
    assert one == other


def test_the_experiments_show_what_they_say() -> None:
    pages = list(map(followed, experiments(opened("maxout"))))
    relu, leaky, absolute, never, parabola, tanh, regions = pages
    assert [special_of(app) for app in (relu, leaky, absolute)] == [{"ReLU"}, {"Leaky ReLU"}, {"|x|"}]
    assert outcome(never).startswith("Of **3** pieces **2**")
    families = {family["key"]: family for family in figure_of(never)["families"]}
    says = families["b2"]["says"]["r2"]
    assert says[families["b2"]["values"].index(-1.5)] == "never" != says[families["b2"]["values"].index(0.0)]
    assert fit("x²", 8).error == pytest.approx(fit("x²", 4).error / 4, rel=1e-4)
    assert "**4** straight parts" in outcome(parabola)
    assert outcome(tanh).endswith("two maxouts.")
    assert outcome(regions).startswith("Each piece's share of the square")


def test_a_flat_side_that_leans_is_what_dragging_w1_shows() -> None:
    relu = SPECIAL["ReLU"]
    assert relu([-1.0]) == 0.0
    assert Pieces((0.5, 1.0), relu.intercepts)([-1.0]) == -0.5
