"""A page in a browser outlives the server that has made it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from bench.faults import mend, metric
from deploy.stack import START_SECONDS, Stack
from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor, assert_every_position_is_painted


@pytest.fixture
def visitor(stack: Stack, visit: Visit) -> Iterator[Visitor]:
    """One who has moved something; that connections fail is no news to these tests."""
    visitor = visit("explore?f=ELU&f_elu_alpha=1.5", at=stack.address).press("x", "ArrowRight", 3)
    yield visitor.shows(x=1.3)
    visitor.errors.clear()


def seen(visitor: Visitor) -> object:
    return visitor.tab.url, visitor.picture, visitor.controls


def assert_goes_on(visitor: Visitor) -> None:
    expect(visitor.thumb("x")).to_be_enabled()
    visitor.press("x", "ArrowRight").shows(x=1.4)
    visitor.tab.wait_for_url(lambda url: "x=1.4" in url)


def test_a_page_is_as_before_when_its_server_was_killed_and_goes_on(stack: Stack, visitor: Visitor) -> None:
    before = seen(visitor)
    (serving,) = (i for i, each in enumerate(stack.replicas) if metric(each, "open_connections"))
    with visitor.tab.expect_websocket():
        stack.kill(serving)
    assert seen(visitor) == before
    assert_goes_on(visitor)
    assert_every_position_is_painted(visitor.drag("f_elu_alpha", 60), ("f_elu_alpha",), least=5)
    assert seen(visitor) != before


def test_a_page_is_as_before_when_the_proxy_was_restarted_and_goes_on(stack: Stack, visitor: Visitor) -> None:
    before = seen(visitor)
    with visitor.tab.expect_websocket():
        stack.restart_proxy()
    assert seen(visitor) == before
    assert_goes_on(visitor)


def test_when_all_servers_are_gone_a_page_says_so_until_there_is_one(stack: Stack, visitor: Visitor) -> None:
    before = seen(visitor)
    for index in range(len(stack.replicas)):
        stack.kill(index)
    dialog = visitor.tab.get_by_role("dialog")
    expect(dialog).to_contain_text("Connection error")
    with visitor.tab.expect_websocket(timeout=1000 * START_SECONDS):
        mend(stack)
    expect(dialog).to_be_hidden()
    assert seen(visitor) == before
    assert_goes_on(visitor)
