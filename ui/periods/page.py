"""统计报表: the figures of a month or any period, as a table and as charts, the records behind each, and the summary as a paper."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from fengqiao_desk import summaries
from fengqiao_desk.station import Changed
from fengqiao_desk.summaries import FigureValue
from fengqiao_desk.values.days import Period, parse_moment, show_moment, show_period, show_short_day

from ..actions import CLOSE_PERIOD, SUMMARY, WORKBOOK, WindowAct, offered
from ..context import WindowContext
from ..look import Space, Tone
from ..page import Page
from ..widgets import Banner, Card, PageHeading
from ..widgets.editors.period_chooser import PeriodChooser
from ..widgets.editors.typed_days import TypedDays
from .counted import CountedPeriod, counted
from .figure_charts import FigureCharts
from .figure_table import FigureTable
from .papers import StatisticsPapers
from .scope import StatisticsScope
from .sides import RECORDS, StatisticsSides

_SETTLE_MILLISECONDS = 250


class StatisticsPage(Page):
    """Counted off the window's thread; the record behind a figure is opened with Enter."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self._shown: CountedPeriod | None = None
        self._wanted = ""
        self.heading = PageHeading("统计报表")
        station, today = context.station, context.now().date()
        self.chooser = PeriodChooser(
            today,
            TypedDays(context.now).day,
            partial(summaries.days_of, station),
            partial(summaries.span_at, station),
        )
        self.scope = StatisticsScope(station)
        self.table = FigureTable()
        self.charts = FigureCharts(station)
        self.views = QStackedWidget()
        self.sides = StatisticsSides(context)
        self.records, self.texts = self.sides.records, self.sides.texts
        self.closed = Banner("", Tone.ACCENT)
        self.closed.hide()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MILLISECONDS)
        self._lay_out()
        self.papers = StatisticsPapers(context, self, self.count)
        self.chooser.changed.connect(self.count)
        self.scope.narrowed.connect(self.count)
        self.scope.turned.connect(self._turn)
        self._settle.timeout.connect(self.count)
        self.table.chosen.connect(self._explain)
        self.table.entered_row.connect(lambda _: self.records.setFocus())
        self.charts.chosen.connect(self._open_bar)
        self.records.opened.connect(context.go)
        context.news.changed.connect(self._hear)
        self.setFocusProxy(self.table)

    def acts(self) -> tuple[WindowAct, ...]:
        """封账 is offered to who may close, for a period that is over and still open."""
        shown = self._shown
        over = shown is not None and shown.period.last < self._context.now().date()
        if shown is None or not over or shown.closing or shown.part:
            return (SUMMARY, WORKBOOK)
        return offered((SUMMARY, WORKBOOK, CLOSE_PERIOD), self._context.officer)

    def come_into_view(self) -> None:
        """Counts anew: cases may have changed while another page was in view."""
        self.count()

    def open_record(self, number: str) -> None:
        """A month such as `2026-11`, a quarter, half-year or year; with a figure's label after it, that figure's records."""
        name, _, self._wanted = number.partition(" ")
        self.chooser.show_span(name)

    def count(self) -> None:
        """Counts the chosen period; a count that is still running is forgotten."""
        # What was typed belongs to the period in view, which is about to be another.
        self.texts.keep_or_tell()
        station, period, part = self._context.station, self.chooser.period(), self.scope.part()
        today = self._context.now().date()
        days = show_period(period, with_year=True)
        words = "　".join(each for each in (days, part.title, _so_far(period, today)) if each)
        self.heading.set_words("统计报表", words)
        self._context.background.run(
            self,
            partial(counted, station, period, part, today),
            self._show_counted,
            self._context.messages.problem,
            anew=True,
        )

    def make_summary(self) -> None:
        """Shows the summary of the period: the stored paper of a closed one, else typeset now."""
        self.texts.keep_or_tell()
        self.papers.make(self.chooser.period(), self.scope.part())

    def export_workbook(self) -> None:
        """Asks where the figures are to be saved as a workbook."""
        self.papers.ask_workbook(self.chooser.period(), self.scope.part())

    def ask_close(self) -> None:
        """Asked about first: a closed period is never opened again."""
        self.texts.keep_or_tell()
        self.papers.ask_close(self.chooser.period())

    def _show_counted(self, found: CountedPeriod) -> None:
        self._shown = found
        # Only the station as a whole is closed.
        closing = None if found.part else found.closing
        if closing is not None:
            # To the minute: kept to the second for the audit.
            at = show_moment(parse_moment(closing.closed_at[:16]))
            to_come = sum(len(group.sentences) for group in found.corrections if group.is_to_come)
            self.closed.tell(
                f"已于{at}由{closing.closed_by}封账，数字和汇报不再变动。"
                + (f"封账后有变动，{to_come} 项更正将写入下期汇报。" if to_come else ""),
                Tone.WARNING if to_come else Tone.GOOD,
            )
        self.closed.setVisible(closing is not None)
        self.texts.show_period(found.period, found.texts, found.corrections, closed=found.closing is not None)
        self.table.set_figures(found.figures, found.beside)
        self.charts.show_counted(found)
        if self._wanted:
            self.table.choose(self._wanted)
            # Once: the next count must not jump back to it.
            self._wanted = ""
        self.acts_changed.emit()

    def _explain(self, figure: FigureValue) -> None:
        self.records.show_figure(figure, self.chooser.period(), self.scope.part())

    def _open_bar(self, figure: FigureValue, period: Period) -> None:
        self.sides.show_view(RECORDS)
        self.records.show_figure(figure, period, self.scope.part())
        self.records.setFocus()

    def _turn(self) -> None:
        """Between table and charts; the keyboard goes on in what is seen."""
        self.views.setCurrentIndex(1 if self.scope.shows_charts() else 0)
        self.setFocusProxy(self.charts if self.scope.shows_charts() else self.table)

    def _hear(self, change: Changed) -> None:
        if self.isVisible():
            self._settle.start()

    def _lay_out(self) -> None:
        figures = Card(padded=False)
        figures.body.addWidget(self.table)
        for view in (figures, self.charts):
            self.views.addWidget(view)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.heading, self.chooser, self.scope, self.closed):
            column.addWidget(part)
        column.addWidget(self.views, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(Space.GAP)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self.sides)
        splitter.setSizes([680, 340])
        whole = QHBoxLayout(self)
        whole.setContentsMargins(Space.MARGIN, Space.CARD, Space.MARGIN, Space.GAP)
        whole.addWidget(splitter)


def _so_far(period: Period, today: date) -> str:
    if today < period.first:
        return "还没有开始"
    return f"还没有过完，数字只到{show_short_day(today)}" if today < period.last else ""
