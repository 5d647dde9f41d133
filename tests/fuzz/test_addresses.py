"""Whatever an address says, its page comes up, and nothing breaks behind it."""

from __future__ import annotations

from urllib.parse import quote_plus

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.fuzz.addresses import PAGES, WRONG, queries, values
from tests.fuzz.effort import tried
from tests.fuzz.expressions import TYPED as EXPRESSIONS
from tests.fuzz.stranger import Answer, Stranger
from tests.pages.published import AT_FIRST, TYPED
from tests.replica import Replica
from ui.page import FRONT_DOOR

MOST_SECONDS = 2.0
"""Of the server's processor, for one visit; twice what is asked, for slower processors."""
MOST_BYTES = 3_000_000
LONGEST_ADDRESS = 100_000
"""Longer ones no server takes; of very much longer ones Streamlit hears nothing at all."""


def opened(server: Replica, page: str, query: str) -> Answer:
    """What a page answers; the claims that hold for every address."""
    before, log = server.cpu(), server.written()
    with Stranger(server) as visitor:
        answer = visitor.visit("" if page == FRONT_DOOR else page, query)
    spent = server.cpu() - before
    assert answer.exceptions == []
    assert answer.status == ForwardMsg.FINISHED_SUCCESSFULLY
    assert answer.elements
    assert server.failures(log) == []
    assert spent < MOST_SECONDS
    assert answer.bytes < MOST_BYTES
    return answer


@pytest.mark.parametrize("page", PAGES)
def test_no_address_breaks_its_page(server: Replica, page: str) -> None:
    @tried(60)
    @given(queries(page))
    def holds(query: str) -> None:
        opened(server, page, query)

    holds()


@pytest.mark.parametrize("page", [page for page in PAGES if AT_FIRST[page]])
def test_what_no_control_has_is_said(server: Replica, page: str) -> None:
    keys = sorted({*AT_FIRST[page], "lang"} - TYPED)

    @tried(15)
    @given(st.sampled_from(keys), st.sampled_from(WRONG), st.integers(1, 50))
    def holds(key: str, wrong: str, count: int) -> None:
        query = "&".join(["unknown=1", *[f"{key}={quote_plus(wrong)}"] * count])
        assume(len(query) < LONGEST_ADDRESS)
        assert opened(server, page, query).warnings

    holds()


@pytest.mark.parametrize("page", ["your_function", "compare", "step_race"])
def test_no_expression_breaks_a_page(server: Replica, page: str) -> None:
    key = "expression" if page == "your_function" else "f1_expression"

    @tried(150)
    @given(EXPRESSIONS, values(page, "range"), values(page, "a"))
    def holds(expression: str, end: str, a: str) -> None:
        picked = "f1=Your+function&f1_your_function_a" if key == "f1_expression" else "a"
        opened(server, page, f"{key}={quote_plus(expression)}&{picked}={a}&range={end}&range=3")

    holds()
