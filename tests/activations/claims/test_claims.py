"""Every claim about the documents is settled by what is computed."""

from __future__ import annotations

from collections import Counter

import pytest

from activations.claims import CLAIMS, Claim

DOCUMENTS = ["000", "001", "002", "003", "004"]


@pytest.fixture(params=CLAIMS.values(), ids=list(CLAIMS))
def claim(request: pytest.FixtureRequest) -> Claim:
    assert isinstance(request.param, Claim)
    return request.param


def test_all_claims_are_here() -> None:
    assert Counter(claim.verdict for claim in CLAIMS.values()) == {"wrong": 20, "true with a condition": 15}


def test_what_is_computed_settles_it(claim: Claim) -> None:
    assert claim.evidence().settled is True


def test_it_quotes_the_documents_it_stands_in(claim: Claim) -> None:
    assert list(claim.quotes) == [number for number in DOCUMENTS if number in claim.quotes] != []
    assert all(claim.quotes.values())


@pytest.mark.parametrize("name", ["relu_year", "random_slope", "random_escape"])
def test_what_computing_alone_cannot_settle_names_its_source(name: str) -> None:
    source = CLAIMS[name].source
    assert source and source.url


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("loss_of_b", "b", "0.126928"),
        ("loss_of_b", "c", "1.313262"),
        ("smooth_and_monotonic", "silu", "−0.27846"),
        ("smooth_and_monotonic", "gelu", "−0.16997"),
        ("smooth_and_monotonic", "mish", "−0.30884"),
        ("nearly_flat", "sigmoid", "0.00247"),
        ("nearly_flat", "tanh", "0.00987"),
        ("sigmoid_code", "last", "709.78"),
        ("race", "sigmoid", "67"),
        ("race", "relu", "2"),
        ("race", "closer", "66"),
        ("relu_year", "year", "2010"),
        ("leaky_vanishes", "sigmoid", "0.000977"),
    ],
)
def test_the_texts_of_numbers_are_the_known_ones(name: str, value: str, expected: str) -> None:
    assert CLAIMS[name].evidence().values[value] == expected


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("tanh_below_sigmoid", "crossing", 1.6629),
        ("leaky_vanishes", "leaky", 1e-10),
        ("tanh_mean", "shifted", 0.5504),
        ("elu_ideal", "mean", 0.1605),
        ("race", "sigmoid_start", 2.1972),
    ],
)
def test_the_numbers_are_the_known_ones(name: str, value: str, expected: float) -> None:
    assert CLAIMS[name].evidence().values[value] == pytest.approx(expected, rel=3e-4)
