"""The stack of layers in words: what is asked for, how it ends, and what it collapses to."""

from __future__ import annotations

from activations.core import percent
from activations.simulations.linearity import MOST_LAYERS, Comparison
from activations.simulations.network import Layer
from ui.controls import choose, choose_seed, count, pick
from ui.lessons.linearity.layers import Settings, Words, bending, run
from ui.lessons.linearity.matrices import displayed, layer_by_layer, matrix
from ui.lessons.shown import Shown
from ui.tables import live_table, template
from ui.text import N_, _, spoken

DATA = (N_("circles"), N_("checker"), N_("moons"), N_("blobs"))


def layers() -> Shown:
    """The view's controls, and what they ask for."""
    choice = pick("f", "ReLU", _("Between the layers"))
    depth = count("layers", _("Layers"), 1, MOST_LAYERS, 3)
    data = choose("data", _("Points"), DATA)
    comparison = run(*choice.function, Settings(depth, data, choose_seed()))
    names = (choice.name, _("no activation"))
    states = [
        (name, *(f"{{{word}{place}}}" for word in ("right", "loss", "one", "apart")))
        for place, name in enumerate(names, 1)
    ]
    head = (
        _("Between the layers"),
        _("Points right"),
        _("Loss"),
        _("Collapsed: z ="),
        _("Differs by at most"),
    )
    result = ending(comparison, choice.name)
    columns = (_("loss"), _("share right"), _("difference"))
    words = Words(
        alternative=spoken(result)
        + " "
        + _(
            "Step {step}: points right {right1} with the activation, {right2} without; its line: {one2} = 0."
        ),
        caption=template("b", _("Step {step}")) + live_table(states, head, ("green", "ink")),
        title=_("{layers} layers, {name}").format(layers=depth, name=choice.name),
        step=_("step"),
        loss=_("loss"),
        without=names[1],
        titles=(_("Step"), *(f"{name}: {column}" for name in names for column in columns)),
    )
    picture = bending(comparison, choice.activation.label, words)
    return Shown(picture, result, formulas=collapse_of(comparison))


def ending(comparison: Comparison, name: str) -> str:
    """How both trainings end, as Markdown."""
    last = int(comparison.bent.history.last_step)
    said = _(
        "With **{name}** between the layers **{with_it}** of the points are on the right side "
        "after {steps} steps."
    )
    sentences = [said.format(name=name, with_it=percent(comparison.bent.right[-1], 0), steps=last)]
    if comparison.bent.history.diverged:
        sentences.append(
            _("The numbers overflow: this training ends after {steps} steps.").format(steps=last)
        )
    sentences.append(
        _("Without an activation it is **{without}**: all layers together draw one straight line.").format(
            without=percent(comparison.straight.right[-1], 0)
        )
        if len(comparison.straight.history.networks) > 1
        else _("A single layer has no place for an activation: both are the same straight line.")
    )
    return " ".join(sentences)


def collapse_of(comparison: Comparison) -> str:
    """The stack without activation at the end of its training, layer by layer, and its one layer."""
    straight = comparison.straight
    stack = straight.history.network(-1)
    one = Layer(straight.collapsed.weights[-1].copy(), straight.collapsed.biases[-1].copy())
    count = sum(layer.weights.size + layer.biases.size for layer in stack)
    intro = _(
        "The stack without an activation, after {steps} steps: {many} numbers in {layers} layers, "
        "and the {few} numbers of the one layer that does the same."
    ).format(
        steps=int(straight.history.kept[-1]),
        many=count,
        layers=len(stack),
        few=one.weights.size + one.biases.size,
    )
    product = " ".join(f"W_{place}" for place in range(len(stack), 0, -1))
    whole = displayed(rf"{product} = {matrix(one.weights)}, \quad b = {matrix([one.biases])}")
    return "\n\n".join((intro, layer_by_layer(stack), whole))
