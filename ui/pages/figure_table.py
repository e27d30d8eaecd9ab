"""The figures of a period as a table by section: this period, the one before, the same a year ago."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHeaderView

from fengqiao_desk.summaries import FigureValue
from fengqiao_desk.values.percentages import Comparison
from fengqiao_desk.values.quantities import Quantity

from ..look import Size, sized_font, tokens
from ..widgets.plain_table import PlainTable

_HEAD: Final = ("指标", "本期", "上期", "去年同期", "与上期比", "计数日期")
_RIGHT: Final = (1, 2, 3, 4)
_FIGURE: Final = int(Qt.ItemDataRole.UserRole) + 1
_SMALL_BASE: Final = 10_000


class FigureTable(PlainTable):
    """`chosen(FigureValue)` when a figure comes into focus."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("指标")
        self._figures: tuple[FigureValue, ...] = ()
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.selectionModel().currentRowChanged.connect(lambda now, _: self._tell(now.row()))

    def set_figures(self, figures: Sequence[FigureValue]) -> None:
        """Section by section in the order given; a figure stays in focus by its name."""
        kept = self.figure(self.currentIndex().row())
        self._figures = tuple(figures)
        self._model.clear()
        self._model.setHorizontalHeaderLabels(_HEAD)
        for column in _RIGHT:
            head = self._model.horizontalHeaderItem(column)
            head.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.clearSpans()
        for section in dict.fromkeys(figure.section for figure in figures):
            self._add_section(section)
            for figure in figures:
                if figure.section == section:
                    self._add_figure(figure)
        self._set_widths()
        self._choose(kept)

    def changeEvent(self, event: QEvent) -> None:
        """Between light and dark the words are coloured anew."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._figures:
            self.set_figures(self._figures)

    def figure(self, row: int) -> FigureValue | None:
        item = self._model.item(row, 0)
        found = item.data(_FIGURE) if item else None
        return found if isinstance(found, FigureValue) else None

    def row_of(self, label: str) -> int:
        """The row of a figure by its label; -1 when it is not there."""
        rows = range(self._model.rowCount())
        return next((row for row in rows if (f := self.figure(row)) and f.label == label), -1)

    def words(self, row: int) -> list[str]:
        """What a row says, column by column."""
        return [self._model.item(row, column).text() for column in range(len(_HEAD))]

    def _add_section(self, section: str) -> None:
        item = QStandardItem(section)
        item.setFont(sized_font(Size.CONTEXT, 700))
        item.setForeground(QColor(tokens().muted))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setSizeHint(QSize(0, 42))
        row = self._model.rowCount()
        self._model.appendRow([item])
        self.setSpan(row, 0, 1, len(_HEAD))

    def _add_figure(self, figure: FigureValue) -> None:
        words = (
            figure.label,
            figure.shown,
            _shown(figure.previous, figure.unit),
            _shown(figure.last_year, figure.unit),
            _compared(figure),
            figure.base,
        )
        items = [QStandardItem(word) for word in words]
        items[0].setData(figure, _FIGURE)
        items[0].setToolTip(figure.rule)
        items[1].setFont(sized_font(Size.BODY, 700))
        for column in _RIGHT:
            items[column].setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for item in items[2:]:
            item.setForeground(QColor(tokens().muted))
        self._model.appendRow(items)

    def _set_widths(self) -> None:
        head = self.horizontalHeader()
        for column in range(len(_HEAD) - 1):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setStretchLastSection(False)

    def _choose(self, kept: FigureValue | None) -> None:
        row = self.row_of(kept.label) if kept else -1
        first = next((r for r in range(self._model.rowCount()) if self.figure(r)), -1)
        self.setCurrentIndex(self._model.index(row if row >= 0 else first, 0))

    def _tell(self, row: int) -> None:
        if figure := self.figure(row):
            self.chosen.emit(figure)


def _shown(quantity: Quantity | None, unit: str) -> str:
    return "—" if quantity is None else quantity.show(unit)


def _compared(figure: FigureValue) -> str:
    base = None if figure.previous is None else figure.previous.thousandths
    if base is None:
        return ""
    show = Comparison(
        figure.value.thousandths, base, lambda n: Quantity(n).show(figure.unit), small_base=_SMALL_BASE
    )
    return show.in_table()
