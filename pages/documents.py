import streamlit as st

from activations.claims import CLAIMS
from ui import documents, text
from ui.controls import choose
from ui.lesson import experiments, onward
from ui.page import address, begin_page
from ui.sources import DOCUMENTS
from ui.text import N_, _

begin_page("documents")
with st.container(key="screen_only_choice"):
    number = choose("document", _("Document"), (N_("all"), *(each.number for each in DOCUMENTS)))
verdicts = [claim.verdict for claim in CLAIMS.values()]
words = text.page("documents")
text.prose(
    words["summary"],
    all=str(len(verdicts)),
    wrong=str(verdicts.count("wrong")),
    conditional=str(verdicts.count("true with a condition")),
)
st.html(documents.sheet(documents.chosen(number)))
with st.container(key="screen_only_end"):
    experiments(
        "documents",
        {
            "slides": address("documents", document="002"),
            "never": address("step_race", rule="within", within=0.0005),
            "slopes": address("compare", f1="Tanh", f2="Sigmoid", show="f′", range=(-4, 4), x=1.7),
            "line": address("classifier"),
        },
    )
    onward("documents")
