"""What is kept is computed once, and what is heavy in turn; who has moved on leaves the line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Event

import pytest

from ui import heavy
from ui.heavy import HEAVY, Busy, kept

LONG = 20
"""In seconds: nothing here takes nearly so long, unless it hangs."""


class Left(Exception):
    """What Streamlit ends a run with."""


class Leaving:
    """A visitor who has moved on."""

    def look_up(self) -> None:
        raise Left

    def turn_away(self) -> None:
        raise AssertionError


@contextmanager
def many() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as threads:
        yield threads


def leaves(ask: Callable[[], object]) -> None:
    heavy.waiting.set(Leaving())
    ask()


@pytest.mark.parametrize("is_heavy", [False, True])
def test_what_many_ask_at_once_is_computed_once(is_heavy: bool) -> None:
    here, times = Barrier(8), []

    @kept(4, heavy=is_heavy)
    def double(number: int) -> int:
        times.append(number)
        return 2 * number

    def ask() -> int:
        here.wait(LONG)
        return double(3)

    with many() as threads:
        answers = [threads.submit(ask) for _ in range(8)]
    assert [answer.result(LONG) for answer in answers] == [6] * 8
    assert times == [3]


def test_no_more_is_kept_than_is_said() -> None:
    times = []
    double = kept(2)(lambda number: times.append(number) or 2 * number)
    for number in (1, 2, 3, 3, 2, 1):
        assert double(number) == 2 * number
    assert times == [1, 2, 3, 1]


def test_of_the_heavy_one_is_computed_at_a_time_and_the_light_passes_by() -> None:
    running, most = 0, 0

    @kept(8, heavy=True)
    def slow(_number: int) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        assert light(_number) == _number
        running -= 1

    light = kept(8)(lambda number: number)
    begun, end = Event(), Event()
    holding = kept(1, heavy=True)(lambda: begun.set() or end.wait(LONG))
    with many() as threads:
        first = threads.submit(holding)
        assert begun.wait(LONG)
        others = [threads.submit(slow, number) for number in range(6)]
        assert light(7) == 7
        assert not any(other.done() for other in others)
        end.set()
    assert first.result(LONG)
    assert [other.result(LONG) for other in others] == [None] * 6
    assert most == 1


def test_heavy_work_within_heavy_work_does_not_wait_for_itself() -> None:
    inner = kept(4, heavy=True)(lambda number: number)
    outer = kept(4, heavy=True)(lambda number: inner(number) + inner(number + 1))
    with many() as threads:
        asked: list[Future[int]] = [threads.submit(ask, 1) for ask in (outer, inner) * 8]
    assert [each.result(LONG) for each in asked] == [3, 1] * 8


def test_who_has_moved_on_leaves_the_line_and_what_failed_is_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(heavy, "PATIENCE", 0.01)
    fails = [True]

    @kept(4, heavy=True)
    def once(number: int) -> int:
        if fails.pop() if fails else False:
            raise Left
        return number

    with many() as threads:
        with HEAVY.wait():
            gone = threads.submit(leaves, lambda: once(5))
            with pytest.raises(Left):
                gone.result(LONG)
            with pytest.raises(Left):
                once(5)
        assert HEAVY.length == 0
        assert threads.submit(once, 5).result(LONG) == 5


def test_when_too_many_wait_the_next_is_turned_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heavy, "MOST_WAITING", 0)
    turned_away = kept(1, heavy=True)(lambda: 1)
    with pytest.raises(Busy):
        turned_away()
    monkeypatch.undo()
    assert turned_away() == 1
