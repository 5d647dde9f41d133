"""Whoever changes the language sees the page as they have moved it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.protocol import Page
from bench.visitor import Server, Visitor, serving
from tests.pages.visit import links
from tests.second_language import CODE, with_a_second_language
from ui.page import FRONT_DOOR, PAGES

STOPPING_PAGE = """
import streamlit as st

from ui.controls import probe
from ui.page import begin_page, by_itself


@by_itself
def part() -> None:
    if probe() < 0:
        st.stop()


begin_page("explore")
part()
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app in two languages, with one page more, whose part is stopped where x is negative."""
    root = with_a_second_language(tmp_path_factory.mktemp("app"))
    (root / "pages" / "stopping.py").write_text(STOPPING_PAGE)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("bench.visitor.ROOT", root)
        with serving() as server:
            yield server


class Reader(Visitor):
    """A visitor who sees where they can choose a language."""

    def __init__(self, server: Server, page: str, query: str = "") -> None:
        super().__init__(server, page, query)
        self.html: dict[str, str] = {}
        self.choosers: dict[tuple[int, ...], str] = {}

    def read(self, raw: bytes) -> bool:
        message = ForwardMsg.FromString(raw)
        if path := tuple(message.metadata.delta_path):
            self.choosers = {at: html for at, html in self.choosers.items() if at[: len(path)] != path}
            self.html.setdefault(message.hash, message.delta.new_element.html.body)
            html = self.html.get(message.ref_hash or message.hash, "")
            if '<nav class="languages"' in html:
                self.choosers[path] = html
        if message.WhichOneof("type") == "page_info_changed":
            self.page.query = parse_qs(message.page_info_changed.query_string)
        return super().read(raw)

    @property
    def offered(self) -> list[dict[str, list[str]]]:
        """The states of the links to other languages."""
        (chooser,) = self.choosers.values()
        return [Page.of(self.page.address, link).query for link in links(chooser)]

    @property
    def present(self) -> list[dict[str, list[str]]]:
        """The page's own state in each language."""
        return [self.page.query | {"lang": [code]} for code in (CODE, "en")]


@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_another_language_shows_the_page_as_it_was_moved(server: Server, page: str) -> None:
    with Reader(server, "" if page == FRONT_DOOR else page) as visitor:
        visitor.run()
        assert visitor.offered == visitor.present
        for key, slider in list(visitor.page.widgets.items()):
            if slider.kind == "slider" and len(slider.values) == 1:
                visitor.move(key, slider.described.max)
                assert visitor.offered == visitor.present


def test_what_was_moved_before_it_went_out_of_sight_comes_along(server: Server) -> None:
    with Reader(server, "explore", "f=ELU&f_elu_alpha=2.5") as visitor:
        visitor.run()
        for function in ("ReLU", "ELU"):
            visitor.move("f", function)
        assert [state["f_elu_alpha"] for state in visitor.offered] == [["2.5"], ["2.5"]]


def test_a_part_that_is_stopped_leaves_the_choice(server: Server) -> None:
    with Reader(server, "stopping") as visitor:
        visitor.run()
        visitor.move("x", -1.0)
        assert visitor.offered == visitor.present
