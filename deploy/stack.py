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
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
    process: subprocess.Popen[bytes]


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
    def status_address(self) -> str:
        """Where nginx says how many connections it has."""
        return f"http://127.0.0.1:{self.status_port}/"

    def kill(self, index: int) -> None:
        """Without a warning, as the kernel does to a process that takes too much memory."""
        self.replicas[index].process.kill()
        self.replicas[index].process.wait()

    def start(self, index: int) -> None:
        """Starts a replica that has ended, and waits until it is ready."""
        replica = self.replicas[index]
        replica.process = self.launch_replica(replica.port)
        self.wait_for_replica(replica)

    def replace(self, index: int) -> None:
        """Asks a replica to end, waits until it has, and starts it anew."""
        self.replicas[index].process.terminate()
        self.replicas[index].process.wait(END_SECONDS)
        self.start(index)

    def restart_proxy(self) -> None:
        self.proxy.terminate()
        self.proxy.wait(END_SECONDS)
        self.start_proxy()

    def start_replicas(self, number: int) -> None:
        for port in free_ports(number):
            self.replicas.append(Replica(port, self.launch_replica(port)))
        for replica in self.replicas:
            self.wait_for_replica(replica)

    def launch_replica(self, port: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "deploy.server"],
            cwd=ROOT,
            env=self.environment | {"HOST": "127.0.0.1", "PORT": str(port)},
            stdin=subprocess.DEVNULL,
            stdout=self.output,
        )

    def wait_for_replica(self, replica: Replica) -> None:
        wait_until_answers(replica.process, f"http://127.0.0.1:{replica.port}/ready")

    def start_proxy(self) -> None:
        values = {
            "LISTEN": f"{self.environment.get('HOST', '127.0.0.1')}:{self.port}",
            "STATUS": f"127.0.0.1:{self.status_port}",
            "RESOLVER": "127.0.0.1",
        }
        values |= {name: self.environment[name] for name in proxy.DEFAULTS if name in self.environment}
        if "SITE" not in values:
            values["SITE"] = str(collect())
        main = proxy.write(self.folder, values, [f"127.0.0.1:{replica.port}" for replica in self.replicas])
        who = ["-g", f"user {getpass.getuser()};"] if os.geteuid() == 0 else []
        self.proxy = subprocess.Popen(
            ["nginx", "-e", "stderr", "-p", str(self.folder), "-c", str(main), *who],
            stdin=subprocess.DEVNULL,
            stdout=self.output,
        )
        wait_until_answers(self.proxy, self.status_address)

    def end(self) -> None:
        processes = [replica.process for replica in self.replicas]
        if hasattr(self, "proxy"):
            processes.append(self.proxy)
        for process in processes:
            process.terminate()
        for process in processes:
            try:
                process.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def running(
    replicas: int = 2, port: int | None = None, output: int | None = subprocess.DEVNULL, **own: str
) -> Iterator[Stack]:
    """A stack with everything ready; further settings as in app.env and proxy.env."""
    environment = settings.read("app.env") | os.environ | own
    visitors, status = free_ports(2)
    with TemporaryDirectory(prefix="stack-", ignore_cleanup_errors=True) as folder:
        stack = Stack(Path(folder), port or visitors, status, environment, output)
        try:
            stack.start_replicas(replicas)
            stack.start_proxy()
            yield stack
        finally:
            stack.end()


def free_ports(number: int) -> list[int]:
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [int(listener.getsockname()[1]) for listener in listeners]
    for listener in listeners:
        listener.close()
    return ports


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


def main() -> None:
    """`python -m deploy [replicas]`: on PORT, until asked to end; a replica that ends is started anew."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    replicas = int(sys.argv[1]) if len(sys.argv) > 1 else os.cpu_count() or 1
    with suppress(KeyboardInterrupt), running(replicas, int(os.environ.get("PORT", "8501")), None) as stack:
        print(stack.address, flush=True)
        while stack.proxy.poll() is None:
            time.sleep(1)
            for replica in stack.replicas:
                if replica.process.poll() is not None:
                    replica.process = stack.launch_replica(replica.port)
