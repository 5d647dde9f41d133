"""A visit to a page: opened by its address, as a link opens it, without a browser."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

from streamlit.testing.v1 import AppTest

from tests.source import ROOT
from ui.page import FRONT_DOOR, address, spelled

State = dict[str, list[str]]

HREF = re.compile(r'href="([^"]*)"')
NOT_READ = re.compile(r"<style>.*?</style>|<[^>]*>", re.DOTALL)


def opened(page: str, /, **state: object) -> AppTest:
    """A page opened by a link."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    if page != FRONT_DOOR:
        app.switch_page(f"pages/{page}.py")
    app.query_params.update({name: spelled(value) for name, value in state.items()})
    return app.run()


def followed(href: str) -> AppTest:
    """A page opened by a link that stands on another."""
    page, state = parts(href)
    return opened(page, **state)


def parts(href: str) -> tuple[str, State]:
    """The page and the state that a link names."""
    link = urlsplit(href)
    page = link.path.removeprefix("./") or FRONT_DOOR
    assert href == address(page, **parse_qs(link.query, strict_parsing=bool(link.query)))
    return page, parse_qs(link.query)


def said(app: AppTest) -> list[str]:
    """What the page says was wrong with its address."""
    assert not app.exception
    return [warning.value for warning in app.warning]


def state_of(app: AppTest) -> State:
    """What every control shows that stands in the address, as it would stand there."""
    controls = [*app.selectbox, *app.slider, *app.segmented_control, *app.multiselect, *app.text_input]
    return {control.key: spelled(control.value) for control in controls if control.proto.query_param_key}


def html_of(app: AppTest) -> str:
    return "\n".join(block.proto.body for block in app.get("html"))


def sections(app: AppTest) -> Iterator[tuple[str, str]]:
    """Each heading of the page, and the HTML under it."""
    heading, body = "", ""
    for element in app.main:
        if element.type == "subheader":
            yield heading, body
            heading, body = str(element.value), ""
        elif element.type == "html":
            body += element.proto.body
    yield heading, body


def links(html: str) -> list[str]:
    return [unescape(href) for href in HREF.findall(html) if not href.startswith(("https://", "#"))]


def experiments(app: AppTest) -> list[str]:
    """The links under *Try this*."""
    return [href for heading, html in sections(app) if heading == "Try this" for href in links(html)]


def component_of(app: AppTest, name: str) -> dict[str, Any]:
    """What a component of the page is sent."""
    (sent,) = (c.proto for c in app.get("bidi_component") if c.proto.component_name == name)
    data: dict[str, Any] = json.loads(gzip.decompress(sent.bytes) if sent.bytes else sent.json)
    return data


def figure_of(app: AppTest) -> dict[str, Any]:
    """The live figure's picture with all its states."""
    return component_of(app, "live_figure")


def present_of(app: AppTest) -> dict[str, Any]:
    """Where the page tells the figure that its sliders stand."""
    return dict(component_of(app, "live_figure_present"))


def text_of(app: AppTest) -> str:
    """Everything there is to read on the page, tables and the figure's words included."""
    words = [
        str(getattr(element, "value", None) or getattr(element, "label", ""))
        for element in (*app.main, *app.sidebar)
        if element.type != "html"
    ]
    shown = [html_of(app)]
    if app.get("bidi_component"):
        figure = figure_of(app)
        shown += [figure["alternative"], figure["caption"]]
    return "\n".join([*words, *(unescape(NOT_READ.sub(" ", html)) for html in shown)])
