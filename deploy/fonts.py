"""Streamlit's fonts with no more than the pages of this app show: a fifth of the bytes.

A font that is cut keeps its copyright and its licence but not its name, which is reserved for the whole.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

LETTERS = "U+0020-017F,U+02B0-02FF,U+0370-03FF,U+1D00-1DBF,U+2000-22FF,U+25A0-25FF,U+2713,U+2C60-2C7F"
"""Latin, raised and lowered letters, Greek, punctuation, arrows, signs of mathematics, shapes."""
LETTERS_OF_ICONS = "U+0030-0039,U+005F,U+0061-007A"
ICON = re.compile(r":material/(\w+)")
ICONS = "MaterialSymbols"
CUT = re.compile(rf"({ICONS}|Source(Sans|Code)VF)-.*\.woff2")


class Cutter:
    """Cuts fonts with fontTools, and keeps in a folder what is cut."""

    def __init__(self, kept: Path, texts: Iterable[str]) -> None:
        self.kept = kept
        self.icons = {icon for text in texts for icon in ICON.findall(text)}

    def cut(self, font: Path) -> bytes:
        """A font with the letters of the pages, or with the icons that the scripts name."""
        options = self.icon_options(font) if font.name.startswith(ICONS) else [f"--unicodes={LETTERS}"]
        options += ["--flavor=woff2", "--name-IDs=0,13,14"]
        made = self.kept / hashlib.sha256(font.read_bytes() + " ".join(options).encode()).hexdigest()
        if not made.exists():
            made.parent.mkdir(exist_ok=True)
            half_made = made.with_suffix(".new")
            command = [sys.executable, "-m", "fontTools.subset", str(font), f"--output-file={half_made}"]
            subprocess.run([*command, *options], check=True)
            half_made.replace(made)
        return made.read_bytes()

    def icon_options(self, font: Path) -> list[str]:
        """An icon is what the letters of its name are joined to: these joints are kept, and no others."""
        glyphs = ",".join(sorted(glyph for name, glyph in joints(font).items() if name in self.icons))
        return [
            f"--glyphs={glyphs}",
            f"--unicodes={LETTERS_OF_ICONS}",
            "--layout-features=*",
            "--no-layout-closure",
        ]


def joints(font: Path) -> dict[str, str]:
    """The glyphs that a font puts in place of several letters, by these letters."""
    from fontTools.ttLib import TTFont  # not there where a replica runs, nor needed

    opened = TTFont(font)
    letters = {glyph: chr(code).lower() for code, glyph in opened.getBestCmap().items() if code < 128}
    return {
        "".join(letters[glyph] for glyph in (first, *joint.Component)): joint.LigGlyph
        for lookup in opened["GSUB"].table.LookupList.Lookup
        for table in lookup.SubTable
        for first, joined in getattr(table, "ExtSubTable", table).ligatures.items()
        for joint in joined
    }
