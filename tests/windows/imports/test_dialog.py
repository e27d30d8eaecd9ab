"""An old ledger comes in through the window: columns are confirmed, bad cells are told, words are taught, all by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from fengqiao_desk.ui.cases.kind_tables import KindTables
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.dialogs.asking import AskingDialog
from fengqiao_desk.ui.imports.dialog import CHECKED, COLUMNS, FILE, ImportDialog
from fengqiao_desk.ui.imports.imports_on_record import ImportList
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fengqiao_desk import cases
from fengqiao_desk.exchange import bad_cells
from fengqiao_desk.exchange.imports import imports
from fengqiao_desk.kinds import kind_of
from fengqiao_desk.station.handing_out import outgoing
from fengqiao_desk.store.targets import file_target

Press = Callable[[ImportDialog], None]
HEADS = ("日期", "内容", "数目", "单位", "社区", "心情")
ROW = ("2月3日", "巡逻", "30人次", None, "示例社区", "好")


@pytest.fixture
def old(tmp_path: Path) -> Callable[..., Path]:
    def write(*rows: tuple[Any, ...]) -> Path:
        path = tmp_path / "2020年台账.xlsx"
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("台账")
            for place, row in enumerate((HEADS, *rows)):
                sheet.write_row(place, 0, row)
        return path

    return write


@pytest.fixture
def dialog(context: WindowContext, show: Callable[..., Any], qtbot: QtBot) -> ImportDialog:
    made = ImportDialog(context, kind_of("activities"), show(QWidget()))
    made.open()
    made.activateWindow()
    qtbot.waitUntil(lambda: made.isAncestorOf(QApplication.focusWidget() or made.parentWidget()))
    return made


@pytest.fixture
def press(qtbot: QtBot) -> Press:
    """Ctrl+Enter where the focus is, as the primary button says; Qt lets the button be seen pressed for a moment."""

    def pressed(dialog: ImportDialog) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None and dialog.isAncestorOf(focused)
        with qtbot.waitSignal(dialog.onward.clicked):
            QTest.keyClick(focused, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    return pressed


def total(context: WindowContext) -> int:
    return cases.page(context.station, kind_of("activities")).total


def test_a_typed_path_is_read_with_the_keyboard_alone(
    dialog: ImportDialog, old: Callable[..., Path], press: Press
) -> None:
    dialog.file.path.set_value(str(old(ROW)))
    press(dialog)
    assert dialog.steps.currentIndex() == COLUMNS
    assert dialog.columns.columns["内容"].value() == "事项"


def test_what_is_no_table_stays_at_the_file_and_is_told(dialog: ImportDialog, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"hello")
    dialog.file.choose(str(tmp_path / "x.xlsx"))
    assert dialog.steps.currentIndex() == FILE
    assert "内容是文本" in dialog.banner.accessibleName()


def test_a_column_nobody_decided_about_holds_the_import_back(
    dialog: ImportDialog, old: Callable[..., Path], press: Press
) -> None:
    dialog.file.choose(str(old(ROW)))
    press(dialog)
    assert dialog.steps.currentIndex() == COLUMNS
    assert dialog.columns.columns["心情"].fault()


def test_a_ledger_is_checked_and_taken_in(
    dialog: ImportDialog, old: Callable[..., Path], context: WindowContext, press: Press
) -> None:
    dialog.file.choose(str(old(ROW)))
    dialog.columns.columns["心情"].set_value("不导入")
    press(dialog)
    checked = (dialog.steps.currentIndex(), total(context))
    press(dialog)
    assert (checked, total(context)) == ((CHECKED, 0), 1)


def test_every_bad_cell_is_listed_and_copied(
    dialog: ImportDialog, old: Callable[..., Path], press: Press
) -> None:
    dialog.file.choose(str(old(ROW, ("前天", *ROW[1:]))))
    dialog.columns.columns["心情"].set_value("备注")
    press(dialog)
    QTest.keyClick(dialog.checked.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    heads, first = QGuiApplication.clipboard().text().splitlines()[:2]
    assert (heads, first.startswith("A3\t日期\t前天\t")) == ("\t".join(bad_cells.HEADS), True)
    assert not dialog.onward.isEnabled()


def test_a_word_the_station_has_not_got_is_taught_once(
    dialog: ImportDialog, old: Callable[..., Path], context: WindowContext, press: Press
) -> None:
    row = ("2月3日", "巡逻巡查", *ROW[2:])
    dialog.file.choose(str(old(row, row)))
    dialog.columns.columns["心情"].set_value("不导入")
    press(dialog)
    QTest.keyClick(dialog.checked.table, Qt.Key.Key_Return)
    asking = dialog.findChild(AskingDialog)
    asking.rows.editors["term"].set_value("巡逻")
    asking.try_it()
    press(dialog)
    assert total(context) == 2


def test_another_row_of_headings_is_read_anew(dialog: ImportDialog, old: Callable[..., Path]) -> None:
    dialog.file.choose(str(old(HEADS, ROW)))
    dialog.columns.head_row.set_value(2)
    dialog.columns.head_row.left.emit()
    assert dialog.columns.mapping().head_row == 2


def test_an_import_is_undone_from_the_list(
    context: WindowContext,
    dialog: ImportDialog,
    old: Callable[..., Path],
    show: Callable[..., Any],
    press: Press,
) -> None:
    dialog.file.choose(str(old(ROW)))
    dialog.columns.columns["心情"].set_value("不导入")
    press(dialog)
    press(dialog)
    listed = ImportList(context, show(QWidget()))
    listed.open()
    QTest.keyClick(listed.table, Qt.Key.Key_Return)
    asking = listed.findChild(AskingDialog)
    asking.rows.editors["reason"].set_value("导错了")
    asking.try_it()
    assert (total(context), imports(context.station)[0].undone_why) == (0, "导错了")


def test_undoing_an_import_is_not_offered_to_an_auxiliary(
    context_of: Callable[[str], WindowContext],
    dialog: ImportDialog,
    old: Callable[..., Path],
    show: Callable[..., Any],
    press: Press,
) -> None:
    dialog.file.choose(str(old(ROW)))
    dialog.columns.columns["心情"].set_value("不导入")
    press(dialog)
    press(dialog)
    listed = ImportList(context_of("辅警丙"), show(QWidget()))
    listed.open()
    QTest.keyClick(listed.table, Qt.Key.Key_Return)
    assert (listed.findChild(AskingDialog), listed.undo.isEnabled()) == (None, False)
    assert "辅警丙" in listed.undo.toolTip()


def test_an_export_from_the_window_is_logged_with_its_purpose(
    context: WindowContext, tmp_path: Path, show: Callable[..., Any]
) -> None:
    target = outgoing(file_target(tmp_path / "e.csv", context.station.layout.root))
    KindTables(context, kind_of("activities"), show(QWidget())).export_to("核对", target)
    last = context.station.connections.run("SELECT verb, changes FROM audit ORDER BY key DESC LIMIT 1")[0]
    assert (last[0], "核对" in last[1]) == ("导出表格", True)
    assert (tmp_path / "e.csv").read_bytes().startswith(b"\xef\xbb\xbf")
