import streamlit as st

from ui import text
from ui.article import code, paper, reasons
from ui.lesson import experiments
from ui.lessons.vectors_words import LESSONS, choose_function, choose_inputs, properties, view
from ui.live_figure import live_figure
from ui.page import address, begin_page, by_itself
from ui.tables import table
from ui.text import _

begin_page("vectors")
controls, beside = st.columns([1, 3], gap="medium")
with controls:
    function = choose_function()

words, prose = text.page("vectors"), text.vector(function.name)
left, right = st.columns(2, gap="large")
with left:
    experiments(
        "vectors",
        {
            "sparse": address("vectors", v="Sparsemax", z1=1, z2=2, z3=1.6, z4=-1),
            "shift": address("vectors", z1=6, z2=7, z3=6.6, z4=4),
            "steep": address("vectors", v="Log-softmax", z1=0, z2=10, z3=0, z4=0),
            "closed": address("vectors", v="GLU", z1=5, z2=5, z3=-8, z4=8),
            "first": address("vectors", v="SwiGLU", z1=-8, z2=8, z3=5, z4=5),
            "tie": address("vectors", v="Maxout", z1=1.8, z2=2, z3=1.6, z4=-1),
        },
    )
with right:
    st.subheader(function.label)
    text.prose(prose["summary"])
    if function.shown_with:
        text.prose(words["pieces"])
    st.html(table(properties(function).items()))
    paper(function)
    if function.name in LESSONS:
        text.linked(words["lesson"], {"lesson": address(LESSONS[function.name])}, name=function.label)

st.subheader(_("Formula and Jacobian"))
value, slopes = st.columns(2, gap="large")
with value:
    for equation in (function.formula, *function.where):
        st.latex(equation)
with slopes:
    for equation in function.jacobian_formulas:
        st.latex(equation)
reasons(prose)
code(function, {})


@by_itself
def stage() -> None:
    with controls:
        shown = view(function, choose_inputs())
    with beside:
        st.markdown(shown.result)
        live_figure(shown.picture, shown.present)


stage()
