"""Something the documents say that is not quite so, with what settles it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from activations.core import Reference, number

Verdict = Literal["wrong", "true with a condition"]


@dataclass(frozen=True)
class Evidence:
    """What is computed about a claim: whether that settles it, and the numbers its text asks for.

    ``settled`` is True where the claim as it stands fails, or holds only under the condition. A float is
    shown with four decimals; where the text needs others, the value is text already.
    """

    settled: bool
    values: Mapping[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Claim:
    """What documents say, and the page that teaches what is in fact so. The text of that name says both.

    ``quotes`` holds the words as they stand in each document, by its number, with … for what is left out.
    ``state`` is what the lesson's address says to have the claim in view. ``source`` is the publication
    that a claim rests on where computing alone cannot settle it.
    """

    name: str
    verdict: Verdict
    quotes: Mapping[str, str]
    lesson: str
    state: Mapping[str, object]
    evidence: Callable[[], Evidence] = field(repr=False)
    source: Reference | None = None


def claim(
    verdict: Verdict,
    quotes: Mapping[str, str],
    *,
    lesson: str,
    source: Reference | None = None,
    **state: object,
) -> Callable[[Callable[[], Evidence]], Claim]:
    """Makes a claim of the function that computes its evidence, under the function's name."""
    return lambda evidence: Claim(evidence.__name__, verdict, quotes, lesson, state, evidence, source)


def listed(values: Iterable[float]) -> str:
    """Numbers as a text shows them, with commas between."""
    return ", ".join(map(number, values))
