"""A formula's relative error against x, as typed and in its stable form; no Streamlit."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from activations.core import Array, number
from activations.simulations.numerics import STATES, Comparison, Sign, simulate, thresholds
from ui.canvas import Canvas, Panel
from ui.heavy import kept
from ui.picture import Family, Numbers, Picture, State

POWERS: Array = np.arange(-340, 61) / 20
"""The positions of the slider: log10 of |x|."""
FIRST_POWER = 2.85
NO_ERROR = -18.0
"""Where a point stands that is off by less than a float can say."""
SEEN = (NO_ERROR - 0.8, 3.2)
HALF = math.log10(np.finfo(np.float64).eps) / 2.0
DECADES = 8.0
"""How many powers of ten are seen at once; the window moves along with x."""
FORMS = (("vermilion", "diamond", 6, 18), ("blue", "circle", 4, 10))
"""The form as typed, and the stable one: colour, symbol, size of a point and of the one at x."""


class Words(NamedTuple):
    """What the picture says, in the visitor's language; templates as in Picture."""

    alternative: str
    caption: str
    title: str
    x: str
    error: str
    half: str
    exactly: str
    titles: tuple[str, ...]


@kept(32)
def compared(formula: str, sign: Sign, between: float | None) -> Comparison:
    """Both forms at every position of the slider, and at one between two of them if a link asked for it."""
    return simulate(formula, sign * 10.0 ** positions(between))


def positions(between: float | None) -> Array:
    return POWERS if between is None else np.union1d(POWERS, [between])


@kept(16)
def errors(formula: str, sign: Sign, between: float | None, words: Words) -> Picture:
    """A point for each form and x on logarithmic axes, areas where the typed form is no true number."""
    powers, both = positions(between), compared(formula, sign, between)
    canvas = Canvas()
    (panel,) = canvas.arrange()
    draw_areas(canvas, panel, formula, sign, words.exactly)
    canvas.level(panel, (float(POWERS[0]), float(POWERS[-1])), HALF, words.half)
    heights = [logarithm(each) for each in (both.naive_error, both.stable_error)]
    traces = [
        canvas.add(
            panel, colour, mode="markers", marker={"symbol": symbol, "size": size, "line": {"width": 0}}
        )
        for colour, symbol, size, _head in FORMS
    ]
    heads = [canvas.points(panel, colour, symbol, head) for colour, symbol, _size, head in FORMS]
    upright = canvas.add(panel, "ink", mode="lines", opacity=0.6, line={"width": 1, "dash": "dot"})
    for trace, height in zip(traces, heights, strict=True):
        canvas.rest |= {(trace, "x"): powers, (trace, "y"): height}

    states: list[State] = []
    for place, power in enumerate(powers.tolist()):
        state: State = {(upright, "x"): np.full(2, power), (upright, "y"): np.array(SEEN)}
        for head, height in zip(heads, heights, strict=True):
            state |= {(head, "x"): np.array([power]), (head, "y"): height[place : place + 1]}
        states.append(state)

    windows = [window(power) for power in powers.tolist()]
    canvas.set_axes(panel, window(FIRST_POWER), SEEN, (words.x, words.error))
    ten = {"tickprefix": "10<sup>", "ticksuffix": "</sup>"}
    minus = {"tickprefix": "−10<sup>"} if sign < 0 else {}
    canvas.set_axis("x", panel, **ten | minus)
    canvas.set_axis("y", panel, **ten, tick0=0, dtick=4)
    return canvas.picture(
        words,
        families=[Family.of("power", powers.tolist(), states, says(both), {"xaxis": windows})],
        numbers=Numbers(words.titles, curves=tuple(traces)),
        initial={"power": (FIRST_POWER,)},
    )


def window(power: float) -> tuple[float, float]:
    """The powers of ten that are seen around one of them."""
    low = min(max(power - DECADES / 2, float(POWERS[0])), float(POWERS[-1]) - DECADES)
    return low - 0.2, low + DECADES + 0.2


def draw_areas(canvas: Canvas, panel: Panel, formula: str, sign: Sign, exactly: str) -> None:
    """Where the typed form is nan, infinite, or exactly 0 or ±1."""
    for becomes, low, high in stretches(formula, sign):
        text = becomes if becomes in ("nan", "∞", "−∞") else exactly.format(value=becomes)
        area = canvas.area(panel, text, "/" if becomes == "nan" else "")
        canvas.rest |= {
            (area, "x"): np.array([low, high, high, low]),
            (area, "y"): np.repeat(SEEN, 2),
        }


def stretches(formula: str, sign: Sign) -> Iterator[tuple[str, float, float]]:
    """What the typed form becomes, and between which powers of ten it is that."""
    for towards_zero, end in ((False, POWERS[-1] + 1.0), (True, POWERS[0] - 1.0)):
        places = [t for t in thresholds(formula, sign, towards_zero=towards_zero) if t.becomes in STATES]
        ends = [*(math.log10(abs(threshold.first)) for threshold in places), end]
        for threshold, between in zip(places, pairwise(ends), strict=True):
            yield threshold.becomes, *sorted(between)


def logarithm(error: Array) -> Array:
    """log10 of relative errors; NaN where the value is no number."""
    with np.errstate(divide="ignore"):
        height = np.maximum(np.log10(error), NO_ERROR)
    return np.where(np.isfinite(error), height, np.nan)


def says(both: Comparison) -> dict[str, list[str]]:
    """The input, every value with all its digits, and the errors."""
    return {
        "at": [number(x) for x in both.x.tolist()],
        "naive": [full(repr(value)) for value in both.naive.tolist()],
        "stable": [full(repr(value)) for value in both.stable.tolist()],
        "exact": [full(f"{value:.17g}") for value in both.exact],
        "naive_error": [off(error) for error in both.naive_error.tolist()],
        "stable_error": [off(error) for error in both.stable_error.tolist()],
    }


def full(digits: str) -> str:
    """A number as Python writes it, with a true minus sign and ∞."""
    return digits.replace("-", "−").replace("inf", "∞").replace("e+", "e").replace("E", "e")


def off(error: float) -> str:
    return number(error, 2) if math.isfinite(error) else "–"
