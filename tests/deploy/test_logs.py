"""The log where it cannot be written, and its records."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from deploy.logs import MOST_WAITING, Json
from tests.server import ROOT

FLOOD = 2 * MOST_WAITING
PROGRAM = f"""
import logging, sys
from deploy import logs
lines = logs.begin()
for number in range({FLOOD}):
    logging.getLogger("streamlit.anything").warning("%d %s", number, "x" * 1000)
lines.close()
print(lines.written["warning"], lines.lost, file=sys.stderr)
"""


def logged(message: str, *values: object, error: Exception | None = None) -> dict[str, str]:
    exc_info = (type(error), error, None) if error else None
    record = logging.LogRecord("activations", logging.WARNING, __file__, 1, message, values, exc_info)
    fields: dict[str, str] = json.loads(Json().format(record))
    return fields


def test_a_record_is_one_line_whatever_is_said() -> None:
    record = logging.LogRecord("a", logging.INFO, __file__, 1, "two\nlines \ud800 %s", ({"x"},), None)
    line = Json().format(record)
    assert line.isprintable()
    line.encode()


def test_a_record_has_its_fields() -> None:
    fields = logged("α = %s", 2, error=ValueError("why"))
    assert datetime.fromisoformat(fields.pop("time")).tzinfo
    assert "ValueError: why" in fields.pop("error")
    assert fields == {"level": "warning", "logger": "activations", "message": "α = 2"}


def full_disk() -> int:
    return os.open("/dev/full", os.O_WRONLY)


def closed_pipe() -> int:
    read, write = os.pipe()
    os.close(read)
    return write


@pytest.mark.parametrize("nowhere", [full_disk, closed_pipe])
def test_a_log_that_cannot_be_written_costs_its_lines_and_nothing_else(nowhere: Callable[[], int]) -> None:
    assert flood(nowhere()) == (FLOOD, FLOOD)


def test_nobody_waits_for_a_log_that_nobody_reads() -> None:
    read, write = os.pipe()
    written, lost = flood(write)
    os.close(read)
    assert written == FLOOD
    assert lost > 0


def flood(stdout: int) -> tuple[int, int]:
    """How many records were written and how many lost, when there are more than may wait."""
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        timeout=300,
    )
    os.close(stdout)
    assert ended.returncode == 0
    written, lost = (int(word) for word in ended.stderr.split())
    return written, lost


def test_all_that_was_said_is_written_before_the_end() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM.replace(f"range({FLOOD})", "range(100)")],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [line["message"].split()[0] for line in lines] == [str(number) for number in range(100)]
    assert {line["logger"] for line in lines} == {"streamlit.anything"}


def test_in_a_file_it_stands_behind_what_others_have_written_there(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with log.open("wb") as file:
        log.write_text("a line of nginx, which opens the file anew\n")
        subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, stdout=file, check=True)
    assert log.read_text().startswith("a line of nginx, which opens the file anew\n{")
