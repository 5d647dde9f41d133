"""The app as it is when somebody has added a language."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.server import ROOT

CODE = "de"
TITLE = "Erkunden"
"""Of Explore; it is all that is translated."""


def with_a_second_language(folder: Path) -> Path:
    """A copy of the app with one more folder of texts; what a test does not change is the original."""
    for name in ("activations", "static", "ui", ".streamlit"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "app.py", folder)
    for name in ("assets", "pages"):
        shutil.copytree(ROOT / name, folder / name)
    texts = folder / "assets" / "text" / CODE
    texts.mkdir()
    (texts / "explore.md").write_text(f"## title\n\n{TITLE}\n", encoding="utf-8")
    return folder
