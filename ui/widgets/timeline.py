"""What was done with a case, oldest first: when, a dot on a line, what, and more about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ..look import Tone, tokens
from .painting import smooth_painter
from .words import label

_DOT_COLUMN = 118


@dataclass(frozen=True)
class TimelineEntry:
    """One thing done: the moment in words, the act, details, and how it weighs."""

    when: str
    what: str
    details: str = ""
    tone: Tone = Tone.ACCENT


class TimelineView(QWidget):
    """The entries one under another; words can be marked and copied."""

    def __init__(self, entries: Iterable[TimelineEntry] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("办理经过")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnMinimumWidth(0, _DOT_COLUMN)
        self._grid.setColumnMinimumWidth(1, 34)
        self._grid.setColumnStretch(2, 1)
        self._dots: list[tuple[QLabel, Tone]] = []
        self.set_entries(entries)

    def set_entries(self, entries: Iterable[TimelineEntry]) -> None:
        while item := self._grid.takeAt(0):
            if old := item.widget():
                old.deleteLater()
        self._dots = []
        for number, entry in enumerate(entries):
            when = label(entry.when, "context")
            self._grid.addWidget(when, number, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self._told(entry), number, 2)
            self._dots.append((when, entry.tone))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        middle = _DOT_COLUMN + 14.0
        heights = [when.y() + 10.0 for when, _ in self._dots]
        painter.setPen(QPen(QColor(tokens().line), 2))
        for upper, lower in pairwise(heights):
            painter.drawLine(QPointF(middle, upper + 8), QPointF(middle, lower - 8))
        for (_, tone), height in zip(self._dots, heights, strict=True):
            painter.setPen(QPen(QColor(tokens().ink(tone)), 2))
            painter.drawEllipse(QRectF(middle - 4, height - 4, 8, 8))

    def _told(self, entry: TimelineEntry) -> QLabel:
        told = QLabel(
            f"<b>{escape(entry.what)}</b>　{escape(entry.details)}"
            if entry.details
            else f"<b>{escape(entry.what)}</b>"
        )
        told.setTextFormat(Qt.TextFormat.RichText)
        told.setWordWrap(True)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        told.setAccessibleName(f"{entry.when} {entry.what} {entry.details}".strip())
        return told
