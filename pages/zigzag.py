import streamlit as st

from activations.core import number
from activations.simulations.zigzag import SAMPLES, SEED, START
from ui.controls import choose, choose_seed, slide
from ui.lesson import experiments, explain
from ui.lessons.zigzag import Setting, best, descents, zigzag
from ui.lessons.zigzag_words import at_best, numbers_of_the_lesson, result, words_of_picture
from ui.live_figure import live_figure
from ui.page import address, begin_page, by_itself
from ui.text import N_, _

BATCHES = {N_("one sample"): 1, N_("four samples"): 4, N_("all samples"): SAMPLES}

begin_page("zigzag")


@by_itself
def stage() -> None:
    controls, view = st.columns([1, 3], gap="medium")
    with controls:
        mean = slide("mean", _("Mean of the inputs, left"), 0.0, 3.0, 1.5, 0.1)
        batch = choose("batch", _("Each step sees"), tuple(BATCHES))
        rate = slide("rate", _("Learning rate η"), 0.05, 1.0, 0.15, 0.01)
        start = (
            slide("w1", _("Start w₁"), -2.0, 2.0, START[0], 0.1),
            slide("w2", _("Start w₂"), -2.0, 2.0, START[1], 0.1),
        )
        seed = choose_seed(SEED)

    setting = Setting(mean, rate, start, BATCHES[batch], seed)
    name = _("Inputs around {mean}")
    names = (name.format(mean=number(mean)), name.format(mean=0))
    results = [result(name, descent) for name, descent in zip(names, descents(setting), strict=True)]
    words = words_of_picture(names, results)
    with view:
        st.markdown("  \n".join(results))
        live_figure(zigzag(setting, words), {})
        st.markdown(at_best(names, [best(each, start, setting.batch, seed) for each in (mean, 0.0)]))


stage()

experiments(
    "zigzag",
    {
        "stairs": address("zigzag"),
        "batch": address("zigzag", batch="all samples"),
        "across": address("zigzag", batch="all samples", rate=0.35, w1=2, w2=1),
        "half": address("zigzag", mean=0.5),
        "fast": address("zigzag", rate=0.5),
        "same": address("zigzag", w1=0, w2=-2),
    },
    **numbers_of_the_lesson(),
)
explain(
    "zigzag",
    {
        "why": _("Why the weights move together"),
        "conditions": _("When it holds, and when not"),
        "cost": _("What it costs"),
        "debated": _("What is debated"),
    },
    **numbers_of_the_lesson(),
)
