"""Logging out and shutting down end the window as closing it does: forms saved, the copy made, the folder let go."""

from __future__ import annotations

import signal
import socket
from types import FrameType, TracebackType
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier

_ASKS_TO_END: Final = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class EndsAtLogout(QObject):
    """From entering to leaving a signal to end quits the events. Python hears of signals only between its own steps, so a socket wakes Qt."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._here, self._there = socket.socketpair()
        for end in (self._here, self._there):
            # Python takes no other for its wake-up.
            end.setblocking(False)
        self._bell = QSocketNotifier(self._here.fileno(), QSocketNotifier.Type.Read, self)
        self._bell.activated.connect(self._wake)
        self._former = {number: signal.getsignal(number) for number in _ASKS_TO_END}

    def __enter__(self) -> EndsAtLogout:
        # One byte in the socket is enough to wake; signals that find it full are heard with the first.
        signal.set_wakeup_fd(self._there.fileno(), warn_on_full_buffer=False)
        for number in _ASKS_TO_END:
            signal.signal(number, _quit)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, former in self._former.items():
            signal.signal(number, former)
        signal.set_wakeup_fd(-1)
        self._bell.setEnabled(False)
        for end in (self._here, self._there):
            end.close()

    def _wake(self) -> None:
        """Python's handler runs as soon as Python does."""
        self._here.recv(64)


def _quit(_number: int, _frame: FrameType | None) -> None:
    QCoreApplication.quit()
    # A window that is left open with what could not be saved keeps the program; the computer goes down all the same.
    QCoreApplication.exit()
