"""One neuron: its sum as steps up and down, and the point that the sum has on the curve; no Streamlit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from activations.core import Activation, Array, Parameter, number
from activations.simulations.neuron import BIAS, INPUTS, WEIGHTS, Neuron, simulate
from ui.canvas import Canvas, Panel, padded
from ui.heavy import kept
from ui.picture import Family, Numbers, Picture, State
from ui.sampling import Parameters, breaks, positions, sample

SLIDERS = (
    *(
        Parameter(f"x{i}", f"x{sub}", x, -2.0, 2.0, 0.1)
        for i, sub, x in zip("123", "₁₂₃", INPUTS, strict=True)
    ),
    *(
        Parameter(f"w{i}", f"w{sub}", w, -2.0, 2.0, 0.1)
        for i, sub, w in zip("123", "₁₂₃", WEIGHTS, strict=True)
    ),
    Parameter("b", "b", BIAS, -4.0, 4.0, 0.1),
)
WIDTH = 0.35
"""Of half a bar."""
SPANS = (2.0, 4.0, 6.0, 8.0, 12.0, 16.0)


class Words(NamedTuple):
    """What the picture says, in the visitor's language; templates as in Picture."""

    alternative: str
    caption: str
    title: str
    titles: tuple[str, ...]
    bias: str


@kept(16)
def at_work(
    activation: Activation, parameters: Parameters, settings: tuple[float, ...], words: Words
) -> Picture:
    """The sum on the left, the curve with its point and tangent on the right; a family for each slider."""
    canvas = Canvas()
    left, right = canvas.arrange(columns=2, gap=0.1)
    given = dict(parameters)
    tables = [sweep(place, settings) for place in range(len(SLIDERS))]
    neurons = [neurons_of(activation, given, table) for table in tables]
    reach = max(float(np.abs(levels(each, table)).max()) for each, table in zip(neurons, tables, strict=True))
    span = next((wide for wide in SPANS if reach <= wide), SPANS[-1])

    draw_curve(canvas, right, activation, given, span)
    bars = canvas.bars(left, "blue", "w·x")
    bias = canvas.bars(left, "purple", "b", "/")
    total = canvas.bars(left, "green", "z", "x")
    links = canvas.add(left, "ink", mode="lines", line={"width": 1, "dash": "dot"})
    tangent = canvas.add(right, "vermilion", mode="lines", line={"width": 2})
    guide = canvas.add(right, "ink", mode="lines", opacity=0.6, line={"width": 1, "dash": "dot"})
    point = canvas.head(right, "blue")

    def state(neuron: Neuron, table: Array, row: int) -> State:
        heights = levels(neuron, table)[row]
        x, y = stairs(heights)
        z, a, slope = float(neuron.z[row]), float(neuron.a[row]), float(neuron.slope[row])
        reach = span / 4
        return {
            (bars, "x"): x[:18],
            (bars, "y"): y[:18],
            (bias, "x"): x[18:24],
            (bias, "y"): y[18:24],
            (total, "x"): x[24:],
            (total, "y"): y[24:],
            (links, "x"): np.ravel([[i + WIDTH, i + 1 - WIDTH, np.nan] for i in range(1, 5)]),
            (links, "y"): np.ravel([[height, height, np.nan] for height in heights[1:]]),
            (point, "x"): np.array([z]),
            (point, "y"): np.array([a]),
            (guide, "x"): np.array([z, z, -span]),
            (guide, "y"): np.array([0.0, a, a]),
            (tangent, "x"): np.array([z - reach, z + reach]),
            (tangent, "y"): np.array([a - reach * slope, a + reach * slope]),
        }

    names = [f"w{sub}·x{sub}" for sub in "₁₂₃"] + ["b", "z"]
    canvas.set_axes(left, (0.4, 5.6), (-span, span))
    canvas.name_places("x", left, names)
    return canvas.picture(
        words,
        families=(
            Family.of(
                slider.name,
                table[:, place].tolist(),
                [state(neuron, table, row) for row in range(len(table))],
                says(neuron, table),
            )
            for place, (slider, neuron, table) in enumerate(zip(SLIDERS, neurons, tables, strict=True))
        ),
        numbers=Numbers(
            words.titles,
            rows=(
                *(
                    (f"x{sub}", f"{{x{i}}}", f"{{w{i}}}", f"{{c{i}}}", f"{{g{i}}}")
                    for i, sub in zip("123", "₁₂₃", strict=True)
                ),
                (words.bias, "", "{b}", "{b}", "{slope}"),
            ),
        ),
        wraps=True,
        initial={slider.name: (slider.default,) for slider in SLIDERS},
    )


def sweep(place: int, settings: tuple[float, ...]) -> Array:
    """The settings with one slider at each of its positions, a row each."""
    steps = positions(SLIDERS[place], settings[place])
    table = np.tile(settings, (len(steps), 1))
    table[:, place] = steps
    return table


def neurons_of(activation: Activation, parameters: dict[str, float], table: Array) -> Neuron:
    """A neuron for each row of settings."""
    return simulate(activation, inputs=table[:, :3], weights=table[:, 3:6], bias=table[:, 6], **parameters)


def levels(neuron: Neuron, table: Array) -> Array:
    """How high the sum is before the first part and after each: 0, w₁x₁, w₁x₁ + w₂x₂, …, z."""
    parts = np.column_stack([np.zeros(len(table)), neuron.contributions, table[:, 6]])
    return np.asarray(parts.cumsum(axis=1))


def stairs(heights: Array) -> tuple[Array, Array]:
    """The corners of a bar for each part, from where the sum was to where it is, and of one from 0 to z."""
    place = np.arange(1.0, 6.0)[:, None]
    low, high = np.append(heights[:-1], 0.0)[:, None], np.append(heights[1:], heights[-1])[:, None]
    x = place + WIDTH * np.array([-1.0, -1.0, 1.0, 1.0, -1.0, np.nan])
    y = np.hstack([low, high, high, low, low, np.full_like(low, np.nan)])
    return x.ravel(), y.ravel()


def draw_curve(
    canvas: Canvas, panel: Panel, activation: Activation, parameters: dict[str, float], span: float
) -> None:
    """f over the sums there can be, with the ends of its jumps."""
    line = sample(activation, parameters, breaks(activation, parameters), None, None)
    canvas.still(panel, "blue", line.x, line.f, activation.label, label="a = f(z)")
    if np.isfinite(line.ends).any():
        ends = canvas.ends(panel, "blue", len(line.at) // 3, True)
        canvas.rest |= {(ends, "x"): line.at, (ends, "y"): line.ends}
    seen = line.f[(np.abs(line.x) <= span) & np.isfinite(line.f)]
    low, high = min(0.0, float(seen.min())), max(1.0, float(seen.max()))
    canvas.set_axes(panel, (-span, span), padded(low, high, 0.1), ("z", "a"))


def says(neuron: Neuron, table: Array) -> dict[str, list[str]]:
    """What the words say at each row: the parts, their sum, the output, and the slopes of the output."""
    columns = {f"c{i + 1}": neuron.contributions[:, i] for i in range(3)}
    columns |= {f"g{i + 1}": neuron.by_weights[:, i] for i in range(3)}
    columns |= {"z": neuron.z, "a": neuron.a, "slope": neuron.slope}
    words = {name: [number(float(value)) for value in values] for name, values in columns.items()}
    parts = np.column_stack([neuron.contributions, table[:, 6]])
    return words | {"sum": [written(row) for row in parts.tolist()]}


def written(parts: list[float]) -> str:
    """A sum as one writes it: 1.2 − 1 + 0.4."""
    signed = [f"{'−' if part < 0 else '+'} {number(abs(part))}" for part in parts[1:]]
    return " ".join([number(parts[0]), *signed])
