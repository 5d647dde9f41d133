"""The cheat sheet says how each framework has each function, as `make parity` found it."""

from __future__ import annotations

import re
from html import escape

from activations import CATALOG
from activations.vector import VECTORS
from ui import parity

ALL = list(CATALOG.values())


def cells(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<td data-framework="(\w+)">(.*?)</td>', html)


def test_each_function_has_a_cell_for_each_framework() -> None:
    html = parity.comparison(ALL)
    assert [framework for framework, _words in cells(html)] == [*parity.versions()] * (
        len(ALL) + len(VECTORS)
    )
    assert all(f"{name} {version}" in html for name, version in parity.versions().items())


def test_a_cell_says_whether_the_framework_has_the_function() -> None:
    html = parity.comparison([CATALOG["squareplus"]])
    pytorch, keras, jax = (words for _framework, words in cells(html)[:3])
    assert pytorch.startswith("composed") and keras.startswith("native") and jax.startswith("native")


def test_a_deviation_is_a_note_that_is_there() -> None:
    html = parity.comparison(ALL)
    notes = len(re.findall("<li>", html))
    marked = {int(number) for marks in re.findall("<sup>(.*?)</sup>", html) for number in marks.split(", ")}
    assert marked == {*range(1, notes + 1)} and notes > 5
    assert "βx &gt; 20" in parity.comparison([CATALOG["softplus"]])


def test_a_cell_has_the_largest_error_that_was_measured() -> None:
    for name, by_framework in {**parity.kept()["functions"], **parity.kept()["vectors"]}.items():
        html = parity.comparison([(CATALOG | VECTORS)[name]])
        for framework, words in cells(html)[:3]:
            units = by_framework[framework]["units"].values()
            largest = max(error for errors in units for error in errors.values())
            assert f" ≤\u00a0{largest}" in words


def test_functions_of_several_numbers_stand_below() -> None:
    html = parity.comparison(ALL)
    assert all(f"<th>{escape(function.label)}</th>" in html for function in VECTORS.values())


def test_a_function_that_was_not_compared_yet_is_no_failure(monkeypatch) -> None:
    monkeypatch.setitem(parity.kept()["functions"], "relu", {})
    assert [words for _framework, words in cells(parity.comparison([CATALOG["relu"]]))[:3]] == ["native"] * 3
