"""A link's run is made once and told again: to each as of a session of their own, and they can go on."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.visitor import Visitor
from deploy import openings
from tests.patience import PATIENCE_SECONDS, settle
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
    ("page", "query"),
    [("explore", "f=nonsense"), ("cheat_sheet", ""), ("classifier", ""), ("explore", "f=RReLU")],
    ids=["a complaint", "a file", "buttons", "a button"],
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


ASKED = BackMsg(rerun_script={"page_name": "explore"}).SerializeToString()
ENDED = (
    ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY),
    ForwardMsg(session_status_changed={"script_is_running": False}),
)


class Crowd:
    """Visitors of one link; those whose run is made, in their order, and those who are told one."""

    def __init__(self) -> None:
        self.makers: list[str] = []
        self.told: list[str] = []
        self.leaves: dict[str, asyncio.Event] = {}
        self.reads: dict[str, asyncio.Event] = {}
        self.openings = openings.Openings(self.streamlit)

    async def streamlit(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = scope["name"]
        assert [(await receive()).get("bytes") for _ in range(2)] == [None, ASKED]
        self.makers.append(name)
        run = asyncio.create_task(self.run(name, send))
        assert (await receive())["type"] == "websocket.disconnect"
        run.cancel()

    async def run(self, name: str, send: Send) -> None:
        for message in ENDED:
            await send({"type": "websocket.send", "bytes": message.SerializeToString()})

    async def visit(self, name: str) -> None:
        self.leaves[name], self.reads[name] = asyncio.Event(), asyncio.Event()
        coming: list[Message] = [
            {"type": "websocket.connect"},
            {"type": "websocket.receive", "bytes": ASKED},
        ]

        async def receive() -> Message:
            if coming:
                return coming.pop(0)
            await self.leaves[name].wait()
            return {"type": "websocket.disconnect"}

        async def send(message: Message) -> None:
            if message["type"] == "websocket.send":
                if name in self.makers:
                    await self.reads[name].wait()
                else:
                    self.told.append(name)

        await self.openings({"type": "websocket", "subprotocols": [], "name": name}, receive, send)


def met(course: Callable[[Crowd], Awaitable[None]], names: str) -> Crowd:
    async def all_of_it() -> Crowd:
        crowd = Crowd()
        async with asyncio.TaskGroup() as group:
            for name in names:
                group.create_task(crowd.visit(name))
                await settle()
            await course(crowd)
            for leaves in crowd.leaves.values():
                leaves.set()
        return crowd

    return asyncio.run(asyncio.wait_for(all_of_it(), PATIENCE_SECONDS))


def test_when_the_one_who_makes_a_run_leaves_one_of_those_who_wait_makes_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(openings, "LONGEST_READING", PATIENCE_SECONDS)

    async def course(crowd: Crowd) -> None:
        assert crowd.makers == ["a"]
        crowd.leaves["a"].set()
        await settle()
        assert crowd.makers == ["a", "b"]
        crowd.reads["b"].set()
        await settle()

    crowd = met(course, "abcd")
    assert crowd.makers == ["a", "b"]
    assert set(crowd.told) == {"c", "d"}


def test_nobody_waits_for_a_run_of_someone_who_does_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openings, "LONGEST_READING", 0.0)

    async def course(crowd: Crowd) -> None:
        assert crowd.makers == ["a", "b"]

    met(course, "ab")


def test_a_link_is_remembered_by_no_more_than_a_digest() -> None:
    long = BackMsg(rerun_script={"query_string": "f=" + 100_000 * "x"}).SerializeToString()
    assert len(openings.what_is_opened(long)) == len(openings.what_is_opened(ASKED)) < 100
