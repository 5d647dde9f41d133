"""What `make parity` keeps is of today's catalog. What it compares with is not installed here."""

from __future__ import annotations

import numpy as np
import pytest

from activations import CATALOG
from activations.conventions import CONVENTIONS
from activations.vector import VECTORS
from parity.accuracy import LIMIT, units
from parity.comparison import Comparison
from parity.deviations import DEVIATIONS, Deviation, any_number, epsilons, everywhere
from parity.document import PLACE, document
from parity.grid import LENGTH, grid
from parity.result import PACKAGES, kept, of_any_processor, rounded_up
from tests.activations.settings import settings
from tests.source import ROOT

RUN_IT = "run `make parity` and commit assets/parity.json and docs/parity.md"


def test_the_result_is_of_these_versions() -> None:
    lines = (ROOT / "requirements-parity.txt").read_text().splitlines()
    pins = dict(line.split("==") for line in lines if not line.startswith("#"))
    assert {PACKAGES[name]: version for name, version in kept()["versions"].items()} == pins, RUN_IT


@pytest.mark.parametrize(("part", "definitions"), [("functions", CATALOG), ("vectors", VECTORS)])
def test_the_result_is_of_every_function_in_every_framework(part, definitions) -> None:
    compared = {name: [*found] for name, found in kept()[part].items()}
    assert compared == {
        name: [spelling.framework for spelling in definition.spellings[1:]]
        for name, definition in definitions.items()
    }, RUN_IT


@pytest.mark.parametrize("name", CATALOG)
def test_the_result_is_of_every_setting(name: str) -> None:
    for found in kept()["functions"].get(name, {}).values():
        assert found["settings"] == len(settings(CATALOG[name])), RUN_IT


def test_the_result_has_every_known_deviation_and_no_other() -> None:
    assert kept()["deviations"] == {each.name: each.why for each in DEVIATIONS}, RUN_IT
    stated = {(each.name, *at) for each in DEVIATIONS for at in pairs(each)}
    assert stated == {
        (deviation, framework, name)
        for part in ("functions", "vectors")
        for name, frameworks in kept()[part].items()
        for framework, found in frameworks.items()
        for deviation in found["deviations"]
    }, RUN_IT


def pairs(deviation: Deviation) -> list[tuple[str, str]]:
    return [(framework, name) for framework in deviation.at for name in deviation.functions(framework)]


def test_the_document_is_that_of_the_result() -> None:
    assert PLACE.read_text(encoding="utf-8") == document(kept()), RUN_IT


def test_a_convention_is_about_a_function_of_the_catalog() -> None:
    assert {convention.function for convention in CONVENTIONS} <= CATALOG.keys()


@pytest.mark.parametrize("answer", [answer for each in CONVENTIONS for answer in each.answers], ids=str)
def test_the_evidence_is_the_frameworks_own(answer) -> None:
    module = PACKAGES[answer.framework]
    assert answer.api.startswith(f"{module}.") and f"{module}." in answer.evidence


@pytest.mark.parametrize("precision", [np.float32, np.float64])
def test_the_grid_has_kinks_their_neighbours_and_the_ends(precision) -> None:
    x = grid((0.0, 0.5), precision)
    limits = np.finfo(precision)
    half = precision(0.5)
    wanted = [0.0, half, np.nextafter(half, precision(0)), np.nextafter(half, precision(1))]
    wanted += [limits.tiny, -limits.tiny, limits.max, -limits.max, np.inf, -np.inf]
    assert x.dtype == precision and len(x) == LENGTH and np.isin(wanted, x).all() and np.isnan(x).any()
    assert not ((x != 0) & (abs(x) < limits.tiny)).any()


def cube(x: np.ndarray) -> np.ndarray:
    return x**3


def test_a_number_that_is_rounded_is_no_unit_away() -> None:
    x = np.linspace(-2.0, 2.0, 101).astype(np.float32)
    assert units(x.astype(np.float64) ** 3, cube, x).max() == 0.0
    assert units(cube(x.astype(np.float64)).astype(np.float32), cube, x).max() == 0.0


def test_an_error_counts_as_the_inputs_rounding_does() -> None:
    x = np.array([1.5], np.float32)
    off = cube(x.astype(np.float64)) * (1 + 40 * np.finfo(np.float32).eps)
    assert units(off, cube, x) == pytest.approx(10.0, rel=1e-3)


def test_beside_a_jump_only_the_right_side_is_near() -> None:
    x = np.nextafter(np.float32([1.0]), np.float32(0.0))
    assert units(np.float32([1.0]), lambda z: np.heaviside(z - 1.0, 1.0), x) > LIMIT


@pytest.mark.parametrize(("theirs", "x"), [(np.nan, 1.0), (np.inf, 1.0), (1.0, np.nan)])
def test_what_is_not_a_number_where_it_should_be_is_far_away(theirs: float, x: float) -> None:
    assert units(np.float32([theirs]), cube, np.float32([x])) == np.inf


def test_what_overflows_is_infinite_and_what_underflows_may_be_zero() -> None:
    assert units(np.float32([np.inf]), cube, np.float32([1e30])) == 0.0
    assert units(np.float32([0.0]), cube, np.float32([1e-13])) <= 1.0


def test_a_deviation_explains_what_it_states_and_no_more() -> None:
    known = Deviation("a", "b", ("value",), lambda x: x >= 1, epsilons(4), {})
    x, eps = np.float32([0.5, 1.0, 1.0, 1.0]), np.finfo(np.float32).eps
    theirs = np.float32([1.0, 1 + 3 * eps, 1 + 5 * eps, np.nan])
    assert known.explains(x, theirs, np.ones(4)).tolist() == [False, True, False, False]
    anything = Deviation("a", "b", ("value",), everywhere, any_number, {})
    assert anything.explains(x, theirs, np.ones(4)).all()


def test_a_known_deviation_is_no_failure_but_only_where_it_is_known() -> None:
    x, theirs, ours = np.float64([25.0]), np.float64([25.0]), np.log1p(np.exp([25.0]))
    far = np.array([1e3])
    known, other = Comparison("softplus", "PyTorch"), Comparison("softplus", "JAX")
    for found in (known, other):
        found.hold("value", {}, x, theirs, ours, far)
    assert known.deviations == {"threshold of 20"} and not known.failures
    assert not other.deviations and other.failures


def test_what_nothing_explains_is_a_failure_that_names_it() -> None:
    found = Comparison("cube", "JAX")
    x = np.float32([1.0, 2.0])
    found.hold("slope", {"a": 1.0}, x, np.float32([3.0, 11.0]), np.array([3.0, 12.0]), np.array([0.0, 99.0]))
    assert found.failures == [
        "cube(a=1) in JAX, float32: at x = 2.0 the slope is 11.0 and ours 12.0, 99 units away"
    ]


def test_what_depends_on_the_processor_is_left_out() -> None:
    units_of = {"float32": {"value": 2, "slope": 1}, "float64": {"value": 1}}
    result = {"relu": {"JAX": {"settings": 1, "units": units_of}}}
    assert of_any_processor(result) == {
        "relu": {"JAX": {"settings": 1, "units": {"float32": ["slope", "value"], "float64": ["value"]}}}
    }
    assert [rounded_up(error) for error in (0.0, 0.7, 1.0, 1.1, 31.0)] == [1, 1, 1, 2, 32]
