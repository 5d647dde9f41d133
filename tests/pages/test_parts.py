"""Whoever moves a slider is sent what follows it, and not the page again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.visitor import Server, Visitor, serving
from ui.page import FRONT_DOOR, PAGES


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


class Listener(Visitor):
    """A visitor who remembers what came for the last run."""

    def __init__(self, server: Server, page: str, query: str) -> None:
        super().__init__(server, page, query)
        self.alerts: dict[str, str] = {}

    def run(self) -> int:
        self.heard: list[ForwardMsg] = []
        return super().run()

    def read(self, raw: bytes) -> bool:
        message = ForwardMsg.FromString(raw)
        self.heard.append(message)
        shown = message.delta.new_element
        if shown.WhichOneof("type") == "alert":
            self.alerts[message.hash] = shown.alert.body
        return super().read(raw)

    @property
    def warnings(self) -> list[str]:
        shown = [message.ref_hash or message.hash for message in self.heard]
        return [self.alerts[name] for name in shown if name in self.alerts]


@pytest.mark.parametrize("page", [page.name for page in PAGES if page.name != FRONT_DOOR])
def test_every_slider_belongs_to_a_part(server: Server, page: str) -> None:
    with Visitor(server, page) as visitor:
        visitor.run()
        sliders = [widget for widget in visitor.page.widgets.values() if widget.kind == "slider"]
    assert [slider.described.label for slider in sliders if not slider.part.fragment] == []


def test_a_part_is_sent_alone(server: Server) -> None:
    with Listener(server, "explore", "f=ELU") as visitor:
        visitor.run()
        page = len(visitor.heard)
        visitor.move("f_elu_alpha", 2.5)
        assert visitor.heard[-1].script_finished == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
        assert len(visitor.heard) < 2 * page / 3
        assert visitor.page.widgets["f_elu_alpha"].values == [2.5]


def test_what_was_wrong_with_an_address_is_said_until_that_is_moved(server: Server) -> None:
    with Listener(server, "explore", "f=ELU&x=99") as visitor:
        visitor.run()
        (complaint,) = visitor.warnings
        visitor.move("f_elu_alpha", 2.5)
        assert visitor.warnings == [complaint]
        visitor.move("x", -1.0)
        assert visitor.warnings == []


def test_a_part_can_complain_of_what_was_well_when_the_page_was_opened(server: Server) -> None:
    with Listener(server, "your_function", "expression=x*log(a)") as visitor:
        visitor.run()
        assert visitor.warnings == []
        visitor.move("a", -1.0)
        assert len(visitor.warnings) == 1


def test_who_comes_from_a_session_that_has_ended_is_drawn_the_page(server: Server) -> None:
    with Visitor(server, "explore", "f=ELU") as before, Listener(server, "explore", "f=ELU") as after:
        before.run()
        after.page = before.page
        after.move("x", -1.0)
    assert after.heard[-1].script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
    assert after.page.widgets["x"].values == [-1.0]
