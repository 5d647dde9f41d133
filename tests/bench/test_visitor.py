"""A visitor without a browser is told and says what a browser is told and says."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.crowd import Crowd
from bench.files import Files
from bench.protocol import Page, PageError
from bench.visitor import Server, Visitor, serving


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


def test_a_moved_slider_has_its_picture_and_what_is_known_is_not_sent_again(server: Server) -> None:
    with Visitor(server, "explore", "f=ELU&f_elu_alpha=1.5") as visitor:
        whole = visitor.run()
        assert visitor.page.figures == 2
        assert visitor.page.widgets["f_elu_alpha"].values == [1.5]
        visitor.move("f_elu_alpha", 2.5)
        assert visitor.move("x", -1.0) < whole / 5
        assert visitor.page.figures == 2
        assert parse_qs(visitor.page.link.partition("?")[2]) == {
            "f": ["ELU"],
            "f_elu_alpha": ["2.5"],
            "x": ["-1"],
        }


def test_what_is_chosen_brings_its_own_sliders_and_takes_the_old_ones_away(server: Server) -> None:
    with Visitor(server, "explore", "f=ELU") as visitor:
        visitor.run()
        visitor.move("f", "Leaky ReLU")
        assert "f_leaky_relu_alpha" in visitor.page.widgets
        assert "f_elu_alpha" not in visitor.page.widgets
        visitor.move("f", "ReLU")
        assert visitor.page.link == "explore", "a default does not stand in the address"


def test_a_page_that_does_not_exist_is_no_page(server: Server) -> None:
    with pytest.raises(PageError), Visitor(server, "no_such_page") as visitor:
        visitor.run()


def test_a_crowd_opens_pages_and_moves_what_stands_there(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bench.crowd.THINK_SECONDS", 0.1)

    async def look_on() -> None:
        async with asyncio.timeout(60), crowd.of(3):
            while sum(act.kind == "move" for act in crowd.acts) < 10:
                await asyncio.sleep(0.05)

    crowd = Crowd(server.address, Files(), seed=1)
    asyncio.run(look_on())
    assert not [act.failure for act in crowd.acts if act.failure]
    assert {act.kind for act in crowd.acts} >= {"page", "move"}


@pytest.mark.parametrize("kind", ["exception", "alert"])
def test_what_goes_wrong_is_no_picture(kind: str) -> None:
    message = ForwardMsg()
    if kind == "alert":
        message.delta.new_element.alert.format = Alert.ERROR
        message.delta.new_element.alert.body = "Something went wrong."
    else:
        message.delta.new_element.exception.message = "Something went wrong."
    with pytest.raises(PageError, match="went wrong"):
        Page("http://127.0.0.1/").read(message.SerializeToString())


def html(text: str, name: str) -> bytes:
    message = ForwardMsg(hash=name)
    message.metadata.cacheable = True
    message.delta.new_element.html.body = text
    return bytes(message.SerializeToString())


def test_a_message_is_forgotten_when_three_runs_have_not_shown_it() -> None:
    page = Page("http://127.0.0.1/", "explore")
    end = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY).SerializeToString()
    page.ask()
    page.read(html("seldom", "a"))
    page.read(html("always", "b"))
    assert page.read(end)
    kept = []
    for _ in range(3):
        kept.append(set(BackMsg.FromString(page.ask()).rerun_script.cached_message_hashes))
        page.read(ForwardMsg(ref_hash="b").SerializeToString())
        assert page.read(end)
    assert kept == [{"a", "b"}, {"a", "b"}, {"b"}]


def test_a_run_that_begins_anew_has_not_ended() -> None:
    page = Page("http://127.0.0.1/")
    page.ask()
    assert not page.read(ForwardMsg(script_finished=ForwardMsg.FINISHED_EARLY_FOR_RERUN).SerializeToString())
