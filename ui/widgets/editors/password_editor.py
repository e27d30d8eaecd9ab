"""The editor of a password: dots instead of letters, nothing trimmed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from .field_box import Plain
from .text_editors import LineEditor


class PasswordEditor(LineEditor):
    """The value is exactly what was typed; `entered` comes at Enter."""

    entered = Signal()

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(hint, parent=parent)
        # It also switches input methods off, so that nothing is seen while composing.
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.returnPressed.connect(self.entered)

    def value(self) -> Plain:
        """Exactly what was typed, blanks too; None when empty."""
        return self._line.text() or None

    def begin_anew(self) -> None:
        """Empties the field and takes the focus."""
        self._line.clear()
        self._line.setFocus()
