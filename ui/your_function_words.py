"""What the page of one's own function says of the language that it is typed in."""

from __future__ import annotations

from collections.abc import Iterable

from activations.core import number, whole
from activations.expression import ELEMENTARY, MOST_CHARACTERS, OF_SEVERAL
from activations.observed import DENSE
from ui.sampling import Curve
from ui.text import _

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


def left_out(curves: Iterable[Curve]) -> str:
    """What is not drawn while a slider is dragged, as it would be too much work; nothing, if all is."""
    strides = {curve.stride for curve in curves if curve.parameters}
    if 0 in strides:
        return _(
            "What is typed here breaks too often, or takes too much computing, to be drawn ahead for its "
            "sliders: the picture follows when you let go of one. A shorter formula follows while you drag."
        )
    if max(strides, default=1) > 1:
        return _(
            "What is typed here takes too much computing to be drawn ahead for each position of its sliders: "
            "while you drag, one in {count} is shown, and every one when you let go. "
            "A shorter formula follows everywhere."
        ).format(count=max(strides))
    return ""
