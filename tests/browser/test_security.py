"""No page asks anyone but its own server, and each runs under the proxy's Content-Security-Policy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TypeVar

import pytest
from playwright.sync_api import Browser, Page

from deploy.stack import running
from tests.browser.conftest import PATIENCE_MS, Visit
from tests.browser.visitor import Visitor
from tests.pages.published import WITHOUT_A_FIGURE
from tests.server import running_app
from ui.page import FRONT_DOOR, PAGES

ADDRESSES = ["" if page.name == FRONT_DOOR else page.name for page in PAGES]

NOTE_REFUSALS = """window.refused = [];
document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
  window.refused.push(`${effectiveDirective} ${blockedURI}`));"""

PAPER = "() => getComputedStyle(document.querySelector('.stApp')).backgroundColor"

OF_THE_BROWSER = "content-autofill.googleapis.com:443"
"""Chromium itself asks there what fields to fill are for, whatever page has them."""

ELSEWHERE = "https://elsewhere.example"
TOOLS = """const put = (html) => document.body.insertAdjacentHTML("beforeend", html);
const run = (script) => document.body.append(Object.assign(document.createElement("script"), script));"""
ATTEMPTS = {
    "script-src-elem inline": "run({ textContent: 'window.had = 1' })",
    f"script-src-elem {ELSEWHERE}/x.js": f"run({{ src: '{ELSEWHERE}/x.js' }})",
    "script-src-attr inline": """put("<img src='data:,' onerror='window.had = 1'>")""",
    "script-src eval": "try { eval('window.had = 1') } catch {}",
    f"img-src {ELSEWHERE}/x.png": f"new Image().src = '{ELSEWHERE}/x.png'",
    f"connect-src {ELSEWHERE}/x": f"fetch('{ELSEWHERE}/x').catch(() => 0)",
    "connect-src wss://elsewhere.example/x": "try { new WebSocket('wss://elsewhere.example/x') } catch {}",
    f"style-src-elem {ELSEWHERE}/x.css": f"put('<link rel=stylesheet href={ELSEWHERE}/x.css>')",
    f"font-src {ELSEWHERE}/x.woff2": f"new FontFace('x', 'url({ELSEWHERE}/x.woff2)').load().catch(() => 0)",
    f"media-src {ELSEWHERE}/x.mp4": f"new Audio('{ELSEWHERE}/x.mp4')",
    f"frame-src {ELSEWHERE}": f"put('<iframe src={ELSEWHERE}/></iframe>')",
    f"object-src {ELSEWHERE}": f"put('<object data={ELSEWHERE}/x></object>')",
    f"base-uri {ELSEWHERE}/": f"put('<base href={ELSEWHERE}/>')",
    f"form-action {ELSEWHERE}/?": f"put('<form id=sent action={ELSEWHERE}/></form>'); sent.submit()",
}
"""What a script of a stranger would try, by what is to be said of it."""


@pytest.fixture(scope="module")
def proxied() -> Iterator[str]:
    with running(1, FRAME_ANCESTORS="'self'") as stack:
        yield stack.address


Site = TypeVar("Site", bound=ThreadingHTTPServer)


@contextmanager
def answering(site: Site) -> Iterator[Site]:
    with site:
        Thread(target=site.serve_forever).start()
        try:
            yield site
        finally:
            site.shutdown()


class Elsewhere(ThreadingHTTPServer):
    """Where everything leads that is not on this machine, for a browser that takes it for its proxy."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.asked: list[str] = []

    @property
    def as_proxy(self) -> dict[str, str]:
        return {"server": f"http://127.0.0.1:{self.server_port}", "bypass": "127.0.0.1"}


class Asked(BaseHTTPRequestHandler):
    server: Elsewhere

    def do_GET(self) -> None:
        if self.path != OF_THE_BROWSER:
            self.server.asked.append(self.path)
        self.send_error(502)

    do_CONNECT = do_POST = do_GET


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    with answering(Elsewhere()) as server:
        yield server


def touch_everything(tab: Page) -> None:
    """Opens what is folded, points at every link and question mark, and takes every file home."""
    tab.locator(".stMain details:not([open]) > summary").evaluate_all(
        "(all) => all.forEach((each) => each.click())"
    )
    links = ".stMain a:not([data-testid=stHeaderActionElements] a)"
    for place in tab.locator(f"{links}, .stMain [data-testid=stTooltipHoverTarget]").all()[:5]:
        place.hover()
    for button in tab.locator(".tools :is(.svg, .png, .csv), .stDownloadButton button").all():
        with tab.expect_download():
            button.click()


def test_no_page_asks_for_anything_from_elsewhere(visit: Visit, elsewhere: Elsewhere) -> None:
    """On the app's own server, where no policy would keep it from trying."""
    visitor = visit(proxy=elsewhere.as_proxy)
    for page in ADDRESSES:
        touch_everything(visitor.open(page).tab)
    assert elsewhere.asked == []
    other_tab = visitor.tab.context.new_page()
    other_tab.evaluate(f"() => fetch('{ELSEWHERE}').catch(() => 0)")
    assert elsewhere.asked == ["elsewhere.example:443"], "what is asked is seen"


def test_nor_does_one_whose_server_has_gone(browser: Browser, elsewhere: Elsewhere) -> None:
    context = browser.new_context(proxy=elsewhere.as_proxy)  # type: ignore[arg-type]
    with running_app() as address:
        visitor = Visitor(context.new_page(), address).open("explore")
    visitor.tab.get_by_test_id("stConnectionStatus").or_(visitor.tab.get_by_role("dialog")).wait_for()
    assert visitor.foreign == elsewhere.asked == []
    context.close()


def test_every_page_runs_under_the_policy_in_light_and_in_dark(visit: Visit, proxied: str) -> None:
    visitor = visit(at=proxied, init_script=NOTE_REFUSALS, color_scheme="light")
    for page in ADDRESSES:
        visitor.tab.emulate_media(color_scheme="light")
        visitor.open(page)
        touch_everything(visitor.tab)
        light = visitor.tab.evaluate(PAPER)
        visitor.tab.emulate_media(color_scheme="dark")
        visitor.tab.wait_for_function(f"(light) => ({PAPER})() !== light", arg=light)
        if page and page not in WITHOUT_A_FIGURE:
            assert visitor.plot.locator(".main-svg").first.bounding_box()
        assert visitor.tab.evaluate("refused") == [], page
    assert visitor.tab.context.cookies() == []


@pytest.fixture(scope="module")
def attacked(browser: Browser, proxied: str) -> Page:
    tab = browser.new_page()
    tab.add_init_script(NOTE_REFUSALS)
    return Visitor(tab, proxied).open("documents").tab


@pytest.mark.parametrize(("said", "attempt"), ATTEMPTS.items(), ids=ATTEMPTS)
def test_what_is_foreign_is_refused(attacked: Page, said: str, attempt: str) -> None:
    attacked.evaluate(f"() => {{ {TOOLS} setTimeout(() => {{ {attempt} }}) }}")
    attacked.wait_for_function("(said) => refused.includes(said)", arg=said, timeout=PATIENCE_MS)
    assert attacked.evaluate("window.had") is None


def test_a_foreign_page_cannot_frame_it_where_the_operator_says_so(browser: Browser, proxied: str) -> None:
    class Framing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f"<iframe src='{proxied}explore?embed=true'></iframe>".encode())

    with answering(ThreadingHTTPServer(("127.0.0.1", 0), Framing)) as foreign:
        tab = browser.new_page()
        with tab.expect_console_message(lambda message: "frame-ancestors" in message.text):
            tab.goto(f"http://127.0.0.1:{foreign.server_port}/")
        tab.close()


def test_who_is_linked_to_hears_which_site_it_was_and_not_what_was_on_the_page(
    browser: Browser, proxied: str
) -> None:
    heard = []

    class Linked(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.headers["Referer"])
            self.send_error(404)

    with answering(ThreadingHTTPServer(("127.0.0.1", 0), Linked)) as linked:
        tab = browser.new_page()
        tab.goto(f"{proxied}explore?f=ELU")
        with tab.expect_navigation():
            tab.evaluate("(there) => { location.href = there; }", f"http://127.0.0.1:{linked.server_port}/")
        tab.close()
    assert heard[0] == proxied


@pytest.mark.parametrize("device", ["camera", "microphone", "geolocation"])
def test_no_script_gets_at_a_device(attacked: Page, device: str) -> None:
    assert not attacked.evaluate("(device) => document.featurePolicy.allowsFeature(device)", device)
