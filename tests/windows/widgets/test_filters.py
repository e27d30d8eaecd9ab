"""The search field and the chips over a list."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fengqiao_desk.ui.widgets import Chip, ChipFilter, SearchField
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

Write = Callable[[QWidget, str], None]


@pytest.fixture
def search(qtbot: QtBot) -> SearchField:
    field = SearchField("姓名、电话")
    qtbot.addWidget(field)
    field.show()
    return field


@pytest.fixture
def chips(qtbot: QtBot) -> ChipFilter:
    row = ChipFilter([Chip("state", "状态", ("在办", "已结")), Chip("category", "类型", ("邻里",))])
    qtbot.addWidget(row)
    row.show()
    return row


def line_of(search: SearchField) -> QLineEdit:
    line: QLineEdit | None = search.findChild(QLineEdit)
    assert line is not None
    return line


def chip(row: ChipFilter, words: str) -> QAbstractButton:
    chips: list[QAbstractButton] = row.findChildren(QAbstractButton)
    return next(button for button in chips if button.text() == words)


def choose(row: ChipFilter, title: str, word: str) -> None:
    chip(row, title).click()
    menu = row.findChild(QMenu)
    assert menu is not None
    next(act for act in menu.actions() if act.text() == word).trigger()
    menu.close()


def test_what_was_typed_is_asked_once_when_typing_rests(
    write: Write, qtbot: QtBot, search: SearchField
) -> None:
    asked: list[str] = []
    search.asked.connect(asked.append)
    write(line_of(search), "张三")
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["张三"]


def test_enter_does_not_wait(write: Write, qtbot: QtBot, search: SearchField) -> None:
    with qtbot.waitSignal(search.entered) as entered:
        write(line_of(search), "张三")
        QTest.keyClick(line_of(search), Qt.Key.Key_Return)
    assert entered.args == ["张三"]


def test_escape_empties_the_field_first_and_leaves_it_then(
    write: Write, qtbot: QtBot, search: SearchField
) -> None:
    write(line_of(search), "张")
    QTest.keyClick(line_of(search), Qt.Key.Key_Escape)
    assert search.words() == ""
    with qtbot.waitSignal(search.escaped):
        QTest.keyClick(line_of(search), Qt.Key.Key_Escape)


def test_a_choice_of_a_chip_narrows(chips: ChipFilter) -> None:
    choose(chips, "状态", "在办")
    assert chips.value() == {"state": "在办"}


def test_the_cross_of_a_chip_widens_again(qtbot: QtBot, chips: ChipFilter) -> None:
    chips.set_value({"state": "在办", "category": "邻里"})
    chosen = chip(chips, "在办")
    QTest.mouseClick(chosen, Qt.MouseButton.LeftButton, pos=QPoint(chosen.width() - 8, chosen.height() // 2))
    assert chips.value() == {"category": "邻里"}


def test_the_delete_key_widens_again(qtbot: QtBot, chips: ChipFilter) -> None:
    chips.set_value({"state": "在办"})
    with qtbot.waitSignal(chips.changed):
        QTest.keyClick(chip(chips, "在办"), Qt.Key.Key_Delete)
    assert chips.value() == {}


def test_a_chip_is_read_out_with_what_it_narrows_to(chips: ChipFilter) -> None:
    chips.set_value({"state": "在办"})
    assert chip(chips, "在办").accessibleName() == "状态：在办"
