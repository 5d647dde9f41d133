"""Tables as HTML: they can be read aloud, searched and printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import starmap


def table(rows: Iterable[Sequence[str]], head: Sequence[str] = ()) -> str:
    """A table whose first column names its rows. Cells are text, quoted here."""
    lines = (cells("th", row[:1]) + cells("td", row[1:]) for row in rows)
    return framed(head, lines)


def definitions(groups: Mapping[str, Mapping[str, str]]) -> str:
    """Names and what they are, by group, in as many columns as there is room for; text, quoted here. A name
    of which there is nothing to say is left out."""
    return f'<div class="definitions">{"".join(starmap(_group, groups.items()))}</div>'


def live_table(rows: Iterable[Sequence[str]], head: Sequence[str], colours: Sequence[str]) -> str:
    """A table that the live figure fills: cells are templates, and a row shows the colour of its curve."""
    lines = (
        f'<th><i data-colour="{colour}"></i>{template("span", name)}</th>'
        + "".join(template("td", value) for value in values)
        for colour, (name, *values) in zip(colours, rows, strict=False)
    )
    return framed(head, lines)


def template(kind: str, content: str) -> str:
    """An element that shows the template filled, and follows when words change."""
    return f'<{kind} data-fill="{escape(content)}"></{kind}>'


def cells(kind: str, texts: Sequence[str]) -> str:
    return "".join(f"<{kind}>{escape(text)}</{kind}>" for text in texts)


def framed(head: Sequence[str], lines: Iterable[str]) -> str:
    top = f"<thead><tr>{cells('th', head)}</tr></thead>" if head else ""
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'<div class="wide"{_scrolled(head)}><table class="facts">{top}<tbody>{body}</tbody></table></div>'


def _scrolled(head: Sequence[str]) -> str:
    """What lets a keyboard scroll a table of many columns, and a screen reader name it by the first."""
    name = ", ".join([*filter(None, head)][:2])
    return f' role="region" aria-label="{escape(name)}" tabindex="0"' if name else ""


def _group(title: str, members: Mapping[str, str]) -> str:
    lines = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(what)}</dd>" for name, what in members.items() if what
    )
    return f"<section><h3>{escape(title)}</h3><dl>{lines}</dl></section>"
