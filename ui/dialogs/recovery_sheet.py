"""A new recovery sheet of a station that is open: printed, two groups typed back, then in force."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.problems import Problem
from fengqiao_desk.store.sealing.recovery import Recovery

from ..actions import CONFIRM, LEAVE, set_key
from ..look import Space, Tone
from ..widgets import Banner, PrimaryButton, QuietButton, label
from ..widgets.fitted import FittedDialog
from .recovery_form import RecoveryForm

_WIDTH = 560


class RecoverySheetDialog(FittedDialog):
    """`do(recovery)` is called once two groups are typed back; until then nothing has changed."""

    def __init__(
        self,
        title: str,
        words: str,
        act: str,
        do: Callable[[Recovery], None],
        form: RecoveryForm,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self._do, self.form = do, form
        self.banner = Banner("", Tone.DANGER)
        self.banner.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        column.setSpacing(12)
        column.addWidget(label(title, "title"))
        column.addWidget(label(words, "context", wrap=True))
        for part in (self.banner, form):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addStretch()
        leave, confirm = QuietButton.of(LEAVE), PrimaryButton.of(CONFIRM, act)
        set_key(confirm, CONFIRM)
        leave.clicked.connect(self.reject)
        confirm.clicked.connect(self.try_it)
        for button in (leave, confirm):
            button.setAutoDefault(False)
            row.addWidget(button)
        column.addLayout(row)
        form.setFocus()

    def try_it(self) -> None:
        """The sheet is in force when both groups are as printed; what does not fit stands beside its field."""
        if not self.form.is_typed_back():
            self.adjustSize()
            return
        try:
            self._do(self.form.recovery)
        except Problem as problem:
            self.banner.tell(problem.message, Tone.DANGER)
            self.banner.show()
            return
        self.accept()
