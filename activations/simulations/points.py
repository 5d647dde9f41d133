"""Points of two classes in the plane, and how a learner writes them: 2,4,+; 2,1,-; 3,3,-."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from activations.core import number
from activations.sentences import Refusal

REACH = 10.0
LETTERS = "ABCDEFGHIJKL"
"""What the points are called, in their order: there are at most so many."""
CLASSES = {"+": True, "1": True, "-": False, "0": False}
SPELLINGS = str.maketrans("；，＋−－", ";,+--")


class Point(NamedTuple):
    """A place in the plane, and whether its class is the positive one, y = 1, or the negative, y = 0."""

    x1: float
    x2: float
    positive: bool


Points = tuple[Point, ...]


def read_points(text: str) -> Points:
    """The points that a text holds, each x₁,x₂,+ or x₁,x₂,−, with a semicolon between them.

    The classes may also be written as y, 1 and 0. Full-width signs, a true minus and a semicolon at the end
    are understood.

    Raises Refusal, a ValueError with a clause that names the place, unless there are 1 to 12 points of that
    form with coordinates from −10 to 10. The clause repeats nothing of the text.
    """
    parts = text.translate(SPELLINGS).split(";")
    if not parts[-1].strip():
        parts.pop()
    if not parts:
        raise Refusal("there must be at least one point, such as 2,4,+")
    if len(parts) > len(LETTERS):
        raise Refusal(
            "there are {count} points, but at most {most} have room", count=len(parts), most=len(LETTERS)
        )
    return tuple(read_point(part, place) for place, part in enumerate(parts, 1))


def read_point(text: str, place: int) -> Point:
    fields = text.split(",")
    if len(fields) != 3:
        raise Refusal(
            "point {place} has {count} parts instead of x₁, x₂ and + or −, as in 2,4,+",
            place=place,
            count=len(fields) if text.strip() else 0,
        )
    x1, x2 = (coordinate(fields[i], name, place) for i, name in enumerate(("x₁", "x₂")))
    try:
        return Point(x1, x2, CLASSES[fields[2].strip()])
    except KeyError:
        raise Refusal(
            "the class of point {place} is neither + (in an address: %2B) nor −", place=place
        ) from None


def coordinate(text: str, name: str, place: int) -> float:
    about = {"name": name, "place": place}
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if math.isnan(value):
        raise Refusal("{name} of point {place} is not a number", **about)
    if not -REACH <= value <= REACH:
        low, high = number(-REACH), number(REACH)
        raise Refusal("{name} of point {place} is outside {low} to {high}", low=low, high=high, **about)
    return value + 0.0


def write_points(points: Iterable[Point]) -> str:
    """The text that :func:`read_points` reads as these points, to the last digit."""
    return "; ".join(f"{written(p.x1)},{written(p.x2)},{'+' if p.positive else '-'}" for p in points)


def written(value: float) -> str:
    return repr(value).removesuffix(".0")
