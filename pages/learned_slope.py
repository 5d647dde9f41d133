import streamlit as st

from ui.controls import choose, choose_seed, slide
from ui.lesson import experiments, explain
from ui.lessons.learned_slope import Task, learn, replay
from ui.lessons.learned_slope_words import FIRST, numbers_of_the_lesson, outcome, words_of_picture
from ui.live_figure import live_figure
from ui.page import address, begin_page, by_itself
from ui.text import N_, _

begin_page("learned_slope")


@by_itself
def stage() -> None:
    controls, view = st.columns([1, 3], gap="medium")
    with controls:
        asked = slide("slope", _("Slope the data ask for"), -0.5, 1.5, FIRST.asked, 0.05)
        rate = slide("rate", _("Learning rate ε"), 0.01, 2.0, FIRST.rate, 0.01)
        momentum = slide("momentum", _("Momentum μ"), 0.0, 0.99, FIRST.momentum, 0.01)
        noise = slide("noise", _("Noise in the data"), 0.0, 1.0, FIRST.noise, 0.05)
        seed = choose_seed()
        formula = choose("formula", _("Each step sets a to"), (N_("a − Δa"), N_("a + Δa")))

    task = Task(asked, rate, momentum, noise, seed, "descent" if formula == "a − Δa" else "as written")
    learning = learn(task)
    with view:
        st.markdown(outcome(task, learning))
        live_figure(replay(learning, words_of_picture(task)), {})


stage()

experiments(
    "learned_slope",
    {
        "first": address("learned_slope"),
        "plain": address("learned_slope", momentum=0),
        "heavy": address("learned_slope", momentum=0.9),
        "fast": address("learned_slope", momentum=0, rate=1.5),
        "climb": address("learned_slope", formula="a + Δa", rate=0.05),
        "small": address("learned_slope", slope=0.25),
    },
    **numbers_of_the_lesson(),
)
explain(
    "learned_slope",
    {
        "why": _("How the slope is learned"),
        "others": _("Against a fixed and a random slope"),
        "momentum": _("Momentum, and how fast is too fast"),
        "cost": _("What it costs"),
    },
    **numbers_of_the_lesson(),
)
