"""A connection ends when its visitor is heard of no more, also while there is something to send."""

from __future__ import annotations

import asyncio

import uvicorn
from starlette.types import Receive, Scope, Send
from websockets.asyncio.client import connect

from deploy.connection import Connection
from tests.patience import PATIENCE_SECONDS
from tests.server import free_port

SOON = 0.2
MUCH = b"x" * 1_000_000


async def sends_much(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        while (await receive())["type"] != "websocket.disconnect":
            await send({"type": "websocket.send", "bytes": MUCH})


async def no_connection(server: uvicorn.Server) -> None:
    while server.server_state.connections or server.server_state.tasks:
        await asyncio.sleep(SOON)


async def ends(asks: int) -> None:
    """When so many have been sent for, and nothing is read."""
    port = free_port()
    pings = {"ws_ping_interval": SOON, "ws_ping_timeout": SOON}
    server = uvicorn.Server(uvicorn.Config(sends_much, port=port, ws=Connection, log_config=None, **pings))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(SOON)
    address = f"ws://127.0.0.1:{port}"
    async with connect(address, compression=None, ping_interval=None, close_timeout=0) as deaf:
        for _ in range(asks):
            await deaf.send("more")
        deaf.transport.pause_reading()
        await no_connection(server)
    server.should_exit = True
    await serving


def test_who_reads_nothing_is_let_go() -> None:
    for asks in (1, 20):
        asyncio.run(asyncio.wait_for(ends(asks), PATIENCE_SECONDS))
