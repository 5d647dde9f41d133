"""The path through the lessons leads from each to the next and back to the front door."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from ui.page import FRONT_DOOR, address, lessons

PATH = [page.name for page in lessons()]


def last_link(lesson: str) -> None:
    from ui.lesson import onward

    onward(lesson)


@pytest.mark.parametrize(("lesson", "after"), list(zip(PATH, [*PATH[1:], FRONT_DOOR], strict=True)))
def test_each_lesson_links_to_the_next(lesson: str, after: str) -> None:
    app = AppTest.from_function(last_link, args=(lesson,)).run()
    assert not app.exception
    (html,) = app.get("html")
    assert f'<a href="{address(after)}">Next: ' in html.proto.body
