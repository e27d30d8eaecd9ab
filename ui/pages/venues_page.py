"""场所与告知书: the register of venues, the board of rounds with its receipts, and the notices themselves."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fengqiao_desk.cases import CaseKind
from fengqiao_desk.documents import register
from fengqiao_desk.kinds import kind_of
from fengqiao_desk.notices.board import board
from fengqiao_desk.station import Changed

from ..actions import Act
from ..context import WindowContext
from ..dialogs.pdf_window import PdfWindow
from ..look import Space
from ..page import Page
from ..printing import PrintDesk
from ..widgets import SegmentedEditor
from .case_page import CasePage
from .issue_round import IssueRound
from .notice_board import NoticeBoard
from .today import TodayPart
from .venue_today import StreakCard, outstanding_lines

NOTICES: Final = "notices"
BOARD, VENUES, PAPERS = "送达进度", "场所登记", "告知书"
ISSUE_ROUND: Final = Act("issue_round", "签发一批", "Ctrl+N", "issue_round", "document")
VENUES_TODAY: Final = TodayPart(outstanding_lines, StreakCard)


class VenuesPage(Page):
    """Three views under one heading; the acts are those of the view."""

    def __init__(self, context: WindowContext, venues: CaseKind) -> None:
        super().__init__()
        self._context = context
        self._notices = kind_of(NOTICES)
        self.board = NoticeBoard(context, self._notices)
        self.venues, self.papers = CasePage(context, venues), CasePage(context, self._notices)
        self.views = SegmentedEditor((BOARD, VENUES, PAPERS))
        self.views.set_name("看什么")
        self._stack = QStackedWidget()
        self._by_view: dict[str, QWidget] = {
            BOARD: self.board,
            VENUES: self.venues,
            PAPERS: self.papers,
        }
        self._lay_out()
        self.views.changed.connect(self._show_view)
        self.board.opened.connect(self.open_record)
        for page in (self.venues, self.papers):
            page.acts_changed.connect(self.acts_changed)
        self._printing = PrintDesk(context, self)
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.timeout.connect(self.board.refresh)
        context.news.changed.connect(self._hear)
        self.show_view(BOARD)

    def acts(self) -> tuple[Act, ...]:
        page = self._stack.currentWidget()
        if page is self.venues:
            return self.venues.acts()
        if page is self.papers:
            return tuple(act for act in self.papers.acts() if act.slot != "begin_new")
        return (ISSUE_ROUND,)

    def come_into_view(self) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, Page):
            page.come_into_view()
        else:
            self.board.refresh()

    def show_view(self, view: str) -> None:
        """One of BOARD, VENUES, PAPERS."""
        self.views.set_value(view)
        self._show_view()

    def open_record(self, number: str) -> None:
        """A venue, a notice, `new`, or the name of a round on the board."""
        if number in {found.batch for found in board(self._context.station).batches}:
            self.show_view(BOARD)
            self.board.choose_round(number)
            self.board.receipts.setFocus()
            return
        papers = number.startswith(self._notices.number_prefix)
        self.show_view(PAPERS if papers else VENUES)
        (self.papers if papers else self.venues).open_record(number)

    def issue_round(self) -> None:
        dialog = IssueRound(self._context, self._notices, self)
        dialog.issued.connect(self._issued)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def begin_new(self) -> None:
        self.venues.begin_new()

    def show_documents(self) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, CasePage):
            page.show_documents()

    def _issued(self, numbers: tuple[str, ...], pdf: bytes) -> None:
        self.board.refresh()
        words = f"{numbers[0]} 至 {numbers[-1]}，共 {len(numbers)} 份；每份已分别存档。"
        title, failed = f"告知书 {len(numbers)} 份", self._context.messages.problem
        PdfWindow(title, words, pdf, failed, self, lambda: self._print(numbers)).open()

    def _print(self, numbers: tuple[str, ...]) -> None:
        """The stored pages of the round, in its order, as one job that is logged."""
        station = self._context.station
        with station.reading():
            issued = [register.find(station, number) for number in numbers]
        self._printing.print_documents(issued)

    def _show_view(self) -> None:
        page = self._by_view[str(self.views.value())]
        self._stack.setCurrentWidget(page)
        self.setFocusProxy(page)
        self.come_into_view()
        self.acts_changed.emit()

    def _hear(self, change: Changed) -> None:
        """A round changes many notices at once: the board is read once."""
        if change.kind == NOTICES and self.board.isVisible():
            self._refresh.start()

    def _lay_out(self) -> None:
        for page in self._by_view.values():
            self._stack.addWidget(page)
        self.board.setContentsMargins(Space.MARGIN, 0, Space.MARGIN, Space.GAP)
        head = QHBoxLayout()
        head.setContentsMargins(Space.MARGIN, Space.CARD, Space.MARGIN, Space.STEP)
        head.addWidget(self.views)
        head.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.STEP * 2)
        column.addLayout(head)
        column.addWidget(self._stack, 1)


def make_venues_page(context: WindowContext, kind: CaseKind) -> QWidget:
    return VenuesPage(context, kind)


def count_outstanding(context: WindowContext) -> int:
    """How many notices wait for a receipt, for the navigation."""
    return board(context.station).totals.outstanding
