import streamlit as st

from activations import get
from ui import text
from ui.article import article, code, paper, slope_at_the_kink, summary
from ui.controls import choose, pick_label, shaped, slider_keys
from ui.facts import grouped_properties
from ui.lesson import experiments
from ui.page import address, begin_page, by_itself
from ui.study import View, draw
from ui.tables import definitions
from ui.text import N_, _

begin_page("explore")
controls, beside = st.columns([1, 3], gap="medium")
with controls:
    activation = get(pick_label("f", "ReLU"))

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
with right:
    summary(activation)
    paper(activation)
    text.linked(text.page("explore")["kin"], {"tree": address("family_tree")})
properties = st.container()
article(activation)
in_code = st.container()


@by_itself
def stage() -> None:
    with controls:
        choice = shaped(activation, slider_keys("f", activation))
        view = View.chosen()
        at_kink = None
        if activation.kinks(**choice.parameters):
            kink = choose("kink", _("Slope at the kink"), (N_("convention"), "0", "0.5", "1"))
            at_kink = None if kink == "convention" else float(kink)
    with beside:
        draw(choice, view, at_kink)
    with left:
        text.linked(
            text.page("explore")["next"],
            {
                "compare": address("compare", range=view.ends, x=view.x, **choice.address_in("f1")),
                "race": address("step_race", **choice.address_in("f1")),
            },
            name=activation.label,
        )
    with properties:
        st.html(definitions(grouped_properties(activation, **choice.parameters)))
        slope_at_the_kink(activation, choice.parameters)
    with in_code:
        code(activation, choice.parameters)


stage()
