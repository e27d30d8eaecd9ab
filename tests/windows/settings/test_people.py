"""设置 · 人员 by real keys: change, reset, leave, come back; what cannot be is told beside its field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from fengqiao_desk.ui.cases.list.filters import chips_of
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.dialogs.asking import AskingDialog
from fengqiao_desk.ui.preferences import Preferences
from fengqiao_desk.ui.settings.page import SettingsPage
from fengqiao_desk.ui.settings.people import PeopleSection
from fengqiao_desk.ui.widgets import LinkButton, PrimaryButton
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from fengqiao_desk.kinds import KINDS
from fengqiao_desk.station import Officer, Role, Station
from tests.conftest import PASSWORD, Desk, act_on

NOW = datetime(2026, 11, 21, 9)

Entry = dict[str, Any]
Open = Callable[[str], PeopleSection]
Front = Callable[[], AskingDialog]
Confirm = Callable[[AskingDialog], None]


@pytest.fixture
def signed_out() -> list[str]:
    return []


@pytest.fixture
def people(
    context_of: Callable[[str], WindowContext],
    tmp_path: Path,
    show: Callable[[QWidget], Any],
    signed_out: list[str],
) -> Open:
    """The section as an officer sees it."""

    def opened(name: str) -> PeopleSection:
        context = replace(context_of(name), sign_out=lambda: signed_out.append(name))
        page = show(SettingsPage(context, Preferences(tmp_path / "window.ini")))
        page.list.setCurrentIndex(page.list.model().index(1, 0))
        section: PeopleSection = page.people
        return section

    return opened


def offered(section: PeopleSection) -> dict[str, LinkButton]:
    """The acts on people that are seen, by their accessible names."""
    QCoreApplication.sendPostedEvents()  # lines put in just now are shown
    return {
        button.accessibleName(): button
        for button in section.findChildren(LinkButton)
        if button.isVisible() and " " in button.accessibleName()
    }


def press(section: PeopleSection, name: str) -> None:
    """The key of a focused act."""
    button = offered(section)[name]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[Callable[[], AskingDialog]]:
    """The dialog in front."""

    def front() -> AskingDialog:
        qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), AskingDialog))
        found = QApplication.activeWindow()
        assert isinstance(found, AskingDialog)
        return found

    yield front


@pytest.fixture
def confirm(qtbot: QtBot) -> Callable[[AskingDialog], None]:
    """Ctrl+Enter in the dialog; Qt clicks the button a moment after its key."""

    def pressed(dialog: AskingDialog) -> None:
        with qtbot.waitSignal(dialog.findChild(PrimaryButton).clicked):
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    return pressed


def question(qtbot: QtBot) -> QMessageBox:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), QMessageBox))
    box = QApplication.activeWindow()
    assert isinstance(box, QMessageBox)
    return box


def answer(box: QMessageBox, words: str) -> None:
    button = next(button for button in box.buttons() if button.text() == words)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def test_who_may_not_manage_people_is_offered_nothing(people: Open) -> None:
    assert offered(people("民警甲")) == {}


def test_each_officer_can_be_changed_reset_and_let_go(people: Open) -> None:
    acts = set(offered(people("管理员己")))
    assert {"民警乙 更改", "民警乙 重设密码", "民警乙 离任"} <= acts
    assert "管理员己 重设密码" not in acts


def test_name_roles_and_badge_are_changed_in_the_dialog(
    people: Open, station: Station, dialog: Front, confirm: Confirm
) -> None:
    section = people("管理员己")
    press(section, "民警乙 更改")
    asked = dialog()
    for name, value in {"name": "民警庚", "also": ["管理员"], "badge": "900020"}.items():
        asked.rows.editors[name].set_value(value)
    confirm(asked)
    changed = station.officers.named("民警庚")
    assert (changed.roles, changed.badge) == ((Role.OFFICER, Role.ADMINISTRATOR), "900020")
    assert "民警庚 更改" in offered(section)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "民警甲", "已经在册"),
        ("name", None, "请填写姓名"),
        ("badge", "900001", "现在是“民警甲”的"),
        ("also", ["辅警"], "辅警不能同时是民警"),
        ("also", ["所长"], "没有“所长”这个职务"),
    ],
)
def test_a_change_that_cannot_be_stays_in_the_dialog(
    people: Open, station: Station, dialog: Front, confirm: Confirm, field: str, value: Any, words: str
) -> None:
    press(people("管理员己"), "民警乙 更改")
    asked = dialog()
    asked.rows.editors[field].set_value(value)
    confirm(asked)
    faults = [str(editor.fault()) for editor in asked.rows.editors.values() if editor.fault()]
    assert (len(faults), words in faults[0], asked.isVisible()) == (1, True, True)
    assert station.officers.named("民警乙").badge == "900002"
    asked.reject()


def test_the_last_administrator_keeps_the_role_and_is_told_why(
    people: Open, station: Station, dialog: Front, confirm: Confirm
) -> None:
    press(people("管理员己"), "管理员己 更改")
    asked = dialog()
    asked.rows.editors["role"].set_value("民警")
    confirm(asked)
    assert "唯一的管理员" in asked.banner.accessibleName()
    assert station.officers.named("管理员己").role is Role.ADMINISTRATOR
    asked.reject()


def test_who_changes_himself_signs_in_anew(
    people: Open, signed_out: list[str], dialog: Front, confirm: Confirm
) -> None:
    press(people("管理员己"), "管理员己 更改")
    asked = dialog()
    asked.rows.editors["badge"].set_value("900050")
    confirm(asked)
    assert signed_out == ["管理员己"]


def test_a_reset_password_opens_and_has_to_be_changed(
    people: Open, station: Station, dialog: Front, confirm: Confirm
) -> None:
    press(people("所长戊"), "民警乙 重设密码")
    asked = dialog()
    for name in ("password", "again"):
        QTest.keyClicks(asked.rows.editors[name].focusProxy(), "brand-new-77")
    confirm(asked)
    assert station.officers.must_change_password(station.officers.sign_in("民警乙", "brand-new-77", NOW))


@pytest.mark.parametrize(
    ("password", "again", "field", "words"),
    [
        ("brand-new-77", "brand-new-78", "again", "两次输入的密码不同"),
        ("aaaaaaaaaa", "aaaaaaaaaa", "password", "四种不同的字符"),
    ],
)
def test_a_password_that_cannot_be_is_told_beside_it(
    people: Open,
    station: Station,
    dialog: Front,
    confirm: Confirm,
    password: str,
    again: str,
    field: str,
    words: str,
) -> None:
    press(people("管理员己"), "民警乙 重设密码")
    asked = dialog()
    asked.rows.editors["password"].set_value(password)
    asked.rows.editors["again"].set_value(again)
    confirm(asked)
    assert words in str(asked.rows.editors[field].fault())
    assert station.officers.sign_in("民警乙", PASSWORD, NOW)
    asked.reject()


def test_the_question_names_what_is_left_behind(
    people: Open, desk: Desk, dispute: Entry, venue: Entry, qtbot: QtBot
) -> None:
    desk.receive("disputes", {**dispute, "officer": "民警乙"})
    desk.receive("venues", {**venue, "officer": "民警乙"})
    press(people("管理员己"), "民警乙 离任")
    box = question(qtbot)
    assert "名下还有矛盾纠纷 1 件、场所 1 家没有办完" in box.informativeText()
    answer(box, "取消")
    assert desk.station.officers.named("民警乙")


def test_who_leaves_is_listed_among_those_who_left_and_comes_back(
    people: Open, station: Station, qtbot: QtBot
) -> None:
    section = people("管理员己")
    press(section, "民警乙 离任")
    answer(question(qtbot), "办理离任")
    assert "民警乙 返岗" in offered(section)
    assert "2026-11-21 离任" in [found.text() for found in section.findChildren(QLabel) if found.isVisible()]
    press(section, "民警乙 返岗")
    assert ("民警乙 离任" in offered(section), station.officers.named("民警乙").badge) == (True, "900002")


def test_the_last_administrator_does_not_leave(people: Open, station: Station, qtbot: QtBot) -> None:
    press(people("所长戊"), "管理员己 离任")
    answer(question(qtbot), "办理离任")
    box = question(qtbot)
    assert "唯一的管理员" in box.informativeText()
    box.reject()
    assert station.officers.named("管理员己")


def test_an_administrator_who_leaves_is_signed_out(
    people: Open, station: Station, qtbot: QtBot, signed_out: list[str]
) -> None:
    admin = act_on(station, officer="管理员己")
    chief = station.officers.named("所长戊")
    station.officers.change("所长戊", replace(chief, also=(Role.ADMINISTRATOR,)), admin)
    press(people("管理员己"), "管理员己 离任")
    answer(question(qtbot), "办理离任")
    assert (signed_out, [former.officer.name for former in station.officers.left()]) == (
        ["管理员己"],
        ["管理员己"],
    )


def test_the_cases_of_who_has_left_can_be_picked_out(station: Station, context_of: Any) -> None:
    station.officers.leave("民警乙", act_on(station, officer="管理员己"))
    chips = {chip.key: chip.choices for chip in chips_of(context_of("所长戊"), KINDS[0])}
    assert "民警乙" in chips["officer"]


def test_each_row_of_an_officer_bears_the_name_of_what_it_fills(people: Open) -> None:
    """The core names its faults so; a row of another name would show none."""
    rows = people("管理员己").rows.editors
    assert set(rows) == {field.name for field in fields(Officer)} | {"password"}
