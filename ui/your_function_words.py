"""What the page of one's own function says of the language that it is typed in."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from activations.core import number, whole
from activations.expression import ELEMENTARY, MOST_CHARACTERS, OF_SEVERAL
from activations.observed import DENSE
from ui.controls import Choice
from ui.page import quoted
from ui.picture import single
from ui.reading import Range
from ui.sampling import Curve, breaks, sample
from ui.text import _

EXAMPLES = ("relu", "sigmoid", "tanh", "softplus", "silu", "gelu")
"""Functions of the catalog that are named as examples."""


def words_of_the_language() -> dict[str, str]:
    """The functions there are and the limits there are, as the page's text names them."""
    return {
        "elementary": coded(ELEMENTARY),
        "several": coded(OF_SEVERAL),
        "catalog": coded(EXAMPLES),
        "characters": whole(MOST_CHARACTERS),
        "points": whole(len(DENSE)),
        "reach": number(float(DENSE[-1])),
    }


def coded(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def nothing_to_draw(choice: Choice, ends: Range) -> str:
    """Why there is no curve of what is typed between these ends; nothing, if there is one."""
    if not choice.expression:
        return ""
    low, high = ends
    places = breaks(choice.activation, choice.parameters)
    line = sample(choice.activation, choice.parameters, places, None, None)
    values = single(line.f[(low <= line.x) & (line.x <= high)])
    if np.isfinite(values).any():
        return ""
    sentence = (
        _("{function} has no value at any input that is drawn from {low} to {high}, so there is no curve.")
        if np.isnan(values).all()
        else _(
            "{function} is infinite, or too large to draw, wherever it has a value among the inputs that are "
            "drawn from {low} to {high}, so there is no curve."
        )
    )
    return sentence.format(function=quoted(choice.expression), low=number(low), high=number(high))


def left_out(curves: Iterable[Curve]) -> str:
    """What is not drawn while a slider is dragged, as it would be too much work; nothing, if all is."""
    strides = {curve.stride for curve in curves if curve.parameters}
    if 0 in strides:
        return _(
            "What is typed here breaks too often, or takes too much computing, to be drawn ahead for its "
            "sliders: the picture follows when you let go of one. A shorter formula follows while you drag."
        )
    if max(strides, default=1) > 1:
        return _(
            "What is typed here takes too much computing to be drawn ahead for each position of its sliders: "
            "while you drag, one in {count} is shown, and every one when you let go. "
            "A shorter formula follows everywhere."
        ).format(count=max(strides))
    return ""
