"""What the page of one's own function says of the language that it is typed in."""

from __future__ import annotations

from collections.abc import Iterable

from activations.core import number, whole
from activations.expression import ELEMENTARY, MOST_CHARACTERS, OF_SEVERAL
from activations.observed import DENSE

EXAMPLES = ("relu", "sigmoid", "tanh", "softplus", "silu", "gelu")
"""Functions of the catalog that are named as examples."""


def words_of_the_language() -> dict[str, str]:
    """The functions there are and the limits there are, as the page's text names them."""
    return {
        "elementary": coded(ELEMENTARY),
        "several": coded(OF_SEVERAL),
        "catalog": coded(EXAMPLES),
        "characters": whole(MOST_CHARACTERS),
        "points": whole(len(DENSE)),
        "reach": number(float(DENSE[-1])),
    }


def coded(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
