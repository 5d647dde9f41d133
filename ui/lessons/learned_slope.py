"""PReLU's slope being learned as a picture to replay: the line through the data, slope, gradient and loss."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from activations.core import Array
from activations.simulations.learned_slope import LEAKY_RELU, PRELU, RRELU, Learning, Run, Sign, simulate
from ui.canvas import Canvas, Panel, from_start, padded
from ui.heavy import kept
from ui.picture import Family, Numbers, Picture, Replay, State, Track

STEPS = 80
CLOSE = 0.01
FUNCTIONS = (PRELU, LEAKY_RELU, RRELU)
COLOURS = ("blue", "vermilion", "green")
DASHES = ("solid", "dash", "dot")
CORNERS = np.array([-5.0, 0.0, 5.0])
FARTHEST = 1.5
"""How far from the best slope is seen: a slope that runs away leaves the frame."""


class Task(NamedTuple):
    """What the data ask for, and how PReLU descends."""

    asked: float
    rate: float
    momentum: float
    noise: float
    seed: int
    sign: Sign


class Words(NamedTuple):
    """What the picture says, in the visitor's language; templates as in Picture."""

    alternative: str
    caption: str
    title: str
    titles: tuple[str, ...]
    step: str
    best: str
    slope: str
    gradient: str
    loss: str


@kept(64, heavy=True)
def learn(task: Task) -> Learning:
    return simulate(**task._asdict(), steps=STEPS)


def runs(learning: Learning) -> tuple[Run, ...]:
    """What became of each of FUNCTIONS."""
    return learning.prelu, learning.leaky_relu, learning.rrelu


def arrival(learning: Learning) -> int | None:
    """The step from which on PReLU's slope stays CLOSE to the best one."""
    away = np.flatnonzero(np.abs(learning.prelu.slopes - learning.best) >= CLOSE)
    first = int(away[-1]) + 1 if away.size else 0
    return first if first < len(learning.prelu.slopes) else None


@kept(16, heavy=True)
def replay(learning: Learning, words: Words) -> Picture:
    """Data and lines, and beside and below them each function's slope, loss and gradient over the steps."""
    canvas = Canvas()
    data, slope, gradient, loss = canvas.arrange(rows=2, columns=2, gap=0.15)
    dots = canvas.points(data, "ink", "circle-open", 7)
    canvas.rest |= {(dots, "x"): learning.x, (dots, "y"): learning.y}
    lines = [
        canvas.line(data, colour, activation.label, dash, True)
        for activation, colour, dash in zip(FUNCTIONS, COLOURS, DASHES, strict=True)
    ]
    for line, activation, colour in zip(lines, FUNCTIONS, COLOURS, strict=True):
        canvas.name(data, colour, line, activation.label)
    across = from_start(float(STEPS))
    canvas.level(slope, (0.0, float(STEPS)), learning.best, words.best)
    tracks = [
        *walk(canvas, slope, [run.slopes for run in runs(learning)]),
        *walk(canvas, loss, [run.losses for run in runs(learning)]),
        *walk(canvas, gradient, [learning.prelu.gradients]),
    ]
    near = learning.best + np.array([-FARTHEST, FARTHEST])
    seen = np.clip(np.concatenate([run.slopes for run in runs(learning)]), *near)
    steepest = learning.curvature * float(np.abs(seen - learning.best).max())
    highest = learning.best_loss + steepest**2 / learning.curvature / 2
    canvas.set_axes(data, (-5.0, 5.0), padded(learning.y.min(), learning.y.max(), 0.1), ("x", "y"))
    low, high = min(seen.min(), learning.best), max(seen.max(), learning.best)
    canvas.set_axes(slope, across, padded(low, high, 0.1), (words.step, words.slope))
    canvas.set_axes(gradient, across, (-1.1 * steepest, 1.1 * steepest), (words.step, words.gradient))
    canvas.set_axes(loss, across, (0.0, 1.1 * highest), (words.step, words.loss))
    frames = len(learning.prelu.slopes)
    return canvas.picture(
        words,
        replay=Replay(frames, tuple(tracks), says(learning), scenes(lines, learning)),
        numbers=Numbers(words.titles, rows=table_of(learning)),
        wraps=True,
    )


def walk(canvas: Canvas, panel: Panel, paths: Sequence[Array]) -> list[Track]:
    """A path that grows with the steps for each of the functions, and the place where PReLU is now."""
    tracks = []
    for path, activation, colour, dash in zip(paths, FUNCTIONS, COLOURS, DASHES, strict=False):
        if activation is RRELU:
            trace = canvas.dots(panel, colour)
        else:
            trace = canvas.line(panel, colour, activation.label, dash, True)
        tracks.append(Track(trace, np.arange(len(path), dtype=float), path))
    head = canvas.head(panel, COLOURS[0])
    return [*tracks, Track(head, np.arange(len(paths[0]), dtype=float), paths[0], grows=False)]


def scenes(lines: Sequence[int], learning: Learning) -> Family:
    """Each function with its slope at every step."""
    states: list[State] = []
    for slopes in zip(*(run.slopes for run in runs(learning)), strict=True):
        states.append({})
        for line, activation, slope in zip(lines, FUNCTIONS, slopes, strict=True):
            states[-1] |= {(line, "x"): CORNERS, (line, "y"): activation(CORNERS, alpha=slope)}
    return Family.of("", range(len(states)), states)


def says(learning: Learning) -> dict[str, list[float | str]]:
    """The number of the step, and slope, gradient and loss of each function at it."""
    said: dict[str, list[float | str]] = {"step": list(range(len(learning.prelu.slopes)))}
    for place, run in enumerate(runs(learning)):
        said[f"a{place}"] = run.slopes.tolist()
        said[f"g{place}"] = run.gradients.tolist()
        said[f"l{place}"] = run.losses.tolist()
    return said


def table_of(learning: Learning) -> tuple[tuple[float | str, ...], ...]:
    """For each step slope, gradient and loss of each function."""
    columns = [column for run in runs(learning) for column in (run.slopes, run.gradients, run.losses)]
    return tuple((step, *row) for step, row in enumerate(np.transpose(columns).tolist()))
