import streamlit as st

from ui import family_tree, text
from ui.lesson import experiments
from ui.page import address, begin_page
from ui.text import _

begin_page("family_tree")
tree = family_tree.tree()
st.html(family_tree.drawn(tree))
with st.container(key="screen_only_end"):
    st.caption(text.page("family_tree")["reading"])
    with st.expander(_("The tree as a table")):
        text.linked(*family_tree.as_table(tree))
    left = {"range": (-4, 4), "x": -1}
    experiments(
        "family_tree",
        {
            "smooth": address("compare", n=3, f1="Binary step", f2="Sigmoid", f3="Tanh", range=(-6, 6)),
            "ramp": address("compare", n=3, f1="Sigmoid", f2="Softplus", f3="ReLU", **left),
            "floor": address("compare", n=4, f1="ReLU", f2="Leaky ReLU", f3="ELU", f4="SELU", **left),
            "gate": address("compare", n=4, f1="ReLU", f2="GELU", f3="SiLU", f4="Mish", **left),
        },
    )
