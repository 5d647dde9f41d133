"""While a thumb is dragged every position it crosses is painted, and no message goes to the server."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor, assert_every_position_is_painted

EXPLORE = "explore?f=ELU&f_elu_alpha=1.5&range=-4&range=4&x=-1"
COMPARE = "compare?f1=Leaky+ReLU&f1_leaky_relu_alpha=0.1&f2=ELU&range=-4&range=4&x=-1"
RERUN_BYTES = 8_000
"""The first rerun after a link sends the controls once more, the list of all functions among them: 1 KB."""
MESSAGES_ON_RELEASE = 3

NO_KEYS = """
new MutationObserver(() => {
  for (const control of document.querySelectorAll("[class*=st-key-]:has([data-testid=stSlider])"))
    control.className = control.className.replace(/st-key-/, "");
}).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["class"] });
"""
NO_RANGE_INPUTS = """
new MutationObserver(() => {
  const inputs = document.querySelectorAll("[data-testid=stSlider] input[type=range]");
  for (const input of inputs) input.type = "text";
}).observe(document, { childList: true, subtree: true });
"""


def test_a_drag_that_moves_one_panel_leaves_the_others_as_they_are(visit: Visit) -> None:
    visitor = visit("compare?f1=ELU&f1_elu_alpha=2&layout=side+by+side").shows(f1_elu_alpha=2)
    _state, before = visitor.picture
    visitor.drag("f1_elu_alpha", 20)
    _state, after = visitor.picture
    assert len(after) == len(before)
    assert after != before


@pytest.mark.parametrize(
    ("page", "key", "words", "by", "end"),
    [
        pytest.param(EXPLORE, "f_elu_alpha", ("f_elu_alpha",), -100, 0, id="alpha"),
        pytest.param(EXPLORE, "range", ("low", "high"), -70, 0, id="low end of the range"),
        pytest.param(EXPLORE, "range", ("low", "high"), 70, 1, id="high end of the range"),
        pytest.param(EXPLORE, "x", ("x",), 70, 0, id="probe"),
        pytest.param(COMPARE, "f1_leaky_relu_alpha", ("f1_leaky_relu_alpha",), 100, 0, id="alpha, compared"),
        pytest.param(COMPARE, "x", ("x",), 70, 0, id="probe, compared"),
    ],
)
def test_a_drag(visit: Visit, page: str, key: str, words: tuple[str, ...], by: int, end: int) -> None:
    visitor = visit(page)
    sent, received = visitor.wire.sent, visitor.wire.received
    drag = visitor.drag(key, by, end)
    assert_every_position_is_painted(drag, words)
    assert drag.messages == 0
    assert 1 <= visitor.wire.sent - sent <= MESSAGES_ON_RELEASE
    assert visitor.wire.received - received < RERUN_BYTES
    visitor.shows(**dict(zip(words, drag.crossed[-1], strict=True)))


def test_zoom_survives_another_alpha_and_not_another_range(visit: Visit) -> None:
    visitor = visit(EXPLORE)
    home = visitor.axes
    zoomed = zoom(visitor)
    assert home["x"][0] < zoomed["x"][0] < zoomed["x"][1] < home["x"][1]
    visitor.press("f_elu_alpha", "ArrowRight", times=2).shows(f_elu_alpha=1.6)
    assert visitor.axes == zoomed
    visitor.drag("f_elu_alpha", -30)
    assert visitor.axes == zoomed
    visitor.press("x", "ArrowRight").shows(x=-0.9)
    assert visitor.axes == zoomed
    visitor.press("range", "ArrowRight", end=1).shows(high=4.5)
    assert visitor.axes["x"] == [-4, 4.5]


def test_a_double_click_gives_up_the_zoom(visit: Visit) -> None:
    visitor = visit(EXPLORE)
    home = visitor.axes
    assert zoom(visitor) != home
    visitor.tab.locator(".plot .nsewdrag").first.dblclick()
    visitor.tab.wait_for_function("() => document.querySelector('.plot')._fullLayout.xaxis.range[0] === -4")
    assert visitor.axes == home


def zoom(visitor: Visitor) -> dict[str, list[float]]:
    """Drags a box over the middle of the chart."""
    area = visitor.tab.locator(".plot .nsewdrag").first
    area.scroll_into_view_if_needed()
    box = area.bounding_box()
    assert box
    mouse = visitor.tab.mouse
    mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 0.3 * box["height"])
    mouse.down()
    mouse.move(box["x"] + 0.6 * box["width"], box["y"] + 0.7 * box["height"], steps=5)
    mouse.up()
    visitor.tab.wait_for_function("() => document.querySelector('.plot')._fullLayout.xaxis.range[0] > -4")
    return visitor.axes


@pytest.mark.parametrize("change", [NO_KEYS, NO_RANGE_INPUTS], ids=["other class names", "other inputs"])
def test_if_streamlit_drew_its_sliders_otherwise_figures_would_follow_on_release(
    visit: Visit, change: str
) -> None:
    visitor = visit(EXPLORE, init_script=change)
    thumb = visitor.tab.locator("[data-testid=stSlider] input").first
    x, y = visitor.grab(thumb)
    visitor.tab.mouse.move(x - 50, y, steps=10)
    visitor.shows(f_elu_alpha=1.5)
    with visitor.rerun():
        visitor.tab.mouse.up()
    asked = visitor.tab.evaluate("() => Number(new URLSearchParams(location.search).get('f_elu_alpha'))")
    assert asked < 1.2
    visitor.shows(f_elu_alpha=asked)
