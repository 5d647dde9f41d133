"""What one view of a lesson with several hands to its page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ui.picture import Picture


class Shown(NamedTuple):
    """A picture, its key numbers, where its sliders stand; formulas with all numbers, a table in HTML."""

    picture: Picture
    result: str
    present: Mapping[str, tuple[float, ...]] = {}
    formulas: str = ""
    table: str = ""
