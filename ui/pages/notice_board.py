"""批次与送达: the rounds of notices, who of each was reached and who not, and the entry of receipts."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from fengqiao_desk import cases
from fengqiao_desk.cases import CaseKind, CaseRow, Condition
from fengqiao_desk.notices.board import BatchCount, Board, board

from ..context import WindowContext
from ..look import Space, Tone
from ..widgets import Card, EmptyState, RowList, RowRole, label
from ..widgets.figure_button import FigureButton
from .receipt_entry import ReceiptEntry

ALL_ROUNDS: Final = ""
SENT, SIGNED, REFUSED, OUTSTANDING = "sent", "signed", "refused", "outstanding"
_FIGURES: Final = (
    (SENT, "已签发", "", Tone.NEUTRAL),
    (SIGNED, "已签收", "已签收", Tone.GOOD),
    (REFUSED, "已留置", "已留置", Tone.NEUTRAL),
    (OUTSTANDING, "未送达", "已签发", Tone.WARNING),
)
"""Key of the board, words of the button, the state of a notice it lists (empty for every issued one)."""
_ISSUED_STATES: Final = ("已签发", "已签收", "已留置")
_MOST_ROWS = 500


class NoticeBoard(QWidget):
    """Rounds at the left, the chosen round's venues in the middle, receipts at the right; `opened(number)` of a notice."""

    opened = Signal(str)

    def __init__(self, context: WindowContext, notices: CaseKind) -> None:
        super().__init__()
        self._context, self._notices = context, notices
        self._board = Board(BatchCount("", 0, 0, 0, 0), (), ())
        self.round = ALL_ROUNDS
        self._rounds_model, self._venues_model = QStandardItemModel(self), QStandardItemModel(self)
        self.rounds, self.venues = _EnterList("批次"), _EnterList("场所")
        self.rounds.setModel(self._rounds_model)
        self.venues.setModel(self._venues_model)
        self.figures = {key: FigureButton(words, tone) for key, words, _, tone in _FIGURES}
        self.figures[OUTSTANDING].setChecked(True)
        self.receipts = ReceiptEntry(context, notices)
        self._empty = EmptyState("没有这样的场所。")
        self._more = label("", "small")
        self._more.setContentsMargins(15, 4, 15, 4)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.receipts)

    def refresh(self) -> None:
        """Reads the board anew and keeps what is chosen."""
        self._board = board(self._context.station)
        kept = self.round
        self._rounds_model.clear()
        for found in (self._board.totals, *self._board.batches):
            self._rounds_model.appendRow(_round_item(found, found is self._board.totals))
        self.choose_round(kept if kept in {b.batch for b in self._board.batches} else ALL_ROUNDS)
        self.receipts.set_outstanding(self._board.outstanding)

    def choose_round(self, batch: str) -> None:
        """Shows one round, or all of them."""
        keys = [ALL_ROUNDS, *(found.batch for found in self._board.batches)]
        self.rounds.setCurrentIndex(self._rounds_model.index(keys.index(batch) if batch in keys else 0, 0))
        self._show_round(batch)

    def _show_round(self, batch: str) -> None:
        self.round = batch
        found = next((b for b in self._board.batches if b.batch == batch), self._board.totals)
        for key, button in self.figures.items():
            button.set_figure(str(getattr(found, key)))
        self._list_venues()

    def _list_venues(self) -> None:
        chosen = next(key for key, button in self.figures.items() if button.isChecked())
        state = next(state for key, _, state, _ in _FIGURES if key == chosen)
        where = [Condition("state", state)] if state else []
        if self.round:
            where.append(Condition("batch", self.round))
        page = cases.page(self._context.station, self._notices, tuple(where), limit=_MOST_ROWS)
        documents = {missing.notice: missing.document for missing in self._board.outstanding}
        rows = [row for row in page.rows if row.state in _ISSUED_STATES]
        self._venues_model.clear()
        for row in rows:
            self._venues_model.appendRow(self._venue_item(row, documents.get(row.number, row.number)))
        self.venues.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._more.setText(f"共 {page.total} 家，列出最近的 {_MOST_ROWS} 家")
        self._more.setVisible(page.total > _MOST_ROWS)

    def _venue_item(self, row: CaseRow, number: str) -> QStandardItem:
        item = QStandardItem(str(row.values["venue_name"]))
        item.setData(f"{row.values['category']} · {row.values['address']}", RowRole.CONTEXT)
        item.setData(row.state, RowRole.STATE)
        item.setData(self._notices.state(row.state).tone, RowRole.TONE)
        item.setData(number, RowRole.NOTE)
        item.setData(row.number, RowRole.KEY)
        return item

    def _connect(self) -> None:
        self.rounds.selectionModel().currentChanged.connect(
            lambda now, _: self._show_round(str(now.data(RowRole.KEY) or ALL_ROUNDS))
        )
        for button in self.figures.values():
            button.clicked.connect(self._list_venues)
        self.venues.entered.connect(lambda index: self.opened.emit(str(index.data(RowRole.KEY))))
        self.venues.clicked.connect(lambda index: self.receipts.begin_with(str(index.data(RowRole.NOTE))))
        self.receipts.served.connect(lambda _: self.refresh())

    def _middle(self) -> QWidget:
        """The figures of the round above the venues behind the chosen one."""
        venues = Card(padded=False)
        venues.body.addWidget(self.venues)
        venues.body.addWidget(self._empty)
        venues.body.addWidget(self._more)
        figures = QHBoxLayout()
        figures.setSpacing(10)
        for button in self.figures.values():
            figures.addWidget(button)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(figures)
        column.addWidget(venues, 1)
        return middle

    def _lay_out(self) -> None:
        rounds = Card(padded=False)
        rounds.body.addWidget(_heading("批次"))
        rounds.body.addWidget(self.rounds)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(Space.GAP)
        splitter.setChildrenCollapsible(False)
        for part in (rounds, self._middle(), self.receipts):
            splitter.addWidget(part)
        rounds.setMinimumWidth(190)
        self.receipts.setMinimumWidth(330)
        splitter.setSizes([235, 415, 370])
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)


class _EnterList(RowList):
    """A list whose row in focus is entered with Enter or a double click."""

    entered = Signal(QModelIndex)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.doubleClicked.connect(self.entered)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


def _heading(words: str) -> QWidget:
    heading = label(words, "heading")
    heading.setContentsMargins(15, 4, 15, 4)
    return heading


def _round_item(found: BatchCount, whole: bool) -> QStandardItem:
    item = QStandardItem(found.batch)
    item.setData(f"已送 {found.signed + found.refused} / {found.sent}", RowRole.CONTEXT)
    item.setData(f"未送达 {found.outstanding}" if found.outstanding else "全部送达", RowRole.NOTE)
    item.setData(ALL_ROUNDS if whole else found.batch, RowRole.KEY)
    return item
