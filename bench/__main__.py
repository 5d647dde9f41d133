"""Runs every benchmark, or the one named: python -m bench [server | lessons | first_plot | memory | load]."""

from __future__ import annotations

import sys
from runpy import run_module

ALL = ("server", "lessons", "first_plot", "memory", "load")

if __name__ == "__main__":
    named, sys.argv[1:] = sys.argv[1:2], sys.argv[2:]
    for name in named or ALL:
        run_module(f"bench.{name}", run_name="__main__")
