"""The list side of a kind's page: heading with counts, chips that narrow, two-line rows, an empty state with one act."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from fengqiao_desk.cases import CaseKind, Condition
from fengqiao_desk.cases.lists import count_open, page
from fengqiao_desk.fields import Field
from fengqiao_desk.station.station import EntryChoices

from ..context import WindowContext
from ..widgets import Card, Chip, ChipFilter, EmptyState, PageHeading, RowList, RowRole, label
from .case_list_model import CaseListModel

OPEN: Final = "在办"
NOT_OPEN: Final = "不在办"
_STATE = "state"
_MOST_CHIPS = 7
_SETTLE_MILLISECONDS = 60


class CaseRowList(RowList):
    """The rows; Enter opens the one in focus."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in ("\r", "\n"):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class CaseList(QWidget):
    """`chosen(number)` when another case is chosen (empty for none), `opened` at Enter, `new_asked` from the empty state."""

    chosen = Signal(str)
    opened = Signal()
    new_asked = Signal()

    def __init__(self, context: WindowContext, kind: CaseKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._kind = context, kind
        self.model = CaseListModel(context, kind, self)
        self.rows = CaseRowList(kind.title)
        self._heading = PageHeading(kind.title)
        self._number = ""
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MILLISECONDS)
        self.chips = ChipFilter(self._make_chips())
        self.nothing = EmptyState(f"还没有{kind.noun}。", act=f"新建{kind.noun}", icon_name=kind.icon)
        self.none_fits = EmptyState(f"没有符合条件的{kind.noun}。", act="清除筛选", icon_name="filter")
        self._shown = QStackedWidget()
        self._lay_out()
        self._connect()
        if any(state.closed for state in kind.states):
            self.chips.set_value({_STATE: OPEN})
        self.setFocusProxy(self.rows)

    def refresh(self) -> None:
        """Reads anew, keeping the chosen case chosen where it still is."""
        self.model.show_where(self._conditions())
        total = page(self._context.station, self._kind, limit=0).total
        self._heading.set_words(self._kind.title, self._counts(total))
        empty = self.none_fits if total else self.nothing
        self._shown.setCurrentWidget(self._card if self.model.rowCount() else empty)
        place = self.model.place_of(self._number) if self._number else 0
        self._select(place)
        self._tell()

    def choose(self, number: str) -> None:
        """Chooses a case; filters that hide it are taken away."""
        self._number = number
        self.model.show_where(self._conditions())
        if self.model.place_of(number) < 0:
            self.chips.set_value({})
        self.refresh()

    def _conditions(self) -> tuple[Condition, ...]:
        found = []
        for key, word in self.chips.value().items():
            if key == _STATE and word in (OPEN, NOT_OPEN):
                found.append(Condition("open", "是" if word == OPEN else "否"))
            else:
                found.append(Condition(key, word))
        return tuple(found)

    def _counts(self, total: int) -> str:
        """`1,204 件 · 在办 12`, and how many fit when the list is narrowed otherwise."""
        station = self._context.station
        shown = [f"{total:,} 件"]
        if any(state.closed for state in self._kind.states):
            with station.reading():
                shown.append(f"{OPEN} {count_open(station, self._kind):,}")
        if self.chips.value() not in ({}, {_STATE: OPEN}):
            shown.append(f"符合 {self.model.rowCount():,}")
        return " · ".join(shown)

    def _make_chips(self) -> list[Chip]:
        states = tuple(state.title for state in self._kind.states)
        open_or_not = (OPEN, NOT_OPEN) if any(state.closed for state in self._kind.states) else ()
        chips = [Chip(_STATE, "状态", (*open_or_not, *states))] if len(states) > 1 else []
        with self._context.station.reading():
            choices = EntryChoices(self._context.station, self._context.act())
            for field in self._kind.fields:
                if field.listed and (words := _choices(field, choices)):
                    chips.append(Chip(field.name, field.label, words))
        return chips[:_MOST_CHIPS]

    def _lay_out(self) -> None:
        self._card = Card(padded=False)
        self._card.body.addWidget(self.rows)
        for widget in (self._card, self.nothing, self.none_fits):
            self._shown.addWidget(widget)
        order = label(f"按{self._kind.field(self._kind.day_field).label} ↓", "small")
        order.setContentsMargins(0, 6, 0, 0)
        self._heading.row.addWidget(order)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._heading)
        column.addWidget(self.chips)
        column.addWidget(self._shown, 1)

    def _connect(self) -> None:
        self.rows.setModel(self.model)
        self.rows.selectionModel().currentChanged.connect(lambda *_: self._settle.start())
        self.rows.clicked.connect(lambda _: self._tell())
        self.rows.entered.connect(self._open)
        self._settle.timeout.connect(self._tell)
        self.chips.changed.connect(self._narrow)
        self.nothing.button.clicked.connect(self.new_asked)
        self.none_fits.button.clicked.connect(self._clear)

    def _narrow(self) -> None:
        self._number = ""
        self.refresh()

    def _clear(self) -> None:
        self.chips.set_value({})
        self._narrow()

    def _select(self, place: int) -> None:
        if self.model.rowCount() and place >= 0:
            index = self.model.index(place)
            self.rows.setCurrentIndex(index)
            self.rows.scrollTo(index)

    def _open(self) -> None:
        self._tell()
        self.opened.emit()

    def _tell(self) -> None:
        self._settle.stop()
        index = self.rows.currentIndex()
        number = str(index.data(RowRole.KEY) or "") if index.isValid() else ""
        if number or not self.model.rowCount():
            self._number = number
        self.chosen.emit(self._number)


def _choices(field: Field, choices: EntryChoices) -> tuple[str, ...]:
    """What a listed field can be narrowed to; empty for one that is no choice."""
    if field.kind.key == "choice":
        return tuple(choices.terms(field.vocabulary))
    if field.kind.key == "area":
        return tuple(choices.areas())
    if field.kind.key == "officer":
        return tuple(choices.officer_names(field.roles))
    return ()
