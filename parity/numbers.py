"""Functions of one number: values and slopes on a grid, and slopes exactly at kinks."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import numpy as np

from activations.core import Activation, Spelling
from parity.accuracy import LIMIT, Bools, Floats, units
from parity.comparison import Comparison
from parity.frameworks import FRAMEWORKS
from parity.grid import grid
from tests.activations.settings import settings

PRECISIONS = (np.float32, np.float64)


def compare(activation: Activation, spelling: Spelling) -> Comparison:
    """The snippet that is shown, run at every setting and in both precisions; at the defaults also the one
    without parameters, if there is one."""
    found = Comparison(activation.name, spelling.framework)
    for given in settings(activation):
        found.settings += 1
        codes = [spelling.code.format(**given)]
        if spelling.at_defaults and given == activation.complete({}):
            codes.append(spelling.at_defaults)
        for code, precision in product(codes, PRECISIONS):
            try:
                compare_at(found, activation, spelling, code, given, precision)
            except Exception as error:
                found.fail(precision.__name__, given, f"{type(error).__name__}: {error}")
    return found


def compare_at(
    found: Comparison,
    activation: Activation,
    spelling: Spelling,
    code: str,
    given: Mapping[str, float],
    precision: type[np.floating],
) -> None:
    """A snippet at one setting in one precision, to which the parameters are rounded, too."""
    rounded = {name: float(precision(value)) for name, value in given.items()}
    facts = activation.facts(**rounded)
    breaks = (*facts.kinks, *facts.jumps)
    x = grid(breaks, precision)
    computed = FRAMEWORKS[spelling.framework](code, x, None, {})
    if computed.values.dtype != precision:
        return
    x_wide, clear = x.astype(np.float64), away_from_rounded(breaks, x)

    def ours(z: Floats) -> Floats:
        return activation(z, **rounded)

    def slope(z: Floats) -> Floats:
        return activation.derivative(z, **rounded)

    errors = units(computed.values, ours, x, breaks)
    found.hold("value", given, x, computed.values, ours(x_wide), np.where(clear, errors, 0.0))
    if computed.gradient is None:
        return
    clear &= np.isfinite(x) & ~np.isin(x, facts.kinks)
    errors = units(computed.gradient, slope, x, breaks)
    found.hold("slope", given, x, computed.gradient, slope(x_wide), np.where(clear, errors, 0.0))
    if facts.kinks:
        hold_at_kinks(found, spelling, rounded, facts.kinks, x, computed.gradient)


def away_from_rounded(breaks: tuple[float, ...], x: Floats) -> Bools:
    """Where x is certainly on one side of a kink or jump whose place the precision does not have."""
    clear = np.full(x.shape, True)
    for place in breaks:
        if x.dtype.type(place) != place:
            clear &= abs(x - place) > 2 * np.finfo(x.dtype).eps * abs(place)
    return clear


def hold_at_kinks(
    found: Comparison,
    spelling: Spelling,
    given: Mapping[str, float],
    kinks: tuple[float, ...],
    x: Floats,
    slopes: Floats,
) -> None:
    """Their slopes exactly at those kinks that the precision has, against what the spelling states."""
    stated = spelling.stated_slopes(given)
    if len(stated) != len(kinks):
        found.fail(x.dtype.name, given, f"{len(kinks)} kinks, but {len(stated)} slopes are stated")
        return
    for kink, slope in zip(kinks, stated, strict=True):
        if x.dtype.type(kink) == kink:
            theirs = float(slopes[x == kink][0])
            if np.isclose(theirs, slope, LIMIT * np.finfo(x.dtype).eps, 0.0, equal_nan=True):
                found.kinks += 1
            else:
                found.fail(
                    x.dtype.name, given, f"at its kink {kink} the slope is {theirs}, but {slope} is stated"
                )
