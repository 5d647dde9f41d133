import streamlit as st

from activations.simulations.dead_relu import Lives
from ui.controls import choose, choose_seed, pick, slide
from ui.lesson import experiments, explain
from ui.lessons.dead_relu import (
    AT_FIRST,
    Settings,
    dying,
    lives_of,
    mean_share_dead,
    others,
    returning,
)
from ui.lessons.dead_relu_words import deaths, numbers_of_the_lesson, outcome, revival, words_of_picture
from ui.live_figure import live_figure
from ui.page import address, begin_page, by_itself
from ui.text import N_, _

begin_page("dead_relu")


@by_itself
def stage() -> None:
    controls, view = st.columns([1, 3], gap="medium")
    with controls:
        shown = choose("view", _("View"), (N_("deaths"), N_("return")))
        choice = pick("f", "ReLU")
        rate = slide("rate", _("Learning rate η"), 0.05, 4.0, AT_FIRST.rate, 0.05)
        bias = slide("bias", _("Bias at the start"), -4.0, 1.0, AT_FIRST.bias, 0.1)
        shift = slide("shift", _("Shift of the inputs"), 0.0, 3.0, AT_FIRST.shift, 0.1)
        weights = choose(
            "weights", _("Initialisation"), (N_("He"), N_("Xavier"), N_("too small"), N_("too large"))
        )
        data = choose("data", _("Data"), (N_("circles"), N_("moons"), N_("checker"), N_("blobs")))
        seed = choose_seed(AT_FIRST.seed)

    settings = Settings(data, shift, rate, weights, bias, seed)
    lives = lives_of(*choice.function, settings, 1 if shown == "deaths" else 2)
    compared: tuple[tuple[str, Lives], ...] = ()
    if shown == "deaths":
        compared = tuple((other.label, lives_of(other, (), settings)) for other in others(choice.activation))
        share = mean_share_dead(*choice.function, settings)
        result = f"{deaths(choice.name, lives)} {outcome(lives, compared, share)}"
    else:
        result = revival(lives)
    words = words_of_picture([choice.name, *(name for name, _lives in compared)], result)
    with view:
        st.markdown(result)
        if shown == "deaths":
            live_figure(dying(lives, choice.activation.label, compared, words), {})
        else:
            live_figure(returning(lives, words), {})


stage()

experiments(
    "dead_relu",
    {
        "slow": address("dead_relu", rate=0.1),
        "centred": address("dead_relu", shift=0),
        "bias": address("dead_relu", bias=-2),
        "weights": address("dead_relu", shift=2.5, rate=0.1, seed=0),
        "leaky": address("dead_relu", f="Leaky ReLU"),
        "return": address("dead_relu", view="return"),
    },
    **numbers_of_the_lesson(),
)
explain(
    "dead_relu",
    {
        "dead": _("Why a dead neuron learns nothing"),
        "causes": _("Three causes"),
        "return": _("For ever?"),
        "remedies": _("What helps, and what it costs"),
    },
    **numbers_of_the_lesson(),
)
