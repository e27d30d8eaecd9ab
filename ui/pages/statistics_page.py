"""统计报表: the figures of a month or any period, the records behind each, and the summary as a paper."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from fengqiao_desk import summaries
from fengqiao_desk.documents.fonts import font_choice
from fengqiao_desk.documents.typesetting import typeset
from fengqiao_desk.problems import Problem
from fengqiao_desk.station import Act as Deed
from fengqiao_desk.station import Changed, Station
from fengqiao_desk.station.officers import Permission
from fengqiao_desk.summaries import Closing, Correction, FigureValue
from fengqiao_desk.values.days import Period, parse_moment, show_moment, show_period

from ..actions import Act
from ..background import Task
from ..context import WindowContext
from ..dialogs.pdf_window import PdfWindow
from ..look import Space, Tone
from ..page import Page
from ..widgets import Banner, BusyOverlay, Card, PageHeading
from ..widgets.period_chooser import PeriodChooser
from ..widgets.typed_days import TypedDays
from .figure_table import FigureTable
from .statistics_sides import StatisticsSides

SUMMARY: Final = Act("summary", "工作情况汇报", "Ctrl+P", "make_summary", "document")
CLOSE: Final = Act("close_period", "封账……", "Ctrl+Shift+M", "ask_close", "lock")
_SETTLE_MILLISECONDS = 250


@dataclass(frozen=True)
class _Counted:
    """What the page shows of a period; the corrections are its own once it is closed, else those of the periods before."""

    period: Period
    figures: list[FigureValue]
    closing: Closing | None
    corrections: list[Correction]
    texts: dict[str, str]


class StatisticsPage(Page):
    """Counted off the window's thread; the record behind a figure is opened with Enter."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self._counting: Task | None = None
        self._shown: _Counted | None = None
        self.heading = PageHeading("统计报表")
        station, today = context.station, context.now().date()
        self.chooser = PeriodChooser(
            today,
            TypedDays(context.now).day,
            partial(summaries.days_of, station),
            partial(summaries.span_at, station),
        )
        self.table = FigureTable()
        self.sides = StatisticsSides(context)
        self.records, self.texts = self.sides.records, self.sides.texts
        self.closed = Banner("", Tone.ACCENT)
        self.closed.hide()
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
        """封账 is offered to who may close, for a period that is over and still open."""
        shown = self._shown
        may = self._context.officer.may(Permission.CLOSE_MONTH)
        if shown is None or not may or shown.closing or shown.period.last >= self._context.now().date():
            return (SUMMARY,)
        return (SUMMARY, CLOSE)

    def come_into_view(self) -> None:
        self.count()

    def open_record(self, number: str) -> None:
        """A month such as `2026-11`, a quarter, half-year or year."""
        self.chooser.show_span(number)

    def count(self) -> None:
        """Counts the chosen period; a count that is still running is forgotten."""
        self.texts.keep_or_tell()
        if self._counting is not None:
            self._counting.cancel()
        station, period = self._context.station, self.chooser.period()
        self.heading.set_words("统计报表", show_period(period, with_year=True))
        self._counting = self._context.background.run(
            lambda _: _counted(station, period), self._show_counted, self._context.messages.problem
        )

    def make_summary(self) -> None:
        """Shows the summary of the period: the stored paper of a closed one, else typeset now."""
        self.texts.keep_or_tell()
        station, period, act = self._context.station, self.chooser.period(), self._context.act()
        title = summaries.summary_title(station, period)
        self._busy.begin(f"正在准备“{title}”……", can_cancel=False)
        self._context.background.run(
            lambda _: _summary(station, period, act), lambda pdf: self._show_summary(title, pdf), self._failed
        )

    def ask_close(self) -> None:
        """Asked about first: a closed period is never opened again."""
        words = show_period(self.chooser.period(), with_year=True)
        self._context.messages.ask(
            f"为{words}封账？",
            "封账后，这一期的数字、记录清单和工作情况汇报从此不变；以后的变动列为更正。封账不能撤销。",
            "封账",
            self._close_period,
        )

    def _close_period(self) -> None:
        self.texts.keep_or_tell()
        station, period, act = self._context.station, self.chooser.period(), self._context.act()
        self._busy.begin("正在封账……", can_cancel=False)
        self._context.background.run(
            lambda _: summaries.close(station, period, act), lambda _: self._closed(), self._failed
        )

    def _closed(self) -> None:
        self._busy.end()
        self.count()

    def _show_counted(self, counted: _Counted) -> None:
        self._shown = counted
        closing = counted.closing
        if closing is not None:
            at = show_moment(parse_moment(closing.closed_at[:16]))
            self.closed.tell(
                f"已于{at}由{closing.closed_by}封账，数字和汇报不再变动。"
                + (f"封账后有 {len(counted.corrections)} 项更正。" if counted.corrections else ""),
                Tone.WARNING if counted.corrections else Tone.GOOD,
            )
        self.closed.setVisible(closing is not None)
        self.texts.show_period(
            *(counted.period, counted.texts, counted.corrections), closed=closing is not None
        )
        self.table.set_figures(counted.figures)
        self.acts_changed.emit()

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
        for part in (self.heading, self.chooser, self.closed):
            column.addWidget(part)
        column.addWidget(figures, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(Space.GAP)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self.sides)
        splitter.setSizes([680, 340])
        whole = QHBoxLayout(self)
        whole.setContentsMargins(Space.MARGIN, Space.CARD, Space.MARGIN, Space.GAP)
        whole.addWidget(splitter)


def _counted(station: Station, period: Period) -> _Counted:
    closing = summaries.closing_of(station, period)
    later = summaries.changes_since(station, closing) if closing else summaries.corrections(station, period)
    figures = summaries.figures_of(station, period)
    return _Counted(period, figures, closing, later, summaries.notes_of(station, period))


def _summary(station: Station, period: Period, act: Deed) -> bytes:
    closing = summaries.closing_of(station, period)
    if closing is not None:
        return summaries.stored_summary(station, closing)
    later = summaries.corrections(station, period)
    sheet = summaries.summary_sheet(station, period, act, corrections=later)
    return typeset(sheet, font_choice(station.profile(act.day))).pdf
