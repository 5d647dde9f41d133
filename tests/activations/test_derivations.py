"""Each line of a derivation that begins f(x) = or f′(x) = is read, and held against the function."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from activations.catalog import CATALOG
from activations.core import Activation
from tests.activations.latex import Setting, formula, latex_symbol

SELU = CATALOG["selu"]
TEXTS = Path(__file__).parents[2] / "assets" / "text" / "en" / "functions"
X = np.linspace(-12.03, 11.98, 240)
"""Neither 0 nor a kink."""
PARAMETERS = {"threshold": {"threshold": 1.0, "value": 1.0}}
"""Where a line holds for some parameters only, those at which all lines do."""
CONSTANTS = {
    "selu": {r"\lambda": SELU.derivative(1.0), r"\alpha": SELU.derivative(0.0) / SELU.derivative(1.0)}
}
"""What is a letter in the derivation and a number in the formula."""
OWN_NAMES = {"sigmoid": r"\sigma", "tanh": r"\tanh"}
CALLED = r"\\(?:ln|sinh?|cosh?|tanh|operatorname\{\w+\})(?![a-z])"
SQUARED = r"\^(?:\{2\}|2)"
ALONE = r"\w|\\frac\{x\}\{\\sqrt\{2\}\}"
"""What a function may be applied to without parentheses."""
READABLE = [
    (r"\\varphi\(x\)", r"\\frac{1}{\\sqrt{2 \\pi}} e^{-\\frac{x^{2}}{2}}"),
    (r"\\[td]frac", r"\\frac"),
    (r"\\frac(\d)(\d)", r"\\frac{\1}{\2}"),
    (r"\\sqrt(\d|\\pi)", r"\\sqrt{\1}"),
    (r"\\(bigl|bigr|!)", ""),
    (r"\|([^|]*)\|", r"\\lvert \1 \\rvert"),
    (r"(\w)/(\w|\\alpha|\\sqrt\{2\})", r"\\frac{\1}{\2}"),
    (rf"({CALLED})({SQUARED})?\s*({ALONE})(?!\w)", r"\1\2(\3)"),
    (r"\\ln (\\sigma\(x\)|\\frac\{1\}\{1 \+ e\^\{-x\}\})", r"\\ln(\1)"),
    (r"& [^&]*\\text\{ or \}[^\\]*", r"& \\text{otherwise} "),
    (r"(\\q?quad ?)+(\\text\{for \}|\().*", ""),
    (r"\s*\\\\\s*\\end", r" \\end"),
]
"""Ways of writing that a person reads as easily, and how the reader knows them."""
BEYOND_READING = re.compile(r"\\lim|\\pm|\\dots|\\tan\b|\\operatorname\{softplus\}|[a-zA-Z)]'")
"""Limits, one of two signs, a series, and functions and slopes that have but a name."""


def lines(derivation: str) -> Iterator[str]:
    """What is displayed, an equation each, with all that continues it."""
    for block in re.findall(r"\$\$\n(.*?)\n\$\$", derivation, re.DOTALL):
        plain = re.sub(r"\\(begin|end)\{aligned\}", "", block)
        whole = re.sub(r"\\\\\s*&(\\quad|(?==))", " ", plain)
        for line in re.split(r"\\\\\s*(?=\S+ &=)", whole):
            yield " ".join(line.replace("&=", "=").split())


def readable(latex: str) -> str:
    for written, read in READABLE:
        latex = re.sub(written, read, latex)
    return latex.strip()


def sides(latex: str, names: dict[str, Any], f: Activation) -> list[np.ndarray]:
    """What each side of an equation comes to at X, without those that are beyond reading."""
    equal = [latex] if "cases" in latex else latex.split(" = ")
    parts = [part for part in equal if not BEYOND_READING.search(part)]
    with np.errstate(all="ignore"):
        return [
            side(Setting({"x": X, **names}, lambda x: f(x, **PARAMETERS.get(f.name, {}))))
            for part in parts
            for side in formula(readable(part), frozenset(names)).sides
        ]


def explained(derivation: str, names: dict[str, Any], f: Activation) -> dict[str, Any]:
    """The letters that a derivation names, with what they are at X."""
    inline = re.findall(r"\$([a-z] = [^$]*)\$", derivation)
    for equation in (*lines(derivation), *inline):
        letter, _, meaning = equation.partition(" = ")
        if re.fullmatch(r"[a-dg-wyz]", letter) and letter not in names:
            with suppress(AssertionError, IndexError):
                names = {**names, letter: sides(meaning, names, f)[-1]}
    return names


def test_each_line_of_a_derivation_is_so(activation: Activation) -> None:
    """On the whole line, or on all of one side of 0: a line may be about one piece."""
    given = activation.complete(PARAMETERS.get(activation.name, {}))
    text = (TEXTS / f"{activation.name}.md").read_text(encoding="utf-8")
    derivation = text.partition("## derivation\n")[2].partition("\n## ")[0]
    symbols = {latex_symbol(p.symbol): given[p.name] for p in activation.parameters}
    names = explained(derivation, symbols | CONSTANTS.get(activation.name, {}), activation)
    own_name = OWN_NAMES.get(activation.name, "f")
    held = set()
    for line in lines(derivation):
        which, _, said = line.removeprefix("&").partition("(x) = ")
        if which not in (own_name, f"{own_name}'"):
            continue
        ours = (activation if which == own_name else activation.derivative)(X, **given)
        for side in sides(said, names, activation):
            close = np.isclose(side, ours, rtol=1e-9, atol=1e-12)
            assert close[X < 0].all() or close[X > 0].all(), line
            held.add(which)
    assert f"{own_name}'" in held
