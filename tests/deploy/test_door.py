"""The door: who is let in, who is refused, and how all are seen out."""

from __future__ import annotations

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send

from deploy import door
from deploy.door import Door

HANDSHAKE: Scope = {"type": "websocket", "extensions": {"websocket.http.response": {}}}


class Connection:
    """A visitor's end, which notes what comes."""

    def __init__(self, deaf: bool = False) -> None:
        self.heard: list[Message] = []
        self.deaf = deaf
        self.leaves = asyncio.Event()

    async def send(self, message: Message) -> None:
        if self.deaf:
            await asyncio.Event().wait()
        self.heard.append(message)
        if message["type"] == "websocket.close":
            self.leaves.set()

    async def receive(self) -> Message:
        await self.leaves.wait()
        return {"type": "websocket.disconnect", "code": 1000}


async def until_they_leave(scope: Scope, receive: Receive, send: Send) -> None:
    """An app that says something at the beginning and, unasked, at the end."""
    await send({"type": "websocket.accept"})
    await receive()
    await send({"type": "websocket.send", "bytes": b"too late"})


async def readiness(guarded: Door) -> int:
    connection = Connection()
    await guarded({"type": "http", "path": "/ready"}, connection.receive, connection.send)
    return int(connection.heard[0]["status"])


async def enter(guarded: Door, connection: Connection) -> asyncio.Task[None]:
    task = asyncio.create_task(guarded(HANDSHAKE, connection.receive, connection.send))
    await asyncio.sleep(0)
    return task


def test_what_is_too_many_is_refused_as_a_proxy_understands_it(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene() -> None:
        guarded, first, second = Door(until_they_leave), Connection(), Connection()
        inside = await enter(guarded, first)
        await (await enter(guarded, second))
        assert second.heard[0]["type"] == "websocket.http.response.start"
        assert second.heard[0]["status"] == 503
        assert guarded.refused == 1
        first.leaves.set()
        await inside
        third = Connection()
        await enter(guarded, third)
        assert third.heard[0]["type"] == "websocket.accept"

    monkeypatch.setattr(door, "MOST_INSIDE", 1)
    asyncio.run(scene())


def test_before_the_end_all_are_told_to_connect_anew_and_hear_nothing_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def scene() -> None:
        guarded, connections = Door(until_they_leave), [Connection(), Connection(deaf=True), Connection()]
        inside = [await enter(guarded, connection) for connection in connections]
        assert await readiness(guarded) == 200
        ending = asyncio.create_task(guarded.empty())
        await asyncio.sleep(0)

        late = Connection()
        await (await enter(guarded, late))
        assert late.heard[0]["status"] == 503
        assert await readiness(guarded) == 503
        assert not inside[0].done(), "those who are inside stay for the grace"

        await ending
        await asyncio.gather(inside[0], inside[2])
        for connection in (connections[0], connections[2]):
            assert [message["type"] for message in connection.heard] == [
                "websocket.accept",
                "websocket.close",
            ]
            assert connection.heard[-1]["code"] == 1012

    monkeypatch.setattr(door, "GRACE_SECONDS", 0.1)
    asyncio.run(scene())
