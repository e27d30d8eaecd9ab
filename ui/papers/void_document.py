"""Asks why a document is void; its number stays used."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.problems import Problem

from ..actions import LEAVE, VOID
from ..look import Space
from ..widgets import LongTextEditor, PrimaryButton, QuietButton, label
from ..widgets.fitted import FittedDialog


class VoidDocumentDialog(FittedDialog):
    """`void(reason)` does it; a Problem it raises is shown beside the reason and the dialog stays."""

    def __init__(self, number: str, title: str, void: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("作废文书")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(460)
        self._void = void
        self.reason = LongTextEditor("如：当事人姓名有误，已另行签发")
        self.reason.set_name("作废原因")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        column.setSpacing(12)
        column.addWidget(label(f"作废《{title}》", "title"))
        column.addWidget(label(f"{number} 作废后文号不再使用，文件保留在登记里，标明作废。", wrap=True))
        column.addWidget(label("作废原因", "context"))
        column.addWidget(self.reason)
        row = QHBoxLayout()
        row.addStretch()
        leave, act = QuietButton.of(LEAVE), PrimaryButton(VOID.title)
        leave.clicked.connect(self.reject)
        act.clicked.connect(self._try)
        for button in (leave, act):
            # Enter begins a line of the reason; in a dialog Qt would press a button with it.
            button.setAutoDefault(False)
            row.addWidget(button)
        column.addLayout(row)
        self.reason.setFocus()

    def _try(self) -> None:
        try:
            self._void(str(self.reason.value() or ""))
        except Problem as problem:
            self.reason.set_fault(problem.faults[0].message if problem.faults else problem.message)
            self.reason.setFocus()
            return
        self.accept()
