"""What a function's record says, in the visitor's words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from activations import conventions
from activations.core import (
    SATURATED_SHARE,
    Activation,
    Facts,
    Interval,
    Shape,
    Side,
    Smoothness,
    Symmetry,
    number,
    union,
)
from activations.measure import (
    is_bounded,
    is_zero_centred,
    largest_slope,
    lipschitz_constant,
    mean_under_normal,
    saturated_zones,
    sides,
)
from activations.observed import MOST_PLACES
from ui.text import N_, _, kept_in_each_language

SIDES: Mapping[Side, str] = {
    "none": N_("no: the slope does not tend to 0"),
    "soft": N_("softly: the slope tends to 0"),
    "hard": N_("hard: the slope is 0"),
}
SHAPES: Mapping[Shape, str] = {
    "convex": N_("convex: no chord runs below the curve"),
    "concave": N_("concave: no chord runs above the curve"),
    "affine": N_("a straight line"),
    "neither convex nor concave": N_("neither convex nor concave"),
}
SYMMETRIES: Mapping[Symmetry, str] = {
    "odd": N_("odd: f(−x) = −f(x)"),
    "even": N_("even: f(−x) = f(x)"),
    "neither odd nor even": N_("neither odd nor even"),
}
CLASSES: Mapping[Smoothness, str] = {
    "discontinuous": N_("discontinuous: f jumps"),
    "C⁰": N_("C⁰: f is continuous, f′ is not"),
    "C¹": N_("C¹: f′ is continuous, f″ is not"),
    "C²": N_("C²: f″ is continuous"),
    "C∞": N_("C∞: all derivatives are continuous"),
}
KINKS_MEASURED_WITH = {"Keras": N_("Keras on JAX")}
"""Keras hands its functions to a backend, which decides about a kink."""
FAR = 1e3
"""How far out an edge of saturation is looked for."""
MOST_BREAKS_TOLD = 6


def properties(activation: Activation, **parameters: float) -> dict[str, str]:
    """Each fact about a function at these parameters: its name and what it is."""
    groups = grouped_properties(activation, **parameters).values()
    return {name: what for group in groups for name, what in group.items()}


@kept_in_each_language(256)
def grouped_properties(activation: Activation, **parameters: float) -> dict[str, dict[str, str]]:
    """The same facts, by what they are about."""
    facts = activation.facts(**parameters)
    left, right = saturation_edges(activation, **parameters)
    largest = largest_slope(activation, **parameters)
    return {
        _("Values"): {
            _("Range of f"): union(facts.range),
            _("Bounded"): _("yes") if is_bounded(activation, **parameters) else _("no"),
            _("Least value"): _least(facts),
            _("Zero-centred"): _centred(activation, parameters),
            _("Fixed points"): _places(facts.fixed_points, facts.fixed_points_recur_after) or _("none"),
            _("Special values"): ", ".join(
                _("f → {value} for x → {x}").format(value=number(value), x=number(x))
                if math.isinf(x)
                else f"f({number(x)}) = {number(value)}"
                for x, value in facts.special_values.items()
            ),
        },
        _("Relations"): {
            _("Parameters"): "; ".join(_parameters(activation)) or _("none"),
            _("Special case of"): _special_case(activation),
        },
        _("Slope"): {
            _("Range of f′"): union(facts.derivative_range),
            _("Lipschitz constant"): _lipschitz(activation, parameters),
            _("Saturates to the left"): _saturates(facts.left, _("x < {edge}"), left, largest)
            if _is_defined(activation, parameters, -FAR)
            else _("no: f is not defined there"),
            _("Saturates to the right"): _saturates(facts.right, _("x > {edge}"), right, largest)
            if _is_defined(activation, parameters, FAR)
            else _("no: f is not defined there"),
        },
        _("Shape"): {
            _("Trend"): _(facts.trend),
            _("Curvature"): _(SHAPES[facts.shape]),
            _("Symmetry"): _(SYMMETRIES[facts.symmetry]),
            _("Smoothness"): _smoothness(activation, parameters),
            _("Kinks and jumps"): _breaks(activation, parameters) or _("none"),
        },
    }


@lru_cache(maxsize=256)
def saturation_edges(activation: Activation, **parameters: float) -> tuple[float, float]:
    """Where saturation begins to the left and to the right; −∞ and ∞ where it does not, or is everywhere."""
    if activation.facts(**parameters).period:
        return (-math.inf, math.inf)
    zones = saturated_zones(activation, -FAR, FAR, **parameters)
    left = _reached(-FAR, [(zone.low, zone.high) for zone in zones])
    right = _reached(FAR, [(zone.high, zone.low) for zone in reversed(zones)])
    return (left if -FAR < left < FAR else -math.inf, right if -FAR < right < FAR else math.inf)


@lru_cache(maxsize=256)
def prose_values(activation: Activation) -> dict[str, float]:
    """The numbers a function's text may ask for by name, at its defaults: prose rests while one drags."""
    facts = activation.facts()
    left, right = saturation_edges(activation)
    mean = mean_under_normal(activation)
    defaults = {parameter.name: parameter.default for parameter in activation.parameters}
    at_inputs = [part.low for part in facts.minimum_at if part.low == part.high]
    least = {"minimum": facts.range[0].low, "minimum_at": at_inputs[-1]} if at_inputs else {}
    return {
        "max_slope": largest_slope(activation),
        "mean": mean,
        "left_edge": left,
        "right_edge": right,
        **least,
        **conventions.defaults(activation.name),
        **defaults,
    }


@kept_in_each_language(256)
def slopes_at_kinks(activation: Activation, **parameters: float) -> dict[float, dict[str, str]]:
    """For each kink: the slope on either side of it, here, and in each framework."""
    kinks = activation.kinks(**parameters)
    theirs = {
        _(KINKS_MEASURED_WITH.get(spelling.framework, spelling.framework)): spelling.slopes_at_kinks(
            **parameters
        )
        for spelling in activation.spellings
        if kinks and spelling.slopes_at_kinks
    }
    return {
        kink: {
            _("from the left"): number(side.slope_left),
            _("from the right"): number(side.slope_right),
            _("here, by convention"): number(float(activation.derivative(kink, **parameters))),
            **{framework: number(slopes[i]) for framework, slopes in theirs.items()},
        }
        for i, kink in enumerate(kinks)
        for side in [sides(activation, kink, **parameters)]
    }


def _is_defined(activation: Activation, parameters: Mapping[str, float], far: float) -> bool:
    """Whether f is defined far out; where it only overflows it is, nearer by."""
    return not np.isnan(activation([far, far / 10.0], **parameters)).all()


def _reached(place: float, stretches: Iterable[tuple[float, float]]) -> float:
    """Where one comes to from a place by stretches, each from its start to its end, without a gap."""
    for start, end in stretches:
        if start == place:
            place = end
    return place


def _least(facts: Facts) -> str:
    low = facts.range[0].low
    if facts.minimum_at:
        return _("{value} at {places}").format(
            value=number(low), places=_places(facts.minimum_at, facts.minimum_recurs_after)
        )
    if math.isnan(low):
        return _("none: f is not defined")
    if math.isinf(low):
        return _("none: f falls below every number")
    return _("none: f approaches {value} but does not reach it").format(value=number(low))


def _places(parts: Sequence[Interval], period: float) -> str:
    """Where something happens: at one input, on a set of them, or again and again."""
    if not parts:
        return ""
    one = len(parts) == 1 and parts[0].low == parts[0].high
    places = f"x = {number(parts[0].low)}" if one else f"x ∈ {union(parts)}"
    if len(parts) >= MOST_PLACES:
        return _("{places}: of all there are, at most the {count} nearest to 0 are listed").format(
            places=places, count=MOST_PLACES
        )
    if not period:
        return places
    return _("{places}, and again every {period} to both sides").format(places=places, period=number(period))


def _centred(activation: Activation, parameters: Mapping[str, float]) -> str:
    centred = is_zero_centred(activation, **parameters)
    mean = 0.0 if centred else mean_under_normal(activation, **parameters)
    if math.isnan(mean):
        return _("no mean: f is not defined for all inputs from N(0, 1)")
    return _("{yes_or_no}; mean {mean} for inputs from N(0, 1)").format(
        yes_or_no=_("yes") if centred else _("no"), mean=number(mean)
    )


def _lipschitz(activation: Activation, parameters: Mapping[str, float]) -> str:
    constant = lipschitz_constant(activation, **parameters)
    if math.isfinite(constant):
        return _("{constant}: |f(x) − f(y)| ≤ {constant}·|x − y|").format(constant=number(constant))
    if _jumps_inside(activation, parameters):
        return _("none: f jumps")
    if math.isfinite(largest_slope(activation, **parameters)):
        return _("none: f is not defined everywhere")
    return _("none: f′ grows without bound")


def _smoothness(activation: Activation, parameters: Mapping[str, float]) -> str:
    smoothness = activation.facts(**parameters).smoothness
    if smoothness == "discontinuous" and not _jumps_inside(activation, parameters):
        return _("continuous where f is defined, which is not everywhere")
    return _(CLASSES[smoothness])


def _parameters(activation: Activation) -> list[str]:
    own = [f"{parameter.symbol} {_(parameter.origin)}" for parameter in activation.parameters]
    symbols = {parameter.name: parameter.symbol for parameter in activation.parameters}
    return own + [
        re.sub(r"\w+", lambda word: symbols.get(word[0], word[0]), requirement.words)
        for requirement in activation.requires
    ]


def _special_case(activation: Activation) -> str:
    if activation.special_case_of is None:
        return _("none")
    general, values = activation.special_case_of.general, activation.special_case_of.parameters
    settings = ", ".join(
        f"{p.symbol} = {number(values[p.name])}" for p in general.parameters if p.name in values
    )
    return _("{general} at {settings}").format(general=general.label, settings=settings)


def _saturates(side: Side, where: str, edge: float, largest: float) -> str:
    if math.isinf(edge) or not largest:
        return _(SIDES[side])
    small = _("below {share} % of the largest for {place}")
    if math.isinf(largest):
        small = _("below {threshold} for {place}")
    return f"{_(SIDES[side])}; " + small.format(
        share=number(100 * SATURATED_SHARE),
        threshold=number(SATURATED_SHARE),
        place=where.format(edge=number(edge)),
    )


def _breaks(activation: Activation, parameters: Mapping[str, float]) -> str:
    kinks, jumps = activation.breaks(**parameters)
    places = np.union1d(kinks, jumps).tolist()
    told = sorted(sorted(places, key=abs)[:MOST_BREAKS_TOLD])
    words = []
    for place in told:
        if place in jumps:
            words.append(_break(activation, parameters, place).words)
        else:
            side = sides(activation, place, **parameters)
            words.append(
                _("kink at {place}: f′ goes from {left} to {right}").format(
                    place=number(place), left=_value(side.slope_left), right=_value(side.slope_right)
                )
            )
    if more := len(places) - len(told):
        words.append(
            _("and {count} more between {low} and {high}").format(
                count=more, low=number(places[0]), high=number(places[-1])
            )
        )
    return "; ".join(words)


@dataclass(frozen=True)
class _Break:
    """A place where f jumps, is infinite, or begins or ceases to be defined, in words."""

    words: str
    inside: bool
    """Whether f is defined there and jumps."""


def _break(activation: Activation, parameters: Mapping[str, float], place: float) -> _Break:
    side = sides(activation, place, **parameters)
    here = float(activation(place, **parameters))
    left, right = side.value_left, side.value_right
    inside = False
    if math.isnan(left) and math.isnan(right) and math.isnan(here):
        words = _("undefined at {place} and beside it")
    elif math.isnan(left) and math.isnan(right):
        words = _("defined at {place} alone: f is {here}")
    elif math.isnan(left):
        words = _("edge at {place}: f is undefined to the left and goes to {right} from the right")
    elif math.isnan(right):
        words = _("edge at {place}: f goes to {left} from the left and is undefined to the right")
    elif math.isinf(left) or math.isinf(right):
        words = _("pole at {place}: f goes from {left} to {right}")
    elif not math.isclose(left, right, rel_tol=1e-9, abs_tol=1e-12):
        words, inside = _("jump at {place}: f goes from {left} to {right}"), True
    elif math.isnan(here):
        words = _("undefined at {place}: f goes to {left} from both sides")
    else:
        words, inside = _("lone value at {place}: f is {here}, and goes to {left} from both sides"), True
    told = {"place": place, "here": here, "left": left, "right": right}
    return _Break(words.format(**{name: _value(value) for name, value in told.items()}), inside)


def _jumps_inside(activation: Activation, parameters: Mapping[str, float]) -> bool:
    return any(_break(activation, parameters, place).inside for place in activation.jumps(**parameters))


def _value(value: float) -> str:
    return _("undefined") if math.isnan(value) else number(value)
