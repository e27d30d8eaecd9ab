"""Segments and boxes to tick."""

from __future__ import annotations

import pytest
from fengqiao_desk.ui.widgets import FlagEditor, SegmentedEditor
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QRadioButton
from pytestqt.qtbot import QtBot


@pytest.fixture
def routes(qtbot: QtBot) -> SegmentedEditor:
    editor = SegmentedEditor(["治安调解", "人民调解", "告知"])
    qtbot.addWidget(editor)
    editor.show()
    return editor


def segment(editor: SegmentedEditor, words: str) -> QRadioButton:
    segments: list[QRadioButton] = editor.findChildren(QRadioButton)
    return next(button for button in segments if button.text() == words)


def test_nothing_is_chosen_before_the_officer_chooses(routes: SegmentedEditor) -> None:
    assert routes.value() is None


def test_a_click_chooses(routes: SegmentedEditor) -> None:
    segment(routes, "人民调解").click()
    assert routes.value() == "人民调解"


def test_the_arrow_key_moves_the_choice(qtbot: QtBot, routes: SegmentedEditor) -> None:
    routes.set_value("治安调解")
    segment(routes, "治安调解").setFocus()
    QTest.keyClick(segment(routes, "治安调解"), Qt.Key.Key_Right)
    assert routes.value() == "人民调解"


def test_one_choice_is_told_once(routes: SegmentedEditor) -> None:
    changes: list[object] = []
    routes.set_value("治安调解")
    routes.changed.connect(lambda: changes.append(routes.value()))
    segment(routes, "告知").click()
    assert changes == ["告知"]


def test_a_value_that_is_no_segment_leaves_nothing_chosen(routes: SegmentedEditor) -> None:
    routes.set_value("治安调解")
    routes.set_value(None)
    assert routes.value() is None


def test_segments_that_are_only_to_be_read_take_no_click(routes: SegmentedEditor) -> None:
    routes.set_value("治安调解")
    routes.set_read_only(True)
    segment(routes, "告知").click()
    assert routes.value() == "治安调解"


def test_the_space_key_ticks_a_statement(qtbot: QtBot) -> None:
    editor = FlagEditor("约数（余）")
    qtbot.addWidget(editor)
    editor.show()
    box = editor.findChild(QCheckBox)
    assert box is not None
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert editor.value() is True


def test_a_statement_nobody_ticked_is_false(qtbot: QtBot) -> None:
    editor = FlagEditor("约数（余）")
    qtbot.addWidget(editor)
    editor.set_value(None)
    assert editor.value() is False
