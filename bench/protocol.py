"""Streamlit's protocol as its front end speaks it: bytes to send, bytes that came, and no connection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import parse_qs, urlencode

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

Value = float | str

WIDGETS = {"slider", "selectbox", "button_group", "multiselect", "text_input"}
ENDED_WELL = frozenset({ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY})
"""How a run of a page ends, and one of a part of it."""
RUNS_KEPT = 2
"""For how many runs that do not show it the front end remembers a message."""


class PageError(Exception):
    """What no visitor should get to see."""


@dataclass
class Part:
    """What a message shows: the kind of an element, and a control as the server describes it."""

    kind: str | None
    described: Any
    fragment: str
    last_run: int = 0


@dataclass
class Widget:
    """A control and where it stands."""

    part: Part
    values: list[Value]

    @property
    def kind(self) -> str | None:
        return self.part.kind

    @property
    def described(self) -> Any:
        return self.part.described

    @property
    def options(self) -> list[str]:
        """The words one can choose; none for a slider."""
        if self.kind == "button_group":
            return [option.content for option in self.described.options]
        return list(self.described.options) if self.kind in ("selectbox", "multiselect") else []

    @property
    def default(self) -> list[Value]:
        if self.kind == "slider":
            return list(self.described.default)
        if self.kind == "text_input":
            return [self.described.default]
        first = self.described.default
        return [self.options[index] for index in ([first] if isinstance(first, int) else first)]

    @property
    def told(self) -> list[Value]:
        """Where the server puts it."""
        if not self.described.set_value:
            return self.default
        if self.kind == "slider":
            return list(self.described.value)
        if self.kind == "text_input":
            return [self.described.value]
        return [self.described.raw_value] if self.kind == "selectbox" else list(self.described.raw_values)

    def state(self) -> WidgetState:
        state = WidgetState(id=self.described.id)
        if self.kind == "slider":
            state.double_array_value.data.extend(map(float, self.values))
        elif self.kind in ("selectbox", "text_input"):
            state.string_value = str(self.values[0])
        else:
            state.string_array_value.SetInParent()
            state.string_array_value.data.extend(map(str, self.values))
        return state


class Page:
    """An open page, as its visitor's browser knows it."""

    def __init__(self, address: str, name: str = "", query: str = "") -> None:
        self.address = address
        self.name = name
        self.query: dict[str, list[str]] = parse_qs(query, keep_blank_values=True)
        self.script = ""
        self.widgets: dict[str, Widget] = {}
        self.kept: dict[str, Part] = {}
        self.runs = 0
        self.figures = 0
        self.fragment = ""
        self.asks_by_itself = True
        """Whether a new connection begins with a request for a run of the whole page: if none has begun yet,
        if one has not ended, and if the last was of a part."""
        self.seen: set[str] = set()

    @classmethod
    def of(cls, address: str, link: str) -> Self:
        name, _, query = link.partition("?")
        return cls(address, name, query)

    @property
    def link(self) -> str:
        """What opens the page as it stands."""
        query = urlencode(self.query, doseq=True)
        return f"{self.name}?{query}" if query else self.name

    def connect(self) -> None:
        """Begins a new connection: a part is asked for when one of its controls is moved, and not before."""
        self.fragment = ""

    def set(self, key: str, *values: Value) -> None:
        """Puts a control elsewhere, and says so in the address if it is bound there."""
        widget = self.widgets[key]
        widget.values = list(values)
        self.fragment = widget.part.fragment
        bound = widget.described.query_param_key
        if bound and widget.values == widget.default:
            self.query.pop(bound, None)
        elif bound:
            self.query[bound] = [spelled(value) for value in values]

    def ask(self) -> bytes:
        """A request for a run."""
        self.seen.clear()
        self.figures = 0
        state = ClientState(
            query_string=urlencode(self.query, doseq=True),
            page_script_hash=self.script,
            page_name="" if self.script else self.name,
            fragment_id=self.fragment,
            cached_message_hashes=self.kept,
        )
        state.widget_states.widgets.extend(widget.state() for widget in self.widgets.values())
        state.context_info.timezone, state.context_info.timezone_offset = "UTC", 0
        state.context_info.locale, state.context_info.color_scheme = "en-US", "light"
        state.context_info.url, state.context_info.is_embedded = self.address + self.name, False
        request: bytes = BackMsg(rerun_script=state).SerializeToString()
        return request

    def read(self, raw: bytes) -> bool:
        """Takes in a message; whether it says that the run has ended."""
        message = ForwardMsg.FromString(raw)
        match message.WhichOneof("type"):
            case "new_session":
                self.fragment = next(iter(message.metadata.run.fragment_ids), "")
                self.asks_by_itself = True
            case "delta":
                part = self.part(message.delta.new_element, message.delta.fragment_id)
                if message.metadata.cacheable:
                    self.kept[message.hash] = part
                self.show(part)
            case "ref_hash":
                self.show(self.kept[message.ref_hash])
            case "navigation":
                self.script = message.navigation.page_script_hash
            case "page_not_found":
                raise PageError(f"There is no page {self.name}.")
            case "script_finished":
                return self.finish(message.script_finished)
        return False

    def part(self, element: Element, fragment: str) -> Part:
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise PageError(element.exception.message)
        if kind == "alert" and element.alert.format == Alert.ERROR:
            raise PageError(element.alert.body)
        return Part(kind, getattr(element, kind) if kind in WIDGETS else None, fragment)

    def show(self, part: Part) -> None:
        part.last_run = self.runs
        self.figures += part.kind == "bidi_component"
        if not part.described:
            return
        key = part.described.id.rpartition("-")[2]
        self.seen.add(key)
        before = self.widgets.get(key)
        widget = self.widgets[key] = Widget(part, [])
        stays = before and before.described.id == part.described.id and not part.described.set_value
        widget.values = before.values if before and stays else widget.told

    def finish(self, status: ForwardMsg.ScriptFinishedStatus.ValueType) -> bool:
        if status == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            raise PageError(f"The script of {self.name or 'the front door'} cannot be read.")
        if status == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return False
        self.runs += 1
        self.widgets = {
            key: widget
            for key, widget in self.widgets.items()
            if key in self.seen or not self.has_run(widget.part)
        }
        self.kept = {
            name: part
            for name, part in self.kept.items()
            if self.runs - part.last_run <= RUNS_KEPT or not self.has_run(part)
        }
        self.asks_by_itself = bool(self.fragment)
        self.fragment = ""
        return True

    def has_run(self, part: Part) -> bool:
        return not self.fragment or part.fragment == self.fragment


def spelled(value: Value) -> str:
    """A value as it stands in an address."""
    return value if isinstance(value, str) else f"{value:.12g}"
