"""What goes into an image is enough to run."""

from __future__ import annotations

import shutil
from fnmatch import fnmatch
from pathlib import Path

from tests.replica import replica
from tests.server import ROOT


def copied(folder: str, names: list[str]) -> set[str]:
    """The names that .dockerignore keeps away from the image, of those in a folder."""
    rules = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and line[0] != "#"]
    left_out = set()
    for name in names:
        path = (Path(folder) / name).relative_to(ROOT)
        parents = [str(each) for each in (path, *path.parents) if each != Path()]
        kept = False
        for rule in rules:
            pattern = rule.removeprefix("!").removeprefix("**/")
            if any(
                fnmatch(each, pattern) or ("**/" in rule and Path(each).name == pattern) for each in parents
            ):
                kept = rule.startswith("!")
        if not kept:
            left_out.add(name)
    return left_out


def test_a_replica_runs_from_what_is_copied_and_writes_nothing_there(tmp_path: Path) -> None:
    app = tmp_path / "app"
    shutil.copytree(ROOT, app, ignore=copied)
    assert {path.name for path in app.iterdir()} == {
        *(".streamlit", "activations", "app.py", "assets", "deploy", "pages"),
        *("requirements-site.lock", "requirements.lock", "static", "ui"),
    }
    assert not (app / "deploy" / "site").exists()
    before = sorted(app.rglob("*"))
    with replica(tmp_path / "log", app, PYTHONDONTWRITEBYTECODE="1"):
        pass
    assert sorted(app.rglob("*")) == before
