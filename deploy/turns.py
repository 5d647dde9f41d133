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

AT_ONCE = 2
LONGEST_TURN = 0.05
"""In seconds: what takes longer goes on, beside those whose turn it is."""


class Turns:
    """An ASGI app around Streamlit's: it hears of a visitor's wish for a run when it is their turn.

    Who does not read what was sent has no turn until they do: they would not hear that their run has ended.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.line = Line(AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        address, _port = scope["client"]
        turn: Turn | None = None
        all_is_sent = asyncio.Event()
        all_is_sent.set()

        async def receive_in_turn() -> Message:
            nonlocal turn
            message = await receive()
            if (raw := message.get("bytes")) and asks_for_a_run(raw):
                await all_is_sent.wait()
                if turn is None or turn.is_over:
                    await self.line.wait(address)
                    turn = Turn(self.line)
            return message

        async def send_and_read(message: Message) -> None:
            all_is_sent.clear()
            try:
                await send(message)
            finally:
                all_is_sent.set()
            raw = message.get("bytes")
            if turn and raw and len(raw) <= LONGEST_SIGN and has_ended(raw):
                turn.end()

        try:
            await self.app(scope, receive_in_turn, send_and_read)
        finally:
            if turn:
                turn.end()


class Turn:
    """It is held until it is given back, or has been for long enough."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.is_over = False
        self.limit = asyncio.get_running_loop().call_later(LONGEST_TURN, self.end)

    def end(self) -> None:
        if not self.is_over:
            self.is_over = True
            self.limit.cancel()
            self.line.leave()


def asks_for_a_run(raw: bytes) -> bool:
    return bool(BackMsg.FromString(raw).WhichOneof("type") == "rerun_script")


def has_ended(raw: bytes) -> bool:
    """Of a run that was interrupted, the next one goes on with the turn; what follows a part goes beside."""
    message = ForwardMsg.FromString(raw)
    is_end = message.WhichOneof("type") == "script_finished"
    return bool(is_end and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN)
