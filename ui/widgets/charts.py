"""Charts: bars of months beside each other, bars of parts under each other; each bar can be chosen by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ..look import Size, sized_font, tokens
from ..look.tokens import mixed
from .painting import draw_box, draw_words, smooth_painter, width_of

_NAME_LETTERS: Final = 11
_ROW: Final = 30
_GAP: Final = 10


@dataclass(frozen=True)
class Bar:
    """One bar: the word at it, its height, the sentence shown when it is pointed at, and its figure as written (else the value).

    None is no figure, which is not zero: a name without a bar.
    """

    name: str
    value: int | None
    sentence: str = ""
    shown: str = ""

    @property
    def words(self) -> str:
        """The figure at the bar: as it was given, else the value, else a dash."""
        return self.shown or ("—" if self.value is None else str(self.value))


class _Chart(QWidget):
    """Bars of which one is marked with the arrow keys or the mouse; a click or Enter chooses it (`chosen`, place from 0)."""

    chosen = Signal(int)
    _BACK: Final = (Qt.Key.Key_Left, Qt.Key.Key_Up)
    _ON: Final = (Qt.Key.Key_Right, Qt.Key.Key_Down)

    def __init__(self, name: str, bars: Sequence[Bar], parent: QWidget | None) -> None:
        super().__init__(parent)
        self._name = name
        self._bars: tuple[Bar, ...] = ()
        # -1 for none: bars are counted from 0.
        self._marked = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Otherwise Qt tells of the mouse only while a button is held.
        self.setMouseTracking(True)
        self.set_bars(bars)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Shows these bars instead of the former ones; none is marked."""
        self._bars = tuple(bars)
        self._marked = -1
        self.setAccessibleName(self._name)
        # A drawing says nothing to a screen reader: every figure stands in its description.
        self.setAccessibleDescription("，".join(f"{bar.name} {bar.words}" for bar in bars))
        self.updateGeometry()
        self.update()

    def set_name(self, name: str) -> None:
        """What the chart shows, read out with it."""
        self._name = name
        self.setAccessibleName(name)

    def place_of(self, number: int) -> QRectF:
        """Where bar `number` stands, in the chart's own pixels."""
        raise NotImplementedError

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Marks the bar under the pointer."""
        self._mark(self._bar_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """No bar is marked when the pointer has gone, unless the keyboard is here."""
        # What the keyboard marked must not go because the mouse passed by.
        if not self.hasFocus():
            self._mark(-1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No bar stays marked where the keyboard is not."""
        super().focusOutEvent(event)
        self._mark(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Chooses the bar under the pointer."""
        if (number := self._bar_at(event.position())) >= 0:
            self.chosen.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End mark a bar; Enter and the space bar choose it."""
        step = -1 if event.key() in self._BACK else 1 if event.key() in self._ON else 0
        end = {int(Qt.Key.Key_Home): 0, int(Qt.Key.Key_End): len(self._bars) - 1}.get(event.key(), -1)
        if (step or end >= 0) and self._bars:
            self._mark(end if end >= 0 else max(0, min(self._marked + step, len(self._bars) - 1)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._marked >= 0:
            self.chosen.emit(self._marked)
        else:
            super().keyPressEvent(event)

    def _bar_at(self, place: QPointF) -> int:
        raise NotImplementedError

    def _mark(self, number: int) -> None:
        """The marked bar is told beside the chart's name, for who cannot see it."""
        if number == self._marked:
            return
        self._marked = number
        self.update()
        sentence = self._bars[number].sentence if number >= 0 else ""
        self.setAccessibleName(f"{self._name}：{sentence}" if sentence else self._name)
        if sentence:
            spot = self.place_of(number).topLeft().toPoint() - QPoint(0, 40)
            # Shown by hand: Qt's own tool tip waits for the mouse to rest, and the arrow keys have none.
            QToolTip.showText(self.mapToGlobal(spot), sentence, self)


class BarChart(_Chart):
    """Some thirteen bars, the last in full accent, the `compared` one (the same month of last year) hatched."""

    def __init__(
        self, name: str, bars: Sequence[Bar] = (), parent: QWidget | None = None, *, compared: int = -1
    ) -> None:
        self._compared = compared
        super().__init__(name, bars, parent)
        self.setMinimumHeight(140)

    def sizeHint(self) -> QSize:
        """300 × 150 pixels; wider is as good."""
        return QSize(300, 150)

    def place_of(self, number: int) -> QRectF:
        """Column `number`, its height in proportion to the tallest; two pixels at least."""
        step = self.width() / max(len(self._bars), 1)
        # 18 above for the figure, 22 below for the name and the line.
        room = self.height() - 40.0
        # Where all are zero it divides by one.
        most = max((bar.value or 0 for bar in self._bars), default=1) or 1
        # A zero has a thin line: it was counted. What has no figure is not drawn at all.
        height = max(room * (self._bars[number].value or 0) / most, 2.0)
        width = min(step * 0.66, 40.0)
        return QRectF(number * step + (step - width) / 2, 18 + room - height, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line the bars stand on, the bars, and a ring when the keyboard is here."""
        painter = smooth_painter(self)
        painter.fillRect(QRectF(0, self.height() - 22, self.width(), 1), tokens().line)
        for number in range(len(self._bars)):
            self._draw_bar(painter, number)
        if self.hasFocus():
            draw_box(painter, self.rect(), None, tokens().accent, 6, width=1.5)

    def _bar_at(self, place: QPointF) -> int:
        if not self._bars or not 0 <= place.x() < self.width():
            return -1
        # The whole column, not only the bar: a low bar would be hard to hit.
        return int(place.x() * len(self._bars) / self.width())

    def _draw_bar(self, painter: QPainter, number: int) -> None:
        colours = tokens()
        bar, place = self._bars[number], self.place_of(number)
        # The last month is the one the page is about.
        full = number in (len(self._bars) - 1, self._marked)
        ground = colours.accent if full else mixed(colours.accent, colours.surface, 0.36)
        if number == self._compared and not full and bar.value is not None:
            self._hatch(painter, place)
        elif bar.value is not None:
            draw_box(painter, place, ground, None, 2)
        around = QRectF(place.center().x() - 40, place.top() - 18, 80, 17)
        middle = Qt.AlignmentFlag.AlignHCenter
        if full or number == self._compared:
            font = sized_font(Size.SMALL, 700 if full else 400)
            draw_words(painter, around, bar.words, font, colours.text, align=middle)
        # Counted from the last bar, so that it has a name however few there is room for.
        if (len(self._bars) - 1 - number) % self._named_every() == 0:
            around.moveTop(self.height() - 20)
            draw_words(painter, around, bar.name, sized_font(_NAME_LETTERS), colours.muted, align=middle)

    def _hatch(self, painter: QPainter, place: QRectF) -> None:
        """Told from the others without its colour."""
        draw_box(painter, place, tokens().surface, tokens().accent, 2)
        painter.fillRect(place, QBrush(QColor(tokens().accent), Qt.BrushStyle.BDiagPattern))

    def _named_every(self) -> int:
        """Every how many bars there is room for a name under them."""
        widest = max(width_of(bar.name, sized_font(_NAME_LETTERS)) for bar in self._bars) + 6
        return max(1, ceil(widest * len(self._bars) / max(self.width(), 1)))


class BarRows(_Chart):
    """Lying bars under each other, with long names at their left and their figures beside them; `most` is the length of a full bar."""

    def __init__(
        self, name: str, bars: Sequence[Bar] = (), parent: QWidget | None = None, *, most: int = 0
    ) -> None:
        self._most = most
        super().__init__(name, bars, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(240)

    def sizeHint(self) -> QSize:
        """As high as all its rows, `_ROW` pixels each."""
        return QSize(360, max(len(self._bars), 1) * _ROW)

    def minimumSizeHint(self) -> QSize:
        """Rows are never pressed together: the page scrolls instead."""
        return QSize(240, self.sizeHint().height())

    def place_of(self, number: int) -> QRectF:
        """Row `number`, its length in proportion to `most` or to the longest."""
        left = self._names_width() + _GAP
        # Even in the narrowest card a bar can be seen and clicked.
        room = max(self.width() - left - self._figures_width() - 2 * _GAP, 20)
        most = self._most or max((bar.value or 0 for bar in self._bars), default=1) or 1
        length = max(room * (self._bars[number].value or 0) / most, 2.0)
        return QRectF(left, number * _ROW + 8, length, _ROW - 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Names, bars and figures row by row; the marked row on a ground of its own."""
        painter, colours = smooth_painter(self), tokens()
        names = self._names_width()
        for number, bar in enumerate(self._bars):
            upper, place = number * _ROW, self.place_of(number)
            if number == self._marked:
                row = QRectF(0, upper + 1, self.width(), _ROW - 2)
                draw_box(painter, row, colours.hover, colours.accent if self.hasFocus() else None, 6)
            font = sized_font(Size.BODY)
            draw_words(painter, QRectF(6, upper, names - 6, _ROW), bar.name, font, colours.text)
            ground = colours.accent if number == self._marked else mixed(colours.accent, colours.surface, 0.6)
            draw_box(painter, place, ground, None, 3)
            beside = QRectF(place.right() + _GAP, upper, self.width() - place.right() - _GAP, _ROW)
            draw_words(painter, beside, bar.words, sized_font(Size.BODY, 700), colours.text)
        if self.hasFocus() and self._marked < 0:
            draw_box(painter, self.rect(), None, colours.accent, 6, width=1.5)

    def _bar_at(self, place: QPointF) -> int:
        number = int(place.y() // _ROW)
        return number if 0 <= number < len(self._bars) else -1

    def _names_width(self) -> int:
        font = sized_font(Size.BODY)
        widest = max((width_of(bar.name, font) for bar in self._bars), default=0) + 12
        # A long name ends in an ellipsis before it takes the room of the bars.
        return min(widest, self.width() * 2 // 5)

    def _figures_width(self) -> int:
        font = sized_font(Size.BODY, 700)
        return max((width_of(bar.words, font) for bar in self._bars), default=0)
