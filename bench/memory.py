"""The memory of a replica over many runs: it has to stay flat, as no collection follows each run.

    python -m bench.memory [runs]

Visitors come and go, many at once; each moves sliders without a pause, among them to values between two
steps, for which nothing is kept ready. After a start, in which caches fill, the numbers should stay.
"""

from __future__ import annotations

import asyncio
import random
import sys
import time

from bench.crowd import connected
from bench.processes import Process
from bench.protocol import Page
from deploy.stack import running

RUNS = 3_000
RUNS_OF_A_VISITOR = 25
AT_ONCE = 24
"""A replica takes five messages a second of a visitor."""
LINES = 10
VISITS = (
    ("explore", "f=ELU", {"f_elu_alpha": (0.1, 3.0), "x": (-20.0, 20.0)}),
    ("compare", "n=3&f1=Softplus&f2=ELU", {"f2_elu_alpha": (0.1, 3.0), "f1_softplus_beta": (0.5, 10.0)}),
    ("step_race", "", {"rate": (0.05, 2.0), "start": (0.6, 0.95)}),
    ("step_race", "goal=0.01&f2=Softplus", {"rate": (0.01, 0.03), "start": (0.97, 0.99)}),
)
"""Pages and the sliders that are moved there; the second race takes thousands of steps."""
SHARES = (6, 6, 2, 1)
"""Of visits; long races are rare, as they take ten times as long as all the rest."""


class Soak:
    """Runs of one replica, counted."""

    def __init__(self, address: str, replica: Process, runs: int) -> None:
        self.address = address
        self.replica = replica
        self.runs = runs
        self.done = 0
        self.start = time.perf_counter()

    async def last(self) -> None:
        print(f"{'runs':>7} {'MB':>7} {'minutes':>8}")
        self.report()
        async with asyncio.TaskGroup() as group:
            for number in range(AT_ONCE):
                group.create_task(self.come(random.Random(number)))

    async def come(self, chance: random.Random) -> None:
        """One visitor after another."""
        while self.done < self.runs:
            ((page, query, sliders),) = chance.choices(VISITS, SHARES)
            async with connected(Page(self.address, page, query)) as tab:
                await tab.run()
                self.count()
                for _ in range(RUNS_OF_A_VISITOR - 1):
                    key, (low, high) = chance.choice(list(sliders.items()))
                    await tab.move(key, chance.uniform(low, high))
                    self.count()

    def count(self) -> None:
        self.done += 1
        if self.done * LINES // self.runs > (self.done - 1) * LINES // self.runs:
            self.report()

    def report(self) -> None:
        minutes = (time.perf_counter() - self.start) / 60
        print(f"{self.done:7} {self.replica.memory():7.1f} {minutes:8.1f}", flush=True)


def main(runs: int = RUNS) -> None:
    with running(1) as stack:
        soak = Soak(stack.address, Process(stack.replicas[0].process.pid), runs)
        asyncio.run(soak.last())


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
