"""`python -m deploy`, as a machine without containers runs it."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import pytest

from bench.processes import Process
from deploy.__main__ import main, roll
from deploy.stack import START_SECONDS, Stack, free_ports
from tests.deploy.conftest import ask
from tests.patience import PATIENCE_SECONDS, wait_until
from tests.server import ROOT, ending

REPLICAS = 2
BELOW_THOSE_OF_CONNECTIONS = range(20_000, 30_000)


@dataclass(frozen=True)
class Served:
    process: subprocess.Popen[bytes]
    port: int
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def parts(self) -> list[Process]:
        """nginx and the replicas."""
        return Process(self.process.pid).children()

    def is_ready(self) -> bool:
        """Each at its own port, which follow the one for visitors."""
        ports = range(self.port + 2, self.port + 2 + REPLICAS)
        with suppress(OSError):
            answers = [ask(f"http://127.0.0.1:{port}/", "ready") for port in ports]
            answers.append(ask(self.address, "_stcore/health"))
            return {answer.status for answer in answers} == {HTTPStatus.OK}
        return False

    def says(self) -> list[str]:
        return [json.loads(line)["message"] for line in self.log.read_text().splitlines()]


def command(port: int) -> list[str]:
    return [sys.executable, "-m", "deploy", str(REPLICAS), "--port", str(port)]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """At last it is asked to end twice, by SIGINT and SIGTERM: the second must not disturb the end."""
    with serving(tmp_path_factory.mktemp("served") / "log") as server:
        yield server
        server.process.send_signal(signal.SIGINT)


@contextmanager
def serving(log: Path, *around: str, stdin: int = subprocess.DEVNULL) -> Iterator[Served]:
    """Asked to end with the context, if not before; then nothing of it is left."""
    port = free_row()
    whole = [*around, *command(port)]
    environment = os.environ | {"ACCESS_LOG": os.devnull}
    with (
        log.open("wb") as lines,
        ending(subprocess.Popen(whole, cwd=ROOT, env=environment, stdin=stdin, stdout=lines)) as process,
    ):
        server = Served(process, port, log)
        wait_until(lambda: f"Visitors come in at 127.0.0.1:{port}" in server.says(), START_SECONDS)
        yield server
    assert process.returncode == 0
    assert server.says()[-1] == "Ended"
    assert free_ports(2 + REPLICAS, port)[0] == port


def free_row() -> int:
    """The first of as many ports as it takes that are free."""
    while True:
        with suppress(OSError):
            return free_ports(2 + REPLICAS, random.choice(BELOW_THOSE_OF_CONNECTIONS))[0]


def test_what_is_lost_is_started_anew(served: Served) -> None:
    lost = served.parts
    assert len(lost) == 1 + REPLICAS
    for part in lost:
        os.kill(part.process, signal.SIGKILL)
    wait_until(lambda: not set(lost) & set(served.parts))
    wait_until(served.is_ready, START_SECONDS)
    said = [line for line in served.says() if "is started anew" in line]
    assert sum(line.startswith("nginx ended with -9") for line in said) == 1
    assert sum(line.startswith("The replica on port") for line in said) == REPLICAS


def test_a_new_release_comes_without_a_pause(served: Served) -> None:
    wait_until(served.is_ready, START_SECONDS)
    old = served.parts
    served.process.send_signal(signal.SIGHUP)

    def is_new() -> bool:
        assert ask(served.address, "_stcore/health").status == HTTPStatus.OK
        return "All replicas are new" in served.says()

    wait_until(is_new, START_SECONDS)
    assert len(set(old) & set(served.parts)) == 1, "nginx reads its files anew"
    assert served.is_ready()


def test_a_release_whose_configuration_lacks_a_setting_changes_nothing(
    stack: Stack, release: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = stack.configure_proxy().read_text(), [replica.process for replica in stack.replicas]
    (release / "nginx" / "nginx.conf").write_text("${NOWHERE}\n")
    roll(stack)
    assert "stops at nginx" in caplog.messages[-1]
    assert "NOWHERE" in caplog.messages[-1]
    assert before == (
        (stack.folder / "nginx.conf").read_text(),
        [replica.process for replica in stack.replicas],
    )


def test_it_ends_with_the_terminal_it_was_started_in(tmp_path: Path) -> None:
    ours, terminal = os.openpty()
    with serving(tmp_path / "log", "setsid", "--ctty", stdin=terminal) as server:
        os.close(terminal)
        os.close(ours)
        assert server.process.wait(PATIENCE_SECONDS) == 0


def test_where_a_port_is_taken_it_says_so_and_starts_nothing(served: Served) -> None:
    other = subprocess.run(command(served.port), cwd=ROOT, capture_output=True, text=True)
    *_, last = map(json.loads, other.stdout.splitlines())
    assert (other.returncode, last["level"]) == (1, "critical")
    assert str(served.port) in last["message"]
    assert "error" not in last
    assert other.stderr == ""


@pytest.mark.parametrize(("cores", "replicas"), [(None, 2), (1, 2), (4, 5)])
def test_there_is_a_replica_for_each_core_and_one_that_can_be_lost(
    cores: int | None, replicas: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    assert main.make_context("deploy", []).params["replicas"] == replicas


@pytest.mark.parametrize("wrong", ["0", "many", "--port=0", "--port=web"])
def test_what_it_cannot_do_it_says_in_a_sentence(wrong: str) -> None:
    said = subprocess.run([sys.executable, "-m", "deploy", wrong], cwd=ROOT, capture_output=True, text=True)
    assert said.returncode == 2
    assert "Invalid value" in said.stderr
    assert "Traceback" not in said.stderr
