"""A replica under attack: served on a port of its own, its log, its memory and its processor time watched."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.processes import Process
from tests.server import ROOT, free_port, wait_until_healthy

WARM_SECONDS = 300
"""A replica visits every page before it listens, which takes a busy machine its time."""

SIGNS_OF_FAILURE = ("Traceback (most recent call last)", '"level": "error"', '"level": "critical"')


@dataclass(frozen=True)
class Served(Process):
    """Where it is, and what it has written."""

    address: str
    log: Path

    def failures(self, since: int = 0) -> list[str]:
        """The lines of the log, from a place on, that tell of something that went wrong in the server."""
        lines = self.log.read_bytes()[since:].decode(errors="replace").splitlines()
        return [line[-2000:] for line in lines if any(sign in line for sign in SIGNS_OF_FAILURE)]

    def written(self) -> int:
        """Where the log ends now."""
        return self.log.stat().st_size


@contextmanager
def served(log: Path) -> Iterator[Served]:
    port = free_port()
    with log.open("wb") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "deploy.server"],
            cwd=ROOT,
            env=os.environ | {"PORT": str(port)},
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://127.0.0.1:{port}/"
            wait_until_healthy(process, address, WARM_SECONDS)
            yield Served(process.pid, address, log)
            assert process.poll() is None, "the server has ended"
        finally:
            process.terminate()
            process.wait(timeout=60)
