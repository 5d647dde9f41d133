"""The learning curves follow the learning rate while it is dragged."""

from __future__ import annotations

from tests.browser.conftest import Visit
from tests.browser.visitor import assert_every_position_is_painted


def test_the_curves_follow_a_drag(visit: Visit) -> None:
    drag = visit("choose?rate=2").drag("rate", 200)
    assert_every_position_is_painted(drag, ("rate",), least=5)
    assert drag.messages == 0
    assert len({state["steps_relu"] for state in drag.painted}) >= 3
