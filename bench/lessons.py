"""What each lesson costs the server and sends to the browser, at its default and at its heaviest setting.

    python -m bench.lessons

For each setting a server of its own, warmed up by a visit to the lesson at its other setting, which computes
what a text needs once. *First* is the first run with this setting, *again* a second visitor's, for whom
simulation and picture are cached; *lesson*, the difference, is what those two cost. A simulation that the
text has needed already costs nothing more. All are processor time of the server, in ticks of 10 ms, as means
of the repeats. KB are what comes over the WebSocket, the whole page.
"""

from __future__ import annotations

from statistics import fmean
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
    print(f"{'lesson':20} {'setting':9} {'ms, first':>10} {'ms, again':>10} {'ms, lesson':>11} {'KB':>6}")
    for lesson in lessons():
        heaviest = HEAVIEST[lesson.name]
        for name, query, other in (("default", "", heaviest), ("heaviest", heaviest, "")):
            runs = [cold(lesson.name, query, other) for _ in range(REPEATS)]
            first, again, size = (fmean(column) for column in zip(*runs, strict=True))
            numbers = (
                f"{1e3 * first:10.0f} {1e3 * again:10.0f} {1e3 * (first - again):11.0f} {size / 1e3:6.0f}"
            )
            print(f"{lesson.name:20} {name:9} {numbers}", flush=True)


def cold(page: str, query: str, other: str) -> tuple[float, float, int]:
    """Seconds of processor for a first and for a second visitor's run, and the bytes of one."""
    with serving() as server:
        visit(server, page, other)
        first, size = visit(server, page, query)
        again, _size = visit(server, page, query)
        return first, again, size


def visit(server: Server, page: str, query: str) -> tuple[float, int]:
    with Visitor(server, page, query) as visitor:
        before = server.cpu()
        size = visitor.run()
        return server.cpu() - before, size


if __name__ == "__main__":
    main()
