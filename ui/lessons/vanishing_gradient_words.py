"""The vanishing gradient in words: what the picture comes to, and the numbers of the lesson's text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from activations import CATALOG
from activations.core import number
from activations.simulations.vanishing_gradient import Backpropagation, ceiling
from ui.canvas import CURVE_COLOURS
from ui.lessons.dash_words import dashes
from ui.lessons.vanishing_gradient import MOST_LAYERS, SAMPLES, WIDTH, Lane, Setting, Words, all_depths, power
from ui.tables import live_table, template
from ui.text import _

VANISHED, SHRUNK, GROWN, EXPLODED = -3.0, -1.0, 1.0, 3.0
"""log10 of a gradient that has all but vanished, shrunk to a tenth, grown tenfold, exploded."""


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
    if log > EXPLODED:
        return _("grows above a thousandfold with {names}")
    if log < SHRUNK:
        return _("falls below a tenth with {names}")
    return _("grows above tenfold with {names}") if log > GROWN else _("lasts with {names}")


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


def words_of_picture(names: Sequence[str], is_chain: bool) -> Words:
    """What the picture says of these functions, in chains or in whole networks."""
    at_best = _("Sigmoid's slopes alone leave at best 0.25ⁿ = {ceiling} of it, for n = {layers} layers.")
    left = "; ".join(f"{name}: {{g{place}}}" for place, name in enumerate(names, 1))
    return Words(
        alternative=_("What reaches the input of a gradient of size 1 through {layers} layers:")
        + f" {left}. {at_best}",
        caption=live_table(
            [
                (name, dash, f"{{g{place}}}", f"{{r{place}}}")
                for place, (name, dash) in enumerate(zip(names, dashes(), strict=False), 1)
            ],
            (_("Function"), _("Line"), _("Gradient at the input"), _("First layer's update ÷ last layer's")),
            CURVE_COLOURS,
        )
        + template("p", _("– stands where the last layer's weights do not change, or a network overflows."))
        + template("p", at_best),
        title=_("Vanishing gradient: {names}").format(names=", ".join(names)),
        layer=_("layer (0 is the input)"),
        gradient=_("gradient"),
        factor="|f′(z) · w|" if is_chain else _("factor"),
        titles=(_("Layer"), *(f"log₁₀: {name}" for name in names)),
    )


@lru_cache(maxsize=1)
def numbers_of_the_lesson() -> dict[str, str]:
    """Every number that the lesson's text states, as the picture says it."""

    def network(name: str, weights: str, z: float = 1.0, w: float = 1.0) -> Backpropagation:
        activation = CATALOG[name]
        defaults = tuple(activation.complete({}).items())
        return all_depths(Lane(activation, defaults), Setting(weights, 0, w, z))

    def left(layers: int, name: str, weights: str = "equal", **chain: float) -> str:
        return power(float(network(name, weights, **chain).gradients[layers - 1, 0]))

    def first_to_last(layers: int, name: str, weights: str = "equal") -> str:
        return power(network(name, weights).first_to_last(layers))

    logs = ceiling(CATALOG["sigmoid"], MOST_LAYERS).tolist()
    return {
        "ceiling_5": power(logs[5]),
        "ceiling_10": power(logs[10]),
        "ceiling_50": power(logs[50]),
        "steepest": power(logs[1]),
        "leaky_alpha": number(CATALOG["leaky_relu"].parameters[0].default),
        "leaky_5": left(5, "leaky_relu", z=-1.0),
        "sigmoid_best": left(10, "sigmoid", z=0.0),
        "tanh_best": left(10, "tanh", z=0.0),
        "sigmoid_against": left(10, "sigmoid", z=0.0, w=4.0),
        "tanh_against": left(10, "tanh", z=0.0, w=4.0),
        "relu_he": left(50, "relu", "He"),
        "sigmoid_he": left(50, "sigmoid", "He"),
        "tanh_xavier": left(50, "tanh", "Xavier"),
        "relu_xavier": left(50, "relu", "Xavier"),
        "relu_large": left(30, "relu", "too large"),
        "tanh_large": left(30, "tanh", "too large"),
        "sigmoid_ratio": first_to_last(10, "sigmoid"),
        "relu_ratio_he": first_to_last(50, "relu", "He"),
        "relu_ratio_small": first_to_last(50, "relu", "too small"),
        "sigmoid_ratio_he": first_to_last(50, "sigmoid", "He"),
        "width": str(WIDTH),
        "samples": str(SAMPLES),
    }
