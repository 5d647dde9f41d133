"""When what has ended is started anew, by a clock that the test turns."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from deploy.part import LASTING_SECONDS, LONGEST_PAUSE, Part


@dataclass
class Stage:
    """A part whose process the test ends."""

    now: float = 0.0
    code: int | None = None
    obstacle: Exception | None = None
    starts: int = 0

    def __post_init__(self) -> None:
        self.part = Part("It", lambda: self.code, self.begin)

    def begin(self) -> None:
        self.starts += 1
        if self.obstacle:
            raise self.obstacle
        self.code = None

    def pause(self) -> float:
        """After its end, until it is started anew."""
        self.code = 1
        self.part.look()
        ended, starts = self.now, self.starts
        while self.starts == starts:
            self.now += 1
            self.part.look()
        return self.now - ended


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    stage = Stage()
    monkeypatch.setattr("deploy.part.time.monotonic", lambda: stage.now)
    return stage


def test_what_ends_again_and_again_is_started_ever_later(stage: Stage) -> None:
    assert [stage.pause() for _ in range(8)] == [1, 2, 4, 8, 16, 32, LONGEST_PAUSE, LONGEST_PAUSE]


def test_what_has_lasted_is_started_soon(stage: Stage) -> None:
    assert [stage.pause() for _ in range(3)] == [1, 2, 4]
    stage.now += LASTING_SECONDS
    assert stage.pause() == 1


def test_what_cannot_be_started_is_tried_again_ever_later(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.obstacle = FileNotFoundError("nowhere")
    assert [stage.pause() for _ in range(3)] == [1, 2, 4]
    assert caplog.messages[-1] == "It cannot be started: nowhere"


def test_what_someone_else_has_started_is_let_be(stage: Stage) -> None:
    stage.code = 1
    stage.part.look()
    stage.code = None
    stage.now += LONGEST_PAUSE
    stage.part.look()
    assert stage.starts == 0
    assert stage.pause() == 1
