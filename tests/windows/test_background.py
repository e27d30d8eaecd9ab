"""The door to work off the window's thread."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest
from fengqiao_desk.ui.background import Background, Progress
from pytestqt.qtbot import QtBot

from fengqiao_desk.problems import DiskProblem, Problem


@pytest.fixture
def background() -> Iterator[Background]:
    door = Background()
    yield door
    door.close()


def never(_: object) -> None:
    pytest.fail("this must not be called")


def test_work_runs_off_the_window_s_thread_and_its_result_comes_back_to_it(
    qtbot: QtBot, background: Background
) -> None:
    seen: list[tuple[bool, bool]] = []
    window = threading.get_ident()
    background.run(
        lambda _: threading.get_ident() != window,
        lambda off: seen.append((off, threading.get_ident() == window)),
        never,
    )
    qtbot.waitUntil(lambda: not background.busy())
    assert seen == [(True, True)]


def test_work_is_done_one_after_the_other_in_order(qtbot: QtBot, background: Background) -> None:
    seen: list[int] = []
    for number in range(5):
        background.run(lambda _, n=number: seen.append(n), lambda _: None, never)
    qtbot.waitUntil(lambda: not background.busy())
    assert seen == [0, 1, 2, 3, 4]


def test_a_problem_is_told_in_words(qtbot: QtBot, background: Background) -> None:
    told: list[str] = []

    def full(_: Progress) -> None:
        raise DiskProblem("磁盘已满")

    background.run(full, never, lambda problem: told.append(problem.message))
    qtbot.waitUntil(lambda: not background.busy())
    assert told == ["磁盘已满"]


def test_any_other_error_goes_to_the_report_of_defects(monkeypatch: pytest.MonkeyPatch) -> None:
    caught: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: caught.append(error))
    Background(at_once=True).run(lambda _: 1 // 0, never, never)
    assert [type(error) for error in caught] == [ZeroDivisionError]


def test_nothing_is_told_of_work_that_was_cancelled(qtbot: QtBot, background: Background) -> None:
    begun, may_go_on = threading.Event(), threading.Event()

    def slow(progress: Progress) -> str:
        begun.set()
        may_go_on.wait(2)
        return "a result"

    task = background.run(slow, never, never)
    begun.wait(2)
    task.cancel()
    may_go_on.set()
    qtbot.waitUntil(lambda: not background.busy())


def test_work_that_asks_is_stopped_in_its_middle(qtbot: QtBot, background: Background) -> None:
    steps: list[int] = []
    begun = threading.Event()

    def endless(progress: Progress) -> None:
        while True:
            steps.append(1)
            begun.set()
            progress.check()

    task = background.run(endless, never, never)
    begun.wait(2)
    task.cancel()
    qtbot.waitUntil(lambda: not background.busy())
    assert steps


def test_progress_is_told(qtbot: QtBot) -> None:
    told: list[tuple[int, int]] = []
    door = Background()
    gate = threading.Event()

    def counted(progress: Progress) -> None:
        gate.wait(2)
        progress.report(1, 3)

    task = door.run(counted, lambda _: None, never)
    with qtbot.waitSignal(task.progressed, timeout=2000) as progressed:
        gate.set()
    told.append((progressed.args[0], progressed.args[1]))
    door.close()
    assert told == [(1, 3)]


def test_in_tests_the_work_is_over_when_the_call_returns() -> None:
    told: list[int] = []
    Background(at_once=True).run(lambda _: 41 + 1, told.append, never)
    assert told == [42]


def test_closing_the_door_waits_for_the_work_and_tells_nothing_more(background: Background) -> None:
    over: list[bool] = []
    begun = threading.Event()

    def work(progress: Progress) -> None:
        begun.set()
        over.append(True)

    background.run(work, never, _ignored)
    begun.wait(2)
    background.close()
    assert over == [True]


def _ignored(_: Problem) -> None:
    """Nothing was asked for."""
