"""文书登记: every number of a year with its state; the stored PDF beside it, printed again alone or many in one job, voided; 文书登记簿."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from fengqiao_desk import cases
from fengqiao_desk.documents import register
from fengqiao_desk.documents.register import BASIS_CHANGED, STATE_WORDS, IssuedDocument
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import Problem
from fengqiao_desk.station import Changed
from fengqiao_desk.values.days import parse_day, show_short_day

from ..actions import BOOK, CONFIRM_BASIS, REPRINT, SAVE_COPIES, VOID, WindowAct, offered
from ..context import WindowContext
from ..look import Space, Tone
from ..page import Page
from ..widgets import (
    Card,
    Chip,
    ChipFilter,
    EmptyState,
    KeyValueRows,
    LinkButton,
    PageHeading,
    RowList,
    RowRole,
)
from ..widgets.pdf_pages import PdfPages
from .confirm_basis import ask_confirm_basis
from .printing import PrintDesk
from .register_words import facts_of, issued_with, show_register_book
from .void_document import VoidDocumentDialog

_TONES: Final = {"issued": Tone.GOOD, "void": Tone.DANGER, "replaced": Tone.NEUTRAL}
_YEAR, _TITLE, _STATE = "year", "title", "state"


class RegisterPage(Page):
    """List of numbers at the left, the stored paper at the right."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self._all: list[IssuedDocument] = []
        self.chosen: IssuedDocument | None = None
        self._known = False
        self.heading = PageHeading("文书登记")
        self.same_round = LinkButton("")
        self.same_round.clicked.connect(self.select_round)
        self.heading.row.addWidget(self.same_round)
        self._model = QStandardItemModel(self)
        self.list = RowList("文书登记")
        self.list.setModel(self._model)
        self.list.selectionModel().currentChanged.connect(lambda now, _: self._show(now.data(RowRole.KEY)))
        self.empty = EmptyState("这里还没有签发过文书。", icon_name="register")
        self.filters = ChipFilter(())
        self.facts = KeyValueRows()
        self.pages = PdfPages("文书")
        # Many are printed or saved in one go.
        self.list.setSelectionMode(RowList.SelectionMode.ExtendedSelection)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self.acts_changed.emit())
        self.printing = PrintDesk(context, self)
        self.printing.printed.connect(self.come_into_view)
        self._lay_out()
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.timeout.connect(self.come_into_view)
        context.news.changed.connect(self._hear)
        self.setFocusProxy(self.list)

    def acts(self) -> tuple[WindowAct, ...]:
        """What can be done with the papers marked; void ones are read and printed, never voided again."""
        book = (BOOK,) if self._all else ()
        if self.chosen is None:
            return book
        many = len(self.selected())
        if many > 1:
            return (
                replace(REPRINT, title=f"打印 {many} 件"),
                replace(SAVE_COPIES, title=f"另存 {many} 件"),
                *book,
            )
        void = (VOID,) if self.chosen.state == "issued" else ()
        stands = (CONFIRM_BASIS,) if self.chosen.basis_changed else ()
        return offered((REPRINT, SAVE_COPIES, *stands, *void, *book), self._context.officer)

    def selected(self) -> list[IssuedDocument]:
        """The documents marked in the list, in the order of their numbers."""
        numbers = {index.data(RowRole.KEY) for index in self.list.selectionModel().selectedIndexes()}
        return [document for document in self._all if document.number in numbers]

    def come_into_view(self) -> None:
        """Reads the register anew; year, filters and the chosen number stay."""
        self._all = register.register(self._context.station)
        self._make_filters()
        self._list()

    def open_record(self, number: str) -> None:
        """Shows the document of this number; raises Unknown."""
        self._all = register.register(self._context.station)
        self._make_filters()
        self.filters.set_value({_YEAR: register.find(self._context.station, number).issued_on[:4]})
        self._list(number)

    def reprint(self) -> None:
        """Prints the stored pages of what is marked as one job; the register notes it once they are sent."""
        self.printing.print_documents(self.selected())

    def save_copy(self) -> None:
        """Asks where copies of what is marked are to go."""
        if documents := self.selected():
            self.printing.save_documents(documents)

    def show_book(self) -> None:
        """The 文书登记簿 of the year in view, to look at and print."""
        year = int(self.filters.value().get(_YEAR) or self._context.now().year)
        show_register_book(self._context, year, self)

    def select_round(self) -> None:
        """Marks what was issued together with the chosen one, so that it is printed in one job."""
        together = {found.number for found in issued_with(self.chosen, self._all)}
        chosen = self.list.selectionModel()
        for row in range(self._model.rowCount()):
            index = self._model.index(row, 0)
            if index.data(RowRole.KEY) in together:
                chosen.select(index, QItemSelectionModel.SelectionFlag.Select)
        self.list.setFocus()

    def ask_void(self) -> None:
        """Asks for the reason; the number stays used."""
        if self.chosen is None:
            return
        number, context = self.chosen.number, self._context

        def void(reason: str) -> None:
            """Voids it and shows it as it stands in the register then."""
            cases.void_document(context.station, KINDS, number, reason, context.act())
            self.open_record(number)

        VoidDocumentDialog(number, self.chosen.title, void, self).open()

    def ask_confirm_basis(self) -> None:
        """Asks for the reason why the chosen one stands although its basis changed."""
        if (paper := self.chosen) is not None and paper.basis_changed:
            ask_confirm_basis(self._context, paper, self, lambda: self.open_record(paper.number))

    def _make_filters(self) -> None:
        """Years, titles and states that are there; the newest year at first."""
        years = sorted({document.issued_on[:4] for document in self._all}, reverse=True)
        titles = sorted({document.title for document in self._all})
        states = sorted({document.standing_word for document in self._all})
        chips = (
            Chip(_YEAR, "年度", tuple(years)),
            Chip(_TITLE, "文书", tuple(titles)),
            Chip(_STATE, "状态", tuple(states)),
        )
        # The newest year at first; later what the officer chose.
        kept = self.filters.value() if self._known else {_YEAR: years[0]} if years else {}
        self._known = bool(years)
        # Made anew: its chips are the years, titles and states that are there now.
        made = ChipFilter(chips)
        made.set_value(kept)
        made.changed.connect(self._list)
        self._left.replaceWidget(self.filters, made)
        self.filters.deleteLater()
        self.filters = made

    def _list(self, number: str = "") -> None:
        wanted = number or (self.chosen.number if self.chosen else "")
        wanted_facts = self.filters.value()
        rows = [document for document in newest_first(self._all) if _fits(document, wanted_facts)]
        self._model.clear()
        for document in rows:
            self._model.appendRow(_item(document))
        counted = (
            (sum(document.basis_changed for document in rows), BASIS_CHANGED),
            (sum(document.state == "void" for document in rows), STATE_WORDS["void"]),
        )
        words = [f"{len(rows)} 件", *(f"{word} {number}" for number, word in counted if number)]
        self.heading.set_words("文书登记", " · ".join(words))
        self.empty.setVisible(not rows)
        self.list.setVisible(bool(rows))
        # The number in view stays in view, wherever it stands now.
        place = next((n for n, document in enumerate(rows) if document.number == wanted), 0)
        self.list.setCurrentIndex(self._model.index(place, 0))
        if not rows:
            self._show(None)

    def _show(self, number: str | None) -> None:
        self.chosen = next((document for document in self._all if document.number == number), None)
        today, station = self._context.now().date(), self._context.station
        rows = facts_of(station, self.chosen, self._all, today) if self.chosen else []
        together = len(issued_with(self.chosen, self._all))
        self.same_round.setText(f"选中同批 {together} 件")
        self.same_round.setVisible(together > 1)
        self.facts.set_rows(rows)
        self.pages.clear()
        if self.chosen is not None:
            try:
                self.pages.show_pdf(register.printed_pdf(station, self.chosen.number))
            except Problem as problem:
                self.facts.set_rows([*rows, ("文件", problem.message)])
        self.acts_changed.emit()

    def _hear(self, change: Changed) -> None:
        """A round issues many documents at once: the register is read once."""
        if self.isVisible():
            self._refresh.start()

    def _lay_out(self) -> None:
        rows = Card(padded=False)
        rows.body.addWidget(self.list)
        rows.body.addWidget(self.empty)
        left, self._left = QWidget(), QVBoxLayout()
        left.setLayout(self._left)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(10)
        for part in (self.heading, self.filters):
            self._left.addWidget(part)
        self._left.addWidget(rows, 1)
        right = Card()
        right.body.addWidget(self.facts)
        right.body.addWidget(self.pages, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(Space.GAP)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setSizes([520, 500])
        whole = QHBoxLayout(self)
        whole.setContentsMargins(Space.MARGIN, Space.CARD, Space.MARGIN, Space.GAP)
        whole.addWidget(splitter)


def newest_first(documents: list[IssuedDocument]) -> list[IssuedDocument]:
    """By the day of issue, then by number, the last ones on top."""
    # By place and not by the text of the number, where 10号 comes before 2号.
    placed = sorted(enumerate(documents), key=lambda placed: (placed[1].issued_on, placed[0]), reverse=True)
    return [document for _, document in placed]


def _item(document: IssuedDocument) -> QStandardItem:
    item = QStandardItem(f"{document.object}　{document.title}")
    item.setData(document.number, RowRole.CONTEXT)
    item.setData(document.standing_word, RowRole.STATE)
    item.setData(Tone.WARNING if document.basis_changed else _TONES[document.state], RowRole.TONE)
    item.setData(f"{document.issued_by}　{show_short_day(parse_day(document.issued_on))}", RowRole.NOTE)
    item.setData(document.number, RowRole.KEY)
    return item


def _fits(document: IssuedDocument, wanted: dict[str, str]) -> bool:
    facts = {_YEAR: document.issued_on[:4], _TITLE: document.title, _STATE: document.standing_word}
    return all(facts[key] == word for key, word in wanted.items())
