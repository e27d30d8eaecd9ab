"""The way in: wizard, sign-in, the desk, and another officer after the first."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import cast

import pytest
from fengqiao_desk.ui.desk import Desk
from fengqiao_desk.ui.dialogs.first_run import FirstRun
from fengqiao_desk.ui.dialogs.missed_folder import MissedFolder
from fengqiao_desk.ui.dialogs.recovery_sheet import RecoverySheetDialog
from fengqiao_desk.ui.dialogs.restoring import RestoringDialog
from fengqiao_desk.ui.dialogs.sign_in import SignIn
from fengqiao_desk.ui.dialogs.use_recovery import UseRecovery
from fengqiao_desk.ui.dialogs.working_alone import WorkingAlone
from fengqiao_desk.ui.entrance import Entrance
from fengqiao_desk.ui.main_window import MainWindow
from fengqiao_desk.ui.preferences import Preferences
from fengqiao_desk.ui.running.application import DeskApplication
from fengqiao_desk.ui.session import Session
from fengqiao_desk.ui.settings.keys import KeysSection
from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from fengqiao_desk.problems import FolderLocked, WrongPassword
from fengqiao_desk.station import create_station, open_station
from fengqiao_desk.station.opening import NewStation
from fengqiao_desk.station.sealed.door import Door
from fengqiao_desk.store.layout import FolderLayout
from fengqiao_desk.store.sealing.recovery import Recovery
from tests.conftest import PASSWORD, act_on

NOW = datetime(2026, 11, 21, 9, 0)
_WINDOWS = FirstRun | MissedFolder | RestoringDialog | SignIn | WorkingAlone | MainWindow | QMessageBox


@pytest.fixture
def desk_of_windows(qapp: DeskApplication) -> Iterator[Desk]:
    made = Desk(qapp, at_once=True)
    yield made
    made.close()


@pytest.fixture
def entrance_of(
    desk_of_windows: Desk, tmp_path: Path, qapp: DeskApplication
) -> Iterator[Callable[[Path], Entrance]]:
    made: list[Entrance] = []

    def entrance(folder: Path) -> Entrance:
        made.append(Entrance(desk_of_windows, folder, Preferences(tmp_path / "window.ini"), lambda: NOW))
        return made[-1]

    yield entrance
    for entrance_made in made:
        for window in qapp.topLevelWidgets():
            if isinstance(window, _WINDOWS):
                window.blockSignals(True)
                window.deleteLater()
        entrance_made.close()
        qapp.aboutToQuit.disconnect(entrance_made.save_drafts)
        entrance_made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def missed(
    entrance_of: Callable[[Path], Entrance], station_folder: Path, tmp_path: Path, qtbot: QtBot
) -> tuple[Entrance, MissedFolder]:
    """The start on a computer that remembers a station, which was moved since."""
    Preferences(tmp_path / "window.ini").keep_folder(station_folder)
    station_folder.rename(tmp_path / "moved")
    entrance = entrance_of(station_folder)
    first = entrance.first_window(None, None)
    assert isinstance(first, MissedFolder)
    first.show()
    first.activateWindow()
    qtbot.waitUntil(first.isActiveWindow)
    return entrance, first


def test_a_folder_that_was_moved_is_missed_by_its_name(
    missed: tuple[Entrance, MissedFolder], station_folder: Path
) -> None:
    assert str(station_folder) in [words.text() for words in missed[1].findChildren(QLabel)]


def test_a_stick_that_is_not_plugged_in_is_missed_where_it_leaves_an_empty_folder(
    entrance_of: Callable[[Path], Entrance], tmp_path: Path
) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    Preferences(tmp_path / "window.ini").keep_folder(place)
    assert isinstance(entrance_of(place).first_window(None, None), MissedFolder)


def test_a_missed_folder_that_is_put_back_is_opened(
    missed: tuple[Entrance, MissedFolder], station_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    entrance, dialog = missed
    (tmp_path / "moved").rename(station_folder)
    QTest.keyClick(dialog, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: isinstance(entrance.shown, SignIn))
    assert not dialog.isVisible()


def test_a_missed_folder_that_is_still_away_is_still_missed(missed: tuple[Entrance, MissedFolder]) -> None:
    entrance, dialog = missed
    dialog.looked_again.emit()
    assert entrance.shown is dialog


def test_a_missed_folder_that_lies_elsewhere_is_opened_there_from_now_on(
    missed: tuple[Entrance, MissedFolder], tmp_path: Path
) -> None:
    entrance, dialog = missed
    dialog.folder_chosen.emit(tmp_path / "moved")
    assert isinstance(entrance.shown, SignIn)
    assert Preferences(tmp_path / "window.ini").folder() == tmp_path / "moved"


def test_an_empty_place_begins_with_the_wizard(
    entrance_of: Callable[[Path], Entrance], tmp_path: Path
) -> None:
    assert isinstance(entrance_of(tmp_path / "nothing").first_window(None, None), FirstRun)


def test_a_station_begins_with_the_sign_in(
    entrance_of: Callable[[Path], Entrance], station_folder: Path
) -> None:
    assert isinstance(entrance_of(station_folder).first_window(None, None), SignIn)


def test_name_and_password_given_lead_straight_to_the_desk(
    entrance_of: Callable[[Path], Entrance], station_folder: Path
) -> None:
    assert isinstance(entrance_of(station_folder).first_window("民警乙", PASSWORD), MainWindow)


def test_a_wrong_password_given_is_a_problem(
    entrance_of: Callable[[Path], Entrance], station_folder: Path
) -> None:
    with pytest.raises(WrongPassword):
        entrance_of(station_folder).first_window("民警乙", "wrong")


def test_a_folder_in_use_says_who_holds_it(
    entrance_of: Callable[[Path], Entrance], station_folder: Path
) -> None:
    holder = open_station(station_folder, "2026-11-21T08:00:00", "备份")
    with pytest.raises(FolderLocked, match="备份"):
        entrance_of(station_folder).first_window(None, None)
    holder.close()


def test_signing_in_opens_the_desk_of_that_officer(
    entrance_of: Callable[[Path], Entrance], station_folder: Path
) -> None:
    entrance = entrance_of(station_folder)
    dialog = entrance.first_window(None, None)
    assert isinstance(dialog, SignIn)
    dialog.fill("民警乙", PASSWORD)
    dialog.try_it()
    assert entrance.session is not None
    assert (entrance.session.context.officer.name, entrance.session.window.isVisible()) == ("民警乙", True)


def test_another_officer_signs_in_after_the_first(
    entrance_of: Callable[[Path], Entrance], station_folder: Path
) -> None:
    entrance = entrance_of(station_folder)
    entrance.first_window("民警乙", PASSWORD)
    assert entrance.session is not None
    entrance.session.left.emit()
    shown: QWidget | None = entrance.shown
    assert (isinstance(shown, SignIn), entrance.session) == (True, None)


def test_the_window_of_the_next_officer_stands_where_the_former_stood(
    entrance_of: Callable[[Path], Entrance], station_folder: Path
) -> None:
    entrance = entrance_of(station_folder)
    window = entrance.first_window("民警甲", PASSWORD)
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.setGeometry(60, 70, 700, 500)
    assert entrance.session is not None
    entrance.session.left.emit()
    sign_in: QWidget | None = entrance.shown
    assert isinstance(sign_in, SignIn)
    sign_in.fill("民警乙", PASSWORD)
    sign_in.try_it()
    following: QWidget | None = entrance.shown
    assert isinstance(following, MainWindow)
    assert following.geometry() == QRect(60, 70, 700, 500)


def test_who_signed_in_last_is_remembered_on_this_computer(
    entrance_of: Callable[[Path], Entrance], station_folder: Path, tmp_path: Path
) -> None:
    entrance_of(station_folder).first_window("民警乙", PASSWORD)
    assert Preferences(tmp_path / "window.ini").last_officer() == "民警乙"


def test_a_password_that_somebody_else_set_leads_to_its_change_first(
    entrance_of: Callable[[Path], Entrance], station_folder: Path
) -> None:
    station = open_station(station_folder, "2026-11-21T08:00:00", "测试")
    station.officers.reset_password("民警乙", "brand-new-77", act_on(station, officer="管理员己"))
    station.close()
    entrance = entrance_of(station_folder)
    dialog = entrance.first_window("民警乙", "brand-new-77")
    assert (isinstance(dialog, SignIn), entrance.session) == (True, None)


def test_who_changed_himself_comes_to_the_sign_in_and_is_greeted_by_his_new_name(
    entrance_of: Callable[[Path], Entrance], station_folder: Path
) -> None:
    entrance = entrance_of(station_folder)
    entrance.first_window("管理员己", PASSWORD)
    assert entrance.session is not None
    context = entrance.session.context
    officers = context.station.officers
    officers.change(context.officer.name, replace(context.officer, name="管理员庚"), context.act())
    context.sign_out()
    assert isinstance(entrance.shown, SignIn)
    entrance.shown.fill("管理员庚", PASSWORD)
    entrance.shown.try_it()
    session = cast("Session | None", entrance.session)
    assert session is not None and session.context.officer.name == "管理员庚"


FIRST = "first-secret-71"


@pytest.fixture(scope="module")
def sealed_recovery() -> Recovery:
    return Recovery.fresh()


@pytest.fixture(scope="module")
def sealed_original(tmp_path_factory: pytest.TempPathFactory, sealed_recovery: Recovery) -> Path:
    root = tmp_path_factory.mktemp("sealed") / "station"
    new = NewStation("示例派出所", "示例市公安局", "张三", FIRST, recovery=sealed_recovery)
    create_station(root, new, "2026-11-21T08:00:00").close()
    return root


@pytest.fixture
def sealed_folder(sealed_original: Path, tmp_path: Path) -> Path:
    """A working station that only its password opens."""
    return Path(shutil.copytree(sealed_original, tmp_path / "sealed"))


@pytest.fixture
def door(entrance_of: Callable[[Path], Entrance], sealed_folder: Path) -> tuple[Entrance, SignIn]:
    """The sign-in before a sealed folder."""
    entrance = entrance_of(sealed_folder)
    dialog = entrance.first_window(None, None)
    assert isinstance(dialog, SignIn)
    dialog.show()
    return entrance, dialog


def test_a_sealed_folder_shows_its_name_and_its_people_before_it_is_opened(
    door: tuple[Entrance, SignIn], sealed_folder: Path
) -> None:
    words = [found.text() for found in door[1].findChildren(QLabel)]
    assert "示例派出所" in words
    assert not any(path.name.endswith("-wal") for path in sealed_folder.rglob("*"))


def test_a_sealed_folder_is_opened_by_the_password(door: tuple[Entrance, SignIn]) -> None:
    entrance, dialog = door
    dialog.fill("张三", FIRST)
    dialog.try_it()
    assert entrance.session is not None and entrance.session.window.isVisible()


def test_a_wrong_password_opens_no_sealed_folder(door: tuple[Entrance, SignIn]) -> None:
    entrance, dialog = door
    dialog.fill("张三", "wrong")
    dialog.try_it()
    assert (dialog.password.fault(), entrance.session) == ("姓名或密码不对，请再试一次", None)


def test_another_officer_of_a_sealed_folder_proves_himself_to_the_opened_station(
    door: tuple[Entrance, SignIn],
) -> None:
    entrance, dialog = door
    dialog.fill("张三", FIRST)
    dialog.try_it()
    assert entrance.session is not None
    entrance.session.left.emit()
    following: QWidget | None = entrance.shown
    assert isinstance(following, SignIn)
    following.fill("张三", FIRST)
    following.try_it()
    session = cast("Session | None", entrance.session)
    assert session is not None and session.context.officer.name == "张三"


def test_a_sealed_folder_that_another_program_holds_is_told_and_asked_again(
    door: tuple[Entrance, SignIn], sealed_folder: Path, qapp: DeskApplication
) -> None:
    entrance, dialog = door
    master = Door(sealed_folder).enter("张三", FIRST, NOW).master
    holder = open_station(sealed_folder, "2026-11-21T08:00:00", "备份", master=master)
    dialog.fill("张三", FIRST)
    dialog.try_it()
    sentences = [box.informativeText() for box in qapp.topLevelWidgets() if isinstance(box, QMessageBox)]
    holder.close()
    dialog.try_it()
    assert "备份" in sentences[0] and entrance.session is not None


def test_a_sealed_database_that_is_damaged_is_offered_the_backups_once_the_password_was_right(
    door: tuple[Entrance, SignIn], sealed_folder: Path
) -> None:
    entrance, dialog = door
    FolderLayout(sealed_folder).database.write_bytes(b"")
    dialog.fill("张三", FIRST)
    dialog.try_it()
    assert isinstance(entrance.shown, RestoringDialog) and entrance.shown.isVisible()


def test_a_sealed_database_that_is_missing_is_offered_the_backups_too(
    door: tuple[Entrance, SignIn], sealed_folder: Path
) -> None:
    entrance, dialog = door
    FolderLayout(sealed_folder).database.unlink()
    dialog.fill("张三", FIRST)
    dialog.try_it()
    assert isinstance(entrance.shown, RestoringDialog) and entrance.shown.isVisible()


def test_name_and_password_lead_straight_into_a_sealed_folder(
    entrance_of: Callable[[Path], Entrance], sealed_folder: Path
) -> None:
    assert isinstance(entrance_of(sealed_folder).first_window("张三", FIRST), MainWindow)


OWN = "brand-new-secret-72"


@pytest.fixture
def sheet(door: tuple[Entrance, SignIn], sealed_recovery: Recovery) -> UseRecovery:
    """The sheet from the safe lies beside the sign-in, its code typed."""
    dialog = door[1]
    dialog.ask_recovery()
    asked: UseRecovery = dialog.findChildren(UseRecovery)[-1]
    values = {"code": " ".join(sealed_recovery.groups), "admin": "张三", "password": OWN, "again": OWN}
    for name, value in values.items():
        asked.rows.editors[name].set_value(value)
    return asked


def test_the_recovery_sheet_gives_the_administrator_a_password_to_sign_in_with(
    door: tuple[Entrance, SignIn], sheet: UseRecovery
) -> None:
    entrance, dialog = door
    sheet.try_it()
    assert (sheet.isVisible(), entrance.session, dialog.name.value()) == (False, None, "张三")
    dialog.fill("张三", OWN)
    dialog.try_it()
    assert entrance.session is not None


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("code", "ABCDE", "这里一共 5 位"),
        ("code", " ".join(Recovery.fresh().groups), "可能是旧的恢复单，或者别的站的"),
        ("admin", "李四", "不是现任管理员"),
        ("password", "1234567890", "两次输入的密码不同"),
    ],
    # Named here: a code is another one in each process that collects the tests.
    ids=["half a code", "another code", "another officer", "another password"],
)
def test_what_is_wrong_with_the_sheet_is_said_beside_its_field(
    door: tuple[Entrance, SignIn],
    sheet: UseRecovery,
    sealed_folder: Path,
    field: str,
    value: str,
    sentence: str,
) -> None:
    sheet.rows.editors[field].set_value(value)
    sheet.try_it()
    beside = "again" if field == "password" else field
    assert sentence in str(sheet.rows.editors[beside].fault())
    assert Door(sealed_folder).enter("张三", FIRST, NOW)


def test_a_plain_folder_offers_no_recovery_sheet(
    entrance_of: Callable[[Path], Entrance], station_folder: Path
) -> None:
    dialog = entrance_of(station_folder).first_window(None, None)
    assert isinstance(dialog, SignIn)
    dialog.show()
    assert not dialog.use_sheet.isVisible()


@pytest.fixture
def keys(door: tuple[Entrance, SignIn]) -> tuple[Entrance, KeysSection]:
    """设置 · 数据安全 of the 管理员 of a sealed station."""
    entrance, dialog = door
    dialog.fill("张三", FIRST)
    dialog.try_it()
    assert entrance.session is not None
    entrance.session.go("settings", "KEYS")
    (section,) = entrance.session.window.findChildren(KeysSection)
    return entrance, section


def test_another_master_is_made_with_nobody_at_the_folder_and_the_sign_in_follows(
    keys: tuple[Entrance, KeysSection], sealed_folder: Path, qapp: DeskApplication
) -> None:
    entrance, section = keys
    section.ask_change()
    (box,) = [shown for shown in qapp.topLevelWidgets() if isinstance(shown, QMessageBox)]
    next(button for button in box.buttons() if button.text() == "更换").click()
    dialog = entrance.shown
    assert isinstance(dialog, SignIn) and entrance.session is None
    dialog.fill("张三", FIRST)
    dialog.try_it()
    session = cast("Session | None", entrance.session)
    assert session is not None
    assert FolderLayout(sealed_folder).generation == 2
    assert [place.name for place in sealed_folder.glob("sealed-*")] == ["sealed-2"]


def test_a_new_sheet_is_in_force_once_two_of_its_groups_are_typed_back(
    keys: tuple[Entrance, KeysSection], sealed_folder: Path, sealed_recovery: Recovery
) -> None:
    section = keys[1]
    section.ask_renewal()
    (dialog,) = section.window().findChildren(RecoverySheetDialog)
    dialog.try_it()
    assert dialog.isVisible() and Door(sealed_folder).recover(sealed_recovery.code, NOW)
    for number in dialog.form.asked:
        dialog.form.rows.editors[f"group_{number}"].set_value(dialog.form.recovery.groups[number])
    dialog.try_it()
    assert not dialog.isVisible() and Door(sealed_folder).recover(dialog.form.recovery.code, NOW)
    with pytest.raises(WrongPassword):
        Door(sealed_folder).recover(sealed_recovery.code, NOW)


def test_a_plain_station_is_encrypted_in_the_window_and_the_passwords_stay(
    entrance_of: Callable[[Path], Entrance], tmp_path: Path
) -> None:
    root = tmp_path / "plain"
    new = NewStation("示例派出所", "示例市公安局", "张三", FIRST, plain=True)
    create_station(root, new, "2026-11-21T08:00:00").close()
    entrance = entrance_of(root)
    entrance.first_window("张三", FIRST)
    assert entrance.session is not None
    entrance.session.go("settings", "KEYS")
    (section,) = entrance.session.window.findChildren(KeysSection)
    section.ask_sealing()
    (dialog,) = section.window().findChildren(RecoverySheetDialog)
    for number in dialog.form.asked:
        dialog.form.rows.editors[f"group_{number}"].set_value(dialog.form.recovery.groups[number])
    dialog.try_it()
    sign_in: QWidget | None = entrance.shown
    assert isinstance(sign_in, SignIn)
    sign_in.fill("张三", FIRST)
    sign_in.try_it()
    session = cast("Session | None", entrance.session)
    assert session is not None and not (root / "station.db").exists()


def test_who_is_no_administrator_sees_and_changes_no_keys(
    entrance_of: Callable[[Path], Entrance], station_folder: Path
) -> None:
    entrance = entrance_of(station_folder)
    window = entrance.first_window("民警甲", PASSWORD)
    window.show()
    assert entrance.session is not None
    entrance.session.go("settings", "KEYS")
    (section,) = entrance.session.window.findChildren(KeysSection)
    assert not any(button.isVisible() for button in (section.renew, section.change, section.seal))
