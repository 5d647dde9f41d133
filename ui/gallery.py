"""The front door's cards: every function with its picture, by family, every room, and the path of lessons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from activations import CATALOG
from activations.core import Activation, number
from ui import text
from ui.page import FRONT_DOOR, PAGES, Page, address, lessons
from ui.text import _
from ui.thumbnail import LEFT, RIGHT, thumbnail


def matching(search: str) -> tuple[str, ...]:
    """The names of the functions whose name, alias or family contains what was typed."""
    return tuple(
        activation.name
        for activation in CATALOG.values()
        if _is_in(
            search,
            activation.name,
            activation.label,
            *activation.aliases,
            activation.family,
            _(activation.family),
        )
    )


def matching_pages(search: str) -> tuple[Page, ...]:
    """The pages whose label or title contains what was typed; none where nothing was."""
    return tuple(
        page
        for page in PAGES[1:]
        if search.strip() and _is_in(search, page.label, _(page.label), text.page(page.name)["title"])
    )


def functions(names: Sequence[str]) -> str:
    """A card for each function, by family."""
    families = groupby((CATALOG[name] for name in names), key=lambda activation: activation.family)
    sections = "".join(
        f"<section><h2>{escape(_(family))}</h2>"
        f'<ul class="cards">{"".join(map(_function_card, members))}</ul></section>'
        for family, members in families
    )
    return f'<div class="gallery">{sections}</div>'


def pages(found: Sequence[Page]) -> str:
    """A card for each page that a search has found."""
    return f"<section><h2>{escape(_('Pages'))}</h2>{_room_cards(found)}</section>"


def rooms() -> str:
    """A card for each page in which to look at any function."""
    cards = _room_cards(page for page in PAGES[1:] if page not in lessons())
    return f"<section><h2>{escape(_('Look closer'))}</h2>{cards}</section>"


def path() -> str:
    """The lessons by stage, in the order in which they build on each other; those visited are marked."""
    stages = "".join(
        f"<li><h3>{escape(_(stage))}</h3><p>{text.inline_html(text.page(FRONT_DOOR)[stage.lower()])}</p>"
        f"{_room_cards(pages)}</li>"
        for stage, pages in groupby(lessons(), key=lambda page: page.group)
    )
    order = _("Each lesson builds on the ones before. A ✓ marks what this browser has visited.")
    head = f"<h2>{escape(_('The path'))}</h2><p>{escape(order)}</p>"
    return f'<section>{head}<ol class="path">{stages}</ol></section>'


def legend() -> str:
    """What the lines of the pictures mean."""
    meaning = _("its slope, for inputs from {low} to {high}, all to one scale").format(
        low=number(LEFT), high=number(RIGHT)
    )
    return f'<p class="legend"><i class="value"></i>f <i class="slope"></i>f′, {escape(meaning)}</p>'


def _is_in(search: str, *words: str) -> bool:
    typed = search.strip().casefold()
    return any(typed in word.casefold() for word in words)


def _function_card(activation: Activation) -> str:
    return (
        f'<li><a class="card" href="{escape(address("explore", f=activation.label))}">{thumbnail(activation)}'
        f"<strong>{escape(activation.label)}</strong> <span>{activation.year}</span></a></li>"
    )


def _room_cards(pages: Iterable[Page]) -> str:
    return f'<ul class="cards rooms">{"".join(map(_room_card, pages))}</ul>'


def _room_card(page: Page) -> str:
    lead = text.inline_html(text.page(page.name)["lead"])
    return (
        f'<li><a class="card room" href="{escape(address(page.name))}">'
        f"<strong>{escape(_(page.label))}</strong><span>{lead}</span></a></li>"
    )
