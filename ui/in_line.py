"""How a visitor waits for something heavy: until it is their turn, or they have moved on."""

from __future__ import annotations

import streamlit as st

from ui import heavy
from ui.parts import end_this_part_for_another_move, forget_parts_of_this_page
from ui.text import _


class Visitor:
    """The visitor whose run this is."""

    def look_up(self) -> None:
        """Streamlit ends a run that nobody waits for any more wherever the run asks for its state."""
        end_this_part_for_another_move()
        _state = "search" in st.session_state

    def turn_away(self) -> None:
        st.warning(
            _("Many visitors are computing at this moment; move a control or reload the page to try again.")
        )
        forget_parts_of_this_page()
        st.stop()


def stand_in_line() -> None:
    """From here on, this run waits as a visitor does."""
    heavy.waiting.set(Visitor())
