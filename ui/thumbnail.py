"""A small picture of a function and its slope: all to one scale, which is the same on both axes.

It is SVG in an <img>, as Streamlit takes SVG out of HTML; in there, prefers-color-scheme is the app's theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from itertools import pairwise
from urllib.parse import quote

import numpy as np

from activations import CATALOG
from activations.core import Activation, Array, Formula, union
from ui.text import _

LEFT, RIGHT = -4.0, 4.0
BOTTOM, TOP = -1.75, 2.25
UNSEEN = BOTTOM - 1.0, TOP + 1.0
"""Between these heights a curve is drawn as it is; beyond, nobody sees it."""
UNIT = 100
"""How many units of the picture are one of the function's, so that whole numbers will do."""
POINTS_A_UNIT = 16
NEAR = 0.006
"""A tenth of a pixel of a card."""
PLAIN = "/:;=,'(){}@ "

STYLE = (
    "path{fill:none;stroke-linejoin:round;vector-effect:non-scaling-stroke}"
    ".axes{stroke:#99a3b3;stroke-width:.8px}"
    ".value{stroke:#0072b2;stroke-width:2.25px}"
    ".slope{stroke:#c25100;stroke-width:2px;stroke-dasharray:5 3}"
    "@media(prefers-color-scheme:dark){.value{stroke:#56b4e9}.slope{stroke:#e69f00}}"
)


def thumbnail(activation: Activation) -> str:
    """f as a solid line, f′ dashed, with a text alternative."""
    alternative = _("{label}: f takes the values {values}, f′ the values {slopes}.").format(
        label=activation.label,
        values=union(activation.range()),
        slopes=union(activation.derivative_range()),
    )
    return f'<img class="thumbnail" alt="{escape(alternative)}" src="{picture(activation.name)}">'


@lru_cache(maxsize=256)
def picture(name: str) -> str:
    """The address of the picture: f is broken where it jumps, f′ wherever it does."""
    activation = CATALOG[name]
    jumps = activation.jumps()
    left, top, right, bottom = (f"{UNIT * end:g}" for end in (LEFT, -TOP, RIGHT, -BOTTOM))
    frame = f"{left} {top} {UNIT * (RIGHT - LEFT):g} {UNIT * (TOP - BOTTOM):g}"
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='{frame}'>"
        f"<style>{STYLE}</style>"
        f"<path class='axes' d='M{left} 0H{right}M0 {bottom}V{top}'/>"
        f"<path class='value' d='{line(activation, jumps)}'/>"
        f"<path class='slope' d='{line(activation.derivative, (*jumps, *activation.kinks()))}'/></svg>"
    )
    return f"data:image/svg+xml,{quote(svg, safe=PLAIN)}"


def line(function: Formula, breaks: Sequence[float]) -> str:
    """The path of a function over the picture's width, in one piece between each two breaks."""
    ends = [LEFT, *sorted(at for at in breaks if LEFT < at < RIGHT), RIGHT]
    return "".join(piece(function, start, end) for start, end in pairwise(ends))


def piece(function: Formula, start: float, end: float) -> str:
    """A piece of path between two breaks, which do not belong to it, in as few strokes as look the same."""
    count = max(2, round((end - start) * POINTS_A_UNIT) + 1)
    x = np.linspace(start, end, count)
    y = np.clip(function(np.clip(x, np.nextafter(start, end), np.nextafter(end, start))), *UNSEEN)
    points = " ".join(f"{UNIT * x[i]:.0f},{-UNIT * y[i]:.0f}" for i in [*corners(x, y), -1])
    return f"M{points}"


def corners(x: Array, y: Array) -> list[int]:
    """Which points, but for the last, a line must go through so that the others are near it."""
    away = np.abs(y - np.interp(x, x[[0, -1]], y[[0, -1]]))
    far = int(away.argmax())
    if away[far] <= NEAR:
        return [0]
    return corners(x[: far + 1], y[: far + 1]) + [far + i for i in corners(x[far:], y[far:])]
