"""The page of one kind of case: list and detail side by side, its forms and its documents."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from fengqiao_desk.cases import CaseKind
from fengqiao_desk.problems import Problem
from fengqiao_desk.station import Changed

from ..actions import NEW, Act
from ..context import WindowContext
from ..look import Space
from ..page import Page
from .case_detail import CaseDetail
from .case_form import CaseForm
from .case_list import CaseList
from .case_plans import FormPlan, plan_of
from .documents_panel import DocumentsPanel
from .half_filled import HalfFilledOffers

DOCUMENTS: Final = Act("documents", "文书", "Ctrl+P", "show_documents", "print")
NEW_RECORD: Final = "new"
AMENDMENT: Final = "amend"
_LIST_SHARE, _DETAIL_SHARE = 52, 48


class CasePage(Page):
    """List and detail; a form or the documents take their place while they are open."""

    def __init__(self, context: WindowContext, kind: CaseKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self.kind = context, kind
        self.form: CaseForm | None = None
        self.list = CaseList(context, kind)
        self.detail = CaseDetail(context, kind)
        self.documents = DocumentsPanel(context, kind)
        self.offers = HalfFilledOffers(context, (kind,))
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.list.refresh()

    def acts(self) -> tuple[Act, ...]:
        """New and documents while list and detail are in view; forms and documents have their own."""
        if self._stack.currentWidget() is not self._browse:
            return ()
        new = Act(NEW.key, f"新建{self.kind.noun}", NEW.shortcut, NEW.slot, NEW.icon)
        return (new, DOCUMENTS) if self.kind.documents and self.detail.case else (new,)

    def come_into_view(self) -> None:
        if self._stack.currentWidget() is self._browse:
            self.list.refresh()
            self.offers.refresh()

    def open_record(self, number: str) -> None:
        """`JF2026-0001` shows that case, `JF2026-0001 agreement` begins the step, `… amend` a correction, `new` a new one.

        The number of a document shows the case it is about; a number that is not there is told.
        """
        number, _, step = number.partition(" ")
        if number == NEW_RECORD:
            self.begin_new()
        elif self._show_record(number) and step:
            self._open_of_case("" if step == AMENDMENT else f" {step}")

    def begin_new(self) -> None:
        """Opens the form of a new case, with what was left half-filled."""
        self.open_form(self.kind.key)

    def open_form(self, form: str) -> None:
        """Opens the form of this key (`disputes`, `disputes JF2026-0001 agreement`)."""
        try:
            plan = plan_of(self._context.station, self.kind, form, self._context.act())
        except Problem as problem:
            self._context.messages.problem(problem)
            return
        self._leave_form()
        self._show_form(plan)

    def show_documents(self) -> None:
        """Opens the documents of the chosen case."""
        if self.detail.case is not None:
            self.documents.show_case(self.detail.case.number)
            self._bring(self.documents)

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(Space.GAP)
        self.list.setMinimumWidth(240)
        self.detail.setMinimumWidth(320)
        splitter.addWidget(self.list)
        splitter.addWidget(self.detail)
        splitter.setStretchFactor(0, _LIST_SHARE)
        splitter.setStretchFactor(1, _DETAIL_SHARE)
        splitter.setSizes([_LIST_SHARE * 10, _DETAIL_SHARE * 10])
        self._browse = QWidget()
        column = QVBoxLayout(self._browse)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.offers)
        column.addWidget(splitter, 1)
        self._stack.addWidget(self._browse)
        self._stack.addWidget(self.documents)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        whole.addWidget(self._stack)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.list.chosen.connect(self._show_chosen)
        self.list.opened.connect(self.detail.cards.setFocus)
        self.list.new_asked.connect(self.begin_new)
        self.detail.step_asked.connect(lambda step: self._open_of_case(f" {step}"))
        self.detail.amend_asked.connect(lambda: self._open_of_case(""))
        self.detail.documents_asked.connect(self.show_documents)
        self.documents.left.connect(self._browse_again)
        self.offers.resumed.connect(lambda _, form: self.open_form(form))
        self._context.news.changed.connect(self._hear)

    def _show_record(self, number: str) -> bool:
        self._leave_form()
        try:
            self.detail.show_case(number)
        except Problem as problem:
            self._context.messages.problem(problem)
            return False
        assert self.detail.case is not None
        self.list.choose(self.detail.case.number)
        self._bring(self._browse)
        return True

    def _show_chosen(self, number: str) -> None:
        had_case = self.detail.case is not None
        self.detail.show_case(number)
        if had_case != (self.detail.case is not None):
            self.acts_changed.emit()

    def _open_of_case(self, step: str) -> None:
        if self.detail.case is not None:
            self.open_form(f"{self.kind.key} {self.detail.case.number}{step}")

    def _show_form(self, plan: FormPlan) -> None:
        self.form = CaseForm(self._context, plan)
        self.form.saved.connect(self._form_saved)
        self.form.left.connect(self._form_left)
        self._stack.addWidget(self.form)
        self._bring(self.form)
        self.form.body.begin()

    def _form_saved(self, number: str) -> None:
        self._drop_form()
        self._show_record(number)
        self._browse_again()

    def _form_left(self) -> None:
        self._leave_form()
        self._browse_again()

    def _leave_form(self) -> None:
        """Puts an open form away; what it holds is kept as half-filled."""
        if self.form is None:
            return
        try:
            self.form.close_kept()
        except Problem as problem:
            self._context.messages.problem(problem)
        self._drop_form()

    def _drop_form(self) -> None:
        if self.form is not None:
            self._stack.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None

    def _browse_again(self) -> None:
        self._bring(self._browse)
        self.come_into_view()
        self.list.rows.setFocus()

    def _bring(self, widget: QWidget) -> None:
        self._stack.setCurrentWidget(widget)
        self.acts_changed.emit()

    def _hear(self, change: Changed) -> None:
        """Something was changed, here or by a batch: what is in view is read anew."""
        if change.kind == self.kind.key and self.isVisible() and self.form is None:
            self.list.refresh()


def make_case_page(context: WindowContext, kind: CaseKind) -> QWidget:
    """The page of a kind, for the registry of pages."""
    return CasePage(context, kind)
