"""Takes the README's pictures from the running app: ``python -m tests.screenshots`` writes assets/images/."""

from __future__ import annotations

from playwright.sync_api import sync_playwright

from tests.chromium import launch
from tests.server import ROOT, running_app

FOLDER = ROOT / "assets" / "images"
SIZE = {"width": 1366, "height": 860}
PICTURES = {
    "home": "",
    "explore": "explore?f=ELU&f_elu_alpha=2.5&x=-1",
    "step_race": "step_race",
    "saturation": "saturation?mean=2",
    "vanishing_gradient": "vanishing_gradient",
}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with running_app() as address, sync_playwright() as playwright:
        browser = launch(playwright)
        for name, link in PICTURES.items():
            tab = browser.new_page(viewport=SIZE, color_scheme="light")
            tab.goto(address + link)
            tab.wait_for_selector(".plot[data-state]" if link else ".cards")
            tab.wait_for_load_state("networkidle")
            tab.screenshot(path=FOLDER / f"{name}.png")
            tab.close()
        browser.close()


if __name__ == "__main__":
    main()
