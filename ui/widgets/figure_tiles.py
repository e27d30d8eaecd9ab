"""Figures: a number with its unit and context, days without incident as bars."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..look import Size, sized_font, tokens
from ..look.tokens import mixed
from .painting import draw_box, draw_words, smooth_painter
from .words import label


class _Choosable(QWidget):
    """`chosen` with a click, Enter or the space bar."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Chooses when the button is let go over it, as a button does."""
        # Who presses here and draws the mouse away has thought better of it.
        if self.rect().contains(event.position().toPoint()):
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the space bar choose."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ring while the keyboard is here."""
        if self.hasFocus():
            draw_box(smooth_painter(self), self.rect(), None, tokens().accent, 6, width=1.5)


class FigureTile(_Choosable):
    """A figure with its unit, and its context under it."""

    def __init__(self, figure: str, unit: str, context: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 2, 4, 2)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(6)
        self._figure = label("", "figure")
        self._unit = label("")
        self._context = label("", "small", wrap=True)
        self._context.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self._unit, 1, Qt.AlignmentFlag.AlignBottom)
        # Lifts the unit to the foot of the large figure: both are aligned at the bottom of their boxes, and
        # the larger font has the deeper descent.
        self._unit.setContentsMargins(0, 0, 0, 5)
        column.addLayout(row)
        column.addWidget(self._context)
        self.set_figure(figure, unit, context)

    def set_figure(self, figure: str, unit: str, context: str) -> None:
        """Figure, unit and context as they are shown and read out."""
        self._figure.setText(figure)
        self._unit.setText(unit)
        self._context.setText(context)
        self.setAccessibleName(f"{context}：{figure} {unit}")


class StreakBar(_Choosable):
    """Days in a row, against the longest of those shown beside it (`longest`, at least 1)."""

    def __init__(self, name: str, days: int, longest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setFixedHeight(30)
        self.setMinimumWidth(180)
        self.set_days(days, longest)

    def set_days(self, days: int, longest: int) -> None:
        """`days` in a row, against `longest` of those beside it."""
        self._days = days
        # On the first day of a ledger the longest is 0.
        self._share = min(days / max(longest, 1), 1.0)
        self.setAccessibleName(f"{self._name}：连续 {days} 天")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Name, bar and days in one line."""
        super().paintEvent(event)
        painter = smooth_painter(self)
        colours = tokens()
        names = min(76, self.width() // 3)
        draw_words(painter, QRectF(0, 0, names - 8, 30), self._name, sized_font(Size.BODY), colours.text)
        days = QRectF(self.width() - 60, 0, 60, 30)
        right = Qt.AlignmentFlag.AlignRight
        draw_words(painter, days, f"{self._days} 天", sized_font(Size.BODY, 700), colours.text, align=right)
        track = QRectF(names, 12, self.width() - names - 64, 6)
        draw_box(painter, track, mixed(colours.line, colours.surface, 0.6), None, 3)
        track.setWidth(track.width() * self._share)
        draw_box(painter, track, colours.accent, None, 3)
