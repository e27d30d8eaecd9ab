"""The lock: nothing of the work is seen or reached until its officer gives the password again; typed text stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget
from shiboken6 import isValid

from fengqiao_desk.problems import TriedTooOften, WrongPassword
from fengqiao_desk.station import Officer, Station

from ..actions import ANOTHER_OFFICER, ENTER
from ..look import tokens
from ..widgets import Card, IconView, PrimaryButton, QuietButton, label
from ..widgets.editors.password_editor import PasswordEditor
from ..widgets.former_focus import FormerFocus
from ..widgets.painting import smooth_painter


class LockCover(QWidget):
    """Covers `window` from `cover` until the password fits; `other_officer` asks for another sign-in."""

    opened = Signal()
    other_officer = Signal()

    def __init__(
        self, window: QMainWindow, station: Station, officer: Officer, now: Callable[[], datetime]
    ) -> None:
        super().__init__(window)
        self._window, self._station, self._officer, self._now = window, station, officer, now
        self._hidden: list[QWidget] = []
        self._stilled: list[QAction] = []
        self._focus = FormerFocus()
        self.setAccessibleName("已锁定")
        self.password = PasswordEditor("密码")
        self.password.set_name(f"{officer.name}的密码")
        self.password.entered.connect(self.try_it)
        column = QVBoxLayout(self)
        column.addWidget(self._card(), 0, Qt.AlignmentFlag.AlignCenter)
        # No layout holds the cover: it follows the size of the window by itself.
        window.installEventFilter(self)
        self.hide()

    def cover(self) -> None:
        """Hides all that is open and stills its keys; does nothing when already locked."""
        if self.isVisible():
            return
        # Before anything is hidden, which moves the focus.
        self._focus.remember(QApplication.focusWidget())
        # Menus and calendars are windows above the window; one may have opened another.
        while (popup := QApplication.activePopupWidget()) is not None and popup.isVisible():
            popup.hide()
        self._hide_the_work()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.password.begin_anew()

    def try_it(self) -> None:
        """Opens again when the password fits."""
        try:
            self._station.officers.prove(self._officer.name, str(self.password.value() or ""), self._now())
        except WrongPassword as problem:
            self.password.set_fault(
                problem.message if isinstance(problem, TriedTooOften) else "密码不对，请再试一次"
            )
            self.password.begin_anew()
            return
        self._uncover()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grows with the window it covers."""
        if watched is self._window and event.type() is QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page's colour over everything."""
        smooth_painter(self).fillRect(self.rect(), tokens().page)

    def _hide_the_work(self) -> None:
        # Hidden and not only covered: what lies below could be reached by Tab or a screen reader, and dialogs
        # lie above.
        whole = [*QApplication.topLevelWidgets(), self._window.centralWidget()]
        self._hidden = [part for part in whole if part and part.isVisible() and part is not self._window]
        self._stilled = [action for action in self._window.actions() if action.isEnabled()]
        for action in self._stilled:
            # Only those that count now: others were off for a reason and must not be switched on afterwards.
            action.setEnabled(False)
        for part in self._hidden:
            part.hide()

    def _uncover(self) -> None:
        self.password.set_fault(None)
        self.password.set_value(None)
        self.hide()
        # The page first, then dialogs: what is shown later lies above.
        for part in reversed(self._hidden):
            # A dialog may have been deleted by an answer that came while it was locked.
            if isValid(part):
                part.show()
        for action in self._stilled:
            if isValid(action):
                action.setEnabled(True)
        self._focus.give_back()
        self._hidden, self._stilled = [], []
        self.opened.emit()

    def _card(self) -> Card:
        card = Card()
        card.setFixedWidth(380)
        head = QHBoxLayout()
        head.addWidget(IconView("lock"))
        head.addWidget(label(f"{self._officer.name} 已锁定", "heading"), 1)
        card.body.addLayout(head)
        card.body.addWidget(label("没填完的内容都在，输入密码接着做。", "context", wrap=True))
        card.body.addWidget(self.password)
        unlock, other = PrimaryButton.of(ENTER, "解锁"), QuietButton.of(ANOTHER_OFFICER)
        unlock.clicked.connect(self.try_it)
        other.clicked.connect(self.other_officer)
        buttons = QHBoxLayout()
        buttons.addWidget(other)
        buttons.addStretch()
        buttons.addWidget(unlock)
        card.body.addLayout(buttons)
        return card
