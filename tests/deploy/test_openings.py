"""A link's run is made once and told again: to each as of a session of their own, and they can go on."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.visitor import Visitor
from deploy import openings
from tests.patience import PATIENCE_SECONDS
from tests.replica import Replica, replica


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replica]:
    with replica(tmp_path_factory.mktemp("replica") / "log") as server:
        yield server


def opened(visitor: Visitor) -> list[ForwardMsg]:
    """What comes for the first run, to its very end."""
    visitor.socket.send(visitor.page.ask())
    messages: list[ForwardMsg] = []
    while not messages or messages[-1].WhichOneof("type") != "session_status_changed" or is_running(messages):
        raw = visitor.socket.recv(PATIENCE_SECONDS, decode=False)
        visitor.read(raw)
        messages.append(ForwardMsg.FromString(raw))
    return messages


def is_running(messages: list[ForwardMsg]) -> bool:
    return messages[-1].session_status_changed.script_is_running


def session_of(messages: list[ForwardMsg]) -> str:
    (name,) = {m.new_session.initialize.session_id for m in messages} - {""}
    return name


def told(server: Replica) -> float:
    return server.metric("told_runs_total")


def test_whoever_comes_later_is_told_the_same_under_another_name(server: Replica) -> None:
    link = "explore", "f=ELU&x=-1"
    with Visitor(server, *link) as first, Visitor(server, *link) as second:
        made, before = opened(first), told(server)
        heard = opened(second)
        assert told(server) == before + 1
    assert session_of(made) != session_of(heard)
    for message in heard:
        if message.WhichOneof("type") == "new_session":
            message.new_session.initialize.session_id = session_of(made)
    assert heard == made


def test_who_was_told_goes_on_as_anybody(server: Replica) -> None:
    pictures = []
    for _ in range(2):
        with Visitor(server, "explore", "f=ELU&f_elu_alpha=0.5") as visitor:
            visitor.run()
            before = told(server)
            visitor.move("f_elu_alpha", 2.0)
            assert told(server) == before
            assert visitor.page.link == "explore?f=ELU&f_elu_alpha=2"
            pictures.append({key: widget.values for key, widget in visitor.page.widgets.items()})
    assert pictures[0] == pictures[1]
    assert pictures[1]["f_elu_alpha"] == [2.0]


@pytest.mark.parametrize(
    ("page", "query"), [("explore", "f=nonsense"), ("cheat_sheet", "")], ids=["a complaint", "a file"]
)
def test_what_is_of_one_visitor_is_told_to_nobody_else(server: Replica, page: str, query: str) -> None:
    before = told(server)
    for _ in range(2):
        with Visitor(server, page, query) as visitor:
            visitor.run()
    assert told(server) == before


def test_other_links_are_other_runs(server: Replica) -> None:
    before = told(server)
    for x in (1, 2, 3):
        with Visitor(server, "explore", f"f=Tanh&x={x}") as visitor:
            visitor.run()
            assert visitor.page.widgets["x"].values == [x]
    assert told(server) == before


def test_who_leaves_while_their_run_is_made_keeps_nobody_waiting(server: Replica) -> None:
    with Visitor(server, "compare", "n=4") as first:
        first.socket.send(first.page.ask())
    with Visitor(server, "compare", "n=4") as second:
        assert second.run()


def test_nobody_waits_for_long_for_a_run_of_someone_who_does_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(openings, "LONGEST_WAIT", 0.0)
    asked = BackMsg(rerun_script={"page_name": "explore"}).SerializeToString()
    coming: list[Message] = [
        {"type": "websocket.connect"},
        {"type": "websocket.receive", "bytes": asked},
        {"type": "websocket.disconnect"},
    ]
    heard: list[Message] = []

    async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
        heard.extend([await receive(), await receive()])

    async def receive() -> Message:
        return coming.pop(0)

    async def send(message: Message) -> None:
        pass

    async def visit() -> None:
        app = openings.Openings(streamlit)
        app.begin(openings.what_is_opened(asked))
        await app({"type": "websocket", "subprotocols": ["streamlit"]}, receive, send)

    asyncio.run(visit())
    assert [message.get("bytes") for message in heard] == [None, asked]
