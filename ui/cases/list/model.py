"""The rows of a list of cases: the total is known, blocks of rows are read when they are shown."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from fengqiao_desk.cases import CaseKind, CaseRow, Condition, ListPage
from fengqiao_desk.cases import page as page_of_cases
from fengqiao_desk.cases.facts.looking import changed_by_others
from fengqiao_desk.values.days import day_words

from ...context import WindowContext
from ...look import Tone
from ...widgets import RowRole
from ..detail.looking import NEW

# More rows than a screen shows: scrolling by a page reads one block or two.
BLOCK: Final = 40
# Two thousand rows; ten thousand kept would grow with every scroll to the end.
_KEPT_BLOCKS: Final = 50
_Index = QModelIndex | QPersistentModelIndex
# One for all: a call as default argument would be made once too, unseen.
_NOWHERE = QModelIndex()


class CaseListModel(QAbstractListModel):
    """The cases of a kind that fit the conditions."""

    def __init__(self, context: WindowContext, kind: CaseKind, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._kind = context, kind
        self._where: tuple[Condition, ...] = ()
        self._order = "day"
        self._total = 0
        self._blocks: OrderedDict[int, tuple[CaseRow, ...]] = OrderedDict()
        # Numbers of the rows read so far that others changed since the officer last looked.
        self._changed: set[str] = set()

    def show_where(self, where: tuple[Condition, ...], order: str = "day") -> None:
        """Reads anew how many fit `where`, and their first rows in an order of `cases.search.lists.ORDERS`."""
        self._changed.clear()
        first = self._read(0, where, order)
        # After reading: a query that fails leaves the list as it was, and no reset half done.
        self.beginResetModel()
        self._where, self._order = where, order
        self._total = first.total
        self._blocks = OrderedDict({0: first.rows})
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """How many cases fit; the list is flat."""
        return 0 if parent.isValid() else self._total

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a role shows of a row; reads the block it lies in."""
        if not index.isValid():
            return None
        row = self.case_row(index.row())
        return None if row is None else self._shown(row, role)

    def case_row(self, position: int) -> CaseRow | None:
        """The row at a place; None when it was taken away meanwhile."""
        number, within = divmod(position, BLOCK)
        rows = self._block(number)
        # A batch may have taken cases away since the total was counted.
        return rows[within] if within < len(rows) else None

    def place_of(self, number: str) -> int:
        """Where a case stands among the rows read so far; -1 when it is not among them."""
        for block, rows in self._blocks.items():
            for within, row in enumerate(rows):
                if row.number == number:
                    return block * BLOCK + within
        return -1

    def looked_at(self, number: str) -> None:
        """The officer looked at a case: it is no longer marked."""
        place = self.index(self.place_of(number))
        self._changed.discard(number)
        if place.isValid():
            self.dataChanged.emit(place, place)

    def _shown(self, row: CaseRow, role: int) -> object:
        state = self._kind.state(row.state)
        # A screen reader hears state and number too, which are only painted.
        if role == Qt.ItemDataRole.AccessibleTextRole:
            changed = "，别人改过，还没有看" if row.number in self._changed else ""
            return f"{row.title}，{row.state}，{row.subtitle}，{row.number}{changed}"
        today = self._context.now().date()
        new = f"{NEW} · " if row.number in self._changed else ""
        return {
            int(RowRole.TITLE): row.title,
            int(RowRole.CONTEXT): row.subtitle,
            int(RowRole.STATE): row.state if len(self._kind.states) > 1 else "",
            int(RowRole.TONE): Tone(state.tone),
            int(RowRole.NOTE): f"{new}{row.number}　{day_words(row.day, today)}",
            int(RowRole.KEY): row.number,
        }.get(role)

    def _block(self, number: int) -> tuple[CaseRow, ...]:
        if number in self._blocks:
            # The block that was shown last is forgotten last.
            self._blocks.move_to_end(number)
        else:
            self._blocks[number] = self._read(number, self._where, self._order).rows
            if len(self._blocks) > _KEPT_BLOCKS:
                self._blocks.popitem(last=False)
        return self._blocks[number]

    def _read(self, number: int, where: tuple[Condition, ...], order: str) -> ListPage:
        station, officer = self._context.station, self._context.officer.name
        page = page_of_cases(station, self._kind, where, number * BLOCK, BLOCK, order)
        numbers = [row.number for row in page.rows]
        self._changed |= changed_by_others(station, self._kind, numbers, officer)
        return page
