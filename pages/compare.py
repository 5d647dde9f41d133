import streamlit as st

from activations import CATALOG
from activations.comparison import slopes_cross
from ui import text
from ui.charts import comparison
from ui.comparison_words import words_of_comparison
from ui.controls import choose, curve_of, input_range, pick, present, probe
from ui.facts import properties, prose_values
from ui.lesson import experiments
from ui.live_figure import live_figure
from ui.page import address, begin_page, by_itself, complain
from ui.sources import cited
from ui.tables import table
from ui.text import N_, _
from ui.your_function_words import left_out, nothing_to_draw

FIRST = ("Sigmoid", "Tanh", "ReLU", "ELU", "Softplus")

begin_page("compare")
controls, view = st.columns([1, 3], gap="medium")
sigmoid, tanh = CATALOG["sigmoid"], CATALOG["tanh"]
numbers = {
    "crossing": slopes_cross(sigmoid, tanh, 0.0, 10.0),
    "sigmoid_peak": prose_values(sigmoid)["max_slope"],
    "tanh_peak": prose_values(tanh)["max_slope"],
    "sigmoid_edge": prose_values(sigmoid)["right_edge"],
    "tanh_edge": prose_values(tanh)["right_edge"],
}
experiments(
    "compare",
    {
        "documents": address("compare", range=(-10, 10)),
        "slopes": address("compare", show="f′", range=(-4, 4), x=1.7),
        "leaks": address(
            "compare", f1="Leaky ReLU", f1_leaky_relu_alpha=0.1, f2="Leaky ReLU", f2_leaky_relu_alpha=0.3
        ),
        "rectifiers": address(
            "compare", n=4, f1="ReLU", f2="Leaky ReLU", f3="ELU", f4="Softplus", range=(-4, 4)
        ),
        "squashing": address(
            "compare", n=3, f1="Sigmoid", f2="Tanh", f3="Arctan", layout="side by side", range=(-10, 10)
        ),
    },
    **numbers,
)
st.subheader(_("Properties"))
side_by_side = st.container()
st.subheader(_("Sigmoid and tanh, as the documents compare them"))
text.prose(text.page("compare")["sigmoid and tanh"], **numbers)
cited()


@by_itself
def stage() -> None:
    with controls:
        count = int(choose("n", _("Curves"), ("2", "3", "4", "5")))
        choices = [
            pick(f"f{slot}", label, _("Curve {number}").format(number=slot), own=True)
            for slot, label in enumerate(FIRST[:count], 1)
        ]
        ends = input_range()
        x = probe()
        show = choose("show", _("Show"), ("f", "f′", N_("both")), "both")
        layout = choose("layout", _("Layout"), (N_("overlaid"), N_("side by side")))

    for choice in choices:
        if nothing := nothing_to_draw(choice, ends):
            complain(nothing)
    names = tuple(choice.template for choice in choices)
    with view:
        curves = tuple(curve_of(choice, x, among=count) for choice in choices)
        picture = comparison(curves, names, show, layout, words_of_comparison(names))
        live_figure(picture, present(choices, ends, x))
        if missing := left_out(curves):
            st.caption(missing)
    with side_by_side:
        facts = [properties(choice.activation, **choice.parameters) for choice in choices]
        rows = [(fact, *told) for fact in facts[0] if any(told := [each[fact] for each in facts])]
        st.html(table(rows, (_("Property"), *(choice.name for choice in choices))))


stage()
