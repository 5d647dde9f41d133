"""Runs every benchmark, or the one named, of these: python -m bench [name]."""

from __future__ import annotations

import sys
from runpy import run_module

ALL = ("server", "lessons", "first_sight", "drag", "memory", "load", "faults")

if __name__ == "__main__":
    named, sys.argv[1:] = sys.argv[1:2], sys.argv[2:]
    for name in named or ALL:
        run_module(f"bench.{name}", run_name="__main__")
