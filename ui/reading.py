"""What an address says of a control: the value to show, and one sentence if that is not what it asked for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from html import escape
from typing import Generic, TypeVar

from activations import CATALOG, get
from activations.core import number
from activations.expression import ExpressionError
from ui.page import quoted, spelled
from ui.text import _, say

SEEN_BEFORE, SEEN_AT_ALL = 20, 32
"""How much of a wrong expression is shown: characters before the place, and altogether."""

Value = TypeVar("Value")
Range = tuple[float, float]


@dataclass(frozen=True)
class Reading(Generic[Value]):
    """What is shown, and a sentence if that is not what the address asked for."""

    shown: Value
    complaint: str = ""


def read_number(
    key: str, given: Sequence[str], low: float, high: float, default: float, whole: bool = False
) -> Reading[float]:
    """One number between two bounds, a whole one if need be; of several given, the last."""
    if not given:
        return Reading(default)
    complaint = _not_between(key, given[-1], low, high)
    if not complaint and whole and not float(given[-1]).is_integer():
        complaint = _("{key} = {given} is not a whole number").format(key=key, given=quoted(given[-1]))
    if complaint:
        return Reading(default, _instead(complaint, number(default)))
    shown = float(given[-1])
    if len(given) > 1:
        complaint = _("`{key}` takes one number and was given {count}").format(key=key, count=len(given))
    return Reading(shown, _instead(complaint, number(shown)))


def read_range(
    key: str, given: Sequence[str], low: float, high: float, default: Range, step: float
) -> Reading[Range]:
    """Two numbers between two bounds, in order and at least a step apart."""
    if not given:
        return Reading(default)
    complaint = next(filter(None, (_not_between(key, part, low, high) for part in given)), "")
    if len(given) != 2:
        complaint = _("`{key}` takes two numbers, as in {example}, and was given {count}").format(
            key=key,
            example="`" + "&".join(f"{key}={end}" for end in spelled(default)) + "`",
            count=len(given),
        )
    if complaint:
        return Reading(default, _instead(complaint, _from_to(default)))
    ends = (float(given[0]), float(given[1]))
    shown = in_order(ends, high, step)
    if abs(ends[1] - ends[0]) < step:
        complaint = _("`{key}` from {low} to {high} is narrower than {step}").format(
            key=key, low=number(ends[0]), high=number(ends[1]), step=number(step)
        )
    elif ends != shown:
        complaint = _("`{key}` had {low} as its low end and {high} as its high").format(
            key=key, low=number(ends[0]), high=number(ends[1])
        )
    return Reading(shown, _instead(complaint, _from_to(shown)))


def in_order(ends: Range, high: float, step: float) -> Range:
    """The range with its lower end first, widened to one step within the bound if it is narrower."""
    first, last = sorted(ends)
    if last - first >= step:
        return first, last
    return (first, first + step) if first + step <= high else (first - step, first)


def read_option(key: str, given: Sequence[str], options: Sequence[str], default: str) -> Reading[str]:
    """One of a few options; of several given, the last."""
    if not given:
        return Reading(default)
    last = given[-1]
    if last not in options:
        complaint = _("{given} is not a choice of `{key}`").format(key=key, given=quoted(last))
        return Reading(default, _instead(complaint, default))
    if len(given) > 1:
        complaint = _("`{key}` takes one choice and was given {count}").format(key=key, count=len(given))
        return Reading(last, _instead(complaint, last))
    return Reading(last)


def read_options(key: str, given: Sequence[str], options: Sequence[str]) -> Reading[tuple[str, ...]]:
    """Any number of options, each once; those that are none are left out, and the first of them is named."""
    shown = tuple(dict.fromkeys(each for each in given if each in options))
    unknown = [each for each in given if each not in options]
    if not unknown:
        return Reading(shown)
    complaint = _("{given} is not a choice of `{key}`").format(key=key, given=quoted(unknown[0]))
    return Reading(shown, _("{complaint}; it is left out.").format(complaint=complaint))


def read_function(key: str, given: Sequence[str], default: str, labels: Sequence[str]) -> Reading[str]:
    """One of the labels; a function's name or an alias will do, and for an unknown one there are hints."""
    if not given or given[-1] in labels:
        return read_option(key, given, labels, default)
    no_such = _("There is no function called {given}").format(given=quoted(given[-1]))
    try:
        shown = get(given[-1]).label
    except KeyError:
        shown = default
    meant = [] if shown != default else similar_functions(given[-1])
    if meant and meant != [shown]:
        return Reading(
            shown,
            _("{complaint}, but there is {meant}; shown instead: {shown}.").format(
                complaint=no_such, meant=", ".join(meant), shown=shown
            ),
        )
    return Reading(shown, _instead(no_such, shown))


def similar_functions(written: str) -> list[str]:
    """The labels of up to three functions whose label, name or alias is most like what was written."""
    labels = {
        spelling.casefold(): activation.label
        for activation in CATALOG.values()
        for spelling in (activation.label, activation.name, *activation.aliases)
    }
    close = get_close_matches(written[:40].casefold(), labels, n=5, cutoff=0.7)
    return list(dict.fromkeys(labels[spelling] for spelling in close))[:3]


def read_instead(refused: ExpressionError, shown: str) -> str:
    """What is wrong with a typed expression, and what is shown instead."""
    return _instead(say(refused.sentence).rstrip("."), f"`{shown}`")


def pointed_at(typed: str, place: int) -> str:
    """A typed expression as HTML, as much of it as fits, with a caret below the place that is meant."""
    start = max(0, place - SEEN_BEFORE)
    seen = "".join(char if char.isprintable() else " " for char in typed[start : start + SEEN_AT_ALL])
    return f'<pre class="caret">{escape(seen)}\n{" " * (place - start)}^</pre>'


def _not_between(key: str, raw: str, low: float, high: float) -> str:
    try:
        value = float(raw)
    except ValueError:
        value = math.nan
    if math.isnan(value):
        return _("{key} = {given} is not a number").format(key=key, given=quoted(raw))
    if not low <= value <= high:
        return _("{key} = {given} is outside {low} to {high}").format(
            key=key, given=quoted(raw), low=number(low), high=number(high)
        )
    return ""


def _instead(complaint: str, shown: str) -> str:
    return (
        _("{complaint}; shown instead: {shown}.").format(complaint=complaint, shown=shown)
        if complaint
        else ""
    )


def _from_to(ends: Range) -> str:
    return _("{low} to {high}").format(low=number(ends[0]), high=number(ends[1]))
