"""What the first picture waits for, asked for with the page itself instead of one after the other.

Else Streamlit's script starts, connects, is told what is on the page and gets the parts that show it, one
of them for our figure, which gets our script, which gets its modules, one of which gets Plotly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

STREAMLITS_PARTS = ("Html", "BidiComponent", "Slider", "ButtonGroup")
"""By the beginning of their names: what every page with a figure is made of."""
FIGURE = "app/static/live_figure/index.js"
PLOTLY = "app/static/plotly/plotly.min.js"
IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*["'`]\./([^"'`]+)["'`]""")


def ahead(files: Mapping[str, Path], page: str) -> str:
    """What the head of a page with a figure says beyond what it has from Streamlit."""
    parts = [only(files, f"static/js/{part}.") for part in STREAMLITS_PARTS]
    modules = [name for name in closure([*parts, FIGURE], files) if name not in page]
    lines = [f'<link rel="modulepreload" href="./{name}">' for name in modules]
    lines.append(f'<link rel="preload" as="script" fetchpriority="low" href="./{PLOTLY}">')
    return "".join(f"  {line}\n  " for line in lines)


def only(names: Iterable[str], beginning: str) -> str:
    (name,) = [name for name in names if name.startswith(beginning)]
    return name


def closure(modules: Iterable[str], files: Mapping[str, Path]) -> list[str]:
    """Modules with all that they import, and what that imports."""
    known: dict[str, None] = {}
    waiting = list(modules)
    while waiting:
        name = waiting.pop(0)
        if name not in known:
            known[name] = None
            folder = name.rpartition("/")[0]
            waiting += [f"{folder}/{each}" for each in IMPORT.findall(files[name].read_text())]
    return list(known)
