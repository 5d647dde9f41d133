"""A figure under construction: panels, and every kind of trace that the app draws on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

import numpy as np
import plotly.graph_objects as go

from activations.core import Array
from ui.picture import Family, Label, Mark, Picture, State, Tangent

CURVE_COLOURS = ("blue", "vermilion", "green", "purple", "ink")
"""Names of colours; the browser paints a trace in the theme's colour that its ``meta`` names."""
DASHES = ("solid", "dashdot", "dash", "dot", "longdash")
"""Plotly's names of dashes: each, drawn over one before it in this order, leaves some of it in sight."""
DOTTED = {"width": 1, "dash": "dot"}


class Panel(NamedTuple):
    """One pair of axes by Plotly's numbers ("" is the first)."""

    x: str
    y: str


class Words(Protocol):
    """What every picture says, in the visitor's language; templates as in Picture."""

    @property
    def alternative(self) -> str: ...

    @property
    def caption(self) -> str: ...

    @property
    def title(self) -> str: ...


@dataclass
class Canvas:
    """A figure under construction: its traces by number, and who moves them."""

    traces: list[dict[str, Any]] = field(default_factory=list)
    layout: dict[str, Any] = field(default_factory=dict)
    labels: list[Label] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    tangents: list[Tangent] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    rest: State = field(default_factory=dict)

    def arrange(self, rows: int = 1, columns: int = 1, equal: bool = False, gap: float = 0.05) -> list[Panel]:
        """Axes for the panels, row by row; equal ones zoom together.

        ``gap`` is the share of the width between columns: numbers and a title on an inner y-axis need 0.1.
        """
        margin = {"l": 50, "r": 12, "t": 12, "b": 36}
        self.layout |= {"template": "none", "showlegend": False, "hovermode": "closest", "margin": margin}
        panels = [Panel(str(i or ""), str(i or "")) for i in (0, *range(2, rows * columns + 1))]
        for place, panel in enumerate(panels):
            row, column = divmod(place, columns)
            across = {"anchor": "y" + panel.y, "domain": share(column, columns, gap)}
            upward = {"anchor": "x" + panel.x, "domain": share(rows - 1 - row, rows, 0.12)}
            if equal and place:
                across["matches"], upward["matches"] = "x", "y"
            self.set_axis("x", panel, **across)
            self.set_axis("y", panel, **upward)
        return panels

    def set_axis(self, letter: str, panel: Panel, **settings: Any) -> None:
        """Plotly's settings of one axis, beside those that it has."""
        axis = f"{letter}axis{getattr(panel, letter)}"
        self.layout[axis] = self.layout.get(axis, {}) | settings

    def set_axes(
        self,
        panel: Panel,
        x: tuple[float, float],
        y: tuple[float, float],
        titles: tuple[str, str] = ("", ""),
        logarithmic: str = "",
        square: bool = False,
        ticks: str = "xy",
    ) -> None:
        """The spans of a panel's axes and what they are called.

        Where ``logarithmic`` names an axis its span is in powers of ten; a ``square`` panel has one scale for
        both; ``ticks`` names the axes that show numbers.
        """
        for letter, span, title in zip("xy", (x, y), titles, strict=True):
            self.set_axis(
                letter,
                panel,
                range=span,
                title={"text": title, "standoff": 4},
                type="log" if letter in logarithmic else "linear",
                exponentformat="power",
                automargin=True,
                showticklabels=letter in ticks,
            )
        if square:
            self.set_axis("x", panel, constrain="domain")
            self.set_axis("y", panel, constrain="domain", scaleanchor="x" + panel.x)

    def name_places(self, letter: str, panel: Panel, names: Sequence[str], first: int = 1) -> None:
        """Writes names instead of 1, 2, … on an axis."""
        places = [*range(first, first + len(names))]
        self.set_axis(letter, panel, tickvals=places, ticktext=[*names], showgrid=False, zeroline=False)

    @property
    def at_rest(self) -> Family:
        """The data of what nothing moves."""
        return Family.of("", (0.0,), [self.rest])

    def picture(self, words: Words, families: Iterable[Family] = (), **parts: Any) -> Picture:
        """All that is drawn, with its words and the families that move it; what rests comes along."""
        return Picture(
            figure=go.Figure({"data": self.traces, "layout": self.layout}),
            families=(*((self.at_rest,) if self.rest else ()), *families),
            labels=tuple(self.labels),
            alternative=words.alternative,
            caption=words.caption,
            title=words.title,
            **parts,
        )

    def add(self, panel: Panel, colour: str, **trace: Any) -> int:
        """A trace; its line keeps all its points: what Plotly leaves out of one would jump as it moves."""
        if "line" in trace:
            trace["line"] = trace["line"] | {"simplify": False}
        meta = {"colour": colour, "open": trace.pop("open", None), "digits": trace.pop("digits", None)}
        return self.put("scatter", panel, meta, **{"x": [None], "y": [None]} | trace)

    def put(self, kind: str, panel: Panel, meta: dict[str, Any], **trace: Any) -> int:
        """A trace of any kind on a panel; its number."""
        place = {"xaxis": "x" + panel.x, "yaxis": "y" + panel.y}
        self.traces.append({"type": kind, "hoverinfo": "skip"} | place | trace | {"meta": meta})
        return len(self.traces) - 1

    def line(self, panel: Panel, colour: str, name: str, dash: str, visible: bool) -> int:
        return self.add(
            panel,
            colour,
            mode="lines",
            name=name,
            visible=visible,
            line={"width": 3, "dash": dash},
            hoverinfo=None,
            hovertemplate=f"x = %{{x:.4~g}}<br>{name} = %{{y:.4~g}}<extra></extra>",
        )

    def ends(self, panel: Panel, colour: str, places: int, visible: bool) -> int:
        return self.add(
            panel,
            colour,
            mode="markers",
            visible=visible,
            open=[True, False, True] * places,
            marker={"size": 10, "line": {"width": 2}},
            cliponaxis=False,
        )

    def area(self, panel: Panel, text: str, pattern: str) -> int:
        area = self.add(
            panel,
            "ink",
            opacity=0.25 if pattern else 0.08,
            mode="lines",
            fill="toself",
            line={"width": 0},
            fillpattern={"shape": pattern, "size": 10, "solidity": 0.12},
        )
        self.labels.append(
            Label(self.add(panel, "ink", mode="text", text=[text], textfont={"size": 13}), area, text, "area")
        )
        return area

    def name(
        self, panel: Panel, colour: str, curve: int, text: str, size: int = 17, weight: int = 600
    ) -> None:
        """Names a curve where it runs, over whatever else is drawn there."""
        style = {"size": size, "weight": weight}
        trace = self.add(panel, colour, mode="text", text=[text], textfont=style, zorder=1)
        self.labels.append(Label(trace, curve, text))

    def head_panel(self, panel: Panel, colour: str, curve: int, text: str) -> None:
        """Names a curve above its panel; the figure's upper margin is to have room for it."""
        style = {"size": 15, "weight": 600}
        trace = self.add(
            panel, colour, mode="text", textfont=style, textposition="top center", cliponaxis=False
        )
        self.labels.append(Label(trace, curve, text, "title"))

    def upright(self, panel: Panel) -> None:
        self.lines.append(self.add(panel, "ink", mode="lines", opacity=0.6, line=DOTTED))

    def touch(self, panel: Panel, curve: int, slope: int, visible: bool) -> None:
        style = {"width": 2}
        trace = self.add(panel, "green", mode="lines", line=style, visible=visible)
        self.tangents.append(Tangent(trace, curve, slope))

    def mark(self, panel: Panel, colour: str, curve: int, name: str, symbol: str, visible: bool) -> None:
        marker = {"size": 12, "symbol": symbol, "line": {"width": 2}}
        trace = self.add(panel, colour, mode="markers", marker=marker, visible=visible)
        self.marks.append(Mark(trace, curve, name))

    def still(
        self, panel: Panel, colour: str, x: Array, y: Array, name: str, dash: str = "solid", label: str = ""
    ) -> int:
        """A line that nothing moves, with a label where it runs."""
        trace = self.line(panel, colour, name, dash, True)
        self.rest |= {(trace, "x"): x, (trace, "y"): y}
        if label:
            self.name(panel, colour, trace, label)
        return trace

    def level(self, panel: Panel, ends: tuple[float, float], value: float, text: str = "") -> int:
        """A dotted line at one height, with its name."""
        trace = self.add(panel, "ink", opacity=0.75, mode="lines", line=DOTTED, cliponaxis=False)
        self.rest |= {(trace, "x"): np.linspace(*ends, 3), (trace, "y"): np.full(3, value)}
        if text:
            self.name(panel, "ink", trace, text, size=14, weight=400)
        return trace

    def dots(self, panel: Panel, colour: str) -> int:
        return self.add(panel, colour, mode="markers", marker={"size": 6, "line": {"width": 0}})

    def points(
        self, panel: Panel, colour: str, symbol: str, size: int = 11, texts: Sequence[str] = ()
    ) -> int:
        """Marked points of one kind, told from others by their shape; texts stand beside them."""
        return self.add(
            panel,
            colour,
            mode="markers+text" if texts else "markers",
            marker={"size": size, "symbol": symbol, "line": {"width": 1.5}},
            text=list(texts),
            textposition="middle right",
            cliponaxis=False,
        )

    def bars(self, panel: Panel, colour: str, name: str, pattern: str = "") -> int:
        """Filled bars; :func:`bar_sides` and :func:`bar_tops` give what they need of x and y."""
        return self.add(
            panel,
            colour,
            name=name,
            mode="lines",
            fill="toself",
            line={"width": 1.5},
            opacity=0.75,
            fillpattern={"shape": pattern, "size": 8, "solidity": 0.3},
        )

    def values(self, panel: Panel, colour: str, digits: int) -> int:
        """The heights of points written beyond them, with so many digits where not fewer say it exactly."""
        return self.add(panel, colour, mode="text", digits=digits)

    def heat(
        self,
        panel: Panel,
        x: Array,
        y: Array,
        scale: Sequence[str],
        span: tuple[float, float],
        stepped: bool = False,
        digits: int | None = None,
    ) -> int:
        """A value for each place of a grid, as colour: its z holds a row for each y, one after the other.

        ``scale`` names the colours of the span from low to high ("paper" is the background), blended or
        stepped; numbers are written into the places with so many digits, as :meth:`values` does.
        """
        meta = {"colour": "ink", "scale": list(scale), "stepped": stepped, "width": len(x), "digits": digits}
        form = "" if digits is None else "%{text}"
        look = {"zmin": span[0], "zmax": span[1], "showscale": False, "texttemplate": form}
        return self.put("heatmap", panel, meta, x=list(x), y=list(y), opacity=0.5, **look)

    def contours(self, panel: Panel, x: Array, y: Array, levels: Sequence[float], form: str = "") -> int:
        """Lines of equal height on a grid, with their heights; z as in :meth:`heat`.

        Levels are evenly spaced.
        """
        heights = {"start": levels[0], "end": levels[-1], "size": levels[1] - levels[0] if levels[1:] else 1}
        look = {"coloring": "none", "showlabels": bool(form), "labelformat": form}
        return self.put(
            "contour",
            panel,
            {"colour": "ink", "width": len(x)},
            x=list(x),
            y=list(y),
            contours=heights | look,
            line={"width": 1, "smoothing": 1},
            opacity=0.5 if form else 0.3,
            showscale=False,
        )

    def ahead(self, panel: Panel, colour: str) -> int:
        """A path that is still to be walked: fainter than what has been, clearer than what is behind it."""
        return self.add(panel, colour, mode="lines", opacity=0.65, line={"width": 1.5})

    def head(self, panel: Panel, colour: str) -> int:
        return self.add(
            panel, colour, mode="markers", marker={"size": 15, "line": {"width": 2}}, cliponaxis=False
        )


def bar_sides(left: Array, right: Array) -> Array:
    """x of bars between these edges, each closed in itself and with a gap after it."""
    return np.stack([left, left, right, right, left, np.full(len(left), np.nan)], axis=1).ravel()


def bar_tops(heights: Array) -> Array:
    """y of bars from 0 to these heights, to go with their sides."""
    corners = np.zeros((len(heights), 6))
    corners[:, 1:3] = heights[:, None]
    corners[:, 5] = np.nan
    return corners.ravel()


class Bars:
    """A bar at each of 1, 2, …, with its value at its end."""

    def __init__(
        self,
        canvas: Canvas,
        panel: Panel,
        colour: str,
        count: int,
        pattern: str = "",
    ) -> None:
        self.bars = canvas.bars(panel, colour, "", pattern)
        self.values = canvas.values(panel, "ink", digits=3)
        places = np.arange(1.0, count + 1)
        canvas.rest |= {
            (self.bars, "x"): bar_sides(places - 0.36, places + 0.36),
            (self.values, "x"): places,
        }

    def at(self, heights: Array) -> State:
        return {(self.bars, "y"): bar_tops(heights), (self.values, "y"): heights}


def padded(low: float, high: float, share: float = 0.08) -> tuple[float, float]:
    """A span with room at both ends, each such a share of it."""
    room = share * (high - low) or 0.5
    return float(low - room), float(high + room)


def from_start(end: float) -> tuple[float, float]:
    """A span from 0 to an end, with room for a point that stands at 0 beside the numbers of the axis."""
    return -0.06 * end, end


def share(place: int, count: int, gap: float) -> tuple[float, float]:
    """The part of a figure's width or height that a panel takes beside others."""
    size = (1 - gap * (count - 1)) / count
    low = place * (size + gap)
    return low, min(low + size, 1.0)
