"""The frame around every page: its title, the sidebar, complaints about a bad link, and every link."""

from __future__ import annotations

import gc
import importlib
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from html import escape
from itertools import groupby
from typing import ParamSpec, TypeVar
from urllib.parse import parse_qs, urlencode

import streamlit as st
from plotly import graph_objects
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui import text
from ui.in_line import stand_in_line
from ui.parts import run_the_page_for_a_part_that_is_not_there
from ui.text import N_, _

FRONT_DOOR = "home"
LONGEST_QUOTE = 40
SIDEBAR_WIDTH = 240
"""In pixels; given a width, Streamlit opens the sidebar on wide screens only."""


@dataclass(frozen=True)
class Page:
    """An entry of the sidebar; the name is the address, but for the front door, which has none.

    The groups after the first are the stages of the path through the lessons.
    """

    name: str
    label: str
    group: str
    has_figure: bool = True


PAGES = (
    Page(FRONT_DOOR, N_("Gallery"), N_("Look"), has_figure=False),
    Page("explore", N_("Explore"), N_("Look")),
    Page("compare", N_("Compare"), N_("Look")),
    Page("your_function", N_("Your own function"), N_("Look")),
    Page("cheat_sheet", N_("Cheat sheet"), N_("Look"), has_figure=False),
    Page("family_tree", N_("Family tree"), N_("Look"), has_figure=False),
    Page("vectors", N_("Several inputs"), N_("Look")),
    Page("conventions", N_("Conventions"), N_("Look")),
    Page("classifier", N_("A line that classifies"), N_("A neuron")),
    Page("linearity", N_("Why non-linearity"), N_("Why non-linear")),
    Page("softmax", N_("Softmax"), N_("Functions")),
    Page("maxout", N_("Maxout"), N_("Functions")),
    Page("step_race", N_("Step race"), N_("Slopes")),
    Page("saturation", N_("Saturation"), N_("Slopes")),
    Page("learned_slope", N_("Learned slope"), N_("Slopes")),
    Page("vanishing_gradient", N_("Vanishing gradient"), N_("What goes wrong")),
    Page("dead_relu", N_("Dead ReLU"), N_("What goes wrong")),
    Page("zigzag", N_("Zig-zag"), N_("What goes wrong")),
    Page("numerics", N_("Numbers that overflow"), N_("What goes wrong")),
    Page("choose", N_("Which one?"), N_("Choosing")),
    Page("documents", N_("The documents, checked"), N_("Choosing"), has_figure=False),
)
NAMES = frozenset(page.name for page in PAGES)

EMBED_OPTIONS = frozenset(
    {
        "dark_theme",
        "disable_scrolling",
        "hide_loading_screen",
        "light_theme",
        "show_loading_screen_v1",
        "show_loading_screen_v2",
        "show_padding",
        "show_toolbar",
    }
)
"""Streamlit's own. Whatever else an address has there would stand in every link of the page."""

IMPORTED_LAZILY = ("pandas", "pyarrow", "streamlit.emojis")

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

_complaints: ContextVar[DeltaGenerator | None] = ContextVar("complaints", default=None)
_kept: ContextVar[dict[str, object] | None] = ContextVar("kept", default=None)
_offer_languages: ContextVar[Callable[[], object]] = ContextVar("offer_languages", default=lambda: None)


def begin_page(name: str) -> None:
    """Draws the frame of a page; the first call of each page."""
    _begin_run()
    words = text.page(name)
    app_name = _("Activation functions")
    title = words["title"]
    st.set_page_config(
        page_title=app_name if name == FRONT_DOOR else f"{title} · {app_name}",
        page_icon=str(text.ASSETS / "icon.svg"),
        layout="wide",
        initial_sidebar_state=SIDEBAR_WIDTH,
    )
    warm_up()
    st.html(text.ASSETS / "style.css")
    if not st.context.is_embedded:
        st.sidebar.html(_page_list(name, address(FRONT_DOOR)))
    offer_languages = _language_chooser(name)
    offer_languages()
    _offer_languages.set(offer_languages)
    lead = text.inline_html(words["lead"])
    st.html(f'<header class="page-head"><h1>{escape(title)}</h1><p>{lead}</p></header>')
    _complaints.set(st.container())
    complain_about_language()


def by_itself(draw: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """A part of a page: when one of its controls moves it is drawn anew, and the rest of the page is not.

    It stands at the top, where complaints do, but for what it draws into containers that were made before:
    into each of these it draws whenever the page is run, as Streamlit keeps no place there otherwise.

    With it the links to other languages are drawn, which take along what was moved: at first, so that they
    stay if it is stopped, and at last, since a control that comes back brings its value into the address.
    """

    @st.fragment
    @wraps(draw)
    def part(offer_languages: Callable[[], object], *args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        _begin_run()
        offer_languages()
        before = _complaints.set(st.container())
        try:
            answer = draw(*args, **kwargs)
            offer_languages()
            return answer
        finally:
            _complaints.reset(before)

    @wraps(draw)
    def part_at_the_top(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        with _complaints.get() or st.container():
            return part(_offer_languages.get(), *args, **kwargs)

    return part_at_the_top


def lessons() -> tuple[Page, ...]:
    """The pages of the path, in its order."""
    return tuple(page for page in PAGES if page.group != PAGES[0].group)


def complain(sentence: str) -> None:
    """Says at the top of the page what was wrong with its address and what is shown instead, or why nothing.

    The sentence is Markdown: what comes from the visitor goes into it through :func:`quoted`.
    """
    place = _complaints.get()
    (place or st).warning(sentence)


def quoted(raw: str) -> str:
    """A visitor's words as inert Markdown of at most 40 characters."""
    plain = shortened(raw).replace("`", "'")
    return f"`{plain}`" if plain else _("(nothing)")


def shortened(raw: str) -> str:
    """A visitor's words on one line of at most 40 characters, all of which can be seen."""
    seen = "".join(char if char.isprintable() else " " for char in raw[: LONGEST_QUOTE + 1]).strip()
    return seen if len(raw) <= LONGEST_QUOTE else seen[: LONGEST_QUOTE - 1] + "…"


def address(page: str, /, **state: object) -> str:
    """The relative address that opens a page in a state; a sequence repeats its name, None is left out.

    The visitor's language and embedding come along. KeyError for a page that does not exist.
    """
    if page and page not in NAMES:
        raise KeyError(page)
    kept = _kept.get()
    if kept is None:
        kept = _asked_to_keep()
    query = urlencode(
        {name: spelled(value) for name, value in (kept | state).items() if value is not None}, True
    )
    path = "./" if page in ("", FRONT_DOOR) else page
    return f"{path}?{query}" if query else path


def spelled(value: object) -> list[str]:
    """A value as it stands in an address: one word, or several for a sequence."""
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [word for item in value for word in spelled(item)]
    if isinstance(value, float) and value.is_integer():
        return [str(int(value))]
    return [str(value)]


@text.kept_in_each_language(256)
def _page_list(current: str, front_door: str) -> str:
    groups = "".join(
        f"<h2>{escape(_(group))}</h2><ul>{''.join(_entry(page, current) for page in pages)}</ul>"
        for group, pages in groupby(PAGES, key=lambda page: page.group)
    )
    home = f'<a class="app-name" href="{escape(front_door)}">{escape(_("Activation functions"))}</a>'
    return f'<nav class="pages" aria-label="{escape(_("Pages"))}">{home}{groups}</nav>'


def complain_about_language() -> None:
    asked = st.query_params.get("lang")
    if asked is not None and asked not in text.languages():
        complain(
            _("There is no language {asked} here; shown instead: {shown}.").format(
                asked=quoted(asked), shown=language_name(text.language())
            )
        )


def language_name(code: str) -> str:
    """What speakers of a language call it."""
    return text.OWN_NAMES.get(code, code)


def _entry(page: Page, current: str) -> str:
    return f"<li>{_link(_(page.label), address(page.name), page.name == current)}</li>"


def _link(label: str, target: str, is_current: bool) -> str:
    current = ' aria-current="page"' if is_current else ""
    return f'<a href="{escape(target)}"{current}>{escape(label)}</a>'


def _language_chooser(current: str) -> Callable[[], object]:
    """Makes a place for links to the page in each language, if there are several; the answer draws them."""
    if st.context.is_embedded or len(text.languages()) < 2:
        return lambda: None
    place = st.sidebar.empty()
    return lambda: place.html(_language_list(current))


def _language_list(current: str) -> str:
    state = {name: st.query_params.get_all(name) for name in st.query_params}
    entries = ""
    for code in text.languages():
        target = address(current, **state | {"lang": code})
        entries += f"<li>{_link(language_name(code), target, code == text.language())}</li>"
    return f'<nav class="languages" aria-label="{escape(_("Language"))}"><ul>{entries}</ul></nav>'


def _begin_run() -> None:
    text.begin()
    stand_in_line()
    _kept.set(_asked_to_keep())


def _asked_to_keep() -> dict[str, object]:
    kept: dict[str, object] = {}
    if st.query_params.get("lang") in text.languages():
        kept["lang"] = st.query_params["lang"]
    if st.context.is_embedded:
        kept |= {"embed": "true", "embed_options": embed_options()}
    return kept


def embed_options() -> list[str]:
    """How the page was asked to look embedded, which st.query_params keeps to itself."""
    run = get_script_run_ctx()
    asked = parse_qs(run.query_string).get("embed_options", []) if run else []
    return [option for option in dict.fromkeys(asked) if option in EMBED_OPTIONS]


@st.cache_resource(show_spinner=False)
def warm_up() -> None:
    """Once a server: imports what visitors would wait for, and spares the garbage collector all of it."""
    run_the_page_for_a_part_that_is_not_there()
    for module in IMPORTED_LAZILY:
        importlib.import_module(module)
    graph_objects.Figure(graph_objects.Scatter(x=[0.0], y=[0.0])).to_json()
    gc.collect()
    gc.freeze()
