"""A small network whose numbers appear layer by layer; no Streamlit."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from activations.core import Activation, Array, number
from activations.simulations.forward_propagation import WIDTH, Propagation, simulate
from ui.canvas import Canvas
from ui.heavy import kept
from ui.picture import Family, Numbers, Picture, Replay, State
from ui.sampling import Parameters

Place = tuple[float, float]
COLOURS = {"x": "ink", "z": "green", "a": "ink"}
SUBSCRIPTS = "₁₂₃"
WIDE, NARROW, FEW_COLUMNS = 48, 39, 5
"""Diameters of a neuron, and up to how many columns there is room for the larger one."""


class Words(NamedTuple):
    """What the picture says, in the visitor's language; templates as in Picture.

    ``layer`` names the columns, ``stages`` head what is computed in one, with {layer} for its number.
    """

    alternative: str
    caption: str
    title: str
    inputs: str
    layer: str
    stages: tuple[tuple[str, str], ...]
    output: str
    titles: tuple[str, ...]


@kept(32)
def run(
    activation: Activation, parameters: Parameters, inputs: tuple[float, ...], layers: int, seed: int
) -> Propagation:
    """The sample's way through the network."""
    return simulate(activation, inputs=inputs, layers=layers, seed=seed, **dict(parameters))


@kept(8)
def passing(propagation: Propagation, name: str, words: Words) -> Picture:
    """Neurons as circles; at each stage the values known so far, and the weights that are at work."""
    canvas = Canvas()
    (panel,) = canvas.arrange()
    stages, network = propagation.stages, propagation.network
    columns = [column(0, network[0].weights.shape[1])]
    columns += [column(place, len(layer.biases)) for place, layer in enumerate(network, 1)]
    size = WIDE if len(columns) <= FEW_COLUMNS else NARROW
    for sign, colour, dash in ((1.0, "blue", "solid"), (-1.0, "vermilion", "dash")):
        line = canvas.add(panel, colour, mode="lines", opacity=0.5, line={"width": 1.5, "dash": dash})
        x, y = links(columns, [np.sign(layer.weights) == sign for layer in network])
        canvas.rest |= {(line, "x"): x, (line, "y"): y}
    busy = canvas.add(panel, "green", mode="lines", line={"width": 3})
    places = np.array([place for each in columns for place in each])
    circles = canvas.add(
        panel, "ink", mode="markers", open=[True] * len(places), marker={"size": size, "line": {"width": 2}}
    )
    canvas.rest |= {(circles, "x"): places[:, 0], (circles, "y"): places[:, 1]}
    texts = [
        canvas.add(
            panel,
            COLOURS[stage.what],
            mode="text",
            text=[number(float(value), 2) for value in stage.values],
            textfont={"size": size // 3 - 2, "weight": 600},
        )
        for stage in stages
    ]

    def scene(frame: int) -> State:
        now = stages[frame]
        data: State = {}
        for place, (stage, text) in enumerate(zip(stages, texts, strict=True)):
            at = np.array(columns[stage.layer])
            known = place == frame or (place < frame and stage.what != "z")
            data |= {(text, "x"): at[:, 0] if known else np.full(len(at), np.nan), (text, "y"): at[:, 1]}
        summed = [
            np.full(layer.weights.shape, now.what == "z" and place == now.layer)
            for place, layer in enumerate(network, 1)
        ]
        x, y = links(columns, summed, gaps=True)
        return data | {(busy, "x"): x, (busy, "y"): y}

    reach = (WIDTH - 1) / 2 + 0.6
    span = (-0.5, len(columns) - 0.5)
    canvas.set_axes(panel, span, (-reach, reach), (words.layer, ""), ticks="x")
    heads = [words.inputs, *map(str, range(1, len(columns)))]
    canvas.name_places("x", panel, heads, first=0)
    canvas.set_axis("y", panel, showgrid=False, zeroline=False)
    frames = range(len(stages))
    return canvas.picture(
        words,
        replay=Replay(
            len(stages),
            (),
            says(propagation, name, words),
            Family.of("", frames, [scene(frame) for frame in frames]),
        ),
        numbers=Numbers(words.titles, rows=rows(propagation)),
    )


def column(place: int, count: int) -> list[Place]:
    """Where the neurons of a column stand, the first on top."""
    return [(float(place), (count - 1) / 2 - i) for i in range(count)]


def links(
    columns: list[list[Place]], wanted: list[NDArray[np.bool_]], gaps: bool = False
) -> tuple[Array, Array]:
    """The lines between neighbouring columns where a weight is wanted; ``gaps`` keeps the others' place."""
    points: list[Place] = []
    nowhere = (np.nan, np.nan)
    for starts, ends, chosen in zip(columns[:-1], columns[1:], wanted, strict=True):
        for (to, origin), is_wanted in np.ndenumerate(chosen):
            if is_wanted or gaps:
                points += [starts[origin], ends[to], nowhere] if is_wanted else [nowhere] * 3
    x, y = np.reshape(points, (-1, 2)).T
    return x, y


def says(propagation: Propagation, name: str, words: Words) -> dict[str, list[str]]:
    """What the words say at each stage: its head, and a line of arithmetic for each neuron."""
    said: dict[str, list[str]] = {"stage": [], "line1": [], "line2": [], "line3": []}
    for place in range(len(propagation.stages)):
        said["stage"].append(headline(propagation, place, words))
        lines = arithmetic(propagation, place, name)
        for i in range(WIDTH):
            said[f"line{i + 1}"].append(lines[i] if i < len(lines) else "")
    return said


def headline(propagation: Propagation, place: int, words: Words) -> str:
    stage = propagation.stages[place]
    if stage.what == "x":
        return words.inputs
    if place == len(propagation.stages) - 1:
        return words.output
    return dict(words.stages)[stage.what].format(layer=stage.layer)


def arithmetic(propagation: Propagation, place: int, name: str) -> list[str]:
    """How each value of a stage comes about."""
    stage = propagation.stages[place]
    values = [number(float(value)) for value in stage.values]
    if stage.what == "x":
        return [f"x{SUBSCRIPTS[i]} = {value}" for i, value in enumerate(values)]
    before = [number(float(value)) for value in propagation.stages[place - 1].values]
    if stage.what == "a":
        pairs = zip(before, values, strict=True)
        return [f"a{SUBSCRIPTS[i]} = {name}({z}) = {a}" for i, (z, a) in enumerate(pairs)]
    layer = propagation.network[stage.layer - 1]
    lines = []
    for i, (row, bias, z) in enumerate(
        zip(layer.weights.tolist(), layer.biases.tolist(), values, strict=True)
    ):
        products = " + ".join(
            f"{bracketed(number(w))}·{bracketed(v)}" for w, v in zip(row, before, strict=True)
        )
        lines.append(f"z{SUBSCRIPTS[i]} = {products} + {number(bias)} = {z}")
    return lines


def bracketed(written: str) -> str:
    """A number inside a product or a sum: in brackets where it has a sign."""
    return f"({written})" if written.startswith("−") else written


def rows(propagation: Propagation) -> tuple[tuple[float | str, ...], ...]:
    """A row for each value: its layer, what it is, which neuron, the value."""
    return tuple(
        (stage.layer, stage.what, place, value if math.isfinite(value) else number(value))
        for stage in propagation.stages
        for place, value in enumerate(stage.values.tolist(), 1)
    )
