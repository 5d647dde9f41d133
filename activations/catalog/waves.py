"""Functions that rise and fall again: periodic ones and bumps."""
