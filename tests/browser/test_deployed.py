"""A browser in front of the proxy and two replicas."""

from __future__ import annotations

import json
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Response, expect

from deploy.stack import Stack
from tests.browser.conftest import PATIENCE_MS, Visit
from tests.browser.visitor import Visitor

LINK = "explore?f=ELU&f_elu_alpha=2.5&range=-4&range=4&x=-1"
SHOWN = {"f_elu_alpha": 2.5, "x": -1}


def paths(responses: list[Response]) -> list[str]:
    return [urlsplit(response.url).path for response in responses]


def test_a_link_opens_its_picture_and_asks_for_nothing_in_vain(stack: Stack, browser: Browser) -> None:
    tab = browser.new_page()
    responses: list[Response] = []
    tab.on("response", lambda response: responses.append(response))
    visitor = Visitor(tab, stack.address).open(LINK)
    visitor.shows(**SHOWN)
    assert visitor.complaints == []
    answered = [response for response in responses if response.url.startswith(stack.address)]
    assert {response.status for response in answered} == {200}
    assert not [path for path in paths(answered) if path.startswith("/explore/")]
    tab.close()


def test_the_second_time_only_what_may_have_changed_is_asked_for(
    stack: Stack, access_log: Path, browser: Browser
) -> None:
    context = browser.new_context()
    Visitor(context.new_page(), stack.address).open(LINK).shows(**SHOWN)
    before = access_log.read_text().count("\n")
    Visitor(context.new_page(), stack.address).open(LINK).shows(**SHOWN)
    lines = map(json.loads, access_log.read_text().splitlines()[before:])
    answers = {line["path"]: line["status"] for line in lines if not line["path"].startswith("/_stcore/")}
    assert answers.pop("/explore") == 304
    assert not [path for path in answers if path.startswith("/static/")]
    assert set(answers.values()) <= {304}
    context.close()


@pytest.mark.parametrize("visits", [1, 5], ids=["the first visitor", "one who is told what others were"])
def test_a_moved_slider_moves_the_picture_and_the_address(stack: Stack, visit: Visit, visits: int) -> None:
    for _ in range(visits):
        visitor = visit("explore?f=ELU&x=0.5", at=stack.address)
    visitor.press("f_elu_alpha", "ArrowRight", times=3)
    alpha = float(visitor.thumb("f_elu_alpha").input_value())
    visitor.shows(f_elu_alpha=alpha)
    assert parse_qs(urlsplit(visitor.tab.url).query)["f_elu_alpha"] == [f"{alpha:g}"]
    assert alpha != 1


def test_what_is_wrong_with_an_address_is_said(stack: Stack, visit: Visit) -> None:
    visitor = visit("explore/anything?f=nonsense", at=stack.address)
    expect(visitor.tab.get_by_role("alert").filter(has_text="nonsense")).to_be_visible()
    assert urlsplit(visitor.tab.url).path == "/explore"


def test_a_page_that_does_not_exist_is_the_front_door(stack: Stack, visit: Visit) -> None:
    visitor = visit("nothing_of_that_name", at=stack.address)
    expect(visitor.tab.locator(".stMain .card").first).to_be_visible()
    (said,) = visitor.errors
    assert "does not seem to exist" in said
    visitor.errors.clear()


def test_a_visitor_whose_replica_is_gone_goes_on_at_the_other(stack: Stack, visit: Visit) -> None:
    visitors = [visit(LINK, at=stack.address) for _ in range(2)]
    pictures = [visitor.picture for visitor in visitors]
    stack.kill(0)
    for visitor in visitors:
        visitor.tab.wait_for_selector("[data-test-connection-state=CONNECTED]", timeout=3 * PATIENCE_MS)
        visitor.press("x", "ArrowRight").press("x", "ArrowLeft")
    assert [visitor.picture for visitor in visitors] == pictures
    for visitor in visitors:
        visitor.errors[:] = [error for error in visitor.errors if "WebSocket" not in error]


def test_a_teacher_shows_it_in_a_page_of_their_own(stack: Stack, browser: Browser, tmp_path: Path) -> None:
    frame = f'<iframe src="{stack.address}{LINK}&embed=true" width="900" height="700"></iframe>'
    (tmp_path / "lesson.html").write_text(frame)
    school = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=tmp_path))
    Thread(target=school.serve_forever, daemon=True).start()
    tab = browser.new_page()
    tab.goto(f"http://127.0.0.1:{school.server_port}/lesson.html")
    inside = tab.frame_locator("iframe")
    expect(inside.locator(".plot[data-state]")).to_be_visible(timeout=PATIENCE_MS)
    expect(inside.locator("[data-testid=stSidebar]")).to_have_count(0)
    tab.close()
    school.shutdown()
    school.server_close()
