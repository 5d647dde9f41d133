import streamlit as st

from activations.simulations.classifier import L2
from ui.controls import choose, slide, turn
from ui.lesson import experiments, explain
from ui.lessons.classifier import SLIDERS, descended, moved
from ui.lessons.classifier_words import numbers_of_the_lesson, words_of_picture
from ui.live_figure import live_figure
from ui.page import address, begin_page, by_itself
from ui.point_editor import edit_points
from ui.text import N_, _

begin_page("classifier")


@by_itself
def stage() -> None:
    controls, view = st.columns([1, 3], gap="medium")
    with controls:
        shown = choose("view", _("View"), (N_("move the line"), N_("descend")))
        descends = shown == "descend"
        rate = slide("rate", _("Learning rate η"), 0.01, 2.0, 0.1, 0.01) if descends else 0.0
        label = _("Start {symbol}") if descends else "{symbol}"
        w1, w2, b = (turn(slider, label.format(symbol=slider.symbol)) for slider in SLIDERS)
        points = edit_points()

    words = words_of_picture(points, descends)
    with view:
        picture = (
            descended(points, (w1, w2, b), rate, words) if descends else moved(points, (w1, w2, b), words)
        )
        live_figure(picture, {"w1": (w1,), "w2": (w2,), "b": (b,)})


stage()

experiments(
    "classifier",
    {
        "l1": address("classifier"),
        "l2": address("classifier", w1=L2.weights[0], w2=L2.weights[1], b=L2.bias),
        "descend": address("classifier", view="descend"),
        "vertical": address("classifier", w1=-2, w2=0, b=5),
        "below": address("classifier", w1=1, w2=-2, b=2),
        "sure": address("classifier", w1=-5, w2=5, b=-5),
        "inseparable": address("classifier", view="descend", rate=0.3, points="2,4,+; 2,1,-; 3,3,-; 3,1,+"),
    },
    **numbers_of_the_lesson(),
)
explain(
    "classifier",
    {
        "line": _("From the line to the loss"),
        "sign": _("Why a probability, and not the sign"),
        "boundary": _("Where the line runs, and which side is positive"),
        "descent": _("What descent does"),
        "names": _("Logistic or sigmoid?"),
    },
    **numbers_of_the_lesson(),
)
