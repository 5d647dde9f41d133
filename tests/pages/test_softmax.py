"""The lesson on softmax says its numbers in words, and its experiments show what they say."""

from __future__ import annotations

import re

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from activations.simulations.softmax import simulate
from tests.pages.visit import experiments, figure_of, followed, html_of, opened, said, sections, text_of

SEVERAL = {"view": "several classes"}


def outcome(app: AppTest) -> str:
    return str(app.markdown[0].value)


def test_the_documents_numbers_are_in_words() -> None:
    app = opened("softmax")
    assert outcome(app).startswith("**p = (0.0095, 0.047, 0.9435)**, which sums to 1.")
    for golden in ("0.00948431", "0.04697607", "0.94353962"):
        assert golden in text_of(app)


def test_every_number_of_the_prose_is_the_simulations() -> None:
    words = text_of(opened("softmax"))
    documents = simulate()
    assert f"it is {documents.losses[2]:.3f} if class 3 is true and {documents.losses[0]:.3f}" in words
    assert "a value only for shifts from −750.13 to 704.72" in words
    assert "the logarithm of softmax is −∞, log-softmax −800" in words


@pytest.mark.parametrize(
    ("shift", "sentence"),
    [
        (0, "The formula as typed (diamonds) agrees."),
        (700, "The formula as typed (diamonds) agrees."),
        (720, "The formula as typed fails: **nan**."),
        (-760, "The formula as typed fails: **nan**."),
    ],
)
def test_it_says_where_the_typed_formula_fails(shift: float, sentence: str) -> None:
    assert outcome(opened("softmax", shift=shift)).endswith(sentence)


def test_just_before_the_overflow_the_typed_formula_is_wrong_without_a_nan() -> None:
    app = opened("softmax", classes=2, z1=9.6, z2=9.6, shift=700)
    assert outcome(app) == "**p = (0.5, 0.5)**, which sums to 1. The formula as typed is wrong here."


def test_only_the_sliders_of_the_classes_there_are_stand_there() -> None:
    for classes in (2, 3, 5):
        keys = {slider.key for slider in opened("softmax", classes=classes).slider}
        assert {key for key in keys if key.startswith("z")} == {f"z{i}" for i in range(1, classes + 1)}


def wrong(app: AppTest) -> int:
    (found,) = re.findall(r"\*\*(\d+) of \d+ points\*\* wrong", outcome(app))
    return int(found)


@pytest.mark.parametrize("classes", [2, 3, 4, 5])
@pytest.mark.parametrize("data", ["pinwheel", "ring", "row"])
def test_every_method_is_in_the_table_beside_the_picture(classes: int, data: str) -> None:
    app = opened("softmax", **SEVERAL, classes=classes, data=data)
    assert said(app) == []
    (row,) = re.findall(r"<tr><th>One against one</th>(.*?)</tr>", html_of(app))
    assert re.findall(r"<td>(.*?)</td>", row)[:2] == [str(classes * (classes - 1) // 2), str(wrong(app))]
    for name in ("One against the rest", "Many against many", "Softmax"):
        assert f"<th>{name}</th>" in html_of(app)


def test_the_experiments_show_what_they_say() -> None:
    documents, shift, cold, circle, middle, codes, labels = map(followed, experiments(opened("softmax")))
    assert outcome(documents) == outcome(opened("softmax"))
    assert outcome(shift).startswith(outcome(documents).partition(" The")[0])
    assert outcome(shift).endswith("**nan**.")
    assert "0.9999997" in outcome(cold)
    assert outcome(circle).endswith("At the circle: A|B → A, A|C → C, B|C → B.")
    assert wrong(middle) >= 40
    (softmax,) = re.findall(r"<tr><th>Softmax</th>(.*?)</tr>", html_of(middle))
    assert re.findall(r"<td>(.*?)</td>", softmax)[1] == "0"
    assert wrong(codes) > 60
    assert figure_of(labels)["title"].endswith("a sigmoid for each label")
    (html,) = (html for heading, html in sections(documents) if heading == "Try this")
    assert f"{wrong(codes)} points wrong" in html


def test_raising_the_first_logit_costs_the_third_most() -> None:
    column = simulate().jacobian[:, 0]
    assert column[0] > 0 > column[1] > column[2]


def test_several_labels_do_not_sum_to_1() -> None:
    app = opened("softmax", view="several labels")
    total = float(np.sum(simulate().separate))
    assert f"sum to **{total:.3f}**" in outcome(app)
    assert "flowers" in figure_of(app)["caption"]
