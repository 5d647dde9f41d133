"""The app as it is when somebody has added a language."""

from __future__ import annotations

from pathlib import Path

from tests.copies import copy_of_the_app

CODE = "de"
TITLE = "Erkunden"
"""Of Explore; it is all that is translated."""


def with_a_second_language(folder: Path) -> Path:
    """A copy of the app with one more folder of texts, and pages that a test may change."""
    copy_of_the_app(folder, "assets", "pages")
    texts = folder / "assets" / "text" / CODE
    texts.mkdir()
    (texts / "explore.md").write_text(f"## title\n\n{TITLE}\n", encoding="utf-8")
    return folder
