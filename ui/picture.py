"""What a live figure is made of: a Plotly figure, and how sliders and the player change it.

These records are the whole contract with static/live_figure/: Python computes every state there can be,
the browser only picks one. They hold no present slider position, so that a rerun after a slider was moved
sends nothing again.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

Axis = Literal["x", "y", "z"]
State = dict[tuple[int, Axis], NDArray[np.float64]]
"""What some traces show at one moment: numbers by trace and axis."""
Table = NDArray[np.float32]
Says = Mapping[str, Sequence[float | str]]
Spans = Mapping[str, Sequence[tuple[float, float]]]
SMALLEST = float(np.finfo(np.float32).smallest_normal)


@dataclass(frozen=True, eq=False)
class Family:
    """The states of some traces, a row for each position of one slider.

    ``fields`` says how a row is cut: the trace, which of its axes, how many numbers. A family without a
    slider (``key`` is empty) has one row. Words call the slider's value by its key, and whatever else
    changes with it by the names in ``says``: a value for each row. ``axes`` gives the span of an axis
    ("yaxis", "xaxis2") at each row, where it is not the same at all of them.
    """

    key: str
    values: Sequence[float]
    fields: tuple[tuple[int, Axis, int], ...]
    rows: Table
    says: Says = field(default_factory=dict)
    axes: Spans = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        key: str,
        values: Sequence[float],
        states: Sequence[State],
        says: Says | None = None,
        axes: Spans | None = None,
    ) -> Family:
        """A table of states, each the numbers of some traces by (trace, axis): in all of them the same."""
        fields = tuple((trace, axis, len(numbers)) for (trace, axis), numbers in states[0].items())
        rows = single([np.concatenate([*state.values(), []]) for state in states])
        return cls(key, values, fields, rows, says or {}, axes or {})

    def as_data(self) -> dict[str, Any]:
        """The table with the columns that never change sent once, in base64 of little-endian float32."""
        first = self.rows[0]
        changed = (self.rows != first) & ~(np.isnan(self.rows) & np.isnan(first))
        columns = np.flatnonzero(changed.any(axis=0))
        return {
            "key": self.key,
            "values": list(self.values),
            "fields": self.fields,
            "says": {name: list(each) for name, each in self.says.items()},
            "axes": {name: [list(span) for span in each] for name, each in self.axes.items()},
            "base": packed(first),
            "columns": columns.tolist(),
            "rows": packed(self.rows[:, columns]),
        }


@dataclass(frozen=True, eq=False)
class Span:
    """The range slider: the inputs to choose from, and for each panel how far its curves reach there.

    ``axes`` maps a y-axis to its envelope, or an x-axis to None: those follow the slider itself.
    """

    key: str
    step: float
    inputs: NDArray[np.float64]
    envelopes: tuple[tuple[NDArray[np.float64], NDArray[np.float64]], ...]
    axes: Mapping[str, int | None]

    def as_data(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "step": self.step,
            "inputs": self.inputs.tolist(),
            "envelopes": [[np.round(side, 4).tolist() for side in envelope] for envelope in self.envelopes],
            "axes": dict(self.axes),
        }


@dataclass(frozen=True)
class Mark:
    """A point that rides on a curve at the probe; its height is called ``name`` in words."""

    trace: int
    curve: int
    name: str


@dataclass(frozen=True)
class Tangent:
    """A straight piece that touches ``curve`` at the probe with the slope that ``slope`` has there."""

    trace: int
    curve: int
    slope: int


@dataclass(frozen=True)
class Probe:
    """The probe slider and what follows it."""

    key: str
    marks: tuple[Mark, ...]
    tangents: tuple[Tangent, ...] = ()
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class Label:
    """A text trace that names a curve where it runs or above its panel, or an area where it is seen.

    Its text is a template.
    """

    trace: int
    of: int
    text: str
    kind: Literal["curve", "area", "title"] = "curve"


@dataclass(frozen=True, eq=False)
class Track:
    """A path that the player walks: at frame k its trace shows k + 1 points, or the last of them."""

    trace: int
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    grows: bool = True

    def as_data(self) -> dict[str, Any]:
        return {"trace": self.trace, "x": packed(self.x), "y": packed(self.y), "grows": self.grows}


@dataclass(frozen=True, eq=False)
class Replay:
    """Frames to play: paths to walk, what the words say at every frame, and scenes, a row for each."""

    frames: int
    tracks: tuple[Track, ...]
    says: Says
    scenes: Family | None = None

    def as_data(self) -> dict[str, Any]:
        return {
            "frames": self.frames,
            "tracks": [track.as_data() for track in self.tracks],
            "says": {name: list(each) for name, each in self.says.items()},
            "scenes": self.scenes and self.scenes.as_data(),
        }


@dataclass(frozen=True)
class Numbers:
    """The table behind the picture: curves, as far as in view where there is a range slider, or rows.

    Titles are templates, and so are the words in rows; a cell that is just {name} is the number itself.
    """

    titles: tuple[str, ...]
    curves: tuple[int, ...] = ()
    rows: tuple[tuple[float | str, ...], ...] = ()


@dataclass(frozen=True, eq=False)
class Picture:
    """A figure with all its states.

    ``alternative`` and ``title``, which heads what is downloaded, are templates: {name} stands for the value
    of the slider, the mark or the word of the replay of that name ({low} and {high} for the range).
    ``caption`` is HTML of our own making; an element in it with a data-fill template shows that template
    filled. Panels of a picture that ``wraps`` stand below each other where there is no room beside.
    """

    figure: go.Figure
    numbers: Numbers
    alternative: str
    title: str
    caption: str = ""
    families: tuple[Family, ...] = ()
    span: Span | None = None
    probe: Probe | None = None
    labels: tuple[Label, ...] = ()
    replay: Replay | None = None
    wraps: bool = False
    initial: Mapping[str, tuple[float, ...]] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """Everything as the browser takes it: a JSON-able dict."""
        drawing = json.loads(self.figure.to_json())
        return {
            "traces": drawing["data"],
            "layout": drawing["layout"],
            "families": [family.as_data() for family in self.families],
            "span": self.span and self.span.as_data(),
            "probe": self.probe and asdict(self.probe),
            "labels": [asdict(label) for label in self.labels],
            "replay": self.replay and self.replay.as_data(),
            "numbers": asdict(self.numbers),
            "alternative": self.alternative,
            "caption": self.caption,
            "title": self.title,
            "wraps": self.wraps,
            "initial": dict(self.initial),
        }


def single(rows: Sequence[NDArray[Any]] | NDArray[Any]) -> Table:
    """Rows in float32; what is too small for it to have all digits becomes the smallest that has them."""
    exact = np.array(rows, dtype=np.float64)
    tiny = (exact != 0) & (np.abs(exact) < SMALLEST)
    with np.errstate(over="ignore"):
        return np.where(tiny, np.copysign(SMALLEST, exact), exact).astype(np.float32)


def packed(values: NDArray[Any]) -> str:
    return base64.b64encode(np.ascontiguousarray(values, "<f4").tobytes()).decode("ascii")
