"""Imports go one way: pages → ui → activations."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

import activations
from tests.source import ROOT, files, imported, name_of

MATHEMATICS = files("activations")
SHARED = files("ui")
PAGES = files("app.py", "pages")
SOURCES = (*MATHEMATICS, *SHARED, *PAGES)
WITHOUT_STREAMLIT = (
    *(ROOT / "ui" / f"{name}.py" for name in ("canvas", "charts", "picture", "sampling", "spans", "tables")),
    *(file for file in files("ui/lessons") if not file.stem.endswith("_words")),
)


def packages(file: Path) -> set[str]:
    return {name.partition(".")[0] for name in imported(file)}


@pytest.mark.parametrize("file", MATHEMATICS, ids=name_of)
def test_the_mathematics_needs_numpy_and_itself(file: Path) -> None:
    assert packages(file) <= sys.stdlib_module_names | {"numpy", "activations"}


@pytest.mark.parametrize("file", SHARED, ids=name_of)
def test_what_pages_share_imports_no_page(file: Path) -> None:
    assert packages(file).isdisjoint({"pages", "app"})


@pytest.mark.parametrize("file", PAGES, ids=name_of)
def test_a_page_imports_no_other_page(file: Path) -> None:
    others = {other.stem for other in PAGES} | {"pages"}
    assert packages(file).isdisjoint(others)


@pytest.mark.parametrize("file", WITHOUT_STREAMLIT, ids=name_of)
def test_charts_are_drawn_without_streamlit(file: Path) -> None:
    reached, waiting = set[Path](), {file}
    while waiting:
        reached |= waiting
        names = {name for each in waiting for name in imported(each)}
        waiting = {path for path in SHARED if any(belongs(path, name) for name in names)} - reached
    for each in reached:
        assert "streamlit" not in packages(each), f"{name_of(file)} reaches Streamlit through {name_of(each)}"


@cache
def module_of(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def belongs(path: Path, name: str) -> bool:
    module = module_of(path)
    return name == module or name.startswith(f"{module}.")


def test_visitors_who_come_at_once_cannot_block_each_other_s_imports() -> None:
    """Python locks a module while it is imported, and its package before it. Modules that need one another
    in a circle deadlock two threads that enter the circle at two places; with one way in they cannot."""
    needs = {module_of(file): locked(file) for file in SOURCES}
    reached = {module: reachable(module, needs) for module in needs}
    for module, others in reached.items():
        circle = {other for other in others if module in reached[other]}
        entries = {inner for outer in needs if outer not in circle for inner in needs[outer] & circle}
        assert len(entries) <= 1, f"{sorted(circle)} can be entered by {sorted(entries)}"


def locked(file: Path) -> set[str]:
    """The modules of ours that are locked while this one is imported: its package, and what it imports."""
    names = {*imported(file, at_once=True), module_of(file).rpartition(".")[0]}
    modules = {module_of(path) for path in SOURCES if any(belongs(path, name) for name in names)}
    if names & {f"activations.{name}" for name in activations.offered()}:
        modules.add("activations.catalog")
    return modules - {module_of(file)}


def reachable(module: str, needs: Mapping[str, set[str]]) -> set[str]:
    reached, waiting = set[str](), {module}
    while waiting:
        reached |= waiting
        waiting = {need for each in waiting for need in needs[each]} - reached
    return reached
