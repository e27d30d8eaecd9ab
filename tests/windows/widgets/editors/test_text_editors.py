"""Editors of text, numbers and money."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from fengqiao_desk.ui.widgets import AmountEditor, Editor, LineEditor, LongTextEditor, NumberEditor
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

Kind = TypeVar("Kind", bound=Editor)

Write = Callable[[QWidget, str], None]


def shown(qtbot: QtBot, editor: Kind) -> Kind:
    qtbot.addWidget(editor)
    editor.show()
    return editor


def type_into(write: Write, editor: Editor, words: str) -> None:
    heart = editor.findChild(QLineEdit)
    assert heart is not None
    write(heart, words)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1200.5", "1200.50"), ("1,200", "1200.00"), ("１２００．５０", "1200.50"), ("0", "0.00")],
)
def test_an_amount_is_given_with_two_decimals_however_it_was_typed(
    write: Write, qtbot: QtBot, typed: str, value: str
) -> None:
    editor = shown(qtbot, AmountEditor())
    type_into(write, editor, typed)
    assert editor.value() == value


@pytest.mark.parametrize("typed", ["一千二", "12.345", "-5", "NaN", "1e3", "1200元"])
def test_what_is_no_amount_is_given_back_as_typed(qtbot: QtBot, typed: str) -> None:
    editor = shown(qtbot, AmountEditor())
    editor.set_value(typed)
    assert editor.value() == typed


def test_an_amount_shows_commas_once_it_is_left(qtbot: QtBot) -> None:
    editor = shown(qtbot, AmountEditor())
    editor.set_value("1234567.5")
    line = editor.findChild(QLineEdit)
    assert line is not None
    assert line.text() == "1,234,567.50"


def test_a_whole_number_is_given_as_a_number(write: Write, qtbot: QtBot) -> None:
    editor = shown(qtbot, NumberEditor(suffix="盒"))
    type_into(write, editor, "２,３00")
    assert editor.value() == 2300


def test_words_in_a_number_field_are_given_back_as_typed(write: Write, qtbot: QtBot) -> None:
    editor = shown(qtbot, NumberEditor())
    type_into(write, editor, "若干")
    assert editor.value() == "若干"


def test_an_empty_field_gives_nothing(qtbot: QtBot) -> None:
    editor = shown(qtbot, LineEditor())
    editor.set_value("  ")
    assert editor.value() is None


def test_only_the_officer_s_typing_is_told_as_a_change(write: Write, qtbot: QtBot) -> None:
    editor = shown(qtbot, LineEditor())
    changes: list[object] = []
    editor.changed.connect(lambda: changes.append(editor.value()))
    editor.set_value("张三")
    type_into(write, editor, "丰")
    assert changes == ["丰张三"]


def test_a_fault_is_shown_under_its_field_and_taken_away_again(qtbot: QtBot) -> None:
    editor = shown(qtbot, LineEditor())
    editor.set_fault("第18位校验码应为 X。")
    first = editor.fault()
    editor.set_fault(None)
    assert (first, editor.fault()) == ("第18位校验码应为 X。", "")


def test_a_fault_is_read_out_with_its_field(qtbot: QtBot) -> None:
    editor = shown(qtbot, LineEditor())
    editor.set_fault("请填写姓名。")
    line = editor.findChild(QLineEdit)
    assert line is not None
    assert line.accessibleDescription() == "请填写姓名。"


def test_a_field_that_is_only_to_be_read_takes_no_typing(qtbot: QtBot) -> None:
    editor = shown(qtbot, LineEditor())
    editor.set_value("张三")
    editor.set_read_only(True)
    line = editor.findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, "x")
    assert editor.value() == "张三"


def test_tab_leaves_a_long_text_instead_of_indenting(qtbot: QtBot) -> None:
    editor = shown(qtbot, LongTextEditor())
    heart = editor.findChild(QPlainTextEdit)
    assert heart is not None
    QTest.keyClick(heart, Qt.Key.Key_Tab)
    assert editor.value() is None


def test_a_long_text_grows_with_what_is_typed(qtbot: QtBot) -> None:
    editor = shown(qtbot, LongTextEditor(rows=2))
    before = editor.sizeHint().height()
    editor.set_value("因楼道堆放杂物发生争吵。\n" * 5)
    qtbot.waitUntil(lambda: editor.sizeHint().height() > before * 1.8)
