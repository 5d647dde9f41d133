"""Every number that the lesson's text states."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import numpy as np

from activations import CATALOG
from activations.core import Array, number, percent
from activations.simulations.linearity import MOST_LAYERS, WIDTH
from activations.simulations.regression import INTERCEPT, SLOPE, fit, simulate
from activations.simulations.regression_conditions import Example
from activations.simulations.regression_conditions import simulate as example
from ui.lessons.linearity.layers import Settings, run
from ui.lessons.linearity.relay import STEPS, taught
from ui.lessons.linearity.relay import Settings as Teaching

LAYERS = 3


@lru_cache(maxsize=1)
def numbers_of_the_lesson() -> dict[str, str]:
    stack = run(CATALOG["relu"], (), Settings(LAYERS, "circles", 0))
    relay, pupil = (taught(CATALOG[name], (), Teaching(2.5, 0.0, 0.1)) for name in ("binary_step", "sigmoid"))
    line = simulate().fit.weights
    bent, cause, tied = (
        example(condition, broken=broken)
        for condition, broken in (("linear relation", 1.0), ("real relation", 1.0), ("separate inputs", 0.9))
    )
    apart, near = (example("separate inputs", broken=broken) for broken in (0.0, 0.8))
    whole, cut = (example("complete data", broken=broken) for broken in (0.0, 2.0 / 3.0))
    alone, within = cause.estimates.mean(axis=0)
    exact = {
        "bent_r": correlation(bent.across, bent.up),
        "cause_r": correlation(cause.across, cause.up),
        "cause_alone": alone,
        "cause_within": within,
        "tied_r": correlation(tied.across, tied.up),
        "whole_slope": whole.estimates[:, 1].mean(),
        "cut_slope": cut.estimates[:, 1].mean(),
        "line_r2": bent.line.r_squared,
        "square_r2": fit(bent.across**2, bent.up).r_squared,
        "near_between": correlation(near.across, near.up),
        "near_with": max(correlation(each, output(near)) for each in (near.across, near.up)),
        "near_wide": near.estimates.std(axis=0).max(),
        "found_a": line[0],
        "found_b": line[1],
        "step_loss": relay.losses[-1],
        "sigmoid_loss": pupil.losses[-1],
    }
    return {name: number(round(float(value), 2), 2) for name, value in exact.items()} | {
        "layers": str(LAYERS),
        "many": str(numbers_in(LAYERS)),
        "six_numbers": str(numbers_in(MOST_LAYERS)),
        "few": str(numbers_in(1)),
        "line_right": percent(float(stack.straight.right[-1]), 0),
        "relu_right": percent(float(stack.bent.right[-1]), 0),
        "steps": str(STEPS),
        "points": str(len(simulate().inputs)),
        "true_a": number(INTERCEPT),
        "true_b": number(SLOPE),
        "tied_times": number(
            round(float((tied.estimates.std(axis=0) / apart.estimates.std(axis=0)).max())), 0
        ),
    }


def numbers_in(layers: int) -> int:
    """How many weights and biases a stack of the lesson has."""
    widths = [2, *[WIDTH] * (layers - 1), 1]
    return sum((before + 1) * after for before, after in pairwise(widths))


def correlation(one: Array, other: Array) -> float:
    return float(np.corrcoef(one, other)[0, 1])


def output(of: Example) -> Array:
    """What the model of an example was fitted to."""
    return np.asarray(of.model.fitted + of.model.residuals)
