"""The zig-zag in words: how each descent ends, its best learning rate, and the numbers of the lesson."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from activations.core import number, percent
from activations.simulations.zigzag import SAMPLES, SEED, START, Descent
from ui.canvas import CURVE_COLOURS
from ui.lessons.zigzag import Best, Setting, Words, best, descents, names_of
from ui.tables import live_table
from ui.text import _, spoken

FIRST = Setting(mean=1.5, learning_rate=0.15, start=START, batch=1, seed=SEED)


def result(name: str, descent: Descent) -> str:
    """How a descent ends, as one sentence of Markdown."""
    if not descent.steps:
        return _("**{name}**: the start is at the optimum.").format(name=name)
    if descent.diverged:
        ending = _("diverges within **{steps} steps**")
    elif descent.arrived:
        ending = _("arrives in **{steps} steps**")
    else:
        ending = _("has not arrived after **{steps} steps**")
    return _(
        "**{name}**: {ending}; path **{detour} times** as long as the straight line; signs alike in {shared}."
    ).format(
        name=name,
        ending=ending.format(steps=descent.steps),
        detour=number(descent.detour, 2),
        shared=percent(descent.shared, 0),
    )


def at_best(names: Sequence[str], bests: Sequence[Best | None]) -> str:
    """What each needs at the learning rate that suits it best."""
    parts = (
        _("{name}: {steps} steps at η = {rate}.").format(name=name, steps=each.steps, rate=number(each.rate))
        if each
        else _("{name}: arrives at none.").format(name=name)
        for name, each in zip(names, bests, strict=True)
    )
    return " ".join((_("The best learning rate for each."), *parts))


def words_of_picture(names: tuple[str, str], results: Sequence[str]) -> Words:
    """What the picture says of both descents."""
    states = [(name, *(f"{{{each}}}" for each in names_of(place))) for place, name in enumerate(names, 1)]
    titles = (_("Step"), "w₁", "w₂", "∂L/∂w₁", "∂L/∂w₂")
    each = _("{name}, step {n}: w₁ = {w1}, w₂ = {w2}; the next step: {move}.")
    steps = (
        each.format(name=name, n=n, w1=w1, w2=w2, move=move) for name, n, w1, w2, _g1, _g2, move in states
    )
    return Words(
        alternative=spoken(" ".join((*results, *steps))),
        caption=live_table(states, (_("Descent"), *titles, _("Next step")), CURVE_COLOURS),
        title=_("Zig-zag: {names}").format(names=", ".join(names)),
        names=names,
        optimum=_("optimum"),
        rise=_("both rise"),
        fall=_("both fall"),
        apart=_("one up, one down"),
        over=_("none"),
        titles=(titles[0], *(f"{name}: {title}" for name in names for title in titles[1:])),
    )


@lru_cache(maxsize=1)
def numbers_of_the_lesson() -> dict[str, str]:
    """Every number that the lesson's text states."""
    across = FIRST._replace(batch=SAMPLES, learning_rate=0.35, start=(2.0, 1.0))
    runs = {
        "first": FIRST,
        "batch": FIRST._replace(batch=SAMPLES),
        "across": across,
        "half": FIRST._replace(mean=0.5),
        "fast": FIRST._replace(learning_rate=0.5),
        "same": FIRST._replace(start=(0.0, -2.0)),
    }
    stated: dict[str, str] = {}
    for name, setting in runs.items():
        for place, descent in zip(("", "0"), descents(setting), strict=True):
            stated |= {
                f"{name}{place}_steps": str(descent.steps),
                f"{name}{place}_detour": number(descent.detour, 2),
                f"{name}{place}_shared": percent(descent.shared, 0),
            }
    detours = [descents(FIRST._replace(seed=seed))[0].detour for seed in range(10)]
    flat, steep = descents(FIRST)[0].curvatures
    for place, mean in (("", FIRST.mean), ("0", 0.0)):
        found = best(mean, START, 1, SEED)
        assert found
        stated |= {f"best{place}_steps": str(found.steps), f"best{place}_rate": number(found.rate)}
    return stated | {
        "detour_low": number(np.min(detours), 2),
        "detour_high": number(np.max(detours), 2),
        "flat": number(flat, 2),
        "steep": number(steep, 2),
        "limit": number(2 / steep, 2),
        "samples": str(SAMPLES),
    }
