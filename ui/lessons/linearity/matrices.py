"""Matrices as LaTeX."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from activations.core import number
from activations.simulations.network import Network


def matrix(values: ArrayLike, digits: int = 2) -> str:
    """A matrix as LaTeX."""
    rows = np.asarray(values, dtype=np.float64).tolist()
    cells = (" & ".join(plain(value, digits) for value in row) for row in rows)
    return r"\begin{bmatrix} " + r" \\ ".join(cells) + r" \end{bmatrix}"


def layer_by_layer(network: Network) -> str:
    """Each layer's weights, and its biases as a row, as formulas in Markdown."""
    formulas = [
        formula
        for place, layer in enumerate(network, 1)
        for formula in (
            f"W_{place} = {matrix(layer.weights)}",
            rf"b_{place}^\top = {matrix([layer.biases])}",
        )
    ]
    return "\n\n".join(map(displayed, formulas))


def displayed(formula: str) -> str:
    """A formula on a line of its own, small, as matrices are wide."""
    return f"$$\n\\footnotesize {formula}\n$$"


def plain(value: float, digits: int) -> str:
    """A number that has no more decimals than it is asked for: what they do not show is 0."""
    return number(round(value, digits), digits).replace("−", "-").replace("∞", r"\infty")
