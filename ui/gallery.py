"""The front door's cards: every function with its picture, by family, every room, and the path of lessons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby

from activations import CATALOG
from activations.core import Activation, number
from activations.vector import VectorActivation
from ui import text
from ui.page import FRONT_DOOR, PAGES, Page, address, lessons
from ui.text import _
from ui.thumbnail import LEFT, RIGHT, thumbnail


def functions(found: Sequence[Activation], order: str, called: Mapping[Activation, str]) -> str:
    """A card for each function, with the name by which a search has found it; the families apart."""
    sections = (
        groupby(found, key=lambda activation: activation.family)
        if order == "family"
        else [(_("By {order}").format(order=_(order)), found)]
    )
    html = ""
    for title, members in sections:
        cards = "".join(_function_card(each, called.get(each, "")) for each in members)
        html += f'<section><h2>{escape(_(title))}</h2><ul class="cards">{cards}</ul></section>'
    return f'<div class="gallery">{html}</div>'


def vectors(found: Iterable[VectorActivation]) -> str:
    """A card for each function of several numbers that a search has found."""
    cards = "".join(
        f'<li><a class="card room" href="{escape(address("vectors", v=each.label))}">'
        f"<strong>{escape(each.label)}</strong><span>{each.year}</span></a></li>"
        for each in found
    )
    title = _("Functions of several numbers")
    return f'<section><h2>{escape(title)}</h2><ul class="cards rooms">{cards}</ul></section>'


def pages(found: Iterable[Page]) -> str:
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
    return f'<section id="path">{head}<ol class="path">{stages}</ol></section>'


def head(count: int) -> str:
    """How many functions are shown, where some are not; what their pictures mean; a way down a long page."""
    shown = _("{count} of {all} functions").format(count=count, all=len(CATALOG))
    counted = f"<b>{escape(shown)}</b>" if count < len(CATALOG) else ""
    down = f'<a href="#path">{escape(_("Down to the path of lessons"))}</a>'
    return f'<div class="gallery-head">{counted}{legend()}{down}</div>'


def legend() -> str:
    """What the lines of the pictures mean."""
    meaning = _("its slope, for inputs from {low} to {high}, all to one scale").format(
        low=number(LEFT), high=number(RIGHT)
    )
    return f'<p class="legend"><i class="value"></i>f <i class="slope"></i>f′, {escape(meaning)}</p>'


def _function_card(activation: Activation, called: str) -> str:
    also = f" ({escape(called)})" if called in activation.aliases else ""
    label = escape(text.hyphenated(activation.label))
    return (
        f'<li><a class="card" href="{escape(address("explore", f=activation.label))}">{thumbnail(activation)}'
        f"<strong>{label}</strong>{also} <span>{activation.year}</span></a></li>"
    )


def _room_cards(pages: Iterable[Page]) -> str:
    return f'<ul class="cards rooms">{"".join(map(_room_card, pages))}</ul>'


def _room_card(page: Page) -> str:
    lead = text.inline_html(text.page(page.name)["lead"])
    return (
        f'<li><a class="card room" href="{escape(address(page.name))}">'
        f"<strong>{escape(_(page.label))}</strong><span>{lead}</span></a></li>"
    )
