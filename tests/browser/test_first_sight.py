"""What a visitor with an empty cache is sent through the proxy before the first picture stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser

from bench.first_sight import Sight, first_sight
from deploy.stack import Stack, running
from tests.browser.visitor import Visitor
from tests.pages.published import WITHOUT_A_FIGURE
from ui.page import FRONT_DOOR, PAGES

MOST = 1_400_000
AHEAD = re.compile(r'<link rel="(?:modulepreload|preload)"[^>]* href="\.(/[^"]+)"')
WARNED_AFTER_MS = 5000
"""How long Chromium waits for a preloaded file to be used before it complains of it."""

WIDTHS = """(icons) => icons.map(
  (icon) => [icon.textContent, icon.scrollWidth / parseFloat(getComputedStyle(icon).fontSize)])"""


@pytest.fixture(scope="module")
def proxied() -> Iterator[Stack]:
    with running(1) as stack:
        yield stack


@pytest.fixture(scope="module")
def sight(proxied: Stack, browser: Browser) -> Sight:
    return first_sight(browser, proxied.address, "explore")


def test_the_first_picture_needs_little(sight: Sight) -> None:
    assert sight.shares.total() < MOST
    assert min(sight.shares.values()) > 0


def test_each_file_comes_once(sight: Sight) -> None:
    assert {
        path for path, times in Counter(each.path for each in sight.files.values()).items() if times > 1
    } == set()


def test_what_is_needed_last_is_there_before_the_page_is_told_what_to_show(sight: Sight) -> None:
    """In the order of the requests, whatever the time they take."""
    asked = [each.path for each in sight.files.values()]
    assert asked.index("/app/static/plotly/plotly.min.js") < asked.index("/_stcore/health")


@pytest.mark.parametrize("page", [page.name for page in PAGES if page.name not in WITHOUT_A_FIGURE])
def test_what_a_page_asks_for_ahead_it_would_ask_for_later(
    proxied: Stack, browser: Browser, page: str
) -> None:
    """Seen on the replica itself, where nothing is asked for ahead but by Streamlit."""
    with urlopen(proxied.address + page) as answer:
        ahead = set(AHEAD.findall(answer.read().decode()))
    tab = browser.new_page()
    asked: set[str] = set()
    tab.on("request", lambda request: asked.add("/" + request.url.split("/", 3)[3]))
    Visitor(tab, f"http://127.0.0.1:{proxied.replicas[0].port}/").open(page)
    tab.close()
    assert len(ahead) > 60
    assert ahead - asked == set()


def test_the_browser_misses_no_use_of_what_came_ahead(proxied: Stack, browser: Browser) -> None:
    tab = browser.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    Visitor(tab, proxied.address).open("explore")
    loaded = tab.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    tab.wait_for_function("(end) => performance.now() > end", arg=loaded + WARNED_AFTER_MS)
    tab.close()
    assert said == []


@pytest.mark.parametrize("page", sorted(WITHOUT_A_FIGURE))
def test_a_page_without_a_figure_gets_no_plotly(proxied: Stack, browser: Browser, page: str) -> None:
    tab = browser.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    Visitor(tab, proxied.address).open("" if page == FRONT_DOOR else page)
    tab.wait_for_load_state("networkidle")
    tab.close()
    assert len(asked) > 60
    assert [url for url in asked if "/app/static/" in url] == []


def test_icons_are_still_icons(proxied: Stack, browser: Browser) -> None:
    """An icon that its font does not have is the word that stands for it, many times as wide."""
    tab = browser.new_page()
    Visitor(tab, proxied.address).open("explore")
    shown = tab.locator("[data-testid=stIconMaterial]")
    tab.evaluate("document.fonts.ready")
    icons = shown.evaluate_all(WIDTHS)
    tab.close()
    assert icons
    assert [icon for icon, width in icons if width > 1.5] == []
