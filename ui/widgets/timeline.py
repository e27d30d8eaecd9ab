"""What was done with a case, oldest first: when, a dot on a line, what, and more about it; an entry can be chosen and acted on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QWidget

from ..look import Space, Tone, tokens
from .buttons import IconButton, is_enter
from .emptying import empty
from .painting import draw_box, smooth_painter
from .words import label

_WHEN_COLUMN = 118
_DOT_COLUMN = 34
_AROUND = 5
_MORE = QSize(28, 22)


@dataclass(frozen=True)
class TimelineEntry:
    """One thing done: the moment in words, the act, details, how it weighs, and what is shown below its words.

    `key` is what it is chosen by, and what is told when it is acted on, if it `can_act`. `struck`: it no longer stands; `note` says why, or what it stands for.
    """

    when: str
    what: str
    details: str = ""
    tone: Tone = Tone.ACCENT
    below: QWidget | None = None
    key: str = ""
    can_act: bool = False
    struck: bool = False
    note: str = ""


class TimelineView(QWidget):
    """The entries one under another; words can be marked and copied.

    The arrow keys go through those that can be acted on; `asked(key, place)` wants to know what can be done, at that place of the screen.
    """

    asked = Signal(str, QPoint)

    def __init__(self, entries: Iterable[TimelineEntry] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("办理经过")
        self._grid = QGridLayout(self)
        # The mark of the chosen entry reaches beyond its words, also of the first and the last.
        self._grid.setContentsMargins(0, _AROUND, 0, _AROUND)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnMinimumWidth(0, _WHEN_COLUMN)
        self._grid.setColumnMinimumWidth(1, _DOT_COLUMN)
        self._grid.setColumnStretch(2, 1)
        self._rows: list[tuple[TimelineEntry, QLabel]] = []
        self._chosen = -1
        self.set_entries(entries)

    def set_entries(self, entries: Iterable[TimelineEntry]) -> None:
        """Shows these entries instead of the former ones, in their order."""
        empty(self._grid)
        self._rows, self._chosen = [], -1
        for number, entry in enumerate(entries):
            words = _words_of(entry)
            # Two rows an entry: its words, and what is shown below them.
            line = number * 2
            self._grid.addWidget(label(entry.when, "context"), line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, line, 2, Qt.AlignmentFlag.AlignTop)
            if entry.below is not None:
                self._grid.addWidget(entry.below, line + 1, 2)
            if entry.can_act:
                self._grid.addWidget(self._more(entry), line, 3, Qt.AlignmentFlag.AlignTop)
                words.installEventFilter(self)
                words.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
            self._rows.append((entry, words))
        can_act = any(entry.can_act for entry, _ in self._rows)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if can_act else Qt.FocusPolicy.NoFocus)
        self.update()

    def chosen(self) -> str:
        """The key of the chosen entry; empty where none is."""
        return self._rows[self._chosen][0].key if self._chosen >= 0 else ""

    def choose(self, key: str) -> None:
        """Chooses the entry of this key and brings it into view; nothing happens where there is none."""
        for number, (entry, _) in enumerate(self._rows):
            if key and entry.key == key:
                self._choose(number)

    def ask(self) -> None:
        """Asks what can be done with the chosen entry, below its words."""
        if self._chosen >= 0:
            entry, words = self._rows[self._chosen]
            if entry.can_act:
                self.asked.emit(entry.key, words.mapToGlobal(words.rect().bottomLeft()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go from entry to entry, Enter asks what can be done; past the last one the page scrolls."""
        ways = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if is_enter(event):
            self.ask()
        elif event.key() not in ways or not self._go(ways[Qt.Key(event.key())]):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes by key begins at the newest entry."""
        super().focusInEvent(event)
        if self._chosen < 0:
            self._go(-1, beginning=len(self._rows))
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The chosen entry is marked only while the keys go to it."""
        super().focusOutEvent(event)
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu key asks for the chosen entry."""
        self.ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press on an entry's words chooses it, the right button asks; words that were marked keep the keyboard."""
        number = next((n for n, (_, words) in enumerate(self._rows) if words is watched), -1)
        if number >= 0 and event.type() is QEvent.Type.MouseButtonPress:
            self._choose(number)
        elif number >= 0 and isinstance(event, QContextMenuEvent):
            entry, _ = self._rows[number]
            self.asked.emit(entry.key, event.globalPos())
            return True
        elif number >= 0 and event.type() is QEvent.Type.MouseButtonRelease and not self._marks(number):
            self.setFocus()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Writes the words anew when light and dark change."""
        if event.type() is QEvent.Type.PaletteChange:
            # Rich text carries its colours in itself and does not follow the palette.
            for entry, words in self._rows:
                words.setText(_marked_up(entry))
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dot an entry in the colour of its weight, joined by a line."""
        painter = smooth_painter(self)
        self._mark_chosen(painter)
        middle = _WHEN_COLUMN + _DOT_COLUMN * 0.45
        # The middle of the first line: a dot stands beside it however many lines follow. The half makes the
        # line sharp.
        heights = [words.y() + 10.5 for _, words in self._rows]
        painter.setPen(QPen(QColor(tokens().line), 2))
        for upper, lower in pairwise(heights):
            painter.drawLine(QPointF(middle, upper + 9), QPointF(middle, lower - 9))
        for (entry, _), height in zip(self._rows, heights, strict=True):
            painter.setPen(QPen(QColor(tokens().ink(Tone.NEUTRAL if entry.struck else entry.tone)), 2))
            painter.drawEllipse(QRectF(middle - 4, height - 4, 8, 8))

    def _go(self, way: int, beginning: int | None = None) -> bool:
        """To the next entry in a direction that can be acted on; False when there is none."""
        number = (self._chosen if beginning is None else beginning) + way
        while 0 <= number < len(self._rows):
            if self._rows[number][0].can_act:
                self._choose(number)
                return True
            number += way
        return False

    def _choose(self, number: int) -> None:
        self._chosen = number
        words = self._rows[number][1]
        # A reader says the description when it changes; the view itself keeps the keyboard.
        self.setAccessibleDescription(words.accessibleName())
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(words, 0, Space.GAP)
        self.update()

    def _marks(self, number: int) -> bool:
        """Whether words of the entry are marked, to be copied."""
        return self._rows[number][1].hasSelectedText()

    def _mark_chosen(self, painter: QPainter) -> None:
        if self._chosen >= 0 and self.hasFocus():
            words = self._rows[self._chosen][1]
            left = words.x() - 8
            place = QRectF(left, words.y() - 4, self.width() - left, words.height() + 8)
            draw_box(painter, place, tokens().accent_soft, tokens().accent, Space.CONTROL_RADIUS)

    def _more(self, entry: TimelineEntry) -> IconButton:
        button = IconButton("more", f"{entry.what}：撤回、更改")
        # As high as a line of words: a larger one would pull the entries apart.
        button.setFixedSize(_MORE)
        # For the mouse; the keyboard has the arrows and Enter.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(
            lambda: self.asked.emit(entry.key, button.mapToGlobal(button.rect().bottomLeft()))
        )
        return button


def _words_of(entry: TimelineEntry) -> QLabel:
    words = QLabel(_marked_up(entry))
    # Rich for the bold act alone: everything an officer typed is escaped before.
    words.setTextFormat(Qt.TextFormat.RichText)
    words.setWordWrap(True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    said = (entry.when, entry.what, entry.details, entry.note)
    words.setAccessibleName(" ".join(part for part in said if part))
    return words


def _marked_up(entry: TimelineEntry) -> str:
    muted = tokens().muted
    what = f"<b>{escape(entry.what)}</b>"
    details = f'<span style="color:{muted}">&nbsp;{escape(entry.details)}</span>' if entry.details else ""
    if entry.struck:
        # Paler and struck through, the words of why upright: that it does not stand is seen at a glance.
        what = f'<s style="color:{muted}">{escape(entry.what)}{details}</s>'
        details = ""
    note = f'<br/><span style="color:{muted}">{escape(entry.note)}</span>' if entry.note else ""
    return what + details + note
