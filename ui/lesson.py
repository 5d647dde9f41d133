"""What lessons share: a choice of views, experiments, the why, the documents' claims, the way on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

import streamlit as st

from ui import text
from ui.controls import choose
from ui.lessons.shown import Shown
from ui.live_figure import live_figure
from ui.page import FRONT_DOOR, PAGES, address, by_itself, lessons
from ui.sources import cited
from ui.text import _

Targets = Mapping[str, str]


@by_itself
def show(views: Mapping[str, Callable[[], Shown]], first: str | None = None) -> None:
    """The controls and the picture of one of a lesson's views, which the visitor chooses."""
    controls, beside = st.columns([1, 3], gap="medium")
    with controls:
        shown = views[choose("view", _("View"), tuple(views), first)]()
    with beside:
        st.markdown(shown.result)
        live_figure(shown.picture, shown.present)
        if shown.table:
            st.html(shown.table)
        if shown.formulas:
            with st.expander(_("The numbers of this picture as matrices")):
                st.markdown(shown.formulas)


def experiments(name: str, targets: Targets, **values: object) -> None:
    """*Try this*: each a link that sets the page up."""
    st.subheader(_("Try this"))
    text.linked(text.page(name)["try this"], targets, **values)


def explain(name: str, titles: Mapping[str, str], **values: object) -> None:
    """The why, by heading of the lesson's text, folded but for the first; what the documents say; the way on.

    Every number in the text is among the values.
    """
    prose = text.page(name)
    for place, (heading, title) in enumerate(titles.items()):
        with st.expander(title, expanded=place == 0):
            text.prose(prose[heading], **values)
    if "documents" in prose:
        st.subheader(_("What the documents say"))
        text.prose(prose["documents"], **values)
    cited()
    onward(name)


def onward(name: str) -> None:
    """A link to the next lesson of the path; from the last back to the front door."""
    path = [page.name for page in lessons()]
    after = path.index(name) + 1
    lead_to(path[after] if after < len(path) else FRONT_DOOR)


def lead_to(target: str) -> None:
    """A link to the page to go on with, and what there is to see."""
    label = next(page.label for page in PAGES if page.name == target)
    lead = text.inline_html(text.page(target)["lead"])
    st.html(
        f'<p class="onward"><a href="{escape(address(target))}">{escape(_("Next"))}: {escape(_(label))}</a>'
        f" <span>{lead}</span></p>"
    )
