"""The third step of an import: how many rows can come in, or every bad cell to walk through, to copy and to save."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.exchange.bad_cells import HEADS, bad_cells_workbook, row_of
from fengqiao_desk.exchange.importing import Imported, Opened
from fengqiao_desk.exchange.sheet_reading import BadCell
from fengqiao_desk.problems import Problem
from fengqiao_desk.store.targets import FileTarget

from ..actions import COPY_CELLS, SAVE_MARKED, bind_within
from ..context import WindowContext
from ..look import Space, Tone
from ..saving import ask_target
from ..widgets import Banner, Card, QuietButton, label
from ..widgets.plain_table import PlainTable

# QStandardItemModel makes an object a cell; the saved table has them all.
_MOST_SHOWN = 5000


class ImportChecked(QWidget):
    """`show_good` what can come in with what was noticed, `show_bad` the cells that stop it; `entered(BadCell)` with Enter."""

    entered = Signal(object)

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self._opened: Opened | None = None
        self._bad: tuple[BadCell, ...] = ()
        self.banner = Banner("", Tone.GOOD)
        self._model = QStandardItemModel(self)
        self.table = PlainTable("需要改正的单元格")
        self.table.setModel(self._model)
        # Once: the selection model stays when the model is cleared, and each connection would say the row again.
        self.table.selectionModel().currentRowChanged.connect(self._say_whole)
        self.words = label("", "context", wrap=True)
        self.copied = QuietButton.of(COPY_CELLS)
        self.saved = QuietButton.of(SAVE_MARKED)
        self._lay_out()
        self.setFocusProxy(self.table)

    def show_good(self, done: Imported, noun: str) -> None:
        """Nothing stops it; skipped rows, likely duplicates and the same file before are listed."""
        self._bad = ()
        noticed = [(f"第{row}行", f"跳过：{why}") for row, why in done.skipped]
        noticed += [(f"第{each.row}行", each.sentence) for each in done.duplicates]
        for each in done.same_file:
            words = f"同一个文件在 {each.imported_at[:10]} 已由{each.imported_by}导入过（第{each.key}次）"
            # In front: that the whole file was here before matters more than any row.
            noticed.insert(0, ("文件", words))
        more = f"；有 {len(noticed)} 处请看一下" if noticed else ""
        tone = Tone.WARNING if done.duplicates or done.same_file else Tone.GOOD
        self.banner.tell(f"{done.in_words(noun)}都可以导入{more}", tone)
        self._list(("行", "注意"), noticed)

    def show_bad(self, opened: Opened, bad: tuple[BadCell, ...]) -> None:
        """Every bad cell with its address, what stands there and why it cannot be taken."""
        self._opened, self._bad = opened, bad
        more = f"（列出前 {_MOST_SHOWN} 处）" if len(bad) > _MOST_SHOWN else ""
        self.banner.tell(
            f"有 {len(bad)} 处需要改正{more}，没有导入任何一行；词不对的按 Enter 指明是哪个词", Tone.DANGER
        )
        self._list(HEADS, [row_of(cell) for cell in bad[:_MOST_SHOWN]])

    def copy(self) -> None:
        """The whole list as text with tabs, for a message or another table."""
        across, columns = Qt.Orientation.Horizontal, range(self._model.columnCount())
        # Asked of the model, never of a head's item: PySide keeps its wrapper after clear has freed it.
        heads = [str(self._model.headerData(place, across)) for place in columns]
        rows = [
            [self._model.item(row, place).text() for place in columns]
            for row in range(self._model.rowCount())
        ]
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in (heads, *rows)))

    def ask_file(self) -> None:
        """The sheet with its bad cells marked, where the officer says."""
        ask_target(self._context, self, "另存为", "需要改正.xlsx", "Excel 表格 (*.xlsx)", self.save)

    def save(self, target: FileTarget) -> None:
        """Writes a copy of the sheet with its bad cells marked."""
        if self._opened is None:
            return
        opened, bad = self._opened, self._bad
        self._context.background.run(
            self,
            lambda _: target.write_unrecorded(bad_cells_workbook(opened, bad)),
            self._saved,
            self._context.messages.problem,
        )

    def _saved(self, path: Path) -> None:
        self.banner.tell(f"已另存为 {path.name}，改好以后再导入", Tone.ACCENT)

    def failed(self, problem: Problem) -> None:
        """Something else stops it: the columns, the file, a rule."""
        self._bad = ()
        self.banner.tell(problem.message, Tone.DANGER)
        self._list(("哪里", "原因"), [(fault.field, fault.message) for fault in problem.faults])

    def _enter(self, row: int) -> None:
        if row < len(self._bad):
            self.entered.emit(self._bad[row])

    def _list(self, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
        # With the columns, for there are two or more of them; the head is set anew below.
        self._model.clear()
        self._model.setHorizontalHeaderLabels(list(heads))
        for row in rows:
            items = [QStandardItem(words) for words in row]
            for item in items:
                item.setToolTip(item.text())
            self._model.appendRow(items)
        self.table.resizeColumnsToContents()
        for part in (self.table, self.copied):
            part.setVisible(bool(rows))
        self.saved.setVisible(bool(self._bad))
        self.words.clear()
        if rows:
            self.table.setCurrentIndex(self._model.index(0, 0))

    def _say_whole(self, current: QModelIndex) -> None:
        """The row in focus in full, for the table cuts what is long."""
        texts = [self._model.item(current.row(), place) for place in range(self._model.columnCount())]
        self.words.setText("　".join(item.text() for item in texts if item is not None))

    def _lay_out(self) -> None:
        listed = Card(padded=False)
        listed.body.addWidget(self.table)
        self.table.entered_row.connect(self._enter)
        self.copied.clicked.connect(self.copy)
        self.saved.clicked.connect(self.ask_file)
        # Only in the table: in a field of the dialog Ctrl+C copies what is marked there.
        bind_within(COPY_CELLS, self.table, self.copy)
        acts = QHBoxLayout()
        acts.addWidget(self.words, 1)
        for button in (self.copied, self.saved):
            # In a dialog every button would be the default one in turn, and Enter in the table would press
            # it.
            button.setAutoDefault(False)
            acts.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD)
        column.addWidget(self.banner)
        column.addWidget(listed, 1)
        column.addLayout(acts)
