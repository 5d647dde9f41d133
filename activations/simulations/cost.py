"""What a function costs: the time of its value and of its slope, measured where the code runs.

The documents say that exp costs more than max. Whether it does, and by how much, depends on the machine, on
the library and on what else a formula computes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from time import perf_counter

import numpy as np

from activations.catalog import CATALOG
from activations.core import Activation, Array

LAYER = 64
"""Inputs, outputs and samples of the layer in the comparison: small enough for NumPy to use one thread."""


@dataclass(frozen=True)
class Cost:
    """Seconds for each number, the median of the repeats, of a function's value and of its slope."""

    value: float
    slope: float


@dataclass(frozen=True)
class Costs:
    """The costs by function's name, and for comparison what a layer's numbers z cost before any function.

    ``product`` is the seconds for each number of the matrix product in a layer of 64 inputs.
    """

    of: dict[str, Cost]
    product: float

    def relative(self, name: str) -> Cost:
        """A function's cost as a multiple of that of ReLU's value, measured in the same run."""
        unit = self.of["relu"].value
        return Cost(self.of[name].value / unit, self.of[name].slope / unit)


def measure(
    activations: Iterable[Activation] = (), *, size: int = 2**13, repeats: int = 31, seed: int = 0
) -> Costs:
    """Time each function, by default the whole catalog, on the same normal numbers; ReLU always among them.

    All are timed by turns, ``repeats`` times over, and the median counts: a pause of the machine then
    falls on all alike. What is timed is NumPy on one processor: a formula written to be stable, not the
    fused kernel of a framework.

    Raises ValueError for fewer than one repeat or number.
    """
    if repeats < 1 or size < 1:
        raise ValueError(f"there must be at least one repeat and one number, not {repeats} and {size}")
    random = np.random.default_rng(seed)
    z = random.normal(0.0, 2.0, size)
    inputs, weights = random.normal(size=(2, LAYER, LAYER))
    chosen = {each.name: each for each in (*(activations or CATALOG.values()), CATALOG["relu"])}
    tasks: list[Callable[[], Array]] = []
    for each in chosen.values():
        tasks += [partial(each, z), partial(each.derivative, z)]
    by_task = (medians(tasks, repeats) / size).tolist()
    pairs = zip(by_task[::2], by_task[1::2], strict=True)
    return Costs(
        {name: Cost(*pair) for name, pair in zip(chosen, pairs, strict=True)},
        product=float(medians([partial(np.matmul, inputs, weights)], repeats)[0]) / LAYER**2,
    )


def medians(tasks: Sequence[Callable[[], Array]], repeats: int) -> Array:
    """The median seconds of each task, all done by turns."""
    return np.asarray(np.median([[timed(task) for task in tasks] for _turn in range(repeats)], axis=0))


def timed(task: Callable[[], Array]) -> float:
    start = perf_counter()
    task()
    return perf_counter() - start
