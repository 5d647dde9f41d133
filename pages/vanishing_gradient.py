import streamlit as st

from activations.simulations.vanishing_gradient import CHAINS
from ui.controls import choose, choose_seed, count, pick, slide
from ui.lesson import experiments, explain
from ui.lessons.vanishing_gradient import MOST_LAYERS, Lane, Setting, fading
from ui.lessons.vanishing_gradient_words import numbers_of_the_lesson, overflows, summary, words_of_picture
from ui.live_figure import live_figure
from ui.page import address, begin_page, by_itself
from ui.text import N_, _

FIRST = ("Sigmoid", "Tanh", "ReLU", "Leaky ReLU", "ELU")
WEIGHTS = (N_("equal"), N_("random"), N_("Xavier"), N_("He"), N_("too small"), N_("too large"))

begin_page("vanishing_gradient")


@by_itself
def stage() -> None:
    controls, view = st.columns([1, 3], gap="medium")
    with controls:
        layers = count("layers", _("Layers"), 1, MOST_LAYERS, 10)
        weights = choose("weights", _("Weights"), WEIGHTS)
        is_chain = weights in CHAINS
        present = {"layers": (float(layers),)}
        weight = pre_activation = 1.0
        if is_chain:
            weight = slide("w", _("Weight w of each layer"), 0.25, 4.0, 1.0, 0.25)
            pre_activation = slide("z", _("Pre-activation z of each layer"), -5.0, 5.0, 1.0, 0.25)
            present |= {"w": (weight,), "z": (pre_activation,)}
        seed = 0 if weights == "equal" else choose_seed()
        slots = int(choose("n", _("Functions"), ("2", "3", "4", "5"), "4"))
        choices = [
            pick(f"f{slot}", label, _("Function {number}").format(number=slot))
            for slot, label in enumerate(FIRST[:slots], 1)
        ]

    lanes = tuple(Lane(*choice.function) for choice in choices)
    setting = Setting(weights, seed, weight, pre_activation)
    words = words_of_picture([choice.name for choice in choices], is_chain)
    with view:
        st.markdown(summary(lanes, setting, layers))
        live_figure(fading(lanes, setting, layers if is_chain else None, words), present)
        for sentence in overflows(lanes, setting):
            st.caption(sentence)


stage()

experiments(
    "vanishing_gradient",
    {
        "leaky": address("vanishing_gradient", layers=5, z=-1),
        "best": address("vanishing_gradient", n=2, z=0),
        "against": address("vanishing_gradient", n=2, z=0, w=4),
        "he": address("vanishing_gradient", weights="He", layers=50),
        "xavier": address("vanishing_gradient", weights="Xavier", layers=50),
        "large": address("vanishing_gradient", weights="too large", layers=30),
        "path": address("vanishing_gradient", weights="random", layers=20),
    },
    **numbers_of_the_lesson(),
)
explain(
    "vanishing_gradient",
    {
        "chain": _("Why it happens"),
        "speeds": _("First and last layer learn at different speeds"),
        "weights": _("What the weights have to do with it"),
        "remedies": _("What helps"),
        "shown": _("What is shown here"),
    },
    **numbers_of_the_lesson(),
)
