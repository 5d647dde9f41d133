"""The runs of pages as visitors wait for them: from the message that asks for one to the one that ends it."""

from __future__ import annotations

import time
from contextlib import suppress

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from deploy.histogram import Histogram
from deploy.pages import page_of
from ui.page import NAMES

LONGEST_ENDING = 200
"""In bytes: the message that ends a run says little, and longer ones need not be read."""


class Runs:
    """An ASGI app around another: reads along."""

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
            if raw and len(raw) <= LONGEST_ENDING:
                visit.say(raw)

        try:
            await self.app(scope, receive_and_read, send_and_read)
        finally:
            visit.end()


class Visit:
    """One connection. Of several runs asked for before one has ended, the first tells how long it took."""

    def __init__(self, runs: Runs) -> None:
        self.runs = runs
        self.page = ""
        self.asked_at: float | None = None

    def hear(self, raw: bytes) -> None:
        with suppress(DecodeError):
            message = BackMsg.FromString(raw)
            if message.WhichOneof("type") == "rerun_script":
                asked = message.rerun_script
                self.page = page_of(asked.page_script_hash, asked.page_name)
                self.runs.asked += 1
                if self.asked_at is None:
                    self.runs.waiting += 1
                    self.asked_at = time.monotonic()

    def say(self, raw: bytes) -> None:
        message = ForwardMsg.FromString(raw)
        is_end = message.WhichOneof("type") == "script_finished"
        if is_end and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN and self.asked_at:
            self.runs.seconds[self.page].observe(time.monotonic() - self.asked_at)
            self.end()

    def end(self) -> None:
        if self.asked_at is not None:
            self.runs.waiting -= 1
            self.asked_at = None
