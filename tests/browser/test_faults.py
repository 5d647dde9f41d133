"""A page in a browser outlives the server that has made it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from bench.faults import mend, metric
from deploy.stack import START_SECONDS, Stack
from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor, assert_every_position_is_painted


@pytest.fixture
def visitor(stack: Stack, visit: Visit) -> Visitor:
    """One who has moved something."""
    visitor = visit("explore?f=ELU&f_elu_alpha=1.5", at=stack.address)
    return visitor.press("x", "ArrowRight", 3).shows(x=1.3)


def seen(visitor: Visitor) -> object:
    return visitor.tab.url, visitor.picture, visitor.controls


def assert_goes_on(visitor: Visitor) -> None:
    address = visitor.tab.url
    visitor.press("x", "ArrowRight").shows(x=1.4)
    assert visitor.tab.url == address.replace("x=1.3", "x=1.4") != address


def kill_who_serves(stack: Stack) -> None:
    (serving,) = (i for i, each in enumerate(stack.replicas) if metric(each, "open_connections"))
    stack.kill(serving)


def is_drawn_anew(visitor: Visitor) -> None:
    """Waits for a run of the page that the page has asked for by itself."""
    with visitor.rerun():
        pass
    expect(visitor.thumb("x")).to_be_enabled()


def test_a_page_is_as_before_when_its_server_was_killed_and_goes_on(stack: Stack, visitor: Visitor) -> None:
    before, picture = seen(visitor), visitor.picture
    with visitor.tab.expect_websocket():
        kill_who_serves(stack)
    is_drawn_anew(visitor)
    assert seen(visitor) == before
    assert_goes_on(visitor)
    assert_every_position_is_painted(visitor.drag("f_elu_alpha", 60), ("f_elu_alpha",), least=5)
    assert visitor.picture != picture


def test_a_page_on_which_nothing_was_moved_asks_for_nothing_and_goes_on(stack: Stack, visit: Visit) -> None:
    visitor = visit("explore?f=ELU&f_elu_alpha=1.5", at=stack.address)
    before, picture, sent = seen(visitor), visitor.picture, visitor.wire.sent
    with visitor.tab.expect_websocket():
        kill_who_serves(stack)
    expect(visitor.thumb("x")).to_be_enabled()
    assert seen(visitor) == before
    assert visitor.wire.sent == sent
    visitor.choose("layout", "stacked")
    assert visitor.picture != picture, "which a server alone can draw"
    assert_every_position_is_painted(visitor.drag("f_elu_alpha", 60), ("f_elu_alpha",), least=5)


def test_a_page_is_as_before_when_the_proxy_was_restarted_and_goes_on(stack: Stack, visitor: Visitor) -> None:
    before = seen(visitor)
    with visitor.tab.expect_websocket():
        stack.restart_proxy()
    is_drawn_anew(visitor)
    assert seen(visitor) == before
    assert_goes_on(visitor)
    visitor.errors.clear()


def test_when_all_servers_are_gone_a_page_says_so_until_there_is_one(stack: Stack, visitor: Visitor) -> None:
    before = seen(visitor)
    for index in range(len(stack.replicas)):
        stack.kill(index)
    dialog = visitor.tab.get_by_role("dialog")
    expect(dialog).to_contain_text("Connection error")
    with visitor.tab.expect_websocket(timeout=1000 * START_SECONDS):
        mend(stack)
    is_drawn_anew(visitor)
    expect(dialog).to_be_hidden()
    assert seen(visitor) == before
    assert_goes_on(visitor)
    visitor.errors.clear()
