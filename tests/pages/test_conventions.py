"""The page of conventions says what the records say, and tells agreement from difference."""

from __future__ import annotations

import pytest

from activations import CATALOG
from activations.conventions import CONVENTIONS
from tests.pages.visit import html_of, opened, said, text_of


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ({}, "the frameworks differ there"),
        ({"f": "ReLU"}, "the frameworks agree there"),
        ({"f": "Sigmoid"}, "its slope needs no convention"),
        ({"view": "default slope"}, "3 functions"),
        ({"view": "form of GELU"}, "at most 0.000473 apart"),
        ({"view": "softplus", "beta": 4}, "at β = 4 from x = 5 on"),
    ],
    ids=str,
)
def test_what_a_view_says(state: dict[str, object], sentence: str) -> None:
    app = opened("conventions", **state)
    assert said(app) == []
    assert sentence in text_of(app).replace("**", "")


def test_every_kink_and_every_default_is_in_a_table() -> None:
    html = html_of(opened("conventions"))
    for activation in CATALOG.values():
        assert (f"<th>{activation.label}</th>" in html) >= bool(activation.kinks())
    for convention in CONVENTIONS:
        for answer in convention.answers:
            assert answer.api in html
