import streamlit as st

from ui import text
from ui.article import formulas
from ui.controls import FIRST_EXPRESSION, curve_of, shaped, type_function
from ui.facts import grouped_properties
from ui.lesson import experiments
from ui.page import address, begin_page, by_itself, complain
from ui.study import View, draw
from ui.tables import definitions
from ui.text import _
from ui.your_function_words import left_out, nothing_to_draw, words_of_the_language

begin_page("your_function")
controls, beside = st.columns([1, 3], gap="medium")
with controls:
    activation, typed = type_function("expression")

experiments(
    "your_function",
    {
        "gate": address("your_function", expression=FIRST_EXPRESSION, a=0),
        "pieces": address("your_function", expression="where(x > 0, x, a*(exp(x) - 1))", a=2),
        "bump": address("your_function", expression="a*x*exp(-x^2)", a=2, range=(-4, 4)),
        "hole": address("your_function", expression="log(x) - a*x"),
        "cube": address("your_function", expression="x^3", range=(-3, 3)),
    },
)
onward = st.container()
formulas(activation)
st.subheader(_("What it is like"))
properties = st.container()
text.prose(text.page("your_function")["measured"], **words_of_the_language())
for heading, title, opened in (("language", _("What you can type"), True), ("why", _("How it works"), False)):
    with st.expander(title, expanded=opened):
        text.prose(text.page("your_function")[heading], **words_of_the_language())


@by_itself
def stage() -> None:
    with controls:
        keys = {parameter.name: parameter.name for parameter in activation.parameters}
        choice = shaped(activation, keys, typed)
        view = View.chosen()
    if nothing := nothing_to_draw(choice, view.ends):
        complain(nothing)
    with beside:
        draw(choice, view)
        if missing := left_out([curve_of(choice, view.x)]):
            st.caption(missing)
    with onward:
        text.linked(
            text.page("your_function")["onward"],
            {
                "compare": address(
                    "compare", range=view.ends, x=view.x, **choice.address_in("f1"), f2="ReLU"
                ),
                "race": address("step_race", **choice.address_in("f1")),
            },
        )
    with properties:
        st.html(definitions(grouped_properties(choice.activation, **choice.parameters)))


stage()
