import streamlit as st

from ui.controls import choose, pick, turn
from ui.lesson import experiments, explain
from ui.lessons.feature_detector import NOISE, detector_picture
from ui.lessons.saturation import MEAN, SPARSE, SPREAD, crowd_picture
from ui.lessons.saturation_words import numbers_of_the_lesson, sides, words_of_crowd, words_of_detector
from ui.lessons.subject import Subject, stand
from ui.live_figure import live_figure
from ui.page import address, begin_page, by_itself
from ui.text import N_, _

begin_page("saturation")


@by_itself
def stage() -> None:
    controls, view = st.columns([1, 3], gap="medium")
    with controls:
        shown = choose("view", _("View"), (N_("neurons"), N_("feature detector")))
        choice = pick("f", "Sigmoid")
        labels = (
            {MEAN: _("Mean of the inputs"), SPREAD: _("Spread of the inputs")}
            if shown == "neurons"
            else {NOISE: _("Noise σ on the input")}
        )
        lesson = tuple((own.name, turn(own, label)) for own, label in labels.items())
    subject = Subject(*choice.function, tuple(choice.keys.items()), lesson)
    picture = (
        crowd_picture(subject, words_of_crowd(choice))
        if shown == "neurons"
        else detector_picture(subject, words_of_detector(choice))
    )
    with view:
        st.markdown(sides(choice))
        live_figure(picture, stand(subject))


stage()

experiments(
    "saturation",
    {
        "wide": address("saturation", spread=4),
        "half": address("saturation", f="ReLU"),
        "sparse": address("saturation", f="ReLU", mean=SPARSE),
        "leaky": address("saturation", f="Leaky ReLU", mean=SPARSE),
        "absent": address("saturation", view="feature detector", f="ReLU"),
        "floor": address("saturation", view="feature detector", f="ELU"),
    },
    **numbers_of_the_lesson(),
)
explain(
    "saturation",
    {
        "why": _("What saturated means"),
        "sides": _("One side or two, hard or soft"),
        "sparse": _("How many neurons are active"),
        "detector": _("The feature detector and its noise"),
        "confidence": _("Sigmoid as confidence"),
    },
    **numbers_of_the_lesson(),
)
