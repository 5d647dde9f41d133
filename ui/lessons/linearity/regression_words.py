"""Linear regression and its conditions in words."""

from __future__ import annotations

import numpy as np

from activations.core import number
from activations.simulations.regression import HOUSES, INTERCEPT, SLOPE, houses
from ui.controls import choose, choose_seed, turn
from ui.lessons.linearity.conditions import BROKEN, broken_condition
from ui.lessons.linearity.matrices import displayed, matrix
from ui.lessons.linearity.regression import NOISE, Words, fitted_houses, fitted_line
from ui.lessons.shown import Shown
from ui.tables import live_table, template
from ui.text import N_, _, spoken

METHODS = (N_("one input"), N_("several inputs"), N_("conditions"))
CONDITIONS = (N_("linear relation"), N_("real relation"), N_("separate inputs"), N_("complete data"))
ROWS_WRITTEN = 4


def regression() -> Shown:
    """The view's controls, and what they ask for."""
    method = choose("method", _("Regression"), METHODS)
    if method == "conditions":
        condition = choose("condition", _("Condition on the inputs"), CONDITIONS)
        return conditions(condition, turn(BROKEN, _("How far it is broken")), choose_seed())
    noise, seed = turn(NOISE, _("Noise σ")), choose_seed()
    return one_input(noise, seed) if method == "one input" else several_inputs(noise, seed)


def one_input(noise: float, seed: int) -> Shown:
    found = _("y = {w0} + {w1}·x; R² = {r2}; σ is estimated as {s}")
    truth = _("y = {a} + {b}·x + ε, ε of mean 0 and standard deviation σ = {{noise}}").format(
        a=number(INTERCEPT), b=number(SLOPE)
    )
    words = Words(
        alternative=_(
            "Points, and the line that least squares draws through them. The truth: {truth}."
        ).format(truth=truth)
        + " "
        + _("Found: {found}.").format(found=found),
        caption=live_table(
            ((truth,), (found,)), (_("The truth (dashed), and what was found"),), ("ink", "vermilion")
        ),
        title=_("Linear regression, σ = {noise}"),
        axes=(("x", "y"),),
        titles=("x", "y"),
    )
    result = _(
        "Least squares takes the line whose residuals, the thin uprights, have the smallest sum of squares. "
        "It is **one neuron without an activation**."
    )
    return Shown(fitted_line(noise, seed, words), result, {NOISE.name: (noise,)})


def several_inputs(noise: float, seed: int) -> Shown:
    names = (_("1 (bias, w₀)"), _("square metres, w₁"), _("kilometres, w₂"))
    states = [
        (name, number(float(HOUSES[row, 0])), f"{{w{row}0}}", number(float(HOUSES[row, 1])), f"{{w{row}1}}")
        for row, name in enumerate(names)
    ]
    head = (_("Input"), _("Price: truth"), _("found"), _("Rent: truth"), _("found"))
    words = Words(
        alternative=_(
            "Price and rent of houses against the fit. R² = {r0} for the price, {r1} for the rent. "
            "Weights of the price: {w00}, {w10}, {w20}; of the rent: {w01}, {w11}, {w21}."
        ),
        caption=template("b", _("R²: price {r0}, rent {r1}"))
        + live_table(states, head, ("ink", "ink", "ink")),
        title=_("Houses: price and rent, noise {noise}"),
        axes=(
            (_("fitted price"), _("price in thousands")),
            (_("fitted rent"), _("rent in thousands")),
        ),
        titles=(_("Weight"), _("Price"), _("Rent")),
    )
    result = _(
        "Two inputs (multiple regression) and two outputs (multivariate): one product **H = X·W**. "
        "On the dashed line a fit would be exact."
    )
    return Shown(fitted_houses(noise, seed, words), result, {NOISE.name: (noise,)}, product(noise, seed))


def product(noise: float, seed: int) -> str:
    """X·W = H for the first houses, as LaTeX."""
    fit = houses(noise=noise, seed=seed).fit
    x, h = fit.design[:ROWS_WRITTEN], fit.fitted[:ROWS_WRITTEN]
    intro = _("The first {count} of {all} houses:").format(count=ROWS_WRITTEN, all=len(fit.design))
    equation = rf"X \cdot W = {matrix(np.round(x, 1))} {matrix(fit.weights, 4)} = {matrix(h)} = H"
    return f"{intro}\n\n{displayed(equation)}"


def conditions(condition: str, broken: float, seed: int) -> Shown:
    axes, estimates, result = {
        "linear relation": (
            ("x", "y"),
            ("w₀", "w₁"),
            _(
                "**1. The inputs act on the output, and linearly.** Bend the relation: in the end "
                "x alone decides y, and a straight line sees nearly nothing of it."
            ),
        ),
        "real relation": (
            ("x", "y"),
            (_("w of x, cause left out"), _("w of x, cause in the model")),
            _(
                "**2. The relation is real, not formal.** In the end x does nothing: "
                "a common cause moves x and y. Leave it out, and x seems to work."
            ),
        ),
        "separate inputs": (
            ("x₁", "x₂"),
            ("w₁", "w₂"),
            _(
                "**3. The inputs are not tied to each other.** Tie them: the fit stays good, "
                "but which of the two deserves the weight, the data no longer tell. "
                "In the end XᵀX is singular."
            ),
        ),
        "complete data": (
            ("x", "y"),
            ("w₀", "w₁"),
            _(
                "**4. The data are complete.** Lose the rows with the highest y (open circles): "
                "the line of those that are left is too flat."
            ),
        ),
    }[condition]
    head = (_("Weight"), _("Truth"), _("Mean over the draws"), _("Their standard deviation"))
    states = [(name, f"{{true{i}}}", f"{{mean{i}}}", f"{{wide{i}}}") for i, name in enumerate(estimates)]
    facts = _(
        "Correlation in the first picture {r}; R² of the model {r2}; condition number of XᵀX {condition}"
    )
    words = Words(
        alternative=spoken(result)
        + " "
        + facts
        + ". "
        + _("Weights: mean {mean0} and {mean1}, truth {true0} and {true1}."),
        caption=template("b", facts) + live_table(states, head, ("blue", "blue")),
        title=f"{condition}, {{broken}}",
        axes=(axes, estimates),
        titles=axes,
    )
    picture = broken_condition(condition, broken, seed, words)
    return Shown(picture, result, {BROKEN.name: (broken,)})
