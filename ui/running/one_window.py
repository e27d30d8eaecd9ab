"""One window a station folder: a second start asks the first to come forward."""

from __future__ import annotations

import getpass
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

_PATIENCE_MILLISECONDS = 1000


class OneWindow(QObject):
    """Stands at the door of `folder`; `asked_forward` when a later start knocks."""

    asked_forward = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = door_name(folder)
        self._server = QLocalServer(self)
        # Nobody but this user may knock.
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def claim(self) -> bool:
        """True when this is the first start; False after the first one was asked to come forward.

        A door left by a crash is taken over. Where no door can be opened at all, the start goes on: the
        folder's own lock still keeps a second program out.
        """
        if _knock(self._name):
            return False
        # Nobody answered: a socket that lies there was left by a crash, and listening would fail on it.
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def close(self) -> None:
        """Leaves the door; the next start is the first again."""
        self._server.close()

    def _answer(self) -> None:
        while visitor := self._server.nextPendingConnection():
            # A knock is all that is said; the socket goes when the visitor has gone.
            visitor.disconnected.connect(visitor.deleteLater)
            visitor.disconnectFromServer()
            self.asked_forward.emit()


def door_name(folder: Path) -> str:
    """The name of the door: the same for every way to write the folder's path, another for every user."""
    words = f"{getpass.getuser()}:{folder.resolve()}"
    # A sum and not the path: the name of a socket has room for about a hundred bytes.
    return "fengqiao-desk-" + sha256(words.encode()).hexdigest()[:20]


def bring_forward(application: QApplication) -> None:
    """Puts the windows of the application in front of others, also when they were made small."""
    for window in application.topLevelWidgets():
        if window.isVisible():
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.raise_()
            window.activateWindow()
            # Where the desktop lets no window come forward by itself, its entry in the task bar blinks.
            application.alert(window)


def _knock(name: str) -> bool:
    visitor = QLocalSocket()
    visitor.connectToServer(name)
    # The one place that waits: there is no window yet that could stand still.
    heard = visitor.waitForConnected(_PATIENCE_MILLISECONDS)
    visitor.abort()
    return heard
