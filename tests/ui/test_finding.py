"""A visitor finds what they mean, and every property is held against the functions themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pytest

from activations import CATALOG
from activations.core import Activation
from activations.measure import mean_under_normal
from activations.vector import VECTORS
from ui import text
from ui.finding import FAMILIES, ORDERS, PROPERTIES, having, matching, plain, resembling
from ui.page import PAGES

X = np.linspace(-30.0, 30.0, 60_001)
FAR = 1e8
TINY = 1e-12


def values(activation: Activation) -> np.ndarray:
    return activation(X)


def slope_far(activation: Activation, side: float) -> float:
    """The largest |f′| over a stretch far out on one side."""
    x = side * np.geomspace(FAR, 2 * FAR, 1001)
    return float(np.abs(activation.derivative(x)).max())


def bends(activation: Activation) -> np.ndarray:
    return np.diff(values(activation), 2)


def is_flat_somewhere(activation: Activation) -> bool:
    """Whether f′ is 0 at many inputs in a row, so near to 0 that it is no underflow."""
    flat = activation.derivative(X[np.abs(X) < 6.5]) == 0.0
    return bool(np.convolve(flat, np.ones(200), "valid").max() == 200)


def jumps_in(numbers: np.ndarray, share: float) -> bool:
    return bool(np.abs(np.diff(numbers)).max() > share)


def code_of(activation: Activation, framework: str) -> str:
    (spelling,) = (each for each in activation.spellings if each.framework == framework)
    return spelling.code


def is_level_at_an_end(activation: Activation) -> bool:
    """Whether the least value is held for a while, and by an exact slope of 0: no underflow."""
    lowest = X[values(activation) == values(activation).min()]
    return len(lowest) > 200 and bool((activation.derivative(lowest[np.abs(lowest) < 6.5]) == 0.0).any())


SEEN: dict[str, Callable[[Activation], bool]] = {
    "bounded": lambda f: bool(np.abs(f(np.array([-FAR, FAR]))).max() < 1e3),
    "never negative": lambda f: bool(values(f).min() >= 0.0),
    "zero-centred": lambda f: abs(mean_under_normal(f)) < TINY,
    "monotonic": lambda f: bool((np.diff(values(f)) >= -TINY).all() or (np.diff(values(f)) <= TINY).all()),
    "convex": lambda f: bool((bends(f) >= -1e-9 * (1 + np.abs(values(f)[1:-1]))).all()),
    "has a least value": lambda f: bool(values(f).argmin() not in (0, len(X) - 1) or is_level_at_an_end(f)),
    "keeps 0 at 0": lambda f: float(f(0.0)) == 0.0,
    "never steeper than 1": lambda f: bool(np.abs(np.diff(values(f)) / np.diff(X)).max() <= 1.0 + 1e-9),
    "odd": lambda f: bool(np.allclose(f(-X), -f(X), rtol=1e-12, atol=TINY)),
    "even": lambda f: bool(np.allclose(f(-X), f(X), rtol=1e-12, atol=TINY)),
    "continuous": lambda f: not jumps_in(f(np.linspace(-6.5, 6.5, 320_003)), 0.1),
    "saturates to the left": lambda f: slope_far(f, -1.0) < 1e-3,
    "saturates to the right": lambda f: slope_far(f, 1.0) < 1e-3,
    "never saturated": lambda f: min(slope_far(f, -1.0), slope_far(f, 1.0)) > 1e-3,
    "has a dead zone": is_flat_somewhere,
    "has a parameter": lambda f: bool(f.parameters),
}
"""The same questions, answered by looking at values and slopes alone."""


@pytest.mark.parametrize("activation", CATALOG.values(), ids=CATALOG)
@pytest.mark.parametrize("asked", SEEN)
def test_a_property_is_what_one_sees(asked: str, activation: Activation) -> None:
    assert PROPERTIES[asked](activation) == SEEN[asked](activation)


@pytest.mark.parametrize("activation", CATALOG.values(), ids=CATALOG)
def test_a_smooth_function_has_a_slope_without_jumps(activation: Activation) -> None:
    x = np.linspace(-6.5, 6.5, 320_003)
    slopes = activation.derivative(x)
    seen = jumps_in(slopes, 4e-3 * max(1.0, np.ptp(slopes))) or jumps_in(activation(x), 0.1)
    assert PROPERTIES["smooth"](activation) == (not seen)
    assert PROPERTIES["smooth"](activation) or not PROPERTIES["infinitely smooth"](activation)
    assert PROPERTIES["continuous"](activation) or not PROPERTIES["smooth"](activation)


@pytest.mark.parametrize("framework", ["PyTorch", "Keras", "JAX"])
def test_what_a_framework_has_is_called_by_one_name_there(framework: str) -> None:
    module = {"PyTorch": "torch", "Keras": "keras", "JAX": "jax"}[framework]
    for activation in having([f"in {framework}"], "family"):
        assert f"{module}." in code_of(activation, framework)


def test_hard_tanh_is_had_by_all_though_its_ends_are_pytorchs_alone() -> None:
    for framework in ("PyTorch", "Keras", "JAX"):
        assert CATALOG["hard_tanh"] in having([f"in {framework}"], "family")


@pytest.mark.parametrize("asked", PROPERTIES)
def test_every_property_divides_the_catalog(asked: str) -> None:
    assert 0 < len(having([asked], "family")) < len(CATALOG)


def test_several_properties_all_hold() -> None:
    both = having(["odd", "bounded"], "name")
    assert set(both) == set(having(["odd"], "name")) & set(having(["bounded"], "name"))
    assert CATALOG["tanh"] in both and CATALOG["sigmoid"] not in both
    assert having(["odd", "even"], "family") == []


def test_orders_keep_every_function() -> None:
    assert having([], "family") == list(CATALOG.values())
    for order, key in ORDERS.items():
        keys = [key(each) for each in having([], order)]
        assert len(keys) == len(CATALOG) and keys == sorted(keys)  # type: ignore[type-var]
    assert having([], "year")[0] is CATALOG["binary_step"]


def labels(found: Iterable[Activation]) -> list[str]:
    return [each.label for each in found]


@pytest.mark.parametrize(
    ("search", "label", "called"),
    [
        ("swish", "SiLU", "swish"),
        ("Swish", "SiLU", "swish"),
        ("hard-swish", "Hard swish", "Hard swish"),
        ("HardSwish", "Hard swish", "Hard swish"),
        ("leaky relu", "Leaky ReLU", "Leaky ReLU"),
        ("leaky_relu", "Leaky ReLU", "Leaky ReLU"),
        ("relu leaky", "Leaky ReLU", "Leaky ReLU"),
        ("Sigmoids", "Sigmoid", "Sigmoid"),
        ("LOGISTIC", "Sigmoid", "logistic"),
        ("srelu", "SReLU", "SReLU"),
        ("s-shaped ReLU", "SReLU", "s-shaped relu"),
        ("heaviside", "Binary step", "heaviside"),
        ("1943", "Binary step", "1943"),
        ("smooth rectifier", "Softplus", "Smooth rectifiers"),
    ],
)
def test_a_function_is_found_by_any_of_its_names(search: str, label: str, called: str) -> None:
    found = matching(search, CATALOG.values())
    assert {each.label: name for each, name in found.items()}[label] == called


@pytest.mark.parametrize("name", CATALOG)
def test_every_name_finds_its_function(name: str) -> None:
    activation = CATALOG[name]
    for spelling in (name, activation.label, activation.family, *activation.aliases):
        for search in (spelling, spelling.upper(), spelling.replace(" ", "-"), f"  {spelling} "):
            assert activation in matching(search, CATALOG.values()), search


@pytest.mark.parametrize("search", ["", "  ", "zzz", "---", "s", "'", "<b>", "[a](b)", "x" * 80])
def test_what_nothing_is_called_finds_nothing(search: str) -> None:
    found = matching(search, CATALOG.values())
    assert not found or search == "s"
    assert len(resembling(search, CATALOG.values())) <= 3


@pytest.mark.parametrize(
    ("search", "label"), [("sigmod", "Sigmoid"), ("sofplus", "Softplus"), ("leaki relu", "Leaky ReLU")]
)
def test_a_near_miss_has_a_suggestion(search: str, label: str) -> None:
    assert not matching(search, CATALOG.values())
    assert labels(resembling(search, CATALOG.values()))[0] == label


@pytest.mark.parametrize("search", ["cos", "lem", "relu 20", "tanh 19"])
def test_few_letters_inside_a_word_or_a_part_of_a_year_beside_one_find_nothing(search: str) -> None:
    assert not matching(search, CATALOG.values())


def test_few_letters_find_where_a_word_begins() -> None:
    found = labels(matching("elu", CATALOG.values()))
    assert "ELU" in found and "ReLU" not in found
    assert labels(matching("relu 2013", CATALOG.values())) == ["Leaky ReLU"]


def test_pages_and_functions_of_several_numbers_are_found_too() -> None:
    for page in PAGES[1:]:
        assert page in matching(text.page(page.name)["title"], PAGES)
        assert page in matching(page.label.upper(), PAGES)
    for vector in VECTORS.values():
        assert vector in matching(vector.label, VECTORS.values())
    assert next(iter(resembling("sofmax", VECTORS.values()))) is VECTORS["softmax"]
    assert [page.name for page in resembling("vanishing gradent", PAGES)] == ["vanishing_gradient"]


def test_names_are_compared_without_what_people_leave_out() -> None:
    assert plain(" Leaky-ReLU_s’ ") == plain("leakyrelus") == "leakyrelus"


def test_families_are_in_the_catalog_s_order() -> None:
    assert [CATALOG[name].family for name in ("identity", "sigmoid", "relu")] == [
        family for family in FAMILIES if family in ("Linear", "Squashing", "Rectifiers")
    ]
