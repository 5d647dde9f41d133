"""The front door."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from activations import CATALOG
from tests.source import ROOT
from ui import text
from ui.gallery import matching_pages
from ui.page import PAGES, address, lessons


def opened(**state: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.query_params.update(state)
    app.run()
    assert not app.exception
    assert not app.warning
    return app


def html_of(app: AppTest) -> str:
    return "\n".join(block.proto.body for block in app.get("html"))


def labels(app: AppTest) -> list[str]:
    return re.findall(r"<strong>([^<]*)</strong> <span>", html_of(app))


def test_it_shows_every_function_and_every_page() -> None:
    app = opened()
    assert labels(app) == [activation.label for activation in CATALOG.values()]
    for page in PAGES[1:]:
        assert f'<a class="card room" href="{page.name}">' in html_of(app)


def test_the_path_has_every_lesson_in_its_order_by_stage() -> None:
    html = html_of(opened())
    path = html[html.index('<ol class="path">') : html.index("</ol>")]
    assert re.findall(r'href="(\w+)"', path) == [page.name for page in lessons()]
    assert re.findall(r"<h3>(.*?)</h3>", path) == list(dict.fromkeys(page.group for page in lessons()))


@pytest.mark.parametrize("activation", CATALOG.values(), ids=CATALOG)
def test_a_card_opens_its_function_and_says_what_its_picture_shows(activation) -> None:  # type: ignore[no-untyped-def]
    html = html_of(opened())
    card = re.search(
        rf'<a class="card" href="{re.escape(address("explore", f=activation.label))}">(.*?)</a>', html
    )
    assert card is not None
    assert f'alt="{activation.label}: f takes the values ' in card[1]
    assert str(activation.year) in card[1]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("elu", ["ReLU", "Leaky ReLU", "PReLU", "RReLU", "ELU"]),
        ("SIGMOID", ["Sigmoid"]),
        ("heaviside", ["Binary step"]),
        ("  tanh ", ["Tanh"]),
    ],
)
def test_search_looks_at_names_and_aliases(search: str, found: list[str]) -> None:
    assert set(found) <= set(labels(opened(search=search)))
    assert "Identity" not in labels(opened(search=search))


def test_search_looks_at_families() -> None:
    family = CATALOG["sigmoid"].family
    expected = [activation.label for activation in CATALOG.values() if activation.family == family]
    assert set(expected) <= set(labels(opened(search=family)))


def found_pages(app: AppTest) -> list[str]:
    """The pages among what a search has found, before the rest of the front door."""
    (section,) = re.findall(r"<section><h2>Pages</h2>(.*?)</section>", html_of(app)) or [""]
    return re.findall(r'<a class="card room" href="(\w+)">', section)


@pytest.mark.parametrize(
    ("search", "pages"),
    [
        ("softmax", ["softmax"]),
        ("Maxout", ["maxout"]),
        (" vanishing ", ["vanishing_gradient"]),
        ("which one", ["choose"]),
    ],
)
def test_search_finds_a_page_by_its_label_or_title(search: str, pages: list[str]) -> None:
    app = opened(search=search)
    assert found_pages(app) == pages
    assert labels(app) == []
    assert "No function has" not in html_of(app)


def test_search_finds_every_page_by_its_title() -> None:
    for page in PAGES[1:]:
        assert page in matching_pages(text.page(page.name)["title"])
        assert page in matching_pages(page.label.upper())


def test_pages_stand_below_the_functions_that_are_found() -> None:
    app = opened(search="relu")
    assert "ReLU" in labels(app) and found_pages(app) == ["dead_relu"]
    assert html_of(app).index(">ReLU</strong>") < html_of(app).index("<h2>Pages</h2>")


@pytest.mark.parametrize("search", ["", "  ", "zzz"])
def test_no_page_is_found_where_nothing_is_asked_for_or_nothing_fits(search: str) -> None:
    assert found_pages(opened(search=search)) == []


@pytest.mark.parametrize(
    "search", ["zzz", "<b>{{x}}</b>", "[a](b)", "`" * 30, "x" * 10_000, "{x}", "$\\frac"]
)
def test_nothing_found_is_one_sentence_and_a_way_back(search: str) -> None:
    app = opened(search=search)
    assert labels(app) == []
    html = html_of(app)
    assert html.count("No function has") == 1
    assert '<a href="./">Show all functions.</a>' in html
    assert "<b>" not in html


def test_several_searches_in_the_address_do_no_harm() -> None:
    assert labels(opened(search=["zzz", "tanh"])) == ["Tanh"]


def test_an_unknown_name_in_the_address_is_ignored() -> None:
    assert labels(opened(nonsense="1", f="ELU")) == labels(opened())


def test_cards_keep_the_language_and_are_well_formed() -> None:
    html = html_of(opened(lang="en"))
    assert 'href="explore?lang=en&amp;f=ReLU"' in html
    assert 'href="compare?lang=en"' in html
