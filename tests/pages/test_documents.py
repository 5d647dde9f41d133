"""The documents, checked: all of them or one, each claim with the number that settles it."""

from __future__ import annotations

import re
from html import unescape

import pytest

from activations.claims import CLAIMS
from tests.pages.visit import experiments, followed, html_of, opened, present_of, said, state_of, text_of
from ui.documents import claims_of
from ui.page import address
from ui.sources import DOCUMENTS

GOLDEN = """
0.112 0.126928 1.313262 −0.27846 −0.16997 −0.30884 1.6629 709.78 0.00247 0.00987
10⁻¹⁰ 0.000977 0.5504 0.1605 67 2010
"""


@pytest.mark.parametrize("golden", GOLDEN.split())
def test_the_known_numbers_are_there(golden: str) -> None:
    assert golden in text_of(opened("documents"))


def test_all_documents_with_all_their_claims_at_first() -> None:
    html = html_of(opened("documents"))
    assert all(document.title in html for document in DOCUMENTS)
    assert html.count("<q ") == sum(len(claim.quotes) for claim in CLAIMS.values())


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda each: each.number)
def test_one_document_alone(document) -> None:  # type: ignore[no-untyped-def]
    html = html_of(opened("documents", document=document.number))
    assert html.count("<h2>00") == 1 and document.title in html
    assert html.count("<q ") == len(claims_of(document))


def test_it_counts_its_claims() -> None:
    assert f"{len(CLAIMS)} claims are checked" in text_of(opened("documents"))


def test_experiments_lead_to_the_claims() -> None:
    slides, never, slopes, line, *_ = experiments(opened("documents"))
    assert state_of(followed(slides))["document"] == ["002"]
    assert "does not arrive" in text_of(followed(never))
    assert state_of(followed(slopes))["x"] == ["1.7"]
    assert line == "classifier"


@pytest.mark.parametrize(
    ("words", "page", "state"),
    [
        ("why a network without activations collapses", "linearity", {"view": "layers", "f": "Identity"}),
        ("forward through a network", "linearity", {"view": "forward"}),
        ("linear regression", "linearity", {"view": "regression"}),
        ("a relay", "linearity", {"view": "step", "f1": "Binary step"}),
        ("several classes", "softmax", {"view": "several classes"}),
        ("detector of a feature", "saturation", {"view": "feature detector", "f": "ELU"}),
        ("overflows", "numerics", {"formula": "Sigmoid by e^x", "power": "2.9"}),
    ],
)
def test_a_link_leads_to_what_it_names(words: str, page: str, state: dict[str, str]) -> None:
    html = " ".join(html_of(opened("documents")).split())
    (href,) = map(unescape, re.findall(rf'<a href="([^"]*)">{words}</a>', html))
    there = followed(href)
    assert said(there) == []
    assert href.startswith(f"{page}?")
    assert {key: [value] for key, value in state.items()}.items() <= state_of(there).items()


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("tanh_better", "**Take Sigmoid**"),
        ("never_sigmoid", "**Take Sigmoid**"),
        ("last_layer", "**Take Sigmoid**"),
        ("prelu_descent", "**PReLU climbs.**"),
        ("maximum_form", "Of **2** pieces **2** are the highest"),
        ("squeezing", "the activation Tanh"),
    ],
)
def test_a_claim_leads_to_where_it_is_in_view(name: str, seen: str) -> None:
    claim = CLAIMS[name]
    there = followed(address(claim.lesson, **claim.state))
    assert said(there) == []
    assert seen in text_of(there) and seen not in text_of(opened(claim.lesson))


def test_the_claim_on_several_classes_leads_to_the_shares_it_states() -> None:
    claim = CLAIMS["one_against"]
    there = html_of(followed(address(claim.lesson, **claim.state)))
    (pairs,), rest = (
        [float(share) for share in re.findall(r"([\d.]+)\xa0%", row) if float(share)]
        for row in re.findall(r"<th>One against (.*?)</tr>", there)
    )
    stated = claim.evidence().values
    for name, shown in (("cyclic", pairs), ("several", rest[0]), ("none", rest[1])):
        assert float(str(stated[name])) == pytest.approx(shown, abs=0.051)


def test_the_claim_on_sigmoid_s_code_leads_to_where_it_overflows() -> None:
    claim = CLAIMS["sigmoid_code"]
    there = followed(address(claim.lesson, **claim.state))
    assert said(there) == []
    (power,) = present_of(there)["power"]
    assert (
        10**power > float(claim.evidence().values["last"]) > 10 ** present_of(opened("numerics"))["power"][0]
    )
