"""A visitor's tab: what it shows, what goes over the wire, and what it complains of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, WebSocket
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.protocol import ENDED_WELL

State = dict[str, Any]

COLD_LINK_404 = re.compile(r"/_stcore/(health|host-config)$")
"""What Streamlit's own script asks for under a page's path before it finds the server."""

# Shapes in the order in which they cover each other, then the texts.
DRAWING = """(shapes) => {
  const drawn = [...document.querySelectorAll(`.plot svg.main-svg :is(${shapes})`)].map(
    (each) => [each.getAttribute("d") ?? "", each.getAttribute("transform"), each.textContent].join(" "));
  return [...drawn.filter((each) => each[0] !== " "), ...drawn.filter((each) => each[0] === " ").sort()];
}"""
EVERYTHING = ".scatterlayer path, text"
BUT_NAMES = ".scatterlayer path, [class*=tick] text"
"""Names on curves look for better places whenever a thumb rests for a moment."""

CONTROLS = """() => {
  const shown = {};
  for (const control of document.querySelectorAll(".stMain [class*=st-key-]")) {
    const key = control.className.match(/st-key-(\\S+)/)[1];
    const sliders = [...control.querySelectorAll("[data-testid=stSlider] input[type=range]")];
    const chosen = control.querySelector("[data-testid=stSelectbox] input");
    const pressed = control.querySelector(":is([aria-checked=true], [aria-pressed=true], [kind$=Active])");
    if (sliders.length) shown[key] = sliders.map((slider) => slider.value).join(" ");
    else if (chosen) shown[key] = chosen.value;
    else if (pressed) shown[key] = pressed.innerText;
  }
  return shown;
}"""

# Notes every value that a slider takes, every state that the figure says it shows, and what each frame draws.
RECORD = """([key, shapes, drawing]) => {
  const inputs = [...document.querySelectorAll(`.st-key-${CSS.escape(key)} input[type=range]`)];
  const plot = document.querySelector(".plot");
  const record = (window.record = { crossed: [], painted: [], frames: [] });
  const watch = new MutationObserver((changes) => {
    const targets = changes.map((change) => change.target);
    const moved = inputs.some((input) => targets.includes(input));
    if (moved) record.crossed.push(inputs.map(({ value }) => Number(value)));
    if (targets.includes(plot)) record.painted.push(JSON.parse(plot.dataset.state));
  });
  watch.observe(document.body, { subtree: true, attributeFilter: ["aria-valuetext", "data-state"] });
  const draw = eval(drawing);
  const digest = (text) => [...text].reduce((sum, letter) => (31 * sum + letter.charCodeAt(0)) | 0, 0);
  const frame = () => {
    if (record.stopped) return;
    record.frames.push([plot.dataset.state, digest(draw(shapes).sort().join("|"))]);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  record.stop = () => { watch.disconnect(); record.stopped = true; };
}"""


@dataclass
class Wire:
    """What went over the tab's WebSockets, in decoded bytes."""

    sent: int = 0
    received: int = 0
    heard: bytes = field(default=b"", repr=False)
    sockets: list[WebSocket] = field(default_factory=list)

    def open(self, socket: WebSocket) -> None:
        self.sockets.append(socket)
        socket.on("framesent", self.count_sent)
        socket.on("framereceived", self.count_received)

    def count_sent(self, _payload: str | bytes) -> None:
        self.sent += 1

    def count_received(self, payload: str | bytes) -> None:
        self.received += len(payload)
        self.heard += payload.encode() if isinstance(payload, str) else payload


@dataclass(frozen=True)
class Drag:
    """What was seen while a thumb was dragged: slider values, states said, frames as (state, drawing)."""

    crossed: list[list[float]]
    painted: list[State]
    frames: list[tuple[State, int]]
    messages: int


class Visitor:
    """One tab, watched from its first request on."""

    def __init__(self, tab: Page, address: str) -> None:
        self.tab = tab
        self.address = address
        self.wire = Wire()
        self.errors: list[str] = []
        self.foreign: list[str] = []
        tab.on("console", self._heard)
        tab.on("pageerror", lambda error: self.errors.append(str(error)))
        tab.on("request", self._asked)
        tab.on("websocket", self.wire.open)

    def open(self, path: str = "") -> Visitor:
        self.tab.goto(self.address + path)
        return self.ready()

    def ready(self) -> Visitor:
        """Waits for a page that has been run to its end, with its figure drawn if it has one."""
        self.tab.wait_for_selector(".stApp[data-test-script-state=notRunning] .page-head h1")
        self.tab.wait_for_selector(".stMain .card, .stMain .sheet, .plot[data-state]")
        return self

    @property
    def plot(self) -> Locator:
        return self.tab.locator(".plot")

    @property
    def state(self) -> State:
        return State(json.loads(self.plot.get_attribute("data-state") or "{}"))

    def shows(self, **expected: object) -> Visitor:
        """Waits until the figure shows these values, numbers to seven digits."""
        self.tab.wait_for_function(
            """(expected) => {
              const state = JSON.parse(document.querySelector(".plot")?.dataset.state ?? "{}");
              const near = (a, b) => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b));
              return Object.entries(expected).every(
                ([name, value]) => state[name] === value || near(state[name], value));
            }""",
            arg=expected,
        )
        return self

    @property
    def picture(self) -> tuple[State, list[str]]:
        """The figure at rest: its state, and every line, marker and text that is drawn."""
        self.tab.wait_for_function(
            f"""() => {{
              const now = JSON.stringify(({DRAWING})({json.dumps(EVERYTHING)}));
              const past = window.pastDrawing ?? {{}};
              if (past.now !== now) window.pastDrawing = {{ now, since: performance.now() }};
              return past.now === now && performance.now() - past.since > 300;
            }}"""
        )
        return self.state, self.tab.evaluate(DRAWING, EVERYTHING)

    @property
    def controls(self) -> dict[str, str]:
        """What each control of the page shows, by its key."""
        return dict(self.tab.evaluate(CONTROLS))

    @property
    def axes(self) -> dict[str, list[float]]:
        """The spans of the first panel's axes."""
        return dict(
            self.tab.evaluate(
                """() => { const { xaxis, yaxis } = document.querySelector(".plot")._fullLayout;
                return { x: [...xaxis.range], y: [...yaxis.range] }; }"""
            )
        )

    def thumb(self, key: str, end: int = 0) -> Locator:
        """The input of a slider's thumb; two-ended sliders have a second end."""
        return self.tab.locator(f".st-key-{key} input[type=range]").nth(end)

    def press(self, key: str, keys: str, times: int = 1, end: int = 0) -> Visitor:
        """Moves a slider by keyboard, one run of the page after the other."""
        for _ in range(times):
            with self.rerun():
                self.thumb(key, end).press(keys)
        return self

    def choose(self, key: str, option: str) -> Visitor:
        """Picks from a list or a row of choices."""
        control = self.tab.locator(f".st-key-{key}")
        with self.rerun():
            if control.locator("[data-testid=stSelectbox]").count():
                control.locator("input").fill(option)
                self.tab.get_by_role("option", name=option, exact=True).click()
            else:
                control.get_by_text(option, exact=True).click()
        return self.ready()

    def drag(self, key: str, by: int, end: int = 0) -> Drag:
        """Drags a thumb by so many pixels, one at a time, and lets it go; the run that follows has ended."""
        self.tab.evaluate(RECORD, [key, BUT_NAMES, DRAWING])
        x, y = self.grab(self.thumb(key, end))
        before = self.wire.sent
        for pixel in range(1, abs(by) + 1):
            self.tab.mouse.move(x + (pixel if by > 0 else -pixel), y)
        for _frame in range(2):
            self.tab.evaluate("() => new Promise(requestAnimationFrame)")
        record = self.tab.evaluate("() => { record.stop(); return record; }")
        messages = self.wire.sent - before
        with self.rerun():
            self.tab.mouse.up()
        frames = [(State(json.loads(state)), drawing) for state, drawing in record["frames"]]
        return Drag(record["crossed"], record["painted"], frames, messages)

    def grab(self, thumb: Locator) -> tuple[float, float]:
        """Presses the mouse on a thumb and says where."""
        handle = thumb.locator("xpath=ancestor::*[.//*[@data-testid='stSliderThumbValue']][1]")
        handle.scroll_into_view_if_needed()
        box = handle.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.tab.mouse.move(x, y)
        self.tab.mouse.down()
        return x, y

    @contextmanager
    def rerun(self) -> Iterator[None]:
        """Whatever is done inside makes the server run the page again; waits until it has."""
        with self.wire.sockets[-1].expect_event("framereceived", is_end_of_run):
            yield

    def follow(self, link: Locator) -> Visitor:
        """Clicks a hyperlink that loads a page afresh."""
        with self.tab.expect_navigation():
            link.click()
        return self.ready()

    def back(self) -> Visitor:
        self.tab.go_back()
        return self.ready()

    def forward(self) -> Visitor:
        self.tab.go_forward()
        return self.ready()

    @property
    def complaints(self) -> list[str]:
        return self.errors + [f"asked {url}" for url in self.foreign]

    def _heard(self, message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        if message.type == "error" and not ("404" in message.text and self._is_cold_link(where)):
            self.errors.append(f"{message.text} ({where})")

    def _is_cold_link(self, url: str) -> bool:
        page = urlsplit(self.tab.url).path.removesuffix("/")
        path = urlsplit(url).path
        return page != "" and path.startswith(page) and bool(COLD_LINK_404.fullmatch(path.removeprefix(page)))

    def _asked(self, request: Request) -> None:
        asked, ours = urlsplit(request.url), urlsplit(self.address)
        if asked.scheme not in ("data", "blob") and asked.netloc != ours.netloc:
            self.foreign.append(request.url)


def is_end_of_run(payload: str | bytes) -> bool:
    if isinstance(payload, str):
        return False
    message = ForwardMsg.FromString(payload)
    return message.WhichOneof("type") == "script_finished" and message.script_finished in ENDED_WELL


def assert_every_position_is_painted(drag: Drag, words: tuple[str, ...], least: int = 20) -> None:
    """The figure says each position; and each has a drawing of its own, in every frame that shows it."""
    crossed = {rounded(values) for values in drag.crossed}
    painted = {rounded([state[word] for word in words]) for state in drag.painted}
    assert len(crossed) >= least, "the drag was too short to tell"
    assert crossed - painted == set()
    drawings: dict[tuple[float, ...], set[int]] = {}
    for state, drawing in drag.frames:
        drawings.setdefault(rounded([state[word] for word in words]), set()).add(drawing)
    assert {position: len(seen) for position, seen in drawings.items() if len(seen) > 1} == {}
    assert len(set().union(*drawings.values())) == len(drawings)
    assert len(drawings) >= 0.8 * len(crossed), "the frames are too few to tell"


def rounded(values: list[float]) -> tuple[float, ...]:
    return tuple(round(value, 6) for value in values)
