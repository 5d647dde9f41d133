"""The component: every word it shows is given to it, and every file it asks for is there."""

from __future__ import annotations

import gzip
import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.source import ROOT
from ui.live_figure import FIGURE_JS, HTML, PRESENT_JS, words

STATIC = ROOT / "static"
JAVASCRIPT = sorted((STATIC / "live_figure").glob("*.js"))


def drawn() -> None:
    import streamlit as st

    from activations import CATALOG
    from ui.charts import Words, study
    from ui.live_figure import live_figure
    from ui.sampling import Curve

    picture = study(Curve(CATALOG["tanh"], {}, {}), "both", "overlaid", Words("{x}", ""))
    live_figure(picture, {"x": (st.session_state.get("x", 1.0),)})


def sent(app: AppTest) -> tuple[bytes, str]:
    """The picture, and where the sliders stand."""
    assert not app.exception
    figure, present = app.get("bidi_component")
    return figure.proto.bytes, present.proto.json


def test_a_rerun_with_a_moved_slider_sends_only_where_it_stands() -> None:
    app = AppTest.from_function(drawn).run()
    figure, present = sent(app)
    assert json.loads(present) == [["x", [1.0]]]
    app.session_state["x"] = -3.5
    app.run()
    assert sent(app) == (figure, '[["x", [-3.5]]]')


def test_the_figure_comes_with_its_words() -> None:
    figure, _ = sent(AppTest.from_function(drawn).run())
    assert json.loads(gzip.decompress(figure))["words"] == words()
    assert all(words().values())


def test_every_control_of_the_markup_is_named() -> None:
    asked = set(re.findall(r'data-(?:name|word)="(\w+)"', HTML))
    assert asked
    assert asked <= words().keys()


def test_no_word_is_given_that_nothing_shows() -> None:
    asked = set(re.findall(r'data-(?:name|word)="(\w+)"', HTML))
    source = "".join(file.read_text(encoding="utf-8") for file in JAVASCRIPT)
    for word in words().keys() - asked:
        assert re.search(rf"\b{word}\b", source), word


def exported(source: str) -> set[str]:
    return set(re.findall(r"export (?:async )?(?:function|const|let|class) (\w+)", source))


@pytest.mark.parametrize("script", [FIGURE_JS, PRESENT_JS])
def test_the_loader_asks_for_a_module_that_is_there(script: str) -> None:
    (path,) = re.findall(r"app/static/([\w./]+)", script)
    assert (STATIC / path).is_file()
    (names,) = re.findall(r"module\.then\(\(\{ ([\w, ]+) \}\)", script)[:1]
    source = (STATIC / path).read_text(encoding="utf-8")
    assert set(names.split(", ")) <= exported(source)


@pytest.mark.parametrize("file", JAVASCRIPT, ids=lambda file: file.name)
def test_every_module_imports_what_is_there(file) -> None:  # type: ignore[no-untyped-def]
    source = file.read_text(encoding="utf-8")
    for names, path in re.findall(r"import \{([^}]+)\} from \"\./([\w.]+)\"", source):
        other = (file.parent / path).read_text(encoding="utf-8")
        for name in re.findall(r"(\w+)(?: as \w+)?", names):
            assert re.search(rf"export (?:async )?(?:function|const|let|class) {name}\b", other), (
                f"{path}: {name}"
            )
