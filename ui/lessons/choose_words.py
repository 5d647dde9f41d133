"""Recommendations, costs and tasks in words and tables, and the numbers of the lesson's text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from activations import CATALOG
from activations.core import number
from activations.simulations.choose import PAPERS, TASKS, Layer, Recommendation, Rule
from ui.canvas import CURVE_COLOURS
from ui.lessons.choose import GOAL, RATES, STEPS, TRAINED, Words, arrival, arrival_name, costs, learning_of
from ui.page import address
from ui.tables import live_table, table, template
from ui.text import N_, _, spoken

QUESTIONS: Mapping[str, str] = {
    "layer": N_("Which layer?"),
    "task": N_("What is the answer?"),
    "network": N_("What network?"),
    "depth": N_("How deep?"),
    "amount": N_("How much data?"),
    "budget": N_("Time to compute"),
    "centred": N_("Outputs with mean 0"),
    "dying": N_("Do neurons die?"),
}
OFFERED: Mapping[str, tuple[str, ...]] = {
    "layer": (N_("hidden"), N_("output")),
    "task": (
        N_("regression"),
        N_("positive number"),
        N_("two classes"),
        N_("many classes"),
        N_("several labels"),
    ),
    "network": (N_("feed-forward"), N_("recurrent")),
    "depth": (N_("shallow"), N_("deep")),
    "amount": (N_("little"), N_("much")),
    "budget": (N_("ample"), N_("tight")),
    "centred": (N_("no matter"), N_("needed")),
    "dying": (N_("no"), N_("yes")),
}
TIMED = ("exponential", "tanh", "elu", "sigmoid", "leaky_relu")
"""The functions whose cost the text states."""
OF_VECTORS: Mapping[str, str] = {"softmax": "Softmax", "maxout": "Maxout"}


def label(function: str) -> str:
    """What people call a function of the catalog or of vectors."""
    return CATALOG[function].label if function in CATALOG else OF_VECTORS[function]


def advice(advised: Sequence[Recommendation]) -> str:
    """The recommendation and its weightiest reason in Markdown."""
    first, *others = (label(each.function) for each in advised)
    take = (
        _("**Take {first}**, then try {others}.").format(first=first, others=", ".join(others))
        if others
        else _("**Take {first}.**").format(first=first)
    )
    return f"{take} {said(advised[0].reasons[0])}"


def reasons(recommendations: Sequence[Recommendation]) -> str:
    """What speaks for each function, and what against it, as a table."""
    rows = (
        (
            label(each.function),
            " ".join(map(said, each.reasons)),
            " ".join(map(said, each.cautions)),
            number(each.points),
        )
        for each in recommendations
    )
    return table(rows, (_("Function"), _("Speaks for it"), _("Speaks against it"), _("Points")))


def said(rule: Rule) -> str:
    """A reason in the visitor's language, with its sources."""
    return f"{_(rule.reason.template)} ({'; '.join(rule.sources)})"


def links_of(advised: Sequence[Recommendation]) -> tuple[str, dict[str, str]]:
    """A line of Markdown that leads to each of the functions and to their comparison, and where."""
    targets = {
        each.function: address("explore", f=label(each.function))
        if each.function in CATALOG
        else address(each.function)
        for each in advised
    }
    line = _("Look at {links}.").format(links=", ".join(f"[{label(name)}]({name})" for name in targets))
    curves = [label(name) for name in targets if name in CATALOG][:5]
    if len(curves) > 1:
        slots = {f"f{place}": name for place, name in enumerate(curves, 1)}
        targets["compare"] = address("compare", n=len(curves), **slots)
        line += " " + _("[Compare the curves.](compare)")
    return line, targets


def meaning_of_the_curves(layer: Layer) -> str:
    """What the curves have to do with the advice for a layer, as Markdown."""
    if layer == "hidden":
        return _("Try them: one small network, trained with five functions.")
    return _(
        "The curves are not about this advice: they show five functions in the hidden layer of "
        "one small network, not at its output."
    )


def words_of_picture(data: str, result: str) -> Words:
    """What the picture says under a piece of advice and the curves' meaning."""
    state = _("At η = {rate}, median number of steps to a loss of {goal}:").replace("{goal}", number(GOAL))
    return Words(
        alternative=f"{spoken(result)} {state} {spoken_arrivals()}",
        caption=template("p", state) + arrivals(data),
        title=_("The same network, trained with five functions"),
        step=_("step"),
        loss=_("loss"),
        goal=_("loss {goal}").format(goal=number(GOAL)),
        never=_("never"),
        rate=_("Learning rate η"),
    )


def arrivals(data: str) -> str:
    """How soon each function arrives at the learning rate of the slider, and at its own best, as a table."""
    never = _("never")
    rows = []
    for name in TRAINED:
        learning = learning_of(name, data, RATES)
        best = learning.median_arrival[learning.best]
        rows.append(
            (
                label(name),
                f"{{{arrival_name(name)}}}",
                number(RATES[learning.best]),
                arrival(best, never),
            )
        )
    head = (_("Function"), _("Steps at this η"), _("Its best η"), _("Steps there"))
    return live_table(rows, head, CURVE_COLOURS)


def spoken_arrivals() -> str:
    """The same for the slider's learning rate in one line."""
    return "; ".join(f"{label(name)} {{{arrival_name(name)}}}" for name in TRAINED) + "."


def costs_table() -> str:
    """The time of each function's value and slope, cheapest first."""
    measured = costs()
    rows = [
        (
            activation.label,
            *(f"{1e9 * seconds:.2f}" for seconds in (measured.of[name].value, measured.of[name].slope)),
            *(f"{times:.1f}" for times in (measured.relative(name).value, measured.relative(name).slope)),
        )
        for name, activation in sorted(CATALOG.items(), key=lambda item: measured.of[item[0]].value)
    ]
    head = (_("Function"), _("f, ns"), _("f′, ns"), _("f : ReLU's f"), _("f′ : ReLU's f"))
    return table(rows, head)


def tasks_table() -> str:
    """Which last layer serves which task."""
    numbers = {"one": _("one"), "several": _("several")}
    losses = {"squared error": _("squared error"), "cross-entropy": _("cross-entropy")}
    rows = (
        (
            _(row.task.template),
            numbers[row.layers],
            numbers[row.inputs],
            numbers[row.outputs],
            _("between the layers") if row.activation else "–",
            label(row.classifier) if row.classifier else "–",
            losses[row.loss],
            "002" if row.in_002 else "",
        )
        for row in TASKS
    )
    head = (
        _("Task"),
        _("Layers"),
        _("Inputs"),
        _("Outputs"),
        _("Activation"),
        _("Classification function"),
        _("Loss"),
        _("In document"),
    )
    return table(rows, head)


def papers() -> str:
    """The papers that reasons cite, as a list in Markdown."""
    return "\n".join(
        f"- {name}: {paper.authors}, [{paper.title}]({paper.url})" for name, paper in PAPERS.items()
    )


def numbers_of_the_lesson() -> dict[str, object]:
    """Every number that the lesson's text states."""
    measured = costs()
    never = _("never")

    def soonest(name: str, data: str) -> str:
        return arrival(float(learning_of(name, data, RATES).median_arrival.min()), never)

    return {
        "goal": GOAL,
        "steps": STEPS,
        **{f"{name}_cost": f"{measured.relative(name).value:.1f}" for name in TIMED},
        "product_cost": f"{measured.product / measured.of['relu'].value:.1f}",
        **{f"{name}_moons": soonest(name, "moons") for name in TRAINED},
    }
