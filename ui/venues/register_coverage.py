"""走访覆盖: every register with how many of it were visited in a period, and who was not (“170 / 170”)."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from fengqiao_desk.cases import CaseKind
from fengqiao_desk.notices.coverage import Coverage, Listed, by_visit
from fengqiao_desk.summaries import days_of, span_at

from ..cases.bulk import BulkDialog, outcome
from ..cases.selection import SelectionBar
from ..context import WindowContext
from ..look import Space, Tone
from ..widgets import Banner, Card, EmptyState, RowRole
from ..widgets.editors.period_chooser import PeriodChooser
from ..widgets.editors.typed_days import TypedDays
from ..widgets.enter_list import EnterList
from ..widgets.figure_button import FigureButton

TOTAL, HIT, MISSED = "total", "hit", "missed"
_FIGURES: Final = ((TOTAL, "在册", Tone.NEUTRAL), (HIT, "走到", Tone.GOOD), (MISSED, "没走到", Tone.WARNING))


class RegisterCoverage(QWidget):
    """Registers at the left, those of the chosen one at the right, the missed first; `opened(number)` of one of them."""

    opened = Signal(str)

    def __init__(self, context: WindowContext, venues: CaseKind) -> None:
        super().__init__()
        self._context, self._venues = context, venues
        self._found: list[Coverage] = []
        station = context.station
        self.period = PeriodChooser(
            context.now().date(),
            TypedDays(context.now).day,
            partial(days_of, station),
            partial(span_at, station),
        )
        self._registers_model, self._listed_model = QStandardItemModel(self), QStandardItemModel(self)
        self.registers, self.listed = EnterList("登记"), EnterList("登记对象")
        self.registers.setModel(self._registers_model)
        self.listed.setModel(self._listed_model)
        self.listed.setSelectionMode(EnterList.SelectionMode.ExtendedSelection)
        self.selection, self.banner = SelectionBar(venues), Banner("", Tone.GOOD)
        self.banner.hide()
        self.figures = {key: FigureButton(words, tone) for key, words, tone in _FIGURES}
        self.figures[MISSED].setChecked(True)
        self._empty = EmptyState("没有这样的登记对象。")
        self._lay_out()
        self.period.changed.connect(self.refresh)
        self.registers.selectionModel().currentChanged.connect(lambda *_: self._show())
        for button in self.figures.values():
            button.clicked.connect(self._show)
        self.listed.entered.connect(lambda index: self.opened.emit(str(index.data(RowRole.KEY))))
        self.listed.selectionModel().selectionChanged.connect(
            lambda *_: self.selection.set_count(len(self._selected()))
        )
        self.selection.asked.connect(self.take_for_selection)
        self.selection.dropped.connect(self.listed.clearSelection)
        self.setFocusProxy(self.registers)

    def refresh(self) -> None:
        """Counts anew and keeps the register that is chosen."""
        chosen = self.registers.currentIndex().data(RowRole.KEY)
        self._found = by_visit(self._context.station, self.period.period())
        self._registers_model.clear()
        for found in self._found:
            self._registers_model.appendRow(_register_item(found))
        names = [found.register for found in self._found]
        place = names.index(chosen) if chosen in names else 0
        self.registers.setCurrentIndex(self._registers_model.index(place, 0))
        self._show()

    def take_for_selection(self, key: str) -> None:
        """A step (走访 …) for all that are selected, each on its own."""
        step = self._venues.step(key)

        def show_outcome(done: int, refused: list[str]) -> None:
            """How many were taken and which were refused, once the dialog has gone."""
            self.banner.tell(
                outcome(self._venues, step, done, refused), Tone.WARNING if refused else Tone.GOOD
            )
            self.banner.show()
            self.refresh()

        BulkDialog(self._context, self._venues, step, self._selected(), show_outcome, self.window()).open()

    def _selected(self) -> list[str]:
        return [str(index.data(RowRole.KEY)) for index in self.listed.selectedIndexes()]

    def _show(self) -> None:
        # Filling the list anew drops what was marked.
        self.selection.set_count(0)
        place = self.registers.currentIndex().row()
        found = self._found[place] if 0 <= place < len(self._found) else Coverage("", 0, 0, ())
        for key, count in ((TOTAL, found.total), (HIT, found.reached), (MISSED, len(found.missed))):
            self.figures[key].set_figure(str(count))
        wanted = next(key for key, button in self.figures.items() if button.isChecked())
        rows = [(venue, False) for venue in found.missed if wanted in (TOTAL, MISSED)]
        rows += [(venue, True) for venue in found.hit if wanted in (TOTAL, HIT)]
        self._listed_model.clear()
        for venue, hit in rows:
            self._listed_model.appendRow(_listed_item(venue, hit=hit))
        self.listed.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def _lay_out(self) -> None:
        registers = Card(padded=False)
        registers.body.addWidget(self.registers)
        registers.setMinimumWidth(190)
        splitter = QSplitter()
        splitter.setHandleWidth(Space.GAP)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(registers)
        splitter.addWidget(self._right())
        splitter.setSizes([300, 720])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.CARD)
        whole.addWidget(self.period)
        whole.addWidget(splitter, 1)

    def _right(self) -> QWidget:
        figures = QHBoxLayout()
        figures.setSpacing(10)
        for button in self.figures.values():
            figures.addWidget(button)
        listed = Card(padded=False)
        listed.body.addWidget(self.listed)
        listed.body.addWidget(self._empty)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.banner)
        column.addLayout(figures)
        column.addWidget(self.selection)
        column.addWidget(listed, 1)
        return right


def _register_item(found: Coverage) -> QStandardItem:
    item = QStandardItem(found.register)
    # Rounded down: 100 % means all of them.
    percent = found.reached * 100 // found.total
    item.setData(f"走到 {found.reached} / {found.total}（{percent}%）", RowRole.CONTEXT)
    item.setData(f"没走到 {len(found.missed)}" if found.missed else "全部走到", RowRole.NOTE)
    item.setData(found.register, RowRole.KEY)
    return item


def _listed_item(venue: Listed, *, hit: bool) -> QStandardItem:
    item = QStandardItem(venue.name)
    item.setData(" · ".join(part for part in (venue.area, venue.address) if part), RowRole.CONTEXT)
    item.setData("走到" if hit else "没走到", RowRole.STATE)
    item.setData(Tone.GOOD if hit else Tone.WARNING, RowRole.TONE)
    item.setData(venue.number, RowRole.NOTE)
    item.setData(venue.number, RowRole.KEY)
    return item
