"""What was done with a case, oldest first: when, a dot on a line, what, and more about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ..look import Tone, tokens
from .emptying import empty
from .painting import smooth_painter
from .words import label

_WHEN_COLUMN = 118
_DOT_COLUMN = 34


@dataclass(frozen=True)
class TimelineEntry:
    """One thing done: the moment in words, the act, details, how it weighs, and what is shown below its words."""

    when: str
    what: str
    details: str = ""
    tone: Tone = Tone.ACCENT
    below: QWidget | None = None


class TimelineView(QWidget):
    """The entries one under another; words can be marked and copied."""

    def __init__(self, entries: Iterable[TimelineEntry] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("办理经过")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnMinimumWidth(0, _WHEN_COLUMN)
        self._grid.setColumnMinimumWidth(1, _DOT_COLUMN)
        self._grid.setColumnStretch(2, 1)
        self._rows: list[tuple[TimelineEntry, QLabel]] = []
        self.set_entries(entries)

    def set_entries(self, entries: Iterable[TimelineEntry]) -> None:
        """Shows these entries instead of the former ones, in their order."""
        empty(self._grid)
        self._rows = []
        for number, entry in enumerate(entries):
            words = _words_of(entry)
            # Two rows an entry: its words, and what is shown below them.
            line = number * 2
            self._grid.addWidget(label(entry.when, "context"), line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, line, 2, Qt.AlignmentFlag.AlignTop)
            if entry.below is not None:
                self._grid.addWidget(entry.below, line + 1, 2)
            self._rows.append((entry, words))
        self.update()

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
        middle = _WHEN_COLUMN + _DOT_COLUMN * 0.45
        # The middle of the first line: a dot stands beside it however many lines follow. The half makes the
        # line sharp.
        heights = [words.y() + 10.5 for _, words in self._rows]
        painter.setPen(QPen(QColor(tokens().line), 2))
        for upper, lower in pairwise(heights):
            painter.drawLine(QPointF(middle, upper + 9), QPointF(middle, lower - 9))
        for (entry, _), height in zip(self._rows, heights, strict=True):
            painter.setPen(QPen(QColor(tokens().ink(entry.tone)), 2))
            painter.drawEllipse(QRectF(middle - 4, height - 4, 8, 8))


def _words_of(entry: TimelineEntry) -> QLabel:
    words = QLabel(_marked_up(entry))
    # Rich for the bold act alone: everything an officer typed is escaped before.
    words.setTextFormat(Qt.TextFormat.RichText)
    words.setWordWrap(True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    words.setAccessibleName(f"{entry.when} {entry.what} {entry.details}".strip())
    return words


def _marked_up(entry: TimelineEntry) -> str:
    details = f' <span style="color:{tokens().muted}">&nbsp;{escape(entry.details)}</span>'
    return f"<b>{escape(entry.what)}</b>" + (details if entry.details else "")
