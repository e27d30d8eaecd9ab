"""What is made of a period: the summary as a paper, the figures as a workbook, and the closing of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from fengqiao_desk import summaries
from fengqiao_desk.cases.part import Part
from fengqiao_desk.documents.fonts import font_choice
from fengqiao_desk.documents.typesetting import typeset
from fengqiao_desk.problems import Problem
from fengqiao_desk.station import Act, Station
from fengqiao_desk.station.handing_out import Outgoing, hand_out_file
from fengqiao_desk.summaries.on_record import handed_figures, handed_summary
from fengqiao_desk.values.days import Period, show_period

from ..context import WindowContext
from ..papers.pdf_window import PdfWindow, Shown
from ..saving import ask_outgoing
from ..widgets import BusyOverlay


class StatisticsPapers(QObject):
    """Slow work is shown over the page; `closed` is called when a period was closed."""

    def __init__(self, context: WindowContext, page: QWidget, closed: Callable[[], None]) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._closed = closed
        self.busy = BusyOverlay(page)

    def make(self, period: Period, part: Part) -> None:
        """The stored paper of a closed period of the whole station, else the summary typeset now."""
        station, act = self._context.station, self._context.act()
        title = summaries.summary_title(station, period, part)
        self.busy.begin(f"正在准备“{title}”……", can_cancel=False)
        self._context.background.run(
            self,
            lambda _: summary_pdf(station, period, part, act),
            lambda pdf: self._show(title, period, Shown(pdf, handed_summary(period, part))),
            self._failed,
        )

    def ask_workbook(self, period: Period, part: Part) -> None:
        """Asks where the workbook is to be saved."""
        name = f"{summaries.summary_title(self._context.station, period, part)}.xlsx"
        window, written = self._page.window(), partial(self.save_workbook, period, part)
        ask_outgoing(self._context, window, "导出表格", name, "Excel 表格 (*.xlsx)", written)

    def save_workbook(self, period: Period, part: Part, out: Outgoing) -> None:
        """Writes the workbook to the place chosen; trouble with the disk is told."""
        act = self._context.act()
        self.busy.begin("正在写表格……", can_cancel=False)
        self._context.background.run(
            self,
            lambda _: self._write(period, part, act, out),
            lambda _: self.busy.end(),
            self._failed,
        )

    def _write(self, period: Period, part: Part, act: Act, out: Outgoing) -> None:
        station = self._context.station
        made = summaries.summary_workbook(station, period, act, part)
        hand_out_file(station, act, handed_figures(period, part), out, made)

    def ask_close(self, period: Period) -> None:
        """Asked about first: a closed period is never opened again."""
        words = show_period(period, with_year=True)
        self._context.messages.ask(
            f"为{words}封账？",
            "封账后，这一期的数字、记录清单和工作情况汇报从此不变；以后的变动列为更正。封账不能撤销。",
            "封账",
            lambda: self._close(period),
        )

    def _close(self, period: Period) -> None:
        station, act = self._context.station, self._context.act()
        self.busy.begin("正在封账……", can_cancel=False)
        self._context.background.run(
            self,
            lambda _: summaries.close(station, period, act),
            lambda _: self._end_closing(),
            self._failed,
        )

    def _end_closing(self) -> None:
        self.busy.end()
        self._closed()

    def _show(self, title: str, period: Period, shown: Shown) -> None:
        self.busy.end()
        words = show_period(period, with_year=True)
        PdfWindow(title, words, shown, self._context, self._page).open()

    def _failed(self, problem: Problem) -> None:
        self.busy.end()
        self._context.messages.problem(problem)


def summary_pdf(station: Station, period: Period, part: Part, act: Act) -> bytes:
    """The bytes to be shown and printed."""
    closing = summaries.closing_of(station, period)
    # Closing stores one paper, of the whole station; that of a community or officer is typeset when asked.
    if closing is not None and not part:
        return summaries.stored_summary(station, closing)
    later = summaries.corrections(station, period)
    sheet = summaries.summary_sheet(station, period, act, corrections=later, part=part)
    return typeset(sheet, font_choice(station.profile(act.day))).pdf
