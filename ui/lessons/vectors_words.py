"""A function of several numbers in words: what comes out, its facts, and what the texts say in numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from activations.core import Smoothness, number
from activations.vector import VECTORS, Order, Outputs, VectorActivation
from ui.controls import choose, turn
from ui.lessons.shown import Shown
from ui.lessons.vectors import INPUTS, Row, Words, computed, picture, present, rows_of
from ui.tables import live_table
from ui.text import N_, _, spoken

LESSONS = {"softmax": "softmax", "log_softmax": "softmax", "maxout": "maxout"}
"""The lesson that takes a function further."""

OUTPUTS: Mapping[Outputs, str] = {
    "as many as inputs": N_("as many as inputs"),
    "half as many as inputs": N_("half as many as inputs"),
    "one": N_("one"),
}
ORDERS: Mapping[Order, str] = {
    "kept": N_("kept: the larger the input, the larger the output"),
    "kept, but some become equal": N_("kept, but some outputs become equal"),
    "reversed": N_("reversed: the larger the input, the smaller the output"),
    "not kept": N_("not kept"),
}
SMOOTH: Mapping[Smoothness, str] = {
    "C⁰": N_("C⁰: it has kinks"),
    "C∞": N_("C∞: it has a derivative of every order"),
}


def choose_function() -> VectorActivation:
    by_label = {function.label: function for function in VECTORS.values()}
    return by_label[choose("v", _("Function"), tuple(by_label))]


def choose_inputs() -> Row:
    label = _("Input {symbol}")
    return tuple(turn(each, label.format(symbol=each.symbol)) for each in INPUTS)


def view(function: VectorActivation, row: Row) -> Shown:
    """The picture of a function at four inputs, and what comes out in words."""
    drawn = picture(function.name, row, words_of(function, row))
    return Shown(drawn, outcome(function, row), present(row))


def words_of(function: VectorActivation, row: Row) -> Words:
    inputs, outputs = names_of(function)
    titles = (_("Input"), "x", _("Output"), "y")
    words = Words(
        alternative="",
        caption="",
        title=_("{name} of {inputs}").format(name=function.label, inputs=listed(row)),
        titles=titles,
        axes=(("", _("inputs")), ("", _("outputs")), (_("slope by this input"), _("of this output"))),
        inputs=inputs,
        outputs=outputs,
    )
    rows = rows_of(words)
    return words._replace(
        alternative=" ".join(
            [spoken(outcome(function, row)), *(f"{x} = {given}." for x, given, *_y in rows)]
        ),
        caption=live_table(rows, titles, ("green",) * len(rows)),
    )


def names_of(function: VectorActivation) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The symbols of four inputs, by halves where the function has halves, and of its outputs."""
    if function.facts.outputs == "half as many as inputs":
        return ("a₁", "a₂", "b₁", "b₂"), ("y₁", "y₂")
    inputs = tuple(each.symbol for each in INPUTS)
    return inputs, ("y",) if function.facts.outputs == "one" else ("y₁", "y₂", "y₃", "y₄")


def outcome(function: VectorActivation, row: Row) -> str:
    """What comes out, and how steep the function is there, as Markdown."""
    values, slopes = computed(function, np.array([row]))
    steepness, bound = float(np.linalg.norm(slopes[0], 2)), function.facts.lipschitz(len(row))
    limit = _("there is no limit") if math.isinf(bound) else _("at most {bound} anywhere")
    longest = (
        _("never longer")
        if number(steepness) == "1"
        else _("up to **{steepness}** times as long").format(steepness=number(steepness))
    )
    return _("**y = ({values})**. A small step of the inputs comes out {longest} ({limit}).").format(
        values=listed(values[0].tolist()), longest=longest, limit=limit.format(bound=number(bound))
    )


def listed(numbers: Row) -> str:
    return ", ".join(map(number, numbers))


def properties(function: VectorActivation) -> dict[str, str]:
    """Each fact about a function: its name and what it is."""
    facts = function.facts
    bound = facts.lipschitz(len(INPUTS))
    return {
        _("Outputs"): _(OUTPUTS[facts.outputs]),
        _("Range of an output"): str(facts.entries),
        _("Sum of the outputs"): _("not fixed")
        if facts.total is None
        else _("always {total}").format(total=number(facts.total)),
        _("Order of the inputs"): _(ORDERS[facts.order]),
        _("A constant added to all inputs"): _("changes nothing")
        if facts.shift_invariant
        else _("changes the outputs"),
        _("Inputs that are swapped"): _("swap the outputs")
        if facts.equivariant
        else _("need not swap the outputs"),
        _("Outputs that are exactly 0"): _("common: it is sparse")
        if facts.sparse
        else _("none, or by chance"),
        _("Jacobian"): _("symmetric") if facts.symmetric else _("not symmetric"),
        _("Lipschitz constant in the 2-norm"): _("none: slopes grow without limit")
        if math.isinf(bound)
        else _("{bound} for four inputs").format(bound=number(bound)),
        _("Smoothness"): _(SMOOTH[facts.smoothness]),
    }
