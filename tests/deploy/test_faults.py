"""Servers end, are replaced and cannot write their logs; visitors keep their pages."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from http import HTTPStatus

import pytest

from bench.crowd import Crowd
from bench.faithful import Faithful, everyone, staying
from bench.faults import inside, mend, metric, on_a_full_disk, take_memory
from bench.files import Files
from deploy.stack import Stack
from tests.deploy.conftest import ask
from tests.patience import A_MOMENT, PATIENCE_SECONDS, wait_until

VISITORS = 8
THINK_SECONDS = 0.5
SEED = 1


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    with on_a_full_disk() as stack:
        yield stack


def endured(stack: Stack, strike: Callable[[list[Faithful]], Awaitable[None]]) -> list[Faithful]:
    """Visitors who have come through, each with the page as it was."""
    mend(stack)
    crowd = Crowd(stack.address, Files(), SEED)

    async def scene() -> list[Faithful]:
        async with staying(crowd, VISITORS, THINK_SECONDS) as visitors:
            await strike(visitors)
            assert await everyone(visitors, lambda visitor: visitor.settled) == []
            return visitors

    visitors = asyncio.run(scene())
    assert [loss for visitor in visitors for loss in visitor.losses if not loss.same] == []
    assert [act.failure for act in crowd.acts if act.failure] == []
    return visitors


async def have_lost(visitors: list[Faithful], number: float) -> None:
    await asyncio.to_thread(wait_until, lambda: sum(bool(visitor.losses) for visitor in visitors) >= number)


def test_all_are_back_after_the_proxy_was_gone(stack: Stack) -> None:
    async def restart(visitors: list[Faithful]) -> None:
        await asyncio.to_thread(stack.restart_proxy)
        await have_lost(visitors, VISITORS)

    endured(stack, restart)
    assert inside(stack) == 0


def test_all_replicas_are_replaced_and_every_request_is_answered(stack: Stack) -> None:
    async def replace(visitors: list[Faithful]) -> None:
        for index in range(len(stack.replicas)):
            replacing = asyncio.create_task(asyncio.to_thread(stack.replace, index))
            while not (await asyncio.wait([replacing], timeout=A_MOMENT))[0]:
                answer = await asyncio.to_thread(ask, stack.address, "_stcore/health")
                assert answer.status == HTTPStatus.OK
            await replacing
        await have_lost(visitors, VISITORS)

    endured(stack, replace)


def test_none_of_the_logs_could_be_written(stack: Stack) -> None:
    assert all(metric(replica, "lost_log_records_total") for replica in stack.replicas)


def test_who_loses_a_replica_goes_on_with_the_other(stack: Stack) -> None:
    async def kill(visitors: list[Faithful]) -> None:
        served = metric(stack.replicas[0], "open_connections")
        assert 0 < served < VISITORS
        stack.kill(0)
        await have_lost(visitors, served)

    endured(stack, kill)


def test_a_replica_without_memory_ends_and_its_visitors_go_on_with_the_other(stack: Stack) -> None:
    async def starve(visitors: list[Faithful]) -> None:
        served = metric(stack.replicas[1], "open_connections")
        assert 0 < served < VISITORS
        take_memory(stack.replicas[1])
        assert await asyncio.to_thread(stack.replicas[1].process.wait, PATIENCE_SECONDS) == os.EX_OSERR
        await have_lost(visitors, served)

    endured(stack, starve)
