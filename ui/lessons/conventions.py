"""Where PyTorch, Keras and JAX part: slopes at a kink, default slopes, GELU's form, softplus' threshold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from activations import CATALOG
from activations.conventions import CONVENTIONS, Answer, defaults
from activations.core import Activation, Array, Spelling, number
from activations.measure import sides
from ui.canvas import CURVE_COLOURS, DASHES, Canvas, padded
from ui.charts import Piece, State, initial, sweep
from ui.heavy import kept
from ui.picture import Family, Numbers, Picture
from ui.picture import State as Moment
from ui.sampling import Curve

MARKS = {
    "PyTorch": ("blue", "circle-open", 24),
    "Keras": ("vermilion", "square-open", 15),
    "JAX": ("green", "diamond", 8),
}
"""Colour, symbol and size of each framework's point: where they agree, one stands inside the other."""
AROUND = 2.0
"""How far beyond the outermost kinks is seen, at least."""
LEAKY, GELU, GELU_TANH, SOFTPLUS = (CATALOG[name] for name in ("leaky_relu", "gelu", "gelu_tanh", "softplus"))
THRESHOLD = defaults("softplus")["torch_nn_Softplus"]
"""βx beyond which PyTorch's softplus is x itself."""
SEEN = (-6.0, 6.0)


class Words(NamedTuple):
    """What a picture says, in the visitor's language; templates as in Picture."""

    alternative: str
    caption: str
    title: str
    titles: tuple[str, ...]
    names: tuple[str, ...] = ()


def frameworks_of(activation: Activation) -> tuple[Spelling, ...]:
    """How PyTorch, Keras and JAX write it."""
    return tuple(spelling for spelling in activation.spellings if spelling.framework in MARKS)


def do_differ(activation: Activation, parameters: Mapping[str, float]) -> bool:
    """Whether the frameworks use different slopes at one of its kinks."""
    stated = {each.stated_slopes(parameters) for each in frameworks_of(activation) if each.slopes_at_kinks}
    return bool(activation.kinks(**parameters)) and len(stated) > 1


@kept(16)
def at_the_kink(curve: Curve, words: Words) -> Picture:
    """f, and beside it f′ with the slope that each framework uses exactly at the kink."""
    canvas = Canvas()
    panels = canvas.arrange(columns=2, gap=0.1)
    sweeping = sweep(curve)
    states = [state for turn in sweeping for state in turn.states]
    count = max(len(kinks_of(state)) for state in states)
    low = min((kink for state in states for kink in kinks_of(state)), default=0.0) - AROUND
    high = max((kink for state in states for kink in kinks_of(state)), default=0.0) + AROUND

    pieces: list[Piece] = []
    for panel, name, read in zip(panels, ("f", "f′"), (value_of, slope_of), strict=True):
        trace = canvas.line(panel, "ink", name, "solid", True)
        pieces += [Piece(trace, "x", input_of), Piece(trace, "y", read)]
        canvas.name(panel, "ink", trace, name)
        seen = [read(state)[(input_of(state) > low) & (input_of(state) < high)] for state in states]
        lowest, highest = (float(end(np.concatenate(seen))) for end in (np.nanmin, np.nanmax))
        canvas.set_axes(panel, (low, high), padded(lowest, highest, 0.15))
    for spelling in frameworks_of(curve.activation):
        trace = canvas.points(panels[1], *MARKS[spelling.framework])
        pieces += [
            Piece(trace, "x", lambda state: filled(kinks_of(state), count)),
            Piece(trace, "y", slopes_by(spelling, count)),
        ]
    return canvas.picture(
        words,
        families=[
            Family.of(
                turn.key,
                turn.values,
                [{(trace, axis): read(state) for trace, axis, read in pieces} for state in turn.states],
                said(turn.states, count),
            )
            for turn in sweeping
        ],
        numbers=Numbers(words.titles, curves=(0, 1)),
        initial={key: ends for key, ends in initial([curve]).items() if key in curve.sliders.values()},
        wraps=True,
    )


def input_of(state: State) -> Array:
    return state.sample.x


def value_of(state: State) -> Array:
    return state.sample.f


def slope_of(state: State) -> Array:
    return state.sample.slope


def kinks_of(state: State) -> tuple[float, ...]:
    return state.activation.kinks(**state.parameters)


def slopes_by(spelling: Spelling, count: int) -> Callable[[State], Array]:
    return lambda state: filled(spelling.stated_slopes(state.parameters)[: len(kinks_of(state))], count)


def filled(numbers: Sequence[float], count: int) -> Array:
    """The numbers, followed by NaN up to a count."""
    return np.array([*numbers, *[np.nan] * (count - len(numbers))])


def said(states: Sequence[State], count: int) -> dict[str, list[str]]:
    """Of each kink: where it is, the slopes beside it, and each framework's slope at it."""
    words: dict[str, list[str]] = {}
    for state in states:
        kinks = kinks_of(state)
        both = [sides(state.activation, kink, **state.parameters) for kink in kinks]
        columns: dict[str, Sequence[float]] = {
            "at": kinks,
            "left": [side.slope_left for side in both],
            "right": [side.slope_right for side in both],
            **{
                each.framework: each.stated_slopes(state.parameters)
                for each in frameworks_of(state.activation)
            },
        }
        for name, numbers in columns.items():
            for place in range(count):
                told = number(numbers[place]) if place < min(len(numbers), len(kinks)) else "–"
                words.setdefault(f"{name}{place}", []).append(told)
    return words


@kept(4)
def default_slopes(words: Words) -> Picture:
    """Leaky ReLU at each of the slopes that some framework takes where none is given."""
    canvas = Canvas()
    (panel,) = canvas.arrange()
    x = np.linspace(-5.0, 1.5, 66)
    for slope, name, colour, dash in zip(leaky_defaults(), words.names, CURVE_COLOURS, DASHES, strict=False):
        canvas.still(panel, colour, x, LEAKY(x, alpha=slope), name, dash, name)
    canvas.set_axes(panel, (-5.2, 1.7), (-2.4, 1.7), ("x", "f(x)"))
    rows = tuple((name, slope) for name, slope in zip(words.names, leaky_defaults(), strict=True))
    return canvas.picture(words, numbers=Numbers(words.titles, rows=rows))


def leaky_defaults() -> dict[float, list[Answer]]:
    """The frameworks' answers that share each default slope of Leaky ReLU."""
    (asked,) = (each for each in CONVENTIONS if each.function == LEAKY.name)
    shared: dict[float, list[Answer]] = {}
    for answer in sorted(asked.answers, key=lambda answer: answer.value):
        shared.setdefault(answer.value, []).append(answer)
    return shared


@kept(4)
def forms_of_gelu(words: Words) -> Picture:
    """Both forms of GELU, and below them how far they are apart."""
    canvas = Canvas()
    above, below = canvas.arrange(rows=2)
    x = np.linspace(*SEEN, 481)
    exact, by_tanh = GELU(x), GELU_TANH(x)
    traces = (
        canvas.still(above, "blue", x, exact, words.names[0], "solid", words.names[0]),
        canvas.still(above, "vermilion", x, by_tanh, words.names[1], "dash", words.names[1]),
        canvas.still(below, "ink", x, by_tanh - exact, words.names[2], "solid", words.names[2]),
    )
    canvas.set_axes(above, SEEN, padded(exact.min(), exact.max()))
    canvas.set_axes(below, SEEN, padded(*ends(by_tanh - exact)), ("x", ""))
    return canvas.picture(words, numbers=Numbers(words.titles, curves=traces))


def ends(values: Array) -> tuple[float, float]:
    return float(values.min()), float(values.max())


@kept(2)
def farthest_apart() -> tuple[float, float]:
    """The input at which the forms of GELU differ most, and by how much there."""
    x = np.linspace(0.0, 6.0, 6001)
    apart = np.abs(GELU_TANH(x) - GELU(x))
    place = int(np.argmax(apart))
    return float(x[place]), float(apart[place])


@kept(8)
def beyond_the_threshold(beta: float, words: Words) -> Picture:
    """How far softplus is above x, and what is left of it in PyTorch beyond the threshold."""
    canvas = Canvas()
    (panel,) = canvas.arrange()
    full = canvas.line(panel, "green", words.names[0], "dash", True)
    cut = canvas.line(panel, "blue", words.names[1], "solid", True)
    edge = canvas.points(panel, "blue", "circle", 10, [words.names[1]])
    beyond = canvas.add(panel, "green", mode="text", text=[words.names[0]], textposition="middle right")
    (parameter,) = SOFTPLUS.parameters
    steps = sorted({*parameter.positions, beta})
    states: list[Moment] = []
    for step in steps:
        x = np.linspace(0.0, 40.0, 161) / step
        above = np.log1p(np.exp(-step * x)) / step
        kept = x * step <= THRESHOLD
        states.append(
            {
                (full, "x"): x,
                (full, "y"): above,
                (cut, "x"): x,
                (cut, "y"): np.where(kept, above, np.nan),
                (edge, "x"): x[kept][-1:],
                (edge, "y"): above[kept][-1:],
                (beyond, "x"): x[120:121],
                (beyond, "y"): above[120:121],
            }
        )
    canvas.set_axes(panel, (0.0, 40.0), (-18.0, 0.5), ("x", words.titles[1]), logarithmic="y")
    return canvas.picture(
        words,
        families=[
            Family.of(
                parameter.name,
                steps,
                states,
                {
                    "edge": [number(THRESHOLD / step) for step in steps],
                    "lost": [number(cut_off(step)) for step in steps],
                },
                {"xaxis": [(0.0, 40.0 / step) for step in steps]},
            )
        ],
        numbers=Numbers(words.titles, curves=(full, cut)),
        initial={parameter.name: (parameter.default,)},
    )


def cut_off(beta: float) -> float:
    """By how much PyTorch's softplus is too small just beyond the threshold: ln(1 + e^−20)/β."""
    edge = THRESHOLD / beta
    return float(np.log1p(np.exp(-beta * edge))) / beta
