"""The page of one kind of case: list and detail, its forms and its documents take turns in it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from fengqiao_desk import cases
from fengqiao_desk.cases import CaseKind
from fengqiao_desk.problems import Problem
from fengqiao_desk.station import Changed

from ..actions import DOCUMENTS, SHEETS, TABLES, WindowAct, new_of
from ..context import AMENDMENT, ENTRY, NEW_RECORD, PAPER, WindowContext
from ..look import Space
from ..page import Page
from ..papers.panel import DocumentsPanel
from .browser import CaseBrowser
from .detail.taking_back import ask_case_back
from .form.case_form import CaseForm
from .form.plans import plan_of
from .kind_sheets import KindSheets
from .kind_tables import KindTables

_NEWS_MILLISECONDS: Final = 50


class _Turns(QStackedWidget):
    """Its parts scroll by themselves, so that it asks for no more height than the window has."""

    def hasHeightForWidth(self) -> bool:
        """False, whatever the widgets in it say."""
        return False


class CasePage(Page):
    """`browser` has list and detail; a form or the documents take its place while they are open."""

    def __init__(self, context: WindowContext, kind: CaseKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self.kind = context, kind
        self.form: CaseForm | None = None
        self.browser = CaseBrowser(context, kind)
        self.documents = DocumentsPanel(context, kind)
        self.sheets = KindSheets(context, kind, self)
        self.tables = KindTables(context, kind, self)
        self._stack = _Turns()
        self._stack.addWidget(self.browser)
        self._stack.addWidget(self.documents)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        column.addWidget(self._stack)
        self.setFocusProxy(self.browser)
        self.browser.case_changed.connect(self.acts_changed)
        self.browser.form_asked.connect(self.open_form)
        self.documents.left.connect(self._browse)
        self.browser.documents_asked.connect(self.show_documents)
        self._news = QTimer(self)
        self._news.setSingleShot(True)
        # A batch tells of every case: they are read once, when it has been quiet for a moment.
        self._news.setInterval(_NEWS_MILLISECONDS)
        self._news.timeout.connect(self.come_into_view)
        context.news.changed.connect(self._hear)

    def acts(self) -> tuple[WindowAct, ...]:
        """New and documents while list and detail are in view; forms and documents have their own."""
        if self._stack.currentWidget() is not self.browser:
            return ()
        new = new_of(self.kind.noun)
        documents = (DOCUMENTS,) if self.kind.documents and self.browser.case() else ()
        # The first one is the primary button of the top bar.
        return (new, *documents, *((SHEETS,) if self.kind.sheets else ()), TABLES)

    def come_into_view(self) -> None:
        """Reads list and detail anew while they are seen; forms and papers are left alone."""
        if self.browser.isVisible():
            self.browser.refresh()

    def open_record(self, number: str) -> None:
        """`JF2026-0001` shows that case, `JF2026-0001 agreement` begins the step, `… amend` a correction, `new` a new one.

        `JF2026-0001 paper DOCNUMBER` shows that paper among its papers, `JF2026-0001 entry 3` its timeline at the third entry.
        The number of a document shows the case it is about; a number that is not there is told.
        """
        # The key of 今日 and of search results: a number, and a step behind a blank.
        number, _, step = number.partition(" ")
        if number == NEW_RECORD:
            self.begin_new()
            return
        asked, _, which = step.partition(" ")
        if asked in (PAPER, ENTRY):
            if self._leave_form() and self._show(number):
                show = self.show_documents if asked == PAPER else self.browser.detail.show_entry
                show(which)
            return
        if self._leave_form() and self._show(number) and step and (case := self.browser.case()):
            self.open_form(f"{self.kind.key} {case.number}" + ("" if step == AMENDMENT else f" {step}"))

    def begin_new(self) -> None:
        """Opens the form of a new case, with what was left half-filled."""
        self.open_form(self.kind.key)

    def open_form(self, form: str) -> None:
        """Opens the form of this key (`disputes`, `disputes JF2026-0001 agreement`); trouble is told."""
        if not self._context.may_change():
            return
        try:
            plan = plan_of(self._context.station, self.kind, form, self._context.act())
        except Problem as problem:
            self._context.messages.problem(problem)
            return
        # Only now: a form that cannot be opened leaves the one that is open alone.
        if not self._leave_form():
            return
        self.form = CaseForm(self._context, plan)
        self.form.saved.connect(self._form_saved)
        self.form.left.connect(self._form_left)
        self._stack.addWidget(self.form)
        self._bring(self.form)
        self.form.begin()

    def ask_take_back(self, number: str, asker: QWidget) -> None:
        """Asks, over the widget that asks, why a record is taken back; who may not is told so."""
        try:
            ask_case_back(self._context, asker, cases.load(self._context.station, self.kind, number))
        except Problem as problem:
            self._context.messages.problem(problem)

    def show_documents(self, chosen: str = "") -> None:
        """Opens the documents of the case in view, at the form of this key when one is given."""
        if case := self.browser.case():
            self.documents.show_case(case.number, chosen)
            self._bring(self.documents)
            self.documents.setFocus()

    def open_sheets(self) -> None:
        """Opens a sheet over all cases of the kind."""
        self.sheets.open()

    def open_tables(self) -> None:
        """Import from and export to a table."""
        self.tables.open()

    def _show(self, number: str) -> bool:
        self._bring(self.browser)
        try:
            self.browser.show_case(number)
        except Problem as problem:
            self._context.messages.problem(problem)
            return False
        return True

    def _form_saved(self, number: str) -> None:
        # Not _leave_form: it was received, there is nothing left to keep.
        self._drop_form()
        self._show(number)
        self._browse()

    def _form_left(self) -> None:
        if self._leave_form():
            self._browse()

    def _leave_form(self) -> bool:
        """Puts an open form away and keeps what it holds; when that fails the form stays, and it is told."""
        try:
            if self.form is not None:
                self.form.close_kept()
        except Problem as problem:
            self._context.messages.problem(problem)
            return False
        self._drop_form()
        return True

    def _drop_form(self) -> None:
        if self.form is not None:
            self._stack.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None

    def _browse(self) -> None:
        self._bring(self.browser)
        self.browser.refresh()
        # The form that had the keyboard is gone, and Qt would take any widget.
        self.browser.setFocus()

    def _bring(self, widget: QWidget) -> None:
        self._stack.setCurrentWidget(widget)
        self.acts_changed.emit()

    def _hear(self, change: Changed) -> None:
        """Something was changed, here or by a batch: what is in view is soon read anew."""
        if change.kind == self.kind.key:
            self._news.start()
