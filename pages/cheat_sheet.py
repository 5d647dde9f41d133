import streamlit as st

from ui import cheat_sheet, parity, text
from ui.controls import choose
from ui.lesson import experiments, lead_to
from ui.page import address, begin_page
from ui.text import _

begin_page("cheat_sheet")
with st.container(key="screen_only_choices", horizontal=True, gap="medium"):
    order = choose("sort", _("Sort by"), tuple(cheat_sheet.ORDERS))
    family = choose("family", _("Family"), cheat_sheet.FAMILIES)
    kind = choose("only", _("Only those that are"), tuple(cheat_sheet.KINDS))

functions = cheat_sheet.chosen(family, kind, order)
if functions:
    with st.container(key="sheet"):
        st.html(cheat_sheet.note())
        st.markdown(cheat_sheet.sheet(functions), unsafe_allow_html=True)
    st.html(parity.comparison(functions))
else:
    text.linked(text.page("cheat_sheet")["nothing"], {"all": address("cheat_sheet")})

with st.container(key="screen_only_end"):
    if functions:
        st.download_button(
            _("Download the sheet as CSV"),
            cheat_sheet.as_csv(functions).encode("utf-8-sig"),
            "activation_functions.csv",
            "text/csv",
            on_click="ignore",
        )
        st.caption(text.page("cheat_sheet")["print"])
    experiments(
        "cheat_sheet",
        {
            "steep": address("cheat_sheet", sort="largest slope"),
            "centred": address("cheat_sheet", only="zero-centred"),
            "mean": address("cheat_sheet", sort="mean"),
            "rectifiers": address("cheat_sheet", family="Rectifiers"),
            "years": address("cheat_sheet", sort="year"),
        },
    )
    lead_to("choose")
