"""What there is to read about a function: its text, its formulas and its code."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from activations.conventions import defaults
from activations.core import Activation, Spelling, number
from activations.vector import VectorActivation
from ui import text
from ui.equation import equation
from ui.facts import prose_values, slopes_at_kinks
from ui.sources import cited
from ui.tables import table
from ui.text import _

Parameters = Mapping[str, float]


def summary(activation: Activation) -> None:
    """The function's name, and the function in one sentence."""
    sentence = text.function(activation.name)["summary"]
    text.prose(f"### {activation.label}\n\n{sentence}", **prose_values(activation))


def paper(activation: Activation | VectorActivation) -> None:
    """The paper it comes from."""
    reference = activation.reference
    title = f"[{reference.title}]({reference.url})" if reference.url else reference.title
    st.caption(f"{reference.authors} ({reference.year}). {title}")


def article(activation: Activation) -> None:
    """Formula, derivation, what speaks for and against it, what the documents say."""
    prose = text.function(activation.name)
    values = prose_values(activation)
    formulas(activation)
    reasons(prose, **values)
    if "documents" in prose:
        text.prose(f"### {_('What the documents say of it')}\n\n{prose['documents']}", **values)
        cited()


def reasons(prose: Mapping[str, str], **values: object) -> None:
    """The derivation, folded, and what speaks for and against a function."""
    with st.expander(_("Derivation, step by step")):
        text.prose(prose["derivation"], **values)
    headings = {
        "advantages": _("Advantages"),
        "disadvantages": _("Disadvantages"),
        "when to use": _("When to use"),
    }
    with st.container(key="for_and_against"):
        text.prose("\n\n".join(f"### {title}\n\n{prose[name]}" for name, title in headings.items()), **values)


def formulas(activation: Activation) -> None:
    st.subheader(_("Formula and derivative"))
    with st.container(horizontal=True, gap="large"):
        st.latex(equation("f(x)", activation.formula))
        if activation.derivative_formula:
            st.latex(equation("f'(x)", activation.derivative_formula))
        else:
            st.markdown(_("The slope is computed exactly; its formula would be too long to read."))


def slope_at_the_kink(activation: Activation, parameters: Parameters) -> None:
    slopes = slopes_at_kinks(activation, **parameters)
    if slopes:
        text.prose(f"### {_('The slope at the kink')}\n\n{text.page('explore')['kink']}")
        rows = [(f"f′({number(kink)})", *at_kink.values()) for kink, at_kink in slopes.items()]
        st.html(table(rows, ("", *next(iter(slopes.values())))))


def code(activation: Activation | VectorActivation, parameters: Parameters) -> None:
    theirs = defaults(activation.name)
    snippets = "".join(snippet(spelling, parameters, theirs) for spelling in activation.spellings)
    copied = escape(_("Copied"))
    st.html(f'<h3>{escape(_("In code"))}</h3><div class="snippets" data-copied="{copied}">{snippets}</div>')


def snippet(spelling: Spelling, parameters: Parameters, theirs: Parameters) -> str:
    """Code with a button that copies it: plain, as the colours of st.code cost each visitor 1.8 MB."""
    source = escape(spelling.code.format(**parameters))
    composed = "" if spelling.native else _("Composed: {framework} has no such function.")
    words = f"{composed.format(framework=spelling.framework)} {text.fill(_(spelling.note), **theirs)}".strip()
    remarks = f"<p>{escape(words)}</p>" if words else ""
    code = f'<div><pre tabindex="0">{source}</pre><button>{escape(_("Copy"))}</button></div>'
    return f"<section><h4>{spelling.framework}</h4>{code}{remarks}</section>"
