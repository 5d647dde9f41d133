"""Loss curves of one network trained with several functions, live under the learning rate; no Streamlit."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from activations import CATALOG
from activations.core import number
from activations.simulations.convergence import Learning, learn
from activations.simulations.cost import Costs, measure
from ui.canvas import CURVE_COLOURS, Canvas, from_start
from ui.heavy import kept
from ui.picture import Family, Numbers, Picture, State

TRAINED = ("relu", "elu", "tanh", "softplus", "sigmoid")
RATES = (2.0, 4.0, 6.0, 8.0, 10.0, 12.0)
FIRST_RATE = 4.0
SEEDS = 5
STEPS = 100
GOAL = 0.2
POWERS = (-2.5, 0.8)
"""The span of the losses shown, in powers of ten."""
FAINT = {"width": 1}


class Words(NamedTuple):
    """What the picture says, in the visitor's language; templates as in Picture."""

    alternative: str
    caption: str
    title: str
    step: str
    loss: str
    goal: str
    never: str
    rate: str


@kept(64, heavy=True)
def learning_of(name: str, data: str, rates: tuple[float, ...]) -> Learning:
    """A function's trainings on a set of points, at each of the learning rates."""
    return learn(CATALOG[name], learning_rates=rates, seeds=range(SEEDS), data=data, goal=GOAL, steps=STEPS)


@kept(1, heavy=True)
def costs() -> Costs:
    """Measured once, where the server runs."""
    return measure()


def rates_with(rate: float) -> tuple[float, ...]:
    """The slider's learning rates, and the present one among them where a link has put it between two."""
    return tuple(sorted({*RATES, rate}))


@kept(8, heavy=True)
def curves(data: str, rates: tuple[float, ...], words: Words) -> Picture:
    """A thick line for the median of the seeds, thin ones for each seed, at every learning rate."""
    canvas = Canvas()
    (panel,) = canvas.arrange()
    steps = np.arange(STEPS + 1.0)
    learnings = {name: learning_of(name, data, rates) for name in TRAINED}
    states: list[State] = [{} for _rate in rates]
    for colour, (name, learning) in zip(CURVE_COLOURS, learnings.items(), strict=True):
        label = CATALOG[name].label
        seeds = canvas.add(panel, colour, mode="lines", line=FAINT, opacity=0.35)
        median = canvas.line(panel, colour, label, "solid", True)
        canvas.name(panel, colour, median, label)
        gap = np.full((SEEDS, 1), np.nan)
        for state, losses in zip(states, learning.losses, strict=True):
            state[seeds, "x"] = np.tile(np.append(steps, np.nan), SEEDS)
            state[seeds, "y"] = np.hstack([losses, gap]).ravel()
            state[median, "x"] = steps
            state[median, "y"] = np.median(losses, axis=0)
    canvas.level(panel, (0.0, float(STEPS)), GOAL, words.goal)
    canvas.set_axes(panel, from_start(float(STEPS)), POWERS, (words.step, words.loss), logarithmic="y")
    says = {
        arrival_name(name): [arrival(steps, words.never) for steps in learning.median_arrival.tolist()]
        for name, learning in learnings.items()
    }
    titles = (words.rate, *(CATALOG[name].label for name in TRAINED))
    return canvas.picture(
        words,
        families=[Family.of("rate", rates, states, says)],
        numbers=Numbers(
            titles,
            rows=tuple(
                (rate, *(says[arrival_name(name)][place] for name in TRAINED))
                for place, rate in enumerate(rates)
            ),
        ),
        initial={"rate": (FIRST_RATE,)},
    )


def arrival_name(name: str) -> str:
    """What the words call the number of steps that a function needs."""
    return f"steps_{name}"


def arrival(steps: float, never: str) -> str:
    return number(steps) if math.isfinite(steps) else never
