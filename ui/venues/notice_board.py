"""批次与送达: the rounds of notices, who of each was reached and who not, and the entry of receipts."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from fengqiao_desk.cases import CaseKind
from fengqiao_desk.notices.board import (
    BREAKDOWNS,
    BatchCount,
    Board,
    ListedNotice,
    VenueOutstanding,
    behind,
    board,
    breakdown,
)

from ..cases.words import deadline_words
from ..context import WindowContext
from ..look import Space, Tone
from ..widgets import Card, EmptyState, RowRole, SegmentedEditor, label
from ..widgets.enter_list import EnterList
from ..widgets.figure_button import FigureButton
from .receipt_entry import ReceiptEntry

ALL_ROUNDS: Final = ""
BY_ROUND: Final = "批次"
OUTSTANDING: Final = "outstanding"
_FIGURES: Final = (
    ("sent", "已签发", Tone.NEUTRAL),
    ("signed", "已签收", Tone.GOOD),
    ("refused", "留置", Tone.NEUTRAL),
    ("closed_shop", "关门", Tone.NEUTRAL),
    (OUTSTANDING, "未送达", Tone.WARNING),
)
"""Key of the board and words of the button."""
_MOST_ROWS = 500
_RECEIPTS, _NARROWEST, _ROUNDS_BESIDE_FROM = 300, 720, 960
"""Widths: of the receipts, of the board at least, and from which the rounds stand beside their venues."""


class NoticeBoard(QWidget):
    """Rounds at the left, the chosen round's venues in the middle, receipts at the right; `opened(number)` of a notice."""

    opened = Signal(str)

    def __init__(self, context: WindowContext, notices: CaseKind) -> None:
        super().__init__()
        self._context, self._notices = context, notices
        self._board = Board(BatchCount("", 0, 0, 0, 0), (), ())
        self._waiting: dict[str, VenueOutstanding] = {}
        self.round, self.part = ALL_ROUNDS, ""
        self.by = SegmentedEditor((BY_ROUND, *BREAKDOWNS.values()))
        self.by.set_name("按什么分")
        self.by.set_value(BY_ROUND)
        self._rounds_model, self._venues_model = QStandardItemModel(self), QStandardItemModel(self)
        self.rounds, self.venues = EnterList("批次"), EnterList("场所")
        self.rounds.setModel(self._rounds_model)
        self.venues.setModel(self._venues_model)
        self.figures = {key: FigureButton(words, tone) for key, words, tone in _FIGURES}
        self.figures[OUTSTANDING].setChecked(True)
        self.receipts = ReceiptEntry(context, notices)
        self._counted = QSplitter(Qt.Orientation.Horizontal)
        self._empty = EmptyState("没有这样的场所。")
        self._more = label("", "small")
        self._more.setContentsMargins(15, 4, 15, 4)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.receipts)

    def refresh(self) -> None:
        """Reads the board anew and keeps what is chosen."""
        self._board = board(self._context.station)
        self._waiting = {venue.document: venue for venue in self._board.outstanding}
        # The round that was in view may be gone.
        if self.round not in {found.batch for found in self._board.batches}:
            self.round = ALL_ROUNDS
        self._fill_parts()
        self.receipts.set_outstanding(self._board.outstanding)

    def choose_round(self, batch: str) -> None:
        """Shows one round, or all of them."""
        self.by.set_value(BY_ROUND)
        self.round, self.part = batch, ""
        self._fill_parts()

    def divide(self) -> None:
        """By round, or the chosen round by category, area or officer."""
        self.part = ""
        self._fill_parts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the rounds stand above their venues, so that the receipts stay in view."""
        super().resizeEvent(event)
        beside = event.size().width() >= _ROUNDS_BESIDE_FROM
        direction = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self._counted.orientation() is not direction:
            self._counted.setOrientation(direction)
            self._counted.setSizes([235, 415])

    def _breakdown(self) -> str:
        return next((key for key, words in BREAKDOWNS.items() if words == self.by.value()), "")

    def _fill_parts(self) -> None:
        by = self._breakdown()
        whole = self._whole()
        parts = breakdown(self._context.station, by, self.round) if by else self._board.batches
        chosen = self.part if by else self.round
        self._rounds_model.clear()
        for found in (whole if by else self._board.totals, *parts):
            first = self._rounds_model.rowCount() == 0
            self._rounds_model.appendRow(_round_item(found, first))
        keys = ["", *(found.batch for found in parts)]
        place = keys.index(chosen) if chosen in keys else 0
        self.rounds.setCurrentIndex(self._rounds_model.index(place, 0))
        self._show(whole if by and not place else (self._board.totals, *parts)[place])

    def _whole(self) -> BatchCount:
        """The chosen round as a whole."""
        return next((b for b in self._board.batches if b.batch == self.round), self._board.totals)

    def _choose(self, key: str) -> None:
        by = self._breakdown()
        if by:
            self.part = key
            parts = breakdown(self._context.station, by, self.round)
            self._show(next((found for found in parts if found.batch == key), self._whole()))
        else:
            self.round = key
            self._show(self._whole())

    def _show(self, found: BatchCount) -> None:
        for key, button in self.figures.items():
            button.set_figure(str(getattr(found, key)))
        self._list_venues()

    def _list_venues(self) -> None:
        figure = next(key for key, button in self.figures.items() if button.isChecked())
        by = self._breakdown() if self.part else ""
        total, rows = behind(self._context.station, figure, self.round, by, self.part, _MOST_ROWS)
        self._venues_model.clear()
        for row in rows:
            self._venues_model.appendRow(self._venue_item(row))
        self.venues.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._more.setText(f"共 {total} 家，列出最前的 {_MOST_ROWS} 家")
        self._more.setVisible(total > _MOST_ROWS)

    def _venue_item(self, row: ListedNotice) -> QStandardItem:
        """Who waits tells by which day and how often somebody was there; who does not tells the state."""
        item = QStandardItem(row.name)
        waits = self._waiting.get(row.document)
        state, tone = row.state, Tone(self._notices.state(row.state).tone)
        if waits is not None:
            state, tone = deadline_words(date.fromisoformat(waits.serve_by), self._context.now().date())
        tried = f" · 已去 {waits.tries} 次" if waits is not None and waits.tries else ""
        item.setData(f"{row.category} · {row.address}{tried}", RowRole.CONTEXT)
        item.setData(state, RowRole.STATE)
        item.setData(tone, RowRole.TONE)
        item.setData(row.document, RowRole.NOTE)
        item.setData(row.number, RowRole.KEY)
        return item

    def _connect(self) -> None:
        self.rounds.selectionModel().currentChanged.connect(
            # A model that is cleared makes an invalid index the current one: no round was chosen by that.
            lambda now, _: self._choose(str(now.data(RowRole.KEY) or "")) if now.isValid() else None
        )
        self.by.changed.connect(self.divide)
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
        head = QVBoxLayout()
        head.setContentsMargins(Space.STEP * 2, Space.STEP * 2, Space.STEP * 2, Space.STEP)
        head.addWidget(self.by)
        rounds.body.addLayout(head)
        rounds.body.addWidget(self.rounds, 1)
        rounds.setMinimumWidth(190)
        self.receipts.setMinimumWidth(_RECEIPTS)
        both = QSplitter(Qt.Orientation.Horizontal)
        for splitter, parts in (
            (self._counted, (rounds, self._middle())),
            (both, (self._counted, self.receipts)),
        ):
            splitter.setHandleWidth(Space.GAP)
            splitter.setChildrenCollapsible(False)
            for part in parts:
                splitter.addWidget(part)
        self._counted.setSizes([235, 415])
        both.setSizes([670, 370])
        self.setMinimumWidth(_NARROWEST)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(both)


def _round_item(found: BatchCount, whole: bool) -> QStandardItem:
    item = QStandardItem(found.batch)
    item.setData(_reached_words(found), RowRole.CONTEXT)
    item.setData(_left_words(found), RowRole.NOTE)
    item.setData(ALL_ROUNDS if whole else found.batch, RowRole.KEY)
    item.setToolTip(f"{found.batch}\n{_reached_words(found)}")
    return item


def _reached_words(found: BatchCount) -> str:
    """`已送 14 / 19（73%）`; withdrawn notices and closed shops are not to be reached and told apart."""
    apart = [
        f"{words} {count}"
        for words, count in (("撤回", found.withdrawn), ("关门", found.closed_shop))
        if count
    ]
    reached = f"已送 {found.reached} / {found.reachable}（{found.coverage}%）" if found.reachable else ""
    return "，".join(part for part in (reached, *apart) if part)


def _left_words(found: BatchCount) -> str:
    if found.outstanding:
        return f"未送达 {found.outstanding}"
    return "全部送达" if found.reachable else ""
