"""The quiet line at the foot of the window: what was just done, and for ten seconds the act that takes it back."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from fengqiao_desk.problems import Problem

from .actions import UNDO, UNDO_IN_FIELD
from .context import Done
from .look import Space, tokens
from .widgets import ElidedLabel, LinkButton, label
from .widgets.painting import draw_box, smooth_painter

SECONDS: Final = 10
_SAID_SECONDS: Final = 4
"""How long it is said that something was undone."""
_WIDEST: Final = 560


class UndoLine(QFrame):
    """Lies over the foot of `page`, takes neither keyboard nor room; `failed(problem)` when something cannot be undone any more."""

    failed = Signal(object)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._done: Done | None = None
        self._words = ElidedLabel("")
        self.button = LinkButton.of(UNDO)
        # A press of the mouse leaves the keyboard in the field where the officer goes on typing.
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.setAccessibleDescription(f"快捷键 {UNDO.key_words}，填写时 {UNDO_IN_FIELD.key_words}")
        self.button.clicked.connect(self.undo)
        self._key = label(UNDO_IN_FIELD.key_words, "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.CARD, 8, Space.CARD, 8)
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        for part in (self.button, self._key):
            row.addWidget(part)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.put_away)
        page.installEventFilter(self)
        self.hide()

    def offer(self, done: Done) -> None:
        """Says what was done and offers to undo it; what was offered before can no longer be undone from here."""
        self._done = done
        self._say(done.words, SECONDS)

    def undo(self) -> None:
        """Undoes what is offered; nothing happens when nothing is."""
        if self._done is None:
            return
        done, self._done = self._done, None
        try:
            done.undo()
        except Problem as problem:
            self.put_away()
            self.failed.emit(problem)
            return
        self._say(f"已撤销：{done.words.removeprefix('已')}", _SAID_SECONDS)

    def words(self) -> str:
        """What is said now; empty when nothing is."""
        return "" if self.isHidden() else self._words.text()

    def put_away(self) -> None:
        """The line goes; what it offered is taken back by hand from now on."""
        self._done = None
        self._timer.stop()
        # Qt would give the keyboard to whatever comes next in the order of Tab.
        if self.button.hasFocus():
            self._page.setFocus()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stays at the foot of the page."""
        if event.type() is QEvent.Type.Resize and watched is self._page:
            self._settle()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card with a line around it: it lies over the page, not in it."""
        draw_box(
            smooth_painter(self), self.rect(), tokens().surface, tokens().control_line, Space.CARD_RADIUS
        )

    def _say(self, words: str, seconds: int) -> None:
        can_undo = self._done is not None
        self._words.setText(words)
        self.setAccessibleName(f"{words}，可以撤销" if can_undo else words)
        for part in (self.button, self._key):
            part.setVisible(can_undo)
        self._settle()
        self.show()
        self.raise_()
        self._timer.start(seconds * 1000)
        # A reader says it without the keyboard going anywhere.
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))

    def _settle(self) -> None:
        room = self._page.size()
        wanted = (
            self._words.sizeHint().width() + self.button.sizeHint().width() + self._key.sizeHint().width()
        )
        width = min(wanted + 3 * Space.MARGIN, _WIDEST, room.width() - 2 * Space.MARGIN)
        height = self.sizeHint().height()
        self.setGeometry(Space.MARGIN, room.height() - height - 12, width, height)
