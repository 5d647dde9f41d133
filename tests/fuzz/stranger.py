"""A visitor who sends anything, and reads what comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect

from tests.patience import PATIENCE_SECONDS


class Addressed(Protocol):
    """A server that is somewhere."""

    @property
    def address(self) -> str: ...


@dataclass
class Answer:
    """What a run of a page has brought."""

    elements: list[Element] = field(default_factory=list)
    parts: set[str] = field(default_factory=set)
    """Of the page, that can be run by themselves."""
    status: int | None = None
    bytes: int = 0

    @property
    def warnings(self) -> list[str]:
        return [element.alert.body for element in self.elements if element.WhichOneof("type") == "alert"]

    @property
    def exceptions(self) -> list[str]:
        return [
            element.exception.message
            for element in self.elements
            if element.WhichOneof("type") == "exception"
        ]

    @property
    def widgets(self) -> dict[str, str]:
        """What kind of control each id belongs to."""
        kinds = ((element, element.WhichOneof("type")) for element in self.elements)
        shown = ((getattr(element, kind), kind) for element, kind in kinds if kind)
        return {widget.id: kind for widget, kind in shown if getattr(widget, "id", "")}


class Stranger:
    """One connection, from one of this machine's network addresses."""

    def __init__(self, server: Addressed, source: str = "127.0.0.1") -> None:
        self.opening = connect(
            f"ws{server.address.removeprefix('http')}_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            compression=None,
            open_timeout=PATIENCE_SECONDS,
            source_address=(source, 0),
        )

    def __enter__(self) -> Stranger:
        self.connection = self.opening.__enter__()
        return self

    def __exit__(self, *reason: object) -> None:
        self.opening.__exit__(*reason)

    def visit(self, page: str, query: str = "", states: Sequence[WidgetState] = (), part: str = "") -> Answer:
        """Opens a page by its address, or runs it or a part of it again with other values."""
        self.ask(page, query, states, part)
        return self.answer()

    def ask(self, page: str, query: str = "", states: Sequence[WidgetState] = (), part: str = "") -> None:
        message = BackMsg()
        message.rerun_script.fragment_id = part
        message.rerun_script.page_name = page
        message.rerun_script.query_string = query
        message.rerun_script.widget_states.widgets.extend(states)
        self.connection.send(message.SerializeToString())

    def answer(self) -> Answer:
        """Reads until a run has ended that is not followed by another."""
        answer = Answer()
        while answer.status is None:
            raw = self.connection.recv(timeout=PATIENCE_SECONDS)
            assert isinstance(raw, bytes)
            message = ForwardMsg.FromString(raw)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                answer.elements.clear()
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                answer.elements.append(message.delta.new_element)
                answer.parts |= {message.delta.fragment_id} - {""}
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                answer.status = message.script_finished
            answer.bytes += len(raw)
        return answer
