"""What reaches each layer of a gradient, for several functions, at every depth; no Streamlit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from activations import CATALOG
from activations.core import SUPERSCRIPTS, Activation, Array, number
from activations.simulations.vanishing_gradient import Backpropagation, ceiling, simulate
from ui.canvas import CURVE_COLOURS, DASHES, Canvas, Panel
from ui.heavy import kept
from ui.picture import Family, Numbers, Picture, Spans, State
from ui.sampling import Parameters

MOST_LAYERS = 50
WIDTH, SAMPLES = 32, 16
LAYERS: Array = np.arange(1.0, MOST_LAYERS + 1)
SWEPT: dict[str, tuple[str, Array]] = {
    "w": ("weight", np.arange(1, 17) / 4),
    "z": ("pre_activation", np.arange(-20, 21) / 4),
}
"""The sliders of a chain: by key what they set, and their positions."""
FEWEST_DECADES = 3.0
"""How many powers of ten the axis shows at least: a gradient that stays should look like one."""


class Lane(NamedTuple):
    """A function of the picture with its parameters."""

    activation: Activation
    parameters: Parameters


class Setting(NamedTuple):
    """What holds for the networks of all lanes."""

    weights: str
    seed: int
    weight: float
    pre_activation: float


class Words(NamedTuple):
    """What the picture says, in the visitor's language; templates as in Picture."""

    alternative: str
    caption: str
    title: str
    layer: str
    gradient: str
    factor: str
    titles: tuple[str, ...]


class Traces(NamedTuple):
    """What is drawn of a lane: the gradient by layer, where it is exactly 0, the factor of each layer."""

    gradient: int
    zero: int
    factor: int


class Row(NamedTuple):
    """What is shown at one position of a slider: the lanes' networks of one depth."""

    runs: Sequence[Backpropagation]
    depth: int

    @property
    def span(self) -> tuple[float, float]:
        """The lowest and the highest power of ten among the gradients, FEWEST_DECADES apart at least."""
        logs = np.concatenate([run.gradients[self.depth - 1] for run in self.runs])
        seen = logs[np.isfinite(logs)]
        high = float(seen.max(initial=0.0))
        return min(float(seen.min(initial=0.0)), high - FEWEST_DECADES), high


def run(lane: Lane, setting: Setting, layers: int) -> Backpropagation:
    given: dict[str, Any] = {**setting._asdict(), **dict(lane.parameters)}
    return simulate(lane.activation, layers=layers, width=WIDTH, samples=SAMPLES, **given)


@kept(128, heavy=True)
def all_depths(lane: Lane, setting: Setting) -> Backpropagation:
    return run(lane, setting, MOST_LAYERS)


@kept(16, heavy=True)
def fading(lanes: tuple[Lane, ...], setting: Setting, chain_of: int | None, words: Words) -> Picture:
    """The gradient that reaches each layer, at each depth, and below it the factor of each layer.

    For a chain of so many layers the sliders of weight and pre-activation have families, too.
    """
    canvas = Canvas()
    upper, lower = canvas.arrange(rows=2)
    styles = zip(CURVE_COLOURS, DASHES, lanes, strict=False)
    traces = [draw(canvas, upper, lower, *each) for each in styles]
    best = canvas.line(upper, "ink", "0.25ⁿ", "longdashdot", True)
    canvas.name(upper, "ink", best, "0.25ⁿ")
    canvas.level(lower, (0.0, float(MOST_LAYERS)), 1.0)

    runs = [all_depths(lane, setting) for lane in lanes]
    canvas.rest |= factors_of(traces, runs)
    families = list[Family]()
    if chain_of:
        families += [sweep(key, lanes, traces, setting, chain_of) for key in SWEPT]
    families.append(by_depth(traces, runs, best))
    highest = max(
        1.0, *(float(np.abs(run.factors).max(where=np.isfinite(run.factors), initial=0.0)) for run in runs)
    )
    canvas.set_axes(upper, (0.0, 1.0), (-FEWEST_DECADES, 0.0), ("", words.gradient))
    canvas.set_axes(lower, (0.0, 1.0), (0.0, 1.1 * highest), (words.layer, words.factor))
    canvas.set_axis("y", upper, domain=(0.38, 1.0), tickprefix="10<sup>", ticksuffix="</sup>", nticks=7)
    canvas.set_axis("y", lower, domain=(0.0, 0.26), nticks=4)
    return canvas.picture(
        words,
        families=families,
        numbers=Numbers(words.titles, curves=tuple(trace.gradient for trace in traces)),
        initial={"layers": (10.0,)} | ({"w": (1.0,), "z": (1.0,)} if chain_of else {}),
    )


def draw(canvas: Canvas, upper: Panel, lower: Panel, colour: str, dash: str, lane: Lane) -> Traces:
    label = lane.activation.label
    gradient, factor = (
        canvas.add(
            panel,
            colour,
            name=label,
            mode="lines+markers",
            line={"width": 2.5, "dash": dash},
            marker={"size": 5, "line": {"width": 0}},
            hoverinfo=None,
            hovertemplate=f"{label}, %{{x}}: {form}<extra></extra>",
        )
        for panel, form in ((upper, "10<sup>%{y:.2f}</sup>"), (lower, "%{y:.4~g}"))
    )
    canvas.name(upper, colour, gradient, label)
    return Traces(gradient, canvas.points(upper, colour, "x", 10, ("0",)), factor)


def by_depth(traces: Sequence[Traces], runs: Sequence[Backpropagation], best: int) -> Family:
    """The family of the slider of layers, with sigmoid's ceiling."""
    logs = ceiling(CATALOG["sigmoid"], MOST_LAYERS)
    rows = [Row(runs, depth) for depth in range(1, MOST_LAYERS + 1)]
    states = []
    for row in rows:
        at_best = np.append(logs[row.depth :: -1], np.full(MOST_LAYERS - row.depth, np.nan))
        state: State = {(best, "x"): np.append(0.0, LAYERS), (best, "y"): at_best}
        states.append(state | gradients_of(traces, row, MOST_LAYERS))
    spoken = says(rows) | {"ceiling": [power(log) for log in logs[1:].tolist()]}
    return Family.of("layers", LAYERS.tolist(), states, spoken, axes(rows))


def sweep(key: str, lanes: Sequence[Lane], traces: Sequence[Traces], setting: Setting, layers: int) -> Family:
    """The family of a slider that sets all weights, or all pre-activations, of chains of this depth."""
    name, grid = SWEPT[key]
    values = np.union1d(grid, [getattr(setting, name)]).tolist()
    rows = [
        Row([run(lane, setting._replace(**{name: value}), layers) for lane in lanes], layers)
        for value in values
    ]
    states = [gradients_of(traces, row, layers) | factors_of(traces, row.runs) for row in rows]
    return Family.of(key, values, states, says(rows), axes(rows))


def gradients_of(traces: Sequence[Traces], row: Row, reach: int) -> State:
    """The gradients of the layers up to ``reach``, and a cross at the first layer that gets exactly 0."""
    state: State = {}
    for trace, run in zip(traces, row.runs, strict=True):
        logs = run.gradients[row.depth - 1, : reach + 1]
        stops = np.flatnonzero(np.isneginf(logs))[-1:]
        cross = float(stops[0]) if stops.size else math.nan
        state[trace.gradient, "x"] = np.arange(reach + 1.0)
        state[trace.gradient, "y"] = logs
        state[trace.zero, "x"] = np.array([cross])
        state[trace.zero, "y"] = np.array([row.span[0]])
    return state


def factors_of(traces: Sequence[Traces], runs: Sequence[Backpropagation]) -> State:
    state: State = {}
    for trace, run in zip(traces, runs, strict=True):
        state[trace.factor, "x"] = LAYERS[: len(run.factors)]
        state[trace.factor, "y"] = np.abs(run.factors)
    return state


def axes(rows: Sequence[Row]) -> Spans:
    """Both panels as wide as the networks are deep, the upper one as high as the gradients reach."""
    across = [(-0.02 * row.depth - 0.1, 1.02 * row.depth + 0.1) for row in rows]
    spans = [(row.span, 0.06 * (row.span[1] - row.span[0])) for row in rows]
    upward = [(low - room, high + 2.5 * room) for (low, high), room in spans]
    return {"xaxis": across, "xaxis2": across, "yaxis": upward}


def says(rows: Sequence[Row]) -> dict[str, list[str]]:
    """Of each lane, from 1: the gradient at the input, and the first layer's update for a last one of 1."""
    words: dict[str, list[str]] = {}
    for place, _run in enumerate(rows[0].runs):
        words[f"g{place + 1}"] = [power(float(row.runs[place].gradients[row.depth - 1, 0])) for row in rows]
        words[f"r{place + 1}"] = [power(row.runs[place].first_to_last(row.depth)) for row in rows]
    return words


def power(log: float | None) -> str:
    """10^log as :func:`number` writes it, though a float may not hold it; a dash where there is nothing."""
    if log is None or math.isnan(log):
        return "–"
    if log == -math.inf:
        return "0"
    if -2.0 <= log < 4.0:
        return number(10.0**log)
    exponent = math.floor(log)
    mantissa = round(10.0 ** (log - exponent), 3)
    if mantissa == 10.0:
        mantissa, exponent = 1.0, exponent + 1
    return f"{number(mantissa, 3)} × 10{str(exponent).translate(SUPERSCRIPTS)}"
