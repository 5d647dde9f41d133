"""Imports go one way: pages → ui → activations."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.source import ROOT, files, imported, name_of

MATHEMATICS = files("activations")
SHARED = files("ui")
PAGES = files("app.py", "pages")
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


def belongs(path: Path, name: str) -> bool:
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return name == module or name.startswith(f"{module}.")
