"""In a lesson and in the rooms beside, a slider moves the picture as it is dragged; the player plays it."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visit
from tests.browser.visitor import assert_every_position_is_painted

LIVE = [
    ("classifier", "w1", -60),
    ("linearity?view=neuron", "w1", -60),
    ("softmax", "z1", 80),
    ("maxout", "w1", -60),
    ("saturation", "mean", -60),
    ("vanishing_gradient", "layers", 80),
    ("numerics", "power", -60),
    ("your_function", "a", -60),
    ("your_function?expression=where(x>b,x*a,c)", "b", -60),
    ("vectors", "z1", 80),
    ("conventions", "f_leaky_relu_alpha", 60),
    ("conventions?view=softplus", "beta", 120),
    ("explore?f=Hard+tanh", "f_hard_tanh_high", 120),
]
PLAYED = [
    "classifier?view=descend",
    "linearity",
    "learned_slope",
    "dead_relu",
    "zigzag",
]


@pytest.mark.parametrize(("page", "key", "by"), LIVE)
def test_a_drag(visit: Visit, page: str, key: str, by: int) -> None:
    visitor = visit(page)
    drag = visitor.drag(key, by)
    assert_every_position_is_painted(drag, (key,), least=10)
    assert drag.messages == 0


@pytest.mark.parametrize("page", PLAYED)
def test_a_replay_goes_to_its_end_and_back(visit: Visit, page: str) -> None:
    visitor = visit(page)
    sent = visitor.wire.sent
    first = visitor.picture
    visitor.tab.locator(".player .scrub").press("End")
    assert visitor.picture != first
    visitor.tab.locator(".player .first").click()
    assert visitor.picture == first
    visitor.tab.get_by_label("Speed").select_option("4")
    visitor.tab.locator(".player .play").click()
    visitor.tab.wait_for_function("() => Number(document.querySelector('.scrub').value) >= 3")
    visitor.tab.locator(".player .play").click()
    assert visitor.wire.sent == sent
