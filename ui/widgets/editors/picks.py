"""Editors of a few choices seen at once: segments side by side, and a box to tick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QFrame, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from ...look import Size, Space, paint_icon, sized_font, tokens
from ..painting import draw_box, draw_words, smooth_painter, width_of
from .field_box import Editor, Plain


class _Segment(QRadioButton):
    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The words in bold, which they are when chosen: the width does not change with the choice."""
        return QSize(width_of(self.text(), sized_font(Size.BODY, 700)) + 28, Space.CONTROL)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words."""
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:
        """The whole segment is pressed, not only Qt's circle and words."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """The soft ground of the chosen one, a ring in focus, the words."""
        painter = smooth_painter(self)
        colours = tokens()
        inner = self.rect().adjusted(3, 3, -3, -3)
        if self.isChecked():
            draw_box(painter, inner, colours.accent_soft, None, Space.CONTROL_RADIUS - 3)
        if self.hasFocus():
            draw_box(painter, inner, None, colours.accent, Space.CONTROL_RADIUS - 3, width=1.5)
        font = sized_font(Size.BODY, 700 if self.isChecked() else 400)
        ink = colours.accent if self.isChecked() else colours.text if self.isEnabled() else colours.muted
        draw_words(painter, self.rect(), self.text(), font, ink, align=Qt.AlignmentFlag.AlignHCenter)


class _Segments(QFrame):
    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame, and a line between each two."""
        colours = tokens()
        painter = smooth_painter(self)
        ground = colours.surface if self.isEnabled() else colours.sunken
        line = colours.box_line
        draw_box(painter, self.rect(), ground, line, Space.CONTROL_RADIUS)
        for segment in self.findChildren(_Segment)[1:]:
            painter.fillRect(segment.x(), 9, 1, self.height() - 18, line)


class SegmentedEditor(Editor):
    """One of two to five choices, all seen; arrow keys move between them; None while nothing is chosen."""

    def __init__(self, choices: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._frame = _Segments()
        row = QHBoxLayout(self._frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        segments = [_Segment(choice) for choice in choices]
        for segment in segments:
            self._group.addButton(segment)
            row.addWidget(segment, 1)
        self._compose(self._frame, segments[0])
        # buttonToggled comes of the program too.
        self._silent = False
        self._group.buttonToggled.connect(self._toggled)

    def value(self) -> Plain:
        """The chosen word; None while nothing is chosen."""
        chosen = self._group.checkedButton()
        return chosen.text() if chosen else None

    def set_value(self, value: Plain) -> None:
        """Chooses this word without telling `changed`; None chooses nothing."""
        self._silent = True
        # In an exclusive group the checked button cannot be unchecked, so None could not be shown.
        self._group.setExclusive(False)
        for segment in self._group.buttons():
            segment.setChecked(segment.text() == value)
        self._group.setExclusive(True)
        self._silent = False

    def set_read_only(self, read_only: bool) -> None:
        """The choice can be seen, not moved."""
        self._frame.setEnabled(not read_only)

    def set_name(self, name: str) -> None:
        """The label; each segment keeps its own word."""
        # Not the heart's: it is the first segment, and would be read out as the field instead of its word.
        self.setAccessibleName(name)
        self._frame.setAccessibleName(name)

    def _toggled(self, segment: object, checked: bool) -> None:
        if checked and not self._silent:
            self.changed.emit()


class _TickBox(QCheckBox):
    def sizeHint(self) -> QSize:
        """Box and words, by `Space.CONTROL` high."""
        return QSize(width_of(self.text(), sized_font(Size.BODY)) + 34, Space.CONTROL)

    def hitButton(self, place: QPoint) -> bool:
        """A click on the words ticks too."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box with its tick, a ring in focus, the words."""
        painter = smooth_painter(self)
        colours = tokens()
        box = QRectF(2, (self.height() - 18) / 2, 18, 18)
        if not self.isEnabled():
            painter.setOpacity(0.6)
        if self.hasFocus():
            draw_box(painter, box.adjusted(-2, -2, 2, 2), None, colours.accent, 6, width=1.5)
        ground = colours.accent if self.isChecked() else colours.surface
        draw_box(painter, box, ground, colours.accent if self.isChecked() else colours.muted, 4)
        self._mark(painter, box, colours.on_accent)
        words = QRectF(28, 0, self.width() - 28, self.height())
        draw_words(painter, words, self.text(), sized_font(Size.BODY), colours.text)

    def _mark(self, painter: QPainter, box: QRectF, ink: str) -> None:
        if self.isChecked():
            paint_icon(painter, "check", box.adjusted(1, 1, -1, -1), ink)


class FlagEditor(Editor):
    """A statement that is true when ticked; the value is True or False, never None."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tick = _TickBox(words)
        self._tick.setAccessibleName(words)
        self._tick.setCursor(Qt.CursorShape.PointingHandCursor)
        # Clicked comes of the officer alone, by mouse or space bar; toggled would tell of set_value too.
        self._tick.clicked.connect(self.changed)
        self._compose(self._tick, self._tick)

    def value(self) -> Plain:
        """True when ticked, else False."""
        return self._tick.isChecked()

    def set_value(self, value: Plain) -> None:
        """Ticks or clears without telling `changed`; only True ticks."""
        self._tick.setChecked(value is True)

    def set_read_only(self, read_only: bool) -> None:
        """The tick can be seen, not changed."""
        self._tick.setEnabled(not read_only)
