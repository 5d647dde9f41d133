import streamlit as st

from ui import gallery, text
from ui.lesson import experiments
from ui.lessons.step_race_words import numbers_of_the_documents
from ui.page import address, begin_page, quoted
from ui.text import _

begin_page("home")

search = st.text_input(
    _("Search"),
    key="search",
    bind="query-params",
    persist_state="session",
    label_visibility="collapsed",
    placeholder=_("Search a name or a family, such as ReLU"),
    max_chars=80,
    width=360,
)
found, pages = gallery.matching(search), gallery.matching_pages(search)
if found:
    st.html(gallery.legend() + gallery.functions(found))
if pages:
    st.html(gallery.pages(pages))
if not (found or pages):
    text.linked(
        _(
            "No function has {{search}} in its name or family, and no page in its title. "
            "[Show all functions.](all)"
        ),
        {"all": address("home")},
        search=quoted(search),
    )
experiments(
    "home",
    {
        "elu": address("explore", f="ELU", f_elu_alpha=2.5, range=(-4, 4), x=0),
        "squash": address("compare", show="f′", range=(-4, 4), x=1.7),
        "race": address("step_race"),
    },
    **numbers_of_the_documents(),
)
st.html(gallery.rooms() + gallery.path())
