"""What is kept of what was computed: made once though many ask for it at a time, and what is heavy in turn.

Python runs one thread at a time. If all that is heavy ran at once, every light page would wait for all of it;
so of the heavy at most one thing is computed at a time in a process, and what is light passes by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from functools import lru_cache, wraps
from threading import Lock, get_ident, local
from typing import Any, Generic, Protocol, TypeVar

Answer = TypeVar("Answer")

PATIENCE = 0.25
"""In seconds: so often one who waits looks up."""
MOST_WAITING = 40
"""For the turn of something heavy: about twenty seconds' worth where nothing else runs."""


class Busy(Exception):
    """Too many wait for something heavy already."""


class Waiting(Protocol):
    """How somebody waits."""

    def look_up(self) -> None:
        """Leaves by an exception, if they have moved on."""

    def turn_away(self) -> None:
        """Says that the line is too long, and leaves by an exception."""


class Patiently:
    """One who has nobody to ask."""

    def look_up(self) -> None:
        """Goes on waiting."""

    def turn_away(self) -> None:
        raise Busy


waiting: ContextVar[Waiting] = ContextVar("waiting", default=Patiently())  # noqa: B039


class Line:
    """Those who wait for one turn."""

    def __init__(self) -> None:
        self.turn, self.mine, self.length = Lock(), local(), 0

    @property
    def is_my_turn(self) -> bool:
        return bool(getattr(self.mine, "turn", False))

    @contextmanager
    def wait(self) -> Iterator[None]:
        """For the length of this block it is my turn; in the block of another such, it is already."""
        if self.is_my_turn:
            yield
            return
        if self.length >= MOST_WAITING:
            waiting.get().turn_away()
        self.length += 1
        try:
            take(self.turn)
        finally:
            self.length -= 1
        self.mine.turn = True
        try:
            yield
        finally:
            self.mine.turn = False
            self.turn.release()


HEAVY = Line()


at_rest = set[int]()
"""The threads that wait for others here, and compute nothing."""


def take(lock: Lock) -> None:
    """Waits for a lock, and looks up from time to time."""
    if lock.acquire(blocking=False):
        return
    at_rest.add(get_ident())
    try:
        while not lock.acquire(timeout=PATIENCE):
            waiting.get().look_up()
    finally:
        at_rest.discard(get_ident())


class Place(Generic[Answer]):
    """Where one answer is kept, as soon as there is one."""

    def __init__(self) -> None:
        self.lock, self.answers = Lock(), list[Answer]()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One at a time; whoever has the turn of the heavy goes ahead, as others here may wait for that."""
        if HEAVY.is_my_turn:
            yield
            return
        take(self.lock)
        try:
            yield
        finally:
            self.lock.release()


def kept(most: int, heavy: bool = False) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Keeps the answers to the last so many questions, and computes what many ask at once but once."""

    def keep(function: Callable[..., Answer]) -> Callable[..., Answer]:
        @lru_cache(maxsize=most)
        def place(*_args: Any, **_kwargs: Any) -> Place[Answer]:
            return Place()

        @wraps(function)
        def answer(*args: Any, **kwargs: Any) -> Answer:
            here = place(*args, **kwargs)
            if not here.answers:
                with here.alone(), HEAVY.wait() if heavy else nullcontext():
                    if not here.answers:
                        here.answers.append(function(*args, **kwargs))
            return here.answers[0]

        return answer

    return keep
