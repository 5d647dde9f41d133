"""Least squares under noise, with one input and with several; no Streamlit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from activations.core import Parameter, number
from activations.simulations.regression import INTERCEPT, SLOPE, Sample, houses, simulate
from ui.canvas import Canvas, padded
from ui.heavy import kept
from ui.picture import Family, Numbers, Picture, State
from ui.sampling import positions

NOISE = Parameter("noise", "σ", 1.0, 0.0, 3.0, 0.1)
THIN = {"width": 1}
TRUTH = {"width": 2, "dash": "dash"}
Ends = tuple[float, float]


class Words(NamedTuple):
    """What a picture says, in the visitor's language; templates as in Picture."""

    alternative: str
    caption: str
    title: str
    axes: tuple[tuple[str, str], ...]
    titles: tuple[str, ...]


@kept(8)
def fitted_line(noise: float, seed: int, words: Words) -> Picture:
    """One input: the points, the truth, the least-squares line and what it leaves, for every noise."""
    steps = positions(NOISE, noise)
    samples = [simulate(noise=sigma, seed=seed) for sigma in steps]
    canvas = Canvas()
    (panel,) = canvas.arrange()
    sticks = canvas.add(panel, "ink", mode="lines", opacity=0.5, line=THIN)
    points = canvas.points(panel, "blue", "circle", 9)
    across = np.array([0.0, 10.0])
    truth = canvas.add(panel, "ink", mode="lines", line=TRUTH)
    canvas.rest |= {(truth, "x"): across, (truth, "y"): INTERCEPT + SLOPE * across}
    line = canvas.add(panel, "vermilion", mode="lines", line={"width": 3})

    def state(sample: Sample) -> State:
        x, y, gap = sample.inputs, sample.outputs, np.full(len(sample.inputs), np.nan)
        return {
            (points, "x"): x,
            (points, "y"): y,
            (line, "x"): across,
            (line, "y"): sample.fit.weights[0] + sample.fit.weights[1] * across,
            (sticks, "x"): np.stack([x, x, gap], axis=1).ravel(),
            (sticks, "y"): np.stack([y, sample.fit.fitted, gap], axis=1).ravel(),
        }

    lows, highs = zip(*((each.outputs.min(), each.outputs.max()) for each in samples), strict=True)
    canvas.set_axes(panel, (0.0, 10.0), padded(min(lows), max(highs)), words.axes[0])
    says = {
        "w0": [number(float(each.fit.weights[0])) for each in samples],
        "w1": [number(float(each.fit.weights[1])) for each in samples],
        "s": [number(float(each.fit.spread)) for each in samples],
        "r2": [number(float(each.fit.r_squared)) for each in samples],
    }
    return canvas.picture(
        words,
        families=[Family.of(NOISE.name, steps, [state(each) for each in samples], says)],
        numbers=Numbers(words.titles, curves=(points,)),
        initial={NOISE.name: (NOISE.default,)},
    )


@kept(8)
def fitted_houses(noise: float, seed: int, words: Words) -> Picture:
    """Two inputs, two outputs: what was found against what the fit says, for every noise."""
    steps = positions(NOISE, noise)
    samples = [houses(noise=sigma, seed=seed) for sigma in steps]
    canvas = Canvas()
    panels = canvas.arrange(columns=2, gap=0.1)
    spans = [
        padded(
            min(each.outputs[:, place].min() for each in samples),
            max(each.outputs[:, place].max() for each in samples),
        )
        for place in range(2)
    ]
    dots = []
    for panel, span, colour, symbol, titles in zip(
        panels, spans, ("blue", "vermilion"), ("circle", "diamond"), words.axes, strict=True
    ):
        equal = canvas.add(panel, "ink", mode="lines", line=TRUTH)
        canvas.rest |= {(equal, "x"): np.array(span), (equal, "y"): np.array(span)}
        dots.append(canvas.points(panel, colour, symbol, 9))
        canvas.set_axes(panel, span, span, titles)

    def state(sample: Sample) -> State:
        data: State = {}
        for place, trace in enumerate(dots):
            data |= {(trace, "x"): sample.fit.fitted[:, place], (trace, "y"): sample.outputs[:, place]}
        return data

    says = {
        f"w{row}{column}": [number(float(each.fit.weights[row, column])) for each in samples]
        for row in range(3)
        for column in range(2)
    }
    says |= {f"r{place}": [number(float(each.fit.r_squared[place])) for each in samples] for place in (0, 1)}
    return canvas.picture(
        words,
        families=[Family.of(NOISE.name, steps, [state(each) for each in samples], says)],
        numbers=Numbers(words.titles, rows=tuple((row, f"{{w{row}0}}", f"{{w{row}1}}") for row in range(3))),
        wraps=True,
        initial={NOISE.name: (NOISE.default,)},
    )
