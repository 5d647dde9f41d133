"""The pieces of a maxout, a curve followed by pieces, and the regions of two inputs; no Streamlit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from activations.core import Array, Parameter, number, percent
from activations.simulations.maxout import (
    CURVES,
    MOST_PIECES,
    REACH,
    SAMPLES,
    Fit,
    Maxout,
    Pieces,
    Plane,
    fit,
    plane,
    simulate,
    special_case,
)
from ui.canvas import CURVE_COLOURS, Canvas, Panel, padded
from ui.heavy import kept
from ui.picture import Family, Numbers, Picture, State
from ui.sampling import positions

SUBSCRIPTS = "₁₂₃₄₅"
SLOPES, INTERCEPTS = (
    tuple(
        Parameter(f"{letter}{i}", f"{letter}{SUBSCRIPTS[i - 1]}", default, -3.0, 3.0, 0.1)
        for i, default in enumerate(defaults, 1)
    )
    for letter, defaults in (("w", (-1.0, 0.0, 1.0, 2.0, -2.0)), ("b", (-1.0, 0.0, -1.0, -3.0, -3.0)))
)
CUT = Parameter("x2", "x₂", 0.0, -REACH, REACH, 0.1)
PARTS, FIRST_PARTS = "parts", 3
DASHES = ("dash", "dot", "dashdot", "longdash", "longdashdot")
ENDS = np.array([-REACH, REACH])
ACROSS = (-REACH, REACH)
UPWARD = (-3.5, 4.5)
STEEP = (-3.4, 3.4)
BROAD = {"width": 8}


class Words(NamedTuple):
    """What a picture says, in the visitor's language; templates as in Picture.

    ``names`` are those of one input's states (a stretch from {low} to {high}, never, no special case), of
    a fit's lines (the parts, the first maxout, the second), or of a region (piece {i}).
    """

    alternative: str
    caption: str
    title: str
    titles: tuple[str, ...]
    axes: tuple[tuple[str, str], tuple[str, str]]
    names: tuple[str, ...] = ()


@kept(8, heavy=True)
def one_input(given: Pieces, words: Words) -> Picture:
    """Each piece as a thin line, their maximum as a broad one, and the maximum's slope, a staircase."""
    k = len(given.slopes)
    canvas = Canvas()
    left, right = canvas.arrange(columns=2, gap=0.1)
    canvas.set_axes(left, ACROSS, UPWARD, words.axes[0])
    canvas.set_axes(right, ACROSS, STEEP, words.axes[1])
    maximum = Maximum(canvas, left, k)
    lines = tuple(canvas.line(left, CURVE_COLOURS[i], str(i + 1), DASHES[i], True) for i in range(k))
    canvas.rest |= {(line, "x"): ENDS for line in lines}
    for i, line in enumerate(lines):
        canvas.name(left, CURVE_COLOURS[i], line, str(i + 1))
    stairs = canvas.line(right, "ink", words.axes[1][1], "solid", True)
    heights = canvas.values(right, "ink", digits=2)

    def state(pieces: Pieces, result: Maxout) -> State:
        slopes = with_gaps(np.array(pieces.slopes)[result.active], k)
        starts, ends = with_gaps(result.corners[:-1], k), with_gaps(result.corners[1:], k)
        gap = np.full(k, np.nan)
        drawn: State = {
            (line, "y"): slope * ENDS + intercept
            for line, slope, intercept in zip(lines, pieces.slopes, pieces.intercepts, strict=True)
        }
        return (
            maximum.at(result)
            | drawn
            | {
                (stairs, "x"): np.stack([starts, ends, gap], axis=1).ravel(),
                (stairs, "y"): np.stack([slopes, slopes, gap], axis=1).ravel(),
                (heights, "x"): (starts + ends) / 2.0,
                (heights, "y"): slopes,
            }
        )

    families = list[Family]()
    for slider, moved in turns(given):
        results = [simulate(pieces.slopes, pieces.intercepts) for pieces in moved]
        states = [state(pieces, result) for pieces, result in zip(moved, results, strict=True)]
        said = {f"r{i + 1}": [stretch(result, i, words) for result in results] for i in range(k)} | {
            "special": [special_case(result) or words.names[2] for result in results]
        }
        values = positions(slider, value_of(given, slider))
        families.append(Family.of(slider.name, values, states, said))
    return canvas.picture(
        words,
        families=families,
        numbers=Numbers(words.titles, rows=tuple(row_of(i) for i in range(1, k + 1))),
        wraps=True,
        initial=present(given),
    )


class Maximum:
    """A broad line along the highest pieces, and its corners."""

    def __init__(self, canvas: Canvas, panel: Panel, pieces: int) -> None:
        self.pieces = pieces
        self.line = canvas.add(panel, "ink", mode="lines", line=BROAD, opacity=0.3)
        self.corners = canvas.points(panel, "ink", "circle", 10)

    def at(self, result: Maxout) -> State:
        most = self.pieces + 1
        return {
            (self.line, "x"): with_gaps(result.corners, most),
            (self.line, "y"): with_gaps(result.values, most),
            (self.corners, "x"): with_gaps(result.corners[1:-1], most),
            (self.corners, "y"): with_gaps(result.values[1:-1], most),
        }


def with_gaps(numbers: Array, length: int) -> Array:
    """The numbers, and gaps up to a length."""
    return np.concatenate([numbers, np.full(length - len(numbers), np.nan)])


def sliders_of(given: Pieces) -> tuple[Parameter, ...]:
    k = len(given.slopes)
    return (*SLOPES[:k], *INTERCEPTS[:k])


def value_of(given: Pieces, slider: Parameter) -> float:
    column = given.slopes if slider in SLOPES else given.intercepts
    return column[int(slider.name[1:]) - 1]


def present(given: Pieces) -> dict[str, tuple[float, ...]]:
    """Where the sliders stand, by their keys."""
    return {slider.name: (value_of(given, slider),) for slider in sliders_of(given)}


def turns(given: Pieces) -> list[tuple[Parameter, list[Pieces]]]:
    """For each slider the pieces at each of its positions, the other sliders at rest."""
    k = len(given.slopes)
    numbers = (*given.slopes, *given.intercepts)
    found = []
    for place, slider in enumerate(sliders_of(given)):
        rows = (
            (*numbers[:place], value, *numbers[place + 1 :]) for value in positions(slider, numbers[place])
        )
        found.append((slider, [Pieces(row[:k], row[k:]) for row in rows]))
    return found


def stretch(result: Maxout, piece: int, words: Words) -> str:
    """Where a piece is the highest."""
    at = np.flatnonzero(result.active == piece)
    if not at.size:
        return words.names[1]
    low, high = result.corners[at[0]], result.corners[at[0] + 1]
    return words.names[0].format(low=number(float(low), 2), high=number(float(high), 2))


def row_of(i: int) -> tuple[str, ...]:
    return (str(i), f"{{w{i}}}", f"{{b{i}}}", f"{{r{i}}}")


@kept(8, heavy=True)
def fits_of(curve: str) -> tuple[Fit, ...]:
    """A curve followed by one part, by two, …"""
    return tuple(fit(curve, parts) for parts in range(1, MOST_PIECES + 1))


@kept(8, heavy=True)
def followed(curve: str, words: Words) -> Picture:
    """A curve and the straight parts that follow it; the largest error against the number of parts."""
    fits = fits_of(curve)
    counts = np.arange(1.0, MOST_PIECES + 1)
    canvas = Canvas()
    left, right = canvas.arrange(columns=2, gap=0.1)
    canvas.still(left, "blue", SAMPLES[::20], CURVES[curve].value(SAMPLES[::20]), curve)
    parts = canvas.line(left, "vermilion", words.names[0], "dash", True)
    knots = canvas.points(left, "vermilion", "diamond", 9)
    maxouts: list[int] = []
    for colour, name, dash in zip(("green", "purple"), words.names[1:], ("dot", "dashdot"), strict=True):
        if not CURVES[curve].convex:
            maxouts.append(canvas.line(left, colour, name, dash, True))
    errors = np.array([each.error for each in fits])
    canvas.still(right, "vermilion", counts, errors, words.axes[1][1])
    head = canvas.head(right, "vermilion")

    def state(each: Fit, count: float) -> State:
        x = np.array(each.knots)
        heights = [(parts, each(x)), (knots, each(x))]
        heights += zip(maxouts, (each.first(x), each.second(x)), strict=False)
        drawn: State = {(head, "x"): np.array([count]), (head, "y"): np.array([each.error])}
        for trace, values in heights:
            drawn[trace, "x"] = with_gaps(x, MOST_PIECES + 1)
            drawn[trace, "y"] = with_gaps(values, MOST_PIECES + 1)
        return drawn

    states = [state(each, count) for each, count in zip(fits, counts, strict=True)]
    says = {
        "error": [number(each.error) for each in fits],
        "first": [str(len(each.first.slopes)) for each in fits],
        "second": [str(len(each.second.slopes)) for each in fits],
    }
    heights = np.concatenate([drawn[trace, "y"] for drawn in states for trace in (parts, *maxouts)])
    canvas.set_axes(left, ACROSS, padded(np.nanmin(heights), np.nanmax(heights)), ("x", ""))
    logs = np.log10(errors)
    span = (float(logs.min() - 0.2), float(logs.max() + 0.2))
    canvas.set_axes(right, (0.5, MOST_PIECES + 0.5), span, words.axes[1], logarithmic="y")
    return canvas.picture(
        words,
        families=[Family.of(PARTS, counts.tolist(), states, says)],
        numbers=Numbers(words.titles, rows=tuple(zip(counts.tolist(), errors.tolist(), strict=True))),
        wraps=True,
        initial={PARTS: (FIRST_PARTS,)},
    )


Rows = tuple[tuple[float, float, float], ...]


def drawn_planes(pieces: int, seed: int) -> Rows:
    """w₁, w₂ and b of each piece, drawn from N(0, 1); those that there are stay when another is added."""
    rows = np.random.default_rng(seed).normal(size=(len(SLOPES), 3)).round(2)[:pieces]
    return tuple((float(w1), float(w2), float(b)) for w1, w2, b in rows)


@kept(8, heavy=True)
def regions_of(rows: Rows) -> Plane:
    """Which piece is the highest where, on the square of two inputs."""
    array = np.array(rows)
    return plane(array[:, :2], array[:, 2])


@kept(8, heavy=True)
def two_inputs(rows: Rows, cut: float | None, words: Words) -> Picture:
    """The region of each piece with lines of equal value, and a cut through it, a maxout of one input.

    ``cut`` is where a link asked for one between two steps of its slider.
    """
    k = len(rows)
    w, b, found = np.array(rows)[:, :2], np.array(rows)[:, 2], regions_of(rows)
    canvas = Canvas()
    left, right = canvas.arrange(columns=2, gap=0.1)
    shown = [i for i in range(k) if found.share(i)]
    for i in shown:
        edge = canvas.add(
            left, CURVE_COLOURS[i], mode="lines", fill="toself", line={"width": 1.5}, opacity=0.5
        )
        around = np.concatenate([found.regions[i], found.regions[i][:1]])
        canvas.rest |= {(edge, "x"): around[:, 0], (edge, "y"): around[:, 1]}
    levels = np.arange(np.floor(found.values.min()), np.ceil(found.values.max()) + 0.5)
    contours = canvas.contours(left, found.axis, found.axis, levels.tolist(), form=".0f")
    canvas.rest[contours, "z"] = found.values.ravel()
    names = canvas.points(left, "ink", "circle", 1, [words.names[0].format(i=i + 1) for i in shown])
    middles = np.array([found.regions[i].mean(axis=0) for i in shown])
    canvas.rest |= {(names, "x"): middles[:, 0], (names, "y"): middles[:, 1]}
    knife = canvas.add(left, "ink", mode="lines", line={"width": 2, "dash": "dash"})
    canvas.rest[knife, "x"] = ENDS
    maximum = Maximum(canvas, right, k)
    lines = [canvas.line(right, CURVE_COLOURS[i], str(i + 1), DASHES[i], True) for i in range(k)]
    canvas.rest |= {(line, "x"): ENDS for line in lines}

    def state(x2: float) -> State:
        intercepts = w[:, 1] * x2 + b
        drawn = maximum.at(simulate(w[:, 0], intercepts)) | {(knife, "y"): np.full(2, x2)}
        for line, slope, intercept in zip(lines, w[:, 0], intercepts, strict=True):
            drawn[line, "y"] = slope * ENDS + intercept
        return drawn

    for line, i in zip(lines, range(k), strict=True):
        canvas.name(right, CURVE_COLOURS[i], line, str(i + 1))
    canvas.set_axes(left, ACROSS, ACROSS, words.axes[0], square=True)
    room = (float(found.values.min() - 1.0), float(found.values.max() + 1.0))
    canvas.set_axes(right, ACROSS, room, words.axes[1])
    values = positions(CUT, CUT.default if cut is None else cut)
    table = ((str(i), *map(number, row), percent(found.share(i - 1), 1)) for i, row in enumerate(rows, 1))
    return canvas.picture(
        words,
        families=[Family.of(CUT.name, values, [state(x2) for x2 in values])],
        numbers=Numbers(words.titles, rows=tuple(table)),
        wraps=True,
        initial={CUT.name: (CUT.default,)},
    )
