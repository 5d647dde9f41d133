import streamlit as st

from ui.controls import choose, pick, slide
from ui.lesson import experiments, explain
from ui.lessons.step_race import EVERY_STEP_UP_TO, Rules, enter, is_thinned, race
from ui.lessons.step_race_words import (
    HALF,
    NARROW,
    first_step,
    numbers_of_the_documents,
    result,
    words_of_picture,
)
from ui.live_figure import live_figure
from ui.page import address, begin_page, by_itself
from ui.tables import table
from ui.text import N_, _

begin_page("step_race")


@by_itself
def stage() -> None:
    controls, view = st.columns([1, 3], gap="medium")
    with controls:
        choices = (
            pick("f1", "Sigmoid", _("First lane"), own=True),
            pick("f2", "ReLU", _("Second lane"), own=True),
        )
        start = slide("start", _("Start value"), -5.0, 5.0, 0.9, 0.01)
        goal = slide("goal", _("Goal"), -5.0, 5.0, 0.5, 0.01)
        rate = slide("rate", _("Learning rate η"), 0.01, 2.0, 0.2, 0.01)
        rule = choose("rule", _("Stop when the value is"), (N_("at or below"), N_("within")))
        rules = Rules(start, goal, rate, "at_or_below", 1e-9)
        if rule == "within":
            distance = slide("within", _("Distance from the goal"), 0.0005, 0.05, 0.001, 0.0005)
            rules = rules._replace(rule="within", tolerance=distance)

    lanes = tuple(enter(*choice.function, rules) for choice in choices)
    results = [result(choice.name, lane) for choice, lane in zip(choices, lanes, strict=True)]
    words = words_of_picture([choice.name for choice in choices], results)
    with view:
        st.markdown(" ".join(results))
        live_figure(race(lanes, rules, words), {})
        if is_thinned(lanes):
            st.caption(
                _(
                    "A long race: the replay and its table show each of the first {count} steps, "
                    "and of the later ones an even choice."
                ).format(count=EVERY_STEP_UP_TO)
            )
    rows, head = first_step(choices, lanes, rules)
    if rows:
        st.subheader(_("The first step"))
        st.html(table(rows, head))


stage()

experiments(
    "step_race",
    {
        "documents": address("step_race"),
        "half": address("step_race", rate=HALF),
        "never": address("step_race", rule="within", within=NARROW),
        "tanh": address("step_race", f1="Sigmoid", f2="Tanh"),
        "softplus": address("step_race", f1="Softplus", f2="ELU"),
        "stuck": address("step_race", f1="Binary step", f2="Leaky ReLU"),
    },
    **numbers_of_the_documents(),
)
explain(
    "step_race",
    {
        "arithmetic": _("The documents' arithmetic"),
        "why": _("Why it happens"),
        "fair": _("What is not fair in this race"),
        "close": _("When is close close enough?"),
    },
    **numbers_of_the_documents(),
)
