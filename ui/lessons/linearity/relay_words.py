"""The relay and its pupil in words."""

from __future__ import annotations

from activations.core import number
from activations.simulations.relay import LossByWeight
from ui.controls import pick, slide
from ui.lessons.linearity.relay import COLOURS, STEPS, Settings, Words, learning, taught
from ui.lessons.shown import Shown
from ui.tables import live_table, template
from ui.text import _, spoken


def step() -> Shown:
    """The view's controls, and what they ask for."""
    picked = (pick("f1", "Binary step", _("First neuron")), pick("f2", "Sigmoid", _("Second neuron")))
    threshold = slide("threshold", _("The relay's threshold θ, in volts"), 0.5, 5.0, 2.5, 0.1)
    start = slide("start", _("Weight to start from"), -1.0, 3.0, 0.0, 0.1)
    rate = slide("rate", _("Learning rate η"), 0.01, 0.5, 0.1, 0.01)
    settings = Settings(threshold, start, rate)
    choices = tuple(choice.function for choice in picked)
    names = tuple(choice.activation.label for choice in picked)
    result = " ".join(
        outcome(choice.name, taught(*each, settings)) for choice, each in zip(picked, choices, strict=True)
    )
    states = [
        (choice.name, f"{{w{place}}}", f"{{loss{place}}}", f"{{g{place}}}")
        for place, choice in enumerate(picked, 1)
    ]
    columns = (_("weight w"), _("loss"), "dL/dw")
    words = Words(
        alternative=spoken(result)
        + " "
        + _("Step {step}: weights {w1} and {w2}, losses {loss1} and {loss2}, slopes {g1} and {g2}."),
        caption=template("b", _("Step {step}")) + live_table(states, (_("Neuron"), *columns), COLOURS),
        title=_("Learning to be a relay: {names}").format(names=", ".join(names)),
        voltage=_("voltage v"),
        output=_("answer f(w·v − θ); squares: the relay"),
        weight=_("weight w"),
        loss=_("loss L"),
        titles=(_("Step"), *(f"{name}: {column}" for name in names for column in columns)),
    )
    return Shown(learning(choices, names, settings, words), result)


def outcome(name: str, path: LossByWeight) -> str:
    """What became of a neuron's weight, as Markdown."""
    first, last = (number(float(path.weights[at]), 3) for at in (0, -1))
    if len(path.weights) <= STEPS:
        return _("**{name}** overshoots until its numbers overflow.").format(name=name)
    if not path.gradients.any():
        return _("**{name}** stays at w = {first}: its gradient is **0** at every step.").format(
            name=name, first=first
        )
    before, after = (number(float(path.losses[at]), 3) for at in (0, -1))
    if path.losses[-1] > path.losses[0]:
        return _("**{name}** overshoots: its loss grows from {before} to **{after}**.").format(
            name=name, before=before, after=after
        )
    return _("**{name}** goes from w = {first} to {last}, its loss from {before} to **{after}**.").format(
        name=name, first=first, last=last, before=before, after=after
    )
