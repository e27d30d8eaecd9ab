"""The figures of a period as a table by section: this period, the one before, the same a year ago, each called by its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHeaderView

from fengqiao_desk.cases import Figure
from fengqiao_desk.summaries import Compared, FigureValue, Rate, figure_of, rate_of
from fengqiao_desk.values.quantities import Quantity

from ..look import Size, sized_font, tokens
from ..widgets.plain_table import PlainTable

_COLUMNS: Final = 6
_RIGHT: Final = (1, 2, 3, 4, 5)
_AT_THE_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_FIGURE: Final = int(Qt.ItemDataRole.UserRole) + 1


class FigureTable(PlainTable):
    """`chosen(FigureValue)` when a figure comes into focus."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("指标")
        self._figures: tuple[FigureValue, ...] = ()
        self._beside: Compared | None = None
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.selectionModel().currentRowChanged.connect(lambda now, _: self._tell(now.row()))

    def set_figures(self, figures: Sequence[FigureValue], beside: Compared) -> None:
        """Section by section in the order given; a figure stays in focus by its name."""
        kept = self.figure(self.currentIndex().row())
        self._figures, self._beside = tuple(figures), beside
        self._model.clear()
        names = (beside.name, beside.before_name, beside.last_year_name)
        self._model.setHorizontalHeaderLabels(["指标", *names, "环比", "同比"])
        # By the model, never by an item: `clear` frees the items of a head without telling their Python wrappers,
        # and Qt puts new objects where they were.
        for column in _RIGHT:
            self._model.setHeaderData(
                column, Qt.Orientation.Horizontal, _AT_THE_RIGHT, Qt.ItemDataRole.TextAlignmentRole
            )
        # Spans belong to the view and outlive the rows they were set for.
        self.clearSpans()
        for section in dict.fromkeys(figure.section for figure in figures):
            self._add_section(section)
            for figure in figures:
                if figure.section == section:
                    self._add_figure(figure)
                    if rate := rate_of(figure, figures):
                        self._add_row(figure, _rate_words(rate), f"{rate.name}：{figure.label}占{rate.of}")
        self._set_widths()
        self._choose(kept)

    def changeEvent(self, event: QEvent) -> None:
        """Between light and dark the words are coloured anew."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._beside:
            self.set_figures(self._figures, self._beside)

    def figure(self, row: int) -> FigureValue | None:
        """The figure of a row; None for the heading of a section."""
        item = self._model.item(row, 0)
        found = item.data(_FIGURE) if item else None
        return found if isinstance(found, FigureValue) else None

    def choose(self, label: str) -> None:
        """Brings a figure into focus by its label; one that is not there changes nothing."""
        if (row := self.row_of(label)) >= 0:
            self.setCurrentIndex(self._model.index(row, 0))

    def row_of(self, label: str) -> int:
        """The row of a figure by its label; -1 when it is not there."""
        rows = range(self._model.rowCount())
        return next((row for row in rows if (f := self.figure(row)) and f.label == label), -1)

    def words(self, row: int) -> list[str]:
        """What a row says, column by column."""
        return [self._model.item(row, column).text() for column in range(_COLUMNS)]

    def _add_section(self, section: str) -> None:
        item = QStandardItem(section)
        item.setFont(sized_font(Size.CONTEXT, 700))
        item.setForeground(QColor(tokens().muted))
        # Arrows pass over a heading: there is nothing behind it to be shown.
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setSizeHint(QSize(0, 42))
        row = self._model.rowCount()
        self._model.appendRow([item])
        self.setSpan(row, 0, 1, _COLUMNS)

    def _add_figure(self, figure: FigureValue) -> None:
        words = (
            figure.label,
            figure.shown,
            _shown(figure, figure.previous),
            _shown(figure, figure.last_year),
            _change(figure, figure.previous),
            _change(figure, figure.last_year),
        )
        self._add_row(figure, words, f"{figure.rule}；按{figure.base}")

    def _add_row(self, figure: FigureValue, words: Sequence[str], rule: str) -> None:
        """A row whose records are the figure's."""
        items = [QStandardItem(word) for word in words]
        items[0].setData(figure, _FIGURE)
        items[0].setToolTip(rule)
        items[1].setFont(sized_font(Size.BODY, 700))
        for column in _RIGHT:
            items[column].setTextAlignment(_AT_THE_RIGHT)
        for item in items[2:]:
            item.setForeground(QColor(tokens().muted))
        self._model.appendRow(items)

    def _set_widths(self) -> None:
        head = self.horizontalHeader()
        for column in range(_COLUMNS):
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


def _shown(figure: FigureValue, base: Quantity | None) -> str:
    return "—" if base is None else figure.show(base)


def _change(figure: FigureValue, base: Quantity | None) -> str:
    """Nothing for a figure that is never compared; a base that was not kept says so (docs/law.md §6.5)."""
    return figure.against(base).in_table() if isinstance(figure_of(figure.key), Figure) else ""


def _rate_words(rate: Rate) -> tuple[str, ...]:
    bases = (rate.before, rate.year)
    shown = [base.show() if base else "—" for base in bases]
    return (rate.name, rate.now.show(), *shown, *(rate.now.compared(base) if base else "—" for base in bases))
