"""No dialog is larger than the screen it opens on; what finds no room scrolls, the buttons stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fengqiao_desk.ui.actions import ACTS
from fengqiao_desk.ui.key_sheet import KeySheet
from fengqiao_desk.ui.messages import DefectDialog
from fengqiao_desk.ui.placing import room_on
from fengqiao_desk.ui.widgets.fitted import FittedDialog
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot


class Questions(FittedDialog):  # type: ignore[misc]
    """So many fields one below the other, and a button."""

    def __init__(self, fields: int) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.fields = [QLineEdit() for _ in range(fields)]
        for field in self.fields:
            field.setFixedHeight(40)
            column.addWidget(field)
        self.do = QPushButton("办理")
        row = QHBoxLayout()
        row.addWidget(self.do)
        column.addLayout(row)


class Hasty(Questions):
    """Its last line holds a button that no other name keeps."""

    def __init__(self, fields: int) -> None:
        super().__init__(fields)
        row, column = QHBoxLayout(), self.layout()
        row.addWidget(QPushButton("取消"))
        column.addLayout(row)


def show(qtbot: QtBot, dialog: QDialog) -> QDialog:
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitExposed(dialog)
    return dialog


def is_in_view(dialog: QDialog, part: QWidget) -> bool:
    return dialog.rect().contains(part.rect().translated(part.mapTo(dialog, part.rect().topLeft())))


@pytest.mark.parametrize(
    "make",
    [lambda: KeySheet(ACTS), lambda: DefectDialog("报告", ""), lambda: Questions(50)],
)
def test_a_dialog_is_no_larger_than_its_screen(qtbot: QtBot, make: Callable[[], QDialog]) -> None:
    dialog = make()
    dialog.resize(3000, 3000)
    show(qtbot, dialog)
    room = room_on(dialog.screen())
    assert (dialog.width() <= room.width(), dialog.height() <= room.height()) == (True, True)


def test_a_button_that_nobody_names_lives_in_a_dialog_that_is_too_long(qtbot: QtBot) -> None:
    dialog = show(qtbot, Hasty(50))
    assert "取消" in [button.text() for button in dialog.findChildren(QPushButton)]


def test_the_buttons_of_a_dialog_that_is_too_long_stay_in_view(qtbot: QtBot) -> None:
    dialog = Questions(50)
    show(qtbot, dialog)
    assert is_in_view(dialog, dialog.do)


def test_the_field_in_focus_of_a_dialog_that_is_too_long_comes_into_view(qtbot: QtBot) -> None:
    dialog = Questions(50)
    show(qtbot, dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.fields[-2].setFocus()
    QTest.keyClick(dialog.fields[-2], Qt.Key.Key_Tab)
    assert (QApplication.focusWidget(), is_in_view(dialog, dialog.fields[-1])) == (dialog.fields[-1], True)


def test_tab_goes_on_from_the_last_field_to_the_button(qtbot: QtBot) -> None:
    dialog = Questions(50)
    show(qtbot, dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.fields[-1].setFocus()
    QTest.keyClick(dialog.fields[-1], Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.do


def test_a_dialog_that_fits_is_left_as_it_was_made(qtbot: QtBot) -> None:
    dialog = Questions(3)
    column = dialog.layout()
    show(qtbot, dialog)
    assert dialog.layout() is column


class Growing(FittedDialog):  # type: ignore[misc]
    """A field, and words that are told only later."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.field, self.later = QLineEdit(), QLabel("请写明理由。" * 10)
        self.field.setFixedHeight(200)
        self.later.setWordWrap(True)
        self.later.hide()
        for part in (self.field, self.later):
            column.addWidget(part)


def test_a_dialog_grows_with_what_is_told_in_it(qtbot: QtBot) -> None:
    dialog = Growing()
    show(qtbot, dialog)
    dialog.later.show()
    QTest.qWait(50)
    wanted = dialog.later.heightForWidth(dialog.later.width())
    assert dialog.later.height() >= wanted
    assert dialog.later.y() > dialog.field.geometry().bottom()
