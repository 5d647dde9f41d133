"""Two neurons learn to switch as a relay does, or do not; no Streamlit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from activations.core import Activation, Array, number
from activations.simulations.relay import (
    VOLTAGES,
    LossByWeight,
    descend,
    loss_by_weight,
    simulate,
)
from ui.canvas import Canvas, Panel
from ui.heavy import kept
from ui.picture import Family, Numbers, Picture, Replay, State, Track
from ui.sampling import Parameters

STEPS = 60
SEEN = np.round(np.arange(0.0, 5.501, 0.05), 2)
WEIGHTS = np.round(np.arange(-1.0, 3.001, 0.02), 2)
HIGHEST_LOSS = 1.2
NAMED_FROM = 1.3
OUTPUTS = (-0.6, 1.6)
COLOURS = ("vermilion", "blue")
DASHES = ("solid", "dash")


class Settings(NamedTuple):
    """What the learner sets of the training."""

    threshold: float
    start: float
    rate: float


class Words(NamedTuple):
    """What the picture says, in the visitor's language; templates as in Picture."""

    alternative: str
    caption: str
    title: str
    voltage: str
    output: str
    weight: str
    loss: str
    titles: tuple[str, ...]


@kept(32)
def taught(activation: Activation, parameters: Parameters, settings: Settings) -> LossByWeight:
    """A neuron's descent."""
    return descend(
        activation,
        start=settings.start,
        learning_rate=settings.rate,
        steps=STEPS,
        relay_threshold=settings.threshold,
        **dict(parameters),
    )


@kept(8)
def learning(
    choices: tuple[tuple[Activation, Parameters], ...],
    names: tuple[str, ...],
    settings: Settings,
    words: Words,
) -> Picture:
    """What each neuron answers at its present weight, and where it stands on its loss, step by step."""
    canvas = Canvas()
    answers, valley = canvas.arrange(columns=2, gap=0.1)
    paths = [taught(activation, parameters, settings) for activation, parameters in choices]
    frames = max(len(path.weights) for path in paths)
    wanted = canvas.points(answers, "ink", "square", 9)
    canvas.rest |= {
        (wanted, "x"): VOLTAGES,
        (wanted, "y"): simulate(threshold=settings.threshold),
    }
    landscapes = [
        loss_by_weight(
            activation, weights=WEIGHTS, relay_threshold=settings.threshold, **dict(parameters)
        ).losses
        for activation, parameters in choices
    ]
    top = min(HIGHEST_LOSS, max(float(losses.max()) for losses in landscapes))
    curves, tracks = [], list[Track]()
    for (activation, parameters), path, landscape, name, colour, dash in zip(
        choices, paths, landscapes, names, COLOURS, DASHES, strict=True
    ):
        sides = steps_passed(activation, parameters, WEIGHTS[:, None] * VOLTAGES - settings.threshold)
        x, y = torn(WEIGHTS, np.minimum(landscape, 2.0 * HIGHEST_LOSS), sides.sum(axis=-1))
        canvas.still(valley, colour, x, y, name, dash)
        name_on_the_right(canvas, valley, colour, x, y, name)
        curves.append(canvas.line(answers, colour, name, dash, True))
        in_view = (path.losses <= 1.1 * top) & (np.abs(path.weights - 1.0) <= 2.0)
        weight, height = (np.where(in_view, each, np.nan) for each in (path.weights, path.losses))
        tracks += [
            Track(canvas.dots(valley, colour), weight, height),
            Track(canvas.head(valley, colour), weight, height, grows=False),
        ]

    def scene(frame: int) -> State:
        data: State = {}
        for curve, (activation, parameters), path in zip(curves, choices, paths, strict=True):
            w = path.weights[min(frame, len(path.weights) - 1)]
            z = np.clip(w * SEEN - settings.threshold, -1e6, 1e6)
            x, y = torn(SEEN, activation(z, **dict(parameters)), steps_passed(activation, parameters, z))
            data |= {(curve, "x"): x, (curve, "y"): np.clip(y, -1e6, 1e6)}
        return data

    canvas.set_axes(answers, (SEEN[0], SEEN[-1]), OUTPUTS, (words.voltage, words.output))
    span = (-0.05 * top, 1.1 * top)
    canvas.set_axes(valley, (WEIGHTS[0], WEIGHTS[-1]), span, (words.weight, words.loss))
    return canvas.picture(
        words,
        replay=Replay(
            frames,
            tuple(tracks),
            says(paths, frames),
            Family.of("", range(frames), [scene(frame) for frame in range(frames)]),
        ),
        numbers=Numbers(words.titles, rows=rows(paths, frames)),
        wraps=True,
    )


def name_on_the_right(canvas: Canvas, panel: Panel, colour: str, x: Array, y: Array, name: str) -> None:
    """Names a line where no descent starts by itself."""
    unseen = canvas.add(panel, colour, mode="lines", opacity=0)
    canvas.rest |= {(unseen, "x"): x, (unseen, "y"): np.where(x < NAMED_FROM, np.nan, y)}
    canvas.name(panel, colour, unseen, name)


def steps_passed(activation: Activation, parameters: Parameters, z: Array) -> NDArray[np.int_]:
    """How many of the function's jumps lie at or to the left of z."""
    jumps = np.array(activation.jumps(**dict(parameters)))
    return np.asarray((z[..., None] >= jumps).sum(axis=-1))


def torn(x: Array, y: Array, piece: NDArray[np.int_]) -> tuple[Array, Array]:
    """A line that is not drawn from one piece to the next: between each two points a third, or a gap."""
    between = np.where(piece[1:] == piece[:-1], (y[1:] + y[:-1]) / 2, np.nan)
    middle = (x[1:] + x[:-1]) / 2
    return interleaved(x, middle), interleaved(y, between)


def interleaved(outer: Array, inner: Array) -> Array:
    line = np.empty(len(outer) + len(inner))
    line[::2], line[1::2] = outer, inner
    return line


def says(paths: list[LossByWeight], frames: int) -> dict[str, list[str]]:
    """What the words say at each frame: step, and by number each neuron's weight, loss and gradient."""
    words = {"step": [str(frame) for frame in range(frames)]}
    for place, path in enumerate(paths, 1):
        at = np.minimum(np.arange(frames), len(path.weights) - 1)
        for name, values in (("w", path.weights), ("loss", path.losses), ("g", path.gradients)):
            words[f"{name}{place}"] = [number(float(value)) for value in values[at]]
    return words


def rows(paths: list[LossByWeight], frames: int) -> tuple[tuple[float | str, ...], ...]:
    """For each step and neuron: weight, loss, gradient; blank once a descent has ended."""
    table = []
    for frame in range(frames):
        row: list[float | str] = [frame]
        for path in paths:
            there = frame < len(path.weights)
            row += (
                [float(each[frame]) for each in (path.weights, path.losses, path.gradients)]
                if there
                else [""] * 3
            )
        table.append(tuple(row))
    return tuple(table)
