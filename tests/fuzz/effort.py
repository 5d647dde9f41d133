"""How much is tried, how long a case may take, and how much a server may grow by all of them.

A fresh seed each time: what fails is wrong whenever it is found, and no claim here depends on how busy the
machine is, so a failure is no accident. The seed is printed at the
end; `--hypothesis-seed` tries the same again.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from functools import wraps

from hypothesis import HealthCheck, settings

from tests.patience import PATIENCE_SECONDS

TIMES = int(os.environ.get("FUZZ_TIMES", "1"))
"""For a longer search than that of every change."""
MOST_GROWTH = 60
"""In MB: what a warm server's caches take in as many visits as a test makes."""

Test = Callable[..., None]


class TakesTooLong(BaseException):
    """No Exception: what hangs would be tried again and again in search of something smaller that hangs."""


def tried(cases: int) -> Callable[[Test], Test]:
    effort = settings(
        max_examples=cases * TIMES,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )

    def with_limit(test: Test) -> Test:
        test.hypothesis.inner_test = limited(test.hypothesis.inner_test)  # type: ignore[attr-defined]
        return effort(test)

    return with_limit


def limited(case: Test) -> Test:
    """Ends a case that takes too long wherever it waits."""

    def give_up(*_: object) -> None:
        raise TakesTooLong(f"A case has not ended after {PATIENCE_SECONDS} s.")

    @wraps(case)
    def limited_case(*given: object, **named: object) -> None:
        signal.signal(signal.SIGALRM, give_up)
        signal.alarm(PATIENCE_SECONDS)
        try:
            case(*given, **named)
        finally:
            signal.alarm(0)

    return limited_case


def assert_level(memory: list[float]) -> None:
    """Of a server, in MB after each case, the first third of which has warmed it."""
    warm, last = memory[len(memory) // 3], memory[-1]
    print(f"{warm:.0f} MB after a third of {len(memory)} cases, {last:.0f} MB after all")
    assert last < warm + MOST_GROWTH
