"""How the functions compare with PyTorch, Keras and JAX, as `make parity` found it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from activations.core import Activation, Spelling
from activations.vector import VECTORS, VectorActivation
from ui import text
from ui.text import _

KEPT = Path(__file__).parent.parent / "assets" / "parity.json"
NOTHING: Mapping[str, Any] = {"units": {}, "deviations": ()}
"""What is known of a function that was not compared yet."""


@cache
def kept() -> dict[str, Any]:
    result: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    return result


def versions() -> dict[str, str]:
    """The versions of the frameworks that were compared, by their names."""
    return {name: version for name, version in kept()["versions"].items() if name != "NumPy"}


def comparison(functions: Sequence[Activation]) -> str:
    """How each framework has each function, and all those of several numbers: how near, and where it
    deviates. A table that unfolds."""
    notes: dict[str, int] = {}
    results = {**kept()["functions"], **kept()["vectors"]}
    shown: list[Activation | VectorActivation] = [*functions, *VECTORS.values()]
    rows = "".join(_row(function, results.get(function.name, {}), notes) for function in shown)
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


def _row(function: Activation | VectorActivation, found: Mapping[str, Any], notes: dict[str, int]) -> str:
    cells = "".join(
        _cell(spelling, found.get(spelling.framework, NOTHING), notes) for spelling in function.spellings[1:]
    )
    return f"<tr><th>{escape(function.label)}</th>{cells}</tr>"


def _cell(spelling: Spelling, found: Mapping[str, Any], notes: dict[str, int]) -> str:
    """Whether it has the function, the numbers of its notes, counted as they come, and its largest error."""
    errors = [error for of in found["units"].values() for error in of.values()]
    nearness = f" ≤\u00a0{max(errors)}" if errors else ""
    numbers = sorted(notes.setdefault(name, len(notes) + 1) for name in found["deviations"])
    marks = f"<sup>{', '.join(map(str, numbers))}</sup>" if numbers else ""
    kind = _("native") if spelling.native else _("composed")
    return f'<td data-framework="{spelling.framework}">{kind}{marks}{nearness}</td>'
