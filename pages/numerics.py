import streamlit as st

from activations.simulations.numerics import FORMULAS, Sign
from ui.controls import choose, slide
from ui.lesson import experiments, explain
from ui.lessons.numerics import FIRST_POWER, POWERS, errors
from ui.lessons.numerics_words import all_failures, failures, numbers_of_the_lesson, words_of_picture
from ui.live_figure import live_figure
from ui.page import address, begin_page, by_itself
from ui.tables import table
from ui.text import _

SIDES: dict[str, Sign] = {"x > 0": 1, "x < 0": -1}

begin_page("numerics")


@by_itself
def stage() -> None:
    controls, view = st.columns([1, 3], gap="medium")
    with controls:
        power = slide("power", _("Size of x, as a power of ten"), -17.0, 3.0, FIRST_POWER, 0.05)
        formula = choose("formula", _("Formula"), tuple(FORMULAS))
        signs = FORMULAS[formula].signs
        sign = SIDES[choose("side", _("Side"), tuple(SIDES))] if len(signs) > 1 else signs[0]

    with view:
        st.markdown(failures(formula, sign))
        between = None if power in POWERS else power
        live_figure(errors(formula, sign, between, words_of_picture(formula)), {"power": (power,)})


stage()

experiments(
    "numerics",
    {
        "step": address("numerics"),
        "loss": address("numerics", formula="ln(1 − a)", power=1.55),
        "slope": address("numerics", formula="Slope of sigmoid", power=1.3),
        "elu": address("numerics", formula="ELU", power=-8),
        "tanh": address("numerics", formula="Tanh as a quotient", power=-12),
        "softmax": address("numerics", formula="Softmax", power=2.85),
    },
    **numbers_of_the_lesson(),
)
st.subheader(_("Where each formula fails"))
st.html(
    table(
        all_failures(),
        (_("As typed"), _("becomes"), _("from"), _("instead of"), _("in float32 from x =")),
    )
)
explain(
    "numerics",
    {
        "floats": _("Why it happens"),
        "cancel": _("Where digits get lost"),
        "stable": _("What to type instead"),
        "matters": _("Does it matter?"),
    },
    **numbers_of_the_lesson(),
)
