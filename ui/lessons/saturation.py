"""Neurons on a curve as a picture: their inputs, outputs and slopes at every position of every slider."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from activations.core import Activation, Array, Parameter, number, percent
from activations.measure import normal_density
from activations.simulations.saturation import STATES, Histogram, Population, share_sure, simulate
from ui.canvas import Canvas, Panel, bar_sides, bar_tops
from ui.heavy import kept
from ui.lessons.subject import Subject, defaults, turns
from ui.picture import Family, Numbers, Picture, State
from ui.sampling import Parameters, Sample, breaks, equally_many, sample
from ui.tables import framed, template

MEAN = Parameter("mean", "m", default=0.0, low=-6.0, high=6.0, step=0.25)
SPARSE = -1.75
"""A mean of the inputs at which few of ReLU's neurons are active."""
SPREAD = Parameter("spread", "s", default=1.0, low=0.1, high=4.0, step=0.1)
WINDOW = (-8.0, 8.0)
BINS = 20
NEURONS = np.array([NormalDist().inv_cdf((i + 0.5) / 50) for i in range(50)])
CERTAINTY = 0.9
SAID: dict[str, str] = dict(zip(STATES, ("left", "between", "right", "dead", "active"), strict=True))
"""What the words call the share of neurons in each state."""

LEAST = 5e-5
MOST_POINTS = 4
ROOMS = (0.1, 0.2, 0.5, 1.01)
SHARES = (0.0, 1.08)


class CrowdWords(NamedTuple):
    """What the picture says, in the visitor's language; templates as in Picture.

    The caption comes with the picture, which knows what states there are.
    """

    alternative: str
    title: str
    states: tuple[str, ...]
    output: str
    output_spread: str
    mean_slope: str
    sure: str
    saturated: str
    dead: str
    exactly: str
    inputs: str
    density: str
    outputs: str
    slope: str
    share: str
    caption: str = ""


class Moment(NamedTuple):
    """A function at one position of a slider, the neurons on it, and the line it is drawn as."""

    subject: Subject
    population: Population
    line: Sample


Piece = Callable[[Moment], State]
"""Some traces' data, as it is at a moment."""


@kept(32, heavy=True)
def crowd_picture(crowd: Subject, words: CrowdWords) -> Picture:
    """The curve with neurons on it, their outputs beside it, their inputs below, and their slopes.

    The axes of the shares follow the longest bar in few leaps, so that a crowd in one place and a crowd that
    is spread out can both be seen.
    """
    canvas = Canvas()
    panels = canvas.arrange(rows=2, columns=2, gap=0.15)
    sweeps = turns(crowd, (MEAN, SPREAD))
    states = moments([each for turn in sweeps for each in turn.subjects])
    populations = [moment.population for moment in states.values()]
    curve, outputs, inputs, slopes = panels
    pieces = [
        *shading(canvas, (curve, inputs), populations, words),
        curve_and_neurons(canvas, curve),
        bell(canvas, inputs),
        histogram(canvas, outputs, outputs_of, "o", populations),
        histogram(canvas, slopes, slopes_of, "s", populations),
    ]
    name_axes(canvas, panels, crowd.activation.label, populations, words)
    rows = measures(crowd.activation, populations, words)
    told = words._replace(
        alternative=" ".join((words.alternative, *(f"{name}: {{{word}}}." for word, name in rows.items()))),
        caption=framed(tuple(rows.values()), ["".join(template("td", f"{{{word}}}") for word in rows)]),
    )
    return canvas.picture(
        told,
        families=(
            Family.of(
                turn.key,
                turn.values,
                [
                    {field: values for piece in pieces for field, values in piece(states[each]).items()}
                    for each in turn.subjects
                ],
                says([states[each] for each in turn.subjects], words.exactly),
                {
                    "xaxis" + panel.x: [room_for(read(states[each].population)) for each in turn.subjects]
                    for panel, read in ((outputs, outputs_of), (slopes, slopes_of))
                },
            )
            for turn in sweeps
        ),
        numbers=Numbers((words.title, ""), rows=tuple((name, f"{{{word}}}") for word, name in rows.items())),
        initial=defaults(crowd, (MEAN, SPREAD)),
    )


def moments(subjects: Sequence[Subject]) -> dict[Subject, Moment]:
    """What is drawn of each: simulated once, though several sliders pass through it."""
    lines = curves(subjects[0].activation, {each.parameters for each in subjects})
    return {
        each: Moment(
            each,
            simulate(each.activation, window=WINDOW, bins=BINS, **each.given),
            lines[each.parameters],
        )
        for each in dict.fromkeys(subjects)
    }


def curves(activation: Activation, settings: set[Parameters]) -> dict[Parameters, Sample]:
    """The function at each setting of its parameters: all lines have as many points."""
    ordered = list(settings)
    found = equally_many([breaks(activation, dict(setting)) for setting in ordered])
    return {
        setting: sample(activation, dict(setting), places, None, None)
        for setting, places in zip(ordered, found, strict=True)
    }


def outputs_of(population: Population) -> Histogram:
    return population.outputs


def slopes_of(population: Population) -> Histogram:
    return population.slopes


def shading(
    canvas: Canvas, panels: tuple[Panel, ...], populations: Sequence[Population], words: CrowdWords
) -> list[Piece]:
    """Areas for the stretches on which neurons are saturated or dead, named in the first panel."""

    def stretches(population: Population, dead: bool) -> list[tuple[float, float]]:
        return [
            (each.low, each.high)
            for each in population.stretches
            if each.state != "active" and (each.state == "dead") == dead and each.low < WINDOW[1]
        ]

    def piece(trace: int, dead: bool, place: int) -> Piece:
        def read(moment: Moment) -> State:
            low, high = (stretches(moment.population, dead) + [(np.nan, np.nan)] * (place + 1))[place]
            return {(trace, "x"): np.array([low, high, high, low])}

        return read

    return [
        piece(canvas.area(panel, text if panel is panels[0] else "", pattern), dead, place)
        for dead, text, pattern in ((False, words.saturated, ""), (True, words.dead, "/"))
        for place in range(max(len(stretches(each, dead)) for each in populations))
        for panel in panels
    ]


def curve_and_neurons(canvas: Canvas, panel: Panel) -> Piece:
    """The function, and a dot on it for each neuron."""
    line = canvas.line(panel, "blue", "f", "solid", True)
    dots = canvas.dots(panel, "vermilion")

    def read(moment: Moment) -> State:
        x = inputs_at(moment.subject, NEURONS)
        seen = (WINDOW[0] <= moment.line.x) & (moment.line.x <= WINDOW[1])
        return {
            (line, "x"): np.where(seen, moment.line.x, np.nan),
            (line, "y"): np.where(seen, moment.line.f, np.nan),
            (dots, "x"): x,
            (dots, "y"): moment.subject.activation(x, **dict(moment.subject.parameters)),
        }

    return read


def inputs_at(subject: Subject, z: Array) -> Array:
    """The inputs that lie z spreads from the mean."""
    lesson = dict(subject.lesson)
    return lesson[MEAN.name] + lesson[SPREAD.name] * z


def bell(canvas: Canvas, panel: Panel) -> Piece:
    """The density of the inputs, its top at 1."""
    area = canvas.bars(panel, "vermilion", "")
    z = np.linspace(-4.0, 4.0, 41)
    height = normal_density(z) / normal_density(np.zeros(()))

    def read(moment: Moment) -> State:
        return {(area, "x"): inputs_at(moment.subject, z), (area, "y"): height}

    return read


def histogram(
    canvas: Canvas,
    panel: Panel,
    histogram_of: Callable[[Population], Histogram],
    name: str,
    populations: Sequence[Population],
) -> Piece:
    """Bars lying beside the axis of the values, and a stem with a name for each single value."""
    bars = canvas.bars(panel, "vermilion", "")
    most = max(len(histogram_of(each).points) for each in populations)
    stems = [canvas.line(panel, "purple", "", "solid", True) for _ in range(most)]
    tips = canvas.points(panel, "purple", "diamond", 8)
    for place, stem in enumerate(stems):
        canvas.name(panel, "purple", stem, f"{{{name}{place}}}")

    def read(moment: Moment) -> State:
        found = histogram_of(moment.population)
        held = [(point.value, point.share) for point in found.points]
        ends = np.array(held + [(np.nan, np.nan)] * (most - len(held))).reshape(-1, 2)
        data: State = {
            (bars, "x"): bar_tops(found.shares),
            (bars, "y"): bar_sides(found.edges[:-1], found.edges[1:]),
            (tips, "x"): ends[:, 1],
            (tips, "y"): ends[:, 0],
        }
        for stem, (value, length) in zip(stems, ends, strict=True):
            data |= {(stem, "x"): np.array([0.0, length]), (stem, "y"): np.array([value, value])}
        return data

    return read


def name_axes(
    canvas: Canvas, panels: Sequence[Panel], label: str, populations: Sequence[Population], words: CrowdWords
) -> None:
    """Curve and outputs have the same height; the curve has most of the room."""
    curve, outputs, inputs, slopes = panels
    height = span([each.outputs for each in populations], 0.1)
    steepness = span([each.slopes for each in populations], 0.25)
    canvas.set_axes(curve, WINDOW, height, ("", label))
    canvas.set_axes(outputs, SHARES, height, ("", words.outputs), ticks="x")
    canvas.set_axes(inputs, WINDOW, (0.0, 1.15), (words.inputs, words.density), ticks="x")
    canvas.set_axes(slopes, SHARES, steepness, (words.share, words.slope))
    for panel, domain in zip(panels, ((0.42, 1.0), (0.42, 1.0), (0.0, 0.32), (0.0, 0.32)), strict=True):
        canvas.set_axis("y", panel, domain=domain)
    for panel in (outputs, slopes):
        canvas.set_axis("x", panel, tickformat=".0%", nticks=5)


def room_for(histogram: Histogram) -> tuple[float, float]:
    """The span of an axis on which the longest bar and stem can be seen whole."""
    longest = max([*histogram.shares, *(point.share for point in histogram.points)])
    return 0.0, 1.08 * next(room for room in ROOMS if longest <= room)


def span(histograms: Sequence[Histogram], above: float) -> tuple[float, float]:
    """From the lowest to the highest value of all, with room above for the name of a stem."""
    low, high = min(each.edges[0] for each in histograms), max(each.edges[-1] for each in histograms)
    return float(low - 0.06 * (high - low)), float(high + above * (high - low))


def measures(activation: Activation, populations: Sequence[Population], words: CrowdWords) -> dict[str, str]:
    """What is measured of the crowd, by the name of its word: the states there are, and the means."""
    there = {stretch.state for each in populations for stretch in each.stretches}
    states = {SAID[state]: name for state, name in zip(STATES, words.states, strict=True) if state in there}
    sure = {"sure": words.sure} if activation.name == "sigmoid" else {}
    means = {"output": words.output, "scatter": words.output_spread, "steepness": words.mean_slope}
    return states | means | sure


def says(states: Sequence[Moment], exactly: str) -> dict[str, list[float | str]]:
    """What the words say at each moment, by name."""
    said: dict[str, list[float | str]] = {}
    for subject, population, _line in states:
        here: dict[str, float | str] = {SAID[state]: percent(population.shares[state]) for state in STATES}
        here["output"] = population.mean_output
        here["scatter"] = population.spread_output
        here["steepness"] = population.mean_slope
        here["sure"] = percent(share_sure(CERTAINTY, **dict(subject.lesson)))
        for name, found in (("o", population.outputs), ("s", population.slopes)):
            held = [
                exactly.format(value=number(point.value), share=percent(point.share))
                for point in found.points
                if point.share >= LEAST
            ]
            here |= {
                f"{name}{place}": text
                for place, text in enumerate([*held, *[""] * MOST_POINTS][:MOST_POINTS])
            }
        for name, value in here.items():
            said.setdefault(name, []).append(value)
    return said
