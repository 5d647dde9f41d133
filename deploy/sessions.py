"""A session ends with its connection.

Streamlit keeps it for a while, for a visitor who comes back. Here all of a visitor's state stands in the
address, and who comes back may come to another replica. What is kept is never quite let go of, either: each
session that Streamlit drops later leaves a note of its files, and every run of any page walks through all of
them.
"""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime


class Sessions:
    """An ASGI app around another: reads along until it knows the session."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        session = ""

        async def send_and_read(message: Message) -> None:
            nonlocal session
            if not session and (raw := message.get("bytes")):
                session = ForwardMsg.FromString(raw).new_session.initialize.session_id
                if session:
                    Runtime.instance().mark_session_nonresumable(session)
            await send(message)

        await self.app(scope, receive, send_and_read if scope["type"] == "websocket" else send)
