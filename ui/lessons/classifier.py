"""A line among labelled points, moved by sliders or by gradient descent, and what it costs; no Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from activations import CATALOG
from activations.core import Array, Parameter, number
from activations.simulations.classifier import L1, Boundary, Box, Judgement, boundary, descend, judge
from activations.simulations.points import LETTERS, Points
from ui.canvas import Canvas, Panel, from_start
from ui.heavy import kept
from ui.picture import Axis, Family, Numbers, Picture, Replay, Says, State, Track
from ui.sampling import positions

W1 = Parameter("w1", "w₁", L1.weights[0], -5.0, 5.0, 0.1)
W2 = Parameter("w2", "w₂", L1.weights[1], -5.0, 5.0, 0.1)
B = Parameter("b", "b", L1.bias, -10.0, 10.0, 0.1)
SLIDERS = (W1, W2, B)
STEPS = 150
EDGE = 6.0
"""The largest margin at which a point is drawn; one beyond it stands there, with an arrow."""
REACH = EDGE + 0.8
MARGINS: Array = np.linspace(-REACH, REACH, 137)
ARROW = 0.5
"""How far beyond its point an arrow stands."""
LETTER = (0.6, 0.35)
"""The width and the height that a letter takes of the panel of the losses."""
CLASSES = {True: ("blue", "square", "■"), False: ("vermilion", "triangle-up", "▲")}
"""The colour, the symbol and the sign of a class."""
AXES: tuple[Axis, Axis] = ("x", "y")
KEPT = 16

Setting = tuple[float, float, float]


class Words(NamedTuple):
    """What the picture says, in the visitor's language; templates as in Picture.

    ``sides`` has a sentence for each PositiveSide, with {line} for the line's equation.
    """

    alternative: str
    caption: str
    title: str
    sides: tuple[tuple[str, str], ...]
    right: str
    wrong: str
    on_line: str
    log_loss: str
    sign_loss: str
    margin: str
    loss: str
    step: str
    start: str
    beyond: str
    titles: tuple[str, ...]


class Traces(NamedTuple):
    """What follows the line: its positive side and a plus there, itself, rings round wrong points."""

    region: int
    plus: int
    line: int
    rings: int


class Riders(NamedTuple):
    """What rides on the curve of the loss: the points of each class, their letters, arrows to either side."""

    points: dict[bool, tuple[int, list[int]]]
    letters: int
    arrows: tuple[tuple[float, int], ...]


@kept(KEPT, heavy=True)
def moved(points: Points, setting: Setting, words: Words) -> Picture:
    """The line follows its three sliders, and the points ride on the curve of the loss."""
    canvas = Canvas()
    plane, costs = canvas.arrange(columns=2, gap=0.1)
    box = seen(points)
    traces = draw_plane(canvas, plane, points, box)
    riders = draw_costs(canvas, costs, points, words)
    families = list[Family]()
    for place, slider in enumerate(SLIDERS):
        values = positions(slider, setting[place])
        lines = np.tile(setting, (len(values), 1))
        lines[:, place] = values
        judged = judge(points, lines[:, :2], lines[:, 2])
        edges = boundaries(lines, box)
        states = [
            follow(traces, points, edge, right) | ride(riders, margins)
            for edge, right, margins in zip(edges, judged.right, judged.margins, strict=True)
        ]
        largest = np.abs(judged.margins).max(axis=-1)
        says = {"beyond": tuple(words.beyond if each > EDGE else "" for each in largest)}
        families.append(Family.of(slider.name, values, states, {**says_of(judged, edges, words), **says}))
    return canvas.picture(
        words,
        families=families,
        numbers=Numbers(words.titles, rows=table_of(points)),
        wraps=True,
        initial={slider.name: (slider.default,) for slider in SLIDERS},
    )


@kept(KEPT, heavy=True)
def descended(points: Points, setting: Setting, learning_rate: float, words: Words) -> Picture:
    """The line walks by gradient descent from where the sliders have it, and its mean loss falls."""
    canvas = Canvas()
    plane, history = canvas.arrange(columns=2, gap=0.1)
    box = seen(points)
    path = descend(points, setting[:2], setting[2], learning_rate=learning_rate, steps=STEPS)
    lines = np.column_stack([path.weights, path.biases])
    edges = boundaries(lines, box)
    x1, x2 = edges[0].ends.T
    canvas.still(plane, "ink", x1, x2, words.start, "dot")
    traces = draw_plane(canvas, plane, points, box)
    steps, losses = np.arange(STEPS + 1.0), path.judgement.mean_loss
    ahead = canvas.ahead(history, "purple")
    canvas.rest |= {(ahead, "x"): steps, (ahead, "y"): losses}
    fall = canvas.line(history, "purple", words.loss, "solid", True)
    tracks = (Track(fall, steps, losses), Track(canvas.head(history, "purple"), steps, losses, grows=False))
    canvas.set_axes(history, from_start(STEPS), (0.0, 1.1 * float(losses.max())), (words.step, words.loss))
    rows = [follow(traces, points, *each) for each in zip(edges, path.judgement.right, strict=True)]
    says = {
        **says_of(path.judgement, edges, words),
        "step": tuple(map(str, range(STEPS + 1))),
        **{
            slider.name: tuple(map(number, values))
            for slider, values in zip(SLIDERS, lines.T.tolist(), strict=True)
        },
    }
    table = np.column_stack([steps, lines, losses, path.judgement.z]).tolist()
    return canvas.picture(
        words,
        replay=Replay(STEPS + 1, tracks, says, Family.of("", steps.tolist(), rows)),
        numbers=Numbers(words.titles, rows=tuple((int(step), *row) for step, *row in table)),
        wraps=True,
    )


def seen(points: Points) -> Box:
    """The square of the plane that is drawn: with the origin, all points, and room around them."""
    x1, x2 = [0.0, 5.0, *(p.x1 for p in points)], [0.0, 5.0, *(p.x2 for p in points)]
    left, bottom = min(x1) - 1.0, min(x2) - 1.0
    size = max(max(x1) - left, max(x2) - bottom) + 1.0
    return Box(left, left + size, bottom, bottom + size)


def boundaries(lines: Array, box: Box) -> list[Boundary]:
    return [boundary((w1, w2), bias, box) for w1, w2, bias in lines.tolist()]


def draw_plane(canvas: Canvas, panel: Panel, points: Points, box: Box) -> Traces:
    """The points with their letters, each class with its own shape, and what follows the line."""
    region = canvas.add(panel, "blue", mode="lines", fill="toself", opacity=0.13, line={"width": 0})
    plus = canvas.add(panel, "blue", mode="text", text=["+"], opacity=0.6, textfont={"size": 34})
    line = canvas.add(panel, "ink", mode="lines", line={"width": 3})
    rings = canvas.points(panel, "ink", "circle-open", 26)
    for positive, places in by_class(points).items():
        colour, symbol, _sign = CLASSES[positive]
        letters = [f"  {LETTERS[place]}" for place in places]
        trace = canvas.points(panel, colour, symbol, 13, letters)
        x1, x2 = np.array([points[place][:2] for place in places]).T
        canvas.rest |= {(trace, "x"): x1, (trace, "y"): x2}
    canvas.set_axes(panel, (box.left, box.right), (box.bottom, box.top), ("x₁", "x₂"), square=True)
    return Traces(region, plus, line, rings)


def draw_costs(canvas: Canvas, panel: Panel, points: Points, words: Words) -> Riders:
    """The two losses against the margin, and the points that ride on the smooth one."""
    log_loss = canvas.still(panel, "purple", MARGINS, CATALOG["softplus"](-MARGINS), words.log_loss)
    around = np.array([-REACH, 0.0, 0.0, 0.0, REACH])
    wrong = np.array([1.0, 1.0, np.nan, 0.0, 0.0])
    sign_loss = canvas.still(panel, "ink", around, wrong, words.sign_loss, "dash")
    canvas.name(panel, "purple", log_loss, words.log_loss, size=14, weight=400)
    canvas.name(panel, "ink", sign_loss, words.sign_loss, size=14, weight=400)
    canvas.set_axes(panel, (-REACH, REACH), (-0.4, REACH), (words.margin, words.loss))
    riders = {}
    for positive, places in by_class(points).items():
        colour, symbol, _sign = CLASSES[positive]
        riders[positive] = canvas.points(panel, colour, symbol, 13), places
    letters = canvas.add(
        panel,
        "ink",
        mode="text",
        text=[f" {letter}" for letter in LETTERS[: len(points)]],
        textposition="top right",
        cliponaxis=False,
    )
    arrows = ((-1.0, "triangle-left"), (1.0, "triangle-right"))
    sides = tuple((side, canvas.points(panel, "ink", symbol, 11)) for side, symbol in arrows)
    canvas.rest |= {(arrow, "y"): CATALOG["softplus"](np.array([-side * EDGE])) for side, arrow in sides}
    return Riders(riders, letters, sides)


def by_class(points: Points) -> dict[bool, list[int]]:
    """The places of the points of each class that has some."""
    found: dict[bool, list[int]] = {}
    for place, point in enumerate(points):
        found.setdefault(point.positive, []).append(place)
    return found


def follow(traces: Traces, points: Points, edge: Boundary, right: Array) -> State:
    """The line, its positive side, and rings where points are not right."""
    ringed = np.where(right[:, None], np.nan, np.array([point[:2] for point in points]))
    drawn = {
        traces.region: edge.region,
        traces.plus: farthest(edge)[None],
        traces.line: edge.ends,
        traces.rings: ringed,
    }
    return {(trace, axis): each[:, i] for trace, each in drawn.items() for i, axis in enumerate(AXES)}


def farthest(edge: Boundary) -> Array:
    """A place in the positive region's corner that is farthest from the line, where few points are."""
    middle = edge.ends.mean(axis=0)
    centre = np.where(np.isnan(middle), edge.region[:4].mean(axis=0), middle)
    corner = edge.region[np.argmax(((edge.region - centre) ** 2).sum(axis=1))]
    return np.asarray(corner + 0.1 * (centre - corner))


def ride(riders: Riders, margins: Array) -> State:
    """Where each point is on the curve of the loss, its letter, and an arrow where one is beyond the edge."""
    x = np.clip(margins, -EDGE, EDGE)
    y = CATALOG["softplus"](-x)
    state: State = {}
    for trace, places in riders.points.values():
        state |= {(trace, "x"): x[places], (trace, "y"): y[places]}
    state |= {(riders.letters, "x"): x, (riders.letters, "y"): stacked(x, y)}
    for side, trace in riders.arrows:
        at = side * (EDGE + ARROW) if (side * margins > EDGE).any() else np.nan
        state[trace, "x"] = np.array([at])
    return state


def stacked(x: Array, y: Array) -> Array:
    """Heights for letters at these places: each as much higher as the ones before it need room."""
    width, height = LETTER
    heights = y.copy()
    for place in range(1, len(x)):
        near = heights[:place][np.abs(x[:place] - x[place]) < width]
        while (np.abs(near - heights[place]) < height - 1e-9).any():
            heights[place] += height
    return heights


def names_of(letter: str) -> tuple[str, str, str, str]:
    """What the words call a point's z, probability, loss and verdict."""
    return f"z{letter}", f"a{letter}", f"l{letter}", f"v{letter}"


def says_of(judged: Judgement, edges: Sequence[Boundary], words: Words) -> Says:
    """For each line: which it is, its mean loss, and what it makes of each point."""
    sentences = dict(words.sides)
    says = {
        "line": tuple(sentences[edge.positive_side].format(line=equation(edge)) for edge in edges),
        "mean": tuple(map(number, judged.mean_loss.tolist())),
        "right": tuple(map(str, judged.right.sum(axis=-1).tolist())),
    }
    verdicts = np.where(
        judged.right, words.right, np.where(judged.margins == 0.0, words.on_line, words.wrong)
    )
    for place, letter in enumerate(LETTERS[: judged.z.shape[-1]]):
        columns = (each[:, place].tolist() for each in (judged.z, judged.probabilities, judged.losses))
        numbers = [tuple(map(number, column)) for column in columns]
        says |= dict(zip(names_of(letter), (*numbers, tuple(verdicts[:, place].tolist())), strict=True))
    return says


def equation(edge: Boundary) -> str:
    """x₂ = 0.5 x₁ + 1, or x₁ = 2 for a vertical line; nothing where there is no line."""
    if not np.isnan(edge.vertical_at):
        return f"x₁ = {number(edge.vertical_at)}"
    if np.isnan(edge.slope):
        return ""
    sign = "−" if edge.intercept < 0.0 else "+"
    return f"x₂ = {number(edge.slope)} x₁ {sign} {number(abs(edge.intercept))}"


def title_of(points: Points, place: int) -> str:
    """A point as the table names it: its letter, the sign of its class, where it is."""
    x1, x2, positive = points[place]
    return f"{LETTERS[place]} {CLASSES[positive][2]} ({number(x1)}, {number(x2)})"


def table_of(points: Points) -> tuple[tuple[str, ...], ...]:
    """A row for each point, filled with the words."""
    return tuple(
        (title_of(points, place), *(f"{{{name}}}" for name in names_of(LETTERS[place])))
        for place in range(len(points))
    )
