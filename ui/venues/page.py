"""场所与告知书: the board of rounds with its receipts, the coverage of the registers, the venues and the notices themselves."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fengqiao_desk.cases import CaseKind
from fengqiao_desk.documents import register
from fengqiao_desk.documents.register import copy_of
from fengqiao_desk.kinds import kind_of
from fengqiao_desk.notices.board import board
from fengqiao_desk.station import Changed, Station

from ..actions import FILE_DAY_SHEETS, ISSUE_ROUND, WindowAct, offered
from ..cases.page import CasePage
from ..context import WindowContext
from ..look import Space
from ..page import Page
from ..papers.pdf_window import PdfWindow, Shown
from ..papers.printing import PrintDesk
from ..widgets import SegmentedEditor
from .banner import VenueBanner
from .issue_round import IssueRound
from .notice_board import NoticeBoard
from .register_coverage import RegisterCoverage

NOTICES: Final = "notices"
VIEWS: Final = ("送达进度", "走访覆盖", "场所登记", "告知书")
BOARD, COVERAGE, VENUES, PAPERS = VIEWS


class VenuesPage(Page):
    """Four views under one heading; the acts are those of the view."""

    def __init__(self, context: WindowContext, venues: CaseKind) -> None:
        super().__init__()
        self._context = context
        self._notices, self._venues = kind_of(NOTICES), venues
        self.board = NoticeBoard(context, self._notices)
        self.venues, self.papers = CasePage(context, venues), CasePage(context, self._notices)
        self.coverage = RegisterCoverage(context, venues)
        self.views = SegmentedEditor(VIEWS)
        self.views.set_name("看什么")
        self.banner = VenueBanner(context, venues)
        self._stack = QStackedWidget()
        self._by_view: dict[str, QWidget] = dict(
            zip(VIEWS, (self.board, self.coverage, self.venues, self.papers), strict=True)
        )
        self._printing = PrintDesk(context, self)
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._lay_out()
        self._connect()
        self.show_view(BOARD)

    def acts(self) -> tuple[WindowAct, ...]:
        """Those of the view; a notice is never begun alone, it is issued in a round."""
        page = self._stack.currentWidget()
        if page is self.venues:
            return self.venues.acts()
        if page is self.papers:
            return tuple(act for act in self.papers.acts() if act.slot != "begin_new")
        return offered((ISSUE_ROUND, FILE_DAY_SHEETS), self._context.officer)

    def come_into_view(self) -> None:
        """Reads the view anew."""
        page = self._stack.currentWidget()
        if isinstance(page, Page):
            page.come_into_view()
        elif isinstance(page, NoticeBoard | RegisterCoverage):
            page.refresh()

    def show_view(self, view: str) -> None:
        """One of BOARD, COVERAGE, VENUES, PAPERS."""
        self.views.set_value(view)
        self._show_view()

    def open_record(self, number: str) -> None:
        """A venue, a notice, `new`, or the name of a round on the board."""
        # Rounds are called as they were named, `提示法定义务 2026-11-21`; no case has such a number.
        if number in {found.batch for found in board(self._context.station).batches}:
            self.show_view(BOARD)
            self.board.choose_round(number)
            self.board.receipts.setFocus()
            return
        papers = number.startswith(self._notices.number_prefix)
        self.show_view(PAPERS if papers else VENUES)
        (self.papers if papers else self.venues).open_record(number)

    def issue_round(self) -> None:
        """Opens the dialog of a round."""
        if not self._context.may_change():
            return
        dialog = IssueRound(self._context, self._notices, self)
        dialog.issued.connect(self._issued)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def file_day_sheets(self) -> None:
        """Today's sheet of every category that has none yet."""
        self.banner.file_today()

    def begin_new(self) -> None:
        """A new venue, in the view of venues."""
        self.venues.begin_new()

    def open_tables(self) -> None:
        """Import and export of the kind in view."""
        page = self._stack.currentWidget()
        if isinstance(page, CasePage):
            page.open_tables()

    def show_documents(self) -> None:
        """The papers of the case in view."""
        page = self._stack.currentWidget()
        if isinstance(page, CasePage):
            page.show_documents()

    def _issued(self, numbers: tuple[str, ...], pdf: bytes) -> None:
        self.board.refresh()
        words = (
            f"{numbers[0]} 至 {numbers[-1]}，共 {len(numbers)} 份，存为一个原件，每份都可以单独调出、打印。"
        )
        station = self._context.station

        def print_stored() -> None:
            """From the register and not from what is shown, so that each print is logged."""
            self._printing.print_documents(_registered(station, numbers))

        title = f"告知书 {len(numbers)} 份"
        shown = Shown(pdf, copy_of(*numbers), print_stored)
        PdfWindow(title, words, shown, self._context, self).open()

    def _show_view(self) -> None:
        page = self._by_view[str(self.views.value())]
        self._stack.setCurrentWidget(page)
        self.banner.hide()
        # The keyboard goes where the eye is.
        self.setFocusProxy(page)
        self.come_into_view()
        self.acts_changed.emit()

    def _hear(self, change: Changed) -> None:
        """A round changes many notices at once: the board is read once. A new venue may be one that is there already."""
        if change.kind == NOTICES and self.board.isVisible():
            # Zero milliseconds: once all changes of this turn of the events were heard.
            self._refresh.start()
        elif change.number and change.kind == self._venues.key and self.isVisible():
            self.banner.warn_of_duplicates(change.number)

    def _connect(self) -> None:
        self.views.changed.connect(self._show_view)
        for view in (self.board, self.coverage):
            view.opened.connect(self.open_record)
        for page in (self.venues, self.papers):
            page.acts_changed.connect(self.acts_changed)
        self._refresh.timeout.connect(self.board.refresh)
        self._context.news.changed.connect(self._hear)

    def _lay_out(self) -> None:
        for page in self._by_view.values():
            self._stack.addWidget(page)
        for view in (self.board, self.coverage):
            view.setContentsMargins(Space.MARGIN, 0, Space.MARGIN, Space.GAP)
        head = QHBoxLayout()
        head.setContentsMargins(Space.MARGIN, Space.CARD, Space.MARGIN, Space.STEP)
        head.addWidget(self.views)
        head.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.STEP * 2)
        column.addLayout(head)
        below = QHBoxLayout()
        below.setContentsMargins(Space.MARGIN, 0, Space.MARGIN, 0)
        below.addWidget(self.banner)
        column.addLayout(below)
        column.addWidget(self._stack, 1)


def _registered(station: Station, numbers: tuple[str, ...]) -> list[register.IssuedDocument]:
    """The stored pages of a round, in its order, as one job that is logged."""
    with station.reading():
        return [register.find(station, number) for number in numbers]
