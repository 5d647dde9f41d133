"""Deaths in words: how many, when and why; how one comes back; and the numbers of the lesson's text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from activations import CATALOG
from activations.core import number, percent
from activations.simulations.dead_relu import Cause, Lives, longest_return
from ui.canvas import CURVE_COLOURS
from ui.lessons.dash_words import dashes
from ui.lessons.dead_relu import AT_FIRST, SEEDS, WIDTHS, Settings, Words, lives_of
from ui.tables import live_table, template
from ui.text import N_, _, spoken

REASONS: dict[Cause, tuple[str, str]] = {
    "training": (
        N_("one in training, at step {steps}"),
        N_("{count} in training, at steps {steps}"),
    ),
    "bias": (
        N_("one from the start, because of its bias"),
        N_("{count} from the start, because of their bias"),
    ),
    "weights": (
        N_("one from the start, because of its drawn weights"),
        N_("{count} from the start, because of their drawn weights"),
    ),
    "function": (
        N_("one because the function is flat everywhere"),
        N_("{count} because the function is flat everywhere"),
    ),
}


def deaths(name: str, lives: Lives) -> str:
    """How many neurons die, when and why, as one sentence of Markdown."""
    count = sum(cause != "alive" for cause in lives.causes)
    given = {"name": name, "count": count, "width": len(lives.causes)}
    if not count:
        return _("**{name}: none of {width} neurons dies.**").format(**given)
    sentence = (
        _("**{name}: 1 of {width} neurons dies**: {reasons}.")
        if count == 1
        else _("**{name}: {count} of {width} neurons die**: {reasons}.")
    )
    return sentence.format(**given, reasons="; ".join(reasons(lives)))


def reasons(lives: Lives) -> list[str]:
    """For each cause of death how many died of it, and when."""
    found = []
    for cause, (one, several) in REASONS.items():
        steps = sorted(
            died
            for died, why in zip(lives.died, lives.causes, strict=True)
            if why == cause and died is not None
        )
        if steps:
            sentence = _(one) if len(steps) == 1 else _(several)
            found.append(sentence.format(count=len(steps), steps=", ".join(map(str, steps))))
    return found


def outcome(lives: Lives, compared: Sequence[tuple[str, Lives]], share: float) -> str:
    """The loss at the end, that of the other functions, and what other seeds do."""
    rest = "; ".join(
        _("{name} {loss} ({dead} dead)").format(
            name=other, loss=number(float(life.losses[-1])), dead=int(life.dead[-1].sum())
        )
        for other, life in compared
    )
    sentences = [
        _("Loss at the end {loss}; the same start with {rest}.").format(
            loss=number(float(lives.losses[-1])), rest=rest
        ),
        _("In the mean over the seeds {first} to {last}, {share} of the neurons end dead.").format(
            first=SEEDS[0], last=SEEDS[-1], share=percent(share, 1)
        ),
    ]
    if lives.last_step < len(lives.losses) - 1:
        sentences.append(
            _("The training diverged: after step {step} its numbers were no longer finite.").format(
                step=lives.last_step
            )
        )
    return " ".join(sentences)


def revival(lives: Lives) -> str:
    """Which neuron of the second layer came back and when, as one sentence of Markdown."""
    back = longest_return(lives.dead)
    if not lives.dead.any():
        return _("**No neuron of the second hidden layer dies**, so none has to come back.")
    if "function" in lives.causes:
        return _("**No neuron comes back:** the function is flat everywhere.")
    if back is None:
        return _("**No neuron of the second hidden layer comes back here.** Try another seed.")
    return _(
        "**Neuron {neuron} of the second hidden layer is dead from step {died} on, and alive again at step "
        "{revived}.** Its own weights stood still meanwhile; the first layer moved its inputs."
    ).format(neuron=back.neuron + 1, died=back.died, revived=back.revived)


def words_of_picture(names: Sequence[str], result: str) -> Words:
    """What the picture says: the function's name first, then those of the others it is compared with."""
    states = [
        (name, dash, f"{{alive{place}}}", f"{{loss{place}}}")
        for place, (name, dash) in enumerate(zip(names, dashes(), strict=False), 1)
    ]
    state = _("After step {step}: {alive1} neurons alive, loss {loss1}.")
    head = (_("Function"), _("Line"), _("Neurons alive"), _("Loss"))
    return Words(
        alternative=f"{spoken(result)} {state}",
        caption=template("p", _("After step {step}:")) + live_table(states, head, CURVE_COLOURS),
        title=_("Dead neurons: {name}").format(name=names[0]),
        step=_("step"),
        neuron=_("neuron"),
        loss=_("loss"),
        guessing=_("guessing"),
        alive=_("neurons alive"),
        highest=_("highest z"),
        own=_("own weights"),
        bias=_("own bias"),
    )


@lru_cache(maxsize=1)
def numbers_of_the_lesson() -> dict[str, object]:
    """Every number that the lesson's text states."""
    relu, elu, leaky_relu = CATALOG["relu"], CATALOG["elu"], CATALOG["leaky_relu"]
    back = longest_return(lives_of(relu, (), AT_FIRST, 2).dead)
    assert back is not None

    def dead(settings: Settings, *causes: Cause) -> int:
        return sum(cause in causes for cause in lives_of(relu, (), settings).causes)

    return {
        "width": WIDTHS[1],
        "first": dead(AT_FIRST, *REASONS),
        "centred": dead(AT_FIRST._replace(shift=0.0), *REASONS),
        "biased": dead(AT_FIRST._replace(bias=-2.0), "bias"),
        "unlucky": dead(AT_FIRST._replace(shift=2.5, rate=0.1, seed=0), "weights"),
        "leaky": leaky_relu.parameters[0].default,
        "elu_flat": next(z for z in range(0, -1000, -1) if elu.derivative(z) == 0.0),
        "died": back.died,
        "revived": back.revived,
    }
