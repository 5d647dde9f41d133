"""Squashing without an exponential: straight or quadratic pieces with a hard end on both sides."""
