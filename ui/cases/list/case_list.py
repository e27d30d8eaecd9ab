"""The list side of a kind's page: heading with counts, chips that narrow, two-line rows, an empty state with one act."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from fengqiao_desk.cases import CaseKind, Condition
from fengqiao_desk.cases.search.lists import count_open, page

from ...actions import CLEAR_FILTERS, new_of
from ...context import WindowContext
from ...look import Tone
from ...preferences import Preferences
from ...widgets import Banner, Card, ChipFilter, EmptyState, PageHeading, RowList, RowRole
from ...widgets.buttons import is_enter
from ..bulk import BulkDialog, outcome
from ..selection import SelectionBar
from .filters import OPEN, STATE, chips_of, conditions
from .model import CaseListModel
from .order import OrderButton
from .saved_filters import SavedFilters

# Who holds the arrow key down passes rows every 30 ms; a case is read where he rests.
_SETTLE_MILLISECONDS = 60


class CaseRowList(RowList):
    """The rows; Enter opens the one in focus, Shift and Ctrl select several."""

    entered = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setSelectionMode(RowList.SelectionMode.ExtendedSelection)

    def selected(self) -> list[str]:
        """The numbers of the selected cases from top to bottom."""
        indexes = sorted(self.selectionModel().selectedIndexes(), key=lambda index: index.row())
        return [str(index.data(RowRole.KEY)) for index in indexes]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row in focus."""
        if is_enter(event):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class CaseList(QWidget):
    """`chosen(number)` when another case is chosen (empty for none), `opened` at Enter, `new_asked` from the empty state."""

    chosen = Signal(str)
    opened = Signal()
    new_asked = Signal()

    def __init__(
        self,
        context: WindowContext,
        kind: CaseKind,
        parent: QWidget | None = None,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._kind = context, kind
        self.model = CaseListModel(context, kind, self)
        self.rows = CaseRowList(kind.title)
        self._heading = PageHeading(kind.title)
        self._number = ""
        # Moving through the list asks for no case until the row stays.
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MILLISECONDS)
        self.chips = ChipFilter(chips_of(context, kind))
        self.filters = SavedFilters(context, kind.key, self.chips, preferences)
        self.selection = SelectionBar(kind)
        self.order = OrderButton(kind)
        self.result = Banner("", Tone.GOOD)
        self.nothing = EmptyState(f"还没有{kind.noun}。", act=new_of(kind.noun).title, icon_name=kind.icon)
        self.none_fits = EmptyState(
            f"没有符合条件的{kind.noun}。", act=CLEAR_FILTERS.title, icon_name=CLEAR_FILTERS.icon
        )
        self._shown = QStackedWidget()
        self._lay_out()
        self._connect()
        if self._open_ones():  # where none is open, the closed ones are what there is to see
            self.chips.set_value({STATE: OPEN})
        self.setFocusProxy(self.rows)

    def refresh(self) -> None:
        """Reads anew, keeping the chosen case chosen where it still is."""
        self.model.show_where(self._conditions(), self.order.order)
        total = page(self._context.station, self._kind, limit=0).total
        self._heading.set_words(self._kind.title, self._counts(total))
        empty = self.none_fits if total else self.nothing
        self._shown.setCurrentWidget(self._card if self.model.rowCount() else empty)
        # A case that is no longer among the blocks read stays in the detail, without its row.
        place = self.model.place_of(self._number) if self._number else 0
        self._select(place)
        self._tell()

    def choose(self, number: str) -> None:
        """Chooses a case; filters that hide it are taken away."""
        self._number = number
        self.model.show_where(self._conditions(), self.order.order)
        if self.model.place_of(number) < 0:
            self.chips.set_value({})
        self.refresh()

    def ask_bulk(self, step: str) -> None:
        """Asks for a step of all selected cases."""
        numbers, taken = self.rows.selected(), self._kind.step(step)

        def show_result(done: int, refused: list[str]) -> None:
            """Says how many took the step, and names those that refused it."""
            self.result.tell(
                outcome(self._kind, taken, done, refused), Tone.WARNING if refused else Tone.GOOD
            )
            self.result.show()
            self.refresh()

        BulkDialog(self._context, self._kind, taken, numbers, show_result, self).open()

    def _conditions(self) -> tuple[Condition, ...]:
        return conditions(self.chips.value(), self._context.now().date())

    def _counts(self, total: int) -> str:
        """`1,204 件 · 在办 12`, and how many fit when the list is narrowed otherwise."""
        shown = [f"{total:,} {self._kind.measure}"]
        if any(state.closed for state in self._kind.states):
            shown.append(f"{OPEN} {self._open_ones():,}")
        if self.chips.value() not in ({}, {STATE: OPEN}):
            shown.append(f"符合 {self.model.rowCount():,}")
        return " · ".join(shown)

    def _open_ones(self) -> int:
        """How many are open, of a kind whose cases can be closed."""
        if not any(state.closed for state in self._kind.states):
            return 0
        with self._context.station.reading():
            return count_open(self._context.station, self._kind)

    def _lay_out(self) -> None:
        self._card = Card(padded=False)
        self._card.body.addWidget(self.rows)
        for widget in (self._card, self.nothing, self.none_fits):
            self._shown.addWidget(widget)
        for button in (self.filters, self.order):
            self._heading.row.addWidget(button)
        self.result.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._heading)
        for part in (self.chips, self.selection, self.result):
            column.addWidget(part)
        column.addWidget(self._shown, 1)

    def _connect(self) -> None:
        # First: the selection model that the next lines ask for is made by it.
        self.rows.setModel(self.model)
        self.rows.selectionModel().currentChanged.connect(lambda *_: self._settle.start())
        self.rows.selectionModel().selectionChanged.connect(self._count_selected)
        self.selection.asked.connect(self.ask_bulk)
        # Setting the current row anew leaves it alone selected.
        self.selection.dropped.connect(lambda: self.rows.setCurrentIndex(self.rows.currentIndex()))
        self.filters.applied.connect(self._narrow)
        self.order.chosen.connect(self._narrow)
        # A click means this row now; only keys wait for it to settle.
        self.rows.clicked.connect(lambda _: self._tell())
        self.rows.entered.connect(self._open)
        self._settle.timeout.connect(self._tell)
        self.chips.changed.connect(self._narrow)
        self.nothing.button.clicked.connect(self.new_asked)
        self.none_fits.button.clicked.connect(self._clear)

    def _count_selected(self) -> None:
        self.selection.set_count(len(self.rows.selectionModel().selectedIndexes()))

    def _narrow(self) -> None:
        self.result.hide()
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
        # While the model is filled anew no row is current for a moment: the chosen case stays, also one that was taken back.
        if number:
            self._number = number
        self.chosen.emit(self._number)
