"""Where the window stands: on a screen that is there, no larger than it, as it was left on this computer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

FIRST_SIZE: Final = QSize(1280, 800)
FRAME: Final = QMargins(6, 40, 6, 6)
"""Room for the title bar and borders, which are not known before the window is shown; the largest seen, in logical pixels."""
_SETTLE_MILLISECONDS: Final = 500
_KEPT_AT: Final = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowStateChange)


@dataclass(frozen=True)
class WindowPlace:
    """`rect` without the frame, in logical pixels, as it is when the window is not `maximised`."""

    rect: QRect
    maximised: bool = False


def room_on(screen: QScreen) -> QRect:
    """What a window may take up of a screen, without its own frame and without panels."""
    return screen.availableGeometry().marginsRemoved(FRAME)


def within(wanted: QRect, rooms: Sequence[QRect]) -> QRect:
    """`wanted` made to fit into the room that holds most of it; the first of `rooms` when none holds any."""
    room = max(rooms, key=lambda each: _area(each.intersected(wanted)))
    size = wanted.size().boundedTo(room.size())
    # Qt's right() is the last pixel within, one less than left and width together.
    left = min(max(wanted.left(), room.left()), room.right() + 1 - size.width())
    top = min(max(wanted.top(), room.top()), room.bottom() + 1 - size.height())
    return QRect(QPoint(left, top), size)


def first_place(room: QRect) -> WindowPlace:
    """In the middle of the room; maximised where the room is smaller than the window would like."""
    wanted = QRect(QPoint(), FIRST_SIZE)
    wanted.moveCenter(room.center())
    return WindowPlace(within(wanted, [room]), maximised=FIRST_SIZE.boundedTo(room.size()) != FIRST_SIZE)


def all_rooms() -> list[QRect]:
    """The rooms of all screens, that of the primary screen first."""
    primary = QGuiApplication.primaryScreen()
    return [room_on(primary), *(room_on(each) for each in QGuiApplication.screens() if each is not primary)]


class PlaceKeeper(QObject):
    """Puts a window that is not shown yet where it was left; from then on `keep(place)` hears where it stands."""

    def __init__(
        self, window: QWidget, left: WindowPlace | None, keep: Callable[[WindowPlace], None]
    ) -> None:
        super().__init__(window)
        self._window, self._keep = window, keep
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLE_MILLISECONDS)
        self._settled.timeout.connect(self.keep_now)
        place = left or first_place(all_rooms()[0])
        # Clamped also where it was kept: the screen it stood on may be gone.
        window.setGeometry(within(place.rect, all_rooms()))
        if place.maximised:
            window.setWindowState(Qt.WindowState.WindowMaximized)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps the place once the window has come to rest, and at its closing."""
        if event.type() in _KEPT_AT and self._window.isVisible():
            # Each pixel of a move comes by here; the place is kept once it rests.
            self._settled.start()
        elif event.type() is QEvent.Type.Close:
            self.keep_now()
        return super().eventFilter(watched, event)

    def keep_now(self) -> None:
        """A window that was made small is kept as it was before."""
        self._settled.stop()
        window = self._window
        if not window.isMinimized():
            maximised = window.isMaximized()
            # Of a maximised window what it goes back to is kept, not the whole screen.
            self._keep(WindowPlace(window.normalGeometry() if maximised else window.geometry(), maximised))


def _area(rect: QRect) -> int:
    return rect.width() * rect.height() if rect.isValid() else 0
