"""One replica: the app in one process. `python -m deploy.server`, on PORT of HOST."""

from __future__ import annotations

import asyncio
import os
import resource
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import click
import streamlit as st
import uvicorn
from starlette.responses import RedirectResponse
from starlette.routing import Route
from streamlit.runtime import Runtime
from streamlit.web.bootstrap import load_config_options
from streamlit.web.cli import configurator_options

from deploy import breath, logs
from deploy.connection import Connection
from deploy.door import MOST_INSIDE, Door
from deploy.failures import Failures
from deploy.metrics import Metrics
from deploy.openings import Openings
from deploy.runs import Runs
from deploy.sessions import Sessions
from deploy.settled import settle
from deploy.turns import Turns
from deploy.visitors_messages import VisitorsMessages
from deploy.warm import warm

APP = Path(__file__).parent.parent / "app.py"
LARGEST_MESSAGE = 1024 * 1024
"""In bytes, from a visitor."""
PING_SECONDS = 30
KEEP_ALIVE_SECONDS = 75
"""Longer than a proxy keeps a connection for the next request, so that it is never closed under one."""
LONGEST_FAREWELL = 5
"""In seconds: how long connections that do not close are waited for at the end."""


class Replica(uvicorn.Server):
    """What `streamlit run` asks of uvicorn, in tighter limits; warm before it listens, empty when it ends."""

    def __init__(self) -> None:
        lines = logs.begin()
        self.failures = Failures()
        app = st.App(
            APP,
            lifespan=self.life,
            routes=[Route("/metrics", RedirectResponse("/_stcore/metrics"))],
            on_script_error=self.failures.apologise,
        )
        openings = Openings(Turns(Sessions(app)))
        runs = Runs(openings)
        self.door = Door(VisitorsMessages(runs))
        self.metrics = Metrics(self.door, runs, openings, self.failures, lines)
        super().__init__(
            uvicorn.Config(
                self.door,
                host=os.environ.get("HOST", "127.0.0.1"),
                port=int(os.environ.get("PORT", "8501")),
                forwarded_allow_ips="*",
                ws=Connection,
                ws_max_size=LARGEST_MESSAGE,
                ws_ping_interval=PING_SECONDS,
                ws_ping_timeout=PING_SECONDS,
                ws_per_message_deflate=False,
                timeout_keep_alive=KEEP_ALIVE_SECONDS,
                timeout_graceful_shutdown=LONGEST_FAREWELL,
                log_config=None,
                access_log=False,
                server_header=False,
            )
        )

    @asynccontextmanager
    async def life(self, app: st.App) -> AsyncIterator[None]:
        """uvicorn listens only after the yield: whoever can reach the server finds it warm."""
        began = time.monotonic()
        runtime = Runtime.instance()
        runtime.stats_mgr.register_provider(self.metrics)
        broken = await warm(runtime)
        broken += [page for page, failed in self.failures.by_page.items() if failed]
        if broken:
            raise RuntimeError(f"Pages that do not work: {', '.join(broken)}")
        seconds = time.monotonic() - began
        logs.LOGGER.info("Ready on %s:%d, warm after %.1f s", self.config.host, self.config.port, seconds)
        lag = asyncio.create_task(self.metrics.watch_lag())
        breath.watch()
        yield
        lag.cancel()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        logs.LOGGER.info("Leaving, with %d connections", len(self.door.inside))
        await self.door.empty()
        await super().shutdown(sockets)


def allow_open_files() -> None:
    """A visitor takes four: the connection, and an event loop that Streamlit gives each session."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(10 * MOST_INSIDE, most), most))


@click.command()
@configurator_options
def main(**settings: object) -> None:
    """Serves the app until asked to end, with Streamlit's own options and variables."""
    allow_open_files()
    replica = Replica()
    load_config_options(settings)
    settle()
    replica.run()


if __name__ == "__main__":
    main()
