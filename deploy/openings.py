"""A link opens the same for everyone: its run is made for the first visitor, and told again to others.

Nothing about a page lives on the server, so that one who is told a run has all it takes to go on: Streamlit
hears of them when they move something, as of a visitor whose replica has ended and who comes from there.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import uuid4

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PROTOCOL = "streamlit"
MOST_LINKS = 200
LARGEST_RUN = 300_000
"""In bytes, so that all that is kept takes 60 MB at most; most runs have a fifth of that."""
LONGEST_READING = 0.1
"""In seconds: with someone who does not read a run it never ends, so that others wait for it no longer."""
OF_ONE_VISITOR = frozenset({"button", "download_button"})
"""What only the session knows for which it was drawn: what a button does, and where a file is."""
OF_ONE_MOMENT = frozenset({"alert", "exception"})
"""What was wrong with an address, or has failed, or that there are many visitors."""


@dataclass
class Run:
    """The messages of a run, and the name of the session that it was made for."""

    session: bytes = b""
    messages: list[bytes] = field(default_factory=list)
    size: int = 0
    has_ended: bool = False

    def add(self, raw: bytes, message: ForwardMsg) -> None:
        self.session = message.new_session.initialize.session_id.encode() or self.session
        self.messages.append(raw)
        self.size += len(raw)
        if message.WhichOneof("type") == "script_finished":
            self.has_ended = message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY

    def told(self) -> Iterator[bytes]:
        """The same for a session that is not there: by its own one's name others could ask for that."""
        nobody = str(uuid4()).encode()
        return (raw.replace(self.session, nobody) for raw in self.messages)


class Openings:
    """An ASGI app around Streamlit's."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.told = 0
        self.runs: OrderedDict[bytes, asyncio.Future[Run | None]] = OrderedDict()
        """By what was asked: a run that was made or is being made; none where it is of one visitor."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        visitor = Visitor(self, receive, send)
        try:
            if await visitor.comes_in(scope):
                await self.app({**scope, "extensions": {}}, visitor.receive, visitor.send)
        finally:
            visitor.give_up()

    def begin(self, asked: bytes) -> None:
        self.forget(asked)
        self.runs[asked] = asyncio.get_running_loop().create_future()
        if len(self.runs) > MOST_LINKS:
            self.forget(next(iter(self.runs)))

    def forget(self, asked: bytes) -> None:
        """Lets those who wait for a run look for another, or make it."""
        self.settle(asked, None)
        self.runs.pop(asked, None)

    def settle(self, asked: bytes, run: Run | None) -> None:
        if asked in self.runs and not self.runs[asked].done():
            self.runs[asked].set_result(run)


class Visitor:
    """One connection."""

    def __init__(self, openings: Openings, receive: Receive, send: Send) -> None:
        self.openings, self.next, self.answer = openings, receive, send
        self.not_passed_on: list[Message] = []
        self.making = b""
        self.run = Run()

    async def comes_in(self, scope: Scope) -> bool:
        """Whether Streamlit has to hear of them: who is told a run may leave and have moved nothing."""
        connect = await self.next()
        protocol = PROTOCOL if PROTOCOL in scope["subprotocols"] else None
        await self.answer({"type": "websocket.accept", "subprotocol": protocol})
        message = await self.next()
        if message["type"] == "websocket.receive" and await self.is_told(what_is_opened(message["bytes"])):
            message = await self.next()
        self.not_passed_on = [connect, message]
        return bool(message["type"] == "websocket.receive")

    async def is_told(self, asked: bytes) -> bool:
        while expected := self.openings.runs.get(asked):
            self.openings.runs.move_to_end(asked)
            if run := await asyncio.shield(expected):
                self.openings.told += 1
                for raw in run.told():
                    await self.answer({"type": "websocket.send", "bytes": raw})
                return True
            if self.openings.runs.get(asked) is expected:
                return False
        if asked:
            self.openings.begin(asked)
            self.making = asked
        return False

    async def receive(self) -> Message:
        if self.not_passed_on:
            return self.not_passed_on.pop(0)
        message = await self.next()
        self.give_up()
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "websocket.accept":
            return
        if not self.making:
            await self.answer(message)
            return
        impatience = asyncio.get_running_loop().call_later(LONGEST_READING, self.give_up)
        try:
            await self.answer(message)
        finally:
            impatience.cancel()
        raw = message.get("bytes")
        if not self.making or raw is None:
            return
        told = ForwardMsg.FromString(raw)
        self.run.add(raw, told)
        drawn = told.delta.new_element.WhichOneof("type")
        if drawn in OF_ONE_MOMENT:
            self.give_up()
        elif drawn in OF_ONE_VISITOR or self.run.size > LARGEST_RUN:
            self.finish(None)
        elif told.HasField("session_status_changed") and not told.session_status_changed.script_is_running:
            if self.run.has_ended:
                self.finish(self.run)
            else:
                self.give_up()

    def finish(self, run: Run | None) -> None:
        self.openings.settle(self.making, run)
        self.making, self.run = b"", Run()

    def give_up(self) -> None:
        """Leaves the run that was being made to whoever asks next."""
        if self.making:
            self.openings.forget(self.making)
            self.finish(None)


def what_is_opened(raw: bytes) -> bytes:
    """A digest of all that a first run may depend on, if one is asked for; a visitor's clock is not of it."""
    message = BackMsg.FromString(raw)
    asked = message.rerun_script
    is_first = not (asked.widget_states.widgets or asked.cached_message_hashes or asked.fragment_id)
    if message.WhichOneof("type") != "rerun_script" or not is_first:
        return b""
    asked.context_info.ClearField("timezone")
    asked.context_info.ClearField("timezone_offset")
    return sha256(message.SerializeToString(deterministic=True)).digest()
