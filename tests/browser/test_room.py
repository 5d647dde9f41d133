"""Nothing is cut off: what is wider than its place scrolls there and shows it, and boxes hold their words."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.test_look import ADDRESSES, PHONE

# Tables and formulas, unfolded, of which a part cannot be reached: nothing between them and the page scrolls.
CUT_OFF = """() => {
  document.querySelectorAll(".stMain details").forEach((details) => (details.open = true));
  const scrolls = (each) => ["auto", "scroll"].includes(getComputedStyle(each).overflowX);
  const reached = (each) => {
    for (let at = each; !at.matches(".stMain"); at = at.parentElement) if (scrolls(at)) return true;
    return each.getBoundingClientRect().right <= innerWidth;
  };
  return [...document.querySelectorAll(".stMain :is(table, .katex-html, pre)")]
    .filter((each) => each.checkVisibility() && !reached(each)).map((each) => each.textContent);
}"""


def test_on_a_phone_every_table_and_formula_can_be_seen_to_its_end(visit: Visit) -> None:
    visitor = visit(**PHONE)
    for page in ADDRESSES:
        assert visitor.open(page).tab.evaluate(CUT_OFF) == [], page


def test_the_edge_of_what_scrolls_shows_it(visit: Visit) -> None:
    """The shadow is there at the start and, with the end in sight, covered."""
    table = visit("saturation", **PHONE).tab.locator(".live .wide")
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box
    edge = {"x": box["x"] + box["width"] - 8, "y": box["y"] + 1, "width": 8, "height": 4}
    goes_on = table.page.screenshot(clip=edge)
    table.evaluate("(table) => { table.scrollLeft = table.scrollWidth; }")
    assert table.page.screenshot(clip=edge) != goes_on


def test_in_the_gallery_all_cards_are_as_wide_and_told_from_the_start(visit: Visit) -> None:
    for screen in ({}, PHONE):
        tab = visit(**screen).tab
        cards = tab.locator(".gallery .card").evaluate_all(
            "(cards) => cards.map((card) => card.getBoundingClientRect().width)"
        )
        assert max(cards) - min(cards) < 1
        legend, first = tab.locator(".legend").bounding_box(), tab.locator(".card").first.bounding_box()
        assert legend and first and legend["y"] < first["y"]
        expect(tab.get_by_text("Sort by")).to_be_visible()


@pytest.mark.parametrize("height", [640, 800])
def test_in_the_menu_the_page_one_is_on_is_in_sight(visit: Visit, height: int) -> None:
    tab = visit("documents", viewport={"width": 1280, "height": height}).tab
    expect(tab.locator("nav.pages [aria-current]")).to_be_in_viewport(ratio=1)
