"""Where the window stands: on a screen that is there, and where it was left."""

from __future__ import annotations

from pathlib import Path

import pytest
from fengqiao_desk.ui.main_window import MainWindow
from fengqiao_desk.ui.page import PageEntry
from fengqiao_desk.ui.placing import (
    FIRST_SIZE,
    FRAME,
    PlaceKeeper,
    WindowPlace,
    all_rooms,
    first_place,
    within,
)
from fengqiao_desk.ui.preferences import Preferences
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

NOTEBOOK = QRect(0, 0, 1366, 728)
LEFT_OF_IT = QRect(-1920, 0, 1920, 1040)


def scaled(screen: QRect, percent: int) -> QRect:
    """The screen in logical pixels."""
    return QRect(0, 0, screen.width() * 100 // percent, screen.height() * 100 // percent)


@pytest.mark.parametrize("percent", [100, 125, 150, 200])
@pytest.mark.parametrize("screen", [NOTEBOOK, QRect(0, 0, 1280, 720), QRect(0, 0, 1920, 1040)])
def test_the_first_window_lies_wholly_within_its_screen(screen: QRect, percent: int) -> None:
    room = scaled(screen, percent).marginsRemoved(FRAME)
    assert room.contains(first_place(room).rect)


@pytest.mark.parametrize(("percent", "maximised"), [(100, False), (125, False), (150, True), (200, True)])
def test_the_first_window_is_maximised_where_its_size_does_not_fit(percent: int, maximised: bool) -> None:
    room = scaled(QRect(0, 0, 1920, 1140), percent).marginsRemoved(FRAME)
    assert first_place(room).maximised is maximised


def test_a_large_screen_has_the_first_window_in_its_middle() -> None:
    room = QRect(0, 0, 1920, 1040)
    assert first_place(room).rect == QRect(320, 120, FIRST_SIZE.width(), FIRST_SIZE.height())


def test_a_window_that_fits_stays_where_it_was() -> None:
    assert within(QRect(100, 50, 800, 600), [NOTEBOOK]) == QRect(100, 50, 800, 600)


def test_a_window_larger_than_the_screen_is_made_as_large_as_it() -> None:
    assert within(QRect(0, 0, 2560, 1400), [NOTEBOOK]) == NOTEBOOK


@pytest.mark.parametrize(
    ("corner", "moved"), [((1200, 700), (566, 128)), ((-300, -40), (0, 0)), ((700, 500), (566, 128))]
)
def test_a_window_over_the_edge_is_moved_in(corner: tuple[int, int], moved: tuple[int, int]) -> None:
    assert within(QRect(*corner, 800, 600), [NOTEBOOK]) == QRect(*moved, 800, 600)


def test_a_window_on_the_second_screen_stays_there() -> None:
    assert within(QRect(-1500, 100, 1000, 700), [NOTEBOOK, LEFT_OF_IT]) == QRect(-1500, 100, 1000, 700)


def test_a_window_between_two_screens_goes_to_the_one_that_has_more_of_it() -> None:
    assert within(QRect(-200, 100, 1000, 600), [NOTEBOOK, LEFT_OF_IT]) == QRect(0, 100, 1000, 600)


def test_a_window_of_a_screen_that_is_gone_comes_to_the_first_one() -> None:
    assert NOTEBOOK.contains(within(QRect(-1500, 100, 1000, 700), [NOTEBOOK]))


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "window.ini")


def open_window(qtbot: QtBot, preferences: Preferences) -> MainWindow:
    page = PageEntry("today", "今日", "today", None, QWidget)
    settings = PageEntry("settings", "设置", "settings", None, QWidget)
    window = MainWindow([page], settings)
    PlaceKeeper(window, preferences.place(), preferences.keep_place)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


def test_the_first_window_is_no_larger_than_this_screen(qtbot: QtBot, preferences: Preferences) -> None:
    window = open_window(qtbot, preferences)
    assert window.screen().availableGeometry().contains(window.geometry())


def test_size_and_place_are_as_the_window_was_closed(qtbot: QtBot, preferences: Preferences) -> None:
    window = open_window(qtbot, preferences)
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.setGeometry(60, 70, 700, 500)
    window.close()
    assert open_window(qtbot, preferences).geometry() == QRect(60, 70, 700, 500)


def test_a_maximised_window_is_maximised_again_and_knows_its_size_below(
    qtbot: QtBot, preferences: Preferences
) -> None:
    preferences.keep_place(WindowPlace(QRect(60, 70, 700, 500), maximised=True))
    open_window(qtbot, preferences).close()
    window = open_window(qtbot, preferences)
    assert window.isMaximized()
    assert window.normalGeometry() == QRect(60, 70, 700, 500)


def test_a_minimised_window_is_kept_as_it_was_before(qtbot: QtBot, preferences: Preferences) -> None:
    preferences.keep_place(WindowPlace(QRect(60, 70, 700, 500)))
    window = open_window(qtbot, preferences)
    window.showMinimized()
    window.close()
    assert preferences.place() == WindowPlace(QRect(60, 70, 700, 500))


def test_a_window_is_kept_some_time_after_it_was_moved(qtbot: QtBot, preferences: Preferences) -> None:
    preferences.keep_place(WindowPlace(QRect(60, 70, 700, 500)))
    window = open_window(qtbot, preferences)
    window.setGeometry(80, 90, 640, 480)
    qtbot.waitUntil(lambda: preferences.place() == WindowPlace(QRect(80, 90, 640, 480)))


def test_a_kept_place_outside_every_screen_is_brought_in(qtbot: QtBot, preferences: Preferences) -> None:
    preferences.keep_place(WindowPlace(QRect(5000, 3000, 700, 500)))
    window = open_window(qtbot, preferences)
    assert any(room.contains(window.geometry()) for room in all_rooms())


@pytest.mark.parametrize(
    "words", ["", "1 2 3", "1 2 3 4 5", "a b c d", "0 0 -5 10", "1 2 99999999999999999999 4"]
)
def test_a_kept_place_that_cannot_be_read_is_none(tmp_path: Path, words: str) -> None:
    (tmp_path / "window.ini").write_text(f'[window]\nplace="{words}"\n', encoding="utf-8")
    assert Preferences(tmp_path / "window.ini").place() is None
