"""工作台账: rows typed one after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.dialogs.taking_back import TakingBackDialog
from fengqiao_desk.ui.ledger.page import LOOK, LedgerPage
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from fengqiao_desk import cases
from fengqiao_desk.cases.facts.whole_cases import bring_back_case
from fengqiao_desk.kinds import kind_of


@pytest.fixture
def page(context: WindowContext, show: Callable[..., Any]) -> LedgerPage:
    made: LedgerPage = show(LedgerPage(context, kind_of("activities")))
    return made


@pytest.fixture
def type_row(page: LedgerPage, write: Callable[[QWidget, str], None]) -> Callable[[str, str], None]:
    """Types an activity and a quantity as an officer does, Enter at the end."""

    def typed(activity: str, quantity: str) -> None:
        editors = page.row.editors
        write(editors["activity"].focusProxy(), activity)
        QTest.keyClick(editors["activity"].focusProxy(), Qt.Key.Key_Return)
        editors["quantity"].setFocus()
        write(editors["quantity"].focusProxy(), quantity)
        QTest.keyClick(editors["quantity"].focusProxy(), Qt.Key.Key_Return)

    return typed


def rows(context: WindowContext) -> list[tuple[str, Any, Any, str]]:
    found = cases.page(context.station, kind_of("activities")).rows
    return [
        (r.values["activity"], r.values["quantity"], r.values["approximate"], r.values["unit"]) for r in found
    ]


def test_enter_keeps_the_row_with_the_unit_of_its_activity(
    type_row: Callable[[str, str], None], context: WindowContext
) -> None:
    type_row("张贴海报", "260")
    assert rows(context) == [("张贴海报", 260, False, "份")]


def test_a_word_taken_from_the_list_is_followed_by_its_quantity(
    page: LedgerPage, write: Callable[[QWidget, str], None], context: WindowContext
) -> None:
    line = page.row.editors["activity"].focusProxy()
    write(line, "张贴")
    QTest.keyClick(line, Qt.Key.Key_Return)
    quantity = QApplication.focusWidget()
    assert quantity is page.row.editors["quantity"].focusProxy()
    QTest.keyClicks(quantity, "260")
    QTest.keyClick(quantity, Qt.Key.Key_Return)
    assert rows(context) == [("张贴海报", 260, False, "份")]


def test_enter_beside_the_digits_keeps_the_row_too(
    page: LedgerPage, write: Callable[[QWidget, str], None], context: WindowContext
) -> None:
    """The keypad's Enter comes with a modifier of its own."""
    write(page.row.editors["activity"].focusProxy(), "张贴海报")
    quantity = page.row.editors["quantity"].focusProxy()
    quantity.setFocus()
    write(quantity, "260")
    QTest.keyClick(quantity, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert rows(context) == [("张贴海报", 260, False, "份")]


def test_the_next_row_begins_at_the_activity(type_row: Callable[[str, str], None], page: LedgerPage) -> None:
    type_row("张贴海报", "260")
    activity = page.row.editors["activity"]
    assert (activity.value(), activity.focusProxy().hasFocus()) == (None, True)


def test_the_day_stays_for_the_next_row(type_row: Callable[[str, str], None], page: LedgerPage) -> None:
    page.row.editors["day"].set_value("2026-11-19")
    type_row("巡逻", "2")
    assert page.row.editors["day"].value() == "2026-11-19"


def test_remainder_typed_with_the_number_is_kept_as_such(
    type_row: Callable[[str, str], None], context: WindowContext
) -> None:
    type_row("接收捐赠口罩", "2300余")
    assert rows(context) == [("接收捐赠口罩", 2300, True, "个")]


def test_same_again_puts_the_last_row_in_once_more(
    type_row: Callable[[str, str], None], page: LedgerPage, context: WindowContext
) -> None:
    type_row("巡逻", "2")
    QTest.mouseClick(page.row.again, Qt.MouseButton.LeftButton)
    QTest.keyClick(page.row.editors["quantity"].focusProxy(), Qt.Key.Key_Return)
    assert rows(context) == [("巡逻", 2, False, "次")] * 2


def test_same_again_needs_no_mouse(
    type_row: Callable[[str, str], None], page: LedgerPage, context: WindowContext, qtbot: QtBot
) -> None:
    type_row("巡逻", "2")
    line = page.row.editors["activity"].focusProxy()
    QTest.keyClick(line, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.row.editors["quantity"].value() is not None)
    QTest.keyClick(in_focus(), Qt.Key.Key_Return)
    assert rows(context) == [("巡逻", 2, False, "次")] * 2


def test_no_line_takes_same_again_for_delete(page: LedgerPage) -> None:
    """As a line does on Linux, where Ctrl D deletes: it must not come to see the key."""
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    hearts = [editor.focusProxy() for editor in page.row.editors.values()]
    assert [page.row.eventFilter(heart, asked) for heart in hearts] == [True] * len(hearts)


def test_a_quantity_that_is_no_number_is_told_beside_it_and_nothing_is_kept(
    type_row: Callable[[str, str], None], page: LedgerPage, context: WindowContext
) -> None:
    type_row("巡逻", "很多")
    assert (bool(page.row.editors["quantity"].fault()), rows(context)) == (True, [])


def test_the_kept_row_stands_in_the_table(type_row: Callable[[str, str], None], page: LedgerPage) -> None:
    type_row("巡逻", "2")
    model = page.table.model()
    assert [model.index(0, column).data() for column in (2, 3, 4)] == ["巡逻", "2", "次"]


def test_enter_on_a_row_of_the_table_opens_it_for_correction(
    type_row: Callable[[str, str], None], page: LedgerPage
) -> None:
    type_row("巡逻", "2")
    page.table.setCurrentIndex(page.table.model().index(0, 0))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.views.value() == LOOK


def test_enter_in_the_activity_goes_on_to_the_quantity(
    page: LedgerPage, write: Callable[[QWidget, str], None]
) -> None:
    activity = page.row.editors["activity"].focusProxy()
    write(activity, "巡逻")
    for _ in range(2):
        QTest.keyClick(activity, Qt.Key.Key_Return)
    assert page.row.editors["quantity"].focusProxy().hasFocus()


def test_a_row_of_the_same_day_activity_and_area_is_flagged_while_typing(
    type_row: Callable[[str, str], None], page: LedgerPage, write: Callable[[QWidget, str], None]
) -> None:
    type_row("巡逻", "2")
    assert page.row.warning() == ""
    write(page.row.editors["activity"].focusProxy(), "巡逻")
    assert page.row.warning().startswith("可能重复：同日同社区同事项已记 1 笔")


def test_the_same_on_another_day_is_not_flagged(
    type_row: Callable[[str, str], None], page: LedgerPage
) -> None:
    type_row("巡逻", "2")
    page.row.editors["day"].set_value("2026-11-19")
    page.row.editors["activity"].set_value("巡逻")
    page.row.editors["day"].changed.emit()
    assert page.row.warning() == ""


def test_a_flagged_row_is_kept_all_the_same(
    type_row: Callable[[str, str], None], context: WindowContext
) -> None:
    for _ in range(2):
        type_row("巡逻", "2")
    assert len(rows(context)) == 2


def in_focus() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def test_twenty_rows_are_typed_by_keyboard_alone(
    page: LedgerPage, write: Callable[[QWidget, str], None], context: WindowContext
) -> None:
    """Only keys, where the focus is: activity, Enter, Enter, quantity, Enter."""
    page.begin_new()
    for number in range(20):
        for words in ("巡逻", str(number + 1)):
            write(in_focus(), words)
            QTest.keyClick(in_focus(), Qt.Key.Key_Return)
            if words == "巡逻":
                QTest.keyClick(in_focus(), Qt.Key.Key_Return)
    assert len(rows(context)) == 20


def test_a_row_entered_twice_is_taken_back_in_the_table_by_its_key(
    page: LedgerPage, type_row: Callable[[str, str], None], context: WindowContext
) -> None:
    for _ in range(2):
        type_row("张贴海报", "260")
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_J, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    (asked,) = page.findChildren(TakingBackDialog)
    asked.reason.set_value("重复录入")
    asked.try_it()
    QTest.qWait(20)
    assert (len(rows(context)), page.table.model().rowCount()) == (1, 1)


def test_who_may_not_take_a_row_back_is_told_before_he_writes_why(
    context_of: Callable[[str], WindowContext], show: Callable[..., Any], desk: Any, example: Any
) -> None:
    desk.receive("activities", example("activity"), "2026-11-20")
    other: LedgerPage = show(LedgerPage(context_of("辅警丙"), kind_of("activities")))
    other.table.selectRow(0)
    other.take_back()
    (box,) = (found for found in QApplication.topLevelWidgets() if isinstance(found, QMessageBox))
    assert "不能撤回登记" in box.informativeText()
    box.close()
    assert other.findChildren(TakingBackDialog) == []


def _take_the_marked_back(page: LedgerPage) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    asked = page.findChildren(TakingBackDialog)[-1]
    asked.reason.set_value("重复录入")
    asked.try_it()
    QTest.qWait(20)


def _marked(page: LedgerPage) -> list[int]:
    return [index.row() for index in page.table.selectionModel().selectedRows()]


def test_the_row_the_key_leads_to_is_marked(page: LedgerPage, type_row: Callable[[str, str], None]) -> None:
    type_row("张贴海报", "260")
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_J, Qt.KeyboardModifier.AltModifier)
    assert _marked(page) == [0]


def test_the_next_row_is_marked_when_one_was_taken_back(
    page: LedgerPage, type_row: Callable[[str, str], None]
) -> None:
    for quantity in ("1", "2", "3"):
        type_row("张贴海报", quantity)
    page.show_latest()
    page.table.selectRow(1)
    _take_the_marked_back(page)
    assert _marked(page) == [1]


def test_what_is_said_of_a_kept_row_goes_when_it_is_taken_back(
    page: LedgerPage, type_row: Callable[[str, str], None]
) -> None:
    type_row("张贴海报", "260")
    page.show_latest()
    _take_the_marked_back(page)
    assert page.row.confirmation.isHidden()


def test_the_only_row_comes_back_into_the_table(
    page: LedgerPage, type_row: Callable[[str, str], None], context: WindowContext
) -> None:
    type_row("张贴海报", "260")
    (number,) = (row.number for row in cases.page(context.station, kind_of("activities")).rows)
    page.show_latest()
    _take_the_marked_back(page)
    bring_back_case(context.station, kind_of("activities"), number, "没有录错", context.act())
    QTest.qWait(20)
    assert (page.table.isVisible(), page.row.confirmation.isVisible()) == (True, True)
