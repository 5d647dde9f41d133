"""How the functions compare with PyTorch, Keras and JAX, as `make parity` found it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from activations.core import Activation, Spelling
from ui import text
from ui.text import _

KEPT = Path(__file__).parent.parent / "assets" / "parity.json"


@cache
def kept() -> dict[str, Any]:
    result: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    return result


def versions() -> dict[str, str]:
    """The versions of the frameworks that were compared, by their names."""
    return {name: version for name, version in kept()["versions"].items() if name != "NumPy"}


def comparison(functions: Sequence[Activation]) -> str:
    """How each framework has each function, and where it deviates: a table that unfolds."""
    notes: dict[str, int] = {}
    rows = "".join(_row(activation, notes) for activation in functions)
    head = "".join(f"<th>{name}</th>" for name in (_("Function"), *versions()))
    reasons = "".join(f"<li>{escape(_(kept()['deviations'][name]))}</li>" for name in notes)
    summary = _("Checked against {versions}").format(
        versions=", ".join(f"{name} {version}" for name, version in versions().items())
    )
    return (
        f'<details class="sheet parity"><summary>{summary}</summary>'
        f"<p>{text.inline_html(text.page('cheat_sheet')['parity'])}</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table><ol>{reasons}</ol></details>"
    )


def _row(activation: Activation, notes: dict[str, int]) -> str:
    cells = "".join(_cell(activation, spelling, notes) for spelling in activation.spellings[1:])
    return f"<tr><th>{escape(activation.label)}</th>{cells}</tr>"


def _cell(activation: Activation, spelling: Spelling, notes: dict[str, int]) -> str:
    """Whether it has the function, and the numbers of its notes, which are counted as they come."""
    found = kept()["functions"].get(activation.name, {}).get(spelling.framework, {"deviations": ()})
    numbers = sorted(notes.setdefault(name, len(notes) + 1) for name in found["deviations"])
    marks = f"<sup>{', '.join(map(str, numbers))}</sup>" if numbers else ""
    kind = _("native") if spelling.native else _("composed")
    return f'<td data-framework="{spelling.framework}">{kind}{marks}</td>'
