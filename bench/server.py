"""What one run of a page costs the server, and what a function's family costs to make and to send.

    python -m bench.server

Pages: a real server on this machine and a visitor without a browser. A run goes from its request to the
message that it has ended, with Streamlit's own wait of up to 10 ms between two messages; processor time is
the server's own, without that wait. New visitors open the page; a moved slider is a rerun of an open page.
Families: in this process, drawn anew each time.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from inspect import unwrap
from statistics import median

from activations import CATALOG
from activations.core import Activation
from bench.visitor import Server, Visitor, serving
from ui.charts import Words, study
from ui.sampling import PROBES, Curve

WARM_UP, RUNS = 10, 40
REPEATS = 7
VISITS: tuple[tuple[str, str, str, tuple[float, ...]], ...] = (
    ("", "", "", ()),
    ("explore", "", "x", tuple(PROBES)),
    ("explore", "f=ELU", "f_elu_alpha", CATALOG["elu"].parameters[0].positions),
    ("compare", "", "x", tuple(PROBES)),
    ("step_race", "", "rate", tuple(step / 100 for step in range(1, 201))),
)
"""Page, query, the slider that is moved, and its positions: more than there are runs, so none comes twice."""


def main() -> None:
    with serving() as server:
        print(f"{'page':16} {'':14} {'ms, median':>11} {'ms, processor':>14} {'KB':>8}")
        for page, query, slider, positions in VISITS:
            visits(server, page, query, slider, positions)
    print(f"\n{'family':31} {'ms, cold':>11} {'KB':>23}")
    for activation in CATALOG.values():
        family(activation)


def visits(server: Server, page: str, query: str, slider: str, positions: tuple[float, ...]) -> None:
    def arrive(_turn: int) -> int:
        with Visitor(server, page, query) as visitor:
            return visitor.run()

    line(f"/{page}?{query}".strip("?"), "new visitor", server, arrive)
    if slider:
        with Visitor(server, page, query) as visitor:
            visitor.run()
            line("", "moved slider", server, lambda turn: visitor.move(slider, positions[turn]))


def line(page: str, what: str, server: Server, run: Callable[[int], int]) -> None:
    for turn in range(-WARM_UP, 0):
        run(turn)
    times, sizes, before = [], [], server.cpu()
    for turn in range(RUNS):
        start = time.perf_counter()
        sizes.append(run(turn))
        times.append(time.perf_counter() - start)
    processor = (server.cpu() - before) / RUNS
    print(
        f"{page:16} {what:14} {1e3 * median(times):11.1f} {1e3 * processor:14.1f} {median(sizes) / 1e3:8.1f}"
    )


def family(activation: Activation) -> None:
    sliders = {p.name: f"f_{activation.name}_{p.name}" for p in activation.parameters}
    curve = Curve(activation, activation.complete({}), sliders)
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        data = unwrap(study)(curve, "both", "overlaid", Words("", "")).as_data()
        times.append(time.perf_counter() - start)
    size = sum(len(json.dumps(each)) for each in data["families"])
    print(f"{activation.name:31} {1e3 * median(times):11.1f} {size / 1e3:23.1f}")


if __name__ == "__main__":
    main()
