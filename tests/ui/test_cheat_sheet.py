"""The sheet has every function, in the order and of the kind that is asked for, with facts that are so."""

from __future__ import annotations

import csv
import io
import math
import re
from itertools import pairwise

import numpy as np
import pytest

from activations import CATALOG
from activations.core import union
from activations.measure import largest_slope
from ui import cheat_sheet
from ui.equation import equation

ALL = list(CATALOG.values())


def rows(functions: list[object]) -> list[list[str]]:
    """The cells of the table's body."""
    lines = [line for line in cheat_sheet.sheet(functions).splitlines() if line.startswith("| ")]  # type: ignore[arg-type]
    return [line.strip("| ").split(" | ") for line in lines[2:]]


@pytest.mark.parametrize("order", cheat_sheet.ORDERS)
def test_every_order_has_every_function_once(order: str) -> None:
    found = cheat_sheet.chosen("all", "all", order)
    assert sorted(each.name for each in found) == sorted(CATALOG)
    assert all(cheat_sheet.ORDERS[order](a) <= cheat_sheet.ORDERS[order](b) for a, b in pairwise(found))  # type: ignore[operator]


def test_the_first_order_is_the_catalog_s() -> None:
    assert cheat_sheet.chosen("all", "all", "family") == ALL


def test_the_steepest_comes_first() -> None:
    in_order = cheat_sheet.chosen("all", "all", "largest slope")
    without_bound = [each for each in in_order if math.isinf(largest_slope(each))]
    assert CATALOG["exponential"] in without_bound and in_order[: len(without_bound)] == without_bound
    steepest = in_order[len(without_bound) :]
    x = np.linspace(-60.0, 60.0, 120_001)
    slopes = [float(np.abs(each.derivative(x)).max()) for each in steepest]
    assert slopes == pytest.approx(sorted(slopes, reverse=True), abs=5e-3)


def test_families_divide_the_catalog() -> None:
    found = [
        each for family in cheat_sheet.FAMILIES[1:] for each in cheat_sheet.chosen(family, "all", "family")
    ]
    assert found == ALL


def test_a_kind_is_what_it_says() -> None:
    names = {
        kind: {each.name for each in cheat_sheet.chosen("all", kind, "name")} for kind in cheat_sheet.KINDS
    }
    assert {"sigmoid", "tanh", "arctan", "binary_step"} <= names["bounded"] and "relu" not in names["bounded"]
    assert {"identity", "tanh", "arctan"} <= names["zero-centred"] and "sigmoid" not in names["zero-centred"]
    assert {"elu", "softplus"} <= names["smooth"] and not {"relu", "binary_step"} & names["smooth"]
    assert {"leaky_relu", "prelu"} <= names["never saturated"] and "relu" not in names["never saturated"]


def test_what_is_zero_centred_is_odd_but_for_selu() -> None:
    x = np.linspace(0.0, 8.0, 801)
    centred = cheat_sheet.chosen("all", "zero-centred", "family")
    assert CATALOG["selu"] in centred
    for each in centred:
        assert each is CATALOG["selu"] or each(-x) == pytest.approx(-each(x), abs=1e-12)


def test_the_table_has_a_row_of_five_cells_for_each() -> None:
    found = rows(ALL)
    assert len(found) == len(CATALOG)
    for activation, (picture, name, formulas, values, properties) in zip(ALL, found, strict=True):
        assert picture.startswith("<img ")
        assert f">{activation.label}</a>" in name and str(activation.year) in name
        assert equation("f(x)", activation.formula) in formulas
        assert equation("f'(x)", activation.derivative_formula) in formulas
        assert union(activation.range()) in values and union(activation.derivative_range()) in values
        assert activation.facts().trend in properties


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("relu", ["mean 0.3989", "saturates hard to the left", "kink at 0"]),
        ("tanh", ["zero-centred", "saturates softly to both sides", "smooth"]),
        ("binary_step", ["non-decreasing", "saturates hard to both sides", "jump at 0"]),
        ("leaky_relu", ["never saturated", "kink at 0"]),
        ("elu", ["mean 0.1605", "saturates softly to the left", "smooth"]),
    ],
)
def test_properties_in_words(name: str, words: list[str]) -> None:
    ((*_, properties),) = rows([CATALOG[name]])
    assert all(word in re.sub(r"<[^>]*>", "", properties).split("; ") for word in words)


def test_the_file_has_the_same_functions_in_the_same_order() -> None:
    functions = cheat_sheet.chosen("all", "all", "name")
    records = list(csv.DictReader(io.StringIO(cheat_sheet.as_csv(functions))))
    assert [record["Function"] for record in records] == [each.label for each in functions]
    for record, each in zip(records, functions, strict=True):
        assert record["f(x)"] == each.formula
        assert record["Range of f′"] == union(each.derivative_range())
        assert all(record.values())
