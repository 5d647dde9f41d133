"""A process that is looked after: when it ends it is started anew, ever later while it does not last."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from deploy.logs import LOGGER
from deploy.stack import START_SECONDS

SHORTEST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
LASTING_SECONDS = START_SECONDS
"""What has run for as long as a start may take has not failed to start."""


@dataclass
class Part:
    name: str
    poll: Callable[[], int | None]
    begin: Callable[[], None]
    begun: float = -math.inf
    pause: float = SHORTEST_PAUSE
    due: float | None = None

    def look(self) -> None:
        """To be called again and again."""
        code = self.poll()
        if code is None:
            self.due = None
        elif self.due is None:
            self.put_off()
            LOGGER.error("%s ended with %d and is started anew in %d s", self.name, code, self.pause)
        elif time.monotonic() >= self.due:
            self.start()

    def put_off(self) -> None:
        now = time.monotonic()
        lasted = now - self.begun >= LASTING_SECONDS
        self.pause = SHORTEST_PAUSE if lasted else min(2 * self.pause, LONGEST_PAUSE)
        self.due = now + self.pause

    def start(self) -> None:
        self.begun = time.monotonic()
        self.due = None
        try:
            self.begin()
        except Exception as error:
            LOGGER.error("%s cannot be started: %s", self.name, error)
