"""The grid a line is drawn on, and the five points of a break."""

from __future__ import annotations

import numpy as np
import pytest

from activations import CATALOG
from activations.core import Activation, Parameter
from activations.your_function import function_of
from tests.ui.browser import FUNCTIONS, curve
from ui.sampling import BREAK, INPUTS, PROBES, breaks, broken, equally_many, marks, positions, sample
from ui.spans import REACH

GAP = float("nan")
each_function = pytest.mark.parametrize("activation", FUNCTIONS, ids=lambda function: function.name)


def test_the_grid_has_every_position_of_the_probe_and_is_denser_near_0() -> None:
    assert set(np.round(np.arange(-200, 201) / 10, 1)) == set(PROBES) <= set(INPUTS)
    assert (INPUTS[0], INPUTS[-1]) == (-REACH, REACH)
    steps = np.diff(INPUTS)
    assert np.all(steps > 0.04)
    assert np.all(steps[np.abs(INPUTS[1:]) < 2] < 0.06)


def test_the_grid_has_every_end_of_the_range() -> None:
    assert set(np.arange(-40, 41) / 2) <= set(INPUTS)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.5, (0.0, 0.5, 1.0)),
        (0.7, (0.0, 0.5, 0.7, 1.0)),
        (0.0, (0.0, 0.5, 1.0)),
        (1.0, (0.0, 0.5, 1.0)),
    ],
)
def test_a_value_between_two_steps_stands_in_its_place(value: float, expected: tuple[float, ...]) -> None:
    assert positions(Parameter("a", "a", 0.5, 0.0, 1.0, 0.5), value) == expected


@pytest.mark.parametrize(
    ("left", "value", "right", "line", "ends"),
    [
        (GAP, 0, 0, [GAP, GAP, 0, GAP, 0], [GAP, 0, GAP]),
        (0, 1, 1, [0, GAP, 1, GAP, 1], [0, 1, GAP]),
        (0, 0, 1, [0, GAP, 0, GAP, 1], [GAP, 0, 1]),
        (0, 0.5, 1, [0, GAP, 0.5, GAP, 1], [0, 0.5, 1]),
        (2, 2, 2, [2, 2, 2, 2, 2], [GAP, GAP, GAP]),
        (1, 3, 1, [1, GAP, 3, GAP, 1], [1, 3, 1]),
    ],
)
def test_a_break_is_drawn_and_marked(
    left: float, value: float, right: float, line: list[float], ends: list[float]
) -> None:
    np.testing.assert_array_equal(broken(left, value, right), line)
    np.testing.assert_array_equal(marks(*np.array([[left], [value], [right]])), ends)


@each_function
def test_all_arrays_of_a_sample_belong_together(activation: Activation) -> None:
    given = activation.complete({})
    places = breaks(activation, given)
    line = sample(activation, given, places, None, None)
    assert len(line.x) == len(line.f) == len(line.slope) == len(INPUTS) + BREAK * len(places)
    assert len(line.at) == len(line.ends) == len(line.slope_ends) == 3 * len(places)
    assert np.all(np.diff(line.x) >= 0)
    assert set(line.x) == set(INPUTS) | set(places)


def test_fewer_breaks_are_filled_up_with_places_of_more() -> None:
    assert equally_many([(), (3.0,), (1.0, 2.0), (2.0,), (0.0, 1.0)]) == [
        (1.0, 2.0),
        (1.0, 3.0),
        (1.0, 2.0),
        (1.0, 2.0),
        (0.0, 1.0),
    ]


@pytest.mark.parametrize("place", [0.7, 0.7123, -1.0])
def test_a_break_takes_as_many_points_wherever_it_is(place: float) -> None:
    line = sample(CATALOG["brelu"], {"bound": 3.0}, (place,), None, None)
    assert len(line.x) == len(INPUTS) + BREAK


def test_a_place_that_is_no_break_here_is_drawn_through() -> None:
    line = sample(CATALOG["elu"], {"alpha": 1.0}, (0.0,), None, None)
    assert np.isfinite(line.f).all()
    assert np.isfinite(line.slope).all()
    assert np.isnan(line.slope_ends).all()


@pytest.mark.parametrize("probe", [0.123, -19.99, 5.0])
def test_a_probe_is_on_the_line_once(probe: float) -> None:
    line = sample(CATALOG["tanh"], {}, (), None, probe)
    assert list(line.x).count(probe) == 1
    assert line.f[list(line.x).index(probe)] == np.tanh(probe)


@pytest.mark.parametrize(
    ("text", "poles", "slope_poles"),
    [
        ("log(x)", [0.0], [0.0]),
        ("log(x - 2)", [2.0], [2.0]),
        ("log1p(x)", [-1.0], [-1.0]),
        ("1/x", [0.0], [0.0]),
        ("x^-0.5", [0.0], [0.0]),
        ("sqrt(x)", [], [0.0]),
        ("sqrt(x - 2)", [], [2.0]),
        ("sqrt(abs(x))", [], [0.0]),
        ("x*log(x)", [], [0.0]),
        ("x^1.5", [], []),
        ("floor(x/15)", [], []),
    ],
)
def test_what_grows_without_bound_has_no_end_and_leaves_the_picture(
    text: str, poles: list[float], slope_poles: list[float]
) -> None:
    function = function_of(text)
    places = breaks(function, {})
    line = sample(function, {}, places, None, None)
    assert (line.poles.tolist(), line.slope_poles.tolist()) == (poles, slope_poles)
    for values, ends, endless in ((line.f, line.ends, poles), (line.slope, line.slope_ends, slope_poles)):
        marked = ends.reshape(-1, 3)[:, [0, 2]]
        at_break = np.isin(line.x, places)
        most = np.nanmax(np.abs(values[~at_break]))
        for place, open_ends in zip(places, marked, strict=True):
            seen = values[line.x == place]
            goes_out = np.abs(seen[np.isfinite(seen)]).max(initial=0.0) > 100.0 * most
            assert goes_out == (place in endless)
            assert np.isnan(open_ends).all() or place not in endless


@pytest.mark.parametrize(("text", "end", "is_open"), [("x*log(x)", 0.0, True), ("sqrt(x - 2)", 2.0, False)])
def test_a_finite_end_of_the_domain_is_marked_once(text: str, end: float, is_open: bool) -> None:
    line = sample(function_of(text), {}, (end,), None, None)
    assert np.isfinite(line.ends).tolist() == [False, not is_open, is_open]
    assert abs(line.ends[np.isfinite(line.ends)][0]) < 1e-15


@each_function
def test_breaks_are_the_kinks_and_the_jumps(activation: Activation) -> None:
    given = activation.complete({})
    found = breaks(activation, given)
    assert set(found) == {*activation.kinks(**given), *activation.jumps(**given)}
    assert list(found) == sorted(found)


def test_curves_with_other_sliders_are_other_curves() -> None:
    elu = CATALOG["elu"]
    assert curve(elu) == curve(elu, alpha=2.0)
    assert curve(elu) != curve(elu, slot="f2")
    assert curve(elu) != curve(elu, at_kink=0.5)
    assert curve(elu) != curve(CATALOG["prelu"])
    assert curve(elu) != "elu"
