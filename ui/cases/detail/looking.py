"""That an officer looks at a case: kept once it has been before him for a moment, and what others did since he last did."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from fengqiao_desk.cases import Case
from fengqiao_desk.cases.facts.looking import Unseen, note_look, unseen_by

from ...context import WindowContext

NEW: Final = "新"
"""The mark of what others did since the officer last looked."""
_LOOKED_MILLISECONDS: Final = 1500


class Looking(QObject):
    """Watches over the case in view of `page`; `looked(number)` comes once it is kept that the officer saw it."""

    looked = Signal(str)

    def __init__(self, context: WindowContext, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._case: Case | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LOOKED_MILLISECONDS)
        self._timer.timeout.connect(self.keep)

    def unseen(self, case: Case) -> Unseen:
        """What others did to it since the officer last looked."""
        return unseen_by(self._context.station, case, self._context.officer.name)

    def begin(self, case: Case | None) -> None:
        """A case was shown (None: none is in view)."""
        self._case = case
        self.go_on()

    def go_on(self) -> None:
        """The page came into view again: what it shows is looked at from now on."""
        if self._case is not None:
            self._timer.start()
        else:
            self._timer.stop()

    def keep(self) -> None:
        """The moment is over: what is before the officer has been looked at."""
        case = self._case
        # Shown behind another page or a locked desk it was not looked at.
        if case is None or not self._page.isVisible():
            return
        self._case = None
        station, act = self._context.station, self._context.act()
        self._context.background.run(
            self,
            lambda _: note_look(station, case, act.by.name, act.stamp),
            lambda _: self.looked.emit(case.number),
            # A folder that is only looked at keeps nothing; the marks stay, and nobody is disturbed.
            lambda _: None,
        )
