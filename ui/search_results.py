"""What the search box finds, in a list below it: who or what, its kind and number; Enter opens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fengqiao_desk.cases.search.finding import Hit, Hits, find
from fengqiao_desk.cases.search.withdrawn import anything_withdrawn, find_withdrawn
from fengqiao_desk.documents.register import SEARCH_KIND
from fengqiao_desk.kinds import KINDS

from .actions import SEARCH_WITHDRAWN
from .context import ENTRY, WindowContext
from .look import Tone
from .widgets import Card, LinkButton, RowList, RowRole, SearchField, label
from .widgets.lists import ROW_HEIGHT

MOST_HITS = 20
_SHOWN_ROWS = 7
_DOCUMENTS = "文书"


class SearchResults(QFrame):
    """Lies over the page, never takes the focus while typing, so that an input method keeps composing.

    `chosen(kind, number)` comes with Enter or a click; the key of a document is `documents`. For a step that was withdrawn the number is
    followed by the entry of the timeline (`ENTRY`).
    """

    chosen = Signal(str, str)

    def __init__(self, field: SearchField, context: WindowContext, window: QWidget) -> None:
        # A child of the window and no popup: a popup takes the keyboard, and the input method stops composing.
        super().__init__(window)
        self._field, self._context, self._window = field, context, window
        self._titles = {kind.key: kind.title for kind in KINDS} | {SEARCH_KIND: _DOCUMENTS}
        self._model = QStandardItemModel(self)
        self.list = RowList("搜索结果")
        self.list.setModel(self._model)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self.count = label("", "small")
        self.withdrawn = LinkButton.of(
            SEARCH_WITHDRAWN, f"{SEARCH_WITHDRAWN.title}（{SEARCH_WITHDRAWN.key_words}）"
        )
        # A click must not take the keyboard from the field, for then the list closes before it is heard.
        self.withdrawn.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.withdrawn.clicked.connect(lambda: self.look_for_withdrawn(field.words()))
        self._card = Card(padded=False, parent=self)
        self._card.body.setSpacing(0)
        self._card.body.addWidget(self.list)
        below = QVBoxLayout()
        below.setContentsMargins(15, 4, 15, 6)
        below.setSpacing(2)
        below.addWidget(self.count)
        below.addWidget(self.withdrawn, 0, Qt.AlignmentFlag.AlignLeft)
        self._card.body.addLayout(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        field.installEventFilter(self)
        if line := field.focusProxy():
            line.installEventFilter(self)
        self.hide()

    def look_for(self, words: str) -> None:
        """Finds the records with all the words; nothing typed hides the list."""
        if not words:
            self.hide()
            return
        found = find(self._context.station, KINDS, words, MOST_HITS)
        self._show(found, (), can_find_more=anything_withdrawn(self._context.station))

    def look_for_withdrawn(self, words: str) -> None:
        """As `look_for`, with what was withdrawn above the rest: it is what is looked for now."""
        if not words:
            self.hide()
            return
        station = self._context.station
        struck = find_withdrawn(station, KINDS, words, MOST_HITS)
        self._show(find(station, KINDS, words, MOST_HITS), struck.hits, can_find_more=False)

    def enter(self, words: str) -> None:
        """Opens the marked hit, at once when the words were only just typed."""
        if not self.isVisible():
            self.look_for(words)
        if self.isVisible() and self._model.rowCount():
            self._choose(max(self.list.currentIndex().row(), 0))

    def hits(self) -> list[tuple[str, str]]:
        """Kind and number of what is listed (with the entry of a withdrawn step), top first."""
        rows = [self._model.index(row, 0) for row in range(self._model.rowCount())]
        return [tuple(index.data(RowRole.KEY)) for index in rows]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Esc of the search field go to the list while it is open; it closes with the field's focus."""
        if event.type() is QEvent.Type.FocusOut:
            self.hide()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self.isVisible():
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        step = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}.get(event.key())
        if step:
            row = max(0, min(self.list.currentIndex().row() + step, self._model.rowCount() - 1))
            self.list.setCurrentIndex(self._model.index(row, 0))
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return True
        return False

    def _show(self, found: Hits, struck: Sequence[Hit], *, can_find_more: bool) -> None:
        self._model.clear()
        for hit in (*struck, *found.hits):
            self._model.appendRow(self._item(hit))
        # Counting stops at a limit (docs/stack.md §3): how many there are beyond it nobody knows.
        more = "以上" if found.more else ""
        shown = f"，列出前 {len(found.hits)} 条" if found.total > len(found.hits) else ""
        withdrawn = f"，其中已撤回的 {len(struck)} 条" if struck else ""
        rows = self._model.rowCount()
        self.count.setText(
            f"共 {found.total + len(struck)} 条{more}{shown}{withdrawn}　↑↓ 选择，Enter 打开"
            if rows
            else "没有找到。"
        )
        self.withdrawn.setVisible(can_find_more)
        self.list.setVisible(bool(rows))
        self.list.setCurrentIndex(self._model.index(0, 0))
        self._place(min(rows, _SHOWN_ROWS))
        self.show()
        self.raise_()

    def _item(self, hit: Hit) -> QStandardItem:
        item = QStandardItem(hit.title)
        where = f"　{hit.field}：{hit.snippet}" if hit.shown else ""
        step = f"　第 {hit.position} 步" if hit.position is not None else ""
        item.setData(f"{hit.number}{step}{where}", RowRole.CONTEXT)
        item.setToolTip(where.strip())
        title = self._titles.get(hit.kind, hit.kind)
        item.setData(f"{title} · {hit.withdrawn}" if hit.withdrawn else title, RowRole.STATE)
        item.setData(Tone.WARNING if hit.withdrawn else Tone.NEUTRAL, RowRole.TONE)
        entry = f" {ENTRY} {hit.position}" if hit.position is not None else ""
        item.setData((hit.kind, f"{hit.number}{entry}"), RowRole.KEY)
        return item

    def _choose(self, row: int) -> None:
        kind, number = self.hits()[row]
        # First: a message about what is opened must not lie below the list.
        self.hide()
        self.chosen.emit(kind, number)

    def _place(self, rows: int) -> None:
        corner = self._field.mapTo(self._window, QPoint(0, self._field.height() + 4))
        below = 48 + (self.withdrawn.sizeHint().height() + 2) * self.withdrawn.isVisibleTo(self)
        height = rows * ROW_HEIGHT + below
        self.setGeometry(corner.x(), corner.y(), max(self._field.width(), 420), height)
