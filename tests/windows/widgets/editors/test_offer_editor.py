"""The editor that shows words and gives the value they stand for."""

from __future__ import annotations

import pytest
from fengqiao_desk.ui.widgets.editors.offer_editor import OfferEditor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot


@pytest.fixture
def editor(qtbot: QtBot) -> OfferEditor:
    made = OfferEditor([(1, "1. 口罩"), (2, "2. 酒精")])
    qtbot.addWidget(made)
    made.show()
    return made


def typed(editor: OfferEditor, words: str) -> object:
    line = editor.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, words)
    editor.suggestions.hide()
    return editor.value()


def test_a_value_is_shown_by_its_words(editor: OfferEditor) -> None:
    editor.set_value(2)
    line = editor.findChild(QLineEdit)
    assert isinstance(line, QLineEdit) and (line.text(), editor.value()) == ("2. 酒精", 2)


def test_the_value_itself_may_be_typed(editor: OfferEditor) -> None:
    assert typed(editor, "2") == 2


def test_what_is_none_of_them_is_given_back_as_typed(editor: OfferEditor) -> None:
    assert typed(editor, "9") == "9"


def test_nothing_typed_is_no_value(editor: OfferEditor) -> None:
    assert editor.value() is None


def test_what_stands_there_is_shown_by_its_new_words(editor: OfferEditor) -> None:
    editor.set_value(2)
    editor.set_offered([(2, "2. 消毒酒精")])
    line = editor.findChild(QLineEdit)
    assert isinstance(line, QLineEdit) and (line.text(), editor.value()) == ("2. 消毒酒精", 2)
