"""The files that come with a page, as a real browser asks for them, and a browser's way to get them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Response, WebSocket, sync_playwright

from tests.chromium import launch

CONNECTIONS = 6
READ_AT_ONCE = 1 << 20
IMMUTABLE = "/static/"

complete: dict[str, int] = {}
"""The bytes of what was asked for before; an answer as long as that need not be searched for refusals."""


class Refused(Exception):
    """A file that did not come."""


@dataclass(frozen=True)
class File:
    path: str
    etag: str

    def request(self, host: str, hop: str, known: str = "") -> str:
        lines = [f"GET {self.path} HTTP/1.1", f"Host: {host}", "Accept-Encoding: gzip, deflate, br"]
        lines += [f"If-None-Match: {known}"] if known else []
        return "\r\n".join([*lines, f"Connection: {hop}", "", ""])


@dataclass
class Files:
    """What a first visit gets, up to the moment the page connects to its server, and after it."""

    before: list[File] = field(default_factory=list)
    after: list[File] = field(default_factory=list)

    @property
    def again(self) -> list[File]:
        """What a browser asks for although it has been here."""
        return [file for file in self.before + self.after if not file.path.startswith(IMMUTABLE)]


def files_of(address: str, link: str) -> Files:
    """What Chromium gets until the picture of a page stands."""
    files = Files()
    came = files.before

    def receive(answer: Response) -> None:
        if answer.url.startswith(address) and answer.status == 200:
            path = answer.url.removeprefix(address.rstrip("/"))
            came.append(File(path, answer.headers.get("etag", "")))

    def connect(_socket: WebSocket) -> None:
        nonlocal came
        came = files.after

    with sync_playwright() as playwright:
        browser = launch(playwright)
        tab = browser.new_page()
        tab.on("response", receive)
        tab.on("websocket", connect)
        tab.goto(address + link)
        tab.wait_for_selector(".plot[data-state] .scatterlayer path.js-line", state="attached")
        browser.close()
    return files


async def fetch(address: str, files: list[File], source: str, known: bool = False) -> int:
    """Gets files over as many connections as a browser has, or asks whether known ones are new; the bytes."""
    shares = [files[first::CONNECTIONS] for first in range(min(CONNECTIONS, len(files)))]
    return sum(await asyncio.gather(*(fetch_over_one(address, share, source, known) for share in shares)))


async def fetch_over_one(address: str, files: list[File], source: str, known: bool) -> int:
    place = urlsplit(address)
    hops = ["keep-alive"] * (len(files) - 1) + ["close"]
    asked = "".join(
        file.request(place.netloc, hop, file.etag if known else "")
        for file, hop in zip(files, hops, strict=True)
    )
    reader, writer = await asyncio.open_connection(
        place.hostname, place.port, local_addr=(source, 0), limit=READ_AT_ONCE
    )
    try:
        writer.write(asked.encode())
        answers = await reader.read()
    finally:
        writer.close()
    if len(answers) != complete.get(asked):
        missing = len(files) - answers.count(b"HTTP/1.1 200 ") - answers.count(b"HTTP/1.1 304 ")
        if missing:
            raise Refused(f"{missing} files did not come")
        complete[asked] = len(answers)
    return len(answers)
