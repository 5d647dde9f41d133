"""One replica: the app in one process. `python -m deploy.server`, on PORT of HOST."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
import uvicorn
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

APP = Path(__file__).parent.parent / "app.py"
LARGEST_MESSAGE = 1024 * 1024
"""In bytes, from a visitor."""
PING_SECONDS = 30


def main() -> None:
    uvicorn.Server(configuration()).run()


def configuration() -> uvicorn.Config:
    """What `streamlit run` asks of uvicorn, and tighter limits."""
    return uvicorn.Config(
        st.App(APP, lifespan=lifespan, routes=[Route("/ready", ready)]),
        host=os.environ.get("HOST", "127.0.0.1"),
        port=int(os.environ.get("PORT", "8501")),
        ws="websockets-sansio",
        ws_max_size=LARGEST_MESSAGE,
        ws_ping_interval=PING_SECONDS,
        ws_ping_timeout=PING_SECONDS,
        ws_per_message_deflate=False,
        access_log=False,
        server_header=False,
    )


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """uvicorn listens only after this has yielded: who can reach the server finds it ready."""
    yield


async def ready(request: Request) -> PlainTextResponse:
    """For the proxy and the orchestrator: whether to send visitors here."""
    return PlainTextResponse("ready")


if __name__ == "__main__":
    main()
