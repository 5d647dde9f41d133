from __future__ import annotations

from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from ui import page


def framed() -> None:
    import streamlit as st

    from ui.page import address, begin_page, complain, quoted

    begin_page("explore")
    st.text("body")
    complain(f"{quoted(st.query_params.get('x', ''))} is wrong.")
    st.text(address("compare", f1="ELU", range=(-4.0, 4.5), x=None))


def html_of(app: AppTest) -> str:
    return "\n".join(block.proto.body for block in app.get("html"))


def test_a_page_has_its_title_its_lead_and_the_sidebar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page.text, "languages", lambda: ("en",))
    app = AppTest.from_function(framed).run()
    assert not app.exception
    html = html_of(app)
    assert "<h1>Explore</h1>" in html
    assert html.count('aria-current="page"') == 1
    assert '<a href="explore" aria-current="page">Explore</a>' in html
    for entry in page.PAGES:
        assert f">{entry.label}</a>" in html


def test_complaints_stand_above_the_body_and_show_a_visitor_s_words_as_they_are() -> None:
    app = AppTest.from_function(framed)
    app.query_params["x"] = "**a** `b` <i>$x$</i>\n:red[c]"
    app.run()
    assert app.warning[0].value == "`**a** 'b' <i>$x$</i> :red[c]` is wrong."
    drawn = [element.type for element in app.main]
    assert drawn.index("warning") < drawn.index("text")


@pytest.mark.parametrize(
    ("raw", "shown"), [("x" * 10_000, 42), ("a\u202eb", 5), ("x" * 40, 42), ("x" * 41, 42)]
)
def test_a_visitor_s_words_are_shortened(raw: str, shown: int) -> None:
    quoted = page.quoted(raw)
    assert len(quoted) == shown
    assert quoted.strip("`").isprintable()


def test_nothing_is_named() -> None:
    assert page.quoted(" \n") == "(nothing)"


@pytest.mark.parametrize(
    ("name", "state", "expected"),
    [
        ("explore", {}, "explore"),
        ("home", {}, "./"),
        ("", {"search": "a b&c"}, "./?search=a+b%26c"),
        ("explore", {"f": "Leaky ReLU", "x": -0.5}, "explore?f=Leaky+ReLU&x=-0.5"),
        ("explore", {"range": (-4.0, 4.0)}, "explore?range=-4&range=4"),
        ("explore", {"show": "f′", "page": None}, "explore?show=f%E2%80%B2"),
        ("explore", {"f": '"><script>'}, "explore?f=%22%3E%3Cscript%3E"),
    ],
)
def test_an_address_is_relative_and_quoted(name: str, state: dict[str, object], expected: str) -> None:
    assert page.address(name, **state) == expected


def test_there_is_no_address_of_a_page_that_does_not_exist() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        page.address("nowhere")


def test_links_keep_the_language() -> None:
    app = AppTest.from_function(framed)
    app.query_params["lang"] = "en"
    app.run()
    assert app.text[1].value == "compare?lang=en&f1=ELU&range=-4&range=4.5"
    assert 'href="./?lang=en"' in html_of(app)


def test_an_unknown_language_is_said_and_not_passed_on() -> None:
    app = AppTest.from_function(framed)
    app.query_params["lang"] = "<b>tlh</b>"
    app.run()
    assert app.warning[0].value == "There is no language `<b>tlh</b>` here; shown instead: English."
    assert "tlh" not in html_of(app)


def test_there_is_a_choice_of_language_only_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page.text, "languages", lambda: ("en",))
    assert "languages" not in html_of(AppTest.from_function(framed).run()).replace("nav.languages", "")
    monkeypatch.setattr(page.text, "languages", lambda: ("en", "zh-Hans"))
    app = AppTest.from_function(framed)
    app.query_params.update({"lang": "zh-Hans", "x": "1"})
    html = html_of(app.run())
    assert '<a href="explore?lang=zh-Hans&amp;x=1" aria-current="page">简体中文</a>' in html
    assert '<a href="explore?lang=en&amp;x=1">English</a>' in html


def test_links_keep_of_embedding_only_what_streamlit_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = f"embed=true&embed_options=dark_theme&embed_options={'x' * 10_000}&embed_options=dark_theme"
    monkeypatch.setattr(page, "get_script_run_ctx", lambda: SimpleNamespace(query_string=asked))
    assert page.embed_options() == ["dark_theme"]
