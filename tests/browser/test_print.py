"""On paper: the sheets on clean A4, black on white, without what only works on a screen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from activations import CATALOG
from tests.browser.conftest import Visit
from tests.browser.test_downloads import download
from tests.browser.test_look import PROSE_COLOURS, blended, contrast

PAGES_OF_A_PDF = re.compile(rb"/Type /Pages\b[^>]*?/Count (\d+)|/Count (\d+)")
WHITE = "rgb(255, 255, 255)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("sheet", "at_most"), [("cheat_sheet", 4), ("documents?document=004", 2)])
def test_a_sheet_is_printed_alone_and_black_on_white(
    visit: Visit, sheet: str, at_most: int, scheme: str
) -> None:
    visitor = visit(sheet, color_scheme=scheme)
    visitor.tab.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]
    expect(visitor.tab.get_by_role("heading", name="Try this")).to_be_hidden()
    expect(visitor.tab.get_by_test_id("stButtonGroup").first).to_be_hidden()
    expect(visitor.tab.get_by_test_id("stSidebar")).to_be_hidden()
    assert visitor.tab.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == WHITE
    texts = visitor.tab.evaluate(PROSE_COLOURS)
    faint = [words for words, colour, _behind in texts if contrast(blended([colour, WHITE]), WHITE) < 4.5]
    assert texts and faint == []
    pdf = visitor.tab.pdf(format="A4")
    (pages,) = (int(one or other) for one, other in PAGES_OF_A_PDF.findall(pdf))
    assert pages <= at_most


def test_nothing_is_printed_that_only_a_screen_can_unfold_or_scroll(visit: Visit) -> None:
    tab = visit("cheat_sheet").tab
    comparison = tab.locator(".parity")
    comparison.locator("summary").click()
    tab.emulate_media(media="print")
    expect(comparison).to_be_visible()
    comparison.evaluate("each => { each.open = false }")
    expect(comparison).to_be_hidden()
    shadows = tab.locator(".sheet .formula").evaluate_all(
        "all => all.map(each => getComputedStyle(each).backgroundImage)"
    )
    assert {*shadows} == {"none"}


def test_the_sheet_can_be_taken_home(visit: Visit) -> None:
    name, content = download(visit("cheat_sheet?sort=name"), "Download the sheet as CSV")
    assert name == "activation_functions.csv"
    lines = content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Function,Family,Year,")
    assert [line.partition(",")[0] for line in lines[1:]] == sorted(
        (activation.label for activation in CATALOG.values()), key=str.casefold
    )
