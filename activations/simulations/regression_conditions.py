"""Document 002's four conditions on the inputs of a linear regression, kept at first and then broken.

Each example is fitted once for a picture, and again for many draws of the noise, to see what its weights are
worth.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from activations.core import Array, read_only
from activations.simulations.regression import Fit, fit

POINTS = 60
DRAWS = 120
NOISE = 0.5
"""The standard deviation of every example's noise."""
MOST_MISSING = 0.75
"""The share of the rows that is missing where the data are as incomplete as they get."""


@dataclass(frozen=True, eq=False)
class Example:
    """A model whose condition holds more or less.

    ``across`` and ``up`` are the points to look at, those that are not ``kept`` are missing from the data,
    and ``line`` is the fit of up by across. ``model`` is the fit that is asked about. ``estimates`` are two
    weights, a row for each draw of the noise, and ``truth`` is what they estimate; they are NaN where XᵀX is
    singular: then many W are equally good.
    """

    across: Array
    up: Array
    kept: NDArray[np.bool_]
    line: Fit
    model: Fit
    estimates: Array
    truth: Array


@dataclass(frozen=True, eq=False)
class Draws:
    """What an example is made of: two columns of N(0, 1), one of U(−2, 2), a row for each draw of noise."""

    normal: Array
    other: Array
    even: Array
    noise: Array


def simulate(condition: str = "separate inputs", *, broken: float = 0.0, seed: int = 0) -> Example:
    """One of CONDITIONS, kept where ``broken`` is 0, and failing altogether where it is 1.

    The same seed draws the same numbers for every condition and however broken it is.

    Raises ValueError for a condition that is not in CONDITIONS, and broken outside [0, 1].
    """
    if condition not in CONDITIONS:
        raise ValueError(f"the condition must be one of {', '.join(CONDITIONS)}, not {condition}")
    if not 0.0 <= broken <= 1.0:
        raise ValueError(f"broken must be between 0 and 1, not {broken}")
    random = np.random.default_rng(seed)
    normal, other = random.normal(size=(2, POINTS))
    even = np.sort(random.uniform(-2.0, 2.0, POINTS))
    return CONDITIONS[condition](
        broken, Draws(normal, other, even, NOISE * random.normal(size=(DRAWS, POINTS)))
    )


def linear_relation(broken: float, draws: Draws) -> Example:
    """y = (1 − broken)·x + broken·(x² − 4/3): in the end x decides y, and their correlation is about 0.

    4/3 is the mean of x². Estimated are w₀ and w₁, for which the best line over all x has 0 and 1 − broken.
    """
    x = draws.even
    y = (1.0 - broken) * x + broken * (x**2 - 4.0 / 3.0) + draws.noise
    return example(x, y[0], fit(x, y[0]), weights_of_draws(x, y), (0.0, 1.0 - broken))


def real_relation(broken: float, draws: Draws) -> Example:
    """y = (1 − broken)·x + broken·c, where c is a cause of both, x = c + 0.4·u: x need not act on y at all.

    Estimated is the weight of x, without c in the model and with it; 1 − broken is true.
    """
    cause = draws.normal
    x = cause + 0.4 * draws.other
    y = (1.0 - broken) * x + broken * cause + draws.noise
    both = np.column_stack([x, cause])
    estimates = np.column_stack([weights_of_draws(x, y)[:, 1], weights_of_draws(both, y)[:, 1]])
    return example(x, y[0], fit(both, y[0]), estimates, (1.0 - broken, 1.0 - broken))


def separate_inputs(broken: float, draws: Draws) -> Example:
    """y = x₁ + x₂, where x₂ = √(1 − own²)·x₁ + own·u with own = 1 − broken; in the end they are the same.

    Estimated are w₁ and w₂; 1 and 1 are true.
    """
    own = 1.0 - broken
    x1 = draws.normal
    x2 = np.sqrt(1.0 - own**2) * x1 + own * draws.other
    inputs = np.column_stack([x1, x2])
    y = x1 + x2 + draws.noise
    model = fit(inputs, y[0])
    singular = model.rank < 3
    estimates = np.full((DRAWS, 2), np.nan) if singular else weights_of_draws(inputs, y)[:, 1:]
    return example(x1, x2, model, estimates, (1.0, 1.0))


def complete_data(broken: float, draws: Draws) -> Example:
    """y = x, but the rows with the highest y are missing, in the end MOST_MISSING of them.

    Estimated are w₀ and w₁; 0 and 1 are true.
    """
    x = draws.even
    y = x + draws.noise
    missing = round(broken * MOST_MISSING * POINTS)
    kept = y.argsort(axis=-1).argsort(axis=-1) < POINTS - missing
    model = fit(x[kept[0]], y[0][kept[0]])
    return example(x, y[0], model, weights_of_draws(x, y, kept), (0.0, 1.0), kept[0])


CONDITIONS: Mapping[str, Callable[[float, Draws], Example]] = {
    "linear relation": linear_relation,
    "real relation": real_relation,
    "separate inputs": separate_inputs,
    "complete data": complete_data,
}
"""In document 002's order: inputs act on the output, linearly; really and not only formally; they are not
tied to each other; their data are complete."""


def weights_of_draws(inputs: Array, outputs: Array, kept: NDArray[np.bool_] | None = None) -> Array:
    """The weights (XᵀX)⁻¹·Xᵀy of each row of outputs, of shape (draws, n), by the entries that are kept."""
    design = np.column_stack([np.ones(len(inputs)), inputs])
    there = np.ones((1, len(inputs)), dtype=bool) if kept is None else kept
    present = (design * there[..., None]).swapaxes(-1, -2)
    return np.asarray(np.linalg.solve(present @ design, present @ outputs[..., None])[..., 0])


def example(
    across: Array,
    up: Array,
    model: Fit,
    estimates: Array,
    truth: tuple[float, float],
    kept: NDArray[np.bool_] | None = None,
) -> Example:
    there = np.ones(len(across), dtype=bool) if kept is None else kept
    there.flags.writeable = False
    return Example(
        across=read_only(across),
        up=read_only(up),
        kept=there,
        line=fit(across[there], up[there]),
        model=model,
        estimates=read_only(estimates),
        truth=read_only(list(truth)),
    )
