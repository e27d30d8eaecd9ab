"""The imports of a station: what came in, by whom, from which file; a whole import can be undone with a reason."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.exchange.imports import Import, imports, undo_import
from fengqiao_desk.kinds import kind_of
from fengqiao_desk.problems import Problem
from fengqiao_desk.station import Right

from ..actions import CLOSE, UNDO_IMPORT
from ..background import Cancelled
from ..context import WindowContext
from ..dialogs.asking import AskingDialog
from ..look import Space
from ..widgets import Card, EmptyState, LongTextEditor, QuietButton, label
from ..widgets.editors.labelled_rows import LabelledRows
from ..widgets.fitted import FittedDialog
from ..widgets.plain_table import PlainTable
from .work import ImportWork

_HEADS = ("次", "时间", "导入人", "种类", "文件", "件数", "编号", "情况")
_SIZE = (960, 520)


class ImportList(FittedDialog):
    """Enter on an import that stands asks for the reason to undo it."""

    def __init__(self, context: WindowContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("导入记录")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(min(_SIZE[0], parent.window().width() - Space.MARGIN), _SIZE[1])
        self._context = context
        # Asked once: the officer of a session does not change.
        self._refusal = context.why_not(Right.UNDO_IMPORT)
        self._found: list[Import] = []
        self._model = QStandardItemModel(self)
        self.table = PlainTable("历次导入")
        self.table.setModel(self._model)
        if not self._refusal:
            self.table.entered_row.connect(self.ask_undo)
        self.empty = EmptyState("还没有导入过。", icon_name="document")
        self.undo = QuietButton.of(UNDO_IMPORT)
        self.undo.setToolTip(self._refusal)
        self._lay_out()
        self.work = ImportWork(context, self)
        self.refresh()

    def refresh(self) -> None:
        """Reads the imports anew, the newest first; the first row is in focus."""
        self._found = imports(self._context.station)
        self._model.clear()
        self._model.setHorizontalHeaderLabels(list(_HEADS))
        for each in self._found:
            self._model.appendRow([QStandardItem(words) for words in _row(each)])
        self.table.resizeColumnsToContents()
        self.table.setVisible(bool(self._found))
        self.empty.setVisible(not self._found)
        self.undo.setEnabled(bool(self._found) and not self._refusal)
        if self._found:
            self.table.setCurrentIndex(self._model.index(0, 0))
            self.table.setFocus()

    def ask_undo(self, row: int) -> None:
        """Asks why; an import that was undone already or worked on since is refused in words."""
        each = self._found[row]
        words = (
            f"撤销第{each.key}次导入的 {each.cases} 件（{each.first_number} 至 {each.last_number}）。"
            "编号不再使用，内容另行保存，列表、查找和统计里不再出现。"
        )
        editors = {"reason": ("原因", LongTextEditor("如：导错了文件"))}
        AskingDialog("整批撤销", words, editors, "撤销", lambda rows: self._undo(each, rows), self).open()

    def _undo(self, each: Import, rows: LabelledRows) -> None:
        station, act, reason = self._context.station, self._context.act(), rows.text("reason")
        self.work.run(
            "正在撤销……",
            lambda tell: undo_import(station, each.key, reason, act, tell),
            lambda _: self.refresh(),
            self._failed,
        )

    def reject(self) -> None:
        """An undoing that is running is stopped first."""
        if self.work.running():
            self.work.stop()
        else:
            super().reject()

    def _failed(self, problem: Problem) -> None:
        if not isinstance(problem, Cancelled):
            self._context.messages.problem(problem)

    def _lay_out(self) -> None:
        listed = Card(padded=False)
        listed.body.addWidget(self.table)
        listed.body.addWidget(self.empty)
        close = QuietButton.of(CLOSE)
        close.clicked.connect(self.accept)
        self.undo.clicked.connect(lambda: self.ask_undo(self.table.currentIndex().row()))
        buttons = QHBoxLayout()
        buttons.addWidget(self.undo)
        buttons.addStretch()
        buttons.addWidget(close)
        for button in (self.undo, close):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        column.setSpacing(Space.CARD)
        column.addWidget(label("导入记录", "title"))
        column.addWidget(
            label(
                "导入以后没有动过、没有封账的，可以整批撤销；已经办理过的请逐件更正。", "context", wrap=True
            )
        )
        column.addWidget(listed, 1)
        column.addLayout(buttons)


def _row(each: Import) -> tuple[str, ...]:
    state = f"已撤销：{each.undone_why}" if each.undone_at else "有效"
    numbers = f"{each.first_number} 至 {each.last_number}"
    at = each.imported_at[:16].replace("T", " ")
    kind = kind_of(each.kind).noun
    return (str(each.key), at, each.imported_by, kind, each.file, str(each.cases), numbers, state)
