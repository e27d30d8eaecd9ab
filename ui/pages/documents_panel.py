"""The documents of a case: drafts to look at, issuing, the stored PDF in the window, printing, a copy, voiding."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk import cases
from fengqiao_desk.cases import Case, CaseKind
from fengqiao_desk.documents import register
from fengqiao_desk.documents.form import DocumentForm
from fengqiao_desk.documents.register import IssuedDocument
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import Problem
from fengqiao_desk.station.officers import Permission

from ..actions import CANCEL, PRINT, bind
from ..background import Task
from ..context import WindowContext
from ..dialogs.void_document import VoidDocumentDialog
from ..look import Space
from ..printing import ask_file, ask_printer
from ..widgets import BusyOverlay, Card, PageHeading, QuietButton, RowList
from .documents_panel_model import Paper, PaperModel, why_not_issued
from .documents_panel_sheet import COPY, ISSUE, PaperSheet

_WIDEST_LIST = 330
_NARROWEST_LIST = 206


class DocumentsPanel(QWidget):
    """What was issued and what can be made at the left, the chosen one at the right; `left` at Esc."""

    left = Signal()

    def __init__(self, context: WindowContext, kind: CaseKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._kind = context, kind
        self._case: Case | None = None
        self._looking: Task | None = None
        self.model = PaperModel(self)
        self.list = RowList("文书")
        self.sheet = PaperSheet()
        self._heading = PageHeading("文书")
        self._lay_out()
        self._busy = BusyOverlay(self)
        bind((ISSUE, PRINT, COPY, CANCEL), self, self)
        self.sheet.asked.connect(lambda slot: getattr(self, slot)())
        self.list.setModel(self.model)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._look())
        self.setFocusProxy(self.list)

    def show_case(self, number: str, chosen: str = "") -> None:
        """The documents of this case; `chosen` is the number of the one to look at. Raises Unknown."""
        self._case = cases.load(self._context.station, self._kind, number)
        self._heading.set_words("文书", f"{self._case.title} · {self._case.number}")
        self.model.show(self._case, self._context.now().date())
        self.list.setCurrentIndex(self.model.index(self.model.place_of(chosen), 0))
        if not self.model.rowCount():
            self._look()

    def chosen(self) -> Paper | None:
        return self.model.paper(self.list.currentIndex())

    def issue(self) -> None:
        """Asks, then takes a number and stores the PDF."""
        paper = self.chosen()
        if paper is None or paper.form is None or why_not_issued(paper, self._context.officer):
            return
        self._context.messages.ask(
            f"签发《{paper.form.title}》？",
            f"签发后取得文号并存档，一式 {paper.form.copies} 份；内容不能再改，有误的只能作废后重新签发。",
            "签发",
            partial(self._issue, paper.form),
        )

    def print_page(self) -> None:
        """Sends the stored pages to the system's print dialog; the register notes it."""
        issued = self._issued()
        if issued is None:
            return
        read = partial(register.reprint, self._context.station, issued.number, self._context.act())
        self._hand_over(read, lambda pdf: ask_printer(pdf, issued.title, self))

    def save_copy(self) -> None:
        """Asks where a copy of the stored PDF is to go."""
        issued = self._issued()
        if issued is None:
            return
        read = partial(register.stored_pdf, self._context.station, issued.number)
        name = Path(issued.file).name
        self._hand_over(read, lambda pdf: ask_file(pdf, name, self, self._context.messages.problem))

    def ask_void(self) -> None:
        """Opens the dialog that asks for the reason."""
        issued = self._issued()
        if issued is not None and issued.state != "void":
            VoidDocumentDialog(issued.number, issued.title, partial(self._void, issued.number), self).open()

    def cancel(self) -> None:
        if not self._busy.isVisible():
            self.left.emit()

    def _issued(self) -> IssuedDocument | None:
        paper = self.chosen()
        return paper.issued if paper else None

    def _issue(self, form: DocumentForm) -> None:
        assert self._case is not None
        number, act, station = self._case.number, self._context.act(), self._context.station
        self._busy.begin(f"正在签发《{form.title}》……", can_cancel=False)

        def ended(chosen: str, problem: Problem | None) -> None:
            self._busy.end()
            self.show_case(number, chosen)
            self.list.setFocus()
            if problem is not None:
                self._context.messages.problem(problem)

        self._context.background.run(
            lambda _: cases.issue_document(station, self._kind, number, form.key, act)[0].number,
            lambda issued: ended(issued, None),
            lambda problem: ended("", problem),
        )

    def _void(self, number: str, reason: str) -> None:
        assert self._case is not None
        cases.void_document(self._context.station, KINDS, number, reason, self._context.act())
        self.show_case(self._case.number, number)

    def _look(self) -> None:
        """Shows the stored pages of what was issued, or a draft of what can be made, or why it cannot."""
        if self._looking is not None:
            self._looking.cancel()
        paper = self.chosen()
        officer = self._context.officer
        why_not = why_not_issued(paper, officer) if paper else ""
        self.sheet.begin(paper, why_not=why_not, may_void=officer.may(Permission.VOID))
        if paper is None:
            self.sheet.tell(f"这件{self._kind.noun}没有可以制作的文书。")
        elif paper.refusal:
            self.sheet.tell(paper.refusal)
        else:
            self.sheet.tell("正在排版……")
            self._looking = self._context.background.run(
                lambda _: self._read(paper),
                self.sheet.show_pdf,
                lambda problem: self.sheet.tell(problem.message),
            )

    def _read(self, paper: Paper) -> bytes:
        """On the worker's thread: the stored pages or a draft."""
        station = self._context.station
        if paper.issued is not None:
            with station.reading():
                return register.printed_pdf(station, paper.issued.number)
        assert paper.form is not None and self._case is not None
        act, number = self._context.act(), self._case.number
        return cases.preview_document(station, self._kind, number, paper.form.key, act).pdf

    def _hand_over(self, read: Callable[[], bytes], then: Callable[[bytes], None]) -> None:
        """Reads the stored file and hands it on; trouble with it is told."""
        try:
            with self._context.station.reading():
                pdf = read()
        except Problem as problem:
            self._context.messages.problem(problem)
            return
        then(pdf)

    def _lay_out(self) -> None:
        back = QuietButton("返回", icon_name="chevron_left", key=CANCEL.key_words)
        back.clicked.connect(self.cancel)
        self._heading.row.addWidget(back)
        papers = Card(padded=False)
        papers.setMaximumWidth(_WIDEST_LIST)
        self.list.setMinimumWidth(_NARROWEST_LIST)
        papers.body.addWidget(self.list)
        row = QHBoxLayout()
        row.setSpacing(Space.GAP)
        row.addWidget(papers, 1)
        row.addWidget(self.sheet, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._heading)
        column.addLayout(row, 1)
