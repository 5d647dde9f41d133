"""The app's source as syntax trees, for the tests that hold rules over all of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent


def files(*places: str) -> list[Path]:
    """The Python files of these places, a file or a folder each."""
    found = [path for place in places for path in ([ROOT / place] if place.endswith(".py") else ())]
    return found + [
        path for place in places if not place.endswith(".py") for path in sorted((ROOT / place).rglob("*.py"))
    ]


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def imported(file: Path, at_once: bool = False) -> Iterator[str]:
    """The full names of the modules a file imports, and of what it takes from them; `at_once`: when it is
    imported itself, not later."""
    for node in tree(file).body if at_once else ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0 and node.module, f"{file} imports relatively"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT))
