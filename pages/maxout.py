from activations.simulations.maxout import SPECIAL
from ui.lesson import experiments, explain, show
from ui.lessons.maxout_words import (
    numbers_of_the_lesson,
    setting,
    view_of_fit,
    view_of_one_input,
    view_of_regions,
)
from ui.page import address, begin_page
from ui.text import N_, _

VIEWS = {
    N_("one input"): view_of_one_input,
    N_("fit a curve"): view_of_fit,
    N_("two inputs"): view_of_regions,
}

begin_page("maxout")
show(VIEWS)

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
