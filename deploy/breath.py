"""A replica that gets no more memory ends at once.

It would go on listening, but Python waits for ever for a thread that finds no memory to begin with, and with
it would all visitors. When their connections break, browsers go on with another replica.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from mmap import mmap

from deploy.logs import LOGGER

SECONDS_APART = 2.0
ROOM = 16 * 1024 * 1024
"""In bytes: more than a page needs. The kernel is asked for it, and gets it back untouched."""


def watch() -> None:
    """Begins to look whether there is memory; in a thread, as it is the event loop that would hang."""
    threading.Thread(target=breathe, name="breath", daemon=True).start()


def breathe() -> None:
    while True:
        time.sleep(SECONDS_APART)
        try:
            mmap(-1, ROOM).close()
        except OSError:
            end()


def end() -> None:
    try:
        LOGGER.critical("No memory for another run: ending")
        logging.shutdown()
    finally:
        os._exit(os.EX_OSERR)
