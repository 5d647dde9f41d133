"""Panels share a figure without touching each other, and bars stand where their edges say."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from ui.canvas import DASHES, Canvas, Panel, bar_sides, bar_tops
from ui.charts import Words
from ui.picture import Family, Numbers


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (2, 1), (1, 3), (2, 2)])
@pytest.mark.parametrize("gap", [0.05, 0.1])
def test_panels_do_not_touch(rows: int, columns: int, gap: float) -> None:
    canvas = Canvas()
    panels = canvas.arrange(rows, columns, gap=gap)
    assert len(set(panels)) == rows * columns

    def apart(one: Panel, other: Panel, letter: str) -> bool:
        (a, b), (c, d) = (canvas.layout[f"{letter}axis{p.x}"]["domain"] for p in (one, other))
        return bool(b < c or d < a)

    for one, other in combinations(panels, 2):
        assert apart(one, other, "x") or apart(one, other, "y")


def test_a_bar_is_a_closed_box_on_its_edges() -> None:
    x, y = bar_sides(np.array([0.0, 1.0]), np.array([1.0, 3.0])), bar_tops(np.array([2.0, 5.0]))
    first, second = np.column_stack([x, y]).reshape(2, 6, 2)
    assert set(map(tuple, first[:5])) == {(0, 0), (0, 2), (1, 2), (1, 0)}
    assert set(map(tuple, second[:5])) == {(1, 0), (1, 5), (3, 5), (3, 0)}
    assert np.isnan(first[5]).all() and np.isnan(second[5]).all()
    assert tuple(first[0]) == tuple(first[4])


def test_axes_are_as_asked() -> None:
    canvas = Canvas()
    (panel,) = canvas.arrange()
    canvas.set_axes(panel, (0, 10), (-12, 1), ("layer", "gradient"), logarithmic="y", ticks="x")
    x, y = canvas.layout["xaxis"], canvas.layout["yaxis"]
    assert (x["type"], y["type"]) == ("linear", "log")
    assert y["range"] == (-12, 1)
    assert (x["title"]["text"], y["title"]["text"]) == ("layer", "gradient")
    assert x["showticklabels"] and not y["showticklabels"]
    assert "scaleanchor" not in y
    canvas.set_axes(panel, (0, 1), (0, 1), square=True)
    assert canvas.layout["yaxis"]["scaleanchor"] == "x"
    assert canvas.layout["yaxis"]["domain"] == y["domain"]


def test_a_field_names_its_colours_and_its_width() -> None:
    canvas = Canvas()
    (panel,) = canvas.arrange()
    field = canvas.heat(panel, np.arange(3.0), np.arange(2.0), ("vermilion", "paper", "blue"), (-1, 1))
    lines = canvas.contours(panel, np.arange(3.0), np.arange(2.0), (0.5,))
    sent = canvas.traces
    assert sent[field]["meta"] == {
        "colour": "ink",
        "scale": ["vermilion", "paper", "blue"],
        "stepped": False,
        "width": 3,
        "digits": None,
    }
    assert sent[lines]["meta"]["width"] == 3
    assert sent[lines]["contours"]["start"] == sent[lines]["contours"]["end"] == 0.5


def test_what_rests_is_sent_in_one_row() -> None:
    canvas = Canvas()
    (panel,) = canvas.arrange()
    trace = canvas.still(panel, "blue", np.array([0.0, 1.0]), np.array([2.0, 3.0]), "line", label="here")
    rest = canvas.at_rest
    assert (rest.key, rest.fields) == ("", ((trace, "x", 2), (trace, "y", 2)))
    np.testing.assert_array_equal(rest.rows, [[0, 1, 2, 3]])
    assert [label.of for label in canvas.labels] == [trace]


def test_a_line_keeps_all_its_points() -> None:
    canvas = Canvas()
    (panel,) = canvas.arrange()
    canvas.line(panel, "blue", "f", "solid", True)
    canvas.add(panel, "ink", mode="lines", line={"width": 1})
    canvas.level(panel, (0.0, 1.0), 0.5)
    assert [trace["line"]["simplify"] for trace in canvas.traces] == [False] * 3


def test_a_picture_has_what_was_drawn_and_what_rests_before_what_moves() -> None:
    canvas = Canvas()
    (panel,) = canvas.arrange()
    words = Words("{x}", "<b></b>", "title")
    moving = Family.of("x", (0.0, 1.0), [{}, {}])
    assert canvas.picture(words, [moving], numbers=Numbers(("x",))).families == (moving,)
    canvas.still(panel, "blue", np.array([0.0, 1.0]), np.array([2.0, 3.0]), "f", label="f")
    picture = canvas.picture(words, [moving], numbers=Numbers(("x",)))
    assert [family.key for family in picture.families] == ["", "x"]
    assert [label.text for label in picture.labels] == ["f"]
    assert (picture.alternative, picture.caption, picture.title) == words[:3]


PIECES = {"dashdot": (9, 3, 3, 3), "dash": (9, 9), "dot": (3, 3), "longdash": (15, 15)}
"""How Plotly draws dashes: pixels drawn and left out, in turns."""


@pytest.mark.parametrize(("under", "over"), list(combinations(DASHES, 2)))
def test_a_dashed_line_leaves_the_one_under_it_to_be_seen(under: str, over: str) -> None:
    def drawn(dash: str) -> list[bool]:
        period = [
            place % 2 == 0 for place, length in enumerate(PIECES.get(dash, (1,))) for _ in range(length)
        ]
        return period * (360 // len(period))

    assert any(below and not above for below, above in zip(drawn(under), drawn(over), strict=True))
