"""How much is tried.

A fresh seed each time: what fails is wrong whenever it is found, and no claim here depends on how busy the
machine is, so a failure is no accident. The seed is printed at the
end; `--hypothesis-seed` tries the same again.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

TIMES = int(os.environ.get("FUZZ_TIMES", "1"))
"""For a longer search than that of every change."""


def tried(cases: int) -> settings:
    return settings(
        max_examples=cases * TIMES,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
