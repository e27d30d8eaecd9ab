"""Knows whether an input method composes, and keeps shortcuts away from its keys meanwhile."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget


class ComposingWatch(QObject):
    """Follows the focused widget; while an input method has unfinished letters there, no shortcut fires."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._watched: QWidget | None = None
        self._composing = False
        application.focusChanged.connect(self._follow)

    @property
    def composing(self) -> bool:
        """Whether letters stand there that no word has been chosen for."""
        return self._composing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accepts the override of a shortcut while composing: Qt then sends the key to the input method."""
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
        elif self._composing and event.type() is QEvent.Type.ShortcutOverride:
            # Accepted means: the widget wants this key itself, no shortcut of it.
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _follow(self, _former: QWidget | None, focused: QWidget | None) -> None:
        # The focus leaves a widget also by its end.
        if self._watched is not None and shiboken6.isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = focused
        self._composing = False
        if focused is not None:
            focused.installEventFilter(self)
