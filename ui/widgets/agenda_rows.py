"""What is to be done, one matter a row: how pressing, who and what, by when, and the one act that does it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..look import Space, Tone
from .buttons import QuietButton
from .containers import HairLine
from .emptying import empty
from .words import Badge, ElidedLabel, label

# One width for all, so that titles begin at one edge whatever the state says.
_BADGE_WIDTH = 78


@dataclass(frozen=True)
class AgendaLine:
    """`page` and `record` say where `act` leads."""

    state: str
    tone: Tone
    title: str
    context: str
    when: str
    act: str
    page: str
    record: str


class AgendaRows(QWidget):
    """The lines under each other; up and down move between their acts, Enter does one (`chosen(page, record)`)."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A plain QWidget has no name of its own for a screen reader.
        self.setAccessibleName("待办事项")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.buttons: list[QuietButton] = []

    def set_lines(self, lines: Iterable[AgendaLine]) -> None:
        """Shows these lines instead of the former ones, in their order; the keyboard stays at its place among them."""
        had = next((place for place, button in enumerate(self.buttons) if button.hasFocus()), None)
        empty(self._column)
        self.buttons = []
        for place, line in enumerate(lines):
            if place:
                self._column.addWidget(HairLine())
            self._column.addWidget(self._row(line))
        self._give_keyboard(had)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Buttons would walk along the tab order; here up and down go from act to act."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        step = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}.get(event.key(), 0)
        # The button of a matter that was just taken out lives, and is watched, until the event loop deletes it.
        place = next((place for place, button in enumerate(self.buttons) if button is watched), None)
        if not step or place is None:
            return super().eventFilter(watched, event)
        self.buttons[max(0, min(place + step, len(self.buttons) - 1))].setFocus()
        return True

    def _give_keyboard(self, place: int | None) -> None:
        # Made anew, the buttons would stand behind all others of the window when Tab walks.
        for before, button in pairwise((self, *self.buttons)):
            QWidget.setTabOrder(before, button)
        if self.buttons and place is not None:
            self.buttons[min(place, len(self.buttons) - 1)].setFocus()

    def _row(self, line: AgendaLine) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(Space.CARD, 10, Space.CARD, 10)
        row.setSpacing(12)
        state = Badge(line.state, line.tone)
        state.setFixedWidth(_BADGE_WIDTH)
        state.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(ElidedLabel(line.title, "strong"))
        words.addWidget(label(line.context, "context", wrap=True))
        button = QuietButton(line.act)
        button.setAccessibleName(f"{line.act}：{line.title}，{line.context}，{line.state}")
        # The sender is `button`, so the connection ends with the row; the lambda holds the line, never a
        # widget of the row.
        button.clicked.connect(lambda: self.chosen.emit(line.page, line.record))
        button.installEventFilter(self)
        self.buttons.append(button)
        row.addWidget(state)
        row.addLayout(words, 1)
        when = label(line.when, "context")
        when.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(when)
        row.addWidget(button)
        return whole
