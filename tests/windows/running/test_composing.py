"""Shortcuts wait while an input method composes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from fengqiao_desk.ui.running.composing import ComposingWatch
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot


@pytest.fixture
def pressed() -> list[str]:
    return []


@pytest.fixture
def line(qtbot: QtBot, pressed: list[str]) -> Iterator[QLineEdit]:
    window = QWidget()
    typed = QLineEdit()
    QVBoxLayout(window).addWidget(typed)
    QShortcut(QKeySequence("Ctrl+K"), window).activated.connect(lambda: pressed.append("Ctrl+K"))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    typed.setFocus()
    yield typed


def _compose(line: QLineEdit, letters: str, finished: str = "") -> None:
    event = QInputMethodEvent(letters, [])
    event.setCommitString(finished)
    QApplication.sendEvent(line, event)


def _press(qtbot: QtBot, line: QLineEdit) -> None:
    QTest.keyClick(line, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)


def test_a_shortcut_fires_while_nothing_is_composed(
    qtbot: QtBot, line: QLineEdit, pressed: list[str]
) -> None:
    _press(qtbot, line)
    assert pressed == ["Ctrl+K"]


def test_a_shortcut_waits_while_letters_are_composed(
    qtbot: QtBot, line: QLineEdit, pressed: list[str]
) -> None:
    _compose(line, "zhang")
    _press(qtbot, line)
    assert pressed == []


def test_a_shortcut_fires_again_once_the_word_is_finished(
    qtbot: QtBot, line: QLineEdit, pressed: list[str]
) -> None:
    _compose(line, "zhang")
    _compose(line, "", "张")
    _press(qtbot, line)
    assert pressed == ["Ctrl+K"]


def test_leaving_the_field_ends_the_composing(qtbot: QtBot, line: QLineEdit, pressed: list[str]) -> None:
    _compose(line, "zhang")
    line.clearFocus()
    line.setFocus()
    _press(qtbot, line)
    assert pressed == ["Ctrl+K"]


def test_a_focused_field_that_is_gone_troubles_nobody(
    qapp: QApplication, qtbot: QtBot, line: QLineEdit
) -> None:
    """A form that is closed takes its focused field with it; the next focus must not ask the field that is gone."""
    watch = ComposingWatch(qapp)
    gone = QLineEdit()
    watch._follow(None, gone)
    shiboken6.delete(gone)
    watch._follow(None, line)
    _compose(line, "zhang")
    composing = watch.composing
    shiboken6.delete(watch)
    assert composing
