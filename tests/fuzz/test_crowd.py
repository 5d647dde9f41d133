"""Visitors who do harm by how much they send, or by what they do not read, cost the others nothing."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from hypothesis import given
from hypothesis import strategies as st
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed

from bench.visitor import Visitor
from deploy.visitors_messages import A_SECOND
from tests.fuzz.addresses import PAGES, queries
from tests.fuzz.effort import MOST_GROWTH, assert_level, tried
from tests.fuzz.stranger import Stranger
from tests.patience import PATIENCE_SECONDS
from tests.replica import Replica
from ui.page import FRONT_DOOR

MOST_SECONDS = 1.0
"""Of the server's processor between what a visitor asks and the answer: as long as they would wait on a
machine that is busy with nothing else.
"""
MOST_HELD = 10
"""In MB, by the server, for a visitor who does not read."""


def waits(server: Replica, moves: int = 30) -> list[float]:
    """How much the server does until it has answered each move of a visitor who does no harm."""
    seconds = []
    with Visitor(server, "explore", "f=ELU") as visitor:
        visitor.run()
        for move in range(moves):
            before = server.cpu()
            visitor.move("x", -5 + move / 10)
            seconds.append(server.cpu() - before)
    return seconds


@contextmanager
def many(number: int, attack: Callable[[threading.Event], None]) -> Iterator[None]:
    """So many who go on until the others have what they came for."""
    enough = threading.Event()
    attackers = [threading.Thread(target=attack, args=(enough,), daemon=True) for _ in range(number)]
    for attacker in attackers:
        attacker.start()
    try:
        yield
    finally:
        enough.set()
        for attacker in attackers:
            attacker.join(PATIENCE_SECONDS)
        assert not any(attacker.is_alive() for attacker in attackers)


def run_of(page: str) -> bytes:
    message = BackMsg()
    message.rerun_script.page_name = page
    return message.SerializeToString()


def test_who_sends_without_pause_does_not_stall_the_others(alone: Replica) -> None:
    def attack(enough: threading.Event) -> None:
        asked = run_of("compare")
        with Stranger(alone) as stranger, suppress(ConnectionClosed, TimeoutError):
            while not enough.wait(0.01):
                stranger.connection.send(asked)

    waits(alone)
    before = alone.memory()
    with many(4, attack):
        worst = max(waits(alone))
    print(f"worst wait beside four who send without a pause: {worst:.2f} s of processor")
    assert worst < MOST_SECONDS
    assert alone.memory() < before + MOST_GROWTH


def test_who_runs_many_pages_without_pause_does_not_stall_those_elsewhere(alone: Replica) -> None:
    def attack(enough: threading.Event) -> None:
        asked = run_of("compare")
        with Stranger(alone, "127.0.0.2") as stranger:
            while not enough.wait(1 / A_SECOND):
                stranger.connection.send(asked)
                with suppress(TimeoutError):
                    while True:
                        stranger.connection.recv(0)

    waits(alone)
    with many(20, attack):
        worst = max(waits(alone, 60))
    print(f"worst wait beside twenty pages of another address: {worst:.2f} s of processor")
    assert worst < MOST_SECONDS


def test_who_does_not_read_fills_no_memory(alone: Replica) -> None:
    readers, asked = 4, [run_of("compare"), run_of("vanishing_gradient")]

    def attack(enough: threading.Event) -> None:
        with Stranger(alone) as stranger, suppress(ConnectionClosed, TimeoutError):
            for time in range(60):
                stranger.connection.send(asked[time % 2])
            enough.wait()
            stranger.connection.socket.shutdown(socket.SHUT_RDWR)

    waits(alone)
    before = alone.memory()
    with many(readers, attack):
        worst = max(waits(alone, 60))
        held = alone.memory() - before
    print(f"four who do not read: {held:.0f} MB held, worst wait of another {worst:.2f} s of processor")
    assert worst < MOST_SECONDS
    assert held < MOST_HELD * readers


def test_many_addresses_leave_the_memory_as_it_was(alone: Replica) -> None:
    memory = []

    @tried(300)
    @given(st.sampled_from(PAGES).flatmap(lambda page: st.tuples(st.just(page), queries(page))))
    def visited(asked: tuple[str, str]) -> None:
        page, query = asked
        with Stranger(alone) as visitor:
            visitor.visit("" if page == FRONT_DOOR else page, query)
        memory.append(alone.memory())

    visited()
    assert_level(memory)


def test_who_comes_and_goes_leaves_nothing_behind(alone: Replica) -> None:
    def come_and_go(times: int) -> None:
        for time in range(times):
            with Stranger(alone) as stranger:
                stranger.ask(PAGES[time % len(PAGES)])
                stranger.connection.socket.shutdown(socket.SHUT_RDWR)

    come_and_go(100)
    waits(alone)
    before = alone.memory()
    come_and_go(300)
    assert max(waits(alone)) < MOST_SECONDS
    assert alone.memory() < before + MOST_GROWTH
