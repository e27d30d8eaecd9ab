"""从备份恢复 in the window: offered where a folder cannot be opened, and asked for from the open desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from fengqiao_desk.ui.desk import Desk
from fengqiao_desk.ui.dialogs.missed_folder import MissedFolder
from fengqiao_desk.ui.dialogs.restoring import RestoringDialog
from fengqiao_desk.ui.dialogs.sign_in import SignIn
from fengqiao_desk.ui.entrance import Entrance
from fengqiao_desk.ui.main_window import MainWindow
from fengqiao_desk.ui.preferences import Preferences
from fengqiao_desk.ui.running.application import DeskApplication
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QMessageBox

from fengqiao_desk.station import open_station
from fengqiao_desk.store.backups.making import make_backup
from tests.conftest import PASSWORD

NOW = datetime(2026, 11, 22, 9, 0)
ASIDE = "station（20261122-0900 恢复前）"


@pytest.fixture
def backup(filled_folder: Path) -> Path:
    """In the folder's own room, made before the day of the tests."""
    station = open_station(filled_folder, "2026-11-20T08:00:00", "测试")
    made = make_backup(
        *(station.connections, station.layout, station.files, station.layout.backups),
        *("枫桥备份_逍遥津派出所_20261120-080000", "2026-11-20T08:00:00"),
    )
    station.close()
    return Path(made.file)


@pytest.fixture
def entrance(qapp: DeskApplication, tmp_path: Path, filled_folder: Path) -> Iterator[Entrance]:
    desk = Desk(qapp, at_once=True)
    made = Entrance(desk, filled_folder, Preferences(tmp_path / "window.ini"), lambda: NOW)
    yield made
    for window in qapp.topLevelWidgets():
        if isinstance(window, SignIn | MainWindow | QMessageBox | RestoringDialog | MissedFolder):
            window.blockSignals(True)
            window.deleteLater()
    made.close()
    qapp.aboutToQuit.disconnect(made.save_drafts)
    made.deleteLater()
    desk.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def shown(qapp: DeskApplication) -> Callable[[], RestoringDialog]:
    """The dialog that is in view."""

    def found() -> RestoringDialog:
        return next(window for window in qapp.topLevelWidgets() if isinstance(window, RestoringDialog))

    return found


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 400])
def test_a_damaged_database_is_offered_the_newest_backup(
    entrance: Entrance, backup: Path, filled_folder: Path, damage: bytes
) -> None:
    (filled_folder / "station.db").write_bytes(damage)
    dialog = entrance.first_window(None, None)
    assert isinstance(dialog, RestoringDialog)
    assert dialog.list.currentIndex().data().startswith("2026年11月20日 08:00")
    dialog.try_it()
    assert isinstance(entrance.shown, SignIn)
    assert (filled_folder.parent / ASIDE / "station.db").read_bytes() == damage


def test_a_missing_database_is_offered_it_too(entrance: Entrance, backup: Path, filled_folder: Path) -> None:
    entrance._preferences.keep_folder(filled_folder)
    (filled_folder / "station.db").unlink()
    assert isinstance(entrance.first_window(None, None), RestoringDialog)


def desk_of(entrance: Entrance, shown: Callable[[], RestoringDialog]) -> RestoringDialog:
    """The dialog, asked for by a 所领导 at the open desk."""
    entrance.first_window("所长戊", PASSWORD)
    assert entrance.session is not None
    entrance.session.context.restore()
    return shown()


def test_the_desk_tells_what_would_be_missing(
    entrance: Entrance, backup: Path, shown: Callable[[], RestoringDialog]
) -> None:
    dialog = desk_of(entrance, shown)
    assert "备份以后" in dialog.meaning.text()


def test_without_a_reason_nothing_is_restored(
    entrance: Entrance, backup: Path, filled_folder: Path, shown: Callable[[], RestoringDialog]
) -> None:
    dialog = desk_of(entrance, shown)
    dialog.try_it()
    assert dialog.reason.fault() == "请写明为什么恢复"
    assert entrance.session is not None
    assert not (filled_folder.parent / ASIDE).exists()


def test_the_restored_folder_is_signed_in_to_anew(
    entrance: Entrance, backup: Path, filled_folder: Path, shown: Callable[[], RestoringDialog]
) -> None:
    dialog = desk_of(entrance, shown)
    dialog.reason.set_value("误删")
    dialog.try_it()
    assert isinstance(entrance.shown, SignIn)
    assert entrance.session is None
    aside = open_station(filled_folder.parent / ASIDE, NOW.isoformat(), "测试", exclusive=False)
    rows = aside.connections.run("SELECT officer, verb FROM audit ORDER BY key DESC LIMIT 1")
    assert rows == [("所长戊", "换成备份")]
    aside.close()


def test_who_may_not_restore_changes_nothing(
    entrance: Entrance, backup: Path, filled_folder: Path, shown: Callable[[], RestoringDialog]
) -> None:
    entrance.first_window("民警甲", PASSWORD)
    assert entrance.session is not None
    entrance.session.context.restore()
    shown().reason.set_value("误删")
    shown().try_it()
    assert "不能从备份恢复" in shown().banner.accessibleName()
    assert not (filled_folder.parent / ASIDE).exists()


def test_what_is_no_backup_is_told(
    entrance: Entrance, backup: Path, tmp_path: Path, shown: Callable[[], RestoringDialog]
) -> None:
    dialog = desk_of(entrance, shown)
    odd = tmp_path / "odd.tar"
    odd.write_bytes(b"no backup")
    dialog.take(odd)
    assert "已损坏，或不是枫桥工作台的备份" in dialog.banner.accessibleName()
