"""Simulated visitors, many at once: they open links, move what stands on the pages, and think in between."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Coroutine, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, NoReturn
from urllib.parse import urlencode

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin

from bench.files import Files, Refused, fetch
from bench.protocol import Page, PageError, Value, Widget, spelled
from bench.visitor import stream
from ui.page import FRONT_DOOR, PAGES

THINK_SECONDS = 5.0
ARRIVALS = 20.0
"""How many visitors come in a second."""
PATIENCE_SECONDS = 60.0
RETRY_SECONDS = 1.0
"""After which a browser connects anew."""

NEW_VISIT, OTHER_PAGE = 0.02, 0.08
"""How often the visitor goes and another comes, who has no file yet; how often another page is opened."""
WITH_STATE = 0.3
"""How many links have controls elsewhere than a page has them at first."""
CHOICE = 0.25
"""How often something is chosen where there are sliders, too."""
WEIGHTS = {FRONT_DOOR: 15, "explore": 30, "compare": 15, "your_function": 5, "cheat_sheet": 5}
"""How often a page is opened; any other 2."""

FAILURES = (OSError, WebSocketException, PageError, Refused)


@dataclass
class Tab:
    """An open page and its connection."""

    page: Page
    socket: ClientConnection

    async def run(self) -> None:
        """Asks for a run of the page, and reads until it has ended."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self.socket.send(self.page.ask())
            while not self.page.read(await self.socket.recv(decode=False)):
                pass

    async def move(self, key: str, *values: Value) -> None:
        self.page.set(key, *values)
        await self.run()


@asynccontextmanager
async def connected(page: Page, source: str = "127.0.0.1") -> AsyncIterator[Tab]:
    """A page connected to its server from one of this machine's network addresses, before its first run."""
    async with connect(
        stream(page.address),
        origin=Origin(page.address.rstrip("/")),
        max_size=None,
        compression=None,
        open_timeout=PATIENCE_SECONDS,
        ping_interval=None,
        local_addr=(source, 0),
    ) as socket:
        page.connect()
        yield Tab(page, socket)


@asynccontextmanager
async def meanwhile(doings: Iterable[Coroutine[Any, Any, NoReturn]]) -> AsyncIterator[None]:
    """Has all of them go on until the context ends; what one has failed with is raised then."""
    tasks = [asyncio.create_task(doing) for doing in doings]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for outcome in await asyncio.gather(*tasks, return_exceptions=True):
            if not isinstance(outcome, asyncio.CancelledError):
                raise outcome


@dataclass(frozen=True)
class Act:
    """What a visitor did: when it was due, and the seconds from then until its run had ended."""

    kind: str
    due: float
    seconds: float
    failure: str


@dataclass
class Crowd:
    """Visitors of one address."""

    address: str
    files: Files
    seed: int
    link: str = ""
    """A page and its state, where all of them stay and move sliders; if not given, they browse."""
    acts: list[Act] = field(default_factory=list)
    known: dict[str, list[Widget]] = field(default_factory=dict)
    """The controls of the pages that were opened; links with state are made of them."""

    @asynccontextmanager
    async def of(self, visitors: int) -> AsyncIterator[None]:
        """So many visitors, who come one after another, until the context ends."""
        async with meanwhile(Visitor(self, number).come() for number in range(visitors)):
            await asyncio.sleep(visitors / ARRIVALS)
            yield

    def some_page(self, chance: random.Random) -> Page:
        """A link that someone might follow."""
        if self.link:
            return Page.of(self.address, self.link)
        names = [page.name for page in PAGES]
        (name,) = chance.choices(names, [WEIGHTS.get(name, 2) for name in names])
        known = self.known.get(name, [])
        state: dict[str, list[str]] = {}
        if known and chance.random() < WITH_STATE:
            for widget in chance.sample(known, chance.randint(1, len(known))):
                state[widget.described.query_param_key] = [spelled(v) for v in elsewhere(widget, chance)]
        return Page(self.address, "" if name == FRONT_DOOR else name, urlencode(state, doseq=True))


class Visitor:
    """One of a crowd, with chances and a network address of their own."""

    def __init__(self, crowd: Crowd, number: int) -> None:
        self.crowd = crowd
        self.chance = random.Random(f"{crowd.seed} {number}")
        self.source = f"127.{1 + number // 62500}.{number // 250 % 250}.{1 + number % 250}"
        self.due = time.perf_counter() + number / ARRIVALS

    async def come(self) -> NoReturn:
        await until(self.due)
        act, page = "page", self.crowd.some_page(self.chance)
        while True:
            act, page = await self.stay(act, page)

    async def stay(self, act: str, page: Page) -> tuple[str, Page]:
        """Opens a page and plays with it; what the visitor does next, and with which page."""
        try:
            await self.get_files(act)
            async with connected(page, self.source) as tab:
                await tab.run()
                self.learn(page)
                while True:
                    self.did(act)
                    await self.think()
                    act = self.some_act(page)
                    if act != "move":
                        return act, self.crowd.some_page(self.chance)
                    key, values = self.some_move(page)
                    await tab.move(key, *values)
        except FAILURES as failure:
            self.did(act, repr(failure))
            await asyncio.sleep(RETRY_SECONDS)
            self.due = time.perf_counter()
            return "return", page

    async def get_files(self, act: str) -> None:
        files = self.crowd.files
        if act == "visit":
            await fetch(self.crowd.address, files.before + files.after, self.source)
        elif act == "page":
            await fetch(self.crowd.address, files.again, self.source, known=True)

    def learn(self, page: Page) -> None:
        bound = [widget for widget in movable(page) if widget.described.query_param_key]
        self.crowd.known.setdefault(page.name or FRONT_DOOR, bound)

    async def think(self) -> None:
        """Until the next move is due, which does not wait for a server that is late."""
        self.due += self.chance.expovariate(1 / THINK_SECONDS)
        await until(self.due)

    def some_act(self, page: Page) -> str:
        if self.crowd.link:
            return "move"
        drawn = self.chance.random()
        if drawn < NEW_VISIT:
            return "visit"
        return "page" if drawn < NEW_VISIT + OTHER_PAGE or not movable(page) else "move"

    def some_move(self, page: Page) -> tuple[str, list[Value]]:
        """A key and the values it is set to."""
        sliders = [key for key, widget in page.widgets.items() if widget.kind == "slider"]
        choices = [key for key, widget in page.widgets.items() if widget.options and not self.crowd.link]
        chooses = not sliders or (choices and self.chance.random() < CHOICE)
        key = self.chance.choice(choices if chooses else sliders)
        return key, elsewhere(page.widgets[key], self.chance)

    def did(self, act: str, failure: str = "") -> None:
        self.crowd.acts.append(Act(act, self.due, time.perf_counter() - self.due, failure))


def movable(page: Page) -> list[Widget]:
    return [widget for widget in page.widgets.values() if widget.kind == "slider" or widget.options]


def elsewhere(widget: Widget, chance: random.Random) -> list[Value]:
    """Other values that a control can take."""
    if widget.kind == "multiselect":
        return [*chance.sample(widget.options, chance.randint(0, 2))]
    if widget.options:
        return [chance.choice([option for option in widget.options if [option] != widget.values])]
    low, high, step = widget.described.min, widget.described.max, widget.described.step
    positions = chance.sample(range(round((high - low) / step) + 1), len(widget.values))
    return [round(low + position * step, 10) for position in sorted(positions)]


async def until(moment: float) -> None:
    await asyncio.sleep(max(0.0, moment - time.perf_counter()))
