"""The app's words in the visitor's language: prose from assets/text, short strings by gettext.

Prose is Markdown under fixed ``## heading``s, one file a page and one a function. Headings are keys: they
are the same lower-case English words in every language, and what is shown of them goes through ``_``.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import lru_cache, wraps
from html import escape
from pathlib import Path
from typing import ParamSpec, TypeVar

import streamlit as st
from markdown_it import MarkdownIt

from activations.core import number
from activations.sentences import Sentence

ASSETS = Path(__file__).parent.parent / "assets"
TEXT_FOLDER = ASSETS / "text"
LOCALE_FOLDER = ASSETS / "locale"
ENGLISH = "en"
OWN_NAMES = {"en": "English", "zh-Hans": "简体中文", "zh-Hant": "繁體中文"}
CHINESE_SCRIPTS = {"zh": "zh-Hans", "zh-cn": "zh-Hans", "zh-sg": "zh-Hans"} | dict.fromkeys(
    ("zh-tw", "zh-hk", "zh-mo"), "zh-Hant"
)

HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
LINK = re.compile(r'href="(?!https?://)([^"]*)"')
"""One that leads to a name; as HTML, in which no quote of a text stands as it is."""
PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")
MARKED = re.compile(r"[\\`*_~$<>\[\]:|&#]")
"""What Markdown might take for a mark, as Streamlit reads it."""
STRESSED = re.compile(rf"\\({MARKED.pattern})|\*\*")
"""A mark that stands for itself, or the stars of what is stressed."""
HYPHENATED = {"Complementary": "Comple\u00admentary"}
"""Words of labels too long for a small box, with a hyphen that shows only where they break."""
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

_spoken: ContextVar[str | None] = ContextVar("language", default=None)


def languages() -> tuple[str, ...]:
    """The languages that have texts."""
    return _languages(TEXT_FOLDER)


def language() -> str:
    """The visitor's language: ``lang`` in the address, else the browser's, else English."""
    return _spoken.get() or _asked_language()


def begin() -> None:
    """Reads the visitor's language once for a whole run of a page."""
    _spoken.set(_asked_language())


def kept_in_each_language(most: int) -> Callable[[Callable[Asked, Answer]], Callable[Asked, Answer]]:
    """Keeps what was said to the last so many questions, in each of the languages in which it was."""

    def keep(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
        @lru_cache(maxsize=most)
        def answer(_language: str, *args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
            return function(*args, **kwargs)

        @wraps(function)
        def answer_in_theirs(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
            return answer(language(), *args, **kwargs)  # type: ignore[arg-type]

        return answer_in_theirs

    return keep


def best_match(locale: str) -> str:
    """The language that serves a browser's locale best: itself, its script, its base, English."""
    available = {name.lower(): name for name in languages()}
    wanted = locale.lower().replace("_", "-")
    while wanted:
        for candidate in (wanted, CHINESE_SCRIPTS.get(wanted, "").lower()):
            if candidate in available:
                return available[candidate]
        wanted = wanted.rpartition("-")[0]
    return ENGLISH


def _(message: str) -> str:
    """A short string in the visitor's language."""
    return _translations(LOCALE_FOLDER, language()).gettext(message) if message else ""


def say(sentence: Sentence) -> str:
    """A sentence of the mathematics in the visitor's language."""
    return _(sentence.template).format(**sentence.values)


def N_(message: str) -> str:
    """Marks a string for translation where the visitor is not known yet; ``_`` translates it later."""
    return message


def page(name: str) -> Mapping[str, str]:
    """A page's Markdown by heading; what a language lacks is in English."""
    return _text(Path(f"{name}.md"))


def function(name: str) -> Mapping[str, str]:
    """A function's Markdown by heading; what a language lacks is in English."""
    return _text(Path("functions") / f"{name}.md")


def vector(name: str) -> Mapping[str, str]:
    """The Markdown by heading of a function of several numbers; what a language lacks is in English."""
    return _text(Path("vectors") / f"{name}.md")


def hyphenated(label: str) -> str:
    """A label whose long words can break."""
    return " ".join(HYPHENATED.get(word, word) for word in label.split(" "))


def fill(markdown: str, **values: object) -> str:
    """The Markdown with each ``{{name}}`` replaced by its value; KeyError for a name without one."""

    def value_of(placeholder: re.Match[str]) -> str:
        value = values[placeholder[1]]
        return number(value) if isinstance(value, int | float) else str(value)

    return PLACEHOLDER.sub(value_of, markdown)


def prose(markdown: str, **values: object) -> None:
    """Draws Markdown, LaTeX included."""
    st.markdown(fill(markdown, **values))


def linked(markdown: str, targets: Mapping[str, str], **values: object) -> None:
    """Draws Markdown (without LaTeX) whose links are plain hyperlinks: ``[Set α to 1.](corner)`` leads to
    ``targets["corner"]``. KeyError for a link to a name that is not there.
    """
    st.html(f'<div class="prose">{as_html(markdown, targets, **values)}</div>')


def as_html(markdown: str, targets: Mapping[str, str] | None = None, **values: object) -> str:
    """Markdown as HTML, with its links as in :func:`linked`; links to the web stay as they are."""
    named = targets or {}
    return LINK.sub(lambda link: f'href="{escape(named[link[1]])}"', _rendered(fill(markdown, **values)))


def verbatim(words: str) -> str:
    """Words as Markdown that shows each character as it is: what a visitor typed has stars of its own."""
    return MARKED.sub(r"\\\g<0>", words)


def spoken(markdown: str) -> str:
    """A sentence of Markdown without the stars of what it stresses, to be read aloud."""
    return STRESSED.sub(r"\1", markdown)


def inline_html(markdown: str, **values: object) -> str:
    """One line of Markdown as HTML, without a paragraph around it."""
    return _rendered_inline(fill(markdown, **values))


@lru_cache(maxsize=1024)
def _rendered(markdown: str) -> str:
    return str(MARKDOWN.render(markdown))


@lru_cache(maxsize=1024)
def _rendered_inline(markdown: str) -> str:
    return str(MARKDOWN.renderInline(markdown))


def _text(file: Path) -> Mapping[str, str]:
    english = _sections(TEXT_FOLDER / ENGLISH / file)
    if not english:
        raise FileNotFoundError(f"There is no text {file} in {TEXT_FOLDER / ENGLISH}")
    return english | _sections(TEXT_FOLDER / language() / file)


def _sections(file: Path) -> dict[str, str]:
    try:
        return _read(file, file.stat().st_mtime_ns)
    except FileNotFoundError:
        return {}


@lru_cache(maxsize=512)
def _read(file: Path, modified: int) -> dict[str, str]:
    _before, *parts = HEADING.split(file.read_text(encoding="utf-8"))
    return {heading.strip(): body.strip() for heading, body in zip(parts[::2], parts[1::2], strict=True)}


def _asked_language() -> str:
    asked = st.query_params.get("lang")
    return asked if asked in languages() else best_match(st.context.locale or ENGLISH)


@lru_cache(maxsize=8)
def _languages(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir()))


@lru_cache(maxsize=32)
def _translations(folder: Path, name: str) -> gettext.NullTranslations:
    return gettext.translation("messages", folder, [name], fallback=True)
