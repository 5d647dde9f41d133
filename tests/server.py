"""The app, served on a free port of this machine for as long as a test needs it."""

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.patience import PATIENCE_SECONDS, wait_until

ROOT = Path(__file__).parent.parent
START_SECONDS = 60
END_SECONDS = 60


@contextmanager
def running_app(*options: str, base: str = "") -> Iterator[str]:
    """The address of a fresh server, ending in a slash."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    place = ["--server.address", "127.0.0.1", "--server.port", str(port), "--server.baseUrlPath", base]
    address = f"http://127.0.0.1:{port}/{base + '/' if base else ''}"
    with ending(subprocess.Popen([*command, *place, *options], cwd=ROOT, stdin=subprocess.DEVNULL)) as server:
        wait_until_healthy(server, address)
        yield address


@contextmanager
def ending(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Asks a process to end with the context; it is an error if it has to be killed."""
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until_healthy(
    server: subprocess.Popen[bytes], address: str, start_seconds: float = START_SECONDS
) -> None:
    def is_healthy() -> bool:
        if server.poll() is not None:
            raise RuntimeError(f"The server ended with {server.returncode}.")
        with suppress(OSError), urllib.request.urlopen(f"{address}_stcore/health", timeout=PATIENCE_SECONDS):
            return True
        return False

    wait_until(is_healthy, start_seconds)
