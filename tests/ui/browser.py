"""A picture as the browser reads it: static/live_figure/spec.js and compose.js, in Python."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from activations import CATALOG
from activations.core import Activation
from ui.charts import Words
from ui.picture import Picture
from ui.sampling import Curve

Floats = NDArray[np.float32]
Line = dict[str, Floats]

WORDS = Words("{x}", "<b></b>", saturated="saturated", dead="dead")


def curve(activation: Activation, slot: str = "f", **changes: Any) -> Curve:
    """A function at its defaults but for ``changes``, with the sliders that a page gives it."""
    own = {name: changes.pop(name) for name in list(changes) if name not in ("at_kink", "probe", "among")}
    sliders = {p.name: f"{slot}_{activation.name}_{p.name}" for p in activation.parameters}
    return Curve(activation, activation.complete(own), sliders, **changes)


def floats(text: str) -> Floats:
    return np.frombuffer(base64.b64decode(text), "<f4")


@dataclass(frozen=True)
class State:
    """One row of a family: where its slider stands, and the traces there."""

    key: str
    value: float
    lines: dict[int, Line]


class Sent:
    """What a browser makes of a picture that came over the wire."""

    def __init__(self, picture: Picture) -> None:
        self.text = json.dumps(picture.as_data(), allow_nan=False)
        self.data: dict[str, Any] = json.loads(self.text)
        self.traces: list[dict[str, Any]] = self.data["traces"]

    @cached_property
    def states(self) -> list[State]:
        return [state for family in self.data["families"] for state in unpack(family)]

    @property
    def curves(self) -> list[int]:
        return list(self.data["numbers"]["curves"])

    @property
    def areas(self) -> list[dict[str, Any]]:
        return [label for label in self.data["labels"] if label["kind"] == "area"]

    def ends(self, colour: str) -> list[int]:
        """The traces that mark open and filled ends in this colour."""
        return [
            number
            for number, trace in enumerate(self.traces)
            if trace["meta"]["open"] and trace["meta"]["colour"] == colour
        ]


def unpack(family: dict[str, Any]) -> Iterator[State]:
    base, rows = floats(family["base"]), floats(family["rows"])
    table = rows.reshape(len(family["values"]), len(family["columns"]))
    for value, changed in zip(family["values"], table, strict=True):
        row = base.copy()
        row[family["columns"]] = changed
        lines: dict[int, Line] = {}
        start = 0
        for trace, axis, length in family["fields"]:
            lines.setdefault(trace, {})[axis] = row[start : start + length]
            start += length
        assert start == len(row)
        yield State(family["key"], value, lines)


def value_at(line: Line, x: float) -> float:
    """The value of a line at x; where it is broken the middle one of its points there."""
    here = np.flatnonzero(np.abs(line["x"] - x) <= 1e-6)
    return float(line["y"][(here[0] + here[-1]) // 2])


def segments(line: Line) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight pieces that are drawn of a line: between neighbours neither of which is a gap."""
    points = list(zip(line["x"].tolist(), line["y"].tolist(), strict=True))
    for start, end in pairwise(points):
        if np.isfinite([*start, *end]).all():
            yield start, end


def parameters_of(
    activation: Activation, state: State, others: Mapping[str, float] = MappingProxyType({})
) -> dict[str, float]:
    """The parameters of a function at a state of its family: the slider's, and the others', or defaults."""
    moved = {p.name: state.value for p in activation.parameters if state.key.endswith(f"_{p.name}")}
    return activation.complete({**others, **moved})


FUNCTIONS = list(CATALOG.values())
