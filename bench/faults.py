"""What visitors see when something breaks, with proxy and replicas on this machine and visitors simulated.

    python -m bench faults                 every fault, one after the other
    python -m bench faults kill reload     those named
      … --visitors 60 --seed 7

*Back* is from the end of a connection until its visitor is connected again, and sees the picture of the page
as it stands; *same* are those for whom the next run, in a new session, has shown what the page showed before:
the page asks for it at once if its last run was of a part or had not ended, and else with the next move.
*Grey* have seen controls that do not move for so long, *dialog* Streamlit's "Connection error" over the page,
too, and *error* a page that says that it failed; the others have seen nothing. *Lost* have not come back, or
not with their picture. A move goes from the moment it was due; visitors think for 5 s in between.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import os
import resource
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, AsyncExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit
from urllib.request import urlopen

from websockets.exceptions import WebSocketException

from bench.crowd import THINK_SECONDS, Act, Crowd, Tab, connected, meanwhile
from bench.faithful import Faithful, everyone, staying
from bench.files import Files
from bench.load import percentile
from bench.processes import Process
from bench.protocol import Page
from bench.visitor import LONGEST_SILENCE
from deploy.stack import Replica, Stack, running
from deploy.visitors_messages import A_SECOND
from ui.page import FRONT_DOOR, PAGES

STREAM = "_stcore/stream"
QUIET_SECONDS = 10.0
"""Moves are measured for so long before a fault."""
STRANGERS = 50
EAGER_SECONDS = 20.0
AFTERMATH_SECONDS = 3.0
"""In which whoever loses a connection by a fault has noticed."""


@dataclass(frozen=True)
class Fault:
    said: str
    strike: Callable[[Stack], Awaitable[None]]
    setting: Callable[[], AbstractContextManager[Stack]] = running
    before: Callable[[Stack], None] = lambda _stack: None


async def kill_one(stack: Stack) -> None:
    stack.kill(0)


async def start_again(stack: Stack) -> None:
    await asyncio.to_thread(mend, stack)


async def kill_both(stack: Stack) -> None:
    stack.kill(0)
    stack.kill(1)
    await asyncio.to_thread(stack.start, 0)


async def reload_proxy(stack: Stack) -> None:
    """New workers at once; the old ones stay for ten seconds with those who are connected."""
    old = Process(stack.proxy.pid).children()
    stack.reload_proxy()
    while set(old) & set(Process(stack.proxy.pid).children()):
        await asyncio.sleep(0.1)


async def restart_proxy(stack: Stack) -> None:
    await asyncio.to_thread(stack.restart_proxy)


async def replace_all(stack: Stack) -> None:
    for index in range(len(stack.replicas)):
        await asyncio.to_thread(stack.replace, index)


async def slow_handshakes(stack: Stack) -> None:
    """A byte a second each, until the proxy has hung up on all."""
    place = urlsplit(stack.address)
    ends = [await asyncio.open_connection(place.hostname, place.port) for _ in range(STRANGERS)]
    hung_up = [asyncio.create_task(reader.read()) for reader, _ in ends]
    for byte in f"GET /{STREAM} HTTP/1.1\r\nHost: {place.netloc}\r\nX: {'x' * 100}".encode():
        for (_, writer), gone in zip(ends, hung_up, strict=True):
            if not gone.done():
                writer.write(bytes([byte]))
        await asyncio.wait(hung_up, timeout=1)
    if not all(gone.done() for gone in hung_up):
        raise TimeoutError("The proxy is still waiting.")
    await asyncio.gather(*hung_up, return_exceptions=True)


async def deaf(stack: Stack, asks: bool) -> None:
    """Have a connection and read nothing from it, until the replicas have let all go."""
    before = await asyncio.to_thread(inside, stack)
    async with AsyncExitStack() as held:
        tabs = [
            await held.enter_async_context(connected(Page(stack.address, "cheat_sheet")))
            for _ in range(STRANGERS)
        ]
        for tab in tabs:
            tab.socket.transport.pause_reading()
        asking = [asyncio.create_task(ask_on(tab)) for tab in tabs if asks]
        while await asyncio.to_thread(inside, stack) > before:
            await asyncio.sleep(1)
        for tab in tabs:
            tab.socket.transport.abort()
        await asyncio.gather(*asking)


async def ask_on(tab: Tab) -> None:
    """As often as a replica listens to a visitor, until the connection has ended."""
    with suppress(WebSocketException):
        while True:
            await tab.socket.send(tab.page.ask())
            await asyncio.sleep(1 / A_SECOND)


async def eager(stack: Stack) -> None:
    """Have many pages open at one network address, and all of them run again and again."""
    async with meanwhile(ask_and_read(stack, number) for number in range(STRANGERS)):
        await asyncio.sleep(EAGER_SECONDS)


async def ask_and_read(stack: Stack, number: int) -> NoReturn:
    """As often as a replica listens to a visitor."""
    pages = [page.name for page in PAGES if page.name != FRONT_DOOR]
    async with connected(Page(stack.address, pages[number % len(pages)])) as tab:
        while True:
            await tab.socket.send(tab.page.ask())
            with suppress(TimeoutError):
                async with asyncio.timeout(1 / A_SECOND):
                    async for _ in tab.socket:
                        pass


def inside(stack: Stack) -> float:
    return sum(metric(replica, "open_connections") for replica in stack.replicas)


def metric(replica: Replica, name: str) -> float:
    with urlopen(f"http://127.0.0.1:{replica.port}/metrics", timeout=LONGEST_SILENCE) as answer:
        lines = answer.read().decode().splitlines()
    return next(float(line.removeprefix(f"{name} ")) for line in lines if line.startswith(f"{name} "))


async def starve(stack: Stack) -> None:
    take_memory(stack.replicas[0])
    await asyncio.to_thread(stack.replicas[0].process.wait)


def take_memory(replica: Replica) -> None:
    """Lets a replica have no more address space than it has."""
    status = Path(f"/proc/{replica.process.pid}/status").read_text()
    taken = 1024 * int(status.split("VmSize:")[1].split()[0])
    resource.prlimit(replica.process.pid, resource.RLIMIT_AS, (taken, taken))


@contextmanager
def on_a_full_disk() -> Iterator[Stack]:
    with Path("/dev/full").open("wb") as full, running(output=full.fileno(), ACCESS_LOG="/dev/full") as stack:
        yield stack


FAULTS = {
    "kill": Fault("kill -9 of one replica of two", kill_one),
    "start": Fault("the replica started again", start_again, before=lambda stack: stack.kill(0)),
    "kill_both": Fault("kill -9 of both, one started again", kill_both),
    "reload": Fault("the proxy reloaded (SIGHUP)", reload_proxy),
    "restart": Fault("the proxy stopped and started", restart_proxy),
    "roll": Fault("both replicas replaced, one after the other", replace_all),
    "slow": Fault(f"{STRANGERS} handshakes, a byte a second", slow_handshakes),
    "deaf": Fault(f"{STRANGERS} that ask without a pause, never read", partial(deaf, asks=True)),
    "eager": Fault(f"{STRANGERS} pages of one address, run without a pause", eager),
    "silent": Fault(f"{STRANGERS} connections that are heard of no more", partial(deaf, asks=False)),
    "memory": Fault("no more memory for one replica (RLIMIT_AS)", starve),
    "full_disk": Fault("kill -9 with logs on a full disk", kill_one, on_a_full_disk),
}


def mend(stack: Stack) -> None:
    for index, replica in enumerate(stack.replicas):
        if replica.process.poll() is not None:
            stack.start(index)


async def endure(stack: Stack, fault: Fault, visitors: int, seed: int) -> None:
    crowd = Crowd(stack.address, Files(), seed)
    async with staying(crowd, visitors, THINK_SECONDS) as present:
        await asyncio.sleep(QUIET_SECONDS)
        struck = time.perf_counter()
        await fault.strike(stack)
        await asyncio.sleep(AFTERMATH_SECONDS)
        missing = await everyone(present, lambda visitor: visitor.settled)
        before = [act for act in crowd.acts if struck - QUIET_SECONDS <= act.due < struck]
        tell(fault, present, missing, before, [act for act in crowd.acts if act.due >= struck])


def tell(
    fault: Fault, visitors: list[Faithful], missing: list[Faithful], before: list[Act], after: list[Act]
) -> None:
    losses = [loss for visitor in visitors for loss in visitor.losses]
    losers = sum(bool(visitor.losses) for visitor in visitors)
    back = [loss.seconds for loss in losses]
    same = sum(loss.same is True for loss in losses)
    dialog = sum(any(loss.dialog for loss in visitor.losses) for visitor in visitors)
    failures = Counter(act.failure for act in after if act.failure)
    lost = sum(visitor in missing or any(not loss.same for loss in visitor.losses) for visitor in visitors)
    median, most = (f"{percentile(back, share):6.2f}" if back else f"{'–':>6}" for share in (50, 100))
    print(f"{fault.said:44} {len(visitors):8} {losers:12} {median} {most}", end="")
    print(f" {f'{same} of {len(losses)}':>10} {losers:5} {dialog:6} {failures.total():6} {lost:5}", end="")
    print(f" {ms(before):>12} {ms(after):>10}", flush=True)
    for failure, times in failures.most_common(3):
        print(f"{'':8} {times} times {failure}")


def ms(acts: list[Act]) -> str:
    p95 = percentile([act.seconds for act in acts if act.kind == "move"], 95)
    return f"{1e3 * p95:.0f}" if math.isfinite(p95) else "–"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench faults")
    parser.add_argument("faults", nargs="*", choices=[*FAULTS, []], metavar="|".join(FAULTS))
    parser.add_argument("--visitors", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print(f"{os.cpu_count()} cores, 2 replicas, seed {asked.seed}")
    print(f"{'what was done':44} {'visitors':>8} {'disconnected':>12} {'back, s: p50, max':>13}", end="")
    print(f" {'same':>10} {'grey':>5} {'dialog':>6} {'error':>6} {'lost':>5}", end="")
    print(f" {'ms p95: before':>14} {'then':>8}")
    faults = [FAULTS[name] for name in asked.faults or FAULTS]
    for setting, here in groupby(faults, lambda fault: fault.setting):
        with setting() as stack:
            for fault in here:
                mend(stack)
                fault.before(stack)
                asyncio.run(endure(stack, fault, asked.visitors, asked.seed))


if __name__ == "__main__":
    main()
