"""What is looked up once says the same as what Streamlit would look up each time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit import config
from streamlit.elements import html
from streamlit.navigation import page
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.scriptrunner.script_cache import ScriptCache

from deploy.settled import settle
from ui.text import ASSETS

SETTLED = (
    (html, "_html_only_style_tags"),
    (page, "_create_page"),
    (app_session, "_populate_theme_msg"),
    (ScriptCache, "clear"),
)


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for module, name in SETTLED:
        monkeypatch.setattr(module, name, getattr(module, name))
    settle()
    yield


def themes() -> list[bytes]:
    sections = ["theme", *(f"theme.{each.value}" for each in config.CustomThemeCategories)]
    messages = {section: CustomThemeConfig() for section in sections}
    for section, message in messages.items():
        app_session._populate_theme_msg(message, section)
    return [message.SerializeToString() for message in messages.values()]


@pytest.fixture
def streamlits_themes() -> list[bytes]:
    return themes()


def test_themes_are_streamlits_each_time(streamlits_themes: list[bytes], settled: None) -> None:
    assert any(streamlits_themes)
    assert themes() == streamlits_themes
    assert themes() == streamlits_themes


def test_a_theme_is_added_to_what_a_message_says_already(settled: None) -> None:
    message = CustomThemeConfig()
    message.dark.primary_color = "red"
    app_session._populate_theme_msg(message)
    assert message.dark.primary_color == "red"


def test_each_run_has_pages_of_its_own(settled: None, monkeypatch: pytest.MonkeyPatch) -> None:
    run = SimpleNamespace(pages_manager=SimpleNamespace(main_script_parent=ASSETS.parent))
    monkeypatch.setattr(page, "get_script_run_ctx", lambda: run)
    one, other = (page._create_page(Path("pages/explore.py")) for _ in range(2))
    assert (one.title, one.url_path) == (other.title, other.url_path) == ("explore", "explore")
    one._can_be_called = True
    assert not other._can_be_called


def test_what_is_but_style_is_told_from_the_rest(settled: None) -> None:
    style = f"<style>{(ASSETS / 'style.css').read_text(encoding='utf-8')}</style>"
    for _ in range(2):
        assert html._html_only_style_tags(style)
        assert not html._html_only_style_tags(style + "<p>")


def test_pages_stay_those_of_the_release_that_was_started(settled: None, tmp_path: Path) -> None:
    pages, explore = ScriptCache(), tmp_path / "explore.py"
    explore.write_text("old = True")
    started = pages.get_bytecode(str(explore))
    explore.write_text("new = True")
    pages.clear()
    assert pages.get_bytecode(str(explore)) is started
