"""The app, served on a free port of this machine for as long as a test needs it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parent.parent
START_SECONDS = 60


@contextmanager
def running_app(*options: str, base: str = "") -> Iterator[str]:
    """The address of a fresh server, ending in a slash."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    place = ["--server.address", "127.0.0.1", "--server.port", str(port), "--server.baseUrlPath", base]
    address = f"http://127.0.0.1:{port}/{base + '/' if base else ''}"
    server = subprocess.Popen([*command, *place, *options], cwd=ROOT, stdin=subprocess.DEVNULL)
    try:
        wait_until_healthy(server, address)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until_healthy(
    server: subprocess.Popen[bytes], address: str, start_seconds: float = START_SECONDS
) -> None:
    deadline = time.monotonic() + start_seconds
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}_stcore/health"):
                return
        except OSError:
            with suppress(subprocess.TimeoutExpired):
                raise RuntimeError(f"The server ended with {server.wait(timeout=0.05)}.") from None
    raise TimeoutError(f"The server was not ready after {start_seconds} s.")
