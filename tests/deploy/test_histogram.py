from __future__ import annotations

import math

from deploy.histogram import Histogram


def test_a_bucket_counts_all_up_to_its_bound() -> None:
    histogram = Histogram()
    for seconds in (0.001, 0.1, 0.3, 7.0):
        histogram.observe(seconds)
    stat = histogram.stat("waits_seconds", "Waits.", page="home")
    buckets = dict(stat.buckets)
    assert [buckets[bound] for bound in (0.005, 0.05, 0.1, 0.2, 0.3, 5.0, math.inf)] == [1, 1, 2, 2, 3, 3, 4]
    assert (stat.observation_sum, stat.observation_count) == (7.401, 4)
