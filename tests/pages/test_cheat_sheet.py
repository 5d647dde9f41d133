"""The cheat sheet follows its address, and can be taken home."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from activations import CATALOG
from activations.vector import VECTORS
from tests.pages.visit import experiments, followed, html_of, links, opened, said, sections, state_of


def labels(app: AppTest) -> list[str]:
    """The functions on the sheet, from top to bottom."""
    return re.findall(r">([^<>]+)</a><small>", "".join(block.value for block in app.markdown))


def test_every_function_is_on_it() -> None:
    assert labels(opened("cheat_sheet")) == [activation.label for activation in CATALOG.values()]


def test_a_family_in_order_of_years() -> None:
    found = labels(opened("cheat_sheet", family="Squashing", sort="year"))
    family = [activation for activation in CATALOG.values() if activation.family == "Squashing"]
    assert found == [activation.label for activation in sorted(family, key=lambda each: each.year)]
    assert found[:3] == ["Generalized logistic", "Sigmoid", "Tanh"]


def test_only_what_is_zero_centred() -> None:
    found = labels(opened("cheat_sheet", only="zero-centred"))
    assert {"Identity", "Tanh", "Arctan"} <= {*found} and "Sigmoid" not in found


def test_where_nothing_is_left_it_says_so_and_leads_back() -> None:
    app = opened("cheat_sheet", family="Threshold", only="smooth")
    assert said(app) == [] and labels(app) == []
    assert "No function of this family" in html_of(app)
    assert "cheat_sheet" in links(html_of(app))
    assert not app.get("download_button")


def test_it_can_be_downloaded() -> None:
    (button,) = opened("cheat_sheet").get("download_button")
    assert button.proto.label == "Download the sheet as CSV"


@pytest.mark.parametrize(
    ("place", "first"), [(0, "Squared ReLU"), (1, "Identity"), (3, "ReLU"), (4, "Binary step")]
)
def test_an_experiment_shows_what_it_says(place: int, first: str) -> None:
    app = followed(experiments(opened("cheat_sheet"))[place])
    assert state_of(app) != state_of(opened("cheat_sheet"))
    assert labels(app)[0] == first


def test_it_leads_to_the_functions_of_several_numbers() -> None:
    (note,) = re.findall(r'<div class="prose legend">.*?</div>', html_of(opened("cheat_sheet")), re.DOTALL)
    assert links(note) == ["vectors"]
    assert not {function.label for function in VECTORS.values()} & {*labels(opened("cheat_sheet"))}


def test_it_leads_on_to_the_lesson_on_choosing() -> None:
    *_, (_heading, end) = sections(opened("cheat_sheet"))
    assert links(end)[-1] == "choose"


def test_by_mean_elu_stands_between_zero_and_relu() -> None:
    found = labels(followed(experiments(opened("cheat_sheet"))[2]))
    assert found.index("Tanh") < found.index("ELU") < found.index("ReLU")
