"""Taking turns: some at a time, in the order of asking, network addresses in turn, and nobody for long."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from deploy import turns
from deploy.runs import LONGEST_SIGN
from deploy.turns import MOST_DOUBLINGS, Turns, Visit
from tests.patience import PATIENCE_SECONDS, settle
from ui.heavy import at_rest

RUN = BackMsg(rerun_script={}).SerializeToString()  # type: ignore[arg-type]
ENDED = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY).SerializeToString()
BEGUN = ForwardMsg(new_session={"name": "x" * LONGEST_SIGN}).SerializeToString()  # type: ignore[arg-type]
INTERRUPTED = ForwardMsg(script_finished=ForwardMsg.FINISHED_EARLY_FOR_RERUN).SerializeToString()


class Visits:
    """Visitors by name, each of whom asks for one run; who has been heard of, and who is allowed to end."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.may_end: dict[str, asyncio.Event] = {}
        self.all_may_leave = asyncio.Event()
        self.turns = Turns(self.run)

    async def run(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = scope["name"]
        await receive()
        self.heard.append(name)
        for sign in (BEGUN, INTERRUPTED, BEGUN):
            await send({"type": "websocket.send", "bytes": sign})
        await self.may_end[name].wait()
        if name != "leaves":
            await send({"type": "websocket.send", "bytes": ENDED})
            await self.all_may_leave.wait()

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
            visits.all_may_leave.set()
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


async def nothing(*_: object) -> None:
    """Stands for Streamlit where it is not heard of."""


@pytest.mark.parametrize("told", [(ENDED, BEGUN), (BEGUN,)], ids=["as it ended", "never told to have ended"])
def test_a_run_that_was_asked_for_meanwhile_goes_on_with_the_turn(told: tuple[bytes, ...]) -> None:
    """Streamlit says nothing more of a run in whose last moment another is asked for."""

    async def all_of_it() -> None:
        taking_turns = Turns(nothing)
        visit = Visit(taking_turns, "address")
        await visit.take_turn()
        visit.read(BEGUN)
        await visit.take_turn()
        for raw in told:
            visit.read(raw)
        assert taking_turns.line.free == 0
        visit.read(ENDED)
        assert taking_turns.line.free == 1
        assert not taking_turns.beside

    asyncio.run(all_of_it())


def test_who_waits_for_the_next_turn_is_not_beside_any_more() -> None:
    async def all_of_it() -> None:
        taking_turns = Turns(nothing)
        visit, other = Visit(taking_turns, "address"), Visit(taking_turns, "another")
        await visit.take_turn()
        visit.read(BEGUN)
        visit.go_on_beside()
        await other.take_turn()
        waits = asyncio.create_task(visit.take_turn())
        await settle()
        visit.read(ENDED)
        assert not taking_turns.beside
        other.end_run()
        await waits
        visit.end_run()

    asyncio.run(all_of_it())


def test_turns_last_longer_where_much_is_computed_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONGEST_TURN", 1.0)

    async def all_of_it() -> None:
        taking_turns = Turns(nothing)
        lengths = []
        for number in range(MOST_DOUBLINGS + 3):
            lengths.append(taking_turns.longest)
            visit = Visit(taking_turns, f"address {number}")
            taking_turns.beside.add(visit)
        assert lengths == [1.0, *(2.0**number for number in range(MOST_DOUBLINGS + 1)), 2.0**MOST_DOUBLINGS]
        at_rest.update(range(MOST_DOUBLINGS))
        assert taking_turns.longest == 4.0
        visit.all_is_sent.clear()
        assert taking_turns.longest == 2.0
        at_rest.clear()

    asyncio.run(all_of_it())


def test_what_goes_on_beside_is_known_until_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONGEST_TURN", 0.0)

    async def course(visits: Visits, group: asyncio.TaskGroup) -> None:
        for name in ("a", "b", "leaves"):
            group.create_task(visits.visit(name))
            await settle()
        assert len(visits.turns.beside) == 3
        for left, name in enumerate(("leaves", "b", "a")):
            visits.may_end[name].set()
            await settle()
            assert len(visits.turns.beside) == 2 - left

    visited(course)
