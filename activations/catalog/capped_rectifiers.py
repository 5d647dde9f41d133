"""Rectifiers that stop rising, and those with thresholds of their own."""
