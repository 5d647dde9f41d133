"""The front door."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from activations import CATALOG
from tests.source import ROOT
from ui.finding import having
from ui.page import PAGES, address, lessons

CATALOG_BY_LABEL = {activation.label: activation for activation in CATALOG.values()}


def opened(**state: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.query_params.update(state)
    app.run()
    assert not app.exception
    assert not app.warning
    return app


SOFT_HYPHEN = "\u00ad"


def html_of(app: AppTest) -> str:
    """As it is read: without places where a name may break."""
    return "\n".join(block.proto.body for block in app.get("html")).replace(SOFT_HYPHEN, "")


def labels(app: AppTest) -> list[str]:
    return re.findall(r"</?img[^>]*><strong>([^<]*)</strong>", html_of(app))


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
        ("elu", ["ELU"]),
        ("relu", ["ReLU", "Leaky ReLU", "PReLU", "RReLU"]),
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
    assert "Nothing is called" not in html_of(app)


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
    assert html.count("Nothing is called") == 1
    assert '<a href="./">Show all functions.</a>' in html
    assert "<b>" not in html


def test_a_near_miss_shows_what_may_be_meant() -> None:
    app = opened(search="sigmod")
    assert "Sigmoid" in labels(app) and len(labels(app)) <= 3
    assert html_of(app).count("did you mean one of these?") == 1
    assert 'href="vectors?v=Softmax"' in html_of(opened(search="sofmax"))


def test_a_card_says_by_which_name_it_was_found() -> None:
    html = html_of(opened(search="Swish"))
    assert "<strong>SiLU</strong> (swish) " in html
    assert "<strong>Hard swish</strong> <span>" in html


def test_a_function_of_several_numbers_is_found() -> None:
    app = opened(search="log softmax")
    assert labels(app) == []
    assert 'href="vectors?v=Log-softmax"' in html_of(app)


def test_properties_all_hold_and_are_counted() -> None:
    app = opened(has=["odd", "bounded"])
    expected = [each.label for each in having(["odd", "bounded"], "family")]
    assert labels(app) == expected
    assert f"<b>{len(expected)} of {len(CATALOG)} functions</b>" in html_of(app)
    assert " functions</b>" not in html_of(opened())


def test_functions_are_sorted_as_asked() -> None:
    years = [CATALOG_BY_LABEL[label].year for label in labels(opened(sort="year"))]
    assert years == sorted(years) and len(years) == len(CATALOG)
    assert labels(opened(sort="name", search="relu")) == sorted(
        labels(opened(search="relu")), key=str.casefold
    )


@pytest.mark.parametrize(
    ("state", "sentence", "way_out"),
    [
        ({"has": ["odd", "even"]}, "No function has all these properties.", "./"),
        (
            {"search": "tanh", "has": ["even"]},
            "No function called <code>tanh</code> has all these properties.",
            "./?search=tanh",
        ),
    ],
)
def test_properties_that_nothing_has_are_one_sentence_and_a_way_back(
    state: dict[str, str | list[str]], sentence: str, way_out: str
) -> None:
    html = html_of(opened(**state))
    assert html.count("properties.") == 1 and sentence in html
    assert f'<a href="{way_out}">' in html


def test_several_searches_in_the_address_do_no_harm() -> None:
    assert labels(opened(search=["zzz", "arctan"])) == ["Arctan"]


def test_an_unknown_name_in_the_address_is_ignored() -> None:
    assert labels(opened(nonsense="1", f="ELU")) == labels(opened())


def test_cards_keep_the_language_and_are_well_formed() -> None:
    html = html_of(opened(lang="en"))
    assert 'href="explore?lang=en&amp;f=ReLU"' in html
    assert 'href="compare?lang=en"' in html
