"""What every answer of the proxy carries, what none does, and what none can be asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pytest

from deploy.stack import Stack
from tests.deploy.conftest import Answer, ask

UPGRADE = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
LONG = "x" * 70_000


class Question(NamedTuple):
    path: str
    status: int
    method: str = "GET"
    body: bytes | None = None
    headers: Mapping[str, str] | None = None


QUESTIONS = {
    "front door": Question("", 200),
    "page": Question("explore?f=ELU", 200),
    "script": Question("app/static/live_figure/index.js", 200),
    "picture": Question("favicon.png", 200),
    "replica's answer": Question("_stcore/health", 200),
    "replica's refusal": Question("media/none.svg", 404),
    "address with a slash": Question("explore/?f=ELU", 301),
    "nothing": Question("_stcore/none", 404),
    "handshake from elsewhere": Question(
        "_stcore/stream", 403, headers=UPGRADE | {"Origin": "https://elsewhere.example"}
    ),
    "method": Question("", 405, "POST", b""),
    "out of the folder": Question("../nginx.conf", 400),
    "large body": Question("_stcore/health", 413, "POST", b"x" * 2000),
    "long address": Question(LONG, 414),
    "long header": Question("", 400, headers={"X-Long": LONG}),
}
ALWAYS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "strict-origin"}
OF_DOCUMENTS = {"Content-Security-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy"}
NEVER = {"Set-Cookie", "X-Powered-By", "Via", "Strict-Transport-Security", "Access-Control-Allow-Origin"}
"""Strict-Transport-Security belongs to who ends TLS."""
VERSION = re.compile(rb"(nginx|uvicorn|python|streamlit|starlette)/\d", re.IGNORECASE)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_every_answer_is_guarded_and_says_no_version(stack: Stack, question: Question) -> None:
    answer = ask(stack.address, question.path, question.method, question.body, question.headers)
    assert answer.status == question.status
    assert_guarded(answer)


def test_so_is_the_answer_where_no_replica_gives_one(stack: Stack) -> None:
    for index in range(len(stack.replicas)):
        stack.kill(index)
    answer = ask(stack.address, "_stcore/health")
    assert answer.status == 502
    assert_guarded(answer)


def assert_guarded(answer: Answer) -> None:
    assert ALWAYS.items() <= dict(answer.headers).items()
    if answer.headers.get_content_type() in ("text/html", "image/svg+xml"):
        assert set(answer.headers.keys()) >= OF_DOCUMENTS
    assert not NEVER & set(answer.headers.keys())
    assert answer.headers["Server"] == "nginx"
    assert not VERSION.search(answer.headers.as_bytes() + answer.body)


OF_THE_OPERATOR = [
    "metrics",
    "ready",
    "_stcore/metrics",
    "_stcore/script-health-check",
    "_stcore/agent/openapi.json",
    "_stcore/agent/interact",
    "_stcore/agent/mcp",
    "_stcore/upload_file/session/file",
    "_stcore/bidi-components/live_figure/index.js",
    "component/live_figure/index.html",
    "auth/login",
]
SPELLED_OTHERWISE = [
    "_stcore//metrics",
    "_stcore/%6detrics",
    "_stcore/health/../metrics",
    "x/../_stcore/metrics",
]


@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
@pytest.mark.parametrize("path", [*OF_THE_OPERATOR, *SPELLED_OTHERWISE])
def test_what_is_the_operators_is_not_public(stack: Stack, path: str, method: str) -> None:
    assert ask(stack.address, path, method, b"" if method != "GET" else None).status in (404, 405)


@pytest.mark.parametrize(
    "path",
    [
        "static/../../nginx.conf",
        "static/%2e%2e/%2e%2e/inline_scripts.conf",
        "app/static/..%2f..%2f..%2fapp.py",
        "app/static/..%5c..%5capp.py",
        "app/static//etc/passwd",
        "static/js/%00.js",
        ".streamlit/config.toml",
    ],
)
def test_no_other_file_is_served(stack: Stack, path: str) -> None:
    assert ask(stack.address, path).status in (400, 404)


@pytest.mark.parametrize(
    "path",
    [
        "%5celsewhere.example/",
        "/elsewhere.example/",
        "%0d%0aX-Added:%201/",
        "a%0d%0a%0d%0a<script>/",
        "a%0aX:1/b/",
    ],
)
def test_an_address_writes_no_header_and_leads_nowhere_else(stack: Stack, path: str) -> None:
    answer = ask(stack.address, path)
    assert "X-Added" not in answer.headers and b"<script>/" not in answer.body
    assert re.fullmatch(r"(/\w+)?", answer.headers.get("Location", ""))


def policy(answer: Answer) -> Iterator[tuple[str, list[str]]]:
    for directive in answer.headers["Content-Security-Policy"].split(";"):
        name, *sources = directive.split()
        yield name, sources


def test_the_policy_lets_no_stranger_in(stack: Stack) -> None:
    directives = dict(policy(ask(stack.address)))
    assert directives["default-src"] == directives["base-uri"] == directives["form-action"] == ["'none'"]
    for name, sources in directives.items():
        if name != "frame-ancestors":
            assert not any(re.search(r"[*.]|^(https?|wss?):", source) for source in sources), name
    assert not {"'unsafe-inline'", "'unsafe-eval'", "data:"} & set(directives["script-src"])
