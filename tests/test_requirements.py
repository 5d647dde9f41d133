"""requirements.txt is all that the app needs to run; a lock is such a file with all that it brings along."""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.source import ROOT, files, imported, name_of
from ui.page import IMPORTED_LAZILY

OURS = {"activations", "ui"}
DISTRIBUTION_OF = {"markdown_it": "markdown-it-py"}
RUNNING = files("app.py", "pages", "ui", "activations")
WITH_A_LOCK = ["requirements", "requirements-site"]
LOCKED = re.compile(r"([a-z0-9-]+)==([\w.]+)(?: ; [^-]+?)?(?: --hash=sha256:[0-9a-f]{64})+")


def pinned(file: str) -> dict[str, str]:
    lines = (ROOT / file).read_text().splitlines()
    return dict(line.split("==") for line in lines if not line.startswith("-r"))


@pytest.mark.parametrize("file", RUNNING, ids=name_of)
def test_everything_imported_is_named(file: Path) -> None:
    packages = {name.partition(".")[0] for name in imported(file)} - OURS - sys.stdlib_module_names
    assert {DISTRIBUTION_OF.get(package, package) for package in packages} <= pinned(
        "requirements.txt"
    ).keys()


def test_everything_named_is_imported() -> None:
    packages = {name.partition(".")[0] for file in RUNNING for name in imported(file)}
    assert pinned("requirements.txt").keys() <= {DISTRIBUTION_OF.get(name, name) for name in packages}


@pytest.mark.parametrize("file", ["deploy/Dockerfile", "docs/deploying.md"])
def test_what_serves_is_installed_by_hash(file: str) -> None:
    installed = re.findall(r"pip install (.+)", (ROOT / file).read_text(encoding="utf-8"))
    assert installed
    for line in installed:
        assert "--require-hashes" in line
        assert set(re.findall(r"-r (\S+)", line)) <= {f"{name}.lock" for name in WITH_A_LOCK}


def test_what_is_imported_ahead_comes_with_a_requirement() -> None:
    pins = pinned("requirements.txt")
    comes_along = {
        re.split(r"[^\w-]", requirement)[0] for name in pins for requirement in metadata.requires(name) or ()
    }
    assert {module.partition(".")[0] for module in IMPORTED_LAZILY} <= pins.keys() | comes_along


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-site.txt", "requirements-dev.txt"])
def test_what_is_installed_is_what_is_pinned(file: str) -> None:
    for name, version in pinned(file).items():
        assert metadata.version(name) == version


def locked(file: str) -> dict[str, str]:
    lines = re.sub(r"\s*\\\s*", " ", (ROOT / file).read_text()).splitlines()
    pins = [LOCKED.fullmatch(line) for line in lines if not line.lstrip().startswith("#")]
    assert all(pins), "a line that is not a version with its hashes"
    return {pin[1]: pin[2] for pin in pins if pin}


def brought_along(name: str, extras: frozenset[str], known: set[str]) -> set[str]:
    """A package and all that it needs on this machine, in the names that the index gives them."""
    known.add(name)
    for line in metadata.requires(name) or ():
        needed = Requirement(line)
        is_asked = any(not needed.marker or needed.marker.evaluate({"extra": extra}) for extra in extras)
        if is_asked and canonicalize_name(needed.name) not in known:
            brought_along(canonicalize_name(needed.name), frozenset({""} | needed.extras), known)
    return known


@pytest.mark.parametrize("name", WITH_A_LOCK)
def test_the_lock_has_every_pin_and_all_that_they_bring_along(name: str) -> None:
    pins, asked = locked(f"{name}.lock"), pinned(f"{name}.txt")
    assert asked.items() <= pins.items()
    known: set[str] = set()
    for name in asked:
        brought_along(name, frozenset({""}), known)
    assert known <= pins.keys()


@pytest.mark.parametrize("name", WITH_A_LOCK)
def test_the_lock_names_no_place(name: str) -> None:
    """Neither an index nor a folder of the machine on which it was made."""
    assert "/" not in (ROOT / f"{name}.lock").read_text()
