import streamlit as st

from activations.simulations.maxout import SPECIAL, Pieces
from ui.controls import choose, choose_seed, count, turn
from ui.lesson import experiments, explain
from ui.lessons.maxout import (
    CUT,
    INTERCEPTS,
    PARTS,
    SLOPES,
    drawn_planes,
    followed,
    one_input,
    present,
    two_inputs,
)
from ui.lessons.maxout_words import (
    fit_outcome,
    numbers_of_the_lesson,
    pieces_outcome,
    regions_outcome,
    setting,
    words_of_fit,
    words_of_one_input,
    words_of_regions,
)
from ui.live_figure import live_figure
from ui.page import address, begin_page
from ui.text import N_, _

begin_page("maxout")
controls, view = st.columns([1, 3], gap="medium")
with controls:
    shown = choose("view", _("View"), (N_("one input"), N_("fit a curve"), N_("two inputs")))
    if shown == "fit a curve":
        curves = (N_("x²"), N_("eˣ"), N_("Softplus"), N_("Tanh"), N_("sin 2x"))
        curve = choose("curve", _("Curve"), curves)
        parts = turn(PARTS, _("Straight parts"))
    else:
        k = count("k", _("Pieces k"), 1, len(SLOPES), 3)
        if shown == "two inputs":
            cut = turn(CUT, _("Cut at x₂"))
            seed = choose_seed()
        else:
            each = _("Piece {i}: {symbol}")
            pairs = [
                [turn(slider, each.format(i=i, symbol=slider.symbol)) for slider in pair]
                for i, pair in enumerate(zip(SLOPES[:k], INTERCEPTS[:k], strict=True), 1)
            ]
            slopes, intercepts = zip(*pairs, strict=True)
            given = Pieces(slopes, intercepts)

with view:
    if shown == "fit a curve":
        st.markdown(fit_outcome(curve, int(parts)))
        live_figure(followed(curve, words_of_fit(curve)), {PARTS.name: (parts,)})
    elif shown == "two inputs":
        rows = drawn_planes(k, seed)
        st.markdown(regions_outcome(rows))
        between_steps = None if cut in CUT.positions else cut
        live_figure(two_inputs(rows, between_steps, words_of_regions(rows)), {CUT.name: (cut,)})
    else:
        st.markdown(pieces_outcome(given))
        live_figure(one_input(given, words_of_one_input(given)), present(given))

experiments(
    "maxout",
    {
        "relu": address("maxout", **setting(SPECIAL["ReLU"])),
        "leaky": address("maxout", **setting(SPECIAL["Leaky ReLU"])),
        "absolute": address("maxout", **setting(SPECIAL["|x|"])),
        "never": address("maxout", b2=-1.5),
        "parabola": address("maxout", view="fit a curve", parts=4),
        "tanh": address("maxout", view="fit a curve", curve="Tanh", parts=5),
        "regions": address("maxout", view="two inputs"),
    },
    **numbers_of_the_lesson(),
)
explain(
    "maxout",
    {
        "why": _("An activation that is learned"),
        "special": _("Known functions as special cases"),
        "fit": _("What curves it can follow"),
        "regions": _("Several inputs"),
        "cost": _("What it costs"),
    },
    **numbers_of_the_lesson(),
)
