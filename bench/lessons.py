"""What each lesson costs the server and sends to the browser, at its default and at its heaviest setting.

    python -m bench.lessons

For each lesson a server of its own, warmed up by a visit to the front door. *New* is the first run of the
page: simulation, picture and all; *again* is a second visitor's, for whom both are cached. Processor time is
the server's own, in ticks of 10 ms; KB are what comes over the WebSocket, the whole page.
"""

from __future__ import annotations

import time
from statistics import median
from urllib.parse import urlencode

from bench.visitor import Server, Visitor, serving
from ui.page import lessons

REPEATS = 3
TWELVE_POINTS = "; ".join(f"{x},{-x},{'+-'[x % 2]}" for x in range(-6, 6))
HEAVIEST = {
    "classifier": urlencode({"points": TWELVE_POINTS}),
    "linearity": "layers=6&f=ELU",
    "softmax": "classes=5&temperature=0.123&z1=0.41&z2=2.03",
    "maxout": "k=5",
    "step_race": "f2=Softplus&start=0.99&goal=0.01&rate=0.01",
    "saturation": "f=ELU&f_elu_alpha=1.23&mean=-5.55&spread=3.33",
    "learned_slope": "momentum=0.99&seed=7",
    "vanishing_gradient": "layers=50&n=5&weights=random",
    "dead_relu": "view=return&f=Softplus&rate=4&shift=3&weights=too+large",
    "zigzag": "mean=3&rate=0.05&w1=-2&w2=2&seed=8",
    "numerics": "formula=Slope+of+tanh&power=-12",
    "choose": "data=checker&rate=5&depth=deep&dying=yes&centred=needed&amount=much&budget=tight",
    "documents": "",
}
"""For each lesson the setting that asks most of the server."""


def main() -> None:
    print(f"{'lesson':20} {'setting':9} {'ms, new':>8} {'ms, processor':>14} {'ms, again':>10} {'KB':>7}")
    for lesson in lessons():
        for name, query in (("default", ""), ("heaviest", HEAVIEST[lesson.name])):
            runs = [cold(lesson.name, query) for _ in range(REPEATS)]
            new, processor, again, size = (median(column) for column in zip(*runs, strict=True))
            numbers = f"{1e3 * new:8.0f} {1e3 * processor:14.0f} {1e3 * again:10.0f} {size / 1e3:7.0f}"
            print(f"{lesson.name:20} {name:9} {numbers}", flush=True)


def cold(page: str, query: str) -> tuple[float, float, float, int]:
    """Seconds of a first run, seconds of processor in it, seconds of a second visitor's run, and bytes."""
    with serving() as server:
        visit(server, "", "")
        before = server.cpu()
        new, size = visit(server, page, query)
        processor = server.cpu() - before
        return new, processor, visit(server, page, query)[0], size


def visit(server: Server, page: str, query: str) -> tuple[float, int]:
    with Visitor(server, page, query) as visitor:
        start = time.perf_counter()
        size = visitor.run()
        return time.perf_counter() - start, size


if __name__ == "__main__":
    main()
