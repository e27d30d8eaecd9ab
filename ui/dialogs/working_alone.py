"""What is done while nobody works in the folder: shown with how far it is, until the sign-in takes its place."""

from __future__ import annotations

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from ..widgets import BusyOverlay
from ..widgets.fitted import FittedDialog


class WorkingAlone(FittedDialog):
    """Cannot be closed: what is half done would have to be begun anew, though nothing would be lost."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("枫桥工作台")
        self.setFixedSize(440, 200)
        self._busy = BusyOverlay(self)
        self._busy.begin(words, can_cancel=False)

    def report(self, done: int, total: int) -> None:
        """`done` of `total` files are through."""
        self._busy.report(done, total)

    def end(self) -> None:
        """The work is over, done or not."""
        self.hide()
        self.deleteLater()

    def reject(self) -> None:
        """Escape does nothing."""

    def closeEvent(self, event: QCloseEvent) -> None:
        """Only the program itself takes it away."""
        event.ignore()
