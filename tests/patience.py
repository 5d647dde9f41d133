"""How long the tests wait for a machine that is busy with other things, and the one way in which they do."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

PATIENCE_SECONDS = 120
A_MOMENT = 0.02


def wait_until(happened: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > deadline:
            raise TimeoutError(f"It has not happened within {seconds} s.")
        time.sleep(A_MOMENT)


async def settle() -> None:
    """Lets all that other tasks can do at once be done."""
    for _ in range(20):
        await asyncio.sleep(0)
