"""The app in a folder of its own, where a test may change some of it."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.server import ROOT

FOLDERS = ("activations", "assets", "deploy", "pages", "static", "ui", ".streamlit")


def copy_of_the_app(folder: Path, *changed: str) -> Path:
    """With copies of the folders that are changed; the others are the original."""
    shutil.copy(ROOT / "app.py", folder)
    for name in FOLDERS:
        if name in changed:
            shutil.copytree(ROOT / name, folder / name)
        else:
            (folder / name).symlink_to(ROOT / name)
    return folder
