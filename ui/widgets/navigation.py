"""The navigation at the left: one item a page, with its count and a bar of accent where you are."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ..look import Size, Space, paint_icon, sized_font, tokens
from .painting import draw_box, draw_words, smooth_painter, width_of


class NavigationItem(QPushButton):
    """A page's place in the navigation; `set_count` shows how much waits, `set_compact` leaves the icon."""

    def __init__(
        self, words: str, icon_name: str, *, checkable: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(words, parent)
        self._icon_name = icon_name
        self._note = ""
        self._compact = False
        self.setCheckable(checkable)
        # Exclusive among the checkable ones of the panel; the officer's item is none of them.
        self.setAutoExclusive(checkable)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._ringed = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.set_note("")

    def set_count(self, count: int | None) -> None:
        """How many wait; None or 0 shows nothing."""
        self.set_note(str(count) if count else "")

    def set_note(self, note: str) -> None:
        """The small words at the right."""
        self._note = note
        self.setAccessibleName(f"{self.text()}，{note}" if note else self.text())
        self.update()

    def set_compact(self, compact: bool) -> None:
        """The icon alone, its words as a tool tip, for a narrow window."""
        self._compact = compact
        self.setToolTip(self.text() if compact else "")
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A click needs no ring to show where the focus is."""
        self._ringed = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def sizeHint(self) -> QSize:
        """As wide as the panel has room, 38 pixels high."""
        return QSize(44 if self._compact else Space.NAVIGATION - 20, 38)

    def minimumSizeHint(self) -> QSize:
        """40 × 28 pixels: in a low window the items move together before the panel is cut."""
        return QSize(40, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, ring, icon, words, and the note at the right."""
        painter = smooth_painter(self)
        colours = tokens()
        if self.isChecked() or self.underMouse():
            ground = colours.accent_soft if self.isChecked() else colours.line
            draw_box(painter, self.rect(), ground, None, Space.CONTROL_RADIUS)
        if self.hasFocus() and self._ringed:
            draw_box(painter, self.rect(), None, colours.accent, Space.CONTROL_RADIUS, width=1.5)
        ink = colours.accent if self.isChecked() else colours.text
        left = (self.width() - 20) / 2 if self._compact else 9
        paint_icon(painter, self._icon_name, QRectF(left, (self.height() - 20) / 2, 20, 20), ink)
        if self._compact:
            return
        note = width_of(self._note, sized_font(Size.SMALL)) + 2
        right = QRectF(self.width() - note - 10, 0, note, self.height())
        draw_words(
            painter,
            right,
            self._note,
            sized_font(Size.SMALL),
            colours.muted,
            align=Qt.AlignmentFlag.AlignRight,
        )
        words = QRectF(38, 0, right.left() - 42, self.height())
        draw_words(painter, words, self.text(), sized_font(Size.BODY, 700 if self.isChecked() else 400), ink)
