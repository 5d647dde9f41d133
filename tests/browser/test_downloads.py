"""What can be taken home from a figure is what it shows."""

from __future__ import annotations

import csv
import struct
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

import activations
from activations.simulations.step_race import descend
from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor
from ui.sampling import INPUTS

FLOAT32 = 6e-7
"""A value sent as float32 and written with seven digits."""


def download(visitor: Visitor, name: str) -> tuple[str, bytes]:
    with visitor.tab.expect_download() as waiting:
        visitor.tab.get_by_role("button", name=name, exact=True).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def numbers(visitor: Visitor) -> tuple[str, list[str], list[list[str]]]:
    name, content = download(visitor, "CSV")
    head, *rows = csv.reader(content.decode("utf-8-sig").splitlines())
    return name, head, rows


def table(visitor: Visitor) -> tuple[list[str], list[list[str]]]:
    visitor.tab.get_by_text("Numbers as a table").click()
    visitor.tab.wait_for_selector(".rows tbody tr")
    head, *rows = visitor.tab.locator(".rows tr").evaluate_all(
        "(rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent))"
    )
    return head, rows


def said(value: str) -> str:
    """A number of a file as a table says it."""
    return activations.core.number(float(value)) if value else ""


def test_the_numbers_of_a_function(visit: Visit) -> None:
    visitor = visit("explore?f=ELU&f_elu_alpha=1.5&range=-4&range=2.5")
    name, head, rows = numbers(visitor)
    assert (name, head) == ("elu-1.5.csv", ["x", "f(x)", "f′(x)"])
    x, f, slope = np.array(rows, dtype=float).T
    np.testing.assert_array_equal(x, INPUTS[(INPUTS >= -4) & (INPUTS <= 2.5)])
    elu = activations.get("elu")
    np.testing.assert_allclose(f, elu(x, alpha=1.5), rtol=FLOAT32, atol=1e-45)
    np.testing.assert_allclose(slope, elu.derivative(x, alpha=1.5), rtol=FLOAT32)
    assert table(visitor) == (head, [[said(cell) for cell in row] for row in rows])


def test_the_numbers_follow_the_sliders(visit: Visit) -> None:
    visitor = visit("explore?f=ELU&range=-1&range=1")
    table(visitor)
    visitor.drag("f_elu_alpha", 40)
    alpha = visitor.state["f_elu_alpha"]
    assert alpha > 1.2
    _name, _head, rows = numbers(visitor)
    x, f, _slope = np.array(rows, dtype=float).T
    np.testing.assert_allclose(f, activations.get("elu")(x, alpha=alpha), rtol=FLOAT32, atol=1e-45)
    shown = visitor.tab.locator(".rows tbody tr").first
    visitor.tab.wait_for_function(
        "(text) => document.querySelector('.rows tbody tr').innerText.replaceAll('\\t', ' ') === text",
        arg=" ".join(said(cell) for cell in rows[0]),
    )
    assert shown.is_visible()


def test_a_jump_has_the_value_of_the_convention(visit: Visit) -> None:
    _name, _head, rows = numbers(visit("explore?f=Binary+step&range=-0.5&range=0.5"))
    step = activations.get("binary_step")
    for x, f, slope in np.array(rows, dtype=float):
        assert (f, slope) == (step(x), step.derivative(x))


def test_the_numbers_of_a_comparison(visit: Visit) -> None:
    visitor = visit("compare?f1=Leaky+ReLU&f1_leaky_relu_alpha=0.3&f2=Tanh&range=-2&range=2")
    name, head, rows = numbers(visitor)
    assert name == "leaky-relu-0.3-tanh.csv"
    assert head == ["x", "Leaky ReLU, α = 0.3", "Leaky ReLU, α = 0.3 ′", "Tanh", "Tanh ′"]
    x, leaky, leaky_slope, tanh, tanh_slope = np.array(rows, dtype=float).T
    assert len(x) == np.count_nonzero((INPUTS >= -2) & (INPUTS <= 2))
    for column, function, options in (
        (leaky, activations.get("leaky_relu"), {"alpha": 0.3}),
        (tanh, activations.get("tanh"), {}),
    ):
        np.testing.assert_allclose(column, function(x, **options), rtol=FLOAT32)
    np.testing.assert_allclose(
        leaky_slope, activations.get("leaky_relu").derivative(x, alpha=0.3), rtol=FLOAT32
    )
    np.testing.assert_allclose(tanh_slope, activations.get("tanh").derivative(x), rtol=FLOAT32)


def test_the_steps_of_a_race(visit: Visit) -> None:
    visitor = visit("step_race")
    name, head, rows = numbers(visitor)
    assert name == "step-race-sigmoid-relu.csv"
    assert head[:3] == ["Step", "Sigmoid: z", "Sigmoid: f(z)"] and len(head) == 9
    race, sprint = descend(activations.get("sigmoid")), descend(activations.get("relu"))
    assert len(rows) == 68
    for place, descent in ((1, race), (5, sprint)):
        own = [row for row in rows if row[place]]
        assert len(own) == (descent.steps or 0) + 1
        z, value, slope = np.array([row[place : place + 3] for row in own], dtype=float).T
        np.testing.assert_allclose(z, descent.inputs, rtol=FLOAT32)
        np.testing.assert_allclose(value, descent.outputs, rtol=FLOAT32)
        np.testing.assert_allclose(slope, descent.gradients, rtol=FLOAT32)
        updates = np.array([row[place + 3] for row in own[:-1]], dtype=float)
        np.testing.assert_allclose(updates, -0.2 * descent.gradients[:-1], rtol=FLOAT32)
        assert own[-1][place + 3] == ""
    assert table(visitor)[1] == [[said(cell) for cell in row] for row in rows]


@pytest.mark.parametrize("page", ["explore?f=ELU", "compare", "step_race"])
def test_the_pictures(visit: Visit, page: str) -> None:
    visitor = visit(page)
    name, svg = download(visitor, "SVG")
    assert name.endswith(".svg")
    root = ElementTree.fromstring(svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert len(list(root.iter("{http://www.w3.org/2000/svg}path"))) > 5
    name, png = download(visitor, "PNG")
    assert name.endswith(".png")
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", png[16:24]) == (2400, 1440)
    assert len(png) > 20_000


def test_what_a_visitor_typed_stays_words(visit: Visit) -> None:
    """Neither markup in a picture nor, in a spreadsheet, a formula."""
    visitor = visit("compare?f1=Your+function&f1_expression=-x%3Cb%3E1")
    _, head, _ = numbers(visitor)
    assert head[1].startswith("'-x<b>1") and head[3] == "Tanh"
    _, svg = download(visitor, "SVG")
    texts = [
        "".join(each.itertext()) for each in ElementTree.fromstring(svg).iter() if each.tag.endswith("text")
    ]
    assert any("-x<b>1" in each and "Tanh" in each for each in texts)
