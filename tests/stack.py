"""A proxy in front of two replicas, for all tests of a folder whose conftest.py takes these fixtures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.faults import mend
from deploy.stack import Stack, running


@pytest.fixture(scope="session")
def access_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stack") / "access.log"


@pytest.fixture(scope="session")
def shared_stack(access_log: Path) -> Iterator[Stack]:
    with running(2, ACCESS_LOG=str(access_log)) as stack:
        yield stack


@pytest.fixture
def stack(shared_stack: Stack) -> Iterator[Stack]:
    """A test may kill its replicas; the next finds them all."""
    yield shared_stack
    mend(shared_stack)
