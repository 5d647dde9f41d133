"""The gallery is searched by keyboard, and the family tree has room for all its words."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from activations import CATALOG
from activations.vector import VECTORS
from tests.browser.conftest import Visit
from tests.browser.test_look import PHONE
from ui.finding import having

CUT_OFF = """() => [...document.querySelectorAll(".tree a")]
  .filter((each) => each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1)
  .map((each) => each.textContent)"""
COLOURS_OF_LINES = """(label) => {
  const item = [...document.querySelectorAll(".tree li")].find((each) => each.textContent === label);
  return [...item.querySelectorAll(":scope > i")].map((line) => getComputedStyle(line).borderBottomColor);
}"""


def test_a_property_is_typed_and_stands_in_the_address(visit: Visit) -> None:
    gallery = visit()
    field = gallery.tab.locator(".st-key-has input")
    for typed in ("odd", "bounded"):
        field.fill(typed)
        with gallery.rerun():
            field.press("Enter")
    expect(gallery.tab).to_have_url(f"{gallery.address}?has=odd&has=bounded")
    expect(gallery.tab.locator(".gallery .card")).to_have_count(len(having(["odd", "bounded"], "family")))
    assert gallery.complaints == []


def test_swish_finds_silu_and_says_why(visit: Visit) -> None:
    gallery = visit("?search=Swish")
    card = gallery.tab.locator(".gallery .card", has_text="SiLU")
    expect(card).to_contain_text("SiLU (swish)")
    gallery.follow(card)
    assert gallery.controls["f"] == "SiLU"


@pytest.mark.parametrize("screen", [{}, PHONE], ids=["wide", "phone"])
def test_no_name_in_the_tree_is_cut_off(visit: Visit, screen: dict[str, object]) -> None:
    tree = visit("family_tree", **screen)
    expect(tree.tab.locator(".tree a")).to_have_count(len(CATALOG) + len(VECTORS))
    assert tree.tab.evaluate(CUT_OFF) == []


def test_the_tree_shows_where_the_function_with_the_focus_comes_from_and_leads_there(visit: Visit) -> None:
    tree = visit("family_tree")
    before = set(tree.tab.evaluate(COLOURS_OF_LINES, "ELU"))
    link = tree.tab.get_by_role("link", name="ELU, 2015, Smooth rectifiers; descends from ReLU", exact=True)
    link.focus()
    assert not before & set(tree.tab.evaluate(COLOURS_OF_LINES, "ELU"))
    with tree.tab.expect_navigation():
        link.press("Enter")
    assert tree.ready().controls["f"] == "ELU"
