"""The neuron in words."""

from __future__ import annotations

from ui.controls import pick, turn
from ui.lessons.linearity.neuron import SLIDERS, Words, at_work
from ui.lessons.shown import Shown
from ui.tables import live_table, template
from ui.text import _


def neuron() -> Shown:
    """The view's controls, and what they ask for."""
    choice = pick("f", "ReLU", _("Activation f"))
    settings = tuple(map(turn, SLIDERS))
    head = (_("Part"), "x", "w", "w·x", "∂a/∂w = f′(z)·x")
    states = [
        (f"x{sub}", f"{{x{i}}}", f"{{w{i}}}", f"{{c{i}}}", f"{{g{i}}}")
        for i, sub in zip("123", "₁₂₃", strict=True)
    ]
    bias = _("bias b")
    total = _("z = {sum} = {z}, a = f(z) = {a}, f′(z) = {slope}")
    words = Words(
        alternative=_("A neuron with three inputs and the activation {name}.").format(name=choice.name)
        + " "
        + total,
        caption=template("b", total)
        + live_table(
            [*states, (bias, "1", "{b}", "{b}", "{slope}")], head, ("blue", "blue", "blue", "purple")
        ),
        title=_("A neuron: {name}").format(name=choice.name),
        titles=head,
        bias=bias,
    )
    picture = at_work(*choice.function, settings, words)
    return Shown(
        picture,
        _(
            "Each input times its weight, all added to the bias: that is **z**, and it is linear. "
            "Then one function of one number: **a = f(z)**."
        ),
        {each.name: (value,) for each, value in zip(SLIDERS, settings, strict=True)},
    )
