"""One function with its slope, and the controls of how to look at it."""

from __future__ import annotations

from typing import NamedTuple

from ui.charts import Words, study
from ui.controls import Choice, choose, curve_of, input_range, present, probe
from ui.live_figure import live_figure
from ui.reading import Range
from ui.tables import template
from ui.text import N_, _


class View(NamedTuple):
    """From where to where, at which input, and which curves in which layout."""

    ends: Range
    x: float
    show: str
    layout: str

    @classmethod
    def chosen(cls) -> View:
        """Lets the visitor choose them."""
        return cls(
            input_range(),
            probe(),
            choose("show", _("Show"), ("f", "f′", N_("both")), "both"),
            choose("layout", _("Layout"), (N_("overlaid"), N_("stacked"))),
        )


def draw(choice: Choice, view: View, at_kink: float | None = None) -> None:
    """The picture, with its words."""
    words = Words(
        alternative=_(
            "{name} and its slope for inputs from {{low}} to {{high}}. At x = {{x}}: f = {{f}}, f′ = {{d}}."
        ).format(name=choice.template),
        caption=_("At x = {x}: f(x) = {f}, f′(x) = {d}").format(
            **{name: template("b", f"{{{name}}}") for name in ("x", "f", "d")}
        ),
        title=choice.template,
        saturated=_("saturated"),
        dead=_("dead: f′ = 0"),
    )
    picture = study(curve_of(choice, view.x, at_kink), view.show, view.layout, words)
    live_figure(picture, present([choice], view.ends, view.x))
