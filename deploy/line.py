"""Waiting for one of a few places: network addresses one after the other, and within one who asked first.

So somebody who asks from many tabs at once waits for themselves, and others for one run of theirs.
"""

from __future__ import annotations

import asyncio
from collections import deque


class Line:
    """Those who wait for a place, by network address."""

    def __init__(self, places: int) -> None:
        self.free = places
        self.waiting: dict[str, deque[asyncio.Future[None]]] = {}

    async def wait(self, address: str) -> None:
        """Until there is a place; :meth:`leave` gives it back."""
        if self.free:
            self.free -= 1
            return
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.waiting.setdefault(address, deque()).append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if not mine.cancelled():
                self.leave()
            raise

    def leave(self) -> None:
        """Gives the place to who is next, and their address the last place among those that wait."""
        while self.waiting:
            address = next(iter(self.waiting))
            of_address = self.waiting.pop(address)
            following = of_address.popleft()
            if of_address:
                self.waiting[address] = of_address
            if not following.done():
                following.set_result(None)
                return
        self.free += 1
