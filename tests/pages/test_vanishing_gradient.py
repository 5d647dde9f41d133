"""The page says what is left of a gradient, and its experiments show what they say."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from activations import CATALOG
from tests.pages.visit import experiments, figure_of, followed, html_of, opened, said, text_of


def summary(app: AppTest) -> str:
    return str(app.markdown[0].value)


def words(app: AppTest, layers: int) -> dict[str, str]:
    """What the words that follow the slider say for so many layers."""
    (family,) = (each for each in figure_of(app)["families"] if each["key"] == "layers")
    return {name: values[layers - 1] for name, values in family["says"].items()}


def size(text: str) -> float:
    return float(text.replace(" × 10", "e").translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")))


def test_at_first_sigmoid_and_tanh_let_it_vanish() -> None:
    assert summary(opened("vanishing_gradient")) == (
        "Through 10 layers the gradient falls below a thousandth with **Sigmoid, Tanh**; "
        "lasts with **ReLU, Leaky ReLU**."
    )


def test_the_documents_claim_about_leaky_relu_is_answered_by_numbers() -> None:
    page = text_of(opened("vanishing_gradient"))
    assert "1 × 10⁻¹⁰, less than the 9.766 × 10⁻⁴ that five sigmoids leave at best" in page


def test_the_table_says_each_line_s_dash_and_what_a_dash_for_a_number_means() -> None:
    app = opened("vanishing_gradient", layers=5, z=-1)
    caption = figure_of(app)["caption"]
    for dash in ("solid", "dash-dotted", "dashed", "dotted"):
        assert f'<td data-fill="{dash}">' in caption
    assert words(app, 5)["r3"] == "–"
    assert "– stands where the last layer&#x27;s weights do not change" in caption


def test_the_ceiling_stands_below_the_picture() -> None:
    app = opened("vanishing_gradient", layers=5)
    assert "0.25ⁿ = {ceiling} of it, for n = {layers} layers." in text_of(app)
    assert words(app, 5)["ceiling"] == "9.766 × 10⁻⁴"


@pytest.mark.parametrize("weights", ["equal", "He"])
def test_the_table_of_layers_is_not_sent_for_another_depth(weights: str) -> None:
    def table(layers: int) -> dict[str, Any]:
        families = figure_of(opened("vanishing_gradient", weights=weights, layers=layers))["families"]
        return next(each for each in families if each["key"] == "layers")

    assert table(3) == table(40)


def test_a_network_s_picture_is_the_same_at_every_depth() -> None:
    one, other = (figure_of(opened("vanishing_gradient", weights="Xavier", layers=n)) for n in (7, 31))
    assert one == other


def test_weight_and_pre_activation_belong_to_chains() -> None:
    keys = {slider.key for slider in opened("vanishing_gradient", weights="He").slider}
    assert not {"w", "z"} & keys
    assert "seed" in keys
    keys = {slider.key for slider in opened("vanishing_gradient").slider}
    assert {"w", "z"} <= keys
    assert "seed" not in keys


@pytest.mark.parametrize("name", CATALOG)
@pytest.mark.parametrize("weights", ["equal", "too large"])
def test_every_function_has_its_fate(name: str, weights: str) -> None:
    app = opened("vanishing_gradient", f1=CATALOG[name].label, n=2, weights=weights, layers=50)
    assert said(app) == []
    assert CATALOG[name].label in summary(app)


def test_the_experiments_show_what_they_say() -> None:
    first = opened("vanishing_gradient")
    leaky, best, against, he, xavier, large, path = map(followed, experiments(first))

    assert (words(leaky, 5)["g4"], words(leaky, 5)["g3"]) == ("1 × 10⁻¹⁰", "0")
    assert size(words(leaky, 5)["g4"]) < size(words(leaky, 5)["ceiling"])
    assert words(best, 10)["g1"] == words(best, 10)["ceiling"] == "9.537 × 10⁻⁷"
    assert words(best, 10)["g2"] == "1"
    assert (words(against, 10)["g1"], words(against, 10)["g2"]) == ("1", "1.049 × 10⁶")
    assert size(words(he, 50)["g1"]) < 1e-15 < 0.01 < size(words(he, 50)["g3"]) < 100
    assert size(words(xavier, 50)["g2"]) > 1e3 * size(words(xavier, 50)["g3"])
    assert size(words(large, 30)["g3"]) > 1e9
    assert size(words(large, 30)["g2"]) > 1e3
    assert size(words(large, 30)["g1"]) < 1e-3
    assert words(path, 20)["g3"] == "0"

    told = html_of(first)
    for shown in (
        words(leaky, 5)["g4"],
        words(he, 50)["g3"],
        words(he, 50)["g1"],
        words(xavier, 50)["g2"],
        words(xavier, 50)["g3"],
        words(large, 30)["g3"],
        words(large, 30)["g2"],
    ):
        assert shown in told
