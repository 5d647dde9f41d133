"""What each page costs the server and sends to the browser, at its default and at its heaviest setting.

    python -m bench.lessons

For each setting a server of its own, warmed up by a visit to the page at its other setting, which computes
what a text needs once. *First* is the first run with this setting, *again* a second visitor's, for whom
simulation and picture are cached; *picture*, the difference, is what those two cost. A simulation that the
text has needed already costs nothing more. All are processor time of the server, in ticks of 10 ms, as means
of the repeats. KB are what comes over the WebSocket, the whole page.
"""

from __future__ import annotations

from statistics import fmean
from urllib.parse import urlencode

from bench.visitor import Server, Visitor, serving
from ui.finding import PROPERTIES
from ui.page import FRONT_DOOR, PAGES

REPEATS = 3
TWELVE_POINTS = "; ".join(f"{x},{-x},{'+-'[x % 2]}" for x in range(-6, 6))
GENERAL = "General+ReLU"
HEAVIEST = {
    "home": urlencode({"has": list(PROPERTIES)[:2]}, doseq=True),
    "explore": "layout=stacked&f=Generalized+logistic&f_generalized_logistic_alpha=1.23",
    "compare": urlencode(
        {"n": 5}
        | {f"f{slot}": "Your function" for slot in range(1, 6)}
        | {f"f{slot}_expression": f"sin(x^3)*a + b + {slot}*c" for slot in range(1, 6)}
    ),
    "your_function": urlencode({"expression": "sin(x^3)*a + b + c", "layout": "stacked"}),
    "cheat_sheet": "sort=mean",
    "family_tree": "",
    "vectors": "v=GEGLU&z1=0.11",
    "conventions": "f=Leaky+ReLU&f_leaky_relu_alpha=0.123",
    "classifier": urlencode({"points": TWELVE_POINTS}),
    "linearity": "layers=6&f=ELU&seed=99",
    "softmax": "classes=5&temperature=0.123&z1=0.41&z2=2.03",
    "maxout": "k=5&w1=2.96667",
    "step_race": f"f1={GENERAL}&f2={GENERAL}&f1_general_relu_max_value=6.16667&goal=-0.9&rate=0.01",
    "saturation": "f=Generalized+logistic&f_generalized_logistic_alpha=0.13333&spread=0.1",
    "learned_slope": "momentum=0.99&seed=7",
    "vanishing_gradient": "layers=50&n=5&f2=Generalized+logistic&f4_leaky_relu_alpha=0.379",
    "dead_relu": "rate=4&bias=1&seed=0&f=Arctan",
    "zigzag": "mean=3&rate=0.05&w1=-2&w2=2&seed=8",
    "numerics": "formula=Slope+of+tanh&power=-12",
    "choose": "data=checker&rate=5&depth=deep&dying=yes&centred=needed&amount=much&budget=tight",
    "documents": "",
}
"""For each page the setting that asks most of the server, of all that a search over its controls tried."""


def main() -> None:
    print(f"{'page':20} {'setting':9} {'ms, first':>10} {'ms, again':>10} {'ms, picture':>11} {'KB':>6}")
    for page in PAGES:
        heaviest = HEAVIEST[page.name]
        for name, query, other in (("default", "", heaviest), ("heaviest", heaviest, "")):
            runs = [cold(page.name, query, other) for _ in range(REPEATS)]
            first, again, size = (fmean(column) for column in zip(*runs, strict=True))
            numbers = (
                f"{1e3 * first:10.0f} {1e3 * again:10.0f} {1e3 * (first - again):11.0f} {size / 1e3:6.0f}"
            )
            print(f"{page.name:20} {name:9} {numbers}", flush=True)


def cold(page: str, query: str, other: str) -> tuple[float, float, int]:
    """Seconds of processor for a first and for a second visitor's run, and the bytes of one."""
    with serving() as server:
        visit(server, page, other)
        first, size = visit(server, page, query)
        again, _size = visit(server, page, query)
        return first, again, size


def visit(server: Server, page: str, query: str) -> tuple[float, int]:
    with Visitor(server, "" if page == FRONT_DOOR else page, query) as visitor:
        before = server.cpu()
        size = visitor.run()
        return server.cpu() - before, size


if __name__ == "__main__":
    main()
