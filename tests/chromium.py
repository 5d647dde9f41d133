"""A Chromium for the tests: Playwright's own, or the distribution's where that cannot be fetched.

``python -m tests.chromium`` sees to it that there is one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Browser, BrowserContext, Error, Playwright, sync_playwright

from tests import debian

Running = TypeVar("Running", Browser, BrowserContext)

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
FETCH_SECONDS = 300


def launch(playwright: Playwright) -> Browser:
    """A running Chromium; Playwright's Error where there is none."""
    return started(playwright.chromium.launch)


def remember(playwright: Playwright, profile: Path) -> BrowserContext:
    """A running Chromium that keeps what it visits, which others forget at once."""
    return started(partial(playwright.chromium.launch_persistent_context, profile))


def started(launch: Callable[..., Running]) -> Running:
    arguments = [*ARGUMENTS, "--no-sandbox"] if os.geteuid() == 0 else ARGUMENTS
    try:
        return launch(args=arguments)
    except Error:
        installed = next(filter(None, map(shutil.which, NAMES)), None)
        if installed is None:
            raise
        return launch(args=arguments, executable_path=installed)


def works() -> bool:
    with sync_playwright() as playwright:
        try:
            launch(playwright).close()
        except Error:
            return False
    return True


def fetch() -> None:
    """Playwright's own Chromium, if its host can be reached."""
    environment = os.environ | {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "15000"}
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        subprocess.run(command, env=environment, timeout=FETCH_SECONDS, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        print("Playwright's Chromium did not arrive in time.", file=sys.stderr)


def main() -> int:
    providers: tuple[Callable[[], None], ...] = (lambda: None, fetch, partial(debian.install, "chromium"))
    for provide in providers:
        provide()
        if works():
            return 0
    print(
        "The tests need a Chromium: install your distribution's (package chromium) and run make test again.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
