"""The lesson says what its pictures show, and each experiment shows what it says."""

from __future__ import annotations

import pytest

from activations import CATALOG
from activations.simulations.linearity import simulate
from tests.pages.visit import (
    experiments,
    figure_of,
    followed,
    html_of,
    opened,
    present_of,
    said,
    state_of,
    text_of,
)

VIEWS = ("neuron", "layers", "step", "forward", "regression")


def result(app) -> str:  # type: ignore[no-untyped-def]
    return str(app.markdown[0].value)


def test_at_first_relu_solves_what_a_line_cannot() -> None:
    app = opened("linearity")
    assert result(app) == (
        "With **ReLU** between the layers **100\u00a0%** of the points are on the right side "
        "after 200 steps. "
        "Without an activation it is **54\u00a0%**: all layers together draw one straight line."
    )
    words = text_of(app)
    assert "67 numbers in 3 layers, and the 3 numbers of the one layer" in words
    assert r"W_3 W_2 W_1 = \begin{bmatrix}" in words


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_has_a_picture_and_its_words(view: str) -> None:
    app = opened("linearity", view=view)
    assert said(app) == []
    figure = figure_of(app)
    assert figure["traces"] and figure["alternative"] and figure["caption"] and figure["numbers"]["titles"]
    assert len(result(app)) > 40


def test_a_single_layer_has_no_place_for_an_activation() -> None:
    assert "A single layer has no place for an activation" in result(opened("linearity", layers=1))


@pytest.mark.parametrize("name", CATALOG)
def test_the_result_is_that_of_the_training(name: str) -> None:
    activation = CATALOG[name]
    app = opened("linearity", f=activation.label, layers=2, data="moons", seed=5)
    run = simulate(activation, layers=2, data="moons", seed=5)
    assert f"**{100 * run.bent.right[-1]:.0f}\u00a0%** of the points" in result(app)


def test_the_experiments_show_what_they_say() -> None:
    six, straight, relay, neuron, forward, tied = map(followed, experiments(opened("linearity")))
    assert "**53\u00a0%** of the points" in result(six) or "**54\u00a0%** of the points" in result(six)
    assert "193 numbers in 6 layers" in text_of(six)
    apart = figure_of(six)["replay"]["says"]["apart2"]
    assert all("10⁻" in each for each in apart)
    says = figure_of(straight)["replay"]["says"]
    assert says["loss1"] == says["loss2"] and says["right1"] == says["right2"]
    assert "**Binary step** stays at w = 0: its gradient is **0** at every step." in result(relay)
    assert "**Sigmoid** goes from w = 0 to 1.193, its loss from 0.515 to **0.064**." in result(relay)
    assert state_of(neuron)["f"] == ["Sigmoid"]
    assert figure_of(forward)["replay"]["frames"] == 6
    (family,) = (f for f in figure_of(tied)["families"] if f["key"] == "broken")
    assert (family["says"]["condition"][-1], family["says"]["mean0"][-1]) == ("∞", "–")
    assert present_of(tied) == {"broken": [0.9]}


def test_what_the_text_says_of_sigmoid_depth_and_step_is_so() -> None:
    """Too few steps for sigmoid and for some deep stacks, and no gradient through the binary step."""
    assert simulate(CATALOG["sigmoid"]).bent.right[-1] < 0.7
    assert min(simulate(layers=6, seed=seed).bent.right[-1] for seed in range(4)) < 0.9
    history = simulate(CATALOG["binary_step"]).bent.history
    first, last = history.network(0), history.network(-1)
    for before, after in list(zip(first, last, strict=True))[:-1]:
        assert (before.weights == after.weights).all()
    assert (first[-1].weights != last[-1].weights).any()


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"f2": "Identity", "rate": 0.5}, "**Identity** overshoots"),
        ({"f2": "ReLU"}, "**ReLU** stays at w = 0: its gradient is **0**"),
        ({"f1": "Tanh"}, "**Tanh** goes from w = 0"),
    ],
)
def test_the_view_step_says_what_becomes_of_a_weight(settings: dict[str, object], sentence: str) -> None:
    assert sentence in result(opened("linearity", view="step", **settings))


def test_the_numbers_of_the_text_are_the_documents_and_ours() -> None:
    words = text_of(opened("linearity"))
    for claim in (
        "stays at a loss of 0.6; sigmoid goes down to 0.06 in 60 steps",
        "it finds 1.52 and 0.46 where 1 and 0.5 are true",
        "x gets the weight 0.86 for doing nothing",
    ):
        assert claim in words


@pytest.mark.parametrize(
    ("method", "key", "value"),
    [("one input", "noise", 2.3), ("several inputs", "noise", 0.0), ("conditions", "broken", 0.65)],
)
def test_sliders_at_their_positions_send_nothing_again(method: str, key: str, value: float) -> None:
    app = opened("linearity", view="regression", method=method)
    sent = {name: part for name, part in figure_of(app).items() if name != "words"}
    app.slider(key=key).set_value(value).run()
    assert {name: part for name, part in figure_of(app).items() if name != "words"} == sent
    assert present_of(app) == {key: [value]}


def test_a_neuron_s_numbers_are_all_in_its_words() -> None:
    figure = figure_of(opened("linearity", view="neuron"))
    for word in ("{sum}", "{z}", "{a}", "{slope}", "{w1}", "{x3}", "{c2}", "{g1}", "{b}"):
        assert word in figure["caption"]
    assert [family["key"] for family in figure["families"]][1:] == ["x1", "x2", "x3", "w1", "w2", "w3", "b"]


def test_the_links_lead_on() -> None:
    assert 'href="softmax"' in html_of(opened("linearity"))
