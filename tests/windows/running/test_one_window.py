"""One window a station folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fengqiao_desk.ui.running.one_window import OneWindow, door_name
from PySide6.QtNetwork import QLocalServer
from pytestqt.qtbot import QtBot


@pytest.fixture
def first(tmp_path: Path) -> Iterator[OneWindow]:
    door = OneWindow(tmp_path)
    assert door.claim()
    yield door
    door.close()


def test_a_second_start_on_the_folder_is_turned_away_and_the_first_comes_forward(
    qtbot: QtBot, first: OneWindow, tmp_path: Path
) -> None:
    with qtbot.waitSignal(first.asked_forward):
        assert not OneWindow(tmp_path).claim()


def test_another_folder_has_a_door_of_its_own(first: OneWindow, tmp_path: Path) -> None:
    other = OneWindow(tmp_path / "other")
    assert other.claim()
    other.close()


def test_the_folder_can_be_opened_again_after_the_first_window_closed(tmp_path: Path) -> None:
    door = OneWindow(tmp_path)
    door.claim()
    door.close()
    again = OneWindow(tmp_path)
    assert again.claim()
    again.close()


def test_a_door_left_by_a_crash_is_taken_over(tmp_path: Path) -> None:
    left = Path("/tmp") / door_name(tmp_path)
    left.touch()
    door = OneWindow(tmp_path)
    door.claim()
    listening = door.findChild(QLocalServer)
    heard = listening is not None and listening.isListening()
    door.close()
    assert heard


def test_the_door_s_name_does_not_depend_on_how_the_path_is_written(tmp_path: Path) -> None:
    assert door_name(tmp_path / "x" / "..") == door_name(tmp_path)
