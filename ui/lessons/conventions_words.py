"""The frameworks' conventions in words: what each picture says, and the tables of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from activations import CATALOG
from activations.conventions import CONVENTIONS, Answer
from activations.core import number
from ui.controls import Choice, curve_of, pick, turn
from ui.lessons.conventions import (
    GELU,
    GELU_TANH,
    LEAKY,
    MARKS,
    SOFTPLUS,
    THRESHOLD,
    Words,
    at_the_kink,
    beyond_the_threshold,
    cut_off,
    default_slopes,
    do_differ,
    farthest_apart,
    forms_of_gelu,
    frameworks_of,
    leaky_defaults,
)
from ui.lessons.shown import Shown
from ui.spans import FIRST_PROBE
from ui.tables import live_table, table, template
from ui.text import _

KINKED = tuple(each for each in CATALOG.values() if each.kinks())
"""The functions that have a kink at their defaults."""


def kink() -> Shown:
    """The slope that each framework uses at a function's kinks."""
    choice = pick("f", LEAKY.label)
    count = len(choice.activation.kinks(**choice.parameters))
    return Shown(
        at_the_kink(curve_of(choice, FIRST_PROBE), words_of_kink(choice, count)),
        at_kink_in_words(choice),
        {choice.keys[name]: (value,) for name, value in choice.parameters.items()},
    )


def at_kink_in_words(choice: Choice) -> str:
    """Whether they agree, as one line of Markdown."""
    kinks = choice.activation.kinks(**choice.parameters)
    name = choice.name
    if not kinks and choice.activation.jumps(**choice.parameters):
        return _("**{name}** has no kink; at its jumps the frameworks take 0.").format(name=name)
    if not kinks:
        return _("**{name}** has no kink: its slope needs no convention.").format(name=name)
    kinks_told = _("a kink") if len(kinks) == 1 else _("kinks")
    places = ", ".join(map(number, kinks))
    if do_differ(choice.activation, choice.parameters):
        return _("**{name}** has {kinks} at x = {places}, and the frameworks **differ** there.").format(
            name=name, kinks=kinks_told, places=places
        )
    return _("**{name}** has {kinks} at x = {places}, and the frameworks **agree** there.").format(
        name=name, kinks=kinks_told, places=places
    )


def words_of_kink(choice: Choice, count: int) -> Words:
    def row(title: str, name: str) -> tuple[str, ...]:
        return (title, *(f"{{{name}{place}}}" for place in range(count)))

    marked = [row(f"{framework} {sign}", framework) for framework, sign in zip(MARKS, "○□◆", strict=True)]
    told = "; ".join(
        _("{framework} uses {slopes}").format(
            framework=framework, slopes=", ".join(f"{{{framework}{place}}}" for place in range(count))
        )
        for framework in MARKS
    )
    return Words(
        alternative=_("{name} and its slope. At its kinks {told}.").format(name=choice.template, told=told)
        if count
        else _("{name} and its slope; there is no kink.").format(name=choice.template),
        caption=live_table(
            [
                *marked,
                row(_("from the left"), "left"),
                row(_("from the right"), "right"),
                row(_("kink at x"), "at"),
            ],
            (_("f′ at the kink"), *[""] * count),
            (*(colour for colour, _symbol, _size in MARKS.values()), "ink", "ink", "ink"),
        )
        if count
        else "",
        title=choice.template,
        titles=("x", "f(x)", "f′(x)"),
    )


def slope() -> Shown:
    """The slopes that Leaky ReLU has where none is given."""
    shared = leaky_defaults()
    names = tuple(f"{number(value)} · {asked_of(answers)}" for value, answers in shared.items())
    words = Words(
        alternative=_("Leaky ReLU at the frameworks' default slopes: {names}.").format(
            names="; ".join(names)
        ),
        caption="",
        title=_("Leaky ReLU by default"),
        titles=(_("Function or layer"), _("Default slope")),
        names=names,
    )
    low, high = min(shared), max(shared)
    return Shown(
        default_slopes(words),
        _("One name, **{count} functions**: the largest default slope is {times} times the smallest.").format(
            count=len(shared), times=number(high / low)
        ),
        table=table(
            [(", ".join(each.api for each in answers), number(value)) for value, answers in shared.items()],
            (_("Function or layer"), _("Default slope")),
        ),
    )


def asked_of(answers: Sequence[Answer]) -> str:
    """The one function or layer that gives an answer, or the frameworks of several."""
    if len(answers) == 1:
        return f"{answers[0].framework} {answers[0].api.rpartition('.')[2]}"
    return ", ".join(dict.fromkeys(each.framework for each in answers))


def form() -> Shown:
    """The two forms of GELU."""
    at, apart = farthest_apart()
    words = Words(
        alternative=_(
            "GELU and its tanh form for inputs from −6 to 6: they cannot be told apart. Below, their "
            "difference: at most {apart}, near x = ±{at}."
        ).format(apart=number(apart, 6), at=number(at, 2)),
        caption="",
        title=_("Two forms of GELU"),
        titles=("x", GELU.label, "x", GELU_TANH.label, "x", _("difference")),
        names=(GELU.label, GELU_TANH.label, _("tanh form − GELU")),
    )
    return Shown(
        forms_of_gelu(words),
        _("The forms are at most **{apart}** apart, near x = ±{at}.").format(
            apart=number(apart, 6), at=number(at, 2)
        ),
    )


def threshold() -> Shown:
    """PyTorch's softplus beyond its threshold."""
    (parameter,) = SOFTPLUS.parameters
    beta = turn(parameter, _("β · how sharply it bends"))
    words = Words(
        alternative=_(
            "How far softplus is above x, on a logarithmic axis. In PyTorch nothing is left of it beyond "
            "x = {edge}, where it is {lost}."
        ),
        caption=_("Beyond x = {edge} PyTorch returns x itself and leaves out {lost} at most").format(
            **{name: template("b", f"{{{name}}}") for name in ("edge", "lost")}
        ),
        title=_("Softplus beyond its threshold"),
        titles=("x", _("softplus(x) − x"), "x", _("softplus(x) − x in PyTorch")),
        names=(_("JAX, Keras"), "PyTorch"),
    )
    return Shown(
        beyond_the_threshold(beta, words),
        _("Where βx > {threshold}, PyTorch returns x itself: at β = {beta} from x = {edge} on.").format(
            threshold=number(THRESHOLD), beta=number(beta), edge=number(THRESHOLD / beta)
        ),
        {parameter.name: (beta,)},
    )


def all_kinks() -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    """For every function with a kink at its defaults: where it is, and each framework's slope there."""
    rows: list[tuple[str, ...]] = []
    for activation in KINKED:
        defaults = activation.complete({})
        for place, at in enumerate(activation.kinks()):
            stated = [
                number(each.stated_slopes(defaults)[place]) + ("" if each.native else "*")
                for each in frameworks_of(activation)
            ]
            verdict = _("differ") if do_differ(activation, defaults) else _("agree")
            rows.append((activation.label, number(at), *stated, verdict))
    return rows, (_("Function"), _("kink at x"), *MARKS, _("They"))


def all_defaults() -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    """Every convention, with each framework's answer."""
    rows: list[tuple[str, ...]] = [
        (
            CATALOG[convention.function].label,
            _(convention.question),
            answer.api,
            " · ".join(filter(None, (_(answer.meaning), number(answer.value, 7)))),
            _("agree") if convention.is_shared else _("differ"),
        )
        for convention in CONVENTIONS
        for answer in convention.answers
    ]
    return rows, (_("Function"), _("Question"), _("Function or layer"), _("Answer"), _("They"))


@lru_cache(maxsize=1)
def numbers_of_the_page() -> dict[str, str]:
    """Every number that the page's text states."""
    at, apart = farthest_apart()
    shared = leaky_defaults()
    return {
        "apart": number(apart, 6),
        "apart_at": number(at, 2),
        "threshold": number(THRESHOLD),
        "lost": number(cut_off(1.0)),
        "least": number(min(shared)),
        "most": number(max(shared)),
    }
