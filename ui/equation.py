"""An equation in LaTeX, no wider than need be."""

from __future__ import annotations


def equation(left: str, right: str) -> str:
    r"""``left = right``; what explains letters of the right side, after ``,\quad``, has lines of its own."""
    value, *explanations = right.split(r",\quad ")
    if not explanations:
        return f"{left} = {value}"
    lines = [f"{left} &= {value}", *(each.replace(" = ", " &= ", 1) for each in explanations)]
    return r"\begin{aligned} " + r" \\ ".join(lines) + r" \end{aligned}"
