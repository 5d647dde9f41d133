"""A line follows its sliders while they are dragged, and points are moved by keyboard into the address."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor, assert_every_position_is_painted


@pytest.mark.parametrize(("key", "by"), [("w1", 70), ("w2", -70), ("b", 70)])
def test_the_line_follows_a_drag(visit: Visit, key: str, by: int) -> None:
    drag = visit("classifier").drag(key, by)
    assert_every_position_is_painted(drag, (key,))
    assert drag.messages == 0
    assert len({state["line"] for state in drag.painted}) >= 20
    assert len({state["mean"] for state in drag.painted}) >= 20


def points_in(visitor: Visitor) -> str:
    """The points of the address, once it says what the field says."""
    visitor.tab.wait_for_function(
        """() => new URLSearchParams(location.search).get("points") ===
            document.querySelector(".st-key-points input").value"""
    )
    (points,) = parse_qs(urlsplit(visitor.tab.url).query)["points"]
    return points


def test_a_point_is_moved_by_keyboard_and_the_thumb_keeps_the_focus(visit: Visit) -> None:
    visitor = visit("classifier").choose("chosen", "C")
    visitor.press("chosen_1", "ArrowLeft", times=3)
    assert points_in(visitor) == "2,4,+; 2,1,-; 3,2.7,-"
    visitor.shows(zC="0.4")
    assert visitor.thumb("chosen_1").evaluate("thumb => thumb === document.activeElement")
    again = visit(visitor.tab.url.removeprefix(visitor.address))
    assert again.picture[0] == visitor.picture[0]


def test_a_point_is_added_and_deleted(visit: Visit) -> None:
    visitor = visit("classifier?w2=1.5")
    with visitor.rerun():
        visitor.tab.locator(".st-key-add_True button").click()
    assert points_in(visitor) == "2,4,+; 2,1,-; 3,3,-; 2.5,2.5,+"
    assert visitor.controls["chosen"] == "D"
    with visitor.rerun():
        visitor.tab.locator(".st-key-delete button").click()
    visitor.tab.wait_for_function("() => !location.search.includes('points=')")
    assert visitor.controls["chosen"] == "C"
