"""The log: one JSON object a line on stdout, from the app, Streamlit and uvicorn alike.

A thread of its own writes the lines. A full disk, a closed pipe or a reader that has stopped costs the lines,
which are counted, and no visitor waits.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime
from queue import Full, Queue

import streamlit.logger
from streamlit.runtime.scriptrunner import get_script_run_ctx

from deploy.pages import page_of

STDOUT = 1
LEVELS = ("debug", "info", "warning", "error", "critical")
MOST_WAITING = 1000
SHORT_SESSION = 8
LONGEST_FAREWELL = 1.0
"""In seconds: how long the last lines are waited for at the end."""

LOGGER = logging.getLogger("deploy")


class Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        fields = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if run := get_script_run_ctx(suppress_warning=True):
            fields |= {"session": run.session_id[:SHORT_SESSION], "page": page_of(run.page_script_hash)}
        if record.exc_info:
            fields["error"] = self.formatException(record.exc_info)
        return json.dumps(fields)


class Lines(logging.Handler):
    """Takes a record at once and never raises."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(Json())
        self.written = dict.fromkeys(LEVELS, 0)
        self.lost = 0
        self.waiting = Queue[str | None](MOST_WAITING)
        self.writer = threading.Thread(target=self.write, name="log", daemon=True)
        self.writer.start()

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self.written[record.levelname.lower()] += 1
            self.waiting.put_nowait(self.format(record))
        except Exception:
            self.lost += 1

    def write(self) -> None:
        while (line := self.waiting.get()) is not None:
            try:
                os.write(STDOUT, f"{line}\n".encode())
            except OSError:
                self.lost += 1

    def close(self) -> None:
        with suppress(Full):
            self.waiting.put_nowait(None)
        self.writer.join(LONGEST_FAREWELL)
        super().close()


def begin() -> Lines:
    """Sends all that is logged from now on to stdout; in a file behind what others have written there."""
    fcntl.fcntl(STDOUT, fcntl.F_SETFL, fcntl.fcntl(STDOUT, fcntl.F_GETFL) | os.O_APPEND)
    lines = Lines()

    def give_lines(logger: logging.Logger) -> None:
        logger.handlers = [lines]

    streamlit.logger.setup_formatter = give_lines
    streamlit.logger.update_formatter()
    logging.basicConfig(level=logging.INFO, handlers=[lines], force=True)
    logging.captureWarnings(True)
    logging.getLogger("uvicorn.access").disabled = True
    logging.getLogger("uvicorn.error").addFilter(is_trouble)
    sys.excepthook = lambda *error: LOGGER.critical("Uncaught", exc_info=error)
    threading.excepthook = lambda error: LOGGER.critical(
        "Uncaught in a thread",
        exc_info=(error.exc_type, error.exc_value or error.exc_type(), error.exc_traceback),
    )
    return lines


def is_trouble(record: logging.LogRecord) -> bool:
    """The rest of what uvicorn says are connections, with the visitors' addresses."""
    return record.levelno > logging.INFO
