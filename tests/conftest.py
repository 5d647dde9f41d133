"""Property tests take the time they need, so that a busy machine does not fail them, and say their seed."""

from __future__ import annotations

import random

import pytest
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """A seed for this time, if none is given; the processes that test beside one another share it."""
    if config.option.hypothesis_seed is None:
        config.option.hypothesis_seed = str(random.SystemRandom().randrange(2**32))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, exitstatus: int, config: pytest.Config
) -> None:
    terminalreporter.write_line(f"To try the same again: --hypothesis-seed={config.option.hypothesis_seed}")
