"""工作台账: rows typed one after the other, the latest of them below; the whole ledger with search and corrections beside."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from fengqiao_desk import cases
from fengqiao_desk.cases import CaseKind, CaseRow
from fengqiao_desk.station import Changed

from ..actions import BEGIN_ROW, LATEST_ROWS, TABLES, TAKE_BACK, WindowAct, bind, bind_within
from ..cases.page import CasePage
from ..context import NEW_RECORD, WindowContext
from ..look import Space
from ..page import Page
from ..widgets import Card, EmptyState, PageHeading, SegmentedEditor
from ..widgets.plain_table import PlainTable
from .row import LedgerRow

ENTER, LOOK = "登记", "查询和更正"
_LATEST: Final = 40


class LedgerPage(Page):
    """Two views: entering, and the kind's general page."""

    def __init__(self, context: WindowContext, kind: CaseKind) -> None:
        super().__init__()
        self._context, self._kind = context, kind
        # 余 is no column of its own: it is written with its quantity.
        self._fields = [field for field in kind.fields if field.kind.key != "flag"]
        self.row = LedgerRow(context, kind)
        self.all = CasePage(context, kind)
        self.views = SegmentedEditor((ENTER, LOOK))
        self.views.set_name("看什么")
        self.heading = PageHeading(kind.title)
        self._model = QStandardItemModel(self)
        self.table = PlainTable("最近的台账")
        self.table.setModel(self._model)
        self.empty = EmptyState("还没有台账。在上面记第一笔，Enter 保存。", icon_name=kind.icon)
        self._stack = QStackedWidget()
        self._lay_out()
        self.views.changed.connect(self._show_view)
        self.row.kept.connect(lambda _: self._list())
        # The top bar listens to this page alone.
        self.all.acts_changed.connect(self.acts_changed)
        # Looked up when it is entered: the numbers change with every row that is kept.
        self.table.entered_row.connect(lambda row: self.open_record(self._numbers[row]))
        self._numbers: list[str] = []
        self._news = QTimer(self)
        self._news.setSingleShot(True)
        # Zero milliseconds: once all changes of this turn of the events were heard.
        self._news.timeout.connect(self.come_into_view)
        context.news.changed.connect(self._hear)
        bind_within(TAKE_BACK, self.table, self.take_back)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self.show_view(ENTER)

    def acts(self) -> tuple[WindowAct, ...]:
        """Those of the view that is seen."""
        return self.all.acts() if self._stack.currentWidget() is self.all else (BEGIN_ROW, TABLES)

    def come_into_view(self) -> None:
        """Reads the view that is seen anew."""
        if self._stack.currentWidget() is self.all:
            self.all.come_into_view()
        else:
            self._list()

    def show_view(self, view: str) -> None:
        """ENTER or LOOK."""
        self.views.set_value(view)
        self._show_view()

    def begin_new(self) -> None:
        """In the general page its form, here the row."""
        if self._stack.currentWidget() is self.all:
            self.all.begin_new()
        else:
            self.row.setFocus()

    def show_latest(self) -> None:
        """The keyboard goes to the latest rows, the newest first."""
        self.table.setFocus()
        # Qt makes the first row the current one with the keyboard, but marks none.
        self._mark(max(self.table.currentIndex().row(), 0))

    def take_back(self) -> None:
        """Asks why the row in focus is taken back: one entered twice is the commonest mistake."""
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._numbers):
            self.all.ask_take_back(self._numbers[row], self)

    def open_tables(self) -> None:
        """Import from and export to a table."""
        self.all.open_tables()

    def open_record(self, number: str) -> None:
        """A row of the ledger, or `new`."""
        self.show_view(ENTER if number == NEW_RECORD else LOOK)
        if number == NEW_RECORD:
            self.row.setFocus()
        else:
            self.all.open_record(number)

    def _hear(self, change: Changed) -> None:
        """A row that was taken back, or came back, is soon seen in the table."""
        if change.kind != self._kind.key:
            return
        self.row.follow(change.number)
        if self._stack.isVisible():
            self._news.start()

    def _open_menu(self, place: QPoint) -> None:
        if not self.table.indexAt(place).isValid():
            return
        menu = QMenu(self.table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(f"{TAKE_BACK.title}\t{TAKE_BACK.key_words}").triggered.connect(self.take_back)
        menu.popup(self.table.viewport().mapToGlobal(place))

    def _show_view(self) -> None:
        entering = self.views.value() == ENTER
        self._stack.setCurrentIndex(0 if entering else 1)
        # Who comes to the page by its key begins where its view begins.
        self.setFocusProxy(self.row if entering else self.all)
        self.come_into_view()
        self.acts_changed.emit()

    def _mark(self, row: int) -> None:
        """The row the keyboard is on, or the last where there are not so many."""
        if self._numbers:
            self.table.selectRow(min(row, len(self._numbers) - 1))

    def _list(self) -> None:
        marked = self.table.currentIndex().row()
        found = cases.page(self._context.station, self._kind, limit=_LATEST)
        shown = f"，列出最近 {_LATEST} 笔" if found.total > _LATEST else ""
        self.heading.set_words(self._kind.title, f"{found.total} 笔{shown}")
        self._numbers = [row.number for row in found.rows]
        self._model.clear()
        self._model.setHorizontalHeaderLabels(["编号", *(field.label for field in self._fields)])
        for row in found.rows:
            self._model.appendRow([QStandardItem(words) for words in self._words(row)])
        self.table.setVisible(bool(found.rows))
        self.empty.setVisible(not found.rows)
        self.table.resizeColumnsToContents()
        if self.table.hasFocus():
            # A row that was taken back gives its place to the next.
            self._mark(max(marked, 0))

    def _words(self, row: CaseRow) -> list[str]:
        words = [row.number]
        for field in self._fields:
            shown = field.kind.show(row.values.get(field.name))
            words.append(f"{shown}余" if row.values.get(field.remainder_field) else shown)
        return words

    def _lay_out(self) -> None:
        entering = QWidget()
        column = QVBoxLayout(entering)
        column.setContentsMargins(Space.MARGIN, 0, Space.MARGIN, Space.GAP)
        column.setSpacing(12)
        latest = Card(padded=False)
        latest.body.addWidget(self.table)
        latest.body.addWidget(self.empty)
        for part in (self.heading, self.row):
            column.addWidget(part)
        column.addWidget(latest, 1)
        # On this view: the general page has the same key for its timeline.
        bind((LATEST_ROWS,), entering, self)
        self._stack.addWidget(entering)
        self._stack.addWidget(self.all)
        head = QHBoxLayout()
        head.setContentsMargins(Space.MARGIN, Space.CARD, Space.MARGIN, Space.STEP)
        head.addWidget(self.views)
        head.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.STEP)
        whole.addLayout(head)
        whole.addWidget(self._stack, 1)
