"""Signing in through the dialog."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from fengqiao_desk.ui.dialogs.sign_in import SignIn
from fengqiao_desk.ui.entrance import likely_officer
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fengqiao_desk.station import Officer, Station
from tests.conftest import PASSWORD

TODAY = date(2026, 11, 21)


@pytest.fixture
def signed_in() -> list[Officer]:
    return []


@pytest.fixture
def dialog(station: Station, signed_in: list[Officer], qtbot: QtBot) -> Iterator[SignIn]:
    made = SignIn(station, station.profile(TODAY))
    made.signed_in.connect(signed_in.append)
    qtbot.addWidget(made)
    made.show()
    yield made


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


def test_the_password_is_not_readable_on_the_screen(dialog: SignIn) -> None:
    dialog.fill("民警乙", PASSWORD)
    assert PASSWORD not in dialog.password.focusProxy().displayText()


def test_a_practice_folder_says_so(dialog: SignIn) -> None:
    assert any("练习数据" in found.text() for found in dialog.findChildren(QLabel))


def test_in_a_practice_folder_officer_and_password_are_known(station: Station) -> None:
    assert likely_officer(station, "") == ("民警甲", PASSWORD)


def test_in_a_real_folder_only_the_last_name_is_known(station: Station) -> None:
    station.layout.practice_password.unlink()
    assert likely_officer(station, "民警乙") == ("民警乙", "")
