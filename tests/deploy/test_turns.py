"""Taking turns: some at a time, in the order of asking, network addresses in turn, and nobody for long."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from deploy import turns
from deploy.turns import Turns
from tests.patience import PATIENCE_SECONDS, settle

RUN = BackMsg(rerun_script={}).SerializeToString()  # type: ignore[arg-type]
ENDED = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY).SerializeToString()
INTERRUPTED = ForwardMsg(script_finished=ForwardMsg.FINISHED_EARLY_FOR_RERUN).SerializeToString()


class Visits:
    """Visitors by name, each of whom asks for one run; who has been heard of, and who is allowed to end."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.may_end: dict[str, asyncio.Event] = {}
        self.turns = Turns(self.run)

    async def run(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = scope["name"]
        await receive()
        self.heard.append(name)
        await send({"type": "websocket.send", "bytes": INTERRUPTED})
        await self.may_end[name].wait()
        if name != "leaves":
            await send({"type": "websocket.send", "bytes": ENDED})

    async def visit(self, name: str) -> None:
        self.may_end[name] = asyncio.Event()

        async def asked() -> Message:
            return {"type": "websocket.receive", "bytes": RUN}

        async def told(_message: Message) -> None:
            """Nobody reads it."""

        scope = {"type": "websocket", "name": name, "client": (f"address of {name[0]}", 1)}
        await self.turns(scope, asked, told)


@pytest.fixture(autouse=True)
def one_at_a_time_as_long_as_they_like(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "AT_ONCE", 1)
    monkeypatch.setattr(turns, "LONGEST_TURN", PATIENCE_SECONDS)


def visited(course: Callable[[Visits, asyncio.TaskGroup], Awaitable[None]]) -> list[str]:
    async def all_of_it() -> list[str]:
        visits = Visits()
        async with asyncio.TaskGroup() as group:
            await course(visits, group)
            for each in visits.may_end.values():
                each.set()
        return visits.heard

    return asyncio.run(asyncio.wait_for(all_of_it(), PATIENCE_SECONDS))


def test_who_asks_first_is_first() -> None:
    async def course(visits: Visits, group: asyncio.TaskGroup) -> None:
        for name in "abc":
            group.create_task(visits.visit(name))
        await settle()
        for count, name in enumerate("abc", 1):
            assert visits.heard == list("abc")[:count]
            visits.may_end[name].set()
            await settle()

    assert visited(course) == ["a", "b", "c"]


def test_network_addresses_take_turns() -> None:
    async def course(visits: Visits, group: asyncio.TaskGroup) -> None:
        for name in ("a1", "a2", "a3", "b1"):
            group.create_task(visits.visit(name))
        await settle()
        for name in ("a1", "a2", "b1", "a3"):
            visits.may_end[name].set()
            await settle()

    assert visited(course) == ["a1", "a2", "b1", "a3"]


def test_as_many_as_may_are_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "AT_ONCE", 2)

    async def course(visits: Visits, group: asyncio.TaskGroup) -> None:
        for name in "abc":
            group.create_task(visits.visit(name))
        await settle()
        assert visits.heard == ["a", "b"]
        visits.may_end["b"].set()
        await settle()
        assert visits.heard == ["a", "b", "c"]

    visited(course)


def test_who_leaves_gives_the_turn_back() -> None:
    async def course(visits: Visits, group: asyncio.TaskGroup) -> None:
        group.create_task(visits.visit("leaves"))
        group.create_task(visits.visit("b"))
        await settle()
        assert visits.heard == ["leaves"]
        visits.may_end["leaves"].set()
        await settle()
        assert visits.heard == ["leaves", "b"]
        visits.may_end["b"].set()

    visited(course)


def test_one_who_takes_long_holds_nobody_up_and_ends_nobody_elses_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def course(visits: Visits, group: asyncio.TaskGroup) -> None:
        monkeypatch.setattr(turns, "LONGEST_TURN", 0.0)
        group.create_task(visits.visit("a"))
        await settle()
        monkeypatch.setattr(turns, "LONGEST_TURN", PATIENCE_SECONDS)
        for name in "bc":
            group.create_task(visits.visit(name))
        await settle()
        assert visits.heard == ["a", "b"]
        visits.may_end["a"].set()
        await settle()
        assert visits.heard == ["a", "b"]

    assert visited(course) == ["a", "b", "c"]


def test_who_does_not_read_is_not_heard_again_and_takes_no_turn_of_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turns, "LONGEST_TURN", 0.0)

    async def all_of_it() -> None:
        heard: list[str] = []
        reads = asyncio.Event()

        async def streamlit(_scope: Scope, receive: Receive, send: Send) -> None:
            await receive()
            heard.append("asked")
            blocked = asyncio.create_task(send({"type": "websocket.send", "bytes": ENDED}))
            await settle()
            await receive()
            heard.append("asked again")
            await blocked

        async def asks() -> Message:
            return {"type": "websocket.receive", "bytes": RUN}

        async def reads_when_told(_message: Message) -> None:
            await reads.wait()

        taking_turns = Turns(streamlit)
        visit = asyncio.create_task(
            taking_turns({"type": "websocket", "client": ("a", 1)}, asks, reads_when_told)
        )
        await settle()
        await settle()
        assert heard == ["asked"]
        assert taking_turns.line.free == 1
        reads.set()
        await visit
        assert heard == ["asked", "asked again"]

    asyncio.run(asyncio.wait_for(all_of_it(), PATIENCE_SECONDS))
