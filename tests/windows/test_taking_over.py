"""A restored folder in the window: 只读 with the one act 接管, which asks for the last numbers; then the window is one to work in."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from fengqiao_desk.ui.desk import Desk
from fengqiao_desk.ui.dialogs.sign_in import SignIn
from fengqiao_desk.ui.dialogs.taking_over import TakingOverDialog
from fengqiao_desk.ui.entrance import Entrance
from fengqiao_desk.ui.main_window import MainWindow
from fengqiao_desk.ui.preferences import Preferences
from fengqiao_desk.ui.running.application import DeskApplication
from fengqiao_desk.ui.session import Session
from fengqiao_desk.ui.widgets import Banner, LinkButton
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from fengqiao_desk.documents.register import register
from fengqiao_desk.station import open_station
from fengqiao_desk.store.copies.standing import mark_restored
from tests.conftest import PASSWORD

NOW = datetime(2026, 11, 22, 9, 0)
SERIES = "合公（逍）纠登字〔2026〕"


@pytest.fixture
def restored_folder(filled_folder: Path) -> Path:
    """As `restore` leaves it."""
    station = open_station(filled_folder, "2026-11-21T18:00:00", "测试")
    mark_restored(station.connections, "备份.zip", "2026-11-21T18:00:00", only_looked_at=False)
    station.close()
    return filled_folder


@pytest.fixture
def entrance_of(qapp: DeskApplication, tmp_path: Path) -> Iterator[Callable[[Path], Entrance]]:
    desk, made = Desk(qapp, at_once=True), list[Entrance]()

    def entrance(folder: Path) -> Entrance:
        made.append(Entrance(desk, folder, Preferences(tmp_path / "window.ini"), lambda: NOW))
        return made[-1]

    yield entrance
    for each in made:
        for window in qapp.topLevelWidgets():
            if isinstance(window, SignIn | MainWindow | QMessageBox):
                window.blockSignals(True)
                window.deleteLater()
        each.close()
        qapp.aboutToQuit.disconnect(each.save_drafts)
        each.deleteLater()
    desk.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


Enter = Callable[[str], MainWindow]


@pytest.fixture
def entrance(entrance_of: Callable[[Path], Entrance], restored_folder: Path) -> Entrance:
    return entrance_of(restored_folder)


@pytest.fixture
def enter(entrance: Entrance, qtbot: QtBot) -> Enter:
    """Signs somebody in to the restored folder."""

    def window_of(name: str) -> MainWindow:
        window = entrance.first_window(name, PASSWORD)
        assert isinstance(window, MainWindow)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return window_of


def acts_of(window: QWidget) -> list[str]:
    """What the banners over the pages offer."""
    return [
        link.text()
        for banner in window.findChildren(Banner)
        for link in banner.findChildren(LinkButton)
        if link.isVisible()
    ]


def asked(window: MainWindow) -> TakingOverDialog:
    QTest.keySequence(window, "Ctrl+Shift+T")
    (dialog,) = window.findChildren(TakingOverDialog)
    return dialog


def put(dialog: TakingOverDialog, number: object, reason: str = "电脑坏了") -> None:
    """Types the last number over the one that stands there, and the reason."""
    editor = dialog.series.editors[SERIES]
    editor.set_value(str(number))
    editor.changed.emit()
    dialog.reason.set_value(reason)


def test_the_chief_is_offered_to_take_over(enter: Enter) -> None:
    assert acts_of(enter("所长戊")) == ["接管…（Ctrl Shift T）"]


def test_an_officer_is_told_who_may(enter: Enter) -> None:
    window = enter("民警甲")
    (mark,) = [found for found in window.findChildren(Banner) if "接管" in found.accessibleName()]
    assert "管理员或所领导" in mark.accessibleName() and acts_of(window) == []


def test_the_series_begins_with_its_last_number(enter: Enter) -> None:
    dialog = asked(enter("所长戊"))
    assert dialog.series.editors[SERIES].value() == 1
    assert "登记簿到 1 号" in dialog.series.editors[SERIES].accessibleName()


def test_what_becomes_void_is_said_while_typing(enter: Enter) -> None:
    dialog = asked(enter("所长戊"))
    put(dialog, 4)
    assert dialog.meaning.text() == f"{SERIES}2号至4号记为作废，共3个号"


def test_another_series_can_be_added_by_its_name(enter: Enter) -> None:
    dialog = asked(enter("所长戊"))
    dialog.more.set_value("合公（逍）调解字〔2026〕")
    dialog.more.changed.emit()
    assert dialog.series.values()["合公（逍）调解字〔2026〕"] == 0


def test_a_number_too_small_is_told_beside_its_field(enter: Enter) -> None:
    dialog = asked(enter("所长戊"))
    put(dialog, 0)
    dialog.try_it()
    assert "登记簿里已到 1 号" in dialog.series.editors[SERIES].fault()
    assert dialog.isVisible()


def test_a_reason_is_asked(enter: Enter) -> None:
    dialog = asked(enter("所长戊"))
    put(dialog, 4, "")
    dialog.try_it()
    assert dialog.reason.fault() == "请写明接管的理由"


def test_a_taking_over_by_the_keyboard_makes_the_window_one_to_work_in(
    enter: Enter, entrance: Entrance, qtbot: QtBot
) -> None:
    dialog = asked(enter("所长戊"))
    put(dialog, 4)
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keySequence(dialog, "Ctrl+Return")
    qtbot.waitUntil(
        lambda: entrance.session is not None and not entrance.session.context.station.only_looked_at
    )
    assert entrance.session is not None
    station, window = entrance.session.context.station, entrance.session.window
    assert [line.state for line in register(station)] == ["issued", "void", "void", "void"]
    assert "只读" not in window.windowTitle() and window.isVisible()


def test_a_folder_that_is_copied_elsewhere_is_warned_of_until_it_is_understood(
    entrance_of: Callable[[Path], Entrance], station_folder: Path, tmp_path: Path
) -> None:
    synced = Path(shutil.copytree(station_folder, tmp_path / "坚果云" / "数据"))
    window = entrance_of(synced).first_window("民警甲", PASSWORD)
    window.show()
    (warning,) = [found for found in window.findChildren(Banner) if "坚果云" in found.accessibleName()]
    assert warning.isVisible()
    warning.acted.emit()
    assert not warning.isVisible()


def test_what_the_window_of_the_taken_over_folder_asks_of_the_worker_is_not_given_up(
    enter: Enter, entrance: Entrance, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter("所长戊")
    former, given_up_in = entrance.session, list[Session | None]()
    assert former is not None
    background = entrance._desk.background
    monkeypatch.setattr(background, "give_up_all", lambda: given_up_in.append(entrance.session))
    former.taken_over.emit()
    assert given_up_in == [former] and entrance.session is not former
