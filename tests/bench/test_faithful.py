"""A simulated visitor who is connected again asks for what a browser asks for then, and for nothing else."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Iterator

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.crowd import Crowd, connected
from bench.faithful import Faithful, Seen
from bench.files import Files
from bench.visitor import Server, serving
from tests.patience import A_MOMENT, PATIENCE_SECONDS

FOR_EVER = 1e9
"""In seconds: how long the visitor thinks."""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


class Watched(Seen):
    """Remembers what it has asked for; its connection may end when a run is asked for, or has begun."""

    def __init__(self, address: str, name: str = "", query: str = "") -> None:
        super().__init__(address, name, query)
        self.asked: list[ClientState] = []
        self.ends_when = ""

    def ask(self) -> bytes:
        raw = super().ask()
        self.asked.append(BackMsg.FromString(raw).rerun_script)
        if self.ends_when == "asked":
            raise ConnectionResetError
        return raw

    def read(self, raw: bytes) -> bool:
        ended = super().read(raw)
        if self.ends_when == "begun" and ForwardMsg.FromString(raw).HasField("new_session"):
            raise ConnectionResetError
        return ended


class Led(Faithful):
    """One who moves a slider when they are told to."""

    def __init__(self, server: Server) -> None:
        super().__init__(Crowd(server.address, Files(), seed=1), 0, FOR_EVER)
        self.page: Watched = Watched.of(server.address, "explore?f=ELU&f_elu_alpha=1.5")

    async def stay(self, moves: int, ends_when: str = "") -> None:
        """On one connection, which ends when the last run does, or earlier."""
        self.page.asked.clear()
        self.due = -math.inf
        async with connected(self.page) as tab:
            self.page.ends_when = "" if moves else ends_when
            playing = asyncio.create_task(self.play(tab))
            try:
                while self.due < time.perf_counter() + PATIENCE_SECONDS and not playing.done():
                    await asyncio.sleep(A_MOMENT)
                for left in reversed(range(moves)):
                    self.page.ends_when = "" if left else ends_when
                    self.page.set("x", self.page.widgets["x"].values[0] + 0.1)
                    await self.run(tab, "move")
            except ConnectionResetError:
                pass
            playing.cancel()
            (outcome,) = await asyncio.gather(playing, return_exceptions=True)
            assert isinstance(outcome, asyncio.CancelledError | ConnectionResetError), outcome


def back(server: Server, moves: int, ends_when: str = "") -> Led:
    """A visitor who has lost a connection and has another, and waits."""
    visitor = Led(server)

    async def scene() -> None:
        await visitor.stay(moves, ends_when)
        visitor.lose()
        await visitor.stay(0)

    asyncio.run(scene())
    return visitor


@pytest.mark.parametrize(
    ("moves", "ends_when"),
    [(0, "asked"), (0, "begun"), (1, "begun"), (1, ""), (2, "asked")],
    ids=["no run", "the page's run", "a part's run", "moved", "about to move again"],
)
def test_the_page_is_asked_for_where_a_run_has_not_ended_or_was_of_a_part(
    server: Server, moves: int, ends_when: str
) -> None:
    visitor = back(server, moves, ends_when)
    (asked,) = visitor.page.asked
    assert asked.fragment_id == ""
    if moves:
        assert {state.id for state in asked.widget_states.widgets} == {
            widget.described.id for widget in visitor.page.widgets.values()
        }
        assert f"x={1 + moves / 10:g}" in asked.query_string
    assert visitor.losses[-1].same and math.isfinite(visitor.losses[-1].seconds)
    assert visitor.settled


def test_a_page_that_was_drawn_whole_asks_for_nothing(server: Server) -> None:
    visitor = back(server, moves=0)
    assert visitor.page.asked == []
    assert math.isfinite(visitor.losses[-1].seconds), "its picture is still there"
    assert not visitor.settled, "whether another server shows the same is not yet known"


def test_the_next_move_of_a_page_that_asked_for_nothing_names_a_part_of_it(server: Server) -> None:
    visitor = back(server, moves=0)
    visitor.think_seconds = A_MOMENT
    asyncio.run(visitor.stay(0, ends_when="asked"))
    (asked,) = visitor.page.asked
    assert asked.fragment_id == visitor.page.widgets["x"].part.fragment != ""


def test_a_first_move_that_no_server_has_begun_with_is_not_asked_for_again(server: Server) -> None:
    visitor = back(server, moves=1, ends_when="asked")
    assert visitor.page.asked == []
    assert math.isinf(visitor.losses[-1].seconds), "the picture of the move has not been seen"
    assert not visitor.settled


def test_a_page_that_has_been_drawn_again_asks_for_nothing_more(server: Server) -> None:
    visitor = back(server, moves=1)
    asyncio.run(visitor.stay(0))
    assert visitor.page.asked == []
