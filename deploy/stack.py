"""The proxy and its replicas on this machine, without containers."""

from __future__ import annotations

import getpass
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from deploy import proxy, settings
from deploy.static import ROOT, collect

START_SECONDS = 180
END_SECONDS = 30


@dataclass
class Replica:
    port: int
    process: subprocess.Popen[bytes] = field(init=False)

    def poll(self) -> int | None:
        """What it has ended with, if it has."""
        return self.process.poll()


@dataclass
class Stack:
    """What runs. Replicas keep their ports when they are started anew."""

    folder: Path
    port: int
    status_port: int
    environment: dict[str, str]
    output: int | None = None
    replicas: list[Replica] = field(default_factory=list)
    proxy: subprocess.Popen[bytes] = field(init=False)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def listen(self) -> str:
        """Where visitors come in, as nginx says it."""
        return self.environment.get("LISTEN") or f"{self.environment.get('HOST', '127.0.0.1')}:{self.port}"

    @property
    def status_address(self) -> str:
        """Where nginx says how many connections it has."""
        return f"http://127.0.0.1:{self.status_port}/"

    def kill(self, index: int) -> None:
        """Without a warning, as the kernel does to a process that takes too much memory."""
        kill(self.replicas[index].process)

    def start(self, index: int) -> None:
        """Starts a replica that has ended, and waits until it is ready."""
        self.launch_replica(self.replicas[index])
        self.wait_for_replica(self.replicas[index])

    def replace(self, index: int) -> None:
        """Ends a replica, and starts it anew."""
        end(self.replicas[index].process)
        self.start(index)

    def restart_proxy(self) -> None:
        end(self.proxy)
        self.start_proxy()

    def reload_proxy(self) -> None:
        """Has nginx read its configuration anew, without a pause; one with a mistake it leaves alone."""
        self.configure_proxy()
        self.proxy.send_signal(signal.SIGHUP)

    def start_replicas(self, ports: Sequence[int]) -> None:
        for port in ports:
            replica = Replica(port)
            self.launch_replica(replica)
            self.replicas.append(replica)
        for replica in self.replicas:
            self.wait_for_replica(replica)

    def launch_replica(self, replica: Replica) -> None:
        replica.process = subprocess.Popen(
            [sys.executable, "-m", "deploy.server"],
            cwd=ROOT,
            env=self.environment | {"HOST": "127.0.0.1", "PORT": str(replica.port)},
            stdin=subprocess.DEVNULL,
            stdout=self.output,
            process_group=0,
        )

    def wait_for_replica(self, replica: Replica) -> None:
        wait_until_answers(replica.process, f"http://127.0.0.1:{replica.port}/ready")

    def configure_proxy(self) -> Path:
        values = {"RESOLVER": "127.0.0.1"} | self.environment
        values |= {"LISTEN": self.listen, "STATUS": f"127.0.0.1:{self.status_port}"}
        values["SITE"] = self.environment.get("SITE") or str(collect())
        return proxy.write(self.folder, values, [f"127.0.0.1:{replica.port}" for replica in self.replicas])

    def start_proxy(self) -> None:
        self.launch_proxy()
        wait_until_answers(self.proxy, self.status_address)

    def relaunch_proxy(self) -> None:
        """When nginx was lost: its workers still have the port."""
        kill(self.proxy)
        self.launch_proxy()

    def launch_proxy(self) -> None:
        main = self.configure_proxy()
        who = ["-g", f"user {getpass.getuser()};"] if os.geteuid() == 0 else []
        self.proxy = subprocess.Popen(
            ["nginx", "-e", "stderr", "-p", str(self.folder), "-c", str(main), *who],
            stdin=subprocess.DEVNULL,
            stdout=self.output,
            process_group=0,
        )

    def end(self) -> None:
        processes = [replica.process for replica in self.replicas]
        if hasattr(self, "proxy"):
            processes.append(self.proxy)
        end(*processes)


def replicas_of_this_machine() -> int:
    """One for each core, and one more that can be lost; it computes while others send."""
    return (os.cpu_count() or 1) + 1


@contextmanager
def running(
    replicas: int = 2, port: int = 0, output: int | None = subprocess.DEVNULL, **own: str
) -> Iterator[Stack]:
    """A stack with everything ready, on ports from one on; further settings as in app.env and proxy.env.

    OSError if a port is taken; RuntimeError or TimeoutError if something does not start.
    """
    environment = settings.read("app.env") | os.environ | own
    visitors, status, *of_replicas = free_ports(2 + replicas, port)
    with TemporaryDirectory(prefix="stack-", ignore_cleanup_errors=True) as folder:
        stack = Stack(Path(folder), visitors, status, environment, output)
        try:
            stack.start_replicas(of_replicas)
            stack.start_proxy()
            yield stack
        finally:
            stack.end()


def end(*processes: subprocess.Popen[bytes]) -> None:
    """Asks all to end, and kills what is left after a while: it hangs, is starting, or has lost nginx."""
    for process in processes:
        process.terminate()
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(END_SECONDS)
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """With its group, in which nginx's workers are."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def free_ports(number: int, first: int = 0) -> list[int]:
    """From one on, or wherever there are any; OSError if one is taken."""
    with ExitStack() as listeners:
        listening = [
            listeners.enter_context(socket.create_server(("127.0.0.1", first and first + place)))
            for place in range(number)
        ]
        return [int(listener.getsockname()[1]) for listener in listening]


def wait_until_answers(process: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=START_SECONDS):
                return
        except OSError:
            with suppress(subprocess.TimeoutExpired):
                raise RuntimeError(f"{process.args!r} ended with {process.wait(timeout=0.05)}.") from None
    raise TimeoutError(f"{process.args!r} was not ready after {START_SECONDS} s.")
