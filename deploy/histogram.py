"""How often something took how long."""

from __future__ import annotations

import math
from bisect import bisect_left
from itertools import accumulate

from streamlit.runtime.stats import HistogramStat

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0, math.inf)
"""In seconds; 0.3 is what a moved slider may take."""


class Histogram:
    def __init__(self) -> None:
        self.counts = [0] * len(BOUNDS)
        self.total = 0.0

    def observe(self, seconds: float) -> None:
        self.counts[bisect_left(BOUNDS, seconds)] += 1
        self.total += seconds

    def stat(self, name: str, help: str, **labels: str) -> HistogramStat:
        buckets = tuple(zip(BOUNDS, accumulate(self.counts), strict=True))
        return HistogramStat(name, buckets, self.total, buckets[-1][1], labels, "seconds", help)
