"""A function of several numbers: four inputs, the outputs, and every slope; no Streamlit."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from activations.core import Array
from activations.vector import VECTORS, VectorActivation
from ui.canvas import Bars, Canvas
from ui.heavy import kept
from ui.lessons.softmax import LOGITS, said
from ui.picture import Family, Numbers, Picture, State
from ui.sampling import positions

FIRST = (1.0, 2.0, 1.6, -1.0)
INPUTS = tuple(
    replace(logit, symbol=f"x{subscript}", default=x)
    for logit, subscript, x in zip(LOGITS, "₁₂₃₄", FIRST, strict=False)
)
LEVELS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
"""How high an axis of outputs may reach."""
SCALE = ("vermilion", "paper", "blue")
ROOM = 0.14
"""For the numbers at the ends of bars, as a share of the axis."""
BESIDE = 0.3
"""For a number that is wider than its bar, in places."""
Row = tuple[float, ...]
Span = tuple[float, float]


class Words(NamedTuple):
    """What a picture says, in the visitor's language; templates as in Picture."""

    alternative: str
    caption: str
    title: str
    titles: tuple[str, ...]
    axes: tuple[tuple[str, str], tuple[str, str], tuple[str, str]]
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


def computed(function: VectorActivation, rows: Array) -> tuple[Array, Array]:
    """The outputs of each row, and its Jacobian as a matrix: one output is a row of one."""
    values = function(rows, **function.shown_with).reshape(len(rows), -1)
    slopes = function.jacobian(rows, **function.shown_with)
    return values, slopes.reshape(*values.shape, rows.shape[1])


@kept(16)
def picture(name: str, row: Row, words: Words) -> Picture:
    """Bars of the inputs and of the outputs, and the Jacobian as a heat map with its numbers."""
    function = VECTORS[name]
    canvas = Canvas()
    left, middle, right = canvas.arrange(columns=3, gap=0.1)
    inputs, outputs = (np.arange(1.0, len(names) + 1) for names in (words.inputs, words.outputs))
    before = Bars(canvas, left, "green", len(inputs))
    after = Bars(canvas, middle, "blue", len(outputs))
    dark = min(1.0, function.facts.lipschitz(len(row)) / 2.0)
    heat = canvas.heat(right, inputs, outputs, SCALE, (-dark, dark), digits=3)
    limits = span(np.array([INPUTS[0].low, INPUTS[0].high]))
    canvas.set_axes(left, across(inputs, BESIDE), limits, words.axes[0])
    canvas.set_axes(middle, across(outputs, BESIDE), (0.0, 1.0), words.axes[1])
    canvas.set_axes(right, across(inputs), across(outputs)[::-1], words.axes[2])
    for panel in (left, right):
        canvas.name_places("x", panel, words.inputs)
    canvas.name_places("x", middle, words.outputs)
    canvas.name_places("y", right, words.outputs)

    def turned(place: int) -> Family:
        slider = INPUTS[place]
        values = positions(slider, row[place])
        rows = np.tile(row, (len(values), 1))
        rows[:, place] = values
        results, slopes = computed(function, rows)
        states: list[State] = [
            before.at(given) | after.at(result) | {(heat, "z"): matrix.ravel()}
            for given, result, matrix in zip(rows, results, slopes, strict=True)
        ]
        spans = {"yaxis" + middle.y: [span(result) for result in results]}
        return Family.of(slider.name, values, states, said({"y": results}), spans)

    return canvas.picture(
        words,
        families=[turned(place) for place in range(len(row))],
        numbers=Numbers(words.titles, rows=rows_of(words)),
        wraps=True,
        initial=present(row),
    )


def across(places: Array, room: float = 0.0) -> Span:
    return 0.5 - room, len(places) + 0.5 + room


def span(heights: Array) -> Span:
    """An axis that reaches to the next level beyond bars of these heights, with room for their numbers."""
    low, high = level(-heights.min()), level(heights.max())
    room = ROOM * max(low, high, LEVELS[0])
    return (-low - room if low else 0.0), high + room


def level(height: float) -> float:
    """The lowest level that a bar does not pass; 0 for one that does not rise."""
    return next((each for each in LEVELS if height <= each), float(height)) if height > 0.0 else 0.0


def present(row: Row) -> dict[str, tuple[float, ...]]:
    """Where the sliders stand, by their keys."""
    return {slider.name: (value,) for slider, value in zip(INPUTS, row, strict=True)}


def rows_of(words: Words) -> tuple[tuple[str, ...], ...]:
    """Each input beside the output with its number, if there is one, as templates."""
    return tuple(
        (
            given,
            f"{{{slider.name}}}",
            *((words.outputs[place], f"{{y{place + 1}}}") if place < len(words.outputs) else ("", "")),
        )
        for place, (slider, given) in enumerate(zip(INPUTS, words.inputs, strict=True))
    )
