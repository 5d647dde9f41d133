"""What a visitor may send: runs of a page with values such as its controls have, at a pace; nothing else.

Streamlit trusts its own front end: over the same connection it takes orders that concern everyone (clear the
caches), that tell of the server (the state of its Git repository) or that fill its memory (files for a page
that asks for none).
"""

from __future__ import annotations

import asyncio
import time

from google.protobuf.message import DecodeError
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.state.session_state import Serialized, WStates

KINDS = frozenset({"rerun_script", "stop_script", "app_heartbeat"})
VALUES = frozenset({"double_array_value", "string_value", "string_array_value", "trigger_value"})
"""What sliders, fields, choices and buttons have for a value; the live figure sends nothing."""
CONTROL = "$$ID-"
"""How Streamlit begins the id of every widget; it looks for others where there are none."""

BURST = 20
A_SECOND = 5.0
"""How many messages a visitor may send at once, and how many a second for long; more have to wait."""
SHORT = 64 * 1024
"""In bytes: a longer message counts as so many more as it could be, for all of it has to be read."""

MALFORMED, UNSUPPORTED, LOST = 1002, 1003, 1006
UPLOADS = "/_stcore/upload_file/"


class VisitorsMessages:
    """An ASGI app around Streamlit's: what it lets through is what the app's own pages send."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        expect_the_kind_of_the_widget()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            visitor = Visitor(receive, send)
            await self.app(scope, visitor.receive, visitor.send)
        elif scope["type"] == "http" and UPLOADS in scope["path"]:
            await PlainTextResponse("Nothing can be uploaded here.", 403)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


class Visitor:
    """One connection."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self.next, self.answer = receive, send
        self.pace = Pace()
        self.gone = False

    async def receive(self) -> Message:
        """The next message that makes sense; a visitor who does not speak the protocol is seen out."""
        while not self.gone:
            message = await self.next()
            if message["type"] != "websocket.receive":
                return message
            data = message.get("bytes")
            await self.pace.keep(max(1.0, len(data or b"") / SHORT))
            if data is None:
                return await self.see_out(UNSUPPORTED)
            try:
                asked = BackMsg.FromString(data)
            except DecodeError:
                return await self.see_out(MALFORMED)
            if asked.WhichOneof("type") in KINDS:
                return {"type": "websocket.receive", "bytes": with_values_of_controls(asked, data)}
        return {"type": "websocket.disconnect", "code": LOST}

    async def send(self, message: Message) -> None:
        """Says nothing to who has left or was seen out, over which Streamlit would stumble."""
        if not self.gone:
            try:
                await self.answer(message)
            except (OSError, RuntimeError):
                self.gone = True

    async def see_out(self, code: int) -> Message:
        await self.send({"type": "websocket.close", "code": code})
        self.gone = True
        return {"type": "websocket.disconnect", "code": code}


class Pace:
    """A supply of messages that is filled up steadily; whoever has used it up waits for the next."""

    def __init__(self) -> None:
        self.left = float(BURST)
        self.at = time.monotonic()

    async def keep(self, taken: float) -> None:
        now = time.monotonic()
        self.left = min(BURST, self.left + (now - self.at) * A_SECOND) - taken
        self.at = now
        if self.left < 0:
            await asyncio.sleep(-self.left / A_SECOND)


def with_values_of_controls(asked: BackMsg, data: bytes) -> bytes:
    """The message without values that no control here has; nearly always the message itself."""
    states = asked.rerun_script.widget_states.widgets
    sensible = [each for each in states if each.id.startswith(CONTROL) and each.WhichOneof("value") in VALUES]
    if len(sensible) == len(states):
        return data
    del states[:]
    states.extend(sensible)
    return asked.SerializeToString()


def expect_the_kind_of_the_widget() -> None:
    """Makes Streamlit forget a value of another kind than its widget's, where it would fail with a traceback.

    Only Streamlit knows which widget an id belongs to, and it leaves no other place to look.
    """
    value_of = WStates.__getitem__

    def value_of_its_kind(states: WStates, widget: str) -> object:
        state, known = states.states.get(widget), states.widget_metadata.get(widget)
        if known and isinstance(state, Serialized) and state.value.WhichOneof("value") != known.value_type:
            raise KeyError(widget)
        return value_of(states, widget)

    WStates.__getitem__ = value_of_its_kind  # type: ignore[method-assign]
