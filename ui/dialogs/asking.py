"""Asks for a few words before an act: a purpose, a reason, a number; faults come back beside their fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.problems import Problem

from ..actions import CONFIRM, LEAVE, set_key
from ..look import Space, Tone
from ..widgets import Banner, Editor, PrimaryButton, QuietButton, label
from ..widgets.editors.labelled_rows import LabelledRows
from ..widgets.fitted import FittedDialog

_WIDTH = 480


class AskingDialog(FittedDialog):
    """`editors` maps a field's name to its label and editor; `do(rows)` acts, and the dialog stays when it raises Problem."""

    def __init__(
        self,
        title: str,
        sentence: str,
        editors: Mapping[str, tuple[str, Editor]],
        act: str,
        do: Callable[[LabelledRows], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self._do = do
        self.rows = LabelledRows(76)
        for name, (words, editor) in editors.items():
            self.rows.add(name, words, editor)
        self.banner = Banner("", Tone.DANGER)
        self.banner.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        column.setSpacing(12)
        column.addWidget(label(title, "title", wrap=True))
        if sentence:
            column.addWidget(label(sentence, "context", wrap=True))
        for part in (self.banner, self.rows):
            column.addWidget(part)
        self._add_buttons(column, act)
        next(iter(self.rows.editors.values())).setFocus()

    def try_it(self) -> None:
        """Acts; a problem is shown beside its field, or above all fields when it belongs to none."""
        try:
            self._do(self.rows)
        except Problem as problem:
            # A fault of a field that is not asked for here has no other place than above.
            if self.rows.show_faults(problem.faults) or not problem.faults:
                self.banner.tell(problem.message, Tone.DANGER)
                self.banner.show()
            # The dialog stays with all that was typed.
            return
        self.accept()

    def _add_buttons(self, column: QVBoxLayout, act: str) -> None:
        row = QHBoxLayout()
        row.addStretch()
        leave, do = QuietButton.of(LEAVE), PrimaryButton.of(CONFIRM, act)
        # Ctrl+Enter and no default button: Enter belongs to the fields, of which some have several lines.
        set_key(do, CONFIRM)
        leave.clicked.connect(self.reject)
        do.clicked.connect(self.try_it)
        for button in (leave, do):
            button.setAutoDefault(False)
            row.addWidget(button)
        column.addLayout(row)
