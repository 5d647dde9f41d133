"""Curves in, a picture with all its states out; no Streamlit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np

from activations.core import Activation, Array
from activations.measure import Zone, saturated_zones
from ui.canvas import CURVE_COLOURS, Canvas, Panel
from ui.heavy import HEAVY, kept
from ui.picture import Axis, Family, Numbers, Picture, Probe, Span
from ui.sampling import INPUTS, Curve, Sample, breaks, equally_many, positions, sample
from ui.spans import FIRST_PROBE, FIRST_RANGE, RANGE_STEP, REACH

LARGEST_SENT = float(np.finfo(np.float32).max)
BESIDE_A_POLE = 0.3
"""How far from a pole its curve need not be in sight."""

HEADROOM = 64
"""In pixels: room for three lines of a title."""

Show = Literal["f", "f′", "both"]
Layout = Literal["overlaid", "stacked", "side by side"]


class Words(NamedTuple):
    """What a picture says, in the visitor's language; templates as in Picture."""

    alternative: str
    caption: str
    title: str = ""
    saturated: str = ""
    dead: str = ""


@dataclass(frozen=True, eq=False)
class State:
    """A curve at one setting of its parameters; its zones are sought only where they are drawn."""

    activation: Activation
    parameters: Mapping[str, float]
    sample: Sample

    @cached_property
    def zones(self) -> tuple[Zone, ...]:
        """None where even the kinks are only measured: to find them at each position would take too long."""
        if self.activation.breaks_at is not None:
            return ()
        return saturated_zones(self.activation, -REACH - 5, REACH + 5, **self.parameters)


class Turn(NamedTuple):
    """What one slider does to a curve while the others rest: a state for each of its values."""

    key: str
    values: tuple[float, ...]
    states: tuple[State, ...]


class Piece(NamedTuple):
    """One axis of one trace, and how it is read off a state."""

    trace: int
    axis: Axis
    read: Callable[[State], Array]


class Lines(NamedTuple):
    """The traces of a curve and of its slope, and the pieces that its sliders move."""

    f: int
    slope: int
    pieces: tuple[Piece, ...]


@kept(64)
def study(curve: Curve, show: Show, layout: Layout, words: Words) -> Picture:
    """One function and its slope: saturation shaded, the ends of breaks marked, a probe with its tangent."""
    canvas = Canvas()
    panels = canvas.arrange(rows=2 if show == "both" and layout == "stacked" else 1)
    turns = sweep(curve)
    shading = [
        Piece(canvas.area(panel, text, pattern), "x", edges(dead, place))
        for dead, text, pattern in ((False, words.saturated, ""), (True, words.dead, "/"))
        for place in range(max(len(stretches(state, dead)) for turn in turns for state in turn.states))
        for panel in panels
    ]
    for panel in panels:
        canvas.upright(panel)
    names = Naming(("f", "f′"), ("f", "f′"), ("f", "d"), ("blue", "vermilion"))
    lines = draw(canvas, turns, (panels[0], panels[-1]), names, show)
    canvas.touch(panels[0], lines.f, lines.slope, show != "f′")
    seen: tuple[Show, ...] = (show,) if len(panels) == 1 else ("f", "f′")
    envelopes = {panel: reach([turns], part) for panel, part in zip(panels, seen, strict=True)}
    return canvas.picture(
        words,
        families=families(turns, (*shading, *lines.pieces)),
        span=Span("range", RANGE_STEP, INPUTS, *following(envelopes)),
        probe=Probe("x", tuple(canvas.marks), tuple(canvas.tangents), tuple(canvas.lines)),
        numbers=Numbers(("x", "f(x)", "f′(x)"), (lines.f, lines.slope)),
        initial=initial([curve]),
    )


@kept(64)
def comparison(
    curves: tuple[Curve, ...], names: tuple[str, ...], show: Show, layout: Layout, words: Words
) -> Picture:
    """Several curves, each in its colour, slopes dashed: on one pair of axes, or on equal ones each."""
    canvas = Canvas()
    apart = layout == "side by side"
    panels = canvas.arrange(columns=len(curves), equal=True) if apart else canvas.arrange() * len(curves)
    for panel in dict.fromkeys(panels):
        canvas.upright(panel)
    sweeps = [sweep(curve) for curve in curves]
    drawn = []
    for place, (turns, panel, name, colour) in enumerate(
        zip(sweeps, panels, names, CURVE_COLOURS, strict=False), 1
    ):
        label = curves[place - 1].activation.label
        named = (name, "" if show == "both" else f"{name} ′")
        on_curves = ("", "") if apart else named
        naming = Naming(on_curves, (label, f"{label} ′"), (f"f{place}", f"d{place}"), (colour, colour))
        drawn.append(draw(canvas, turns, (panel, panel), naming, show))
        if apart:
            canvas.head_panel(panel, colour, drawn[-1].f, named[show == "f′"])
    if apart:
        canvas.layout["margin"]["t"] = HEADROOM
    shared = reach(sweeps, show)
    return canvas.picture(
        words,
        families=tuple(
            family
            for turns, lines in zip(sweeps, drawn, strict=True)
            for family in families(turns, lines.pieces)
        ),
        span=Span("range", RANGE_STEP, INPUTS, *following(dict.fromkeys(panels, shared))),
        probe=Probe("x", tuple(canvas.marks), (), tuple(canvas.lines)),
        numbers=Numbers(
            ("x", *(title for name in names for title in (name, f"{name} ′"))),
            tuple(trace for lines in drawn for trace in (lines.f, lines.slope)),
        ),
        wraps=apart,
        initial=initial(curves),
    )


class Naming(NamedTuple):
    """What a curve and its slope are called on the chart (if at all) and in words, and their colours."""

    labels: tuple[str, str]
    hovers: tuple[str, str]
    says: tuple[str, str]
    colours: tuple[str, str]


def sweep(curve: Curve) -> tuple[Turn, ...]:
    """Every state a curve's sliders can put it in, a turn for each slider."""
    activation, present = curve.activation, dict(curve.parameters)
    values = {p.name: positions(p, present[p.name], curve.stride) for p in activation.parameters}
    settings = [
        (curve.sliders[name], steps, [present | {name: value} for value in steps])
        for name, steps in values.items()
    ] or [("", (0.0,), [present])]
    places = iter(equally_many([breaks(activation, each) for _, _, turn in settings for each in turn]))

    def state(parameters: dict[str, float]) -> State:
        line = sample(activation, parameters, next(places), curve.at_kink, curve.probe)
        return State(activation, parameters, line)

    with HEAVY.wait() if activation.effort_at else nullcontext():
        return tuple(Turn(key, steps, tuple(map(state, turn))) for key, steps, turn in settings)


def draw(
    canvas: Canvas, turns: tuple[Turn, ...], panels: tuple[Panel, Panel], naming: Naming, show: Show
) -> Lines:
    """A curve and its slope, their marked ends, their names and their points at the probe."""
    first = turns[0].states[0].sample
    places = len(first.at) // 3
    traces = []
    pieces: list[Piece] = []
    for order, (panel, read, read_ends) in enumerate(
        zip(panels, ("f", "slope"), ("ends", "slope_ends"), strict=True)
    ):
        visible = show != ("f′", "f")[order]
        colour = naming.colours[order]
        trace = canvas.line(panel, colour, naming.hovers[order], ("solid", "dash")[order], visible)
        pieces += [Piece(trace, "x", lambda s: s.sample.x), Piece(trace, "y", field_of(read))]
        if any(
            np.isfinite(getattr(state.sample, read_ends)).any() for turn in turns for state in turn.states
        ):
            marks = canvas.ends(panel, colour, places, visible)
            pieces += [Piece(marks, "x", lambda s: s.sample.at), Piece(marks, "y", field_of(read_ends))]
        if visible and naming.labels[order]:
            canvas.name(panel, colour, trace, naming.labels[order])
        traces.append(trace)
        canvas.mark(panel, colour, trace, naming.says[order], ("circle", "diamond")[order], visible)
    return Lines(traces[0], traces[1], tuple(pieces))


def field_of(name: str) -> Callable[[State], Array]:
    return lambda state: getattr(state.sample, name)


def stretches(state: State, dead: bool) -> list[Zone]:
    return [zone for zone in state.zones if zone.dead == dead]


def edges(dead: bool, place: int) -> Callable[[State], Array]:
    """Reads where the corners of a shaded area stand; nowhere if the state has fewer areas."""

    def read(state: State) -> Array:
        found = stretches(state, dead)
        low, high = (found[place].low, found[place].high) if place < len(found) else (np.nan, np.nan)
        return np.array([low, high, high, low])

    return read


def families(turns: tuple[Turn, ...], pieces: Sequence[Piece]) -> tuple[Family, ...]:
    """A table for each slider: a row a position, cut into the pieces."""
    return tuple(
        Family.of(
            turn.key,
            turn.values,
            [{(trace, axis): read(state) for trace, axis, read in pieces} for state in turn.states],
        )
        for turn in turns
    )


def reach(sweeps: Sequence[tuple[Turn, ...]], show: Show) -> tuple[Array, Array]:
    """How low and how high the curves come at each input, over all states: axes rest while one drags."""
    f, slope = ("f", "poles"), ("slope", "slope_poles")
    seen = {"f": (f,), "f′": (slope,), "both": (f, slope)}[show]
    lows, highs = np.full(len(INPUTS), np.inf), np.full(len(INPUTS), -np.inf)
    for line in (state.sample for turns in sweeps for turn in turns for state in turn.states):
        places = np.searchsorted(INPUTS, line.x)
        for name, poles in seen:
            beside = np.any([np.abs(line.x - pole) < BESIDE_A_POLE for pole in getattr(line, poles)], axis=0)
            values = getattr(line, name)
            values = np.where(beside | np.isinf(values), np.nan, values)
            np.fmin.at(lows, places, values)
            np.fmax.at(highs, places, values)
    return bridged(lows), bridged(highs)


def bridged(ends: Array) -> Array:
    """The ends of an envelope, where nothing is drawn as at the next input where something is."""
    drawn = np.isfinite(ends)
    if not drawn.any():
        return np.zeros_like(ends)
    return np.clip(np.interp(INPUTS, INPUTS[drawn], ends[drawn]), -LARGEST_SENT, LARGEST_SENT)


def following(
    envelopes: Mapping[Panel, tuple[Array, Array]],
) -> tuple[tuple[tuple[Array, Array], ...], dict[str, int | None]]:
    """The envelopes, each once, and which axis follows which (an x-axis follows the range itself)."""
    different = list({id(envelope): envelope for envelope in envelopes.values()}.values())
    axes: dict[str, int | None] = {}
    for panel, envelope in envelopes.items():
        axes["xaxis" + panel.x] = None
        axes["yaxis" + panel.y] = next(i for i, other in enumerate(different) if other is envelope)
    return tuple(different), axes


def initial(curves: Sequence[Curve]) -> dict[str, tuple[float, ...]]:
    """Where sliders stand before the page has any: every default."""
    defaults = {curve.sliders[p.name]: (p.default,) for curve in curves for p in curve.activation.parameters}
    return defaults | {"range": FIRST_RANGE, "x": (FIRST_PROBE,)}
