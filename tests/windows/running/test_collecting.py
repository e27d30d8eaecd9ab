"""Garbage with widgets in it is collected on the window's thread, never on the worker's."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from fengqiao_desk.ui.background import Background, Progress
from fengqiao_desk.ui.running.collecting import CollectingHere
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot


@pytest.fixture
def threads() -> Iterator[list[str]]:
    """The threads that collections ran on."""
    seen: list[str] = []

    def note(phase: str, _: dict[str, int]) -> None:
        if phase == "start":
            seen.append(threading.current_thread().name)

    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)


def much(_: Progress) -> list[list[int]]:
    """More objects than a generation may have."""
    return [[number] for number in range(50_000)]


def test_what_the_worker_makes_is_collected_by_the_window(qtbot: QtBot, threads: list[str]) -> None:
    background, owner = Background(), QObject()
    kept: list[list[list[int]]] = []
    with CollectingHere():
        threads.clear()
        background.run(owner, much, kept.append, lambda _: None)
        qtbot.waitUntil(lambda: not background.busy() and bool(threads))
    background.close()
    assert set(threads) == {"MainThread"}


def test_a_circle_goes_at_its_turn(qtbot: QtBot) -> None:
    class Circle(list[object]):
        """A list may hold itself."""

    with CollectingHere() as collecting:
        circle = Circle()
        circle.append(circle)
        gone = [id(circle)]
        del circle
        junk = [[number] for number in range(5000)]
        collecting.collect()
        living = [id(found) for found in gc.get_objects() if isinstance(found, Circle)]
    assert (gone[0] in living, len(junk)) == (False, 5000)


def test_afterwards_python_collects_as_before() -> None:
    with CollectingHere():
        within = gc.isenabled()
    assert (within, gc.isenabled(), gc.get_freeze_count()) == (False, True, 0)
