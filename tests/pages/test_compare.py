"""Compare's figure holds a curve for each function, and its tables a row or a column."""

from __future__ import annotations

import pytest

from activations import CATALOG
from tests.pages.visit import experiments, figure_of, followed, html_of, opened, present_of, said, text_of


@pytest.mark.parametrize("n", [2, 3, 4, 5])
@pytest.mark.parametrize("layout", ["overlaid", "side by side"])
def test_there_is_a_line_and_a_slope_for_each_function(n: int, layout: str) -> None:
    figure = figure_of(opened("compare", n=n, layout=layout))
    drawn = [figure["traces"][curve] for curve in figure["numbers"]["curves"]]
    assert len(drawn) == 2 * n
    assert len({line["meta"]["colour"] for line in drawn}) == n
    assert len({line["yaxis"] for line in drawn}) == (n if layout == "side by side" else 1)
    for place in range(1, n + 1):
        assert f"{{f{place}}}" in figure["caption"]
        assert f"{{d{place}}}" in figure["alternative"]


def test_one_function_twice_is_two_curves() -> None:
    app = opened("compare", f1="ELU", f1_elu_alpha=0.5, f2="ELU", f2_elu_alpha=2)
    assert [family["key"] for family in figure_of(app)["families"]] == ["f1_elu_alpha", "f2_elu_alpha"]
    assert "ELU, α = 0.5" in html_of(app)
    assert "ELU, α = 2" in html_of(app)


def test_sliders_at_their_positions_send_nothing_again() -> None:
    app = opened("compare", n=3, f2="ELU", f3="Leaky ReLU")
    sent = figure_of(app)
    app.slider(key="f2_elu_alpha").set_value(2.35)
    app.slider(key="f3_leaky_relu_alpha").set_value(0.29)
    app.slider(key="range").set_range(-20.0, -19.5)
    app.slider(key="x").set_value(-20.0).run()
    assert said(app) == []
    assert figure_of(app) == sent
    assert present_of(app)["f2_elu_alpha"] == [2.35]
    assert present_of(app)["f3_leaky_relu_alpha"] == [0.29]


def test_every_function_has_its_column_of_properties() -> None:
    html = html_of(opened("compare", n=5, f1="Binary step", f4="Leaky ReLU"))
    for label in ("Binary step", "Tanh", "ReLU", "Leaky ReLU, α = 0.01", "Softplus, β = 1"):
        assert f"<th>{label}</th>" in html


def test_the_slopes_cross_where_the_page_says() -> None:
    words = text_of(opened("compare"))
    at = float(words.split("crossing at x = ")[1].split(" ")[0].rstrip(";,"))
    sigmoid, tanh = (CATALOG[name].derivative for name in ("sigmoid", "tanh"))
    assert sigmoid(at - 1e-3) < tanh(at - 1e-3)
    assert sigmoid(at + 1e-3) > tanh(at + 1e-3)
    probe = present_of(followed(experiments(opened("compare"))[1]))["x"][0]
    assert abs(probe - at) < 0.1


def test_typed_functions_share_the_work_of_a_picture() -> None:
    own = {"f1": "Your function", "f1_expression": "sin(x^3)*a + b"}
    assert "one in" not in text_of(opened("compare", n=2))
    assert "A shorter formula follows" in text_of(opened("compare", n=5, **own))


def test_of_each_typed_function_that_has_no_curve_a_sentence_says_why() -> None:
    own = {
        "f1": "Your function",
        "f1_expression": "log(x)",
        "f2": "Your function",
        "f2_expression": "1e300",
        "f3": "Your function",
        "f3_expression": "x^3",
    }
    nowhere, too_large = said(opened("compare", n=4, range=(-6, -1), **own))
    assert nowhere.startswith("`log(x)` has no value")
    assert too_large.startswith("`1e300` is infinite, or too large")
    assert said(opened("compare", n=4, **own | {"f2_expression": "x"})) == []
