"""Simulated visitors who stay with their page when its connection ends, as Streamlit's front end does.

It waits for 250 to 500 ms, then asks for two small answers of the server until both have come, at intervals
that double from 100 ms to 4 s; from the sixth failure on it says so in a dialog over the page. Then it
connects. Until then, the controls do not move, and the picture is still there.

If a run had begun and not ended, or the last was of a part of the page, a run of the whole page is asked for
at once, with the address and all controls as they stand. Otherwise nothing is asked: the next move takes
address and controls along, and names a part that the new server has not drawn.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from hashlib import md5
from typing import NoReturn

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException

from bench.crowd import THINK_SECONDS, Crowd, Tab, Visitor, connected, meanwhile, movable, until
from bench.files import File, Refused, fetch
from bench.protocol import WIDGETS, Page, PageError, Value

ASKED = [File("/_stcore/health", ""), File("/_stcore/host-config", "")]
FIRST_PING, FIRST_RETRY, LONGEST_RETRY = 0.1, 0.5, 4.0
LONGEST_ANSWER = 15.0
FAILURES_WITHOUT_A_WORD = 5
FIGURE = "bidi_component"
MEASURES = "choose"
"""The page whose tables say what functions cost on the server that has run it."""
LONGEST_STAY = 180.0
"""In seconds: how long visitors are waited for."""

Controls = dict[str, list[Value]]
Drawn = dict[tuple[int, ...], tuple[str, str]]
"""By its place on the page: what is there, and of which part of the page it is."""


class Seen(Page):
    """A page that remembers what runs have put where, but for controls."""

    def __init__(self, address: str, name: str = "", query: str = "") -> None:
        super().__init__(address, name, query)
        self.drawn: Drawn = {}

    def read(self, raw: bytes) -> bool:
        ended = super().read(raw)
        message = ForwardMsg.FromString(raw)
        if message.HasField("new_session"):
            run = self.fragment
            self.drawn = {place: shown for place, shown in self.drawn.items() if run and shown[1] != run}
        name, part = message.ref_hash, message.delta.fragment_id
        what: str | None = message.delta.new_element.WhichOneof("type")
        if name in self.kept:
            what, part = self.kept[name].kind, self.kept[name].fragment
        elif message.HasField("delta"):
            content = message.delta.SerializeToString(deterministic=True)
            name = message.hash or md5(content, usedforsecurity=False).hexdigest()
        if name and (what == FIGURE or (what not in WIDGETS and self.name != MEASURES)):
            self.drawn[tuple(message.metadata.delta_path)] = name, part
        return ended

    @property
    def controls(self) -> Controls:
        return {key: widget.values for key, widget in self.widgets.items()}


@dataclass
class Loss:
    """A connection that has ended, what its page showed, and how the page fared."""

    at: float
    link: str
    controls: Controls
    drawn: Drawn | None
    """Nothing if a run was under way."""
    dialog: bool = False
    seconds: float = math.inf
    """Until the visitor was connected again and saw the picture of the page as it stood."""
    same: bool | None = None
    """Whether the next run, by another server, has shown what the page showed before."""

    def compare(self, page: Seen) -> None:
        if self.drawn is None:
            moved = {key: page.controls.get(key, values) for key, values in self.controls.items()}
            self.same = (page.link, moved) == (self.link, self.controls)
        else:
            shows = (page.link, page.controls, page.drawn)
            self.same = shows == (self.link, self.controls, self.drawn)


class Faithful(Visitor):
    """One who never leaves.

    After a loss the first run is of the page as it stands: where that is not asked for at once, the next move
    is of a control that stays where it is.
    """

    def __init__(self, crowd: Crowd, number: int, think_seconds: float = THINK_SECONDS) -> None:
        super().__init__(crowd, number)
        self.think_seconds = think_seconds
        self.page = Seen.of(crowd.address, crowd.some_page(self.chance).link)
        self.at_work = True
        self.losses: list[Loss] = []

    @property
    def settled(self) -> bool:
        """With a picture, which another server has shown, too, if the connection had ended."""
        return not self.at_work and not (self.losses and self.losses[-1].same is None)

    async def come(self) -> NoReturn:
        await until(self.due)
        attempt = 0
        while True:
            try:
                async with asyncio.timeout(LONGEST_ANSWER) as limit, connected(self.page, self.source) as tab:
                    limit.reschedule(None)
                    attempt = 0
                    await self.play(tab)
            except (OSError, WebSocketException):
                self.lose()
            attempt += 1
            longest = min(LONGEST_RETRY, FIRST_RETRY * 2 ** (attempt - 1))
            await asyncio.sleep(self.chance.uniform(longest / 2, longest))
            await self.find_server()

    async def find_server(self) -> None:
        failures = 0
        while True:
            try:
                async with asyncio.timeout(LONGEST_ANSWER):
                    await fetch(self.crowd.address, ASKED, self.source)
                return
            except (OSError, Refused):
                failures += 1
            self.losses[-1].dialog |= failures > FAILURES_WITHOUT_A_WORD
            interval = min(LONGEST_RETRY, FIRST_PING * 2 ** (failures - 1))
            await asyncio.sleep(interval * (self.chance.uniform(0.7, 1) if failures > 1 else 1))

    async def play(self, tab: Tab) -> NoReturn:
        self.due = time.perf_counter()
        self.look()
        if self.page.asks_by_itself:
            await self.run(tab, "return" if self.losses else "page")
        while True:
            await self.rest(tab)
            if self.losses and self.losses[-1].same is None:
                parts = (widget.part.fragment for widget in movable(self.page))
                self.page.fragment = next(filter(None, parts), "")
                await self.run(tab, "return")
            elif movable(self.page):
                key, values = self.some_move(self.page)
                self.page.set(key, *values)
                await self.run(tab, "move")

    async def run(self, tab: Tab, kind: str) -> None:
        self.at_work = True
        try:
            await tab.run()
            self.did(kind)
        except (PageError, TimeoutError) as failure:
            self.did(kind, repr(failure))
        self.at_work = False
        self.look()
        if kind == "return":
            self.losses[-1].compare(self.page)

    def look(self) -> None:
        """Notes when the visitor, who is connected again, sees the picture of the page as it stands."""
        if not self.at_work and self.losses and math.isinf(self.losses[-1].seconds):
            self.losses[-1].seconds = time.perf_counter() - self.losses[-1].at

    async def rest(self, tab: Tab) -> None:
        """Until the next move is due; that the connection has ended is noticed at once."""
        self.due += self.chance.expovariate(1 / self.think_seconds)
        with suppress(TimeoutError):
            async with asyncio.timeout(max(0.0, self.due - time.perf_counter())):
                await tab.socket.wait_closed()
            raise ConnectionResetError

    def lose(self) -> None:
        """Notes a loss; one before the page has been compared goes on with what it showed at first."""
        now = time.perf_counter()
        if self.losses and self.losses[-1].same is None:
            if math.isfinite(self.losses[-1].seconds):
                self.losses[-1].at, self.losses[-1].seconds = now, math.inf
        else:
            drawn = None if self.at_work else self.page.drawn
            self.losses.append(Loss(now, self.page.link, self.page.controls, drawn))


@asynccontextmanager
async def staying(crowd: Crowd, number: int, think_seconds: float) -> AsyncIterator[list[Faithful]]:
    """Visitors who all have their picture, and who stay until the context ends."""
    visitors = [Faithful(crowd, each, think_seconds) for each in range(number)]
    async with meanwhile(visitor.come() for visitor in visitors):
        await everyone(visitors, lambda visitor: not visitor.at_work)
        yield visitors


async def everyone(visitors: list[Faithful], does: Callable[[Faithful], bool]) -> list[Faithful]:
    """Waits until each of the visitors has been seen to do so; those who have not after a long time."""
    awaited, deadline = visitors, time.perf_counter() + LONGEST_STAY
    while time.perf_counter() < deadline and awaited:
        await asyncio.sleep(0.05)
        awaited = [visitor for visitor in awaited if not does(visitor)]
    return awaited
