"""Each answer changes the advice as its reasons say, and the experiments show what they promise."""

from __future__ import annotations

from itertools import product

import pytest
from streamlit.testing.v1 import AppTest

from activations import CATALOG
from activations.simulations.choose import PAPERS, QUESTIONS, Answers, questions, recommend
from tests.pages.visit import (
    experiments,
    figure_of,
    followed,
    html_of,
    links,
    opened,
    said,
    sections,
    text_of,
)
from ui.lessons.choose import costs
from ui.lessons.choose_words import label


def advice(app: AppTest) -> str:
    return str(app.markdown[0].value)


def advised(app: AppTest) -> list[str]:
    """The names of the functions in the advice, in order."""
    take, _, reason = advice(app).replace("**", "").partition(". ")
    assert reason
    return take.removeprefix("Take ").replace(", then try ", ", ").split(", ")


def steps(app: AppTest, function: str, rate: float) -> str:
    (family,) = (each for each in figure_of(app)["families"] if each["key"] == "rate")
    return str(family["says"][f"steps_{function}"][family["values"].index(rate)])


def test_relu_is_the_first_to_try_and_the_reasons_are_on_the_page() -> None:
    app = opened("choose")
    assert advised(app)[:3] == ["ReLU", "Leaky ReLU", "ELU"]
    assert (
        "The one to try first: a single maximum, the simplest code. (000; 003; 004; Glorot et al., 2011)"
        in (text_of(app))
    )
    rather_not = dict(sections(app))["Rather not"]
    assert "Sigmoid" in rather_not and "Not between layers" in rather_not


SOME = [{"layer": "output", "task": task} for task in QUESTIONS["task"]] + [
    {"network": "recurrent"},
    *(
        {"depth": depth, "centred": centred, "dying": dying}
        for depth, centred, dying in product(QUESTIONS["depth"], QUESTIONS["centred"], QUESTIONS["dying"])
    ),
]


@pytest.mark.parametrize("answers", SOME, ids=str)
def test_the_page_says_what_the_rules_say(answers: dict[str, str]) -> None:
    app = opened("choose", **answers)
    assert said(app) == []
    ranked = recommend(Answers(**answers))  # type: ignore[arg-type]
    assert advised(app) == [label(each.function) for each in ranked if each.points > 0]
    words = text_of(app)
    for each in ranked:
        for rule in (*each.reasons, *each.cautions):
            assert rule.reason in words
    shown = {control.key for control in app.segmented_control}
    assert shown == {*questions(Answers(**answers)), "data"}  # type: ignore[arg-type]


def test_the_candidates_are_compared_by_a_link() -> None:
    app = opened("choose")
    (compare,) = (href for href in links(html_of(app)) if href.startswith("compare?"))
    there = followed(compare)
    assert [there.selectbox(key=f"f{place}").value for place in range(1, 6)] == [
        name for name in advised(app) if name != "Maxout"
    ]
    assert not any(href.startswith("compare?") for href in links(html_of(opened("choose", layer="output"))))


def test_costs_and_tasks_are_tables_to_read() -> None:
    tables = dict(sections(opened("choose")))
    for activation in CATALOG.values():
        assert activation.label in tables["What it costs"]
    rows = tables["What the last layer is"].count("<tr>") - 1
    assert rows == 9
    assert tables["What the last layer is"].count("<td>002</td>") == 4


def test_of_exp_is_said_what_was_measured() -> None:
    words = " ".join(text_of(opened("choose")).split())
    ratio = f"{costs().relative('exponential').value:.1f}"
    assert f"exp itself (Exponential in the table) takes {ratio} times" in words
    assert f"here exp takes {ratio} times as long as max" in words


def test_the_experiments_show_what_they_say() -> None:
    dying, much, centred, output, fast, blobs = map(followed, experiments(opened("choose")))
    assert advised(dying)[-1] == "ReLU"
    assert "PReLU" in advised(much)
    assert "PReLU" not in advised(opened("choose"))
    assert advised(centred)[0] == "ELU"
    assert advised(output)[0] == "Sigmoid"
    assert int(steps(fast, "relu", 4)) < int(steps(fast, "tanh", 4))
    assert steps(fast, "relu", 12) == "never"
    assert all(int(steps(blobs, name, 4)) < 10 for name in ("relu", "elu", "tanh", "softplus", "sigmoid"))
    assert int(steps(blobs, "relu", 4)) >= int(steps(blobs, "tanh", 4))


def curves_are_said_to_be_of_another_layer(words: str) -> bool:
    return "not about this advice" in words and "in the hidden layer of one small network" in words


@pytest.mark.parametrize("task", QUESTIONS["task"])
def test_at_the_output_the_curves_are_said_to_be_of_another_layer(task: str) -> None:
    app = opened("choose", layer="output", task=task)
    advice, meaning, *_ = (str(each.value).replace("**", "") for each in app.markdown)
    alternative = figure_of(app)["alternative"]
    assert curves_are_said_to_be_of_another_layer(meaning)
    assert curves_are_said_to_be_of_another_layer(alternative)
    assert alternative.startswith(advice) and advice.startswith("Take ")


def test_in_a_hidden_layer_the_curves_try_the_advice() -> None:
    app = opened("choose")
    assert not curves_are_said_to_be_of_another_layer(text_of(app))
    assert "Try them" in text_of(app)


def test_a_moved_rate_sends_no_curve_again() -> None:
    assert figure_of(opened("choose", rate=2))["families"] == figure_of(opened("choose", rate=12))["families"]


def test_every_paper_is_listed_with_its_address() -> None:
    words = text_of(opened("choose"))
    for name, paper in PAPERS.items():
        assert name in words
        assert paper.url in words
