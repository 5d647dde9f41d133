"""What a visitor sees while a thumb is dragged, and is sent for the rerun after it.

    python -m bench drag

A drag moves a thumb a pixel at a time; a position is painted if the figure was drawn for it meanwhile. Bytes
are those of the WebSocket.
"""

from __future__ import annotations

from playwright.sync_api import sync_playwright

from tests.browser.visitor import Visitor
from tests.chromium import launch
from tests.server import running_app

DRAGS = (
    ("explore?f=ELU&f_elu_alpha=1.5", "f_elu_alpha", -100, ("f_elu_alpha",)),
    ("explore?f=ELU&f_elu_alpha=1.5", "range", -70, ("low", "high")),
    ("explore?f=ELU&f_elu_alpha=1.5", "x", 70, ("x",)),
    ("compare?n=3", "x", 70, ("x",)),
)


def main() -> None:
    with running_app() as address, sync_playwright() as playwright:
        browser = launch(playwright)
        print(f"\n{'a drag, then a rerun':34} {'painted of crossed':>19} {'messages':>9} {'KB, rerun':>10}")
        for page, key, by, words in DRAGS:
            visitor = Visitor(browser.new_page(), address).open(page)
            received = visitor.wire.received
            drag = visitor.drag(key, by)
            crossed = {tuple(values) for values in drag.crossed}
            painted = {tuple(state[word] for word in words) for state in drag.painted}
            rerun = (visitor.wire.received - received) / 1000
            seen = f"{len(crossed & painted)} of {len(crossed)}"
            print(f"/{page.split('?')[0] + ', ' + key:33} {seen:>19} {drag.messages:9} {rerun:10.1f}")
            visitor.tab.close()
        browser.close()


if __name__ == "__main__":
    main()
