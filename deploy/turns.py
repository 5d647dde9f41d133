"""Whose run is next: a few at a time, in the order in which they were asked for, network addresses in turn.

Python runs one thread at a time. Of many runs at once all end late, and each takes longer than alone; in turn
most end early. A run is over when its last message has gone, and Streamlit lets messages lie for some
milliseconds to send several: meanwhile another run is made.
"""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from deploy.line import Line
from deploy.runs import LONGEST_SIGN
from ui.heavy import at_rest

AT_ONCE = 2
LONGEST_TURN = 0.05
"""In seconds: what takes longer goes on, beside those whose turn it is."""
MOST_DOUBLINGS = 3
"""A turn lasts twice as long for each run beside but the first: the fewer, the less they slow down others."""


class Turns:
    """An ASGI app around Streamlit's: it hears of a visitor's wish for a run when it is their turn.

    Who does not read what was sent has no turn until they do: they would not hear that their run has ended.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.line = Line(AT_ONCE)
        self.beside = set[Visit]()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        visit = Visit(self, scope["client"][0])

        async def receive_in_turn() -> Message:
            message = await receive()
            if (raw := message.get("bytes")) and asks_for_a_run(raw):
                await visit.take_turn()
            return message

        async def send_and_read(message: Message) -> None:
            visit.all_is_sent.clear()
            try:
                await send(message)
            finally:
                visit.all_is_sent.set()
            raw = message.get("bytes")
            if raw and (visit.asks_for_more or len(raw) <= LONGEST_SIGN):
                visit.read(raw)

        try:
            await self.app(scope, receive_in_turn, send_and_read)
        finally:
            visit.end_run()

    @property
    def longest(self) -> float:
        """A turn that begins now; whoever waits for another run, or does not read, computes nothing."""
        computing = sum(visit.all_is_sent.is_set() for visit in self.beside) - len(at_rest)
        return LONGEST_TURN * 2.0 ** min(max(computing - 1, 0), MOST_DOUBLINGS)


class Visit:
    """One connection, which has one run at a time."""

    def __init__(self, turns: Turns, address: str) -> None:
        self.turns, self.address = turns, address
        self.all_is_sent = asyncio.Event()
        self.all_is_sent.set()
        self.limit: asyncio.TimerHandle | None = None
        """Of the turn; none where it is not theirs."""
        self.asks_for_more = False

    async def take_turn(self) -> None:
        await self.all_is_sent.wait()
        self.asks_for_more = True
        if not self.limit:
            await self.turns.line.wait(self.address)
            self.turns.beside.discard(self)
            self.limit = asyncio.get_running_loop().call_later(self.turns.longest, self.go_on_beside)

    def read(self, raw: bytes) -> None:
        message = ForwardMsg.FromString(raw)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.asks_for_more = False
        elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            self.turns.beside.discard(self)
            if not self.asks_for_more:
                self.give_turn_back()

    def go_on_beside(self) -> None:
        self.turns.beside.add(self)
        self.give_turn_back()

    def end_run(self) -> None:
        self.turns.beside.discard(self)
        self.give_turn_back()

    def give_turn_back(self) -> None:
        if self.limit:
            self.limit.cancel()
            self.limit = None
            self.turns.line.leave()


def asks_for_a_run(raw: bytes) -> bool:
    return bool(BackMsg.FromString(raw).WhichOneof("type") == "rerun_script")
