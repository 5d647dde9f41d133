"""The runs of pages as visitors wait for them: from the message that asks for one to the one that ends it."""

from __future__ import annotations

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from deploy.histogram import Histogram
from deploy.pages import page_of
from ui.page import NAMES

LONGEST_SIGN = 200
"""In bytes: the messages that a run goes on and that it has ended say little; longer ones are seldom read."""


class Runs:
    """An ASGI app around another: reads along what visitors may say."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.asked = 0
        self.waiting = 0
        self.seconds = {page: Histogram() for page in NAMES}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        visit = Visit(self)

        async def receive_and_read() -> Message:
            message = await receive()
            if raw := message.get("bytes"):
                visit.hear(raw)
            return message

        async def send_and_read(message: Message) -> None:
            await send(message)
            raw = message.get("bytes")
            if raw and (visit.next_asked_at or len(raw) <= LONGEST_SIGN):
                visit.say(raw)

        try:
            await self.app(scope, receive_and_read, send_and_read)
        finally:
            visit.leave()


class Visit:
    """One connection. What is asked for before a run has begun is part of it; after that, of the next.

    Streamlit tells nothing more of a run in whose last moment another is asked for; the two count as one.
    """

    def __init__(self, runs: Runs) -> None:
        self.runs = runs
        self.page = ""
        self.is_running = False
        self.asked_at: float | None = None
        self.next_asked_at: float | None = None

    def hear(self, raw: bytes) -> None:
        message = BackMsg.FromString(raw)
        if message.WhichOneof("type") != "rerun_script":
            return
        self.page = page_of(message.rerun_script.page_script_hash, message.rerun_script.page_name)
        self.runs.asked += 1
        if self.asked_at is None:
            self.runs.waiting += 1
            self.asked_at = time.monotonic()
        elif self.is_running and self.next_asked_at is None:
            self.next_asked_at = time.monotonic()

    def say(self, raw: bytes) -> None:
        message = ForwardMsg.FromString(raw)
        kind = message.WhichOneof("type")
        if kind == "session_status_changed":
            self.is_running = message.session_status_changed.script_is_running
        elif kind == "new_session":
            self.next_asked_at = None
        elif kind == "script_finished" and self.asked_at is not None:
            if message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                self.wait_for(self.next_asked_at or self.asked_at)
            else:
                self.runs.seconds[self.page].observe(time.monotonic() - self.asked_at)
                self.wait_for(self.next_asked_at)

    def leave(self) -> None:
        if self.asked_at is not None:
            self.wait_for(None)

    def wait_for(self, asked_at: float | None) -> None:
        self.asked_at, self.next_asked_at, self.is_running = asked_at, None, False
        if asked_at is None:
            self.runs.waiting -= 1
