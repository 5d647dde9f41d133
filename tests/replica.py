"""One replica without a proxy, for as long as a test needs it, and what it has logged, measured and used."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.processes import Process
from tests.patience import PATIENCE_SECONDS
from tests.server import ROOT, ending, free_port, wait_until_healthy

WARM_SECONDS = 300
"""A replica visits every page before it listens, which takes a busy machine its time."""
SIGNS_OF_FAILURE = ("Traceback (most recent call last)", '"level": "error"', '"level": "critical"')
SAMPLE = re.compile(r"(\w+)(?:\{(.*)\})? (\S+)")
LABEL = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True)
class Replica(Process):
    popen: subprocess.Popen[bytes]
    address: str
    output: Path

    def log(self) -> list[dict[str, str]]:
        """Every line that it has written, which has to be a record."""
        return [json.loads(line) for line in self.output.read_text().splitlines()]

    def written(self) -> int:
        """Where what it has written ends now."""
        return self.output.stat().st_size

    def failures(self, since: int = 0) -> list[str]:
        """The lines, from a place on, that tell of something that went wrong in it."""
        lines = self.output.read_bytes()[since:].decode(errors="replace").splitlines()
        return [line[-2000:] for line in lines if any(sign in line for sign in SIGNS_OF_FAILURE)]

    def metric(self, name: str, **labels: str) -> float:
        """One figure of /metrics; KeyError for one that is not there."""
        with urllib.request.urlopen(f"{self.address}metrics", timeout=PATIENCE_SECONDS) as answer:
            samples = [
                SAMPLE.fullmatch(line) for line in answer.read().decode().splitlines() if line[0] != "#"
            ]
        assert all(samples)
        figures = {(s[1], frozenset(LABEL.findall(s[2] or ""))): float(s[3]) for s in samples if s}
        return figures[name, frozenset(labels.items())]


@contextmanager
def launched(port: int, output: Path, root: Path = ROOT, **own: str) -> Iterator[subprocess.Popen[bytes]]:
    """A replica that may not be ready yet; further settings as in the environment."""
    with output.open("wb") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "deploy.server"],
            cwd=root,
            env=os.environ | {"PORT": str(port)} | own,
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.STDOUT,
        )
    with ending(process):
        yield process


@contextmanager
def replica(output: Path, root: Path = ROOT, **own: str) -> Iterator[Replica]:
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    with launched(port, output, root, **own) as process:
        wait_until_healthy(process, address, WARM_SECONDS)
        yield Replica(process.pid, process, address, output)
