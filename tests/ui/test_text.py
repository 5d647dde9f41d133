from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from streamlit.testing.v1 import AppTest

from activations import CATALOG
from ui import text


@pytest.fixture
def lingua(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A made-up language beside English: one page translated in part, one string translated."""
    for name, title in {"en": "Explore", "qx": "Qexplore"}.items():
        (tmp_path / "text" / name / "functions").mkdir(parents=True)
        (tmp_path / "text" / name / "explore.md").write_text(f"## title\n\n{title}\n", encoding="utf-8")
    (tmp_path / "text/en/explore.md").write_text(
        "## title\n\nExplore\n\n## lead\n\nLook.\n", encoding="utf-8"
    )
    (tmp_path / "text/en/functions/elu.md").write_text("## summary\n\nBends.\n", encoding="utf-8")
    catalog = Catalog(locale=None)
    catalog.add("Input range", "Qinput range")
    folder = tmp_path / "locale" / "qx" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "messages.mo").open("wb") as file:
        write_mo(file, catalog)
    monkeypatch.setattr(text, "TEXT_FOLDER", tmp_path / "text")
    monkeypatch.setattr(text, "LOCALE_FOLDER", tmp_path / "locale")
    return "qx"


def spoken() -> None:
    import streamlit as st

    from ui import text

    st.text(text.language())
    st.text(text._("Input range"))
    st.text(text._("Probe x"))
    st.text(" ".join(text.page("explore")[heading] for heading in ("title", "lead")))
    st.text(text.function("elu")["summary"])


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("qx", ["qx", "Qinput range", "Probe x", "Qexplore Look.", "Bends."]),
        ("en", ["en", "Input range", "Probe x", "Explore Look.", "Bends."]),
        ("xx", ["en", "Input range", "Probe x", "Explore Look.", "Bends."]),
        ("../..", ["en", "Input range", "Probe x", "Explore Look.", "Bends."]),
        (None, ["en", "Input range", "Probe x", "Explore Look.", "Bends."]),
    ],
)
def test_the_address_chooses_the_language_and_english_fills_the_gaps(
    lingua: str, asked: str | None, expected: list[str]
) -> None:
    app = AppTest.from_function(spoken)
    if asked is not None:
        app.query_params["lang"] = asked
    app.run()
    assert not app.exception
    assert [shown.value for shown in app.text] == expected


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en-US", "en"),
        ("de-AT", "de"),
        ("zh-CN", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh_Hant_TW", "zh-Hant"),
        ("zh", "zh-Hans"),
        ("fr", "en"),
        ("", "en"),
    ],
)
def test_the_browser_s_locale_finds_its_best_match(
    locale: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text, "languages", lambda: ("de", "en", "zh-Hans", "zh-Hant"))
    assert text.best_match(locale) == expected


def test_an_empty_string_is_not_the_header_of_a_catalog(lingua: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "language", lambda: lingua)
    assert text._("Input range") == "Qinput range"
    assert text._("") == ""


def test_a_text_that_was_corrected_is_read_again(lingua: str) -> None:
    file = text.TEXT_FOLDER / "en" / "functions" / "elu.md"
    assert text.function("elu")["summary"] == "Bends."
    file.write_text("## summary\n\nIt bends smoothly.\n", encoding="utf-8")
    assert text.function("elu")["summary"] == "It bends smoothly."


def test_a_missing_text_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere\.md"):
        text.page("nowhere")


def test_placeholders_are_filled_and_latex_survives() -> None:
    filled = text.fill(r"{{steps}} steps, $\frac{a}{b^{2}}$, {{rate}}", steps=67, rate=-0.2)
    assert filled == r"67 steps, $\frac{a}{b^{2}}$, −0.2"


def test_a_placeholder_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="steps"):
        text.fill("{{steps}} steps")


def test_a_value_is_not_filled_again() -> None:
    assert text.fill("{{a}}", a="{{b}}") == "{{b}}"


def test_links_lead_to_their_targets_in_the_same_tab() -> None:
    html = text.as_html("[Set α.](corner) [web](https://x.org)", {"corner": "explore?f=ELU&range=-4&range=4"})
    assert '<a href="explore?f=ELU&amp;range=-4&amp;range=4">Set α.</a>' in html
    assert '<a href="https://x.org">web</a>' in html
    assert "target" not in html


def test_a_link_to_an_unknown_name_is_an_error() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        text.as_html("[x](nowhere)", {"corner": "explore"})


def test_html_in_markdown_is_shown_and_not_obeyed() -> None:
    assert "<b>" not in text.as_html("<b>{{word}}</b>", word="<script>")
    assert "<script>" not in text.as_html("{{word}}", word="<script>")


def test_long_words_of_labels_can_break() -> None:
    labels = [text.hyphenated(activation.label) for activation in CATALOG.values()]
    assert all(len(part) <= 11 for label in labels for part in re.split(r"[ \u00ad-]", label))
    assert [label.replace("\u00ad", "") for label in labels] == [each.label for each in CATALOG.values()]


@pytest.mark.parametrize("words", ["x*sigmoid(a*x)", "**x**", "x_1 $x$ `x` [x](x)", "a<b>c & d|e", r"\*"])
def test_what_is_verbatim_is_shown_and_spoken_as_it_is(words: str) -> None:
    assert unescape(text.inline_html(f"**{text.verbatim(words)}**")) == f"<strong>{words}</strong>"
    assert text.spoken(f"**{text.verbatim(words)}** runs") == f"{words} runs"
