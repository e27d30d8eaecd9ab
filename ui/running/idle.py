"""Knows when nobody has touched keyboard or mouse for a while."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_INPUT: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        # Chinese that is typed comes from the input method, not as keys.
        QEvent.Type.InputMethod,
    }
)
_MINUTE_MILLISECONDS: Final = 60_000


class IdleWatch(QObject):
    """`idle` comes once no input came for so many minutes; 0 minutes never."""

    idle = Signal()

    def __init__(self, application: QApplication, minutes: int) -> None:
        super().__init__(application)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(minutes * _MINUTE_MILLISECONDS)
        self.timer.timeout.connect(self.idle)
        self._application = application
        if minutes > 0:
            application.installEventFilter(self)
            self.timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every touch of keyboard or mouse begins the waiting anew; the event goes on."""
        if event.type() in _INPUT:
            self.timer.start()
        # Only looked at: every event goes on to whom it is for.
        return False

    def end(self) -> None:
        """No more watching."""
        self._application.removeEventFilter(self)
        self.timer.stop()
