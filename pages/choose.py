from dataclasses import replace

import streamlit as st

from activations.simulations.choose import Answers, questions, recommend
from ui import text
from ui.controls import choose, slide
from ui.lesson import experiments, explain
from ui.lessons.choose import FIRST_RATE, RATES, curves, rates_with
from ui.lessons.choose_words import (
    OFFERED,
    QUESTIONS,
    advice,
    costs_table,
    links_of,
    meaning_of_the_curves,
    numbers_of_the_lesson,
    papers,
    reasons,
    tasks_table,
    words_of_picture,
)
from ui.live_figure import live_figure
from ui.page import address, begin_page, by_itself
from ui.text import N_, _

begin_page("choose")


@by_itself
def stage() -> None:
    controls, view = st.columns([1, 3], gap="medium")
    answers = Answers()
    with controls:
        for question in OFFERED:
            if question in questions(answers):
                answer = choose(question, _(QUESTIONS[question]), OFFERED[question])
                answers = replace(answers, **{question: answer})
        data = choose("data", _("Data"), (N_("moons"), N_("circles"), N_("checker"), N_("blobs")))
        rate = slide("rate", _("Learning rate η"), RATES[0], RATES[-1], FIRST_RATE, 2.0)

    ranked = recommend(answers)
    advised = [each for each in ranked if each.points > 0]
    result = advice(advised)
    meaning = meaning_of_the_curves(answers.layer)
    words = words_of_picture(data, f"{result} {meaning}")
    with view:
        st.markdown(result)
        st.markdown(f"{meaning} {_('Drag the learning rate.')}")
        live_figure(curves(data, rates_with(rate), words), {"rate": (rate,)})

    st.subheader(_("Why"))
    st.html(reasons(advised))
    line, targets = links_of(advised)
    text.linked(line, targets)
    if len(advised) < len(ranked):
        st.subheader(_("Rather not"))
        st.html(reasons(ranked[len(advised) :]))


stage()

experiments(
    "choose",
    {
        "dying": address("choose", dying="yes"),
        "much": address("choose", amount="much"),
        "centred": address("choose", centred="needed"),
        "output": address("choose", layer="output", task="two classes"),
        "fast": address("choose", rate=12),
        "blobs": address("choose", data="blobs"),
    },
)
st.subheader(_("What it costs"))
st.html(costs_table())
st.subheader(_("What the last layer is"))
st.html(tasks_table())
explain(
    "choose",
    {
        "ranking": _("How the ranking is made"),
        "faster": _("Does ReLU converge faster?"),
        "cost": _("What the costs say, and what not"),
        "last": _("Activation and classification function"),
        "papers": _("The papers"),
    },
    papers=papers(),
    **numbers_of_the_lesson(),
)
