"""What a visitor with an empty cache gets through the proxy, and when, until the first picture stands.

    python -m bench first_sight [page]

Each page is opened three times by a browser that has been nowhere, one of them on emulated networks too;
with a page's name, all of its files are listed. Bytes are as they went over the wire: answers as the server
encoded them, heads and all, and the WebSocket with its handshake. What was asked for when the picture stood
counts in full, also what came after. A network is emulated by how long it takes to an answer and how fast
the answer comes; a phone's processor is a quarter as fast as this one, and it has 390 pixels.
"""

from __future__ import annotations

import base64
import sys
from collections import Counter
from dataclasses import dataclass, field
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, sync_playwright

from deploy.stack import running
from tests.chromium import launch

TIMES = 3
PAGES = ("explore", "compare", "step_race")
PATIENCE_MS = 120_000
PLOT = ".plot[data-state] .scatterlayer path.js-line"
WIDTHS = {1: 1280, 4: 390}
"""In pixels, by how much slower than this machine's the processor is."""


@dataclass(frozen=True)
class Network:
    """Megabits a second, the milliseconds between question and answer, and how slow the processor is."""

    name: str
    megabits: float = 0
    delay: float = 0
    slowness: int = 1


PLAIN = Network("this machine")
NETWORKS = (PLAIN, Network("phone, 4G", 9, 60, 4), Network("phone, slow 4G", 1.6, 150, 4))
"""The last is what Lighthouse calls slow 4G."""

OWNERS = {
    "/app/static/plotly/": "Plotly",
    "/app/static/": "our figure",
    "/static/media/": "fonts",
    "/static/": "Streamlit",
    "/_stcore/": "Streamlit",
    "/favicon": "Streamlit",
    "/": "the page",
}
SOCKET = "WebSocket"
SHARES = (*dict.fromkeys(OWNERS.values()), SOCKET)
SHORT, MIDDLE = 126, 65536
"""Lengths from which on a frame of a WebSocket has a longer head."""


@dataclass
class File:
    path: str
    start: float
    end: float = 0
    size: int = 0

    @property
    def owner(self) -> str:
        return next(owner for beginning, owner in OWNERS.items() if self.path.startswith(beginning))


@dataclass
class Sight:
    """What went over the wire: files by the browser's number for them, the socket, and when; in seconds."""

    files: dict[str, File] = field(default_factory=dict)
    socket_bytes: int = 0
    connected: float = 0
    told: float = 0
    seconds: float = 0
    complaints: list[str] = field(default_factory=list)
    began: float = 0

    @property
    def shares(self) -> Counter[str]:
        shares = Counter({SOCKET: self.socket_bytes})
        for each in self.files.values():
            shares[each.owner] += each.size
        return shares

    @property
    def milestones(self) -> dict[str, float]:
        """When the last of each kind was there."""
        return {
            "page": self.last("the page"),
            "connected": self.connected,
            "told": self.told,
            "our figure": self.last("our figure"),
            "Plotly": self.last("Plotly"),
            "plot": self.seconds,
        }

    def last(self, owner: str) -> float:
        return max((each.end for each in self.files.values() if each.owner == owner), default=0)

    def watch(self, devtools: CDPSession) -> None:
        devtools.on("Network.requestWillBeSent", self.ask)
        devtools.on("Network.loadingFinished", self.receive)
        devtools.on("Network.webSocketHandshakeResponseReceived", self.connect)
        devtools.on("Network.webSocketFrameReceived", self.hear)
        devtools.on("Network.webSocketFrameSent", self.say)

    def ask(self, event: dict[str, Any]) -> None:
        self.began = self.began or event["timestamp"]
        address = urlsplit(event["request"]["url"])
        if address.scheme == "http":
            self.files[event["requestId"]] = File(address.path, event["timestamp"] - self.began)

    def receive(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self.files:
            each = self.files[event["requestId"]]
            each.end, each.size = event["timestamp"] - self.began, int(event["encodedDataLength"])

    def connect(self, event: dict[str, Any]) -> None:
        self.connected = event["timestamp"] - self.began
        self.socket_bytes += len(event["response"]["headersText"])

    def hear(self, event: dict[str, Any]) -> None:
        self.told = event["timestamp"] - self.began
        self.say(event)

    def say(self, event: dict[str, Any]) -> None:
        length = len(base64.b64decode(event["response"]["payloadData"]))
        self.socket_bytes += length + (2 if length < SHORT else 4 if length < MIDDLE else 10)


def first_sight(browser: Browser, address: str, page: str, network: Network = PLAIN) -> Sight:
    """Opens a page as a new browser does, and waits until all that it asked for has come."""
    sight = Sight()
    context = browser.new_context(viewport={"width": WIDTHS[network.slowness], "height": 860})
    tab = context.new_page()
    tab.on("console", lambda message: sight.complaints.append(message.text))
    devtools = context.new_cdp_session(tab)
    devtools.send("Network.enable")
    sight.watch(devtools)
    speed = network.megabits * 1e6 / 8 or -1
    conditions = {"latency": network.delay, "downloadThroughput": speed, "uploadThroughput": speed}
    devtools.send("Network.emulateNetworkConditions", {"offline": False, **conditions})
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": network.slowness})
    tab.goto(address + page, wait_until="commit")
    tab.wait_for_selector(PLOT, state="attached", timeout=PATIENCE_MS)
    sight.seconds = tab.evaluate("performance.now()") / 1000
    tab.wait_for_load_state("networkidle")
    context.close()
    return sight


def print_shares(page: str, sights: list[Sight]) -> None:
    typical = sorted(sights, key=lambda sight: sight.shares.total())[len(sights) // 2].shares
    kilobytes = "".join(f"{typical[share] / 1000:12.0f}" for share in SHARES)
    print(f"/{page:19}{typical.total() / 1000:10.0f}{kilobytes}")


def print_milestones(network: Network, sights: list[Sight]) -> None:
    middle = {name: median(sight.milestones[name] for sight in sights) for name in sights[0].milestones}
    print(f"{network.name:20}" + "".join(f"{seconds:12.2f}" for seconds in middle.values()))


def print_files(sight: Sight) -> None:
    print(f"\n{'KB':>8} {'from, s':>8} {'to, s':>8}")
    for each in sight.files.values():
        print(f"{each.size / 1000:8.1f} {each.start:8.2f} {each.end:8.2f} {each.path}")


def main() -> None:
    with running(1) as stack, sync_playwright() as playwright:
        browser = launch(playwright)
        first_sight(browser, stack.address, PAGES[0])
        if len(sys.argv) > 1:
            print_files(first_sight(browser, stack.address, sys.argv[1]))
            return
        print(f"\n{'KB, nothing cached':20}{'all':>10}" + "".join(f"{share:>12}" for share in SHARES))
        for page in PAGES:
            print_shares(page, [first_sight(browser, stack.address, page) for _ in range(TIMES)])
        sights = {
            network: [first_sight(browser, stack.address, PAGES[0], network) for _ in range(TIMES)]
            for network in NETWORKS
        }
        print(f"\n{'/' + PAGES[0] + ': there after, s':20}" + "".join(f"{n:>12}" for n in Sight().milestones))
        for network, seen in sights.items():
            print_milestones(network, seen)


if __name__ == "__main__":
    main()
