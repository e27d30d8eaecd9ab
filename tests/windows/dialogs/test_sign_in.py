"""Signing in through the dialog."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from fengqiao_desk.ui.background import Background
from fengqiao_desk.ui.dialogs.sign_in import SignIn
from fengqiao_desk.ui.messages import Messages
from fengqiao_desk.ui.running.way_in import OpenWay
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from fengqiao_desk.station import Officer, Station
from tests.conftest import PASSWORD, act_on

NOW = datetime(2026, 11, 21, 9, 0)


@pytest.fixture
def signed_in() -> list[Officer]:
    return []


@pytest.fixture
def dialog(station: Station, signed_in: list[Officer], qtbot: QtBot) -> Iterator[SignIn]:
    background = Background(at_once=True)
    made = SignIn(OpenWay(station, NOW), background, Messages(lambda: None), lambda: NOW)
    made.signed_in.connect(signed_in.append)
    qtbot.addWidget(made)
    made.show()
    yield made
    background.close()


def test_name_and_password_and_enter_sign_in(dialog: SignIn, signed_in: list[Officer]) -> None:
    dialog.fill("民警乙", PASSWORD)
    QTest.keyClick(dialog.password.focusProxy(), Qt.Key.Key_Return)
    assert [officer.name for officer in signed_in] == ["民警乙"]


def test_a_wrong_password_is_told_and_the_field_is_empty_again(
    dialog: SignIn, signed_in: list[Officer]
) -> None:
    dialog.fill("民警乙", "wrong")
    dialog.try_it()
    assert (dialog.password.fault(), dialog.password.value(), signed_in) == (
        "姓名或密码不对，请再试一次",
        None,
        [],
    )


def test_without_a_name_nothing_is_tried_and_nothing_counted(dialog: SignIn, station: Station) -> None:
    dialog.fill("", "wrong")
    dialog.try_it()
    assert (dialog.name.fault(), station.officers.book.note_of("").wrong) == ("请选择或填写姓名", 0)


def test_the_password_is_not_readable_on_the_screen(dialog: SignIn) -> None:
    dialog.fill("民警乙", PASSWORD)
    assert PASSWORD not in dialog.password.focusProxy().displayText()


def test_a_practice_folder_says_so(dialog: SignIn) -> None:
    assert any("练习数据" in found.text() for found in dialog.findChildren(QLabel))


def test_in_a_practice_folder_officer_and_password_are_known(station: Station) -> None:
    assert OpenWay(station, NOW).likely("") == ("民警甲", PASSWORD)


def test_in_a_real_folder_only_the_last_name_is_known(station: Station) -> None:
    station.layout.practice_password.unlink()
    assert OpenWay(station, NOW).likely("民警乙") == ("民警乙", "")


GIVEN, OWN = "brand-new-77", "own-secret-55"


@pytest.fixture
def given(dialog: SignIn, station: Station) -> SignIn:
    """民警乙's password was reset; he has typed the one he was given and pressed Enter."""
    station.officers.reset_password("民警乙", GIVEN, act_on(station, officer="管理员己"))
    dialog.fill("民警乙", GIVEN)
    QTest.keyClick(dialog.password.focusProxy(), Qt.Key.Key_Return)
    return dialog


def choose(dialog: SignIn, new: str, again: str) -> None:
    QTest.keyClicks(dialog.new.focusProxy(), new)
    QTest.keyClick(dialog.new.focusProxy(), Qt.Key.Key_Tab)
    QTest.keyClicks(dialog.again.focusProxy(), again)
    QTest.keyClick(dialog.again.focusProxy(), Qt.Key.Key_Return)


def test_a_password_that_was_given_lets_nobody_in(given: SignIn, signed_in: list[Officer]) -> None:
    assert (signed_in, given.new.isVisible(), given.password.isVisible()) == ([], True, False)
    assert QApplication.focusWidget() is given.new.focusProxy()


def test_a_password_of_ones_own_lets_in_at_once_and_next_time(
    given: SignIn, station: Station, signed_in: list[Officer]
) -> None:
    choose(given, OWN, OWN)
    assert [officer.name for officer in signed_in] == ["民警乙"]
    assert not station.officers.must_change_password(station.officers.sign_in("民警乙", OWN, NOW))


@pytest.mark.parametrize(
    ("new", "again", "field", "sentence"),
    [
        (OWN, "own-secret-56", "again", "两次输入的密码不同"),
        ("1234567890", "1234567890", "new", "按顺序"),
        (GIVEN, GIVEN, "new", "不能和现在的一样"),
    ],
)
def test_what_does_not_fit_is_told_beside_it(
    given: SignIn, signed_in: list[Officer], new: str, again: str, field: str, sentence: str
) -> None:
    choose(given, new, again)
    editor = {"new": given.new, "again": given.again}[field]
    assert (signed_in, sentence in str(editor.fault())) == ([], True)


def test_who_forgot_is_told_who_gives_a_new_one(dialog: SignIn) -> None:
    words = [found.text() for found in dialog.findChildren(QLabel)]
    assert any("忘了密码，请管理员或所领导在“设置 · 人员”里重设。" in found for found in words)


def test_after_five_wrong_passwords_the_dialog_says_how_long_to_wait(
    dialog: SignIn, signed_in: list[Officer]
) -> None:
    for _ in range(5):
        dialog.fill("民警乙", "wrong")
        dialog.try_it()
    assert dialog.password.fault() == "姓名或密码已经错了 5 次，请等 30 秒再试"
    dialog.fill("民警乙", PASSWORD)
    dialog.try_it()
    assert signed_in == []
