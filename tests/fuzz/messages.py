"""Messages that somebody may send over the connection of a page instead of those that its front end sends."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.fuzz.addresses import PAGES, UNKNOWN, WRONG, queries
from tests.fuzz.expressions import TYPED
from tests.pages.published import OPTIONS

LABELS = sorted({option for options in OPTIONS.values() for option in options})
WORDS = st.one_of(
    st.sampled_from(("", *WRONG, "ReLU", *LABELS)), TYPED, st.text(), st.just("long " * 100_000)
)
NUMBERS = st.one_of(
    st.floats(), st.floats(-20, 20), st.sampled_from((0.333, 2.5, -0.0, 1e-320, 5.0, 1.0000000001))
)
WHOLE = st.one_of(st.integers(-3, 120), st.integers(-(2**31), 2**31 - 1))
JSON = ("", "null", "{", "[]", "{}", "NaN", '"x"', "1e999", '{"value": 1}', '[{"event": "x"}]', "[" * 5000)
LONG = st.sampled_from((10_000, 100_000))


def several(each: st.SearchStrategy[object]) -> st.SearchStrategy[list[object]]:
    """None, one, two, three, or very many."""
    return st.one_of(st.lists(each, max_size=3), st.builds(lambda one, count: [one] * count, each, LONG))


def state_of(widget: str, kind: str, value: object) -> WidgetState:
    """A widget's value as the protocol spells it."""
    state = WidgetState(id=widget)
    if kind.endswith("array_value"):
        values = getattr(state, kind)
        values.SetInParent()
        values.data.extend(value)
    elif kind == "string_trigger_value":
        state.string_trigger_value.data = str(value)
    elif kind == "chat_input_value":
        state.chat_input_value.data = str(value)
    elif kind == "arrow_value":
        state.arrow_value.data = str(value).encode()
    elif kind == "file_uploader_state_value":
        state.file_uploader_state_value.uploaded_file_info.add(file_id=str(value), name=str(value))
    else:
        setattr(state, kind, value)
    return state


VALUE_OF: Mapping[str, st.SearchStrategy[object]] = {
    "trigger_value": st.booleans(),
    "bool_value": st.booleans(),
    "double_value": NUMBERS,
    "int_value": WHOLE,
    "string_value": WORDS,
    "double_array_value": several(NUMBERS),
    "int_array_value": several(WHOLE),
    "string_array_value": several(WORDS.filter(lambda word: len(word) < 1000)),
    "json_value": st.sampled_from(JSON),
    "json_trigger_value": st.sampled_from(JSON),
    "bytes_value": st.binary(),
    "arrow_value": WORDS,
    "file_uploader_state_value": WORDS,
    "string_trigger_value": WORDS,
    "chat_input_value": WORDS,
}
KIND_OF_WIDGET = {
    "slider": "double_array_value",
    "button_group": "string_array_value",
    "multiselect": "string_array_value",
    "selectbox": "string_value",
    "text_input": "string_value",
    "button": "trigger_value",
    "download_button": "trigger_value",
    "bidi_component": "json_value",
}


@st.composite
def values_for(draw: st.DrawFn, widgets: Mapping[str, str]) -> WidgetState:
    """A value for a widget of a page or for none that there is, half of the time of its kind."""
    unknown = ["", "f", "$$ID-", "$$ID-0-f", "$$ID-" + "0" * 5000, *UNKNOWN]
    widget = draw(st.sampled_from([*widgets] * 5 + unknown))
    kinds = [*VALUE_OF]
    if widget in widgets:
        kinds += [KIND_OF_WIDGET[widgets[widget]]] * len(kinds)
    kind = draw(st.sampled_from(kinds))
    return state_of(widget, kind, draw(VALUE_OF[kind]))


@st.composite
def reruns(draw: st.DrawFn, widgets: Mapping[str, str]) -> BackMsg:
    """A run of a page asked for with anything."""
    message = BackMsg()
    asked = message.rerun_script
    page = draw(st.sampled_from(PAGES))
    asked.page_name = draw(st.one_of(st.just(page), st.just(page), WORDS))
    asked.query_string = draw(st.one_of(queries(page), WORDS))
    asked.page_script_hash = draw(st.sampled_from(("", "", "0" * 32, "\x00")) | WORDS)
    asked.fragment_id = draw(st.sampled_from(("", "", "0" * 32)))
    asked.is_auto_rerun = draw(st.booleans())
    asked.is_history_navigation = draw(st.booleans())
    asked.widget_states.widgets.extend(draw(st.lists(values_for(widgets), max_size=5)))
    asked.cached_message_hashes.extend(draw(several(st.sampled_from(("", "0" * 64, "x")))))
    if draw(st.booleans()):
        context = asked.context_info
        context.timezone, context.locale, context.url = (draw(WORDS) for _ in range(3))
        context.timezone_offset = draw(WHOLE)
        context.is_embedded = draw(st.booleans())
        context.color_scheme = draw(WORDS)
    return message


@st.composite
def orders(draw: st.DrawFn) -> BackMsg:
    """What the protocol has besides runs."""
    message = BackMsg()
    flags = ("clear_cache", "set_run_on_save", "stop_script", "load_git_info", "app_heartbeat")
    kind = draw(
        st.sampled_from(
            (*flags, "debug_disconnect_websocket", "debug_shutdown_runtime", "files", "operation")
        )
    )
    if kind == "files":
        message.file_urls_request.request_id = draw(WORDS)
        message.file_urls_request.file_names.extend(draw(several(st.just("a"))))
    elif kind == "operation":
        operation = message.backend_operation_request
        operation.request_id, operation.session_id = draw(WORDS), draw(WORDS)
        payload = draw(st.sampled_from(("deferred_file", "install_skills", "dismiss_skills_nudge", "")))
        if payload:
            getattr(operation, payload).SetInParent()
    else:
        setattr(message, kind, draw(st.booleans()))
    return message


@st.composite
def frames(draw: st.DrawFn, widgets: Mapping[str, str]) -> bytes | str:
    """What comes over the wire: messages, parts of messages, and noise."""
    whole = draw(st.one_of(reruns(widgets), reruns(widgets), orders())).SerializeToString()
    cut = whole[: draw(st.integers(0, len(whole)))]
    large = b"\x00" * draw(st.sampled_from((500_000, 1_100_000, 5_000_000)))
    return draw(st.one_of(*[st.just(whole)] * 6, st.just(cut), st.binary(), st.text(), st.just(large)))
