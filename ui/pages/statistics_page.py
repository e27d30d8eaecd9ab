"""统计报表: the figures of a month or any period, the records behind each, and the summary as a paper."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from fengqiao_desk import summaries
from fengqiao_desk.documents.typesetting import typeset
from fengqiao_desk.problems import Problem
from fengqiao_desk.station import Changed
from fengqiao_desk.summaries import FigureValue
from fengqiao_desk.values.days import show_period

from ..actions import Act
from ..background import Task
from ..context import WindowContext
from ..dialogs.pdf_window import PdfWindow
from ..look import Space
from ..page import Page
from ..widgets import BusyOverlay, Card, PageHeading
from ..widgets.period_chooser import PeriodChooser
from ..widgets.typed_days import TypedDays
from .figure_records import FigureRecords
from .figure_table import FigureTable

SUMMARY: Final = Act("summary", "工作情况汇报", "Ctrl+P", "make_summary", "document")
_SETTLE_MILLISECONDS = 250


class StatisticsPage(Page):
    """Counted off the window's thread; the record behind a figure is opened with Enter."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self._counting: Task | None = None
        self.heading = PageHeading("统计报表")
        self.chooser = PeriodChooser(context.now().date(), TypedDays(context.now).day)
        self.table = FigureTable()
        self.records = FigureRecords(context)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MILLISECONDS)
        self._lay_out()
        self._busy = BusyOverlay(self)
        self.chooser.changed.connect(self.count)
        self._settle.timeout.connect(self.count)
        self.table.chosen.connect(self._explain)
        self.table.entered_row.connect(lambda _: self.records.setFocus())
        self.records.opened.connect(context.go)
        context.news.changed.connect(self._hear)
        self.setFocusProxy(self.table)

    def acts(self) -> tuple[Act, ...]:
        return (SUMMARY,)

    def come_into_view(self) -> None:
        self.count()

    def open_record(self, number: str) -> None:
        """A month such as `2026-11`."""
        self.chooser.show_month(number)

    def count(self) -> None:
        """Counts the chosen period; a count that is still running is forgotten."""
        if self._counting is not None:
            self._counting.cancel()
        station, period = self._context.station, self.chooser.period()
        self.heading.set_words("统计报表", show_period(period, with_year=True))
        self._counting = self._context.background.run(
            lambda _: summaries.count(station, period), self.table.set_figures, self._context.messages.problem
        )

    def make_summary(self) -> None:
        """Typesets the summary of the period and shows it."""
        station, period, act = self._context.station, self.chooser.period(), self._context.act()
        title = summaries.summary_title(station, period)
        self._busy.begin(f"正在排版“{title}”……", can_cancel=False)
        self._context.background.run(
            lambda _: typeset(summaries.summary_sheet(station, period, act)).pdf,
            lambda pdf: self._show_summary(title, pdf),
            self._failed,
        )

    def _show_summary(self, title: str, pdf: bytes) -> None:
        self._busy.end()
        words = show_period(self.chooser.period(), with_year=True)
        PdfWindow(title, words, pdf, self._context.messages.problem, self).open()

    def _failed(self, problem: Problem) -> None:
        self._busy.end()
        self._context.messages.problem(problem)

    def _explain(self, figure: FigureValue) -> None:
        self.records.show_figure(figure, self.chooser.period())

    def _hear(self, change: Changed) -> None:
        if self.isVisible():
            self._settle.start()

    def _lay_out(self) -> None:
        figures = Card(padded=False)
        figures.body.addWidget(self.table)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.heading, self.chooser):
            column.addWidget(part)
        column.addWidget(figures, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(Space.GAP)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self.records)
        splitter.setSizes([680, 340])
        whole = QHBoxLayout(self)
        whole.setContentsMargins(Space.MARGIN, Space.CARD, Space.MARGIN, Space.GAP)
        whole.addWidget(splitter)
