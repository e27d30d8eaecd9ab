"""The venues of a round before it is issued: all of them at first, each can be taken out with Space or a click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel

from fengqiao_desk.cases import Case
from fengqiao_desk.notices.venue_records import Venue

from ..look import Tone
from ..widgets import RowList, RowRole

TAKEN, LEFT_OUT = "签发", "不发"
_LOWEST: Final = 130


class RoundVenues(RowList):
    """`changed` when a venue was taken out or in again; the rows stand in the order of the walk."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("这一批的场所")
        self.setToolTip("按空格或点一下，去掉或加回这一家")
        self.setMinimumHeight(_LOWEST)
        self._venues: list[Case] = []
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.clicked.connect(self.turn)

    def set_venues(self, venues: Sequence[Case]) -> None:
        """Other venues, all of them in."""
        self._venues = list(venues)
        self._model.clear()
        for venue in self._venues:
            item = QStandardItem(venue.title)
            said = venue.of(Venue)
            item.setData(f"{said.category} · {said.address}", RowRole.CONTEXT)
            item.setData(venue.number, RowRole.NOTE)
            self._model.appendRow(item)
            _mark(item, taken=True)

    def chosen(self) -> list[Case]:
        """The venues that are in, in the order of the walk."""
        # The word in the row is what the officer sees, and so what is asked.
        taken = (self._model.item(row).data(RowRole.STATE) == TAKEN for row in range(len(self._venues)))
        return [venue for venue, is_taken in zip(self._venues, taken, strict=True) if is_taken]

    def turn(self, index: QModelIndex) -> None:
        """Takes a venue out, or in again."""
        item = self._model.itemFromIndex(index)
        _mark(item, taken=item.data(RowRole.STATE) != TAKEN)
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space takes the venue in view out, or in again."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.turn(self.currentIndex())
        else:
            super().keyPressEvent(event)


def _mark(item: QStandardItem, *, taken: bool) -> None:
    state = TAKEN if taken else LEFT_OUT
    item.setData(state, RowRole.STATE)
    item.setData(Tone.ACCENT if taken else Tone.NEUTRAL, RowRole.TONE)
    item.setAccessibleText(f"{item.text()}，{state}")
