"""Forward propagation in words."""

from __future__ import annotations

from activations.core import number
from activations.simulations.linearity import MOST_LAYERS
from ui.controls import choose_seed, count, pick, turn
from ui.lessons.linearity.forward import Words, passing, run
from ui.lessons.linearity.matrices import layer_by_layer
from ui.lessons.linearity.neuron import SLIDERS
from ui.lessons.shown import Shown
from ui.tables import template
from ui.text import _, spoken


def forward() -> Shown:
    """The view's controls, and what they ask for."""
    choice = pick("f", "ReLU", _("Activation f"))
    depth = count("layers", _("Layers"), 1, MOST_LAYERS, 3)
    inputs = tuple(map(turn, SLIDERS[:2]))
    seed = choose_seed()
    propagation = run(*choice.function, inputs, depth, seed)
    caption = template("b", "{stage}") + "".join(template("div", f"{{line{i}}}") for i in (1, 2, 3))
    result = _("**{inputs}** goes in on the left, **{output}** comes out on the right.").format(
        inputs=", ".join(f"{each.symbol} = {number(x)}" for each, x in zip(SLIDERS, inputs, strict=False)),
        output=number(float(propagation.stages[-1].values[0])),
    )
    words = Words(
        alternative=spoken(result) + " {stage}: {line1}; {line2}; {line3}",
        caption=caption,
        title=_("Forward propagation: {name}").format(name=choice.name),
        inputs=_("inputs"),
        stages=(
            ("z", _("layer {layer}: sums z")),
            ("a", _("layer {layer}: outputs a = f(z)")),
        ),
        layer=_("layer"),
        output=_("output: the last layer's sum, without an activation"),
        titles=(_("Layer"), _("Quantity"), _("Neuron"), _("Value")),
    )
    picture = passing(propagation, choice.activation.label, words)
    return Shown(picture, result, formulas=layer_by_layer(propagation.network))
