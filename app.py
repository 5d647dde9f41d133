import streamlit as st

from activations import CATALOG
from activations.vector import VECTORS
from ui import finding, gallery, text
from ui.controls import choose, choose_several
from ui.lesson import experiments
from ui.lessons.step_race_words import numbers_of_the_documents
from ui.page import PAGES, address, begin_page, quoted
from ui.text import _

begin_page("home")

with st.container(key="find", horizontal=True, vertical_alignment="bottom", gap="medium"):
    search = st.text_input(
        _("Search"),
        key="search",
        bind="query-params",
        persist_state="session",
        label_visibility="collapsed",
        placeholder=_("Search a name, a family or a year"),
        max_chars=80,
        width=300,
    ).strip()
    asked = choose_several("has", _("Properties that all hold"), tuple(finding.PROPERTIES), width=400)
    order = choose("sort", _("Sort by"), tuple(finding.ORDERS))

called = finding.matching(search, CATALOG.values())
vectors = finding.matching(search, VECTORS.values())
pages = finding.matching(search, PAGES[1:])
ways_out = {"all": address("home"), "unasked": address("home", search=search)}
if search and not (called or vectors or pages):
    called = finding.resembling(search, CATALOG.values())
    vectors = finding.resembling(search, VECTORS.values())
    pages = finding.resembling(search, PAGES[1:])
    text.linked(
        _("Nothing is called {{search}}; did you mean one of these? [Show all functions.](all)")
        if called or vectors or pages
        else _(
            "Nothing is called {{search}}, no function, no family and no page. [Show all functions.](all)"
        ),
        ways_out,
        search=quoted(search),
    )
found = [each for each in finding.having(asked, order) if each in called or not search]
if found:
    st.html(gallery.head(len(found)) + gallery.functions(found, order, called))
elif called and asked:
    text.linked(
        _("No function called {{search}} has all these properties. [Let it have others.](unasked)"),
        ways_out,
        search=quoted(search),
    )
elif not search:
    text.linked(_("No function has all these properties. [Show all functions.](all)"), ways_out)
if vectors:
    st.html(gallery.vectors(vectors))
if pages:
    st.html(gallery.pages(pages))

experiments(
    "home",
    {
        "elu": address("explore", f="ELU", f_elu_alpha=2.5, range=(-4, 4), x=0),
        "squash": address("compare", show="f′", range=(-4, 4), x=1.7),
        "like_tanh": address("home", has=("smooth", "bounded", "odd")),
        "race": address("step_race"),
    },
    **numbers_of_the_documents(),
)
st.html(gallery.rooms() + gallery.path())
