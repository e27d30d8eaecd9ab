"""Choosing terms and names by typing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fengqiao_desk.ui.widgets import ChoiceEditor, NamesEditor
from fengqiao_desk.ui.widgets.editors.choice_editors import NameChip
from fengqiao_desk.ui.widgets.editors.suggestions import SuggestionList
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

TERMS = ("邻里", "婚姻家庭", "债务", "房屋宅基地")

Write = Callable[[QWidget, str], None]


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[QWidget]:
    window = QWidget()
    window.resize(420, 360)
    QVBoxLayout(window)
    qtbot.addWidget(window)
    window.show()
    yield window


@pytest.fixture
def choice(page: QWidget) -> ChoiceEditor:
    editor = ChoiceEditor(TERMS)
    place(page, editor)
    return editor


@pytest.fixture
def names(page: QWidget) -> NamesEditor:
    editor = NamesEditor(("民警甲", "民警乙", "辅警丙"))
    place(page, editor)
    return editor


def place(page: QWidget, editor: QWidget) -> None:
    layout = page.layout()
    assert layout is not None
    layout.addWidget(editor)
    editor.show()
    heart(editor).setFocus()


def heart(editor: QWidget) -> QLineEdit:
    line = editor.findChild(QLineEdit)
    assert line is not None
    return line


def test_typing_offers_the_terms_that_hold_it_anywhere(write: Write, choice: ChoiceEditor) -> None:
    write(heart(choice), "宅")
    assert choice.suggestions.offered() == ["房屋宅基地"]


def test_terms_that_begin_with_what_is_typed_come_first(write: Write, choice: ChoiceEditor) -> None:
    choice.set_choices(["消费债务", "债务"])
    write(heart(choice), "债")
    assert choice.suggestions.offered() == ["债务", "消费债务"]


def test_enter_takes_the_first_term_offered(write: Write, qtbot: QtBot, choice: ChoiceEditor) -> None:
    write(heart(choice), "婚")
    QTest.keyClick(heart(choice), Qt.Key.Key_Return)
    assert choice.value() == "婚姻家庭"


def test_the_down_key_in_the_empty_field_offers_all_terms(qtbot: QtBot, choice: ChoiceEditor) -> None:
    QTest.keyClick(heart(choice), Qt.Key.Key_Down)
    assert choice.suggestions.offered() == list(TERMS)


def test_escape_hides_the_terms_and_keeps_what_is_typed(
    write: Write, qtbot: QtBot, choice: ChoiceEditor
) -> None:
    write(heart(choice), "婚")
    QTest.keyClick(heart(choice), Qt.Key.Key_Escape)
    assert (choice.suggestions.offered(), choice.value()) == ([], "婚")


def test_letters_an_input_method_has_not_finished_neither_offer_nor_change(choice: ChoiceEditor) -> None:
    changes: list[object] = []
    choice.changed.connect(lambda: changes.append(choice.value()))
    QApplication.sendEvent(heart(choice), QInputMethodEvent("hun", []))
    assert (choice.suggestions.offered(), changes) == ([], [])


def test_words_committed_by_an_input_method_offer_terms(choice: ChoiceEditor) -> None:
    committed = QInputMethodEvent("", [])
    committed.setCommitString("婚")
    QApplication.sendEvent(heart(choice), committed)
    assert choice.suggestions.offered() == ["婚姻家庭"]


def test_the_field_keeps_the_focus_while_terms_are_offered(write: Write, choice: ChoiceEditor) -> None:
    write(heart(choice), "婚")
    assert QApplication.focusWidget() is heart(choice)


def test_a_choice_that_is_only_to_be_read_offers_nothing(qtbot: QtBot, choice: ChoiceEditor) -> None:
    choice.set_value("邻里")
    choice.set_read_only(True)
    QTest.keyClick(heart(choice), Qt.Key.Key_Down)
    assert choice.suggestions.offered() == []


def test_a_separator_ends_a_name(write: Write, names: NamesEditor) -> None:
    write(heart(names), "民警甲、民警乙")
    assert names.value() == ["民警甲", "民警乙"]


def test_a_name_is_taken_only_once(write: Write, qtbot: QtBot, names: NamesEditor) -> None:
    names.set_value(["民警甲"])
    write(heart(names), "民警甲")
    QTest.keyClick(heart(names), Qt.Key.Key_Return)
    assert names.value() == ["民警甲"]


def test_backspace_in_the_empty_line_takes_the_last_name(qtbot: QtBot, names: NamesEditor) -> None:
    names.set_value(["民警甲", "民警乙"])
    QTest.keyClick(heart(names), Qt.Key.Key_Backspace)
    assert names.value() == ["民警甲"]


def test_the_cross_of_a_chip_takes_its_name(names: NamesEditor) -> None:
    names.set_value(["民警甲", "民警乙"])
    first = next(chip for chip in names.findChildren(NameChip) if chip.name == "民警甲")
    first.button.click()
    assert names.value() == ["民警乙"]


def test_several_names_pasted_at_once_become_several_chips(names: NamesEditor) -> None:
    committed = QInputMethodEvent("", [])
    committed.setCommitString("王某，李某；赵")
    QApplication.sendEvent(heart(names), committed)
    assert names.value() == ["王某", "李某", "赵"]


def test_no_names_give_an_empty_list(names: NamesEditor) -> None:
    assert names.value() == []


def test_the_list_of_a_field_goes_with_its_field(
    page: QWidget, choice: ChoiceEditor, write: Write, qtbot: QtBot
) -> None:
    """While it is open it stands in the window, which lives on when a form is put away."""
    write(heart(choice), "邻")
    assert len(page.findChildren(SuggestionList)) == 1
    choice.hide()
    choice.deleteLater()
    qtbot.waitUntil(lambda: not page.findChildren(SuggestionList))
