"""What a visitor looks for: functions and pages by name, functions by property, in an order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from typing import TypeVar

from activations import CATALOG
from activations.core import Activation
from activations.measure import is_bounded, is_zero_centred, lipschitz_constant, saturated_zones
from activations.vector import VectorActivation
from ui import text
from ui.page import Page
from ui.text import N_, _

Thing = TypeVar("Thing", Activation, VectorActivation, Page)

PROPERTIES: Mapping[str, Callable[[Activation], bool]] = {
    N_("bounded"): is_bounded,
    N_("never negative"): lambda activation: activation.range()[0].low >= 0.0,
    N_("zero-centred"): is_zero_centred,
    N_("monotonic"): lambda activation: activation.facts().trend != "not monotonic",
    N_("convex"): lambda activation: activation.facts().shape in ("convex", "affine"),
    N_("has a least value"): lambda activation: bool(activation.facts().minimum_at),
    N_("keeps 0 at 0"): lambda activation: any(0.0 in part for part in activation.facts().fixed_points),
    N_("odd"): lambda activation: activation.facts().symmetry == "odd",
    N_("even"): lambda activation: activation.facts().symmetry == "even",
    N_("continuous"): lambda activation: not activation.jumps(),
    N_("smooth"): lambda activation: not (activation.kinks() or activation.jumps()),
    N_("infinitely smooth"): lambda activation: activation.facts().smoothness == "C∞",
    N_("never steeper than 1"): lambda activation: lipschitz_constant(activation) <= 1.0,
    N_("saturates to the left"): lambda activation: activation.facts().left != "none",
    N_("saturates to the right"): lambda activation: activation.facts().right != "none",
    N_("never saturated"): lambda activation: activation.facts().left == activation.facts().right == "none",
    N_("has a dead zone"): lambda activation: any(zone.dead for zone in saturated_zones(activation)),
    N_("has a parameter"): lambda activation: bool(activation.parameters),
    N_("in PyTorch"): lambda activation: "PyTorch" in native_frameworks(activation),
    N_("in Keras"): lambda activation: "Keras" in native_frameworks(activation),
    N_("in JAX"): lambda activation: "JAX" in native_frameworks(activation),
}
"""What can be asked of a function with its parameters at their defaults."""

INSIDE_A_WORD = 4
"""So many letters at least may be found inside a word, not only where it begins."""

FAMILIES = tuple(dict.fromkeys(activation.family for activation in CATALOG.values()))
ORDERS: Mapping[str, Callable[[Activation], float | str]] = {
    N_("family"): lambda activation: FAMILIES.index(activation.family),
    N_("name"): lambda activation: activation.label.casefold(),
    N_("year"): lambda activation: activation.year,
}


def native_frameworks(activation: Activation) -> set[str]:
    """The frameworks that have the function, so that it need not be composed."""
    return {spelling.framework for spelling in activation.spellings if spelling.native}


def having(asked: Iterable[str], order: str) -> list[Activation]:
    """The functions that have every property that is asked for, in an order."""
    holding = [holders(each) for each in asked]
    return sorted(
        (each for each in CATALOG.values() if all(each in some for some in holding)), key=ORDERS[order]
    )


@cache
def holders(asked: str) -> frozenset[Activation]:
    """The functions that have a property: it takes measuring to know, but never changes."""
    return frozenset(filter(PROPERTIES[asked], CATALOG.values()))


def matching(search: str, things: Iterable[Thing]) -> dict[Thing, str]:
    """Those that go by what was typed, and the name by which they do."""
    typed = plain(search)
    if not typed:
        return {}
    found = {thing: _name_that_fits(typed, search.split(), names(thing)) for thing in things}
    return {thing: name for thing, name in found.items() if name is not None}


def resembling(search: str, things: Iterable[Thing]) -> dict[Thing, str]:
    """Up to three that go by a name much like what was typed, the nearest first, and that name."""
    by_name: dict[str, tuple[Thing, str]] = {}
    for thing in things:
        for name in names(thing):
            by_name.setdefault(plain(name), (thing, name))
    found: dict[Thing, str] = {}
    for near in get_close_matches(plain(search), by_name, n=3, cutoff=0.7):
        found.setdefault(*by_name[near])
    return found


def names(thing: Thing) -> Sequence[str]:
    """Everything by which a function or a page can be found, the name that is shown first."""
    if isinstance(thing, Page):
        return (_(thing.label), thing.label, text.page(thing.name)["title"])
    if isinstance(thing, VectorActivation):
        return (thing.label, thing.name, *thing.aliases)
    return (thing.label, thing.name, thing.family, _(thing.family), str(thing.year), *thing.aliases)


def plain(words: str) -> str:
    """Words as one compares them: in small letters, without spaces, hyphens, underscores, apostrophes."""
    return re.sub(r"[\s\-_'’]+", "", unicodedata.normalize("NFKC", words).casefold())


def _name_that_fits(typed: str, words: Sequence[str], names: Sequence[str]) -> str | None:
    """The first name with all that was typed in it; the first of all where each word is in some name."""
    singular = typed.removesuffix("s")
    for wanted in (typed, singular if len(singular) >= INSIDE_A_WORD else ""):
        for name in names:
            if _is_in(wanted, name):
                return name
    parts = [plain(word) for word in words]
    years_aside = [[name for name in names if part == name or not name.isdigit()] for part in parts]
    if parts and all(
        any(_is_in(part, name) for name in some) for part, some in zip(parts, years_aside, strict=True)
    ):
        return names[0]
    return None


def _is_in(wanted: str, name: str) -> bool:
    """Whether a name has what is wanted in it: at the beginning of a word if that is short."""
    if len(wanted) >= INSIDE_A_WORD:
        return wanted in plain(name)
    starts = (match.start() for match in re.finditer(r"(?<![^\s\-_])\S", name))
    return bool(wanted) and any(plain(name[start:]).startswith(wanted) for start in starts)
