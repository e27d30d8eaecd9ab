"""How long a command waits for whoever holds the folder: a command ends by itself, a window may stay open for hours."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from fengqiao_desk.store.lock import Holder, Patience

SECONDS = 10.0


class Clock:
    """A clock that goes on when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Waiting:
    """A command that waits at a folder."""

    def __init__(self, folder: Path, seconds: float = SECONDS) -> None:
        self.file, self.clock = folder / "holder", Clock()
        self.patience = Patience(self.file, seconds, self.clock)

    def held_by(self, program: str, process: int = 4711) -> None:
        holder = Holder(program, process, "值班室", "张三")
        self.file.write_text(json.dumps(asdict(holder)), encoding="utf-8")

    def over_after(self, seconds: float) -> bool:
        self.patience.is_over()
        self.clock.now += seconds
        return self.patience.is_over()


@pytest.mark.parametrize(("seconds", "over"), [(9.9, False), (10.0, True)])
def test_a_window_is_waited_for_as_long_as_one_that_is_being_closed(
    tmp_path: Path, seconds: float, over: bool
) -> None:
    waiting = Waiting(tmp_path)
    waiting.held_by("窗口")
    assert waiting.over_after(seconds) is over


@pytest.mark.parametrize(("seconds", "over"), [(599.0, False), (600.0, True)])
def test_a_command_is_waited_for_however_slow_the_machine(tmp_path: Path, seconds: float, over: bool) -> None:
    waiting = Waiting(tmp_path)
    waiting.held_by("document issue")
    assert waiting.over_after(seconds) is over


def test_each_command_in_front_is_waited_for_anew(tmp_path: Path) -> None:
    waiting = Waiting(tmp_path)
    over = []
    for process in range(5):
        waiting.held_by("document issue", process)
        over.append(waiting.over_after(500))
    assert over == [False] * 5


def test_between_two_holders_nothing_is_given_up(tmp_path: Path) -> None:
    """The file of the one that ended is gone, the next has not written its own yet."""
    waiting = Waiting(tmp_path)
    waiting.held_by("document issue")
    waiting.over_after(20)
    waiting.file.unlink()
    assert waiting.over_after(1) is False


def test_who_does_not_wait_gives_up_at_once(tmp_path: Path) -> None:
    waiting = Waiting(tmp_path, seconds=0.0)
    waiting.held_by("document issue")
    assert waiting.patience.is_over()
