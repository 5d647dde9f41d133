"""Two descents on their loss surfaces, side by side: inputs around some mean, and around 0; no Streamlit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from activations.core import Array, number
from activations.simulations.zigzag import OPTIMUM, Descent, Pair, loss_surface, simulate, steps_by_rate
from ui.canvas import CURVE_COLOURS, Canvas, Panel
from ui.heavy import kept
from ui.picture import Numbers, Picture, Replay, Track

WINDOW = (-2.5, 2.5)
GRID: Array = np.linspace(*WINDOW, 41)
LEVELS = tuple(np.arange(0.25, 8.0, 0.5).tolist())
RATES: Array = np.arange(5, 101) / 100


class Setting(NamedTuple):
    """What holds for both descents; the second has inputs around 0."""

    mean: float
    learning_rate: float
    start: Pair
    batch: int
    seed: int


class Best(NamedTuple):
    """The learning rate with which a descent arrives soonest, and how many steps it takes."""

    rate: float
    steps: int


class Words(NamedTuple):
    """What the picture says, in the visitor's language; templates as in Picture."""

    alternative: str
    caption: str
    title: str
    names: tuple[str, str]
    optimum: str
    rise: str
    fall: str
    apart: str
    over: str
    titles: tuple[str, ...]


@kept(64, heavy=True)
def descents(setting: Setting) -> tuple[Descent, Descent]:
    """The descent with inputs around the mean, and the same with inputs around 0."""
    one, other = (simulate(**setting._replace(mean=mean)._asdict()) for mean in (setting.mean, 0.0))
    return one, other


@kept(256, heavy=True)
def best(mean: float, start: Pair, batch: int, seed: int) -> Best | None:
    """At which of the slider's learning rates a descent arrives soonest, if it does at any."""
    steps = steps_by_rate(RATES, mean=mean, start=start, batch=batch, seed=seed)
    if np.isnan(steps).all():
        return None
    place = int(np.nanargmin(steps))
    return Best(float(RATES[place]), int(steps[place]))


@kept(32, heavy=True)
def zigzag(setting: Setting, words: Words) -> Picture:
    """A panel for each descent, with equal axes: contours of its loss, and its path step by step."""
    canvas = Canvas()
    panels = canvas.arrange(columns=2, gap=0.1)
    both = descents(setting)
    tracks = [
        track
        for descent, panel, colour in zip(both, panels, CURVE_COLOURS, strict=False)
        for track in draw(canvas, panel, descent, colour, words.optimum)
    ]
    for panel, name in zip(panels, words.names, strict=True):
        canvas.set_axes(panel, WINDOW, WINDOW, (f"w₁ ({name})", "w₂"), square=True)
    frames = 1 + max(descent.steps for descent in both)
    says = {"step": tuple(map(str, range(frames)))}
    for place, descent in enumerate(both, 1):
        says |= says_of(descent, place, words)
    return canvas.picture(
        words,
        replay=Replay(frames, tuple(tracks), says),
        numbers=Numbers(words.titles, rows=table_of(both, frames)),
        wraps=True,
    )


def draw(canvas: Canvas, panel: Panel, descent: Descent, colour: str, optimum: str) -> list[Track]:
    """The surface with its optimum, the whole path faintly, and the path that grows.

    Contours of the root of the loss are contours of the loss, evenly spaced in a bowl.
    """
    surface = canvas.contours(panel, GRID, GRID, LEVELS)
    canvas.rest[surface, "z"] = np.sqrt(loss_surface(descent.inputs, GRID, GRID)).ravel()
    goal = canvas.points(panel, "ink", "star", 14, (optimum,))
    w1, w2 = descent.weights.T
    ahead = canvas.ahead(panel, colour)
    canvas.rest |= {(goal, "x"): np.array(OPTIMUM[:1]), (goal, "y"): np.array(OPTIMUM[1:])}
    canvas.rest |= {(ahead, "x"): w1, (ahead, "y"): w2}
    style = {"line": {"width": 2}, "marker": {"size": 5, "line": {"width": 0}}}
    path = canvas.add(panel, colour, mode="lines+markers", **style)
    return [Track(path, w1, w2), Track(canvas.head(panel, colour), w1, w2, grows=False)]


def names_of(place: int) -> tuple[str, ...]:
    """What the words call step, weights, gradients and move of the descent at this place, from 1."""
    return tuple(f"{name}{place}" for name in ("n", "w1", "w2", "g1", "g2", "move"))


def says_of(descent: Descent, place: int, words: Words) -> dict[str, tuple[str, ...]]:
    """At each frame where the weights are, their gradients there, and what the next step does to them."""
    columns = (*descent.weights.T, *descent.gradients.T)
    moves = {1.0: words.fall, -1.0: words.rise}
    signs = descent.signs.tolist()
    said = (
        tuple(map(str, range(descent.steps + 1))),
        *(tuple(number(value) for value in column.tolist()) for column in columns),
        tuple(moves.get(one, words.over) if one == other else words.apart for one, other in signs),
    )
    return {
        name: each + ("–",) * (descent.steps + 1 - len(each))
        for name, each in zip(names_of(place), said, strict=True)
    }


def table_of(both: tuple[Descent, Descent], frames: int) -> tuple[tuple[float | str, ...], ...]:
    """For each step and descent: the weights, and their gradients; blank once over."""
    rows = []
    for step in range(frames):
        row: list[float | str] = [step]
        for descent in both:
            row += descent.weights[step].tolist() if step <= descent.steps else ["", ""]
            row += descent.gradients[step].tolist() if step < descent.steps else ["", ""]
        rows.append(tuple(row))
    return tuple(rows)
