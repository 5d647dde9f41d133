"""The proxy as a visitor, a browser and an attacker meet it."""

from __future__ import annotations

import gzip
import json
import os
import re
import signal
import socket
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from streamlit.file_util import get_static_dir
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_routes import (
    BASE_ROUTE_UPLOAD_FILE,
    ROUTE_METRICS,
    ROUTE_SCRIPT_HEALTH,
)

from bench.processes import Process
from bench.visitor import Visitor
from deploy.proxy import TEMPLATES
from deploy.stack import Stack, end, free_ports
from deploy.static import GUIDE
from tests.deploy.conftest import ask
from tests.patience import PATIENCE_SECONDS, wait_until
from tests.server import ending
from ui.page import FRONT_DOOR, PAGES

STREAM = "_stcore/stream"
HANDSHAKE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Protocol": "streamlit",
}
IMMUTABLE = "public, immutable, max-age=31536000"
SCRIPT = max(
    (Path(get_static_dir()) / "static" / "js").glob("index.*.js"), key=lambda path: path.stat().st_size
)
SCRIPT_PATH = f"static/js/{SCRIPT.name}"
PLOTLY_PATH = "app/static/plotly/plotly.min.js"
AHEAD = re.compile(
    r'^ *<link rel="(modulepreload|preload" as="script" fetchpriority="low)" href="[^"]*">\n', re.MULTILINE
)
PATHS = ["" if page.name == FRONT_DOOR else page.name for page in PAGES]


def direct(stack: Stack, index: int = 0) -> str:
    return f"http://127.0.0.1:{stack.replicas[index].port}/"


@contextmanager
def visitors(stack: Stack, number: int) -> Iterator[list[Visitor]]:
    with ExitStack() as open_pages:
        yield [open_pages.enter_context(Visitor(stack, "explore")) for _ in range(number)]


@contextmanager
def noted(stack: Stack, access_log: Path, path: str, number: int) -> Iterator[list[dict[str, object]]]:
    """The next lines of the log about a path, once they stand there: nginx writes after it has answered, and
    of a WebSocket when it has noticed its end.
    """
    wait_until(lambda: b"Active connections: 1 " in ask(stack.status_address).body)
    before = access_log.read_text().count("\n")
    lines: list[dict[str, object]] = []
    yield lines

    def stand_there() -> bool:
        new = map(json.loads, access_log.read_text().splitlines()[before:])
        lines[:] = [line for line in new if line["path"] == f"/{path}"]
        return len(lines) >= number

    wait_until(stand_there)
    assert len(lines) == number


@pytest.mark.parametrize(
    "path", [*PATHS, "nothing_of_that_name", "explore?f=ELU&f_elu_alpha=2", "?embed=true"]
)
def test_a_page_is_streamlits_own_with_a_guide(stack: Stack, path: str) -> None:
    answer, original = ask(stack.address, path), ask(direct(stack), path)
    assert answer.status == original.status == 200
    ours = AHEAD.sub("", answer.body.decode()).replace(GUIDE, "", 1)
    assert ours == original.body.decode() != answer.body.decode()
    assert answer.headers["Content-Type"] == original.headers["Content-Type"]
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("explore/", "/explore"),
        ("explore/?f=ELU", "/explore?f=ELU"),
        ("explore/anything/else?f=ELU", "/explore?f=ELU"),
        ("explore/_stcore/stream", "/explore"),
    ],
)
def test_what_is_below_a_page_leads_to_it(stack: Stack, path: str, page: str) -> None:
    answer = ask(stack.address, path)
    assert (answer.status, answer.headers["Location"]) == (301, page)


@pytest.mark.parametrize(
    "path", ["/example.org/x", "%5cexample.org/x", "%2f%2fexample.org/x/", "a%0d%0aX-By:%20us/x"]
)
def test_nobody_is_led_elsewhere(stack: Stack, path: str) -> None:
    answer = ask(stack.address, path)
    assert answer.status in (400, 404)
    assert answer.headers["Location"] is answer.headers["X-By"] is None


@pytest.mark.parametrize(
    ("path", "lifetime"), [(SCRIPT_PATH, IMMUTABLE), (PLOTLY_PATH, "no-cache"), ("explore", "no-cache")]
)
def test_files_come_compressed_and_are_kept(stack: Stack, path: str, lifetime: str) -> None:
    plain, gz, br = (
        ask(stack.address, path, headers={"Accept-Encoding": encoding})
        for encoding in ("identity", "gzip", "gzip, deflate, br, zstd")
    )
    assert [each.headers["Content-Encoding"] for each in (plain, gz, br)] == [None, "gzip", "br"]
    assert len(plain.body) > 2 * len(gz.body) > 2 * len(br.body)
    assert gzip.decompress(gz.body) == plain.body
    decompress = ["brotli", "--decompress", "--stdout"]
    assert subprocess.run(decompress, input=br.body, stdout=subprocess.PIPE, check=True).stdout == plain.body
    for each, encoding in ((plain, "identity"), (gz, "gzip"), (br, "br")):
        assert each.headers["Cache-Control"] == lifetime
        assert each.headers["Vary"] == "Accept-Encoding"
        seen = {"If-None-Match": each.headers["ETag"], "Accept-Encoding": encoding}
        again = ask(stack.address, path, headers=seen)
        assert (again.status, again.body) == (304, b"")


def test_a_font_is_kept_for_a_week(stack: Stack) -> None:
    font = next((Path(get_static_dir()) / "static" / "media").glob("SourceSansVF-*.woff2"))
    answer = ask(stack.address, f"static/media/{font.name}")
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "public, max-age=604800")


def test_what_is_not_there_is_not_kept(stack: Stack) -> None:
    answer = ask(stack.address, "static/js/nothing.js")
    assert answer.status == 404
    assert answer.headers["Cache-Control"] is None


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ROUTE_METRICS),
        ("GET", ROUTE_SCRIPT_HEALTH),
        ("PUT", f"{BASE_ROUTE_UPLOAD_FILE}/session/file"),
        ("POST", "_stcore/agent/interact"),
        ("GET", "_stcore/agent/openapi.json"),
        ("POST", "_stcore/agent/mcp"),
        ("GET", "_stcore/bidi-components/live_figure/x.js"),
        ("GET", "_stcore/anything"),
        ("GET", "component/x/index.html"),
        ("GET", "auth/login"),
        ("GET", "metrics"),
        ("GET", "ready"),
        ("GET", "static/../../inline_scripts.conf"),
        ("GET", "app/static/../../../../etc/passwd"),
        ("GET", "static/manifest.json"),
        ("GET", "favicon.ico"),
        ("GET", "robots.txt"),
    ],
)
def test_what_is_not_for_visitors_is_not_there(stack: Stack, method: str, path: str) -> None:
    assert ask(stack.address, path, method, b"" if method != "GET" else None).status in (400, 404)


@pytest.mark.parametrize("path", ["", "explore", PLOTLY_PATH])
def test_pages_and_files_are_only_read(stack: Stack, path: str) -> None:
    assert ask(stack.address, path, "POST", b"x").status == 405


def test_a_handshake_is_answered_where_the_page_is_from(stack: Stack) -> None:
    host = urlsplit(stack.address).netloc
    for own in ({}, {"Origin": f"http://{host}"}, {"Host": "app.example", "Origin": "https://app.example"}):
        assert ask(stack.address, STREAM, headers=HANDSHAKE | own).status == 101


@pytest.mark.parametrize(
    "origin", ["https://example.org", "null", "http://127.0.0.1:1", "http://{host}.org", "{host}"]
)
def test_a_handshake_for_a_foreign_page_never_reaches_a_replica(
    stack: Stack, access_log: Path, origin: str
) -> None:
    host = urlsplit(stack.address).netloc
    with noted(stack, access_log, STREAM, 1) as lines:
        answer = ask(stack.address, STREAM, headers=HANDSHAKE | {"Origin": origin.format(host=host)})
    assert answer.status == lines[0]["status"] == 403
    assert lines[0]["replica"] == ""


@pytest.mark.parametrize(("size", "status"), [(1024, 405), (1025, 413), (2**20, 413)])
def test_a_body_may_have_a_kilobyte(stack: Stack, size: int, status: int) -> None:
    assert ask(stack.address, "_stcore/health", "POST", b"x" * size).status == status


@pytest.mark.parametrize(("length", "status"), [(15_000, 200), (40_000, 414)])
def test_an_address_may_be_long(stack: Stack, length: int, status: int) -> None:
    assert ask(stack.address, f"your_function?expression={'x' * length}").status == status


def test_both_replicas_get_visitors(stack: Stack, access_log: Path) -> None:
    with noted(stack, access_log, STREAM, 6) as lines, visitors(stack, 6) as pages:
        for page in pages:
            assert page.run() > 0
    assert sorted(str(line["replica"]) for line in lines) == sorted(
        f"127.0.0.1:{replica.port}" for replica in stack.replicas for _ in range(3)
    )


def test_without_a_replica_everyone_goes_to_the_other(stack: Stack) -> None:
    stack.kill(0)
    with visitors(stack, 6) as pages:
        for page in pages:
            assert page.run() > 0
    assert ask(stack.address, "_stcore/health").status == 200


def test_a_replica_that_does_not_end_when_asked_is_replaced(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deploy.stack.END_SECONDS", 0.1)
    hangs = stack.replicas[0].process
    hangs.send_signal(signal.SIGSTOP)
    stack.replace(0)
    assert hangs.returncode == -signal.SIGKILL
    assert ask(direct(stack), "ready").status == 200


def test_a_proxy_that_does_not_end_when_asked_is_restarted(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deploy.stack.END_SECONDS", 0.1)
    hangs = stack.proxy
    hangs.send_signal(signal.SIGSTOP)
    stack.restart_proxy()
    assert hangs.returncode == -signal.SIGKILL
    wait_until(lambda: len(Process(stack.proxy.pid).children()) > 0)
    assert ask(stack.address, "_stcore/health").status == 200


def test_workers_who_have_lost_their_master_end_as_well() -> None:
    master = subprocess.Popen(["sh", "-c", "sleep 1000 &"], stdout=subprocess.PIPE, process_group=0)
    master.wait()
    end(master)
    master.communicate(timeout=PATIENCE_SECONDS)


def test_a_file_is_found_in_whichever_replica_has_made_it(stack: Stack) -> None:
    with Downloader(stack, "cheat_sheet") as visitor:
        visitor.run()
        assert [ask(direct(stack, i), visitor.url).status for i in (0, 1)].count(200) == 1
        assert [ask(stack.address, visitor.url).status for _ in range(8)] == [200] * 8


class Downloader(Visitor):
    """Notes where the page's download is."""

    url = ""

    def read(self, raw: bytes) -> bool:
        message = ForwardMsg.FromString(raw)
        self.url = message.delta.new_element.download_button.url.removeprefix("/") or self.url
        return super().read(raw)


def test_the_log_knows_no_visitor(stack: Stack, access_log: Path) -> None:
    secret = {
        "Cookie": "c=secret",
        "User-Agent": "secret",
        "Referer": "secret",
        "X-Forwarded-For": "192.0.2.1",
    }
    with noted(stack, access_log, "_stcore/health", 1) as lines:
        ask(stack.address, "explore?f=secret", headers=secret)
        ask(stack.address, "_stcore/health?secret", headers=secret)
    said = access_log.read_text()
    assert '"path":"/explore"' in said
    assert set(lines[0]) == {
        *("time", "method", "path", "status", "bytes", "seconds"),
        *("replica", "replica_status", "replica_seconds", "connect_seconds"),
    }
    assert "secret" not in said
    assert "192.0.2.1" not in said


def test_nginx_says_how_busy_it_is_beside_the_public_port(stack: Stack) -> None:
    assert b"Active connections:" in ask(stack.status_address).body
    assert ask(stack.status_address, "explore").status == 404


def test_the_ports_of_a_stack_are_its_own_whatever_the_environment_says(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(stack.environment, "STATUS", "192.0.2.1:1")
    monkeypatch.setitem(stack.environment, "REPLICA", "192.0.2.1:1")
    assert "192.0.2.1" not in stack.configure_proxy().read_text()


def test_who_asks_without_end_is_told_so_and_nobody_else_is(stack: Stack) -> None:
    greedy, other = "127.0.0.2", "127.0.0.3"
    burst = int(re.findall(r"burst=(\d+)", (TEMPLATES / "limits.conf").read_text())[0])
    answered: Counter[int] = Counter()
    while not answered[429] and answered.total() < 10 * burst:
        answered += statuses(stack, "_stcore/health", greedy, 500)
    assert set(answered) == {200, 429}
    assert answered[200] >= burst
    assert statuses(stack, "_stcore/health", other, 500) == {200: 500}
    assert statuses(stack, "explore", greedy, 1) == {200: 1}, "files cost next to nothing"


def test_one_network_address_has_so_many_pages_open_and_no_more(stack: Stack, tmp_path: Path) -> None:
    """By a proxy of its own before the same replicas."""
    port, status_port = free_ports(2)
    own = {"VISITORS_OF_AN_ADDRESS": "2", "ACCESS_LOG": os.devnull}
    strict = replace(
        stack, folder=tmp_path, port=port, status_port=status_port, environment=stack.environment | own
    )
    strict.start_proxy()
    with ending(strict.proxy):
        with visitors(strict, 2):
            assert ask(strict.address, STREAM, headers=HANDSHAKE).status == 429
            assert ask(strict.address, STREAM, headers=HANDSHAKE, source="127.0.0.2").status == 101
            assert ask(strict.address, "_stcore/health").status == 200
        wait_until(lambda: ask(strict.address, STREAM, headers=HANDSHAKE).status == 101)


def statuses(stack: Stack, path: str, asking: str, number: int) -> Counter[int]:
    """Of as many requests in one breath from an address of this machine."""
    request = f"GET /{path} HTTP/1.1\r\nHost: app.example\r\n"
    requests = f"{request}\r\n" * (number - 1) + f"{request}Connection: close\r\n\r\n"
    with (
        socket.create_connection(("127.0.0.1", stack.port), source_address=(asking, 0)) as connection,
        connection.makefile("rwb") as stream,
    ):
        stream.write(requests.encode())
        stream.flush()
        return Counter(map(int, re.findall(rb"HTTP/1.1 (\d+) ", stream.read())))
