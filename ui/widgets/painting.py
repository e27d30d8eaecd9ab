"""How our widgets draw a box, a focus ring and a line of words."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget


def smooth_painter(widget: QWidget) -> QPainter:
    """A painter with smooth edges on `widget`; the caller's paintEvent ends it by leaving."""
    # Nobody calls end(): the painter ends when paintEvent lets go of it. Qt allows one painter on a widget at
    # a time.
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def draw_box(
    painter: QPainter,
    place: QRect | QRectF,
    ground: str | None,
    line: str | None,
    radius: float,
    *,
    width: float = 1,
) -> None:
    """A rounded box with its line inside `place`; None leaves ground or line out."""
    # Qt draws a line around its path, half of it outside: without the inset it would be cut at the widget's
    # edge.
    inset = width / 2 if line else 0
    painter.setPen(QPen(QColor(line), width) if line else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
    box = QRectF(place).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(box, radius, radius)


def draw_words(
    painter: QPainter,
    place: QRect | QRectF,
    words: str,
    font: QFont,
    colour: str,
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """One line of words in `place`, centred from top to bottom, with an ellipsis where it is too long."""
    box = QRectF(place)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    # drawText cuts in the middle of a letter. One pixel more, for `width_of` is whole pixels and a box of
    # just that width would lose its last character.
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()) + 1)
    # TextSingleLine: a line break in a title would push the line out of its box.
    painter.drawText(box, int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)


def width_of(words: str, font: QFont) -> int:
    """Pixels that `words` take in one line."""
    return QFontMetrics(font).horizontalAdvance(words)
