"""The vanishing gradient in words: what the picture comes to, and the numbers of the lesson's text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from activations import CATALOG, Activation
from activations.core import number
from activations.simulations.vanishing_gradient import ceiling, simulate
from ui.lessons.vanishing_gradient import Lane, Setting, all_depths, power
from ui.text import _

VANISHED, EXPLODED = -3.0, 3.0
"""log10 of a gradient that has all but vanished, or exploded: a thousandth, a thousandfold."""


def summary(lanes: Sequence[Lane], setting: Setting, layers: int) -> str:
    """What becomes of the gradient with which functions, as one line of Markdown."""
    fates: dict[str, list[str]] = {}
    for lane in lanes:
        log = float(all_depths(lane, setting).gradients[layers - 1, 0])
        names = fates.setdefault(fate(log), [])
        if lane.activation.label not in names:
            names.append(lane.activation.label)
    outcomes = "; ".join(what.format(names=f"**{', '.join(names)}**") for what, names in fates.items())
    return _("Through {layers} layers the gradient {outcomes}.").format(layers=layers, outcomes=outcomes)


def fate(log: float) -> str:
    """What has become of a gradient of 1 of which 10^log is left, with a place for functions' names."""
    if math.isnan(log):
        return _("cannot be computed with {names}")
    if log == -math.inf:
        return _("is stopped by {names}")
    if log < VANISHED:
        return _("falls below a thousandth with {names}")
    return _("grows above a thousandfold with {names}") if log > EXPLODED else _("lasts with {names}")


def overflows(lanes: Sequence[Lane], setting: Setting) -> list[str]:
    """A sentence for each function whose values grow beyond what a float holds."""
    first = {lane.activation.label: all_depths(lane, setting).overflow for lane in lanes}
    return [
        _("{name} overflows in layer {layer}: deeper networks have no gradient.").format(
            name=name, layer=layer
        )
        for name, layer in first.items()
        if layer is not None
    ]


@lru_cache(maxsize=1)
def numbers_of_the_lesson() -> dict[str, str]:
    """Every number that the lesson's text states, as the picture says it."""
    sigmoid, tanh, relu, leaky = (CATALOG[name] for name in ("sigmoid", "tanh", "relu", "leaky_relu"))

    def left(activation: Activation, layers: int, **setting: Any) -> str:
        return power(float(simulate(activation, layers=layers, **setting).gradients[-1, 0]))

    def first_to_last(activation: Activation, layers: int, **setting: Any) -> str:
        return power(simulate(activation, layers=layers, **setting).first_to_last(layers))

    logs = ceiling(sigmoid, 50).tolist()
    return {
        "ceiling_5": power(logs[5]),
        "ceiling_10": power(logs[10]),
        "ceiling_50": power(logs[50]),
        "steepest": number(10.0 ** logs[1]),
        "leaky_alpha": number(leaky.parameters[0].default),
        "leaky_5": left(leaky, 5, pre_activation=-1.0),
        "sigmoid_best": left(sigmoid, 10, pre_activation=0.0),
        "tanh_best": left(tanh, 10, pre_activation=0.0),
        "sigmoid_against": left(sigmoid, 10, pre_activation=0.0, weight=4.0),
        "tanh_against": left(tanh, 10, pre_activation=0.0, weight=4.0),
        "relu_he": left(relu, 50, weights="He"),
        "sigmoid_he": left(sigmoid, 50, weights="He"),
        "tanh_xavier": left(tanh, 50, weights="Xavier"),
        "relu_xavier": left(relu, 50, weights="Xavier"),
        "relu_large": left(relu, 30, weights="too large"),
        "sigmoid_large": left(sigmoid, 30, weights="too large"),
        "tanh_large": left(tanh, 30, weights="too large"),
        "sigmoid_ratio": first_to_last(sigmoid, 10),
        "relu_ratio_he": first_to_last(relu, 50, weights="He"),
        "relu_ratio_small": first_to_last(relu, 50, weights="too small"),
        "sigmoid_ratio_he": first_to_last(sigmoid, 50, weights="He"),
    }
