"""The trash in the window: the forms an officer threw away, each with its first words; Enter brings one back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from fengqiao_desk.cases import CaseKind
from fengqiao_desk.cases.half_filled import trash
from fengqiao_desk.cases.half_filled.trash import LYING_DAYS, StillHalfFilled, ThrownAway
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import Problem
from fengqiao_desk.values.days import day_words

from ..actions import CLOSE, RESTORE
from ..context import WindowContext
from ..look import Space
from ..widgets import Card, EmptyState, PrimaryButton, QuietButton, label
from ..widgets.fitted import FittedDialog
from ..widgets.plain_table import PlainTable

_HEADS = ("表", "开头的字", "丢弃时间", "留到")
_WORDS_COLUMN = _HEADS.index("开头的字")
_SIZE = (980, 460)


class TrashDialog(FittedDialog):
    """The forms of these kinds in the officer's own trash, newest first: `restored(kind, form)` once one is half-filled again."""

    restored = Signal(str, str)

    def __init__(self, context: WindowContext, kinds: tuple[CaseKind, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("回收站")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(min(_SIZE[0], parent.window().width() - Space.MARGIN), _SIZE[1])
        self._context = context
        keys = {kind.key for kind in kinds}
        lying = trash.lying(context.station, KINDS, context.act())
        self._found = [thrown for thrown in lying if _kind_key(thrown) in keys]
        self._model = QStandardItemModel(self)
        self.table = PlainTable("丢弃的没填完的表")
        self.table.setModel(self._model)
        self.table.entered_row.connect(self.ask_restore)
        self.empty = EmptyState(
            f"回收站是空的。丢弃的没填完的表在这里放 {LYING_DAYS} 天。", icon_name="trash"
        )
        self.restore = PrimaryButton.of(RESTORE)
        self._lay_out()
        self._list()

    def ask_restore(self, row: int) -> None:
        """Brings it back; where the same form is half-filled it asks first."""
        thrown = self._found[row]
        try:
            for save in tuple(self._context.savers):
                save()  # what was typed a moment ago in an open form counts as begun meanwhile
            self._restore(thrown)
        except StillHalfFilled as begun:
            self._context.messages.ask(
                "同一种表还有没填完的", f"{begun.message}。", "找回这一份", partial(self._swap, thrown)
            )
        except Problem as problem:
            self._context.messages.problem(problem)

    def _swap(self, thrown: ThrownAway) -> None:
        try:
            self._restore(thrown, swap=True)
        except Problem as problem:
            self._context.messages.problem(problem)

    def _restore(self, thrown: ThrownAway, *, swap: bool = False) -> None:
        trash.restore(self._context.station, KINDS, thrown.key, self._context.act(), swap=swap)
        self.accept()
        self.restored.emit(_kind_key(thrown), thrown.form)

    def _list(self) -> None:
        self._model.setHorizontalHeaderLabels(list(_HEADS))
        today = self._context.now().date()
        for thrown in self._found:
            words = (
                thrown.title,
                thrown.first_words or "（没有写字）",
                day_words(thrown.thrown_at[:16], today),
                day_words(thrown.until.isoformat(), today),
            )
            self._model.appendRow([QStandardItem(each) for each in words])
        self.table.resizeColumnsToContents()
        self.table.horizontalHeader().setStretchLastSection(False)
        self.table.horizontalHeader().setSectionResizeMode(_WORDS_COLUMN, QHeaderView.ResizeMode.Stretch)
        self.table.setVisible(bool(self._found))
        self.empty.setVisible(not self._found)
        self.restore.setEnabled(bool(self._found))
        if self._found:
            self.table.setCurrentIndex(self._model.index(0, 0))
            self.table.setFocus()

    def _lay_out(self) -> None:
        listed = Card(padded=False)
        listed.body.addWidget(self.table)
        listed.body.addWidget(self.empty)
        close = QuietButton.of(CLOSE)
        close.clicked.connect(self.accept)
        self.restore.clicked.connect(lambda: self.ask_restore(self.table.currentIndex().row()))
        buttons = QHBoxLayout()
        buttons.addStretch()
        for button in (close, self.restore):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        column.setSpacing(Space.CARD)
        column.addWidget(label("回收站", "title"))
        column.addWidget(label("只有您自己丢弃的表；找回以后原样打开，接着填。", "context", wrap=True))
        column.addWidget(listed, 1)
        column.addLayout(buttons)


def _kind_key(thrown: ThrownAway) -> str:
    return thrown.form.partition(" ")[0]
