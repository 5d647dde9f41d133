"""A training to replay in which neurons die, or one comes back; no Streamlit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from activations import CATALOG
from activations.core import Activation, Array, number
from activations.simulations.dead_relu import Lives, longest_return, simulate, survey
from ui.canvas import CURVE_COLOURS, DASHES, Canvas, Panel, from_start, padded
from ui.heavy import kept
from ui.picture import Family, Numbers, Picture, Replay, State, Track
from ui.sampling import Parameters

SAMPLES, STEPS = 60, 100
COMPARED = ("relu", "leaky_relu", "elu", "softplus")
WIDTHS = {1: 8, 2: 6}
"""How many neurons a hidden layer has, by the number of hidden layers."""
SEEDS = tuple(range(10))
VIEW = 2.6
"""How far to each side of the middle of the points the plane is seen."""
TICK = 0.3
EDGE = 0.15
"""How far from the edge of the plane a line's number stands."""
ROOM = 0.3
"""How far apart two numbers stand at least."""
FAR = 4 * VIEW
HIGHEST_LOSS = 1.5
LARGEST = 1e30
CLASSES = (("blue", "circle"), ("vermilion", "diamond"))
THICK = {"width": 2.5}
DOTTED = {"width": 1.5, "dash": "dot"}


class Settings(NamedTuple):
    """What the learner sets of a training."""

    data: str
    shift: float
    rate: float
    weights: str
    bias: float
    seed: int


AT_FIRST = Settings("circles", 1.0, 1.5, "He", 0.0, 13)


class Words(NamedTuple):
    """What the picture says, in the visitor's language; templates as in Picture."""

    alternative: str
    caption: str
    title: str
    step: str
    neuron: str
    loss: str
    guessing: str
    alive: str
    highest: str
    own: str
    bias: str


@kept(48, heavy=True)
def lives_of(activation: Activation, parameters: Parameters, settings: Settings, layers: int = 1) -> Lives:
    """A training with one or two hidden layers."""
    return simulate(
        activation,
        data=settings.data,
        offset=settings.shift,
        learning_rate=settings.rate,
        initialisation=settings.weights,
        bias=settings.bias,
        seed=settings.seed,
        hidden_layers=layers,
        width=WIDTHS[layers],
        samples=SAMPLES,
        steps=STEPS,
        **dict(parameters),
    )


@kept(48, heavy=True)
def mean_share_dead(activation: Activation, parameters: Parameters, settings: Settings) -> float:
    """The share of neurons that are dead at the end, in the mean over SEEDS instead of the settings' seed."""
    shares = survey(
        activation,
        learning_rates=[settings.rate],
        seeds=SEEDS,
        data=settings.data,
        offset=settings.shift,
        initialisation=settings.weights,
        bias=settings.bias,
        width=WIDTHS[1],
        samples=SAMPLES,
        steps=STEPS,
        **dict(parameters),
    )
    return float(shares.mean())


def others(activation: Activation) -> tuple[Activation, ...]:
    """The functions that the same network is trained with, to compare."""
    return tuple(CATALOG[name] for name in COMPARED if name != activation.name)


@kept(8, heavy=True)
def dying(lives: Lives, label: str, compared: tuple[tuple[str, Lives], ...], words: Words) -> Picture:
    """The neurons' lines among the points; how long each neuron lives; the loss, beside that of others."""
    canvas = Canvas()
    plane, lifelines, losses = panels(canvas)
    steps = np.arange(float(len(lives.losses)))
    middle = lives.points.x.mean(axis=0).round(1)
    for target, (colour, symbol) in enumerate(CLASSES):
        x, y = lives.points.x[lives.points.y == target].T
        trace = canvas.points(plane, colour, symbol, 8)
        canvas.rest |= {(trace, "x"): x, (trace, "y"): y}
    lines = Lines(canvas, plane, lives, middle)
    draw_lifelines(canvas, lifelines, lives.dead, words)
    for colour, dash, (name, life) in zip(CURVE_COLOURS, DASHES, ((label, lives), *compared), strict=False):
        canvas.still(losses, colour, steps, drawable(life.losses), name, dash)
    head = canvas.head(losses, CURVE_COLOURS[0])
    canvas.level(losses, (0.0, steps[-1]), float(np.log(2.0)), words.guessing)
    now = canvas.add(lifelines, "ink", mode="lines", opacity=0.6, line={"width": 1})

    across, upward = ((float(place - VIEW), float(place + VIEW)) for place in middle)
    canvas.set_axes(plane, across, upward, ("x₁", "x₂"), square=True)
    highest = max(float(life.losses.max()) for life in (lives, *(life for _other, life in compared)))
    heights = (0.0, min(1.05 * highest, HIGHEST_LOSS))
    canvas.set_axes(losses, from_start(steps[-1]), heights, (words.step, words.loss))
    titles = (words.step, words.alive, words.loss, *(f"{words.loss}: {other}" for other, _life in compared))
    scenes = [lines.at(frame) | upright(now, frame, lives.dead.shape[1]) for frame in range(len(steps))]
    return canvas.picture(
        words,
        replay=Replay(
            len(steps),
            (Track(head, steps, drawable(lives.losses), grows=False),),
            says(lives, *(life for _other, life in compared)),
            Family.of("", range(len(steps)), scenes),
        ),
        numbers=Numbers(titles, rows=rows(lives, *(life.losses for _other, life in compared))),
        wraps=True,
    )


@kept(8, heavy=True)
def returning(lives: Lives, words: Words) -> Picture:
    """One neuron of the second layer: its pre-activations; how long each neuron lives; its own weights."""
    canvas = Canvas()
    values, lifelines, own = panels(canvas)
    steps = np.arange(float(len(lives.losses)))
    neuron = watched(lives)
    z = drawable(lives.pre_activations[:, :, neuron])
    canvas.still(values, "blue", steps, z.max(axis=1), words.highest, "solid", words.highest)
    samples = canvas.points(values, "ink", "circle", 6)
    canvas.level(values, (0.0, steps[-1]), 0.0)
    draw_lifelines(canvas, lifelines, lives.dead, words)
    now = canvas.add(lifelines, "ink", mode="lines", opacity=0.6, line={"width": 1})
    weights, bias = drawable(lives.weights[:, neuron]), drawable(lives.biases[:, neuron])
    for weight in weights.T:
        canvas.still(own, "blue", steps, weight, words.own)
    canvas.still(own, "vermilion", steps, bias, words.bias, "dash", words.bias)

    canvas.set_axes(values, from_start(steps[-1]), padded(z.min(), z.max()), (words.step, "z"))
    own_values = np.column_stack([weights, bias])
    span = padded(own_values.min(), own_values.max())
    canvas.set_axes(own, from_start(steps[-1]), span, (words.step, words.own))
    column = np.ones(z.shape[1])
    scenes = [
        upright(now, frame, lives.dead.shape[1]) | {(samples, "x"): frame * column, (samples, "y"): z[frame]}
        for frame in range(len(steps))
    ]
    return canvas.picture(
        words,
        replay=Replay(
            len(steps),
            (),
            says(lives) | {"highest": [number(float(each)) for each in z.max(axis=1)]},
            Family.of("", range(len(steps)), scenes),
        ),
        numbers=Numbers(
            (words.step, words.alive, words.loss, words.highest), rows=rows(lives, z.max(axis=1))
        ),
        wraps=True,
    )


def watched(lives: Lives) -> int:
    """The neuron that came back, or the one that was dead for longest where none did."""
    back = longest_return(lives.dead)
    return back.neuron if back else int(lives.dead.sum(axis=0).argmax())


def panels(canvas: Canvas) -> list[Panel]:
    """A large panel on the left, and two above each other beside it."""
    three = canvas.arrange(columns=3)
    places = (((0.0, 0.55), (0.0, 1.0)), ((0.65, 1.0), (0.58, 1.0)), ((0.65, 1.0), (0.0, 0.44)))
    for panel, (across, upward) in zip(three, places, strict=True):
        canvas.set_axis("x", panel, domain=across)
        canvas.set_axis("y", panel, domain=upward)
    return three


class Lines:
    """Where each neuron's z is 0: a line with a tick to the side where z > 0, and the neuron's number."""

    def __init__(self, canvas: Canvas, panel: Panel, lives: Lives, middle: Array) -> None:
        self.lives, self.middle = lives, middle
        self.alive = canvas.add(panel, "ink", mode="lines", line=THICK)
        self.dead = canvas.add(panel, "ink", mode="lines", line=DOTTED, opacity=0.5)
        names = [str(neuron + 1) for neuron in range(lives.dead.shape[1])]
        self.numbers = canvas.points(panel, "ink", "circle", 1, names)

    def at(self, frame: int) -> State:
        w, b, dead = self.lives.weights[frame], self.lives.biases[frame], self.lives.dead[frame]
        with np.errstate(all="ignore"):
            normal = w / np.hypot(*w.T)[:, None]
            foot = self.middle - ((w @ self.middle + b) / np.hypot(*w.T))[:, None] * normal
        along = normal @ np.array([[0.0, 1.0], [-1.0, 0.0]])
        gap = np.full_like(foot, np.nan)
        ends = (foot - FAR * along, foot + FAR * along, gap, foot, foot + TICK * normal, gap)
        seen = (np.abs(foot - self.middle) < VIEW).all(axis=1)
        place = apart(*(np.where(seen[:, None], self.edge(foot, way), np.nan) for way in (along, -along)))
        state: State = {(self.numbers, "x"): place[:, 0], (self.numbers, "y"): place[:, 1]}
        for trace, shown in ((self.alive, seen & ~dead), (self.dead, seen & dead)):
            points = np.where(shown[:, None, None], np.stack(ends, axis=1), np.nan).reshape(-1, 2)
            state |= {(trace, "x"): points[:, 0], (trace, "y"): points[:, 1]}
        return state

    def edge(self, foot: Array, along: Array) -> Array:
        """Where the lines come near the edge of the plane, along from their feet."""
        room = VIEW - EDGE - (foot - self.middle) * np.sign(along)
        reach = (room / np.maximum(np.abs(along), 1e-9)).min(axis=1, keepdims=True)
        return np.asarray(foot + reach * along)


def apart(*choices: Array) -> Array:
    """For each line the first of its places that has room beside those of the lines before it, or none."""
    taken = np.full_like(choices[0], np.nan)
    for line, places in enumerate(zip(*choices, strict=True)):
        free = (place for place in places if not (np.hypot(*(taken - place).T) < ROOM).any())
        taken[line] = next(free, taken[line])
    return taken


def draw_lifelines(canvas: Canvas, panel: Panel, dead: NDArray[np.bool_], words: Words) -> None:
    """For each neuron a line: solid while it lives, dotted while it is dead, with a cross at each death."""
    steps, width = dead.shape
    step, row = np.arange(steps + 1.0), np.arange(1.0, width + 1)
    x = np.tile(np.append(step[:-1], np.nan), width)
    for state, style, opacity in ((False, THICK, 1.0), (True, DOTTED, 0.6)):
        lasting = dead == state
        lasting[1:] |= dead[:-1] == state
        y = np.vstack([np.where(lasting, row, np.nan), np.full(width, np.nan)]).T.ravel()
        trace = canvas.add(panel, "ink", mode="lines", line=style, opacity=opacity)
        canvas.rest |= {(trace, "x"): x, (trace, "y"): y}
    falls = dead & ~np.vstack([np.zeros(width, bool), dead[:-1]])
    when, who = np.nonzero(falls)
    crosses = canvas.points(panel, "vermilion", "x", 9)
    canvas.rest |= {(crosses, "x"): when.astype(float), (crosses, "y"): row[who]}
    canvas.set_axes(panel, from_start(steps - 1.0), (width + 0.6, 0.4), ("", words.neuron))
    canvas.set_axis("y", panel, dtick=1, tick0=1)


def upright(trace: int, frame: int, width: int) -> State:
    """The line through the lifelines at a step."""
    return {(trace, "x"): np.full(2, float(frame)), (trace, "y"): np.array([0.4, width + 0.6])}


def says(*all_lives: Lives) -> dict[str, list[float | str]]:
    """What the words say at each frame, by name: of the first training, the second, …"""
    words: dict[str, list[float | str]] = {"step": [str(step) for step in range(len(all_lives[0].losses))]}
    for place, lives in enumerate(all_lives, 1):
        words[f"alive{place}"] = [str(count) for count in living(lives)]
        words[f"loss{place}"] = [number(float(loss)) for loss in lives.losses]
    return words


def rows(lives: Lives, *columns: Array) -> tuple[tuple[float, ...], ...]:
    """For each step its number, how many neurons live, the loss, and what else."""
    steps = range(len(lives.losses))
    return tuple(map(tuple, np.column_stack([steps, living(lives), lives.losses, *columns]).tolist()))


def living(lives: Lives) -> list[int]:
    return [int(count) for count in (~lives.dead).sum(axis=1)]


def drawable(values: Array) -> Array:
    """What a training that diverged has reached, cut to what a picture can hold."""
    return np.clip(values, -LARGEST, LARGEST)
