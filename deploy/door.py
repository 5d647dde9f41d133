"""Who comes in: counts the connections, refuses what is too many, and sees everyone out before the end."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_INSIDE = 1000
GRACE_SECONDS = 2.0
"""For whoever sends visitors here to read at /ready that they are to go elsewhere."""
EMPTYING_SECONDS = 10.0
SECONDS_APART = 0.04
"""One after the other, so that those who leave do not all run their pages elsewhere in the same instant."""
SERVICE_RESTART = 1012


class Door:
    """An ASGI app around another: answers /ready itself, and keeps account of the WebSockets."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.closed = False
        self.refused = 0
        self.inside: set[Send] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self.let_in(scope, receive, send)
        elif scope["type"] == "http" and scope["path"] == "/ready":
            answer = PlainTextResponse("leaving", 503) if self.closed else PlainTextResponse("ready")
            await answer(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A refusal is 503, which a proxy takes elsewhere."""
        if self.closed or len(self.inside) >= MOST_INSIDE:
            self.refused += 1
            await PlainTextResponse("No place here; try again.", 503)(scope, receive, send)
            return

        async def send_while_inside(message: Message) -> None:
            if send in self.inside:
                await send(message)

        self.inside.add(send)
        try:
            await self.app(scope, receive, send_while_inside)
        finally:
            self.inside.discard(send)

    async def empty(self) -> None:
        """Lets nobody in any more, waits, and asks everyone to come back elsewhere."""
        self.closed = True
        await asyncio.sleep(GRACE_SECONDS)
        leaving = list(self.inside)
        async with asyncio.TaskGroup() as farewells:
            for send in leaving:
                farewells.create_task(self.see_out(send))
                await asyncio.sleep(min(SECONDS_APART, EMPTYING_SECONDS / len(leaving)))

    async def see_out(self, send: Send) -> None:
        """A browser that hears 1012 connects anew within half a second; one that does not listen is not
        waited for.
        """
        self.inside.discard(send)
        with suppress(Exception):
            async with asyncio.timeout(1):
                await send({"type": "websocket.close", "code": SERVICE_RESTART, "reason": "restart"})
