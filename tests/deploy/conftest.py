"""One request at a time to the proxy and its two replicas."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from deploy import proxy, settings
from tests.patience import PATIENCE_SECONDS
from tests.stack import access_log, shared_stack, stack

__all__ = ["access_log", "shared_stack", "stack"]


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    body: bytes


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the proxy is configured by, which a test may change."""
    folder = tmp_path / "release"
    shutil.copytree(proxy.TEMPLATES, folder / proxy.TEMPLATES.name)
    shutil.copy(settings.FOLDER / "proxy.env", folder)
    monkeypatch.setattr(proxy, "TEMPLATES", folder / proxy.TEMPLATES.name)
    monkeypatch.setattr(settings, "FOLDER", folder)
    return folder


def ask(
    address: str,
    path: str = "",
    method: str = "GET",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    source: str = "127.0.0.1",
) -> Answer:
    """One request over a connection of its own, with no header but those given and Host."""
    place = urlsplit(address).netloc
    connection = HTTPConnection(place, timeout=PATIENCE_SECONDS, source_address=(source, 0))
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
