"""The records behind one figure: what it counts, and each record that was counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent

from fengqiao_desk import cases, summaries
from fengqiao_desk.cases import CaseKind, FigureRow, LeftOut, StandingFigure
from fengqiao_desk.cases.part import WHOLE, Part
from fengqiao_desk.documents.register import SEARCH_KIND
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import Unknown
from fengqiao_desk.station import Station
from fengqiao_desk.summaries import FigureValue
from fengqiao_desk.values.days import Period, parse_day, show_period, show_short_day
from fengqiao_desk.values.quantities import Quantity

from ..context import WindowContext
from ..widgets import Card, EmptyState, RowList, RowRole, label

# One, in thousandths as every quantity.
_ONE: Final = 1000
_NONE: Final = "这一期没有计入的记录。"
_NOT_SINGLE: Final = "这一指标没有单独的记录。"
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class _Line:
    """One record as it is listed: `context` below its title, `state` at its right."""

    number: str
    day: str
    context: str
    state: str


class FigureRecords(Card):
    """`opened(kind, number)` with Enter or a double click on a record, counted or left out."""

    opened = Signal(str, str)

    def __init__(self, context: WindowContext) -> None:
        super().__init__(padded=False)
        self.setAccessibleName("指标的记录")
        self._context = context
        self.title, self.rule = label("", "heading", wrap=True), label("", "small", wrap=True)
        self.others_count = label("", "strong", wrap=True)
        for words in (self.title, self.rule, self.others_count):
            words.setContentsMargins(15, 4, 15, 0)
        self.model, self.others = (_RecordsModel(context.station, self) for _ in range(2))
        self.list, self._others_list = (
            self._listing("记录", self.model),
            self._listing("没有计入的", self.others),
        )
        self.empty = EmptyState(_NONE, icon_name="chart")
        for part in (self.title, self.rule, self.list, self.empty, self.others_count, self._others_list):
            self.body.addWidget(part)
        self.setFocusProxy(self.list)

    def show_figure(self, figure: FigureValue, period: Period, part: Part = WHOLE) -> None:
        """Reads the records and those left out; raises nothing: a figure that is shown is declared."""
        station, kind = self._context.station, summaries.kind_of_figure(figure.key)
        rows = summaries.records_of(
            summaries.Count(station, period, part=part, today=self._context.now().date()),
            figure.key,
            figure.label,
        )
        numbered = [_counted(row) for row in rows if row.number and _is_of(row, figure)]
        missing = summaries.left_out_of(summaries.Count(station, period, part=part), figure.key, figure.label)
        others = [_other(row) for row in missing]
        self.title.setText(f"{figure.label} {figure.shown}")
        said = (figure.remark, f"{figure.rule}；按{figure.base}", show_period(period, with_year=True))
        self.rule.setText("\n".join(words for words in said if words))
        self.others_count.setText(f"没有计入 {len(others)} 条")
        self.model.show(kind, numbered)
        self.others.show(kind, others)
        self.list.setVisible(bool(numbered))
        self.empty.sentence.setText(_NOT_SINGLE if figure.value.thousandths else _NONE)
        self.empty.setVisible(not numbered)
        for widget in (self.others_count, self._others_list):
            widget.setVisible(bool(others))
        self.list.setCurrentIndex(self.model.index(0))

    def _listing(self, name: str, model: _RecordsModel) -> _Records:
        listing = _Records(name)
        listing.setModel(model)
        listing.doubleClicked.connect(lambda index: self.opened.emit(*model.record(index.row())))
        listing.entered.connect(lambda row: self.opened.emit(*model.record(row)))
        return listing


def _is_of(row: FigureRow, figure: FigureValue) -> bool:
    """Goods of one name may be counted in several units; who was reached is no percentage."""
    return row.unit in ("", figure.unit) or isinstance(summaries.figure_of(figure.key), StandingFigure)


def _counted(row: FigureRow) -> _Line:
    quantity = Quantity(row.thousandths, row.approximate)
    shown = "" if row.thousandths == _ONE else quantity.show(row.unit)
    return _Line(row.number, row.day, row.number, shown)


def _other(row: LeftOut) -> _Line:
    return _Line(row.number, row.day, row.why, "")


class _Records(RowList):
    entered = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the record in view."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class _RecordsModel(QAbstractListModel):
    """Rows in the order of explanation; the title of a record is read when it is first shown."""

    def __init__(self, station: Station, parent: QObject) -> None:
        super().__init__(parent)
        self._station = station
        self._kind = KINDS[0]
        self._rows: list[_Line] = []
        self._titles: dict[str, str] = {}

    def show(self, kind: CaseKind, rows: list[_Line]) -> None:
        """Other rows, of this kind."""
        self.beginResetModel()
        self._kind, self._rows, self._titles = kind, rows, {}
        self.endResetModel()

    def record(self, row: int) -> tuple[str, str]:
        """Kind and number; documents are opened in the register."""
        number = self._rows[row].number
        kind = self._kind.key if number.startswith(self._kind.number_prefix) else SEARCH_KIND
        return kind, number

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """As many as there are records; a row has none below it."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What the list of rows asks by its roles (`RowRole`); None for roles it has no answer to."""
        row = self._rows[index.row()]
        if role == RowRole.TITLE:
            return self._title(row.number)
        if role == RowRole.CONTEXT:
            return row.context
        if role == RowRole.NOTE:
            # Some records have a moment; its day is enough here.
            return show_short_day(parse_day(row.day[:10]))
        if role == RowRole.STATE:
            return row.state
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.number}　{row.context}"
        return None

    def _title(self, number: str) -> str:
        if number not in self._titles:
            try:
                self._titles[number] = cases.load(self._station, self._kind, number).title
            # Papers and whatever else is no case of this kind are called by their number.
            except Unknown:
                self._titles[number] = number
        return self._titles[number]
