"""One replica without a proxy, for as long as a test needs it, and what it has logged and measured."""

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

from tests.server import ROOT, free_port, wait_until_healthy

PATIENCE_SECONDS = 300
"""For a machine that is busy with other things: a replica visits every page before it listens."""
SAMPLE = re.compile(r"(\w+)(?:\{(.*)\})? (\S+)")
LABEL = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True)
class Replica:
    process: subprocess.Popen[bytes]
    address: str
    output: Path

    def log(self) -> list[dict[str, str]]:
        """Every line that it has written, which has to be a record."""
        return [json.loads(line) for line in self.output.read_text().splitlines()]

    def metric(self, name: str, **labels: str) -> float:
        """One figure of /metrics; KeyError for one that is not there."""
        with urllib.request.urlopen(f"{self.address}metrics") as answer:
            samples = [
                SAMPLE.fullmatch(line) for line in answer.read().decode().splitlines() if line[0] != "#"
            ]
        assert all(samples)
        figures = {(s[1], frozenset(LABEL.findall(s[2] or ""))): float(s[3]) for s in samples if s}
        return figures[name, frozenset(labels.items())]


def launch(port: int, output: Path, root: Path = ROOT) -> subprocess.Popen[bytes]:
    with output.open("wb") as written:
        return subprocess.Popen(
            [sys.executable, "-m", "deploy.server"],
            cwd=root,
            env=os.environ | {"PORT": str(port)},
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.STDOUT,
        )


@contextmanager
def replica(output: Path, root: Path = ROOT) -> Iterator[Replica]:
    port = free_port()
    process = launch(port, output, root)
    address = f"http://127.0.0.1:{port}/"
    try:
        wait_until_healthy(process, address, PATIENCE_SECONDS)
        yield Replica(process, address, output)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_SECONDS)
