"""Lets the visitor write, add, move and delete labelled points: all of it is in one text, in the address."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from activations.sentences import Refusal
from activations.simulations.classifier import POINTS
from activations.simulations.points import LETTERS, REACH, Point, Points, read_points, write_points
from ui.controls import as_given, own_up, put_right
from ui.page import complain, quoted
from ui.reading import Reading
from ui.text import _, say

KEY, CHOSEN = "points", "chosen"
FIRST = write_points(POINTS)
STEP = 0.1
NEW = (2.5, 2.5)


def edit_points() -> Points:
    """A text field for the points, and controls that write into it."""
    reading = read_field(as_given(KEY))
    put_right(KEY, reading, FIRST)
    written = st.text_input(
        _("Points: x₁,x₂,+ or −"), FIRST, key=KEY, bind="query-params", persist_state="session"
    )
    own_up(KEY, reading, written)
    typed = read_field([written])
    if typed.complaint:
        complain(typed.complaint)
    points = read_points(typed.shown)
    place = choose_point(len(points))
    for axis, name in enumerate(("x₁", "x₂")):
        move_point(points, place, axis, name)
    buttons(points, place)
    return points


def read_field(given: Sequence[str]) -> Reading[str]:
    """The text of the points, if it can be read; of several given, the last."""
    if not given:
        return Reading(FIRST)
    text = given[-1]
    try:
        read_points(text)
    except Refusal as refusal:
        return Reading(
            FIRST,
            _("{key} = {given}: {reason}; shown instead: {shown}.").format(
                key=KEY, given=quoted(text), reason=say(refusal.sentence), shown=quoted(FIRST)
            ),
        )
    if len(given) > 1:
        complaint = _("{key} takes one text and was given {count}; shown instead: {shown}.")
        return Reading(text, complaint.format(key=KEY, count=len(given), shown=quoted(text)))
    return Reading(text)


def choose_point(count: int) -> int:
    """The place of the point to move or delete."""
    letters = list(LETTERS[:count])
    if st.session_state.get(CHOSEN, letters[0]) not in letters:
        st.session_state[CHOSEN] = letters[-1]
    chosen = st.segmented_control(_("Move or delete"), letters, default=letters[0], required=True, key=CHOSEN)
    return letters.index(chosen or letters[0])


def move_point(points: Points, place: int, axis: int, name: str) -> None:
    """A slider that stands where the point is and writes where it goes."""
    key = f"{CHOSEN}_{axis}"
    st.session_state[key] = points[place][axis]

    def write() -> None:
        moved = points[place]._replace(**{Point._fields[axis]: round(st.session_state[key], 1)})
        st.session_state[KEY] = write_points((*points[:place], moved, *points[place + 1 :]))

    label = _("{name} of {point}").format(name=name, point=LETTERS[place])
    st.slider(label, -REACH, REACH, step=STEP, format="%.1f", key=key, on_change=write)


def buttons(points: Points, place: int) -> None:
    """Add a point of either class, or delete the chosen one."""

    def write(after: Points, chosen: int) -> None:
        st.session_state[KEY] = write_points(after)
        st.session_state[CHOSEN] = LETTERS[chosen]

    with st.container(horizontal=True):
        for positive, label in ((True, _("Add ■ +")), (False, _("Add ▲ −"))):
            st.button(
                label,
                key=f"add_{positive}",
                disabled=len(points) == len(LETTERS),
                on_click=write,
                args=((*points, Point(*NEW, positive)), len(points)),
            )
        st.button(
            _("Delete {point}").format(point=LETTERS[place]),
            key="delete",
            disabled=len(points) == 1,
            on_click=write,
            args=((*points[:place], *points[place + 1 :]), max(place - 1, 0)),
        )
