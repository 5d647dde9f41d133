"""Each document is shown with every claim it makes, and no number of a claim's text is typed."""

from __future__ import annotations

import re
from html import unescape

import pytest

from activations.claims import CLAIMS, Claim
from ui import documents, text
from ui.page import NAMES
from ui.sources import DOCUMENTS

BLANK = re.compile(r"\{\{(\w+)\}\}")
TYPED = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")
NUMBERS = {document.number for document in DOCUMENTS}


@pytest.fixture(params=CLAIMS.values(), ids=list(CLAIMS))
def claim(request: pytest.FixtureRequest) -> Claim:
    assert isinstance(request.param, Claim)
    return request.param


def test_claims_and_their_texts_are_the_same() -> None:
    assert text.page("claims").keys() == CLAIMS.keys()


def test_a_text_says_what_is_claimed_and_what_is_so(claim: Claim) -> None:
    says, fact = documents.sentences(claim)
    for words in (says, fact):
        assert words and "{{" not in words
        assert not re.search(r"[=(:] ?(None|inf)\b", words)


def test_every_number_is_computed_and_every_one_computed_is_told(claim: Claim) -> None:
    words = text.page("claims")[claim.name]
    assert {*BLANK.findall(words)} == claim.evidence().values.keys()
    assert {*TYPED.findall(BLANK.sub("", words))} - NUMBERS <= {"0", "1"}


def test_a_claim_has_a_lesson_and_its_documents_are_known(claim: Claim) -> None:
    assert claim.lesson in NAMES
    assert claim.quotes.keys() <= NUMBERS


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda each: each.number)
def test_a_document_is_shown_with_all_its_claims_the_wrong_ones_first(document: documents.Document) -> None:
    html = unescape(documents.sheet([document]))
    assert document.title in html and document.author in html and document.place in html
    assert document.url in html
    claims = documents.claims_of(document)
    assert claims and all(claim.quotes[document.number] in html for claim in claims)
    assert html.count("<q ") == len(claims)
    verdicts = [claim.verdict for claim in claims]
    assert verdicts == sorted(verdicts, key=list(documents.VERDICTS).index)


def test_every_claim_is_shown() -> None:
    assert {claim for document in DOCUMENTS for claim in documents.claims_of(document)} == {*CLAIMS.values()}


def test_one_document_or_all() -> None:
    assert documents.chosen("all") == DOCUMENTS
    assert [document.number for document in documents.chosen("003")] == ["003"]


def test_the_slides_make_the_most_claims_and_lead_to_the_most_lessons() -> None:
    of = {document.number: documents.claims_of(document) for document in DOCUMENTS}
    assert max(of, key=lambda number: len(of[number])) == "002"
    assert max(of, key=lambda number: len({claim.lesson for claim in of[number]})) == "002"
