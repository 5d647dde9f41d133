"""How many visitors the deployed app carries, with proxy and replicas on this machine and visitors simulated.

    python -m bench.load                       rush, steady and memory, in five minutes
    python -m bench.load rush [visitors …]     all open one link within a second, from one network address
    python -m bench.load steady [visitors …]   a class: each moves a slider of one page every 5 s
    python -m bench.load capacity              how many of them see a 95th percentile under 300 ms
    python -m bench.load beside [visitors …]   a class of a hundred, beside so many others who open
                                               one heavy lesson after another, each a new one
    python -m bench.load memory [visitors …]   what one takes, idle and busy
      … --browsing                             steady and capacity of those who look around: they move and
                                               choose, on all pages, and open others
      … --processes 1 2 4                      replicas; one for each processor and one more if not said
      … --seed 7

A rush goes from each visitor's coming, with an empty cache. A move goes from the moment it was due, whether
or not the run before was late, to the message that its run has ended. *Cores* are seconds of processor a
second: the visitors share the machine with the servers, so what they take is told, too.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import os
import random
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import parse_qs, urlencode

import numpy

from bench.crowd import FAILURES, THINK_SECONDS, Crowd, connected, meanwhile, until
from bench.files import Files, fetch, files_of
from bench.lessons import HEAVIEST
from bench.processes import Process
from bench.protocol import Page
from deploy.stack import Stack, replicas_of_this_machine, running

LINK = "explore?f=ELU&f_elu_alpha=1.5"
"""What is opened in a rush and by a class."""
RUSH_SECONDS = 1.0
MEASURED_SECONDS = 20.0
A_CLASS = 100
HEAVY = ("dead_relu", "learned_slope", "linearity", "zigzag")
"""Lessons with a seed, so that there are many to compute."""
SEEDS = 100
LIMIT = 0.3
"""In seconds, for 19 of 20 moves."""
FEWEST, NEAR = 25, 1.1
"""Where the search for the capacity begins, and by which factor it may be off."""
FORGOTTEN_SECONDS = 10.0
"""After which nothing is left of a visitor who has gone."""


@dataclass(frozen=True)
class Place:
    """A stack under load."""

    stack: Stack
    files: Files
    seed: int
    browsing: bool

    def crowd(self) -> Crowd:
        return Crowd(self.stack.address, self.files, self.seed, "" if self.browsing else LINK)

    @property
    def replicas(self) -> list[Process]:
        return [Process(replica.process.pid) for replica in self.stack.replicas]

    def memory(self) -> float:
        return sum(replica.memory() for replica in self.replicas)

    def cpu(self) -> tuple[float, float, float]:
        """Seconds of processor: of the replicas, of the proxy, of this process."""
        servers = sum(replica.cpu() for replica in self.replicas)
        return servers, Process(self.stack.proxy.pid).cpu(), time.process_time()


async def rush(place: Place, numbers: Sequence[int]) -> None:
    print(f"{'rush':>8} {'files, s: p50':>14} {'p95':>5} {'max':>5}", end="")
    print(f" {'picture, s: p50':>16} {'p95':>5} {'max':>5} {'failed':>7} {'MB':>6}", end="")
    print(f" {'processor, s: replicas':>23} {'proxy':>6} {'visitors':>9}")
    for visitors in numbers:
        chance = random.Random(place.seed)
        before, start = place.cpu(), time.perf_counter()
        comings = sorted(start + chance.uniform(0, RUSH_SECONDS) for _ in range(visitors))
        arrivals = await asyncio.gather(*(arrive(place, coming) for coming in comings))
        spent = [after - then for after, then in zip(place.cpu(), before, strict=True)]
        came = [arrival for arrival in arrivals if arrival]
        files, pictures, received = zip(*came, strict=True) if came else ([], [], [])
        print(f"{visitors:8} {three(files):>26} {three(pictures):>28} {visitors - len(came):7}", end="")
        print(f" {sum(received) / 1e6:6.0f} {spent[0]:23.1f} {spent[1]:6.1f} {spent[2]:9.1f}", flush=True)


async def arrive(place: Place, coming: float) -> tuple[float, float, int] | None:
    """Seconds to the files without which the page cannot start, and to its picture; bytes of files."""
    await until(coming)
    address, source = place.stack.address, "127.0.0.1"
    try:
        received = await fetch(address, place.files.before, source)
        files = time.perf_counter() - coming
        async with connected(Page.of(address, LINK), source) as tab:
            rest, _ = await asyncio.gather(fetch(address, place.files.after, source), tab.run())
        return files, time.perf_counter() - coming, received + rest
    except FAILURES:
        return None


async def steady(place: Place, numbers: Sequence[int]) -> None:
    steady_head()
    for visitors in numbers:
        await steady_line(place, visitors)


async def beside(place: Place, numbers: Sequence[int]) -> None:
    for others in numbers:
        print(f"beside {others} who open heavy lessons")
        steady_head()
        async with meanwhile(open_heavy_lessons(place, number) for number in range(others)):
            await steady_line(place, A_CLASS)


async def open_heavy_lessons(place: Place, number: int) -> NoReturn:
    chance = random.Random(f"{place.seed} {number}")
    while True:
        lesson = chance.choice(HEAVY)
        setting = parse_qs(HEAVIEST[lesson]) | {"seed": [str(chance.randrange(SEEDS))]}
        async with connected(Page(place.stack.address, lesson, urlencode(setting, doseq=True))) as tab:
            await tab.run()


async def capacity(place: Place, _numbers: Sequence[int]) -> None:
    """Doubles the visitors while all goes well, then halves the interval."""
    steady_head()
    good, bad, tried = 0, math.inf, FEWEST
    while bad > max(NEAR * good, good + 1):
        if await steady_line(place, tried) < LIMIT:
            good = tried
        else:
            bad = tried
        tried = 2 * good if bad == math.inf else round((good + bad) / 2)
    print(f"95th percentile under {1e3 * LIMIT:.0f} ms: {good} visitors")


def steady_head() -> None:
    print(f"{'visitors':>8} {'reruns/s':>9} {'ms: p50':>8} {'p95':>6} {'p99':>6}", end="")
    print(f" {'openings/s':>11} {'ms: p50':>8} {'p95':>6} {'failed':>7}", end="")
    print(f" {'cores: replicas':>16} {'proxy':>6} {'visitors':>9} {'ms a rerun':>11}")


async def steady_line(place: Place, visitors: int) -> float:
    """The 95th percentile of the moves that ended while it was measured, in seconds."""
    crowd = place.crowd()
    async with crowd.of(visitors):
        await asyncio.sleep(THINK_SECONDS)
        before, start = place.cpu(), time.perf_counter()
        await asyncio.sleep(MEASURED_SECONDS)
        spent = [after - then for after, then in zip(place.cpu(), before, strict=True)]
    acts = [act for act in crowd.acts if start <= act.due + act.seconds < start + MEASURED_SECONDS]
    moves = [act.seconds for act in acts if act.kind == "move" and not act.failure]
    openings = [act.seconds for act in acts if act.kind != "move" and not act.failure]
    failures = Counter(act.failure for act in acts if act.failure)
    p50, p95, p99 = (percentile(moves, share) for share in (50, 95, 99))
    servers, proxy, ours = (seconds / MEASURED_SECONDS for seconds in spent)
    print(f"{visitors:8} {len(moves) / MEASURED_SECONDS:9.1f}", end="")
    print(f" {1e3 * p50:8.0f} {1e3 * p95:6.0f} {1e3 * p99:6.0f}", end="")
    print(f" {len(openings) / MEASURED_SECONDS:11.1f}", end="")
    print(f" {1e3 * percentile(openings, 50):8.0f} {1e3 * percentile(openings, 95):6.0f}", end="")
    print(f" {failures.total():7} {servers:16.2f} {proxy:6.2f} {ours:9.2f}", end="")
    print(f" {1e3 * spent[0] / max(1, len(moves) + len(openings)):9.1f}", flush=True)
    for failure, times in failures.most_common(3):
        print(f"{'':8} {times} times {failure}")
    return p95


async def memory(place: Place, numbers: Sequence[int]) -> None:
    print(f"{'visitors':>8} {'MB: nobody':>11} {'idle':>6} {'busy':>6} {'gone':>6}", end="")
    print(f" {'MB a visitor: idle':>19} {'busy':>6}")
    for visitors in numbers:
        crowd = place.crowd()
        nobody = place.memory()
        async with AsyncExitStack() as open_pages:
            chance = random.Random(place.seed)
            for _ in range(visitors):
                tab = await open_pages.enter_async_context(connected(crowd.some_page(chance)))
                await tab.run()
            idle = place.memory()
        await asyncio.sleep(FORGOTTEN_SECONDS)
        async with crowd.of(visitors):
            await asyncio.sleep(MEASURED_SECONDS)
            busy = place.memory()
        await asyncio.sleep(FORGOTTEN_SECONDS)
        print(f"{visitors:8} {nobody:11.0f} {idle:6.0f} {busy:6.0f} {place.memory():6.0f}", end="")
        print(f" {(idle - nobody) / visitors:19.2f} {(busy - nobody) / visitors:6.2f}", flush=True)


def percentile(seconds: Sequence[float], share: int) -> float:
    """Infinite where nothing has come."""
    return float(numpy.percentile(seconds, share)) if seconds else math.inf


def three(seconds: Sequence[float]) -> str:
    p50, p95, most = (percentile(seconds, share) for share in (50, 95, 100))
    return f"{p50:.2f} {p95:5.2f} {most:5.2f}"


FIGURES = {"rush": rush, "steady": steady, "beside": beside, "capacity": capacity, "memory": memory}
VISITORS = {
    "rush": [300],
    "steady": [50, 100, 200, 300, 500],
    "beside": [0, 4, 16],
    "capacity": [],
    "memory": [200],
}
ALL = ("rush", "steady", "memory")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench load")
    parser.add_argument("figure", nargs="?", choices=FIGURES)
    parser.add_argument("visitors", nargs="*", type=int)
    parser.add_argument("--processes", nargs="+", type=int, default=[replicas_of_this_machine()])
    parser.add_argument("--browsing", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_intermixed_args()
    for processes in asked.processes:
        with running(processes) as stack:
            place = Place(stack, files_of(stack.address, LINK), asked.seed, asked.browsing)
            for figure in [asked.figure] if asked.figure else ALL:
                print(f"\n{figure}; {processes} processes, {os.cpu_count()} cores, seed {asked.seed}")
                asyncio.run(FIGURES[figure](place, asked.visitors or VISITORS[figure]))


if __name__ == "__main__":
    main()
