"""The line: network addresses in turn, in each the order of asking, and no place is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from deploy.line import Line
from tests.patience import PATIENCE_SECONDS, settle


class Waiters:
    """Those who wait, named by their address and a number, and who has had a place."""

    def __init__(self, places: int) -> None:
        self.line, self.had = Line(places), list[str]()

    def wait(self, *names: str) -> list[asyncio.Task[None]]:
        return [asyncio.create_task(self.take(name)) for name in names]

    async def take(self, name: str) -> None:
        await self.line.wait(name[0])
        self.had.append(name)

    async def leave(self) -> None:
        self.line.leave()
        await settle()


def having_had(places: int, course: Callable[[Waiters], Awaitable[None]]) -> list[str]:
    async def all_of_it() -> list[str]:
        waiters = Waiters(places)
        await course(waiters)
        return waiters.had

    return asyncio.run(asyncio.wait_for(all_of_it(), PATIENCE_SECONDS))


def test_who_asks_from_many_tabs_waits_for_themselves() -> None:
    async def course(waiters: Waiters) -> None:
        tasks = waiters.wait("a1", "a2", "a3", "a4", "b1", "c1", "b2")
        await settle()
        for _ in tasks:
            await waiters.leave()

    assert having_had(1, course) == ["a1", "a2", "b1", "c1", "a3", "b2", "a4"]


def test_as_many_as_there_are_places_wait_for_nobody() -> None:
    async def course(waiters: Waiters) -> None:
        (_, _, third) = waiters.wait("a1", "a2", "a3")
        await settle()
        assert waiters.had == ["a1", "a2"]
        await waiters.leave()
        await third
        await waiters.leave()
        await waiters.leave()
        assert waiters.line.free == 2

    having_had(2, course)


def test_who_goes_while_waiting_is_passed_over() -> None:
    async def course(waiters: Waiters) -> None:
        _, goes, _ = waiters.wait("a1", "a2", "b1")
        await settle()
        goes.cancel()
        await waiters.leave()
        await waiters.leave()
        assert waiters.line.free == 1
        assert waiters.line.waiting == {}

    assert having_had(1, course) == ["a1", "b1"]


def test_who_goes_in_the_moment_in_which_it_would_be_their_turn_leaves_it_to_the_next() -> None:
    async def course(waiters: Waiters) -> None:
        _, goes, _ = waiters.wait("a1", "a2", "b1")
        await settle()
        waiters.line.leave()
        goes.cancel()
        await settle()
        assert waiters.had == ["a1", "b1"]
        await waiters.leave()
        assert waiters.line.free == 1

    having_had(1, course)
