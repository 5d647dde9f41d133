"""The audit is red once its database has answered, and not before."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.server import ROOT, free_port


@contextmanager
def answering(answer: bytes) -> Iterator[str]:
    """A database that answers every question alike."""

    class Database(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer)

    with HTTPServer(("127.0.0.1", 0), Database) as database:
        Thread(target=database.serve_forever).start()
        yield f"http://127.0.0.1:{database.server_port}/"
        database.shutdown()


def audit(database: str, place: Path) -> subprocess.CompletedProcess[str]:
    """An audit whose pip-audit always finds something."""
    (place / "pip_audit.py").write_text("raise SystemExit(1)")
    command = [sys.executable, ".ci/audit.py", database]
    surroundings = os.environ | {"PYTHONPATH": str(place)}
    return subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True)


def test_what_is_found_is_red(tmp_path: Path) -> None:
    with answering(b'{"vulns": [{"id": "PYSEC-2014-8"}]}') as database:
        assert audit(database, tmp_path).returncode == 1


@pytest.mark.parametrize("answer", [b"{}", b"[]", b"<html>Sign in to this network</html>"])
def test_an_answer_from_elsewhere_is_no_audit(answer: bytes, tmp_path: Path) -> None:
    with answering(answer) as database:
        outcome = audit(database, tmp_path)
    assert outcome.returncode == 0
    assert outcome.stdout.startswith("Nothing was audited")


def test_where_nobody_answers_the_audit_says_so_in_a_line(tmp_path: Path) -> None:
    outcome = audit(f"http://127.0.0.1:{free_port()}/", tmp_path)
    assert outcome.returncode == 0
    assert outcome.stdout.startswith("Nothing was audited") and outcome.stdout.count("\n") == 1
    assert not outcome.stderr
