"""The path on the front door shows what this browser has visited, and each lesson leads to the next."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, Playwright, expect

from tests.browser.conftest import Visit
from tests.chromium import remember
from ui.page import lessons


def test_a_lesson_that_was_visited_is_marked(playwright: Playwright, tmp_path: Path, server: str) -> None:
    """No script may ask a browser what it has visited: a picture tells, and only links followed count."""
    context = remember(playwright, tmp_path)
    tab = context.new_page()
    before = names(tab, server)
    tab.locator("ol.path a").first.click()
    tab.wait_for_selector(".onward")
    after = names(tab, server)
    assert [one != other for one, other in zip(before, after, strict=True)] == [True, False]
    context.close()


def names(tab: Page, server: str) -> list[bytes]:
    """Pictures of the names of the first two lessons."""
    tab.goto(server)
    lesson = tab.locator("ol.path strong")
    expect(lesson).to_have_count(len(lessons()))
    tab.mouse.move(0, 0)
    return [lesson.nth(place).screenshot() for place in (0, 1)]


def test_the_path_can_be_walked_to_its_end_and_back_to_the_door(visit: Visit) -> None:
    visitor = visit(lessons()[0].name)
    for lesson in [*lessons()[1:], None]:
        visitor.follow(visitor.tab.locator(".onward a"))
        path = visitor.tab.evaluate("() => location.pathname")
        assert path == (f"/{lesson.name}" if lesson else "/")
