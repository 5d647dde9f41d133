"""A proxy and two replicas for the tests, and one request to them at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from deploy.stack import Stack, running

PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    body: bytes


def ask(
    address: str,
    path: str = "",
    method: str = "GET",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """One request over a connection of its own, with no header but those given and Host."""
    place = urlsplit(address).netloc
    connection = HTTPConnection(place, timeout=PATIENCE_SECONDS)
    connection.putrequest(method, f"/{path}", skip_host="Host" in (headers or {}), skip_accept_encoding=True)
    for name, value in (headers or {}).items():
        connection.putheader(name, value)
    if body is not None:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    response = connection.getresponse()
    answer = Answer(response.status, response.headers, response.read() if response.status != 101 else b"")
    connection.close()
    return answer


@pytest.fixture(scope="session")
def access_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stack") / "access.log"


@pytest.fixture(scope="session")
def stack(access_log: Path) -> Iterator[Stack]:
    with running(2, ACCESS_LOG=str(access_log)) as stack:
        yield stack
