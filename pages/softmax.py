import streamlit as st

from ui.controls import choose, choose_seed, count, slide, turn
from ui.lesson import experiments, explain
from ui.lessons.softmax import (
    LOGITS,
    SHIFT,
    TEMPERATURE,
    Input,
    classes_of,
    labels,
    probabilities,
    regions,
)
from ui.lessons.softmax_words import (
    comparison,
    division,
    labels_outcome,
    numbers_of_the_lesson,
    outcome,
    words_of_labels,
    words_of_one_input,
    words_of_regions,
)
from ui.live_figure import live_figure
from ui.page import address, begin_page
from ui.tables import table
from ui.text import N_, _

begin_page("softmax")
controls, view = st.columns([1, 3], gap="medium")
with controls:
    shown = choose("view", _("View"), (N_("one input"), N_("several classes"), N_("several labels")))
    classes = count("classes", _("Number of classes"), 2, 5, 3)
    if shown == "several classes":
        methods = (N_("one against one"), N_("one against the rest"), N_("many against many"))
        method = choose("method", _("Method"), methods)
        data = choose("data", _("Where the classes lie"), (N_("pinwheel"), N_("ring"), N_("row")))
        spread = slide("spread", _("Spread of each class"), 0.1, 1.5, 0.5, 0.05)
        seed = choose_seed()
    else:
        each = _("Logit {symbol}")
        given = Input(tuple(turn(z, each.format(symbol=z.symbol)) for z in LOGITS[:classes]))
        if shown == "one input":
            given = given._replace(
                temperature=turn(TEMPERATURE, _("Temperature T")),
                shift=turn(SHIFT, _("Added to every logit")),
            )

with view:
    if shown == "several classes":
        result = classes_of(classes, data, spread, seed)
        st.markdown(division(result, method))
        live_figure(regions(result, method, words_of_regions(result, method)), {})
        st.html(table(*comparison(result)))
    elif shown == "several labels":
        st.markdown(labels_outcome(given))
        live_figure(labels(given, words_of_labels(given)), given.present)
    else:
        st.markdown(outcome(given))
        live_figure(probabilities(given, words_of_one_input(given)), given.present)

several = {"view": "several classes"}
experiments(
    "softmax",
    {
        "documents": address("softmax"),
        "shift": address("softmax", shift=1000),
        "cold": address("softmax", temperature=0.2),
        "circle": address("softmax", **several, data="pinwheel"),
        "middle": address("softmax", **several, data="row", method="one against the rest"),
        "codes": address("softmax", **several, data="row", classes=4, method="many against many"),
        "labels": address("softmax", view="several labels"),
    },
    **numbers_of_the_lesson(),
)
explain(
    "softmax",
    {
        "why": _("From numbers to probabilities"),
        "loss": _("The loss and its gradient"),
        "slopes": _("The slopes of softmax"),
        "temperature": _("Temperature, shift and overflow"),
        "methods": _("Several classes from two-class classifiers"),
        "labels": _("Several labels at once"),
    },
    **numbers_of_the_lesson(),
)
