"""Softmax in words: what the logits come to, how each method divides the plane, the lesson's numbers."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from activations.core import number, percent
from activations.simulations.several_classes import NAMES, NONE, SEVERAL, Decision, SeveralClasses
from activations.simulations.softmax import LOGITS, naive_limits, simulate
from activations.vector import log_softmax
from ui.controls import choose, choose_seed, count, slide, turn
from ui.lessons.shown import Shown
from ui.lessons.softmax import LOGITS as SLIDERS
from ui.lessons.softmax import (
    SHIFT,
    TEMPERATURE,
    Input,
    Words,
    cells_of,
    classes_of,
    labels,
    probabilities,
    regions,
)
from ui.tables import live_table, table
from ui.text import N_, _, spoken

THINGS = (N_("sky"), N_("clouds"), N_("flowers"), N_("trees"), N_("people"))


def view_of_one_input() -> Shown:
    """The view's controls, and what they ask for."""
    given = chosen_logits()._replace(
        temperature=turn(TEMPERATURE, _("Temperature T")), shift=turn(SHIFT, _("Added to every logit"))
    )
    return Shown(probabilities(given, words_of_one_input(given)), outcome(given), given.present)


def view_of_labels() -> Shown:
    """The view's controls, and what they ask for."""
    given = chosen_logits()
    return Shown(labels(given, words_of_labels(given)), labels_outcome(given), given.present)


def view_of_regions() -> Shown:
    """The view's controls, and what they ask for."""
    classes = chosen_classes()
    methods = (N_("one against one"), N_("one against the rest"), N_("many against many"))
    method = choose("method", _("Method"), methods)
    data = choose("data", _("Where the classes lie"), (N_("pinwheel"), N_("ring"), N_("row")))
    spread = slide("spread", _("Spread of each class"), 0.1, 1.5, 0.5, 0.05)
    result = classes_of(classes, data, spread, choose_seed())
    picture = regions(result, method, words_of_regions(result, method))
    return Shown(picture, division(result, method), table=table(*comparison(result)))


def chosen_classes() -> int:
    return count("classes", _("Number of classes"), 2, 5, 3)


def chosen_logits() -> Input:
    label = _("Logit {symbol}")
    return Input(tuple(turn(z, label.format(symbol=z.symbol)) for z in SLIDERS[: chosen_classes()]))


def words_of_one_input(given: Input) -> Words:
    titles = (_("Class"), "z", "p", _("p as typed"), _("loss −ln p if true"), _("∂loss/∂z if true"))
    names = tuple(str(k) for k, _z in enumerate(given.logits, 1))
    rows = [(name, *cells_of("zpnlg", k)) for k, name in enumerate(names, 1)]
    each = _("Class {k}: z = {z}, p = {p}.")
    states = " ".join(each.format(k=k, z=z, p=p) for k, z, p, *_rest in rows)
    return Words(
        alternative=f"{spoken(outcome(given))} {states}",
        caption=live_table(rows, titles, ("blue",) * len(rows)),
        title=_("Softmax of {logits}").format(logits=", ".join(map(number, given.logits))),
        titles=titles,
        axes=(("", _("probability of each class")), (_("j: slope by zⱼ"), _("i: of pᵢ"))),
        names=names,
    )


def words_of_labels(given: Input) -> Words:
    titles = (_("Label"), "z", _("softmax"), _("sigmoid"))
    names = tuple(_(thing) for thing in THINGS[: len(given.logits)])
    rows = [(name, *cells_of("zps", k)) for k, name in enumerate(names, 1)]
    total = (_("Sum"), "", "1", "{sum}")
    return Words(
        alternative=spoken(labels_outcome(given)),
        caption=live_table([*rows, total], titles, (*("blue",) * len(rows), "ink")),
        title=_("Softmax, and a sigmoid for each label"),
        titles=titles,
        axes=(("", _("softmax: one of them")), ("", _("sigmoid: each for itself"))),
        names=names,
    )


def words_of_regions(result: SeveralClasses, method: str) -> Words:
    classes = int(result.labels.max()) + 1
    return Words(
        alternative=spoken(division(result, method)),
        caption="",
        title=_("{classes} classes, {method}").format(classes=classes, method=_(method)),
        titles=("x₁", "x₂", _("Class")),
        axes=((_(method), ""), (_("softmax regression"), "")),
        names=tuple(NAMES[:classes]),
    )


def outcome(given: Input) -> str:
    """The probabilities of one input, and whether the formula as typed has them, as Markdown."""
    result = simulate(given.logits, temperature=given.temperature, shift=given.shift)
    listed = ", ".join(number(float(p)) for p in result.probabilities)
    right = np.allclose(result.naive, result.probabilities)
    typed = (
        _("The formula as typed (diamonds) agrees.") if right else _("The formula as typed fails: **nan**.")
    )
    if not right and not np.isnan(result.naive).any():
        typed = _("The formula as typed is wrong here.")
    return _("**p = ({listed})**, which sums to 1. {typed}").format(listed=listed, typed=typed)


def labels_outcome(given: Input) -> str:
    separate = simulate(given.logits).separate
    listed = ", ".join(number(float(p)) for p in separate)
    return _("Softmax sums to 1. The sigmoids, **({listed})**, sum to **{total}**.").format(
        listed=listed, total=number(float(separate.sum()), 3)
    )


def division(result: SeveralClasses, method: str) -> str:
    """How a method divides the plane, as Markdown."""
    decision = result.decisions[method]
    names = decision.classifiers
    return _(
        "**{method}**: {count} ({names}); **{errors} of {samples} points** wrong; "
        "several claim {several}, none {none} of the square. {where}"
    ).format(
        method=capital(_(method)),
        count=_("{count} classifiers").format(count=len(names)) if names[1:] else _("1 classifier"),
        names=", ".join(names),
        errors=decision.claimed_errors,
        samples=len(result.labels),
        several=percent(decision.share(SEVERAL)),
        none=percent(decision.share(NONE)),
        where=open_place(decision),
    )


def open_place(decision: Decision) -> str:
    """What the classifiers say at the place marked by a circle."""
    if decision.open_at is None:
        return ""
    pairs = zip(decision.classifiers, decision.verdicts(*decision.open_at), strict=True)
    said = ", ".join(f"{name} → {verdict}" for name, verdict in pairs)
    return _("At the circle: {said}.").format(said=said)


def comparison(result: SeveralClasses) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    """Rows and head of a table that sets the methods side by side."""
    rows: list[tuple[str, ...]] = [
        (
            capital(_(method)),
            str(len(decision.classifiers)),
            str(decision.claimed_errors),
            str(decision.surest_errors),
            percent(decision.share(SEVERAL)),
            percent(decision.share(NONE)),
        )
        for method, decision in result.decisions.items()
    ]
    head: tuple[str, ...] = (
        _("Method"),
        _("Classifiers"),
        _("Points wrong"),
        _("Wrong if the likeliest class is taken"),
        _("Claimed by several"),
        _("Claimed by none"),
    )
    return rows, head


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


@lru_cache(maxsize=1)
def numbers_of_the_lesson() -> dict[str, str]:
    """Every number that the lesson's text states."""
    documents = simulate()
    cold, hot = (simulate(temperature=t).probabilities.max() for t in (0.2, 10.0))
    limits = naive_limits()
    far = np.array([0.0, 800.0])
    circle = classes_of(3, "pinwheel", 0.5, 0).decisions["one against one"]
    row = classes_of(3, "row", 0.5, 0).decisions["one against the rest"]
    ring = classes_of(4, "ring", 0.5, 0).decisions["one against the rest"]
    coded = classes_of(4, "row", 0.5, 0).decisions
    with np.errstate(divide="ignore"):
        typed_logarithm = float(np.log(simulate(far).probabilities[0]))
    return {
        **{f"p{i}": number(float(p), 8) for i, p in enumerate(documents.probabilities, 1)},
        "sum_separate": number(float(documents.separate.sum()), 3),
        "slope": number(float(documents.jacobian[2, 2])),
        "cross": number(float(documents.jacobian[2, 1])),
        "loss1": number(float(documents.losses[0]), 3),
        "loss3": number(float(documents.losses[2]), 3),
        "gradient1": ", ".join(number(float(g)) for g in documents.gradients[0]),
        "logits": ", ".join(map(number, LOGITS)),
        "cold": number(float(cold), 7),
        "hot": number(float(hot), 3),
        "high": number(limits.high, 2),
        "low": number(limits.low, 2),
        "typed_logarithm": number(typed_logarithm),
        "logarithm": number(float(log_softmax(far)[0])),
        "circle_share": percent(circle.share(SEVERAL)),
        "circle_says": ", ".join(circle.verdicts(*(circle.open_at or (0.0, 0.0)))),
        "row_missed": str(row.claimed_errors),
        "row_surest": str(row.surest_errors),
        "ring_several": percent(ring.share(SEVERAL)),
        "ring_none": percent(ring.share(NONE)),
        "coded_wrong": str(coded["many against many"].claimed_errors),
        "coded_softmax": str(coded["softmax"].claimed_errors),
    }
