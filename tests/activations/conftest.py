"""Every test with an argument ``case`` runs for each function at each of some parameter values."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import mpmath as mp
import numpy as np
import pytest

from activations import CATALOG
from activations.core import Activation, Array, Facts, number
from tests.activations.latex import Setting, formula, latex_symbol
from tests.activations.settings import settings

Exact = Callable[[mp.mpf], mp.mpf]


@dataclass(frozen=True)
class Case:
    activation: Activation
    parameters: dict[str, float]

    def __str__(self) -> str:
        given = ",".join(f"{name}={number(value)}" for name, value in self.parameters.items())
        return f"{self.activation.name}({given})"

    @property
    def facts(self) -> Facts:
        return self.activation.facts(**self.parameters)

    @property
    def symbols(self) -> dict[str, float]:
        """The parameters' values by what stands for them in LaTeX."""
        return {latex_symbol(p.symbol): self.parameters[p.name] for p in self.activation.parameters}

    @property
    def exact(self) -> tuple[Exact, Exact]:
        """f and f′ as they are displayed, evaluated at the precision mpmath works with."""
        names = {symbol: mp.mpf(value) for symbol, value in self.symbols.items()}
        value, slope = (
            formula(latex, frozenset(names)).sides[-1]
            for latex in (self.activation.formula, self.activation.derivative_formula)
        )

        def f(z: mp.mpf) -> mp.mpf:
            return value(Setting({"x": z, **names}, exact=True))

        return f, lambda z: slope(Setting({"x": z, **names}, f, exact=True))

    @property
    def breaks(self) -> tuple[float, ...]:
        return (*self.facts.kinks, *self.facts.jumps)

    def f(self, x: object) -> Array:
        return self.activation(x, **self.parameters)  # type: ignore[arg-type]

    def slope(self, x: object) -> Array:
        return self.activation.derivative(x, **self.parameters)  # type: ignore[arg-type]


CORNERS: Mapping[str, tuple[tuple[float, ...], ...]] = {
    "threshold": ((-1.4, -1.4), (0.0, 0.0), (0.5, 1.4), (-0.5, -1.4)),
    "hard_tanh": ((-2.0, 2.0), (0.5, 2.0), (-2.0, -0.5)),
    "prelu": ((-1.0,), (2.0,)),
    "leaky_relu": ((1.0,),),
    "general_relu": (
        (0.0, 0.0, math.inf),
        (1.0, 0.0, math.inf),
        (1.0, 0.0, 4.0),
        (0.5, 0.0, math.inf),
        (0.0, 1.4, math.inf),
        (1.0, 1.4, math.inf),
        (0.5, 1.4, math.inf),
        (0.0, -1.4, 4.0),
        (0.0, -1.4, -0.5),
        (0.5, -1.4, -0.5),
        (1.0, -1.4, 4.0),
        (0.0, 1.4, 4.0),
        (1.0, 1.4, 4.0),
    ),
    "srelu": (
        (-1.0, 1.0, 1.0, 1.0),
        (-1.0, 0.4, 1.0, 0.4),
        (-2.0, 0.4, 1.0, 0.4),
        (0.0, -1.0, 1.0, 1.0),
        (-1.0, -1.0, 1.0, 1.0),
        (-1.0, 1.0, 0.0, -1.0),
        (-1.0, 1.0, 1.0, -1.0),
        (-1.0, 0.0, 1.0, 0.0),
        (-1.0, 0.0, 1.0, -0.5),
        (-1.0, -0.5, 1.0, 0.0),
        (-1.0, -0.5, 1.0, -0.5),
        (-1.0, 1.5, 1.0, 0.5),
        (-1.0, 0.5, 1.0, 1.5),
        (-1.0, 1.5, 1.0, 1.5),
        (0.5, 0.2, 1.5, 0.4),
    ),
}
"""Values together, and beyond the sliders, at which facts turn out differently; in the parameters' order."""


def cases(activation: Activation) -> list[Case]:
    names = [parameter.name for parameter in activation.parameters]
    corners = [dict(zip(names, values, strict=True)) for values in CORNERS.get(activation.name, ())]
    return [Case(activation, setting) for setting in [*settings(activation), *corners]]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" in metafunc.fixturenames:
        metafunc.parametrize("case", [case for f in CATALOG.values() for case in cases(f)], ids=str)
    if "activation" in metafunc.fixturenames:
        metafunc.parametrize("activation", CATALOG.values(), ids=list(CATALOG))


@pytest.fixture(autouse=True)
def numpy_complains() -> Iterator[None]:
    """A floating-point surprise anywhere in a test is an error, unless the code meant it."""
    with np.errstate(all="raise", under="ignore"):
        yield
