"""One replica as a process: what visitors, whoever watches it and whoever ends it meet."""

from __future__ import annotations

import signal
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed
from websockets.frames import CloseCode

from deploy.pages import BY_HASH
from tests.copies import copy_of_the_app
from tests.fuzz.stranger import Stranger
from tests.patience import PATIENCE_SECONDS, wait_until
from tests.replica import WARM_SECONDS, Replica, launched, replica
from tests.server import free_port, running_app

SECRET = "known to the operator alone"
BROKEN_PAGE = f"from ui.page import begin_page\nbegin_page('explore')\nraise ValueError({SECRET!r})\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replica]:
    """The app with one page more, which fails."""
    root = copy_of_the_app(tmp_path_factory.mktemp("app"), "pages")
    (root / "pages" / "broken.py").write_text(BROKEN_PAGE)
    with replica(root / "log", root) as server:
        yield server


@pytest.fixture(scope="module")
def plain() -> Iterator[SimpleNamespace]:
    """The same app as by `streamlit run`."""
    with running_app() as address:
        yield SimpleNamespace(address=address)


def test_everything_is_imported_and_every_page_has_run_before_anyone_comes(server: Replica) -> None:
    assert server.metric("asked_runs_total") == 0
    labels = {"cache": "ui.page.warm_up", "cache_type": "st_cache_resource", "result": "miss"}
    assert server.metric("cache_lookups_total", **labels) == 1
    assert server.metric("session_events_total", type="connect") == len(BY_HASH)


@pytest.mark.parametrize(
    "path", ["", "explore", "nothing/here", "app/static/plotly/NONE", "_stcore/host-config"]
)
def test_files_are_served_as_by_streamlit_run(server: Replica, path: str, plain: SimpleNamespace) -> None:
    def answer(address: str) -> tuple[int, str | None, bytes]:
        try:
            with urllib.request.urlopen(f"{address}{path}") as answer:
                return answer.status, answer.headers["Content-Type"], answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers["Content-Type"], error.read()

    assert answer(server.address) == answer(plain.address)


@pytest.mark.parametrize(
    ("page", "query"),
    [("", ""), ("explore", "f=ELU&alpha=2"), ("step_race", "range=5&range=-5"), ("nowhere", "")],
)
def test_pages_are_served_as_by_streamlit_run(
    server: Replica, page: str, query: str, plain: SimpleNamespace
) -> None:
    with Stranger(server) as here, Stranger(plain) as there:
        assert here.visit(page, query).elements == there.visit(page, query).elements != []


def test_a_page_that_fails_tells_the_operator_why_and_the_visitor_what_to_do(server: Replica) -> None:
    with Stranger(server) as visitor:
        answer = visitor.visit("broken")
    assert answer.exceptions == []
    assert [warning for warning in answer.warnings if "Something went wrong" in warning]
    assert SECRET not in str(answer.elements)

    record = next(record for record in server.log() if record["level"] == "error")
    assert SECRET in record["error"]
    assert record["page"] == "home", "a page that the app does not have"
    assert len(record["session"]) == 8
    assert server.metric("failed_runs_total", page="home") == 1
    assert server.metric("log_records_total", level="error") == 1


def test_runs_are_measured_by_page_however_they_are_asked_for(server: Replica) -> None:
    asked, measured = server.metric("asked_runs_total"), server.metric("run_seconds_count", page="compare")
    with Stranger(server) as visitor:
        assert server.metric("open_connections") == 1
        visitor.visit("compare")
        again = BackMsg()
        again.rerun_script.page_script_hash = next(key for key, page in BY_HASH.items() if page == "compare")
        visitor.connection.send(again.SerializeToString())
        visitor.answer()
    wait_until(lambda: server.metric("open_connections") == 0)
    assert server.metric("asked_runs_total") == asked + 2
    assert server.metric("run_seconds_count", page="compare") == measured + 2
    assert server.metric("run_seconds_bucket", page="compare", le="+Inf") == measured + 2
    assert server.metric("run_seconds_sum", page="compare") > 0
    assert server.metric("waiting_visitors") == 0


def test_nothing_is_kept_of_visitors_who_have_left(server: Replica) -> None:
    before = server.metric("process_open_fds")
    with ExitStack() as crowd:
        visitors = [crowd.enter_context(Stranger(server)) for _ in range(10)]
        for visitor in visitors:
            visitor.visit("documents")
        assert server.metric("process_open_fds") > before + 10
    wait_until(lambda: server.metric("process_open_fds") <= before)


def test_visitors_who_come_and_go_leave_nothing_in_the_log(server: Replica) -> None:
    lines = len(server.log())
    with Stranger(server) as visitor:
        visitor.visit("documents", "lang=nonsense")
    wait_until(lambda: server.metric("open_connections") == 0)
    assert len(server.log()) == lines


@pytest.mark.parametrize("broken", [BROKEN_PAGE, "no python", ""], ids=["fails", "no Python", "not there"])
def test_a_release_with_a_page_that_does_not_work_never_gets_visitors(tmp_path: Path, broken: str) -> None:
    root = copy_of_the_app(tmp_path, "pages")
    page = root / "pages" / "zigzag.py"
    page.unlink()
    if broken:
        page.write_text(broken)
    log = tmp_path / "log"
    with launched(free_port(), log, root) as release:
        assert release.wait(WARM_SECONDS) > 0
    assert "zigzag" in log.read_text()
    assert "Ready" not in log.read_text()


def test_asked_to_end_it_sends_its_visitors_elsewhere(tmp_path: Path) -> None:
    with replica(tmp_path / "log") as server, ExitStack() as crowd:
        visitors = [crowd.enter_context(Stranger(server)) for _ in range(5)]
        for visitor in visitors:
            visitor.visit("documents")
        server.popen.send_signal(signal.SIGTERM)
        for visitor in visitors:
            with pytest.raises(ConnectionClosed) as closed:
                while True:
                    visitor.connection.recv(timeout=PATIENCE_SECONDS)
            assert closed.value.rcvd
            assert closed.value.rcvd.code == CloseCode.SERVICE_RESTART
        assert server.popen.wait(PATIENCE_SECONDS) == -signal.SIGTERM
        assert any(record["message"] == "Leaving, with 5 connections" for record in server.log())
        assert not any(record["level"] in ("error", "critical") for record in server.log())


def test_a_full_disk_for_the_log_keeps_nobody_waiting() -> None:
    with replica(Path("/dev/full")) as server:
        with Stranger(server) as visitor:
            assert visitor.visit("explore").elements
        assert server.metric("lost_log_records_total") > 0
