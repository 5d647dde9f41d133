"""The page of functions of several numbers says what they are, and its experiments show what they say."""

from __future__ import annotations

import re

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from activations.core import number
from activations.vector import VECTORS
from tests.pages.visit import experiments, followed, html_of, opened, present_of, said, text_of

FIRST = (1.0, 2.0, 1.6, -1.0)


def outcome(app: AppTest) -> str:
    return str(app.markdown[0].value)


def outputs(app: AppTest) -> list[float]:
    (listed,) = re.findall(r"\*\*y = \((.*?)\)\*\*", outcome(app))
    return [float(each.replace("−", "-")) for each in listed.split(", ")]


def facts(app: AppTest) -> dict[str, str]:
    return dict(re.findall(r"<tr><th>([^<]*)</th><td>([^<]*)</td></tr>", html_of(app)))


@pytest.mark.parametrize("name", VECTORS)
def test_each_function_is_shown_with_its_numbers_facts_formulas_and_code(name: str) -> None:
    function = VECTORS[name]
    app = opened("vectors", v=function.label)
    assert said(app) == []
    values = np.atleast_1d(function(FIRST, **function.shown_with))
    slopes = np.atleast_2d(function.jacobian(FIRST, **function.shown_with))
    assert outputs(app) == pytest.approx(values, abs=6e-5)
    steepest = number(np.linalg.norm(slopes, 2))
    assert ("never longer" if steepest == "1" else f"up to **{steepest}** times") in outcome(app)
    assert facts(app)["Range of an output"] == str(function.facts.entries)
    assert [each.value for each in app.latex] == [
        f"$$\n{latex}\n$$" for latex in (function.formula, *function.where, *function.jacobian_formulas)
    ]
    words = text_of(app)
    assert function.reference.title in words
    assert function.spellings[0].code.splitlines()[-1] in words
    assert "{{" not in words


@pytest.mark.parametrize(
    ("name", "page"), [("softmax", "softmax"), ("log_softmax", "softmax"), ("maxout", "maxout")]
)
def test_the_lessons_are_a_link_away(name: str, page: str) -> None:
    app = opened("vectors", v=VECTORS[name].label)
    assert f'<p>There is <a href="{page}">a lesson</a>' in html_of(app)
    assert 'There is <a href="' not in html_of(opened("vectors", v="GLU"))


def test_the_inputs_stay_when_the_function_changes() -> None:
    app = opened("vectors", z1=3, z4=0.4)
    app.segmented_control(key="v").set_value("GEGLU").run()
    assert present_of(app)["z1"] == [3.0]
    assert present_of(app)["z4"] == [0.4]
    assert len(outputs(app)) == 2


def test_the_experiments_show_what_they_say() -> None:
    sparse, shift, steep, closed, first, tie = map(followed, experiments(opened("vectors")))
    assert outputs(sparse).count(0.0) == 2
    assert outputs(shift) == outputs(opened("vectors"))
    slopes = VECTORS["log_softmax"].jacobian([0.0, 10.0, 0.0, 0.0])
    assert np.delete(slopes[:, 1], 1) == pytest.approx(-1.0, abs=1e-3)
    assert facts(steep)["Lipschitz constant in the 2-norm"] == "2 for four inputs"
    shut, let_through = outputs(closed)
    assert abs(shut) < 0.01
    assert let_through == pytest.approx(5.0, abs=0.01)
    shut, let_through = outputs(first)
    assert abs(shut) < 0.1
    assert let_through == pytest.approx(40.0, abs=0.1)
    assert outputs(tie) == [2.0]
    assert "there is no limit" in outcome(first)


def test_sparsemax_lets_the_input_of_the_experiment_back_in() -> None:
    assert outputs(opened("vectors", v="Sparsemax", z1=1.2))[0] == 0.0
    assert outputs(opened("vectors", v="Sparsemax", z1=1.4))[0] > 0.0
