from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.replica import Replica, replica


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replica]:
    """One for all that a worker tries, so that what one case leaves behind can show in the next."""
    with unharmed(tmp_path_factory.mktemp("fuzz") / "log") as server:
        yield server


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replica]:
    """A server of its own, for what is measured and nobody else may disturb."""
    with unharmed(tmp_path_factory.mktemp("alone") / "log") as server:
        yield server


@contextmanager
def unharmed(log: Path) -> Iterator[Replica]:
    with replica(log) as server:
        yield server
        assert server.popen.poll() is None, "the server has ended"
        assert server.failures() == []
