import streamlit as st

from ui import text
from ui.article import article, paper, summary
from ui.charts import Words, study
from ui.controls import choose, curve_of, input_range, pick, present, probe
from ui.facts import grouped_properties
from ui.lesson import experiments
from ui.live_figure import live_figure
from ui.page import address, begin_page
from ui.tables import definitions, template
from ui.text import N_, _

begin_page("explore")
controls, view = st.columns([1, 3], gap="medium")
with controls:
    choice = pick("f", "ReLU")
    ends = input_range()
    x = probe()
    show = choose("show", _("Show"), ("f", "f′", N_("both")), "both")
    layout = choose("layout", _("Layout"), (N_("overlaid"), N_("stacked")))
    at_kink = None
    if choice.activation.kinks(**choice.parameters):
        kink = choose("kink", _("Slope at the kink"), (N_("convention"), "0", "0.5", "1"))
        at_kink = None if kink == "convention" else float(kink)

activation, parameters = choice.activation, choice.parameters
words = Words(
    alternative=_(
        "{name} and its slope for inputs from {{low}} to {{high}}. At x = {{x}}: f = {{f}}, f′ = {{d}}."
    ).format(name=choice.template),
    caption=_("At x = {x}: f(x) = {f}, f′(x) = {d}").format(
        **{name: template("b", f"{{{name}}}") for name in ("x", "f", "d")}
    ),
    title=choice.template,
    saturated=_("saturated"),
    dead=_("dead: f′ = 0"),
)
with view:
    live_figure(study(curve_of(choice, x, at_kink), show, layout, words), present([choice], ends, x))

left, right = st.columns(2, gap="large")
with left:
    experiments(
        "explore",
        {
            "dead": address("explore", f="ReLU", x=-2),
            "corner": address("explore", f="ELU", f_elu_alpha=2.5, range=(-4, 4), x=0),
            "smooth": address("explore", f="ELU", range=(-4, 4), x=0),
            "saturated": address("explore", f="Sigmoid", range=(-10, 10), x=6),
            "hug": address("explore", f="Softplus", f_softplus_beta=5, range=(-3, 3), x=0),
        },
    )
    text.linked(
        text.page("explore")["next"],
        {
            "compare": address("compare", range=ends, x=x, **choice.address_in("f1")),
            "race": address("step_race", **choice.address_in("f1")),
        },
        name=activation.label,
    )
with right:
    st.subheader(activation.label)
    summary(activation)
    paper(activation)
st.html(definitions(grouped_properties(activation, parameters)))

article(activation, parameters)
