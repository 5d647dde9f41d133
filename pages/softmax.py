from ui.lesson import experiments, explain, show
from ui.lessons.softmax_words import (
    numbers_of_the_lesson,
    view_of_labels,
    view_of_one_input,
    view_of_regions,
)
from ui.page import address, begin_page
from ui.text import N_, _

VIEWS = {
    N_("one input"): view_of_one_input,
    N_("several classes"): view_of_regions,
    N_("several labels"): view_of_labels,
}

begin_page("softmax")
show(VIEWS)

several = {"view": "several classes"}
experiments(
    "softmax",
    {
        "documents": address("softmax"),
        "shift": address("softmax", shift=1000),
        "cold": address("softmax", temperature=0.2),
        "circle": address("softmax", **several, data="pinwheel"),
        "middle": address("softmax", **several, data="row", method="one against the rest"),
        "codes": address("softmax", **several, data="row", classes=4, method="many against many"),
        "labels": address("softmax", view="several labels"),
    },
    **numbers_of_the_lesson(),
)
explain(
    "softmax",
    {
        "why": _("From numbers to probabilities"),
        "loss": _("The loss and its gradient"),
        "slopes": _("The slopes of softmax"),
        "temperature": _("Temperature, shift and overflow"),
        "methods": _("Several classes from two-class classifiers"),
        "labels": _("Several labels at once"),
    },
    **numbers_of_the_lesson(),
)
