"""What a visitor may send, and what becomes of all else."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from deploy import visitors_messages
from deploy.visitors_messages import A_SECOND, BURST, SHORT, VisitorsMessages

WEBSOCKET: Scope = {"type": "websocket", "path": "/_stcore/stream"}
RUN = BackMsg()
RUN.rerun_script.page_name = "explore"
GONE: Message = {"type": "websocket.disconnect", "code": 1001}


class Streamlit:
    """Stands for Streamlit: keeps what reaches it until the visitor is gone, then says goodbye."""

    def __init__(self) -> None:
        self.heard: list[Message] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        while not self.heard or self.heard[-1]["type"] != "websocket.disconnect":
            self.heard.append(await receive())
        await send({"type": "websocket.send", "bytes": b"too late"})

    @property
    def messages(self) -> list[BackMsg]:
        return [BackMsg.FromString(each["bytes"]) for each in self.heard if "bytes" in each]


def sent(messages: Iterable[Message]) -> tuple[Streamlit, list[Message]]:
    """What reaches Streamlit of what a visitor sends, and what comes back."""
    streamlit, waiting, back = Streamlit(), [*messages, GONE], []

    async def receive() -> Message:
        return waiting.pop(0)

    async def send(message: Message) -> None:
        back.append(message)

    asyncio.run(VisitorsMessages(streamlit)(WEBSOCKET, receive, send))
    return streamlit, back


def frame(message: BackMsg) -> Message:
    return {"type": "websocket.receive", "bytes": message.SerializeToString()}


def test_runs_pass_as_they_are() -> None:
    streamlit, back = sent([{"type": "websocket.connect"}, frame(RUN), frame(BackMsg(stop_script=True))])
    assert streamlit.heard == [
        {"type": "websocket.connect"},
        frame(RUN),
        frame(BackMsg(stop_script=True)),
        GONE,
    ]
    assert back == [{"type": "websocket.send", "bytes": b"too late"}]


@pytest.mark.parametrize(
    "order",
    [
        BackMsg(clear_cache=True),
        BackMsg(load_git_info=True),
        BackMsg(set_run_on_save=True),
        BackMsg(debug_disconnect_websocket=True),
        BackMsg(debug_shutdown_runtime=True),
        BackMsg(file_urls_request={"file_names": ["a"]}),
        BackMsg(backend_operation_request={"install_skills": {}}),
        BackMsg(),
    ],
    ids=lambda order: order.WhichOneof("type") or "nothing",
)
def test_orders_that_concern_the_server_are_left_unheard(order: BackMsg) -> None:
    streamlit, _back = sent([frame(order), frame(RUN)])
    assert streamlit.messages == [RUN]


def test_a_value_that_no_control_has_is_left_out() -> None:
    asked = BackMsg()
    asked.rerun_script.CopyFrom(RUN.rerun_script)
    states = asked.rerun_script.widget_states.widgets
    states.add(id="$$ID-0-chosen", string_value="ELU")
    states.add(id="$$ID-0-figure", json_value="{")
    states.add(id="$$ID-0-file", bytes_value=b"\xff")
    states.add(id="$$ID-0-empty")
    states.add(id="chosen", string_value="ELU")
    streamlit, _back = sent([frame(asked)])
    (message,) = streamlit.messages
    assert [*message.rerun_script.widget_states.widgets] == [
        WidgetState(id="$$ID-0-chosen", string_value="ELU")
    ]
    assert message.rerun_script.page_name == "explore"


@pytest.mark.parametrize(
    ("noise", "code"),
    [
        ({"type": "websocket.receive", "text": "hello"}, 1003),
        ({"type": "websocket.receive", "bytes": b"\xff\xff\xff"}, 1002),
        ({"type": "websocket.receive", "bytes": RUN.SerializeToString()[:-1]}, 1002),
    ],
    ids=["text", "noise", "half a message"],
)
def test_who_does_not_speak_the_protocol_is_seen_out(noise: Message, code: int) -> None:
    streamlit, back = sent([frame(RUN), noise, frame(RUN)])
    assert streamlit.heard == [frame(RUN), {"type": "websocket.disconnect", "code": code}]
    assert back == [{"type": "websocket.close", "code": code}]


@pytest.mark.parametrize("refusal", [OSError, RuntimeError])
def test_who_has_left_is_told_nothing_and_heard_no_more(refusal: type[Exception]) -> None:
    heard: list[Message] = []

    async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
        heard.append(await receive())
        await send({"type": "websocket.send", "bytes": b"lost"})
        heard.append(await receive())
        await send({"type": "websocket.close"})

    async def receive() -> Message:
        return frame(RUN)

    async def send(message: Message) -> None:
        raise refusal

    asyncio.run(VisitorsMessages(streamlit)(WEBSOCKET, receive, send))
    assert heard == [frame(RUN), {"type": "websocket.disconnect", "code": 1006}]


def test_who_sends_much_has_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(visitors_messages.time, "monotonic", lambda: sum(waited))
    monkeypatch.setattr(visitors_messages.asyncio, "sleep", wait)
    streamlit, _back = sent([frame(RUN)] * (BURST + 10))
    assert len(streamlit.messages) == BURST + 10
    assert waited == pytest.approx([1 / A_SECOND] * 10)

    waited.clear()
    long = BackMsg(rerun_script={"query_string": "x" * (5 * SHORT - 100)})  # type: ignore[arg-type]
    sent([frame(long)] * 10)
    assert waited == pytest.approx([5 / A_SECOND] * (10 - BURST // 5), rel=0.01)


def test_nothing_can_be_uploaded() -> None:
    back: list[Message] = []

    async def send(message: Message) -> None:
        back.append(message)

    scope = {"type": "http", "path": "/base/_stcore/upload_file/session/file", "method": "PUT"}
    asyncio.run(VisitorsMessages(Streamlit())(scope, None, send))  # type: ignore[arg-type]
    assert back[0]["status"] == 403
