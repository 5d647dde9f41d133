"""Every function on one sheet: its picture, formulas, ranges and properties, as a table and as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from html import escape

from activations import CATALOG
from activations.core import Activation, number, union
from activations.measure import is_zero_centred, mean_under_normal
from ui import finding, text
from ui.equation import equation
from ui.facts import properties, prose_values
from ui.gallery import legend
from ui.page import address
from ui.text import N_, _
from ui.thumbnail import thumbnail

FAMILIES = (N_("all"), *finding.FAMILIES)
ORDERS: Mapping[str, Callable[[Activation], float | str]] = {
    **finding.ORDERS,
    N_("largest slope"): lambda activation: -prose_values(activation)["max_slope"],
    N_("mean"): lambda activation: round(mean_under_normal(activation), 12),
}
KINDS: Mapping[str, Callable[[Activation], bool]] = {
    N_("all"): lambda activation: True,
    **{kind: finding.PROPERTIES[kind] for kind in ("bounded", "zero-centred", "smooth", "never saturated")},
}
SIDES: Mapping[tuple[str, str], str] = {
    ("left", "soft"): N_("softly to the left"),
    ("left", "hard"): N_("hard to the left"),
    ("right", "soft"): N_("softly to the right"),
    ("right", "hard"): N_("hard to the right"),
    ("both", "soft"): N_("softly to both sides"),
    ("both", "hard"): N_("hard to both sides"),
}


def chosen(family: str, kind: str, order: str) -> list[Activation]:
    """The functions of a family that are of a kind, in an order."""
    found = (each for each in CATALOG.values() if family in ("all", each.family) and KINDS[kind](each))
    return sorted(found, key=ORDERS[order])


def sheet(functions: Sequence[Activation]) -> str:
    """The sheet as a table of Markdown, in which formulas can be set, inside an HTML element."""
    head = (_("Picture"), _("Function"), _("Formula and slope"), _("Values"), _("Properties"))
    lines = (head, ("---",) * len(head), *map(_cells, functions))
    return "\n".join(('<div class="sheet functions">', legend(), "", *map(_line, lines), "", "</div>"))


def note() -> str:
    """What the sheet's words mean, and where the functions are that are not on it."""
    words = text.as_html(text.page("cheat_sheet")["defaults"], {"vectors": address("vectors")})
    return f'<div class="prose legend">{words}</div>'


def as_csv(functions: Sequence[Activation]) -> str:
    """The same facts, and more of them, as comma-separated values."""
    return _as_csv(tuple(functions))


@text.kept_in_each_language(16)
def _as_csv(functions: tuple[Activation, ...]) -> str:
    """Some 25 KB each."""
    records = list(map(_record, functions))
    file = io.StringIO()
    writer = csv.DictWriter(file, records[0])
    writer.writeheader()
    writer.writerows(records)
    return file.getvalue()


def breaks(activation: Activation) -> list[str]:
    """Where f has a kink or a jump, in words."""
    kinks = [_("kink at {place}").format(place=number(place)) for place in activation.kinks()]
    return kinks + [_("jump at {place}").format(place=number(place)) for place in activation.jumps()]


def saturation(activation: Activation) -> list[str]:
    """To which sides f saturates and how, in words."""
    facts = activation.facts()
    sides = {"both": facts.left} if facts.left == facts.right else {"left": facts.left, "right": facts.right}
    return [_(SIDES[side]) for side in sides.items() if side in SIDES]


def _cells(activation: Activation) -> tuple[str, ...]:
    link = f'<a href="{escape(address("explore", f=activation.label))}" target="_self">{activation.label}</a>'
    settings = ", ".join(f"{p.symbol} = {number(p.default)}" for p in activation.parameters)
    formulas = [
        rf"$\displaystyle {equation(name, formula)}$"
        for name, formula in (("f(x)", activation.formula), ("f'(x)", activation.derivative_formula))
    ]
    beside = "<br>".join(filter(None, (f"{_(activation.family)}, {activation.year}", settings)))
    return (
        thumbnail(activation),
        f"{link}<small>{beside}</small>",
        "".join(f'<span class="formula">{each}</span>' for each in formulas),
        f"f ∈ {union(activation.range())}<br>f′ ∈ {union(activation.derivative_range())}",
        f"<small>{'; '.join(_properties(activation))}</small>",
    )


def _properties(activation: Activation) -> list[str]:
    centred = is_zero_centred(activation)
    sides = saturation(activation)
    return [
        _(activation.facts().trend),
        _("zero-centred") if centred else _("mean {mean}").format(mean=number(mean_under_normal(activation))),
        _("saturates {sides}").format(sides=", ".join(sides)) if sides else _("never saturated"),
        *(breaks(activation) or [_("smooth")]),
    ]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _record(activation: Activation) -> dict[str, str]:
    reference = activation.reference
    return {
        _("Function"): activation.label,
        _("Family"): _(activation.family),
        _("Year"): str(activation.year),
        "f(x)": activation.formula,
        "f′(x)": activation.derivative_formula,
        **properties(activation, **activation.complete({})),
        _("Paper"): f"{reference.authors} ({reference.year}). {reference.title}. {reference.url}".strip(),
    }
