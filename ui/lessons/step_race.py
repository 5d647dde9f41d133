"""Descents beside each other as a picture to replay; no Streamlit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from activations.core import Activation, Array, number
from activations.sentences import Refusal, Sentence
from activations.simulations.step_race import Descent, Rule, descend
from ui.canvas import CURVE_COLOURS, Canvas, Panel, padded
from ui.heavy import kept
from ui.picture import Numbers, Picture, Replay, Track
from ui.sampling import Parameters, breaks, sample

DIGITS = 6
EVERY_STEP_UP_TO = 200
MOST_FRAMES = 400
MOST_STEPS = 10_000
MOST_OPERATIONS = 30_000
"""A typed function is computed node by node: a step takes as many operations as it has, and at most this
many are done for a lane."""
RACES_KEPT = 16
"""At most 1 MB each for the paths of two lanes, and about as much for what is drawn of them."""
Steps = NDArray[np.int_]
Ends = tuple[float, float]


class Rules(NamedTuple):
    """What holds for every lane of a race."""

    start: float
    goal: float
    learning_rate: float
    rule: Rule
    tolerance: float


@dataclass(frozen=True, eq=False)
class Lane:
    """A runner: the function, its descent if it can take part, a sentence if it does not reach the goal."""

    activation: Activation
    parameters: Mapping[str, float]
    descent: Descent | None
    problem: Sentence

    @property
    def is_cut_short(self) -> bool:
        """Whether a shorter formula would have been let run on."""
        return most_steps(self.activation) < MOST_STEPS and self.last == most_steps(self.activation)

    @property
    def last(self) -> int:
        """The number of the last step taken; −1 for a lane that cannot take part."""
        return len(self.descent.inputs) - 1 if self.descent else -1

    def at(self, steps: Steps) -> tuple[Array, Array, Array, Array]:
        """Number, input, output and slope after so many steps, or after the last one taken."""
        if self.descent is None:
            return (np.full(len(steps), np.nan),) * 4
        taken = np.minimum(steps, self.last)
        path = self.descent
        return taken.astype(float), path.inputs[taken], path.outputs[taken], path.gradients[taken]


@kept(2 * RACES_KEPT, heavy=True)
def enter(activation: Activation, parameters: Parameters, rules: Rules) -> Lane:
    """A function's lane under these rules."""
    given = dict(parameters)
    try:
        descent = descend(
            activation,
            start=rules.start,
            goal=rules.goal,
            learning_rate=rules.learning_rate,
            rule=rules.rule,
            tolerance=rules.tolerance,
            max_steps=most_steps(activation),
            **given,
        )
    except Refusal as refusal:
        return Lane(activation, given, None, refusal.sentence)
    return Lane(activation, given, descent, descent.reason)


def most_steps(activation: Activation) -> int:
    """How many steps a function is let run; a typed one fewer, the longer its formula."""
    return MOST_STEPS if activation.effort_at is None else MOST_OPERATIONS // activation.operations


class Words(NamedTuple):
    """What the picture says, in the visitor's language; templates as in Picture."""

    alternative: str
    caption: str
    title: str
    step: str
    start: str
    goal: str
    titles: tuple[str, ...]


@kept(RACES_KEPT, heavy=True)
def race(lanes: tuple[Lane, ...], rules: Rules, words: Words) -> Picture:
    """A row for each lane: the point on its curve, and the value against the number of the step.

    All panels of a column have the same axes, so that slopes can be judged against each other.
    """
    start, goal = rules.start, rules.goal
    canvas = Canvas()
    panels = canvas.arrange(rows=len(lanes), columns=2)
    frames = frames_of(lanes)
    inputs = np.concatenate(
        [lane.descent.inputs for lane in lanes if lane.descent] or [np.array([-1.0, 3.0])]
    )
    across = padded(min(inputs.min(), -1.0), inputs.max())
    longest = float(frames[-1]) or 1.0
    tracks: list[Track] = []
    for row, lane in enumerate(lanes):
        curve, history = panels[2 * row : 2 * row + 2]
        tracks += run(canvas, lane, CURVE_COLOURS[row], curve, history, frames)
        height = padded(min(goal, start, 0.0), max(goal, start))
        lowest = lane is lanes[-1]
        titles = ("z" if lowest else "", lane.activation.label)
        canvas.set_axes(curve, across, height, titles)
        canvas.set_axes(history, padded(0, longest), height, (words.step if lowest else "", ""), ticks="x")
        for value, name in ((start, words.start), (goal, words.goal)):
            canvas.level(curve, across, value)
            canvas.level(history, (0.0, longest), value, name)
    return canvas.picture(
        words,
        replay=Replay(len(frames), tuple(tracks), says(lanes, frames)),
        numbers=Numbers(words.titles, rows=table_of(lanes, frames, rules.learning_rate)),
    )


def frames_of(lanes: Iterable[Lane]) -> Steps:
    """The steps that are shown of a race, the last of each lane among them."""
    ends = [max(lane.last, 0) for lane in lanes]
    return np.union1d(frame_steps(max(ends)), ends)


def frame_steps(longest: int) -> Steps:
    """The steps that are shown: each of them at first, then, in a long race, evenly spread ones."""
    first = np.arange(min(longest, EVERY_STEP_UP_TO) + 1)
    if longest <= EVERY_STEP_UP_TO:
        return first
    return np.union1d(first, np.linspace(0, longest, MOST_FRAMES).round().astype(int))


def is_thinned(lanes: Iterable[Lane]) -> bool:
    """Whether the race is too long to show each of its steps."""
    frames = frames_of(lanes)
    return len(frames) <= int(frames[-1])


def run(canvas: Canvas, lane: Lane, colour: str, curve: Panel, history: Panel, frames: Steps) -> list[Track]:
    """Draws a lane and gives the paths that its points walk."""
    line = sample(lane.activation, lane.parameters, breaks(lane.activation, lane.parameters), None, None)
    canvas.still(curve, colour, line.x, line.f, lane.activation.label)
    taken, z, value, _slope = lane.at(frames)
    return [
        Track(canvas.dots(curve, colour), z, value),
        Track(canvas.head(curve, colour), z, value, grows=False),
        Track(canvas.dots(history, colour), taken, value),
        Track(canvas.head(history, colour), taken, value, grows=False),
    ]


def names_of(place: int) -> tuple[str, ...]:
    """What the words call step, input, value and slope of the lane at this place, counted from 1."""
    return tuple(f"{letter}{place}" for letter in "nzvg")


def says(lanes: tuple[Lane, ...], frames: Steps) -> dict[str, tuple[str, ...]]:
    """What the words say at each frame, by name."""
    words = {"step": tuple(str(step) for step in frames)}
    for place, lane in enumerate(lanes, 1):
        for name, values in zip(names_of(place), lane.at(frames), strict=True):
            words[name] = tuple("–" if np.isnan(v) else number(float(v), DIGITS) for v in values)
    return words


def table_of(lanes: tuple[Lane, ...], frames: Steps, rate: float) -> tuple[tuple[float | str, ...], ...]:
    """For each step and lane: input, value, slope and what the step adds to the input; blank once over."""
    paths = [lane.at(frames) for lane in lanes]
    rows = []
    for frame, step in enumerate(frames.tolist()):
        row: list[float | str] = [step]
        for lane, (_taken, *path) in zip(lanes, paths, strict=True):
            z, value, slope = (float(column[frame]) for column in path)
            update: float | str = -rate * slope if step < lane.last else ""
            row += [z, value, slope, update] if step <= lane.last else [""] * 4
        rows.append(tuple(row))
    return tuple(rows)
