"""What a function costs: the time of its value and of its slope, measured where the code runs.

The documents say that exp costs more than max. How much more depends on the machine and on the library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from activations.catalog import CATALOG
from activations.core import Activation, Array

PRODUCT_WIDTH = 256


@dataclass(frozen=True)
class Cost:
    """Seconds for each number, the median of the repeats, of a function's value and of its slope."""

    value: float
    slope: float


@dataclass(frozen=True)
class Costs:
    """The costs by function's name, and for comparison what makes a number z of a layer.

    ``product`` is the seconds for each number of the matrix product of a layer of 256 inputs and 256 outputs.
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

    Raises ValueError for fewer than one repeat or a size that is not a multiple of 256.
    """
    if repeats < 1 or size < PRODUCT_WIDTH or size % PRODUCT_WIDTH:
        raise ValueError(f"at least one repeat and a multiple of {PRODUCT_WIDTH}, not {repeats} and {size}")
    random = np.random.default_rng(seed)
    z = random.normal(0.0, 2.0, size)
    inputs = random.normal(size=(size // PRODUCT_WIDTH, PRODUCT_WIDTH))
    weights = random.normal(size=(PRODUCT_WIDTH, PRODUCT_WIDTH))
    chosen = {each.name: each for each in (*(activations or CATALOG.values()), CATALOG["relu"])}
    tasks: list[Callable[[], Array]] = [lambda: inputs @ weights]
    for each in chosen.values():
        tasks += [lambda f=each: f(z), lambda f=each: f.derivative(z)]  # type: ignore[misc]
    seconds = np.array([[timed(task) for task in tasks] for _repeat in range(repeats)])
    product, *by_function = (np.median(seconds, axis=0) / size).tolist()
    pairs = zip(by_function[::2], by_function[1::2], strict=True)
    return Costs({name: Cost(*pair) for name, pair in zip(chosen, pairs, strict=True)}, product)


def timed(task: Callable[[], Array]) -> float:
    start = perf_counter()
    task()
    return perf_counter() - start
