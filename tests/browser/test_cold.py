"""The first visitors of a fresh server, by whatever link and in whatever number, get their page."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from playwright.sync_api import expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.visitor import Server, Visitor, serving
from tests.browser.conftest import Visit
from tests.copies import copy_of_the_app
from tests.pages.published import WITHOUT_A_FIGURE
from tests.server import running_app
from ui import text
from ui.page import FRONT_DOOR, PAGES

LINKS = {
    "explore?f=ELU&f_elu_alpha=1.5&range=-4&range=4&x=-1": {
        "f_elu_alpha": 1.5,
        "low": -4,
        "high": 4,
        "x": -1,
        "f": -0.9481808,
        "d": 0.5518192,
    },
    "compare?n=3&f1=ELU&f1_elu_alpha=0.5&f2=ELU&f2_elu_alpha=2&range=-3&range=5&x=-1": {
        "f1_elu_alpha": 0.5,
        "f2_elu_alpha": 2,
        "low": -3,
        "high": 5,
        "f1": -0.3160603,
        "f2": -1.264241,
        "f3": 0,
    },
    "step_race?f1=Tanh&rate=0.1&start=0.8": {"n1": "0", "v1": "0.8", "n2": "0", "v2": "0.8"},
}
TITLES = {page.name: text.page(page.name)["title"] for page in PAGES}


@pytest.mark.parametrize(("link", "state"), LINKS.items(), ids=["explore", "compare", "step_race"])
def test_a_cold_link_is_its_picture(
    fresh_server: str, visit: Visit, link: str, state: dict[str, object]
) -> None:
    visitor = visit(link, at=fresh_server).shows(**state)
    _state, drawn = visitor.picture
    assert len([shape for shape in drawn if len(shape) > 1000]) >= 2, "two curves at least"
    expect(visitor.tab.locator("nav a[aria-current=page]")).to_be_visible()
    expect(visitor.tab.get_by_test_id("stAlert")).to_have_count(0)


@pytest.mark.parametrize(("page", "title"), TITLES.items())
def test_a_cold_link_to_any_page_opens_it(fresh_server: str, visit: Visit, page: str, title: str) -> None:
    visitor = visit(path_of(page), at=fresh_server)
    expect(visitor.tab.get_by_role("heading", level=1)).to_have_text(title)
    expect(visitor.tab.locator("nav.pages a[aria-current=page]")).to_be_visible()
    expect(visitor.tab.get_by_test_id("stAlert")).to_have_count(0)


def test_the_front_door_is_open_at_once(fresh_server: str, visit: Visit) -> None:
    visitor = visit(at=fresh_server)
    expect(visitor.tab.get_by_role("heading", level=1)).to_have_text("Activation functions")
    expect(visitor.tab.locator(".card").get_by_role("img").first).to_be_visible()


def path_of(page: str) -> str:
    return "" if page == FRONT_DOOR else page


class Reader(Visitor):
    """A visitor without a browser, who keeps what the page is made of."""

    def __init__(self, server: Server, link: str) -> None:
        self.html: list[str] = []
        page, _, query = link.partition("?")
        super().__init__(server, page, query)

    def read(self, raw: bytes) -> bool:
        self.html.append(ForwardMsg.FromString(raw).delta.new_element.html.body)
        return super().read(raw)


def test_a_first_visitor_of_every_page_at_once() -> None:
    ready = Barrier(len(TITLES))

    def visit(page: str) -> Reader:
        with Reader(server, path_of(page)) as reader:
            ready.wait(timeout=60)
            reader.run()
        return reader

    with serving() as server, ThreadPoolExecutor(len(TITLES)) as pool:
        readers = list(pool.map(visit, TITLES))
    for (page, title), reader in zip(TITLES.items(), readers, strict=True):
        assert f"<h1>{title}</h1>" in "".join(reader.html)
        assert reader.page.figures == (0 if page in WITHOUT_A_FIGURE else 2)


def test_what_goes_wrong_inside_stays_inside(
    tmp_path: Path, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page of ours that fails shows its frame and nothing of how it failed."""
    copy_of_the_app(tmp_path, "pages")
    page = tmp_path / "pages" / "explore.py"
    begin = 'begin_page("explore")\n'
    page.write_text(page.read_text(encoding="utf-8").replace(begin, begin + 'raise ValueError("a secret")\n'))
    monkeypatch.setattr("tests.server.ROOT", tmp_path)
    with running_app() as address:
        visitor = visit(at=address)
        visitor.follow(visitor.tab.locator("nav.pages").get_by_role("link", name="Compare"))
        with visitor.tab.expect_navigation():
            visitor.tab.locator("nav.pages").get_by_role("link", name="Explore").click()
        expect(visitor.tab.get_by_role("heading", level=1)).to_have_text("Explore")
        visitor.tab.wait_for_selector(".stApp[data-test-script-state=notRunning]")
        expect(visitor.plot).to_have_count(0)
        told = visitor.tab.locator("body").inner_text().encode() + visitor.wire.heard
        for word in (b"secret", b"ValueError", b"Traceback", b"explore.py"):
            assert word not in told
        visitor.tab.close()
