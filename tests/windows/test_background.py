"""The door to work off the window's thread."""

from __future__ import annotations

import sys
import threading
import weakref
from collections.abc import Iterator
from typing import Any

import pytest
from fengqiao_desk.ui.background import Background, Progress
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from fengqiao_desk.problems import DiskProblem, Problem
from fengqiao_desk.store.database import StationDatabase
from tests.conftest import Desk


@pytest.fixture
def owner(qapp: QApplication) -> QObject:
    """Who asks for the work."""
    return QObject()


@pytest.fixture
def background() -> Iterator[Background]:
    door = Background()
    yield door
    door.close()


def never(_: object) -> None:
    pytest.fail("this must not be called")


def test_work_runs_off_the_window_s_thread_and_its_result_comes_back_to_it(
    qtbot: QtBot, background: Background, owner: QObject
) -> None:
    seen: list[tuple[bool, bool]] = []
    window = threading.get_ident()
    background.run(
        owner,
        lambda _: threading.get_ident() != window,
        lambda off: seen.append((off, threading.get_ident() == window)),
        never,
    )
    qtbot.waitUntil(lambda: not background.busy())
    assert seen == [(True, True)]


def test_work_is_done_one_after_the_other_in_order(
    qtbot: QtBot, background: Background, owner: QObject
) -> None:
    seen: list[int] = []
    for number in range(5):
        background.run(owner, lambda _, n=number: seen.append(n), lambda _: None, never)
    qtbot.waitUntil(lambda: not background.busy())
    assert seen == [0, 1, 2, 3, 4]


def test_a_problem_is_told_in_words(qtbot: QtBot, background: Background, owner: QObject) -> None:
    heard: list[str] = []

    def full(_: Progress) -> None:
        raise DiskProblem("磁盘已满")

    background.run(owner, full, never, lambda problem: heard.append(problem.message))
    qtbot.waitUntil(lambda: not background.busy())
    assert heard == ["磁盘已满"]


def test_any_other_error_goes_to_the_report_of_defects(
    monkeypatch: pytest.MonkeyPatch, owner: QObject
) -> None:
    caught: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: caught.append(error))
    Background(at_once=True).run(owner, lambda _: 1 // 0, never, never)
    assert [type(error) for error in caught] == [ZeroDivisionError]


def test_nothing_is_told_of_work_that_was_cancelled(
    qtbot: QtBot, background: Background, owner: QObject
) -> None:
    begun, may_go_on = threading.Event(), threading.Event()

    def slow(progress: Progress) -> str:
        begun.set()
        may_go_on.wait()
        return "a result"

    background.run(owner, slow, never, never)
    begun.wait()
    background.give_up(owner)
    may_go_on.set()
    qtbot.waitUntil(lambda: not background.busy())


def test_work_that_asks_is_stopped_in_its_middle(
    qtbot: QtBot, background: Background, owner: QObject
) -> None:
    steps: list[int] = []
    begun = threading.Event()

    def endless(progress: Progress) -> None:
        while True:
            steps.append(1)
            begun.set()
            progress.check()

    background.run(owner, endless, never, never)
    begun.wait()
    background.give_up(owner)
    qtbot.waitUntil(lambda: not background.busy())
    assert steps


def test_progress_is_told_on_the_window_s_thread(
    qtbot: QtBot, background: Background, owner: QObject
) -> None:
    heard: list[tuple[int, int, int]] = []
    background.run(
        owner,
        lambda progress: progress.report(1, 3),
        lambda _: None,
        never,
        progressed=lambda done, total: heard.append((done, total, threading.get_ident())),
    )
    qtbot.waitUntil(lambda: not background.busy())
    assert heard == [(1, 3, threading.get_ident())]


def test_in_tests_the_work_is_over_when_the_call_returns(owner: QObject) -> None:
    heard: list[int] = []
    Background(at_once=True).run(owner, lambda _: 41 + 1, heard.append, never)
    assert heard == [42]


def test_closing_the_door_waits_for_the_work_and_tells_nothing_more(
    background: Background, owner: QObject
) -> None:
    over: list[bool] = []
    begun = threading.Event()

    def work(progress: Progress) -> None:
        begun.set()
        over.append(True)

    background.run(owner, work, never, _ignored)
    begun.wait()
    background.close()
    assert over == [True]


def test_an_answer_to_who_is_gone_is_dropped(qtbot: QtBot, background: Background) -> None:
    gone, may_go_on = QObject(), threading.Event()
    background.run(gone, lambda _: may_go_on.wait(), never, never)
    delete(gone)
    may_go_on.set()
    qtbot.waitUntil(lambda: not background.busy())


def test_work_for_who_is_gone_is_not_begun(qtbot: QtBot, background: Background, owner: QObject) -> None:
    gone, may_go_on = QObject(), threading.Event()
    background.run(owner, lambda _: may_go_on.wait(), lambda _: None, never)
    background.run(gone, never, never, never)
    delete(gone)
    may_go_on.set()
    qtbot.waitUntil(lambda: not background.busy())


def test_asked_anew_only_the_last_answer_is_told(
    qtbot: QtBot, background: Background, owner: QObject
) -> None:
    heard: list[str] = []
    may_go_on = threading.Event()
    background.run(owner, lambda _: may_go_on.wait(), lambda _: heard.append("another matter"), never)
    for words in ("first", "second"):
        background.run(owner, lambda _, w=words: w, heard.append, never, anew=True)
    may_go_on.set()
    qtbot.waitUntil(lambda: not background.busy())
    assert heard == ["another matter", "second"]


def test_what_somebody_else_asks_anew_is_let_be(qtbot: QtBot, background: Background, owner: QObject) -> None:
    heard: list[str] = []
    other = QObject()
    background.run(owner, lambda _: "mine", heard.append, never, anew=True)
    background.run(other, lambda _: "theirs", heard.append, never, anew=True)
    qtbot.waitUntil(lambda: not background.busy())
    assert heard == ["mine", "theirs"]


def test_once_told_nothing_of_the_window_is_held(qtbot: QtBot, background: Background) -> None:
    """What the worker lets go last would be deleted on its thread."""

    class Page(QObject):
        pass

    page = Page()
    kept = weakref.ref(page)
    background.run(page, lambda _, p=page: p, lambda _: None, never)
    qtbot.waitUntil(lambda: not background.busy())
    del page
    assert kept() is None


def _ignored(_: Problem) -> None:
    """Nothing was asked for."""


def test_the_worker_keeps_its_connection_and_closes_it_itself(
    qtbot: QtBot, background: Background, owner: QObject, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opened once for all its reads; closed on the thread that opened it, or the process would end with that thread."""
    threads: list[tuple[str, int]] = []
    connect, close = StationDatabase._connect, StationDatabase._close  # type: ignore[attr-defined]

    def connecting(database: StationDatabase) -> Any:
        threads.append(("opened", threading.get_ident()))
        return connect(database)

    def closing(database: StationDatabase, connection: Any) -> None:
        threads.append(("closed", threading.get_ident()))
        close(database, connection)

    monkeypatch.setattr(StationDatabase, "_connect", connecting)
    monkeypatch.setattr(StationDatabase, "_close", closing)
    for _ in range(3):
        background.run(owner, lambda _: desk.count("cases"), lambda _: None, never)
    qtbot.waitUntil(lambda: not background.busy())
    background.close()
    assert [what for what, _ in threads] == ["opened", "closed"]
    assert threads[0][1] == threads[1][1] != threading.get_ident()


def test_work_is_taken_again_after_a_rest(qtbot: QtBot, background: Background, owner: QObject) -> None:
    background.close()
    seen: list[int] = []
    background.run(owner, lambda _: 1, seen.append, never)
    qtbot.waitUntil(lambda: not background.busy())
    assert seen == [1]
