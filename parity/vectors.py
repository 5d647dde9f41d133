"""Functions of several numbers: values, and the gradient by x from a gradient u by the result.

One unit is ε·(1 + max |x|) of a row, times the largest number that takes part: max |y|, and for the gradient
max |y| · max |u| or the largest number of the gradient.
"""

from __future__ import annotations

import numpy as np

from activations.core import Spelling
from activations.vector import VectorActivation
from parity.accuracy import FLUSHED, Floats, distances
from parity.comparison import Comparison
from parity.deviations import Of
from parity.frameworks import FRAMEWORKS
from parity.numbers import PRECISIONS

INPUTS = 4
ROWS_OF_A_KIND = 50


def rows() -> Floats:
    """Rows of numbers near one another, far apart, and far from 0."""
    random = np.random.default_rng(0)
    near = random.normal(size=(ROWS_OF_A_KIND, INPUTS))
    return np.concatenate([near, 30 * near, 1000 + near, near - 1000, 1e4 * near])


def compare(activation: VectorActivation, spelling: Spelling) -> Comparison:
    """The snippet that is shown, with the further arguments that a page shows, in both precisions."""
    found = Comparison(activation.name, spelling.framework, settings=1)
    for precision in PRECISIONS:
        try:
            compare_in(found, activation, spelling, precision)
        except Exception as error:
            found.fail(precision.__name__, {}, f"{type(error).__name__}: {error}")
    return found


def compare_in(
    found: Comparison, activation: VectorActivation, spelling: Spelling, precision: type[np.floating]
) -> None:
    x = rows().astype(precision)
    arguments = {name: array.astype(precision) for name, array in activation.shown_with.items()}
    wide = x.astype(np.float64)
    values = activation.value(wide, **arguments)
    upstream = np.random.default_rng(1).normal(size=values.shape).astype(precision)
    computed = FRAMEWORKS[spelling.framework](spelling.code, x, upstream, arguments)
    if computed.values.dtype != precision:
        return
    gradient = activation.gradient(wide, upstream.astype(np.float64), **arguments)
    scale = (1 + abs(wide).max(axis=-1)) * np.finfo(precision).eps
    largest = [abs(array.reshape(len(x), -1)).max(axis=-1) for array in (values, upstream, gradient)]
    hold(found, "value", x, computed.values, values, scale * largest[0])
    if computed.gradient is not None:
        unit = scale * np.maximum(largest[0] * largest[1], largest[2])
        hold(found, "slope", x, computed.gradient, gradient, unit)


def hold(found: Comparison, of: Of, x: Floats, theirs: Floats, ours: Floats, unit: Floats) -> None:
    """The number of each row that is furthest away, in units of the row."""
    theirs, ours = theirs.reshape(len(x), -1), ours.reshape(len(x), -1)
    errors = distances(theirs, ours, unit[:, None] + FLUSHED * float(np.finfo(x.dtype).tiny))
    worst = errors.argmax(axis=-1)[:, None]
    places, given, expected, furthest = (
        np.take_along_axis(array, worst if array.shape == errors.shape else 0 * worst, axis=-1)[:, 0]
        for array in (x, theirs, ours, errors)
    )
    found.hold(of, {}, places, given, expected, furthest)
