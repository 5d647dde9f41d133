"""Which page a run belongs to, as logs and metrics name it."""

from __future__ import annotations

from streamlit.util import calc_hash

from ui.page import FRONT_DOOR, NAMES

BY_HASH = {calc_hash("" if name == FRONT_DOOR else name): name for name in NAMES}
"""Streamlit asks for a page by its address once, and by the hash of that ever after."""


def page_of(script_hash: str, address: str = "") -> str:
    """What does not exist is shown as the front door, and counted so: a visitor cannot make up names."""
    return address if address in NAMES else BY_HASH.get(script_hash, FRONT_DOOR)
