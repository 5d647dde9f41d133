"""What a view of the lesson hands to its page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ui.picture import Picture


class Shown(NamedTuple):
    """A picture, its key numbers, where its sliders stand, and formulas with all numbers."""

    picture: Picture
    result: str
    present: Mapping[str, tuple[float, ...]] = {}
    formulas: str = ""
