"""A visitor without a browser: speaks Streamlit's protocol to a real server, as its front end does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from websockets.sync.client import connect

from bench.processes import Process
from bench.protocol import Page, Value
from tests.server import ROOT, ending, free_port, wait_until_healthy

LONGEST_SILENCE = 120.0
"""In seconds, of a server that makes a run."""


@dataclass(frozen=True)
class Server(Process):
    """The app on a port of this machine, as one process."""

    address: str


@contextmanager
def serving(*options: str) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    place = ["--server.address", "127.0.0.1", "--server.port", str(port)]
    process = subprocess.Popen([*command, *place, *options], cwd=ROOT, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/"
    with ending(process):
        wait_until_healthy(process, address)
        yield Server(process.pid, address)


class Visitor:
    """One open page. Each run returns the bytes that came for it."""

    def __init__(self, server: Server, page: str = "", query: str = "") -> None:
        self.page = Page(server.address, page, query)
        self.connection = connect(stream(server.address), max_size=None, compression=None)

    def __enter__(self) -> Visitor:
        self.socket = self.connection.__enter__()
        return self

    def __exit__(self, *_reason: object) -> None:
        self.connection.close()

    def move(self, key: str, *values: Value) -> int:
        """Releases a slider."""
        self.page.set(key, *values)
        return self.run()

    def run(self) -> int:
        """Asks for a run of the page, and reads until it has ended."""
        self.socket.send(self.page.ask())
        received, ended = 0, False
        while not ended:
            raw = self.socket.recv(LONGEST_SILENCE, decode=False)
            received += len(raw)
            ended = self.read(raw)
        return received

    def read(self, raw: bytes) -> bool:
        return self.page.read(raw)


def stream(address: str) -> str:
    """Where the front end of an address connects to."""
    return f"{address.replace('http', 'ws', 1)}_stcore/stream"
