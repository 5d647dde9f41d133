"""What the lesson on saturation says: how a function saturates, and every number of its text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from activations import CATALOG
from activations.comparison import slopes_cross
from activations.core import SATURATED_SHARE, Side, number, percent
from activations.measure import saturated_zones
from activations.simulations.feature_detector import correlation
from activations.simulations.feature_detector import simulate as detect
from activations.simulations.saturation import mean_for, share_sure, simulate
from activations.simulations.step_race import largest_input
from ui.controls import Choice
from ui.lessons.feature_detector import READ_AT, DetectorWords
from ui.lessons.saturation import CERTAINTY, SPARSE, CrowdWords
from ui.tables import framed, template
from ui.text import N_, _

HOW: Mapping[tuple[Side, Side], str] = {
    ("none", "none"): N_("**{name}** saturates on neither side."),
    ("soft", "none"): N_("**{name}** saturates on the left alone, softly: its slope only tends to 0."),
    ("hard", "none"): N_("**{name}** saturates on the left alone, hard: its slope is 0 there."),
    ("none", "soft"): N_("**{name}** saturates on the right alone, softly: its slope only tends to 0."),
    ("none", "hard"): N_("**{name}** saturates on the right alone, hard: its slope is 0 there."),
    ("soft", "soft"): N_("**{name}** saturates on both sides, softly: its slope only tends to 0."),
    ("hard", "hard"): N_("**{name}** saturates on both sides, hard: its slope is 0 there."),
    ("soft", "hard"): N_("**{name}** saturates on both sides: softly on the left, hard on the right."),
    ("hard", "soft"): N_("**{name}** saturates on both sides: hard on the left, softly on the right."),
}


def words_of_crowd(choice: Choice) -> CrowdWords:
    """What the picture of the neurons says."""
    return CrowdWords(
        alternative=_("Neurons with inputs around {{mean}}, spread {{spread}}, on {name}.").format(
            name=choice.template
        ),
        title=_("{name}, inputs around {{mean}}, spread {{spread}}").format(name=choice.template),
        states=(_("Saturated left"), _("Saturated between"), _("Saturated right"), _("Dead"), _("Active")),
        output=_("Mean output"),
        output_spread=_("Spread of outputs"),
        mean_slope=_("Mean slope"),
        sure=_("Surer than {certainty}").format(certainty=percent(CERTAINTY)),
        saturated=_("saturated"),
        dead=_("dead: f′ = 0"),
        exactly=_("exactly {value}: {share}"),
        inputs=_("input x"),
        density=_("inputs"),
        outputs=_("outputs"),
        slope=_("slopes f′"),
        share=_("share of neurons"),
    )


def words_of_detector(choice: Choice) -> DetectorWords:
    """What the picture of the feature detector says."""
    titles = (_("Feature"), _("Mean output"), _("Noise of the output"), _("Part passed on"))
    features = (_("absent, s = {strength}"), _("neither, s = {strength}"), _("present, s = {strength}"))
    rows = tuple(
        (feature.format(strength=number(strength)), f"{{{name}}}", f"{{{name}_noise}}", f"{{{name}_passed}}")
        for feature, (name, strength) in zip(features, READ_AT.items(), strict=True)
    )
    alternative = _("A detector's output over the strength of a feature: {name}, noise {{noise}}.")
    return DetectorWords(
        alternative=" ".join(
            (alternative.format(name=choice.template), *(f"{', '.join(row)};" for row in rows))
        ),
        caption=framed(titles, ["".join(template("td", cell) for cell in row) for row in rows]),
        title=_("{name} as a feature detector, noise {{noise}}").format(name=choice.template),
        titles=titles,
        rows=rows,
        mean=_("mean output"),
        band=_("± noise"),
        noise=_("noise"),
        strength=_("strength s of the feature"),
        output=_("output"),
        passed_on=_("noise out / noise in"),
        all_noise=_("all of the noise"),
    )


def sides(choice: Choice) -> str:
    """On which sides a function saturates, and how."""
    facts = choice.activation.facts(**choice.parameters)
    return _(HOW[facts.left, facts.right]).format(name=choice.name)


@lru_cache(maxsize=1)
def numbers_of_the_lesson() -> dict[str, str]:
    """Every number that the lesson's text states."""
    sigmoid, tanh, relu, elu = (CATALOG[name] for name in ("sigmoid", "tanh", "relu", "elu"))
    identity, leaky = CATALOG["identity"], CATALOG["leaky_relu"]
    absent, present = [-3.0], [3.0]
    gains = {
        f"gain_{place}": number(float(sigmoid.derivative(largest_input(sigmoid, value, {}))))
        for place, value in (("half", 0.5), ("nine", 0.9), ("edge", 0.99))
    }
    noise = {
        f"noise_{activation.name}": number(float(detect(activation, strengths=absent).spread[0]))
        for activation in (identity, relu, leaky, elu, sigmoid)
    }
    together = {
        f"together_{activation.name}": number(correlation(activation))
        for activation in (identity, relu, leaky, elu, sigmoid)
    }
    return (
        {
            "percent": percent(SATURATED_SHARE),
            "sigmoid_edge": number(saturated_zones(sigmoid)[-1].low),
            "tanh_edge": number(saturated_zones(tanh)[-1].low),
            "elu_edge": number(saturated_zones(elu)[0].high),
            "relu_active": percent(simulate(relu).shares["active"]),
            "sparse_four": number(mean_for(active=0.04)),
            "sparse_one": number(mean_for(active=0.01)),
            "wide_saturated": percent(1.0 - simulate(sigmoid, spread=4.0).shares["active"]),
            "wide_slope": number(simulate(sigmoid, spread=4.0).mean_slope),
            "narrow_slope": number(simulate(sigmoid).mean_slope),
            "sure": percent(share_sure()),
            "wide_sure": percent(share_sure(spread=4.0)),
            "noise_present": number(float(detect(relu, strengths=present).spread[0])),
            "elu_passed": percent(float(detect(elu, strengths=absent).spread[0]) / 0.5),
            "elu_under_leaky": number(slopes_cross(elu, leaky, -20.0, -1.0)),
            "sparse_mean": number(SPARSE),
            "sparse_active": percent(simulate(relu, mean=SPARSE).shares["active"]),
        }
        | gains
        | noise
        | together
    )
