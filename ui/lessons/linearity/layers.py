"""A stack of layers in training, with an activation and without; no Streamlit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from activations.core import Activation, Array, number, percent
from activations.simulations.classifier import Box, boundary
from activations.simulations.linearity import SIDE, Comparison, Training, simulate
from ui.canvas import Canvas, Panel, from_start
from ui.heavy import kept
from ui.picture import Family, Numbers, Picture, Replay, State, Track
from ui.sampling import Parameters

CLASSES = (("vermilion", "diamond"), ("blue", "circle"))
STEPS, FRAMES = 200, 20
LARGEST = 1e6
"""Heights beyond it are drawn as if they were this large."""
CONFIDENT = 4.0
"""The output z from which the plane has its full colour: a probability of 0.98."""
FULLEST_LOSS = 1.5
PLANE = Box(SIDE[0], SIDE[-1], SIDE[0], SIDE[-1])


class Settings(NamedTuple):
    """What the learner sets of the stack."""

    layers: int
    data: str
    seed: int


class Words(NamedTuple):
    """What the picture says, in the visitor's language; templates as in Picture."""

    alternative: str
    caption: str
    title: str
    step: str
    loss: str
    without: str
    titles: tuple[str, ...]


@kept(32, heavy=True)
def run(activation: Activation, parameters: Parameters, settings: Settings) -> Comparison:
    """The stack's two trainings."""
    depth, data, seed = settings
    return simulate(
        activation, layers=depth, data=data, seed=seed, steps=STEPS, frames=FRAMES, **dict(parameters)
    )


@kept(8, heavy=True)
def bending(comparison: Comparison, label: str, words: Words) -> Picture:
    """The plane in the colours of the output, both boundaries, and both losses, step by step."""
    canvas = Canvas()
    plane, losses = canvas.arrange(columns=2)
    canvas.set_axis("x", plane, domain=(0, 0.6))
    canvas.set_axis("x", losses, domain=(0.71, 1))
    bent, straight = comparison.bent, comparison.straight
    heat = canvas.heat(plane, SIDE, SIDE, ("vermilion", "paper", "blue"), (-CONFIDENT, CONFIDENT))
    curve = canvas.contours(plane, SIDE, SIDE, (0.0,))
    canvas.traces[curve] |= {"line": {"width": 3, "smoothing": 1}, "opacity": 1.0}
    line = canvas.add(plane, "ink", mode="lines", line={"width": 3, "dash": "dash"})
    for target, (colour, symbol) in enumerate(CLASSES):
        x, y = comparison.points.x[comparison.points.y == target].T
        trace = canvas.points(plane, colour, symbol, 9)
        canvas.rest |= {(trace, "x"): x, (trace, "y"): y}

    def scene(frame: int) -> State:
        heights = np.clip(bent.heights[frame], -LARGEST, LARGEST).ravel()
        ends = line_of(straight, frame)
        return {(heat, "z"): heights, (curve, "z"): heights, (line, "x"): ends[:, 0], (line, "y"): ends[:, 1]}

    steps = bent.history.kept.astype(float)
    canvas.set_axes(plane, (SIDE[0], SIDE[-1]), (SIDE[0], SIDE[-1]), ("x₁", "x₂"), square=True)
    highest = max(loss_at(training).max() for training in (bent, straight))
    span = (0.0, float(min(1.1 * highest, FULLEST_LOSS)))
    canvas.set_axes(losses, from_start(steps[-1]), span, (words.step, words.loss))
    tracks = [
        *walk(canvas, losses, straight, "ink", words.without, "dash"),
        *walk(canvas, losses, bent, "green", label, "solid"),
    ]
    frames = len(steps)
    return canvas.picture(
        words,
        replay=Replay(
            frames,
            tuple(tracks),
            says(comparison),
            Family.of("", range(frames), [scene(frame) for frame in range(frames)]),
        ),
        numbers=Numbers(words.titles, rows=rows(comparison)),
        wraps=True,
    )


def line_of(straight: Training, frame: int) -> Array:
    """Both ends of the collapsed stack's boundary in the plane, a row each; NaN where there is none."""
    (w1, w2), bias = straight.collapsed.weights[frame, 0], straight.collapsed.biases[frame, 0]
    if not np.isfinite([w1, w2, bias]).all():
        return np.full((2, 2), np.nan)
    return boundary((float(w1), float(w2)), float(bias), PLANE).ends


def walk(canvas: Canvas, panel: Panel, training: Training, colour: str, name: str, dash: str) -> list[Track]:
    """A training's loss as a line at rest, with its name, and the point that walks along it."""
    steps, losses = training.history.kept.astype(float), loss_at(training)
    canvas.still(panel, colour, steps, losses, name, dash, name)
    return [Track(canvas.head(panel, colour), steps, losses, grows=False)]


def loss_at(training: Training) -> Array:
    """The loss at each frame; where it is no number, as high as the picture goes."""
    losses = training.history.losses[training.history.kept]
    return np.nan_to_num(np.minimum(losses, 2.0 * FULLEST_LOSS), nan=2.0 * FULLEST_LOSS)


def says(comparison: Comparison) -> dict[str, list[str]]:
    """What the words say at each frame: ``step``, and by number 1 (with) or 2 (without) what holds then."""
    steps = comparison.bent.history.kept.tolist()
    words = {"step": [str(step) for step in steps]}
    for place, training in enumerate((comparison.bent, comparison.straight), 1):
        w, b = training.collapsed.weights[:, 0], training.collapsed.biases[:, 0]
        words |= {
            f"loss{place}": [number(float(loss)) for loss in training.history.losses[steps]],
            f"right{place}": [percent(share, 0) for share in training.right],
            f"one{place}": [equation(*row) for row in zip(w[:, 0], w[:, 1], b, strict=True)],
            f"apart{place}": [number(float(apart), 2) for apart in training.apart],
        }
    return words


def equation(w1: float, w2: float, bias: float) -> str:
    """The collapsed layer as one writes it: 0.5·x₁ − 1.2·x₂ + 0.1."""
    signed = [f"{'−' if value < 0 else '+'} {number(abs(float(value)), 3)}" for value in (w2, bias)]
    return f"{number(float(w1), 3)}·x₁ {signed[0]}·x₂ {signed[1]}"


def rows(comparison: Comparison) -> tuple[tuple[float | str, ...], ...]:
    """For each frame: the step, then loss, share of points right and largest difference of both stacks."""
    both = (comparison.bent, comparison.straight)
    columns = [
        column
        for training in both
        for column in (training.history.losses[training.history.kept], training.right, training.apart)
    ]
    table = np.stack([comparison.bent.history.kept, *columns], axis=1)
    return tuple(tuple(value if np.isfinite(value) else "∞" for value in row) for row in table.tolist())
