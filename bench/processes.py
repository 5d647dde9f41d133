"""What processes of this machine use, read from /proc: on Linux only."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Process:
    """A process with its children, such as nginx's workers."""

    process: int

    def memory(self) -> float:
        """Resident memory in MB."""
        status = Path(f"/proc/{self.process}/status").read_text()
        own = int(status.split("VmRSS:")[1].split()[0]) / 1024
        return own + sum(child.memory() for child in self.children())

    def cpu(self) -> float:
        """Seconds of processor time since it started, in ticks of 10 ms."""
        after_name = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        own = (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")
        return own + sum(child.cpu() for child in self.children())

    def children(self) -> list[Process]:
        children = Path(f"/proc/{self.process}/task/{self.process}/children").read_text()
        return [Process(int(child)) for child in children.split()]
