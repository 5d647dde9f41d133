"""Runs as a visitor waits for them, told by the messages that go to and fro."""

from __future__ import annotations

import pytest
from starlette.types import Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.SessionStatus_pb2 import SessionStatus

from deploy.runs import Runs, Visit

ASKED = BackMsg(rerun_script=ClientState(page_name="explore")).SerializeToString()
BEGUN = ForwardMsg(session_status_changed=SessionStatus(script_is_running=True)).SerializeToString()
ENDED = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY).SerializeToString()
NEW = ForwardMsg(new_session={"name": "explore"}).SerializeToString()  # type: ignore[arg-type]
INTERRUPTED = ForwardMsg(script_finished=ForwardMsg.FINISHED_EARLY_FOR_RERUN).SerializeToString()


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    raise AssertionError


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock on which a second passes between one look and the next."""
    ticks = iter(range(1000))
    monkeypatch.setattr("time.monotonic", lambda: float(next(ticks)))


@pytest.mark.usefixtures("seconds")
@pytest.mark.parametrize(
    ("told", "measured", "waited", "waiting"),
    [
        ((ASKED,), 0, 0, 1),
        ((ASKED, BEGUN, ENDED), 1, 1, 0),
        ((ASKED, ASKED, BEGUN, ENDED), 1, 1, 0),
        ((ASKED, BEGUN, ASKED, ENDED), 1, 2, 1),
        ((ASKED, BEGUN, ASKED, ENDED, BEGUN, ENDED), 2, 4, 0),
        ((ASKED, BEGUN, ASKED, INTERRUPTED, BEGUN, ENDED), 1, 1, 0),
        ((ASKED, ASKED, BEGUN, INTERRUPTED, BEGUN, ENDED), 1, 1, 0),
        ((ASKED, NEW, BEGUN, ASKED, NEW, ENDED), 1, 2, 0),
        ((ENDED,), 0, 0, 0),
    ],
    ids=[
        "not yet",
        "one",
        "two in one",
        "two, not yet",
        "two",
        "interrupted",
        "interrupted at once",
        "the first end is never told",
        "unasked",
    ],
)
def test_a_visitor_waits_from_asking_to_the_end_of_the_run_that_answers(
    told: tuple[bytes, ...], measured: int, waited: float, waiting: int
) -> None:
    runs = Runs(app)
    visit = Visit(runs)
    for raw in told:
        (visit.hear if raw == ASKED else visit.say)(raw)
    stat = runs.seconds["explore"].stat("", "")
    assert (stat.observation_count, stat.observation_sum, runs.waiting) == (measured, waited, waiting)
    visit.leave()
    assert runs.waiting == 0
