"""Logits as probabilities, as labels of their own, and as classes on a plane; no Streamlit."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from activations.core import Array, Parameter, number
from activations.simulations.several_classes import (
    NONE,
    REACH,
    SEVERAL,
    Decision,
    SeveralClasses,
    simulate,
)
from activations.simulations.softmax import Softmax
from activations.simulations.softmax import simulate as softmax
from ui.canvas import CURVE_COLOURS, Bars, Canvas, Panel
from ui.heavy import kept
from ui.picture import Family, Numbers, Picture, State
from ui.sampling import positions

LOGITS = tuple(
    Parameter(f"z{i}", f"z{subscript}", z, -10.0, 10.0, 0.2)
    for i, subscript, z in zip("12345", "₁₂₃₄₅", (0.4, 2.0, 5.0, -1.0, 1.0), strict=True)
)
"""At first the first three are document 001's."""
TEMPERATURE = Parameter("temperature", "T", 1.0, 0.1, 10.0, 0.1)
SHIFT = Parameter("shift", "c", 0.0, -1000.0, 1000.0, 20.0)
SYMBOLS = ("circle", "diamond", "square", "triangle-up", "star")
STEEP = 0.15
"""The slope at which the heat map is as dark as it gets; without a temperature none is beyond 0.25."""
BEYOND = 20.0
MOST_NAMED = 6
ROOM = 0.3
"""From the middle of a class's name to the nearest point."""
NAMED_FROM, NAMED_TO = (-0.95 * REACH, -0.93 * REACH), (0.72 * REACH, 0.93 * REACH)
Sliders = tuple[tuple[Parameter, float], ...]


class Words(NamedTuple):
    """What a picture says, in the visitor's language; templates as in Picture."""

    alternative: str
    caption: str
    title: str
    titles: tuple[str, ...]
    axes: tuple[tuple[str, str], tuple[str, str]]
    names: tuple[str, ...]


class Input(NamedTuple):
    """One input's logits, and what they go through before softmax."""

    logits: tuple[float, ...]
    temperature: float = 1.0
    shift: float = 0.0

    def at(self, key: str, values: Array) -> Softmax:
        """What becomes of it at each value of a slider, the other sliders at rest."""
        rows = np.tile(self.logits, (len(values), 1))
        rest = {"temperature": self.temperature, "shift": self.shift}
        if key in rest:
            return softmax(rows, **rest | {key: values})
        rows[:, int(key[1:]) - 1] = values
        return softmax(rows, **rest)

    @property
    def sliders(self) -> Sliders:
        """Every slider and where it stands."""
        own = ((TEMPERATURE, self.temperature), (SHIFT, self.shift))
        return (*zip(LOGITS, self.logits, strict=False), *own)

    @property
    def present(self) -> dict[str, tuple[float]]:
        """Where the sliders stand, by their keys."""
        return {slider.name: (value,) for slider, value in self.sliders}


@kept(8)
def probabilities(given: Input, words: Words) -> Picture:
    """A bar for each probability, a diamond for what the formula as typed gives, and the Jacobian."""
    classes = len(given.logits)
    places = np.arange(1.0, classes + 1)
    canvas = Canvas()
    left, right = canvas.arrange(columns=2, gap=0.1)
    bars = Bars(canvas, left, "blue", classes)
    typed = canvas.points(left, "vermilion", "diamond", 10)
    canvas.rest[typed, "x"] = places + 0.32
    scale = ("vermilion", "paper", "blue")
    heat = canvas.heat(right, places, places, scale, (-STEEP, STEEP), digits=3)
    canvas.set_axes(left, (0.4, classes + 0.6), (0.0, 1.12), words.axes[0])
    canvas.set_axes(right, (0.5, classes + 0.5), (classes + 0.5, 0.5), words.axes[1])
    canvas.name_places("x", left, words.names)
    for letter in "xy":
        canvas.name_places(letter, right, words.names)

    def state(result: Softmax, i: int) -> State:
        jacobian = result.jacobian[i].ravel()
        return bars.at(result.probabilities[i]) | {(typed, "y"): result.naive[i], (heat, "z"): jacobian}

    return canvas.picture(
        words,
        families=turns(given, given.sliders, state, said_of_one_input),
        numbers=Numbers(
            words.titles, rows=tuple((name, *cells_of("zpnlg", k)) for k, name in enumerate(words.names, 1))
        ),
        wraps=True,
        initial=given.present,
    )


@kept(8)
def labels(given: Input, words: Words) -> Picture:
    """Softmax, whose bars sum to 1, beside a sigmoid for each label, whose bars do not."""
    classes = len(given.logits)
    canvas = Canvas()
    panels = canvas.arrange(columns=2, gap=0.1)
    together, separate = (
        Bars(canvas, panel, colour, classes, pattern)
        for panel, colour, pattern in zip(panels, ("blue", "green"), ("", "/"), strict=True)
    )
    for panel, titles in zip(panels, words.axes, strict=True):
        canvas.set_axes(panel, (0.4, classes + 0.6), (0.0, 1.12), titles)
        canvas.name_places("x", panel, words.names)

    def state(result: Softmax, i: int) -> State:
        return together.at(result.probabilities[i]) | separate.at(result.separate[i])

    rows = tuple((name, *cells_of("zps", k)) for k, name in enumerate(words.names, 1))
    return canvas.picture(
        words,
        families=turns(given, given.sliders[:classes], state, said_of_labels),
        numbers=Numbers(words.titles, rows=rows),
        wraps=True,
        initial=given.present,
    )


def turns(
    given: Input,
    sliders: Sliders,
    state: Callable[[Softmax, int], State],
    said: Callable[[Softmax], dict[str, list[float | str]]],
) -> list[Family]:
    """A family for each slider."""
    families = []
    for slider, value in sliders:
        values = positions(slider, value)
        result = given.at(slider.name, np.array(values))
        states = [state(result, i) for i in range(len(values))]
        families.append(Family.of(slider.name, values, states, said(result)))
    return families


def said_of_one_input(result: Softmax) -> dict[str, list[float | str]]:
    own = np.diagonal(result.gradients, axis1=-2, axis2=-1)
    columns = {"p": result.probabilities, "n": result.naive, "l": result.losses, "g": own}
    return said(columns)


def said_of_labels(result: Softmax) -> dict[str, list[float | str]]:
    sums = [short(float(total)) for total in result.separate.sum(axis=-1)]
    return said({"p": result.probabilities, "s": result.separate}) | {"sum": sums}


def said(columns: Mapping[str, Array]) -> dict[str, list[float | str]]:
    """What the words say of each class, by a letter and the class's number, at each position."""
    return {
        f"{letter}{k}": [short(float(value)) for value in column]
        for letter, values in columns.items()
        for k, column in enumerate(values.T, 1)
    }


def short(value: float) -> float | str:
    """More digits of a number than words show, but not all of them; a word for what is none."""
    return number(value) if math.isnan(value) else float(f"{value:.10g}")


def cells_of(letters: str, k: int) -> tuple[str, ...]:
    """What the words say of class k, each as a template: {z1}, {p1}, …"""
    return tuple(f"{{{letter}{k}}}" for letter in letters)


@kept(8)
def classes_of(classes: int, data: str, spread: float, seed: int) -> SeveralClasses:
    return simulate(classes, arrangement=data, spread=spread, seed=seed)


@kept(8)
def regions(result: SeveralClasses, method: str, words: Words) -> Picture:
    """What a method's classifiers claim of the plane, beside softmax regression: lines, points, regions."""
    canvas = Canvas()
    panels = canvas.arrange(columns=2, gap=0.06)
    ends = (-REACH, REACH)
    for panel, name, titles in zip(panels, (method, "softmax"), words.axes, strict=True):
        paint(canvas, panel, result.axis, result.decisions[name], len(words.names))
        draw_points(canvas, panel, result, words.names)
        canvas.set_axes(panel, ends, ends, titles, square=True)
    draw_lines(canvas, panels[0], result.decisions[method])
    if (place := result.decisions[method].open_at) is not None:
        mark = canvas.points(panels[0], "ink", "circle-open", 24)
        canvas.rest |= {(mark, "x"): np.array(place[:1]), (mark, "y"): np.array(place[1:])}
    samples = zip(result.points.tolist(), result.labels.tolist(), strict=True)
    return canvas.picture(
        words,
        numbers=Numbers(words.titles, rows=tuple((x1, x2, words.names[k]) for (x1, x2), k in samples)),
        wraps=True,
    )


def paint(canvas: Canvas, panel: Panel, axis: Array, decision: Decision, classes: int) -> None:
    """Each place in the colour of the class that claims it; crosses where several do, blank where none."""
    scale = ("paper", *CURVE_COLOURS[:classes])
    heat = canvas.heat(panel, axis, axis, scale, (NONE - 0.5, classes - 0.5), stepped=True)
    canvas.rest[heat, "z"] = np.maximum(decision.claimed, NONE).ravel()
    rows, columns = np.nonzero(decision.claimed == SEVERAL)
    every = 6 if rows.size > 500 else 3
    spaced = (rows % every == 0) & (columns % every == 0)
    rows, columns = rows[spaced], columns[spaced]
    crosses = canvas.points(panel, "ink", "x-thin-open", 6)
    canvas.rest |= {(crosses, "x"): axis[columns], (crosses, "y"): axis[rows]}


def draw_points(canvas: Canvas, panel: Panel, result: SeveralClasses, names: tuple[str, ...]) -> None:
    """Each class in its colour and shape, with its name where there is room beside it."""
    places = result.axis[::5]
    grid = np.stack(np.meshgrid(places, places), axis=-1).reshape(-1, 2)
    gaps = np.abs(grid[:, None] + (0.12, 0.0) - result.points).max(axis=-1).min(axis=-1)
    free = grid[(gaps > ROOM) & (np.abs(grid) < 0.9 * REACH).all(axis=-1)]
    for k, name in enumerate(names):
        points = result.points[result.labels == k]
        dots = canvas.points(panel, CURVE_COLOURS[k], SYMBOLS[k], 8)
        text = canvas.points(panel, "ink", "circle", 1, [name])
        at = free[((free - points.mean(axis=0)) ** 2).sum(axis=-1).argmin()]
        canvas.rest |= {(dots, "x"): points[:, 0], (dots, "y"): points[:, 1]}
        canvas.rest |= {(text, "x"): at[:1], (text, "y"): at[1:]}


def draw_lines(canvas: Canvas, panel: Panel, decision: Decision) -> None:
    """The line of each two-class classifier, and if they are few its name where it leaves the frame."""
    few = len(decision.classifiers) <= MOST_NAMED
    for name, (*w, b) in zip(decision.classifiers, decision.weights, strict=True):
        normal = np.array(w) / np.hypot(*w)
        along = np.array([-normal[1], normal[0]])
        steps = np.linspace(-BEYOND, BEYOND, 801)[:, None]
        places = -b / np.hypot(*w) * normal + steps * along
        inside = places[((places > NAMED_FROM) & (places < NAMED_TO)).all(axis=1)]
        line = canvas.add(panel, "ink", mode="lines", line={"width": 2, "dash": "dash"})
        text = canvas.points(panel, "ink", "circle", 1, [name if few else ""])
        ends: NDArray[np.float64] = places[[0, -1]]
        at = inside[-1:] if len(inside) else np.full((1, 2), np.nan)
        canvas.rest |= {(line, "x"): ends[:, 0], (line, "y"): ends[:, 1]}
        canvas.rest |= {(text, "x"): at[:, 0], (text, "y"): at[:, 1]}
