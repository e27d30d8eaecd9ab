"""A figure that can be chosen: the number large, its words below, a line of accent when chosen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ..look import Size, Space, Tone, sized_font, tokens
from .painting import draw_box, draw_words, smooth_painter

_HEIGHT = 64


class FigureButton(QPushButton):
    """One of several figures beside each other; exactly one of them is chosen."""

    def __init__(self, words: str, tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._figure = ""
        self._tone = tone
        self.setCheckable(True)
        # Exclusive among the buttons of one parent; the arrow keys move between them, Tab stops once.
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_figure("0")

    def set_figure(self, figure: str) -> None:
        """The figure as it is written, and as it is read out with its words."""
        self._figure = figure
        self.setAccessibleName(f"{self.text()} {figure}")
        self.update()

    def figure(self) -> str:
        """The figure as it is written."""
        return self._figure

    def sizeHint(self) -> QSize:
        """96 × 64 pixels; beside each other they share the width."""
        return QSize(96, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """72 × 64 pixels."""
        return QSize(72, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and line, the figure large, its words below."""
        painter, colours = smooth_painter(self), tokens()
        chosen = self.isChecked()
        ground = colours.accent_soft if chosen else colours.hover if self.underMouse() else colours.surface
        line = colours.accent if chosen or self.hasFocus() else colours.line
        draw_box(painter, self.rect(), ground, line, Space.CARD_RADIUS, width=1.5 if self.hasFocus() else 1)
        # Nothing overdue is no danger: a zero is not red.
        ink = colours.text if self._tone is Tone.NEUTRAL or self._figure == "0" else colours.ink(self._tone)
        upper = QRectF(14, 8, self.width() - 28, 30)
        draw_words(painter, upper, self._figure, sized_font(Size.FIGURE, 700), ink)
        words = colours.accent if chosen else colours.muted
        draw_words(painter, QRectF(14, 38, self.width() - 28, 18), self.text(), sized_font(Size.SMALL), words)
