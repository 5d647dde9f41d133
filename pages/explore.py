import streamlit as st

from ui import text
from ui.article import article, paper, summary
from ui.controls import choose, pick
from ui.facts import grouped_properties
from ui.lesson import experiments
from ui.page import address, begin_page
from ui.study import View, draw
from ui.tables import definitions
from ui.text import N_, _

begin_page("explore")
controls, beside = st.columns([1, 3], gap="medium")
with controls:
    choice = pick("f", "ReLU")
    view = View.chosen()
    at_kink = None
    if choice.activation.kinks(**choice.parameters):
        kink = choose("kink", _("Slope at the kink"), (N_("convention"), "0", "0.5", "1"))
        at_kink = None if kink == "convention" else float(kink)

activation, parameters = choice.activation, choice.parameters
with beside:
    draw(choice, view, at_kink)

left, right = st.columns(2, gap="large")
with left:
    experiments(
        "explore",
        {
            "dead": address("explore", f="ReLU", x=-2),
            "corner": address("explore", f="ELU", f_elu_alpha=2.5, range=(-4, 4), x=0),
            "smooth": address("explore", f="ELU", range=(-4, 4), x=0),
            "saturated": address("explore", f="Sigmoid", range=(-10, 10), x=6),
            "hug": address("explore", f="Softplus", f_softplus_beta=5, range=(-3, 3), x=0),
        },
    )
    text.linked(
        text.page("explore")["next"],
        {
            "compare": address("compare", range=view.ends, x=view.x, **choice.address_in("f1")),
            "race": address("step_race", **choice.address_in("f1")),
        },
        name=activation.label,
    )
with right:
    summary(activation)
    paper(activation)
    text.linked(text.page("explore")["kin"], {"tree": address("family_tree")})
st.html(definitions(grouped_properties(activation, **parameters)))

article(activation, parameters)
