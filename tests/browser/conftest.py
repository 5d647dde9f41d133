"""A server and a Chromium for the tests; every tab they open is watched for errors and foreign requests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect, sync_playwright

from tests.browser.visitor import Visitor
from tests.chromium import launch
from tests.server import running_app
from tests.stack import access_log, shared_stack, stack

__all__ = ["access_log", "shared_stack", "stack"]

PATIENCE_MS = 20_000
DESKTOP = {"width": 1280, "height": 860}

expect.set_options(timeout=PATIENCE_MS)


class Visit(Protocol):
    """Opens a page as a visitor: of the shared browser profile, or, with options, of one of their own."""

    def __call__(
        self, path: str = "", at: str | None = None, init_script: str = "", **options: object
    ) -> Visitor: ...


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with running_app() as address:
        yield address


@pytest.fixture
def fresh_server() -> Iterator[str]:
    """A server that nobody has visited yet."""
    with running_app() as address:
        yield address


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Ends with the module: while Playwright runs, no other test could start an event loop."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = launch(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def profile(browser: Browser) -> BrowserContext:
    return browser.new_context(viewport=DESKTOP, color_scheme="light")  # type: ignore[arg-type]


@pytest.fixture
def visit(request: pytest.FixtureRequest, browser: Browser, profile: BrowserContext) -> Iterator[Visit]:
    visitors: list[Visitor] = []

    def visit(path: str = "", at: str | None = None, init_script: str = "", **options: object) -> Visitor:
        own = {"viewport": DESKTOP, "color_scheme": "light"} | options
        context = browser.new_context(**own) if options else profile  # type: ignore[arg-type]
        tab = context.new_page()
        tab.set_default_timeout(PATIENCE_MS)
        if init_script:
            tab.add_init_script(init_script)
        visitors.append(Visitor(tab, at or request.getfixturevalue("server")))
        return visitors[-1].open(path)

    yield visit
    for visitor in visitors:
        visitor.tab.close()
        if visitor.tab.context is not profile:
            visitor.tab.context.close()
    assert [complaint for visitor in visitors for complaint in visitor.complaints] == []
