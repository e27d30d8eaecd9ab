"""Figures: a number with its unit and context, days without incident as bars, a bar chart of months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolTip, QVBoxLayout, QWidget

from ..look import Size, sized_font, tokens
from ..look.tokens import mixed
from .painting import draw_box, draw_words, smooth_painter, width_of
from .words import ElidedLabel, label

_NAME_LETTERS = 11


class FigureTile(QWidget):
    """A figure with its unit, and one line of context under it."""

    def __init__(self, figure: str, unit: str, context: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(6)
        self._figure = label("", "figure")
        self._unit = label("")
        self._context = ElidedLabel("", "small")
        row.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self._unit, 1, Qt.AlignmentFlag.AlignBottom)
        self._unit.setContentsMargins(0, 0, 0, 5)
        column.addLayout(row)
        column.addWidget(self._context)
        self.set_figure(figure, unit, context)

    def set_figure(self, figure: str, unit: str, context: str) -> None:
        self._figure.setText(figure)
        self._unit.setText(unit)
        self._context.setText(context)
        self.setAccessibleName(f"{context}：{figure} {unit}")


class StreakBar(QWidget):
    """Days in a row, against the longest of those shown beside it (`longest`, at least 1)."""

    def __init__(self, name: str, days: int, longest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setFixedHeight(30)
        self.setMinimumWidth(180)
        self.set_days(days, longest)

    def set_days(self, days: int, longest: int) -> None:
        self._days = days
        self._share = min(days / max(longest, 1), 1.0)
        self.setAccessibleName(f"{self._name}：连续 {days} 天")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
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


@dataclass(frozen=True)
class Bar:
    """One bar: the word under it, its height, and the sentence shown when it is pointed at."""

    name: str
    value: int
    sentence: str = ""


class BarChart(QWidget):
    """Some thirteen bars, the last in full accent; a click or Enter chooses one (`chosen`, place from 0)."""

    chosen = Signal(int)

    def __init__(self, name: str, bars: Sequence[Bar] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._bars: tuple[Bar, ...] = ()
        self._marked = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(140)
        self.set_bars(bars)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        self._bars = tuple(bars)
        self._marked = -1
        self.setAccessibleName(self._name)
        self.setAccessibleDescription("，".join(f"{bar.name} {bar.value}" for bar in bars))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, 150)

    def place_of(self, number: int) -> QRectF:
        """Where bar `number` stands, in the chart's own pixels."""
        step = self.width() / max(len(self._bars), 1)
        room = self.height() - 40.0
        most = max((bar.value for bar in self._bars), default=1) or 1
        height = max(room * self._bars[number].value / most, 2.0)
        width = min(step * 0.66, 40.0)
        return QRectF(number * step + (step - width) / 2, 18 + room - height, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        painter.fillRect(QRectF(0, self.height() - 22, self.width(), 1), tokens().line)
        for number in range(len(self._bars)):
            self._draw_bar(painter, number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mark(self._bar_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self._marked = -1
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if (number := self._bar_at(event.position())) >= 0:
            self.chosen.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {int(Qt.Key.Key_Left): -1, int(Qt.Key.Key_Right): 1}.get(event.key(), 0)
        if step and self._bars:
            self._mark(max(0, min(self._marked + step, len(self._bars) - 1)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._marked >= 0:
            self.chosen.emit(self._marked)
        else:
            super().keyPressEvent(event)

    def _bar_at(self, place: QPointF) -> int:
        if not self._bars or not 0 <= place.x() < self.width():
            return -1
        return int(place.x() * len(self._bars) / self.width())

    def _mark(self, number: int) -> None:
        if number != self._marked:
            self._marked = number
            self.update()
            if number >= 0 and (sentence := self._bars[number].sentence):
                spot = self.place_of(number).topLeft().toPoint() - QPoint(0, 40)
                QToolTip.showText(self.mapToGlobal(spot), sentence, self)

    def _draw_bar(self, painter: QPainter, number: int) -> None:
        colours = tokens()
        bar, place = self._bars[number], self.place_of(number)
        full = number == len(self._bars) - 1 or number == self._marked
        ground = colours.accent if full else mixed(colours.accent, colours.surface, 0.36)
        draw_box(painter, place, ground, None, 2)
        around = QRectF(place.center().x() - 30, place.top() - 18, 60, 17)
        middle = Qt.AlignmentFlag.AlignHCenter
        if full:
            font = sized_font(Size.SMALL, 700)
            draw_words(painter, around, str(bar.value), font, colours.text, align=middle)
        if (len(self._bars) - 1 - number) % self._named_every() == 0:
            around.moveTop(self.height() - 20)
            draw_words(painter, around, bar.name, sized_font(_NAME_LETTERS), colours.muted, align=middle)

    def _named_every(self) -> int:
        """Every how many bars there is room for a name under them."""
        widest = max(width_of(bar.name, sized_font(_NAME_LETTERS)) for bar in self._bars) + 6
        return max(1, ceil(widest * len(self._bars) / max(self.width(), 1)))
