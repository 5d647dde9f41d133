"""A page in a browser outlives the server that has made it."""

from __future__ import annotations

from playwright.sync_api import expect

from bench.faults import metric
from deploy.stack import Stack
from tests.browser.conftest import Visit
from tests.browser.visitor import assert_every_position_is_painted


def test_a_page_is_as_before_when_its_server_was_killed_and_goes_on(stack: Stack, visit: Visit) -> None:
    visitor = visit("explore?f=ELU&f_elu_alpha=1.5", at=stack.address).press("x", "ArrowRight", 3)
    address, picture, controls = visitor.tab.url, visitor.picture, visitor.controls
    (serving,) = (i for i, each in enumerate(stack.replicas) if metric(each, "open_connections"))

    with visitor.tab.expect_websocket():
        stack.kill(serving)
    expect(visitor.thumb("x")).to_be_enabled()
    assert (visitor.tab.url, visitor.picture, visitor.controls) == (address, picture, controls)

    visitor.press("x", "ArrowRight").shows(x=1.4)
    assert visitor.tab.url == address.replace("x=1.3", "x=1.4") != address
    assert_every_position_is_painted(visitor.drag("f_elu_alpha", 60), ("f_elu_alpha",), least=5)
    assert visitor.picture != picture
