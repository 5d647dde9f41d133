"""What /metrics tells beside what Streamlit counts itself (sessions, caches)."""

from __future__ import annotations

import asyncio
import gc
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from streamlit.runtime.stats import CounterStat, GaugeStat, Stat

from deploy.door import Door
from deploy.failures import Failures
from deploy.histogram import Histogram
from deploy.logs import Lines
from deploy.openings import Openings
from deploy.runs import Runs

LAG_SECONDS = 0.25
"""How often the event loop is asked whether it is late."""
PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")


class Metrics:
    """A provider for Streamlit's own endpoint."""

    def __init__(self, door: Door, runs: Runs, openings: Openings, failures: Failures, lines: Lines) -> None:
        self.door, self.runs, self.openings = door, runs, openings
        self.failures, self.lines = failures, lines
        self.lag = Histogram()

    async def watch_lag(self) -> None:
        while True:
            before = time.monotonic()
            await asyncio.sleep(LAG_SECONDS)
            self.lag.observe(time.monotonic() - before - LAG_SECONDS)

    @property
    def stats_families(self) -> Sequence[str]:
        return tuple(self.get_stats())

    def get_stats(self, family_names: Sequence[str] | None = None) -> Mapping[str, Sequence[Stat]]:
        families: dict[str, list[Stat]] = {}
        for stat in self.everything():
            families.setdefault(stat.family_name, []).append(stat)
        return {name: stats for name, stats in families.items() if not family_names or name in family_names}

    def everything(self) -> Iterator[Stat]:
        yield GaugeStat("open_connections", len(self.door.inside), help="WebSockets, a visitor's page each.")
        yield CounterStat(
            "refused_connections", self.door.refused, help="WebSockets sent elsewhere, for want of place."
        )
        yield CounterStat("asked_runs", self.runs.asked, help="Runs of a page that visitors asked for.")
        yield CounterStat("told_runs", self.openings.told, help="Of these, told again and not made.")
        yield GaugeStat("waiting_visitors", self.runs.waiting, help="Visitors whose run has not ended.")
        for page, seconds in sorted(self.runs.seconds.items()):
            yield seconds.stat("run_seconds", "From asking for a run to its last message.", page=page)
        for page, failed in sorted(self.failures.by_page.items()):
            yield CounterStat("failed_runs", failed, {"page": page}, help="Runs that raised an error.")
        yield self.lag.stat("event_loop_lag_seconds", "How late the event loop is.")
        for level, written in sorted(self.lines.written.items()):
            yield CounterStat("log_records", written, {"level": level}, help="Logged by level.")
        yield CounterStat("lost_log_records", self.lines.lost, help="Logged, and could not be written.")
        yield CounterStat(
            "process_cpu_seconds", int(time.process_time()), unit="seconds", help="Processor time."
        )
        yield GaugeStat("process_resident_memory_bytes", resident_memory(), unit="bytes", help="Memory.")
        yield GaugeStat("process_open_fds", len(os.listdir("/proc/self/fd")), help="Open files and sockets.")
        for generation, collected in enumerate(gc.get_stats()):
            yield CounterStat(
                "python_gc_collections",
                collected["collections"],
                {"generation": str(generation)},
                help="Runs of the garbage collector.",
            )


def resident_memory() -> int:
    pages = Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * PAGE_SIZE
