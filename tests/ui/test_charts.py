"""Laws of the live picture: every state the browser can pick is the function, drawn honestly."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import lru_cache
from itertools import combinations, pairwise

import numpy as np
import pytest

from activations import CATALOG
from activations.core import Activation
from activations.measure import largest_slope, saturated_zones
from tests.source import ROOT
from tests.ui.browser import FUNCTIONS, WORDS, Sent, State, curve, parameters_of, segments, value_at
from ui.charts import comparison, study
from ui.picture import single
from ui.sampling import INPUTS, PROBES, Curve
from ui.spans import REACH

BUDGET = 250 * 1024
"""Bytes that one slider's family may cost."""
NEAR = 1e-9
ROUNDED = 1e-5
"""More than what is lost of a place on its way to the browser, and less than the distance of two."""
RANGES = [(float(low), float(low) + width) for low in np.arange(-20, 20, 0.5) for width in (0.5, 12.0)]
each_function = pytest.mark.parametrize("activation", FUNCTIONS, ids=lambda function: function.name)


@lru_cache(maxsize=256)
def sent(*curves: Curve, show: str = "both", layout: str = "overlaid") -> Sent:
    """One function as Explore draws it, or several as Compare does."""
    if len(curves) == 1:
        return Sent(study(curves[0], show, layout, WORDS))  # type: ignore[arg-type]
    names = tuple(f"Curve {place}" for place in range(1, len(curves) + 1))
    return Sent(comparison(curves, names, show, layout, WORDS))  # type: ignore[arg-type]


def between_steps(activation: Activation) -> Curve:
    """A curve as only a link can ask for it: parameters and probe between two steps."""
    values = {p.name: p.low + 0.377 * p.step for p in activation.parameters}
    return curve(activation, probe=0.123, **values)


def breaks_of(activation: Activation, state: State) -> tuple[float, ...]:
    given = parameters_of(activation, state)
    return (*activation.kinks(**given), *activation.jumps(**given))


# Every row is the function


@each_function
@pytest.mark.parametrize("make", [curve, between_steps])
def test_every_state_is_the_function_at_its_slider_s_position(
    activation: Activation, make: Callable[[Activation], Curve]
) -> None:
    made = make(activation)
    picture = sent(made)
    line, slope = picture.curves
    for state in picture.states:
        given = parameters_of(activation, state, made.parameters)
        places = (*activation.kinks(**given), *activation.jumps(**given))
        x = np.round(state.lines[line]["x"].astype(float), 4)
        at_break = np.isin(x, np.round(places, 4))
        for drawn, formula in ((line, activation), (slope, activation.derivative)):
            expected = single(formula(x, **given))
            np.testing.assert_array_equal(
                state.lines[drawn]["y"][~at_break], expected[~at_break], f"{state.key} = {state.value}"
            )


@each_function
def test_a_family_has_a_state_for_every_position_of_its_slider(activation: Activation) -> None:
    families = sent(curve(activation)).data["families"]
    assert [(family["key"], tuple(family["values"])) for family in families] == [
        (f"f_{activation.name}_{p.name}", p.positions) for p in activation.parameters
    ] or not activation.parameters


@each_function
def test_a_value_between_two_steps_gets_a_state_of_its_own(activation: Activation) -> None:
    asked = between_steps(activation)
    families = sent(asked).data["families"]
    for parameter, family in zip(activation.parameters, families, strict=False):
        own = asked.parameters[parameter.name]
        assert family["values"] == sorted({*parameter.positions, own})
        assert own not in parameter.positions


@each_function
def test_the_lines_span_every_range_and_hold_every_probe(activation: Activation) -> None:
    picture = sent(curve(activation))
    for state in (picture.states[0], picture.states[-1]):
        given = parameters_of(activation, state)
        for number, formula in zip(picture.curves, (activation, activation.derivative), strict=True):
            line = state.lines[number]
            assert (line["x"][0], line["x"][-1]) == (-REACH, REACH)
            assert np.all(np.diff(line["x"]) >= 0)
            read = [value_at(line, x) for x in PROBES]
            np.testing.assert_array_equal(read, single(formula(PROBES, **given)))


@each_function
@pytest.mark.parametrize("x", [0.123, -7.77, 19.99, 0.0004, -0.0004])
def test_a_probe_between_two_steps_is_on_the_lines(activation: Activation, x: float) -> None:
    picture = sent(curve(activation, probe=x))
    state = picture.states[0]
    given = parameters_of(activation, state)
    for number, formula in zip(picture.curves, (activation, activation.derivative), strict=True):
        assert value_at(state.lines[number], x) == single(formula(x, **given))


# Breaks


@each_function
def test_no_segment_crosses_a_jump_or_a_break_of_the_slope(activation: Activation) -> None:
    picture = sent(curve(activation))
    for state in picture.states:
        given = parameters_of(activation, state)
        jumps = activation.jumps(**given)
        for number, breaks in zip(picture.curves, (jumps, breaks_of(activation, state)), strict=True):
            for (left, low), (right, high) in segments(state.lines[number]):
                assert left < right or low == high, "an upright line"
                assert not any(left + ROUNDED < place < right - ROUNDED for place in breaks), "a bridge"


@each_function
def test_a_line_runs_up_to_a_break_from_both_sides(activation: Activation) -> None:
    picture = sent(curve(activation))
    for state in picture.states:
        given = parameters_of(activation, state)
        for number, formula in zip(picture.curves, (activation, activation.derivative), strict=True):
            ends = list(segments(state.lines[number]))
            for place in breaks_of(activation, state):
                arriving = [y for (x, _), (to, y) in ends if x < place - ROUNDED < to <= place + ROUNDED]
                leaving = [y for (x, y), (to, _) in ends if place - ROUNDED <= x < place + ROUNDED < to]
                np.testing.assert_allclose(arriving, [formula(place - NEAR, **given)], atol=1e-6)
                np.testing.assert_allclose(leaving, [formula(place + NEAR, **given)], atol=1e-6)


def marks(picture: Sent, state: State, colour: str) -> set[tuple[float, float, str]]:
    """The ends that are marked: where, how high, open or filled."""
    found = set()
    for number in picture.ends(colour):
        drawn = state.lines[number]
        for x, y, is_open in zip(drawn["x"], drawn["y"], picture.traces[number]["meta"]["open"], strict=True):
            if np.isfinite(y):
                found.add((round(float(x), 5), round(float(y), 5), "open" if is_open else "filled"))
    return found


@pytest.mark.parametrize(
    ("made", "on_f", "on_slope"),
    [
        (curve(CATALOG["binary_step"]), {(0, 0, "open"), (0, 1, "filled")}, {(0, 0, "open")}),
        (curve(CATALOG["relu"]), set(), {(0, 0, "filled"), (0, 1, "open")}),
        (curve(CATALOG["relu"], at_kink=1.0), set(), {(0, 0, "open"), (0, 1, "filled")}),
        (
            curve(CATALOG["relu"], at_kink=0.5),
            set(),
            {(0, 0, "open"), (0, 0.5, "filled"), (0, 1, "open")},
        ),
        (curve(CATALOG["elu"], alpha=2.0), set(), {(0, 2, "filled"), (0, 1, "open")}),
        (curve(CATALOG["elu"], alpha=0.5), set(), {(0, 0.5, "filled"), (0, 1, "open")}),
        (curve(CATALOG["elu"], alpha=1.0), set(), set()),
        (curve(CATALOG["leaky_relu"], alpha=0.1), set(), {(0, 0.1, "filled"), (0, 1, "open")}),
        (curve(CATALOG["prelu"], alpha=1.0), set(), set()),
        (curve(CATALOG["sigmoid"]), set(), set()),
    ],
    ids=lambda made: f"{made.activation.name}{dict(made.parameters)}" if isinstance(made, Curve) else "",
)
def test_ends_are_open_and_filled_where_they_should_be(
    made: Curve, on_f: set[tuple[float, float, str]], on_slope: set[tuple[float, float, str]]
) -> None:
    picture = sent(made)
    (state,) = (
        state for state in picture.states if parameters_of(made.activation, state) == dict(made.parameters)
    )
    assert marks(picture, state, "blue") == on_f
    assert marks(picture, state, "vermilion") == on_slope


@each_function
def test_exactly_the_broken_ends_are_marked(activation: Activation) -> None:
    picture = sent(curve(activation))
    for state in picture.states:
        given = parameters_of(activation, state)
        jumps = activation.jumps(**given)
        assert {x for x, _, _ in marks(picture, state, "blue")} == set(jumps)
        assert {x for x, _, _ in marks(picture, state, "vermilion")} == set(breaks_of(activation, state))
        for x, y, kind in marks(picture, state, "blue"):
            assert (y == round(float(activation(x, **given)), 5)) == (kind == "filled")
        for x, y, kind in marks(picture, state, "vermilion"):
            is_value = x not in jumps and y == round(float(activation.derivative(x, **given)), 5)
            assert is_value == (kind == "filled")


def test_a_slope_chosen_at_the_kink_moves_one_point() -> None:
    ordinary, chosen = (sent(curve(CATALOG["relu"], at_kink=slope)) for slope in (None, 0.5))
    (before,), (after,) = ordinary.states, chosen.states
    slope = ordinary.curves[1]
    different = before.lines[slope]["y"] != after.lines[slope]["y"]
    drawn = np.isfinite(before.lines[slope]["y"])
    assert set(before.lines[slope]["x"][different & drawn]) == {0}
    assert value_at(after.lines[slope], 0.0) == 0.5


# Axes


def axis(trace: dict[str, object], letter: str) -> str:
    return f"{letter}axis{str(trace[f'{letter}axis'])[1:]}"


@each_function
@pytest.mark.parametrize(
    ("show", "layout"), [("both", "overlaid"), ("both", "stacked"), ("f", "overlaid"), ("f′", "overlaid")]
)
def test_every_range_has_room_for_every_state(activation: Activation, show: str, layout: str) -> None:
    room_for_all(sent(between_steps(activation), show=show, layout=layout))


@pytest.mark.parametrize("layout", ["overlaid", "side by side"])
def test_every_range_has_room_for_every_curve(layout: str) -> None:
    room_for_all(sent(*five("binary_step", "elu", "tanh", "prelu", "softplus"), layout=layout))


def room_for_all(picture: Sent) -> None:
    span = picture.data["span"]
    inputs = np.array(span["inputs"])
    for number in picture.curves:
        trace = picture.traces[number]
        if not trace["visible"]:
            continue
        lows, highs = (np.array(side) for side in span["envelopes"][span["axes"][axis(trace, "y")]])
        lines = [state.lines[number] for state in picture.states if number in state.lines]
        x, y = (np.concatenate([line[letter] for line in lines]) for letter in "xy")
        for low, high in RANGES:
            inside = y[(x > low) & (x < high) & np.isfinite(y)]
            seen = (inputs >= low) & (inputs <= high)
            assert lows[seen].min() <= inside.min() + 1e-4
            assert highs[seen].max() >= inside.max() - 1e-4


def five(*names: str) -> list[Curve]:
    return [curve(CATALOG[name], slot=f"f{slot}") for slot, name in enumerate(names, 1)]


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_axes_side_by_side_are_equal_and_do_not_overlap(count: int) -> None:
    picture = sent(*five("relu", "elu", "tanh", "prelu", "softplus")[:count], layout="side by side")
    span, layout = picture.data["span"], picture.data["layout"]
    assert len(span["axes"]) == 2 * count
    assert {to for axis, to in span["axes"].items() if axis.startswith("x")} == {None}
    assert {to for axis, to in span["axes"].items() if axis.startswith("y")} == {0}
    across = [layout[f"xaxis{place}"]["domain"] for place in ["", *range(2, count + 1)]]
    assert all(left[1] < right[0] for left, right in pairwise(across))
    assert np.ptp([high - low for low, high in across]) < 1e-9


@pytest.mark.parametrize("show", ["f", "f′", "both"])
def test_side_by_side_every_panel_has_its_function_s_name_above(show: str) -> None:
    curves = five("relu", "elu", "tanh", "prelu", "softplus")
    picture = sent(*curves, show=show, layout="side by side")
    labels = picture.data["labels"]
    assert {label["kind"] for label in labels} == {"title"}
    assert len({picture.traces[label["trace"]]["yaxis"] for label in labels}) == len(labels) == len(curves)
    overlaid = sent(*curves, show=show).data["labels"]
    assert [label["text"] for label in labels] == [label["text"] for label in overlaid]


# Zones


@each_function
def test_shaded_zones_are_the_saturated_ones(activation: Activation) -> None:
    picture = sent(curve(activation))
    for state in picture.states:
        shaded = {"saturated": set(), "dead": set()}
        for label in picture.areas:
            corners = state.lines[label["of"]]["x"]
            if np.isfinite(corners).all():
                low, high = sorted(set(corners.tolist()))
                shaded[label["text"]].add((low, high))
        zones = saturated_zones(activation, -25, 25, **parameters_of(activation, state))
        for text, dead in (("saturated", False), ("dead", True)):
            expected = [(zone.low, zone.high) for zone in zones if zone.dead == dead]
            np.testing.assert_allclose(sorted(shaded[text]), expected, rtol=1e-6, atol=1e-6)


@each_function
def test_a_zone_is_shaded_where_the_slope_is_small(activation: Activation) -> None:
    picture = sent(curve(activation))
    for state in (picture.states[0], picture.states[-1]):
        given = parameters_of(activation, state)
        slopes = np.abs(activation.derivative(INPUTS, **given))
        largest = largest_slope(activation, **given)
        inside = np.zeros(len(INPUTS), dtype=bool)
        unsure = np.isin(INPUTS, breaks_of(activation, state))
        for label in picture.areas:
            corners = state.lines[label["of"]]["x"]
            low, high = corners.min(), corners.max()
            inside |= (low < INPUTS) & (high > INPUTS)
            unsure |= np.isclose(INPUTS, low, atol=1e-4) | np.isclose(INPUTS, high, atol=1e-4)
        small = (slopes < 0.01 * (largest if np.isfinite(largest) else 1.0)) | (slopes == 0)
        np.testing.assert_array_equal(inside[~unsure], small[~unsure])


# What is sent


@each_function
@pytest.mark.parametrize("make", [curve, between_steps])
def test_a_family_is_within_its_budget(activation: Activation, make: Callable[[Activation], Curve]) -> None:
    for family in sent(make(activation)).data["families"]:
        assert len(json.dumps(family)) <= BUDGET


@each_function
def test_what_is_sent_is_the_same_at_every_position_of_the_sliders(activation: Activation) -> None:
    for parameter in activation.parameters:
        positions = parameter.positions[:: max(1, len(parameter.positions) // 5)]
        curves = [curve(activation, **{parameter.name: value}) for value in (*positions, parameter.high)]
        drawings = {afresh(each) for each in curves}
        assert len(activation.parameters) > 1 or len(drawings) == 1


def afresh(each: Curve) -> str:
    """What is sent of a curve, whether or not it was drawn before."""
    return json.dumps(study.__wrapped__(each, "both", "overlaid", WORDS).as_data())


@each_function
def test_curves_are_the_same_where_their_pictures_are(activation: Activation) -> None:
    for parameter in activation.parameters:
        low, high = (
            curve(activation, **{parameter.name: value}) for value in (parameter.low, parameter.high)
        )
        alone = len(activation.parameters) == 1
        assert (low == high) == (hash(low) == hash(high)) == alone
        odd = curve(activation, **{parameter.name: parameter.low + 0.377 * parameter.step})
        assert odd != low
    assert curve(activation) != curve(activation, probe=0.123)
    assert curve(activation) != curve(activation, slot="f2") or not activation.parameters


MANY = five("elu", "elu", "relu", "binary_step", "tanh")
PICTURES = [
    *(([curve(activation)], show, "stacked") for activation in FUNCTIONS for show in ("both", "f")),
    *((MANY, show, layout) for show in ("both", "f′") for layout in ("overlaid", "side by side")),
]
each_picture = pytest.mark.parametrize(("curves", "show", "layout"), PICTURES)


@each_picture
def test_every_trace_that_is_spoken_of_exists(curves: list[Curve], show: str, layout: str) -> None:
    picture = sent(*curves, show=show, layout=layout)
    data = picture.data
    spoken_of = {trace for family in data["families"] for trace, _, _ in family["fields"]}
    spoken_of |= {label[name] for label in data["labels"] for name in ("trace", "of")}
    spoken_of |= {mark[name] for mark in data["probe"]["marks"] for name in ("trace", "curve")}
    spoken_of |= {t[name] for t in data["probe"]["tangents"] for name in ("trace", "curve", "slope")}
    spoken_of |= {*data["probe"]["lines"], *data["numbers"]["curves"]}
    assert spoken_of == set(range(len(picture.traces)))
    for trace in picture.traces:
        for letter in "xy":
            assert axis(trace, letter) in data["layout"]
            assert axis(trace, letter) in data["span"]["axes"]
    moved = [
        (family["key"].partition("_")[0], {(trace, way) for trace, way, _ in family["fields"]})
        for family in data["families"]
    ]
    for (slot, traces), (other, others) in combinations(moved, 2):
        assert slot == other != "" or not traces & others


@each_picture
def test_every_colour_is_one_the_theme_knows(curves: list[Curve], show: str, layout: str) -> None:
    picture = sent(*curves, show=show, layout=layout)
    theme = (ROOT / "static/live_figure/theme.js").read_text(encoding="utf-8")
    names = json.loads(re.search(r"NAMES = (\[.*?\])", theme)[1])  # type: ignore[index]
    assert {trace["meta"]["colour"] for trace in picture.traces} <= set(names)


@each_function
def test_words_and_sliders_are_named_for_the_browser(activation: Activation) -> None:
    data = sent(curve(activation)).data
    assert [mark["name"] for mark in data["probe"]["marks"]] == ["f", "d"]
    assert (data["span"]["key"], data["probe"]["key"]) == ("range", "x")
    assert data["initial"] == {"range": [-6, 6], "x": [1]} | {
        f"f_{activation.name}_{p.name}": [p.default] for p in activation.parameters
    }


def test_what_float32_cannot_hold_is_not_zero_and_has_no_false_digits() -> None:
    smallest = np.float32(2.0**-126)
    rows = [np.array([0.0, 1e-40, -1e-300, 1.5])]
    np.testing.assert_array_equal(single(rows)[0], [0, smallest, -smallest, 1.5])
