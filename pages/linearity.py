from ui.lesson import experiments, explain, show
from ui.lessons.linearity.forward_words import forward
from ui.lessons.linearity.layers_words import layers
from ui.lessons.linearity.neuron_words import neuron
from ui.lessons.linearity.numbers_words import numbers_of_the_lesson
from ui.lessons.linearity.regression_words import regression
from ui.lessons.linearity.relay_words import step
from ui.page import address, begin_page
from ui.text import N_, _

VIEWS = {
    N_("neuron"): neuron,
    N_("layers"): layers,
    N_("step"): step,
    N_("forward"): forward,
    N_("regression"): regression,
}

begin_page("linearity")
show(VIEWS, "layers")

experiments(
    "linearity",
    {
        "six": address("linearity", f="Identity", layers=6),
        "straight": address("linearity", f="PReLU", f_prelu_alpha=1),
        "relay": address("linearity", view="step"),
        "neuron": address("linearity", view="neuron", f="Sigmoid"),
        "forward": address("linearity", view="forward"),
        "tied": address(
            "linearity", view="regression", method="conditions", condition="separate inputs", broken=0.9
        ),
    },
    **numbers_of_the_lesson(),
)
explain(
    "linearity",
    {
        "collapse": _("Why layers without an activation collapse"),
        "bend": _("What an activation changes"),
        "neuron": _("One neuron"),
        "relay": _("The relay, and why it cannot learn"),
        "forward": _("Forward propagation"),
        "regression": _("Linear regression: the linear case"),
        "conditions": _("The four conditions on the inputs"),
    },
    **numbers_of_the_lesson(),
)
