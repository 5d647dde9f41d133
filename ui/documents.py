"""The documents: what they teach, and each claim that is not quite so beside what settles it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape

from activations import CATALOG
from activations.claims import CLAIMS, Claim, Evidence
from activations.core import Reference
from ui import text
from ui.lessons.step_race_words import numbers_of_the_documents
from ui.page import NAMES, PAGES, address
from ui.sources import DOCUMENTS, Document, title
from ui.text import N_, _

VERDICTS = {
    "wrong": N_("Not so"),
    "true with a condition": N_("So, with a condition"),
}
VIEWS: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "collapse": ("linearity", {"f": "Identity", "layers": 6}),
    "forward": ("linearity", {"view": "forward"}),
    "regression": ("linearity", {"view": "regression"}),
    "relay": ("linearity", {"view": "step"}),
    "several": ("softmax", {"view": "several classes"}),
    "detector": ("saturation", {"view": "feature detector", "f": "ELU"}),
    "overflow": ("numerics", {"power": 2.9}),
}
"""What the texts link to that a lesson does not show at first: the lesson and its state, by name."""


@lru_cache(maxsize=64)
def evidence(claim: Claim) -> Evidence:
    return claim.evidence()


def chosen(number: str) -> tuple[Document, ...]:
    """The document of that number, or all."""
    return tuple(document for document in DOCUMENTS if number in ("all", document.number))


def claims_of(document: Document) -> tuple[Claim, ...]:
    """The claims that a document makes, those that are wrong first."""
    mine = [claim for claim in CLAIMS.values() if document.number in claim.quotes]
    return tuple(claim for verdict in VERDICTS for claim in mine if claim.verdict == verdict)


def sheet(documents: Sequence[Document]) -> str:
    """Each document as a section of HTML."""
    return f'<div class="sheet">{"".join(map(_section, documents))}</div>'


def _section(document: Document) -> str:
    teaches = text.as_html(text.page("documents")[document.number], _targets(), **numbers_of_the_documents())
    head = "".join(f"<th>{escape(cell)}</th>" for cell in (_("It says"), _("In fact"), _("Lesson")))
    rows = "".join(_rows(document, verdict) for verdict in VERDICTS)
    return (
        f"<section><h2>{document.number} · {text.inline_html(title(document))}</h2>"
        f'<p class="byline">{escape(document.author)}; {escape(_(document.place))}</p>'
        f'<div class="prose">{teaches}</div>'
        f'<table class="facts claims"><thead><tr>{head}</tr></thead>{rows}</table></section>'
    )


def _targets() -> dict[str, str]:
    """Where the links of the texts lead: to a function, a page, or a view of one."""
    functions = {each.name: address("explore", f=each.label) for each in CATALOG.values()}
    views = {name: address(page, **state) for name, (page, state) in VIEWS.items()}
    return functions | {page: address(page) for page in NAMES} | views


def _rows(document: Document, verdict: str) -> str:
    claims = [claim for claim in claims_of(document) if claim.verdict == verdict]
    if not claims:
        return ""
    heading = f'<tr><th colspan="3" scope="rowgroup">{escape(_(VERDICTS[verdict]))}</th></tr>'
    return f"<tbody>{heading}{''.join(_row(claim, document) for claim in claims)}</tbody>"


def _row(claim: Claim, document: Document) -> str:
    says, fact = sentences(claim)
    lesson = next(page.label for page in PAGES if page.name == claim.lesson)
    link = f'<a href="{escape(address(claim.lesson, **claim.state))}">{escape(_(lesson))}</a>'
    quote = f'<q lang="zh">{escape(claim.quotes[document.number])}</q>'
    source = f" {text.inline_html(_cited(claim.source))}" if claim.source else ""
    return f"<tr><td>{says}{quote}</td><td>{fact}{source}</td><td>{link}</td></tr>"


def sentences(claim: Claim) -> tuple[str, str]:
    """What is said and what is so, as HTML with every number filled in."""
    says, fact = text.page("claims")[claim.name].split("\n\n")
    values = evidence(claim).values
    return text.inline_html(says, **values), text.inline_html(fact, **values)


def _cited(source: Reference) -> str:
    return f"[{source.title}]({source.url}), {source.year}."
