"""The documents of a case: drafts, checking, issuing, the stored PDF in the window, printing, a copy, replacing, voiding."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk import cases
from fengqiao_desk.cases import Case, CaseKind
from fengqiao_desk.documents import register, signing

from ..actions import (
    CHECK,
    CONFIRM_BASIS,
    DOCUMENT_ACTS,
    DRAFT,
    FILE,
    FILE_WITH_CHANGES,
    ISSUE,
    REPLACE,
    RETURN,
    VOID,
    bind,
)
from ..context import WindowContext
from ..look import Space
from ..widgets import Card, PageHeading, QuietButton, RowList
from .panel_model import PanelPaper, PaperModel
from .panel_sheet import PaperSheet, acts_of, hindrances
from .panel_verbs import PaperVerbs
from .printing import PrintDesk
from .words import draft_words, fate_of, hands_of, prints_words

_WIDEST_LIST = 330
_NARROWEST_LIST = 206


class DocumentsPanel(QWidget):
    """What was issued and what can be made at the left, the chosen one at the right; `left` at Esc."""

    left = Signal()

    def __init__(self, context: WindowContext, kind: CaseKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._kind = context, kind
        self._case: Case | None = None
        self.model = PaperModel(self)
        self.list = RowList("文书")
        self.sheet = PaperSheet()
        self._heading = PageHeading("文书")
        self._lay_out()
        self.verbs = PaperVerbs(context, kind, self)
        self.printing = PrintDesk(context, self)
        # On the panel, not on the page: the same keys mean other things beside a list of cases.
        bind((*(act for act in DOCUMENT_ACTS if act.shortcut), FILE, FILE_WITH_CHANGES, RETURN), self, self)
        if kind.bind is not None:
            self._add_file_button()
        # A button does what its key does: both name the method.
        self.sheet.asked.connect(lambda slot: getattr(self, slot)())
        self.verbs.ended.connect(self._ended)
        # How often a paper was printed stands beside it.
        self.printing.printed.connect(self._look)
        self.list.setModel(self.model)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._look())
        self.setFocusProxy(self.list)

    def _add_file_button(self) -> None:
        button = QuietButton(FILE.title, key=FILE.key_words)
        button.clicked.connect(self.bind_file)
        self._heading.row.addWidget(button)

    def show_case(self, number: str, chosen: str = "") -> None:
        """The documents of this case; `chosen` is the number or form key of the one to look at. Raises Unknown."""
        station = self._context.station
        # One moment for both: a draft of another state of the case would be offered for signing.
        with station.reading():
            self._case = cases.load(station, self._kind, number)
            drafts = {form.key: signing.draft_of(station, form, self._case) for form in self._kind.documents}
        self.verbs.number = number
        self._heading.set_words("文书", f"{self._case.title} · {self._case.number}")
        self.model.show(self._case, drafts, self._context.now().date())
        self.list.setCurrentIndex(self.model.index(self.model.place_of(chosen), 0))
        # Without rows no current one changes, and nobody would say that there is nothing.
        if not self.model.rowCount():
            self._look()

    def chosen(self) -> PanelPaper | None:
        """The paper in view; None while the list is empty."""
        return self.model.paper(self.list.currentIndex())

    def draft(self) -> None:
        """Puts a draft on record; an auxiliary may."""
        if (paper := self._ready(DRAFT.key)) and paper.form:
            self.verbs.draft(paper.form)

    def check(self) -> None:
        """Records that the draft was checked."""
        if (paper := self._ready(CHECK.key)) and paper.form:
            self.verbs.check(paper.form)

    def issue(self) -> None:
        """Asks, then takes a number and stores the PDF."""
        if (paper := self._ready(ISSUE.key)) and paper.form:
            self.verbs.ask_issue(paper.form, paper.draft, paper.copies)

    def ask_replace(self) -> None:
        """Asks, then issues it anew; the old number stays."""
        if (paper := self._ready(REPLACE.key)) and paper.issued:
            self.verbs.ask_replace(paper.issued)

    def ask_void(self) -> None:
        """Opens the dialog that asks for the reason."""
        if (paper := self._ready(VOID.key)) and paper.issued:
            self.verbs.ask_void(paper.issued)

    def ask_confirm_basis(self) -> None:
        """Asks for the reason why it stands although its basis changed."""
        if (paper := self._ready(CONFIRM_BASIS.key)) and paper.issued:
            self.verbs.ask_confirm_basis(paper.issued)

    def bind_file(self) -> None:
        """The whole case as one file, where its kind has one."""
        self._bind_file(with_changes=False)

    def bind_file_with_changes(self) -> None:
        """The same with 更改记录 behind it."""
        self._bind_file(with_changes=True)

    def _bind_file(self, *, with_changes: bool) -> None:
        if self._kind.bind is not None and not self.verbs.busy.isVisible():
            self.verbs.bind_file(with_changes=with_changes)

    def print_page(self) -> None:
        """Sends the stored pages to the system's print dialog; the register notes it once they are sent."""
        if (paper := self.chosen()) and paper.issued:
            self.printing.print_documents([paper.issued])

    def save_copy(self) -> None:
        """Asks where a copy of the stored PDF is to go."""
        if (paper := self.chosen()) and paper.issued:
            self.printing.save_documents([paper.issued])

    def cancel(self) -> None:
        """Back to the case, unless a paper is being made or printed."""
        if not self.verbs.busy.isVisible() and not self.printing.busy.isVisible():
            self.left.emit()

    def _ready(self, act: str) -> PanelPaper | None:
        """The chosen paper when this can be done with it now, by key as by button."""
        paper = self.chosen()
        if paper is None or act not in {shown.key for shown in acts_of(paper)}:
            return None
        return None if act in hindrances(paper, self._context.why_not) else paper

    def _ended(self, key: str) -> None:
        assert self._case is not None
        self.show_case(self._case.number, key)
        self.list.setFocus()

    def _look(self) -> None:
        """Shows the stored pages of what was issued, or a draft of what can be made, or why it cannot."""
        # The pages of the paper that was looked at before are not wanted any more.
        self._context.background.give_up(self)
        paper = self.chosen()
        self.sheet.begin(paper, self._hands(paper), self._context.why_not)
        if paper is None:
            self.sheet.tell(f"这{self._kind.measure}{self._kind.noun}没有可以制作的文书。")
        elif paper.refusal:
            self.sheet.tell(paper.refusal)
        else:
            self.sheet.tell("正在排版……")
            self._context.background.run(
                self,
                lambda _: self._read(paper),
                self.sheet.show_pdf,
                lambda problem: self.sheet.tell(problem.message),
            )

    def _hands(self, paper: PanelPaper | None) -> str:
        """Who had the paper in hand, what became of it, how often it was printed."""
        today, station = self._context.now().date(), self._context.station
        if paper is None:
            return ""
        if issued := paper.issued:
            prints = prints_words(register.prints_of(station, issued.number), today)
            return "\n".join(
                filter(None, (f"{hands_of(issued)} · {prints}", fate_of(issued, paper.replaced_by)))
            )
        return draft_words(paper.draft, today) if paper.draft else ""

    def _read(self, paper: PanelPaper) -> bytes:
        """On the worker's thread: the stored pages or a draft."""
        station = self._context.station
        if paper.issued is not None:
            with station.reading():
                return register.printed_pdf(station, paper.issued.number)
        assert paper.form is not None and self._case is not None
        act, number = self._context.act(), self._case.number
        return cases.preview_document(station, self._kind, number, paper.form.key, act).pdf

    def _lay_out(self) -> None:
        back = QuietButton.of(RETURN)
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
