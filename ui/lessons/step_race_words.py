"""The race in words: who needs how many steps, what one step is, and the numbers of the documents' race."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from activations import CATALOG
from activations.core import number
from activations.simulations.step_race import Descent, descend
from ui.canvas import CURVE_COLOURS
from ui.controls import Choice
from ui.lessons.step_race import DIGITS, Lane, Rules, Words, names_of
from ui.tables import live_table
from ui.text import N_, _, say, spoken, verbatim

HALF, NARROW = 0.1, 5e-4
"""A learning rate half as large as the documents', and a distance from the goal that sigmoid steps across."""
CUT_SHORT = N_("So long a formula is run no further: a shorter one, or a larger learning rate, gets further.")


def result(name: str, lane: Lane) -> str:
    """The outcome of a lane with this name, as one sentence of Markdown."""
    name = verbatim(name)
    if lane.descent is None:
        return _("**{name}** cannot take part. {reason}").format(name=name, reason=say(lane.problem))
    if lane.descent.steps is None:
        outcome = _("**{name}** does not arrive. {reason}").format(name=name, reason=say(lane.problem))
        return f"{outcome} {_(CUT_SHORT)}" if lane.is_cut_short else outcome
    steps = lane.descent.steps
    if steps == 0:
        return _("**{name}** takes **0 steps**: the start already meets the goal.").format(name=name)
    return (
        _("**{name}** needs **1 step**.").format(name=name)
        if steps == 1
        else _("**{name}** needs **{steps} steps**.").format(name=name, steps=steps)
    )


def first_step(
    choices: Sequence[Choice], lanes: Sequence[Lane], rules: Rules
) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    """The arithmetic of each lane's first step: rows and head of a table."""
    rows: list[tuple[str, ...]] = []
    for choice, lane in zip(choices, lanes, strict=True):
        if lane.descent is None or len(lane.descent.inputs) < 2:
            continue
        z, slope = float(lane.descent.inputs[0]), float(lane.descent.gradients[0])
        after, value = float(lane.descent.inputs[1]), float(lane.descent.outputs[1])
        product = f"{number(rules.learning_rate)} · {number(slope, DIGITS)}"
        rows.append(
            (
                choice.name,
                f"f(z₀) = {number(rules.start)} → z₀ = {number(z, DIGITS)}",
                number(slope, DIGITS),
                f"{number(z, DIGITS)} − {product} = {number(after, DIGITS)}",
                number(value, DIGITS),
            )
        )
    return rows, (_("Lane"), _("Where it starts"), "f′(z₀)", "z₁ = z₀ − η f′(z₀)", "f(z₁)")


def words_of_picture(names: Sequence[str], results: Sequence[str]) -> Words:
    """What the picture says of these runners."""
    states = [(name, *(f"{{{each}}}" for each in names_of(place))) for place, name in enumerate(names, 1)]
    each = _("{name} after step {n}: z = {z}, value {v}")
    steps = "; ".join(each.format(name=name, n=n, z=z, v=v) for name, n, z, v, _g in states)
    columns = ("z", "f(z)", "f′(z)", "−η f′(z)")
    return Words(
        alternative=f"{spoken(' '.join(results))} {steps}",
        caption=live_table(states, (_("Lane"), _("Step"), "z", "f(z)", "f′(z)"), CURVE_COLOURS),
        title=_("Step race: {names}").format(names=", ".join(names)),
        step=_("step"),
        start=_("start"),
        goal=_("goal"),
        titles=(_("Step"), *(f"{name}: {column}" for name in names for column in columns)),
    )


def numbers_of_the_documents() -> dict[str, str]:
    """Every number that the race's text states."""
    return _numbers(_("never"))


@lru_cache(maxsize=8)
def _numbers(never: str) -> dict[str, str]:
    def steps(descent: Descent) -> str:
        return never if descent.steps is None else str(descent.steps)

    sigmoid, relu, tanh = CATALOG["sigmoid"], CATALOG["relu"], CATALOG["tanh"]
    race, sprint = descend(sigmoid), descend(relu)
    return {
        "sigmoid_steps": steps(race),
        "relu_steps": steps(sprint),
        "sigmoid_z0": number(float(race.inputs[0]), DIGITS),
        "relu_z0": number(float(sprint.inputs[0]), DIGITS),
        "gradient": number(float(race.gradients[0]), DIGITS),
        "z1": number(float(race.inputs[1]), DIGITS),
        "value1": number(float(race.outputs[1]), DIGITS),
        "before_last": number(float(race.outputs[-2]), DIGITS),
        "last": number(float(race.outputs[-1]), DIGITS),
        "relu_end": repr(float(sprint.outputs[-1])),
        "half_rate": number(HALF),
        "half_sigmoid": steps(descend(sigmoid, learning_rate=HALF)),
        "half_relu": steps(descend(relu, learning_rate=HALF)),
        "bare_relu": steps(descend(relu, learning_rate=HALF, tolerance=0.0)),
        "tanh_steps": steps(descend(tanh)),
        "tanh_steeper": number(float(tanh.derivative(0.0) / sigmoid.derivative(0.0))),
        "narrow": number(NARROW),
        **{
            f"within_{name}": steps(descend(sigmoid, rule="within", tolerance=tolerance))
            for name, tolerance in (("wide", 0.02), ("usual", 1e-3), ("narrow", NARROW))
        },
    }
