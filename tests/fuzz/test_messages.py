"""Whatever a visitor sends over the connection of a page, the page goes on, and so does everyone else's."""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import ConnectionClosed

from bench.protocol import ENDED_WELL
from tests.fuzz.addresses import PAGES
from tests.fuzz.effort import assert_level, tried
from tests.fuzz.messages import KIND_OF_WIDGET, frames, state_of, values_for
from tests.fuzz.stranger import Answer, Stranger
from tests.replica import Replica
from ui.page import FRONT_DOOR

LARGEST_MESSAGE = 1_000_000
"""In bytes; more than that ends the connection."""
ELSEWHERE = "there is no such language"


def is_well(answer: Answer, ends: Container[int | None] = (ForwardMsg.FINISHED_SUCCESSFULLY,)) -> bool:
    return answer.exceptions == [] and answer.status in ends


@pytest.mark.parametrize("page", PAGES)
def test_no_value_breaks_its_page(server: Replica, page: str) -> None:
    name = "" if page == FRONT_DOOR else page
    with Stranger(server) as visitor:
        widgets = visitor.visit(name).widgets

    @tried(40)
    @given(st.lists(values_for(widgets), min_size=1, max_size=4))
    def holds(states: list[WidgetState]) -> None:
        assume(sum(state.ByteSize() for state in states) < LARGEST_MESSAGE)
        log = server.written()
        with Stranger(server) as visitor:
            for part in visitor.visit(name).parts:
                assert is_well(visitor.visit(name, states=states, part=part), ENDED_WELL)
            assert is_well(visitor.visit(name))
            assert is_well(visitor.visit(name, states=states))
        assert server.failures(log) == []

    holds()


@pytest.mark.parametrize("page", ["explore", "classifier", "linearity"])
def test_a_choice_of_nothing_shows_the_default(server: Replica, page: str) -> None:
    log = server.written()
    with Stranger(server) as visitor:
        first = visitor.visit(page)
        choices = [widget for widget, kind in first.widgets.items() if kind == "button_group"]
        answer = visitor.visit(
            page, states=[state_of(choice, "string_array_value", []) for choice in choices]
        )
    assert choices
    assert is_well(answer)
    assert answer.widgets == first.widgets
    assert server.failures(log) == []


@pytest.mark.parametrize("kind", ["string_value", "double_array_value", "trigger_value"])
def test_a_value_of_another_kind_than_its_control_has_is_forgotten(server: Replica, kind: str) -> None:
    log = server.written()
    value = {"string_value": "a", "double_array_value": [1.0], "trigger_value": True}[kind]
    with Stranger(server) as visitor:
        first = visitor.visit("explore")
        others = [widget for widget, shown in first.widgets.items() if KIND_OF_WIDGET[shown] != kind]
        answer = visitor.visit("explore", states=[state_of(widget, kind, value) for widget in others])
    assert is_well(answer)
    assert answer.widgets == first.widgets
    assert server.failures(log) == []


def test_no_message_breaks_the_server(server: Replica) -> None:
    with Stranger(server) as visitor:
        widgets = visitor.visit("explore").widgets
    memory = []

    @tried(400)
    @given(st.lists(frames(widgets), min_size=1, max_size=6))
    def holds(sent: list[bytes | str]) -> None:
        log = server.written()
        with Stranger(server) as visitor, suppress(ConnectionClosed):
            for frame in sent:
                visitor.connection.send(frame)
            assert all(map(is_well, answers_until_asked(visitor)))
        assert server.failures(log) == []
        memory.append(server.memory())

    holds()
    assert_level(memory)


def answers_until_asked(visitor: Stranger) -> Iterator[Answer]:
    """What comes for all that was sent, up to what is asked for now, known by its complaint."""
    visitor.ask("explore", f"lang={ELSEWHERE}")
    while True:
        answer = visitor.answer()
        yield answer
        if ELSEWHERE in "".join(answer.warnings):
            return
