"""A list of two-line rows whose row in focus is entered with Enter or a double click."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent

from .lists import RowList


class EnterList(RowList):
    """`entered(index)` of the row that was asked for."""

    entered = Signal(QModelIndex)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        # Not `activated`: whether a single or a double click activates depends on the desktop's style.
        self.doubleClicked.connect(self.entered)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter enters the row in focus."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
