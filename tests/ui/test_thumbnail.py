"""A small picture goes where its function goes, breaks where it breaks, and costs little."""

from __future__ import annotations

import re
from urllib.parse import unquote

import numpy as np
import pytest

from activations import CATALOG
from activations.core import Activation
from ui.thumbnail import BOTTOM, LEFT, RIGHT, TOP, UNIT, picture, thumbnail

each_function = pytest.mark.parametrize("activation", CATALOG.values(), ids=CATALOG)


def pieces(activation: Activation, name: str) -> list[np.ndarray]:
    """The pieces of a curve as they are drawn, in the function's units."""
    svg = unquote(picture(activation.name))
    (path,) = re.findall(rf"class='{name}' d='([^']*)'", svg)
    return [
        np.array([[float(number) for number in point.split(",")] for point in piece.split()]) / [UNIT, -UNIT]
        for piece in path.split("M")[1:]
    ]


@each_function
def test_curves_are_where_the_function_is(activation: Activation) -> None:
    for name, function in (("value", activation), ("slope", activation.derivative)):
        for piece in pieces(activation, name):
            x = np.linspace(piece[0, 0] + 0.02, piece[-1, 0] - 0.02, 500)
            y = function(x)
            seen = (y > BOTTOM) & (y < TOP) & (np.abs(np.gradient(y, x)) < 20)
            assert np.abs(np.interp(x, *piece.T) - y)[seen].max(initial=0.0) < 0.03


@each_function
def test_curves_are_whole_but_for_their_breaks(activation: Activation) -> None:
    jumps, kinks = activation.jumps(), activation.kinks()
    for name, breaks in (("value", jumps), ("slope", (*jumps, *kinks))):
        drawn = pieces(activation, name)
        ends = [LEFT, *sorted(at for at in breaks if LEFT < at < RIGHT), RIGHT]
        assert [piece[0, 0] for piece in drawn] == pytest.approx(ends[:-1], abs=0.01)
        assert [piece[-1, 0] for piece in drawn] == pytest.approx(ends[1:], abs=0.01)


@each_function
def test_a_picture_costs_little(activation: Activation) -> None:
    assert len(thumbnail(activation)) < 1800


def test_the_pictures_of_all_cost_little() -> None:
    assert np.mean([len(picture(name)) for name in CATALOG]) < 1000
