"""No page sends more than a phone can take, not at its heaviest setting either."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest

from bench.lessons import HEAVIEST
from tests.pages.visit import html_of, opened, said
from ui.page import PAGES

MOST_BYTES = 500_000


def test_every_page_has_a_heaviest_setting() -> None:
    assert list(HEAVIEST) == [page.name for page in PAGES]


@pytest.mark.parametrize("heaviest", [False, True], ids=["default", "heaviest"])
@pytest.mark.parametrize("page", HEAVIEST)
def test_a_page_is_light(page: str, heaviest: bool) -> None:
    app = opened(page, **parse_qs(HEAVIEST[page]) if heaviest else {})
    assert said(app) == []
    pictures = sum(len(block.proto.bytes) for block in app.get("bidi_component"))
    assert pictures + len(html_of(app).encode()) <= MOST_BYTES
