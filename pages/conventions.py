import streamlit as st

from ui import text
from ui.lesson import experiments, show
from ui.lessons.conventions_words import (
    all_defaults,
    all_kinks,
    form,
    kink,
    numbers_of_the_page,
    slope,
    threshold,
)
from ui.page import address, begin_page
from ui.tables import table
from ui.text import N_, _

begin_page("conventions")
show({N_("kink"): kink, N_("default slope"): slope, N_("form of GELU"): form, N_("softplus"): threshold})

experiments(
    "conventions",
    {
        "kink": address("conventions", f="Leaky ReLU", f_leaky_relu_alpha=0.3),
        "agree": address("conventions", f="ReLU"),
        "slope": address("conventions", view="default slope"),
        "gelu": address("conventions", view="form of GELU"),
        "threshold": address("conventions", view="softplus", beta=5),
    },
    **numbers_of_the_page(),
)
st.subheader(_("Slopes at kinks"))
text.prose(text.page("conventions")["kink"])
st.html(table(*all_kinks()))
st.caption(text.page("conventions")["all kinks"])
st.subheader(_("Defaults and forms"))
text.prose(text.page("conventions")["defaults"], **numbers_of_the_page())
st.html(table(*all_defaults()))
