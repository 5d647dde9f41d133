from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fuzz.served import Served, served


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One for all that a worker tries, so that what one case leaves behind can show in the next."""
    with served(tmp_path_factory.mktemp("fuzz") / "log") as server:
        yield server
        assert server.failures() == []
