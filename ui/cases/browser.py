"""List and detail of a kind side by side, with what was left half-filled above them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from fengqiao_desk.cases import Case, CaseKind

from ..context import WindowContext
from ..look import Space
from .detail.case_detail import CaseDetail
from .list.case_list import CaseList
from .unfinished import HalfFilledOffers

_LIST_SHARE: Final = 545
_DETAIL_SHARE: Final = 455
_LEAST_WIDTH: Final = 270


class CaseBrowser(QWidget):
    """`case_changed` tells that another case (or none) is in view; `form_asked` has a form's key, `documents_asked` a document's."""

    case_changed = Signal()
    form_asked = Signal(str)
    documents_asked = Signal(str)

    def __init__(self, context: WindowContext, kind: CaseKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.list = CaseList(context, kind)
        self.detail = CaseDetail(context, kind)
        self.offers = HalfFilledOffers(context, (kind,))
        self._lay_out()
        # Who comes to the page by its key begins in the list.
        self.setFocusProxy(self.list)
        self.list.chosen.connect(self._show)
        self.list.opened.connect(self.detail.setFocus)
        self.list.new_asked.connect(lambda: self.form_asked.emit(kind.key))
        self.detail.step_asked.connect(lambda step: self._ask(f" {step}"))
        self.detail.documents_asked.connect(self.documents_asked)
        self.detail.amend_asked.connect(lambda: self._ask(""))
        self.detail.looking.looked.connect(self.list.model.looked_at)
        self.offers.resumed.connect(lambda _, form: self.form_asked.emit(form))
        self.refresh()

    def case(self) -> Case | None:
        """The case in view."""
        return self.detail.case

    def refresh(self) -> None:
        """Reads anew what may have changed."""
        self.list.refresh()
        self.offers.refresh()

    def show_case(self, number: str) -> None:
        """Brings a case, or the one a document of this number is about, into view; raises Unknown."""
        self.detail.show_case(number)
        if case := self.case():
            self.list.choose(case.number)

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        # A side dragged shut by mistake would be hard to find again.
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(Space.GAP)
        self.list.setMinimumWidth(_LEAST_WIDTH)
        self.detail.setMinimumWidth(_LEAST_WIDTH)
        for part, share in ((self.list, _LIST_SHARE), (self.detail, _DETAIL_SHARE)):
            splitter.addWidget(part)
            # Both: factors share what a larger window gives, sizes the room of the beginning.
            splitter.setStretchFactor(splitter.count() - 1, share)
        splitter.setSizes([_LIST_SHARE, _DETAIL_SHARE])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.offers)
        column.addWidget(splitter, 1)

    def _show(self, number: str) -> None:
        self.detail.show_case(number)
        self.case_changed.emit()

    def _ask(self, step: str) -> None:
        if case := self.case():
            self.form_asked.emit(f"{self._kind.key} {case.number}{step}")
