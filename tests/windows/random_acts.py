"""An officer without sense: clicks, keys and words at random over all pages of the real window, without a screen.

`python -m tests.windows.random_acts FOLDER SEED ACTS` ends with status 0 when no error of ours was caught, else with their reports.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from fengqiao_desk.ui import start
from fengqiao_desk.ui.desk import Desk
from fengqiao_desk.ui.dialogs.sign_in import SignIn
from fengqiao_desk.ui.entrance import Entrance
from fengqiao_desk.ui.main_window import MainWindow
from fengqiao_desk.ui.messages import DefectDialog
from fengqiao_desk.ui.preferences import Preferences
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtPrintSupport import QAbstractPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QWidget

from fengqiao_desk.station.opening import practice_password

LEADER = "所长戊"
NOW = datetime(2026, 11, 21, 14, 2, 31)
WORDS = ("张三", "2026-11-20", "12", "示例路8号", "阿依古丽·买买提", "13800000000", "x" * 40, "纠纷")
_NONE, _CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
_ALT, _SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
KEYS = (
    *((key, _NONE) for key in (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down)),
    *((key, _NONE) for key in (Qt.Key.Key_Up, Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_F1)),
    *((key, _CONTROL) for key in (Qt.Key.Key_Return, Qt.Key.Key_N, Qt.Key.Key_P, Qt.Key.Key_K, Qt.Key.Key_E)),
    *((key, _CONTROL) for key in (Qt.Key.Key_D, Qt.Key.Key_J, Qt.Key.Key_R, Qt.Key.Key_A, Qt.Key.Key_Tab)),
    *((key, _ALT) for key in (Qt.Key.Key_T, Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_L, Qt.Key.Key_F)),
    (Qt.Key.Key_Tab, _SHIFT),
)


class Hand:
    """One act after the other, from a timer, so that the window lives between them."""

    def __init__(self, desk: Desk, entrance: Entrance, password: str, seed: int, acts: int) -> None:
        self._desk, self._entrance, self._password, self._left = desk, entrance, password, acts
        self._chance = random.Random(seed)
        self.done = 0

    def act(self) -> None:
        """What is in front is acted on; defects end it at once."""
        if self.done == self._left or any(isinstance(w, DefectDialog) for w in _shown()):
            self._desk.application.quit()
            return
        self.done += 1
        if not self._what_must_be_answered():
            self._by_chance()()

    def _what_must_be_answered(self) -> bool:
        """Dialogs of the system are left, the lock and the sign-in are passed as who knows the password passes them."""
        if isinstance(menu := QApplication.activePopupWidget(), QMenu) and menu.actions():
            action = self._chance.choice(menu.actions())
            QTest.mouseClick(menu, Qt.MouseButton.LeftButton, _NONE, menu.actionGeometry(action).center())
            menu.close()
            return True
        for window in _shown():
            if isinstance(window, QFileDialog | QAbstractPrintDialog):
                window.reject()
                return True
            if isinstance(window, SignIn):
                window.fill(LEADER, self._password)
                window.try_it()
                return True
        session = self._entrance.session
        if session is not None and session.lock_cover.isVisible():
            if self._chance.random() < 0.5:
                session.lock_cover.other_officer.emit()
            else:
                session.lock_cover.password.set_value(self._password)
                session.lock_cover.try_it()
            return True
        return False

    def _by_chance(self) -> Callable[[], None]:
        acts = (self._click, self._press, self._type, self._turn, self._lock)
        return self._chance.choices(acts, (50, 25, 14, 9, 2))[0]

    def _click(self) -> None:
        front = _front()
        parts = [part for part in front.findChildren(QWidget) if not part.visibleRegion().isEmpty()]
        if not parts:
            return
        part = self._chance.choice(parts)
        seen = part.visibleRegion().boundingRect()
        x = self._chance.randint(seen.left(), seen.right())
        y = self._chance.randint(seen.top(), seen.bottom())
        click = QTest.mouseDClick if self._chance.random() < 0.1 else QTest.mouseClick
        click(part, Qt.MouseButton.LeftButton, _NONE, QPoint(x, y))

    def _press(self) -> None:
        key, modifier = self._chance.choice(KEYS)
        QTest.keyClick(QApplication.focusWidget() or _front(), key, modifier)

    def _type(self) -> None:
        """Words come finished from the input method."""
        finished = QInputMethodEvent("", [])
        finished.setCommitString(self._chance.choice(WORDS))
        QApplication.sendEvent(QApplication.focusWidget() or _front(), finished)

    def _turn(self) -> None:
        """To another page, or out of a dialog."""
        front = _front()
        if isinstance(front, QDialog):
            front.reject()
        elif isinstance(front, MainWindow):
            front.show_page(self._chance.choice(front.host.entries()).key)

    def _lock(self) -> None:
        if self._entrance.session is not None:
            self._entrance.session.lock()


def _shown() -> list[QWidget]:
    return [window for window in QApplication.topLevelWidgets() if window.isVisible()]


def _front() -> QWidget:
    """The dialog that is open, else the window."""
    modal = QApplication.activeModalWidget()
    return modal or next(window for window in _shown() if isinstance(window, MainWindow | QDialog))


def main(folder: Path, seed: int, acts: int) -> int:
    hands: list[Hand] = []
    password = practice_password(folder) or ""

    def build(desk: Desk) -> QWidget:
        entrance = Entrance(desk, folder, Preferences(folder.parent / "window.ini"), lambda: NOW)
        window: QWidget = entrance.first_window(LEADER, password)
        hands.append(Hand(desk, entrance, password, seed, acts))
        pulse = QTimer(desk.application)
        pulse.timeout.connect(hands[0].act)
        pulse.start(0)
        desk.application.aboutToQuit.connect(pulse.stop)
        desk.application.aboutToQuit.connect(lambda: _tell(hands[0]))
        return window

    start.start(folder, build)
    return 0 if hands[0].done == acts else 1


def _tell(hand: Hand) -> None:
    for window in _shown():
        if isinstance(window, DefectDialog):
            hand.done = -hand.done
            sys.stderr.write(window.report())
    sys.stdout.write(f"{abs(hand.done)} acts\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
