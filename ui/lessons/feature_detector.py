"""A feature detector as a picture: its output over the feature's strength, and the noise it passes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from activations.core import Parameter, percent
from activations.simulations.feature_detector import STRENGTHS, Detection, simulate
from ui.canvas import Canvas
from ui.heavy import kept
from ui.lessons.saturation import curves
from ui.lessons.subject import Subject, defaults, turns
from ui.picture import Family, Numbers, Picture, State

NOISE = Parameter("noise", "σ", default=0.5, low=0.1, high=2.0, step=0.1)
ROOMS = (1.0, 1.5, 2.0, 3.0, 5.0)
READ_AT = {"absent": -3.0, "edge": 0.0, "present": 3.0}
"""The strengths at which numbers are told, by the name that words call them by."""


class DetectorWords(NamedTuple):
    """What the picture says, in the visitor's language; templates as in Picture."""

    alternative: str
    caption: str
    title: str
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    mean: str
    band: str
    noise: str
    strength: str
    output: str
    passed_on: str
    all_noise: str


@kept(32, heavy=True)
def detector_picture(detector: Subject, words: DetectorWords) -> Picture:
    """The mean output, a standard deviation to either side of it, and noise out for noise in beside |f′|."""
    canvas = Canvas()
    upper, lower = canvas.arrange(rows=2)
    sweeps = turns(detector, (NOISE,))
    detections = {
        each: simulate(each.activation, **each.given)
        for each in dict.fromkeys(each for turn in sweeps for each in turn.subjects)
    }
    band = [canvas.line(upper, "vermilion", name, "dot", True) for name in ("f + σ", "f − σ")]
    mean = canvas.line(upper, "blue", words.output, "solid", True)
    canvas.level(lower, (STRENGTHS[0], 0.0), 1.0, words.all_noise)
    slope = canvas.line(lower, "blue", "|f′|", "dash", True)
    passed = canvas.line(lower, "vermilion", words.passed_on, "solid", True)
    canvas.name(upper, "blue", mean, words.mean)
    canvas.name(upper, "vermilion", band[0], words.band)
    canvas.name(lower, "blue", slope, "|f′|")
    canvas.name(lower, "vermilion", passed, words.noise)

    steepness = curves(detector.activation, {each.parameters for each in detections})

    def state(each: Subject) -> State:
        found = detections[each]
        noise = noise_of(each)
        lines = {
            mean: found.mean,
            band[0]: found.mean + found.spread,
            band[1]: found.mean - found.spread,
            passed: found.spread / noise,
        }
        line = steepness[each.parameters]
        seen = np.abs(line.x) <= STRENGTHS[-1]
        data: State = {
            (slope, "x"): np.where(seen, line.x, np.nan),
            (slope, "y"): np.where(seen, np.abs(line.slope), np.nan),
        }
        for trace, y in lines.items():
            data |= {(trace, "x"): found.strengths, (trace, "y"): y}
        return data

    across = (float(STRENGTHS[0]), float(STRENGTHS[-1]))
    canvas.set_axes(upper, across, (-1.0, 1.0), ("", words.output))
    canvas.set_axes(lower, across, (0.0, 1.0), (words.strength, words.passed_on))
    return canvas.picture(
        words,
        families=(
            Family.of(
                turn.key,
                turn.values,
                [state(each) for each in turn.subjects],
                says([(noise_of(each), detections[each]) for each in turn.subjects]),
                {
                    "yaxis" + upper.y: [heights(each) for each in turn.subjects],
                    "yaxis" + lower.y: [room_for(detections[each], noise_of(each)) for each in turn.subjects],
                },
            )
            for turn in sweeps
        ),
        numbers=Numbers(words.titles, rows=words.rows),
        initial=defaults(detector, (NOISE,)),
    )


def noise_of(detector: Subject) -> float:
    return dict(detector.lesson)[NOISE.name]


def heights(detector: Subject) -> tuple[float, float]:
    """From the function's lowest output to its highest, with room for noise at both ends."""
    outputs = detector.activation(STRENGTHS, **dict(detector.parameters))
    room = 0.25 * float(np.ptp(outputs)) or 1.0
    return float(outputs.min()) - room, float(outputs.max()) + room


def room_for(detection: Detection, noise: float) -> tuple[float, float]:
    """The span of an axis on which the largest part of the noise can be seen: it grows in few leaps."""
    most = max(detection.spread.max(), detection.passed_on.max()) / noise
    return -0.05, 1.2 * next(room for room in (*ROOMS, float(most)) if most <= room * (1.0 + 1e-9))


def says(detections: Sequence[tuple[float, Detection]]) -> dict[str, list[float | str]]:
    """Output, noise and the part of the noise that is passed on, at the strengths that are told."""
    said: dict[str, list[float | str]] = {}
    for name, strength in READ_AT.items():
        place = int(np.argmin(np.abs(STRENGTHS - strength)))
        said[name] = [float(found.mean[place]) for _, found in detections]
        said[f"{name}_noise"] = [float(found.spread[place]) for _, found in detections]
        said[f"{name}_passed"] = [percent(float(found.spread[place]) / noise) for noise, found in detections]
    return said
