"""The input times a gate between about 0 and 1 that it opens itself: smooth, and not monotonic."""
