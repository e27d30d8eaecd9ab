"""Buttons that show their key: one primary a page, all others quiet; links inside sentences; icons alone."""

from __future__ import annotations

from typing import Final, Self

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from ..actions import WindowAct
from ..look import Size, Space, icon, paint_icon, sized_font, tokens
from .painting import draw_box, draw_words, smooth_painter, width_of

_SIDE: Final = 15
_GAP: Final = 8
_ICON: Final = 16
_KEY_LETTERS: Final = 11


class QuietButton(QPushButton):
    """A button beside the primary one; `key` is only shown (`Ctrl P`); the shortcut is an action's."""

    def __init__(
        self, words: str, *, icon_name: str = "", key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(words, parent)
        self._icon_name = icon_name
        self._key = key
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(words)
        # The key is drawn, not part of the text: a screen reader learns it here.
        self.setAccessibleDescription(f"快捷键 {key}" if key else "")
        # Repaints when the mouse comes and goes: `_colours` asks underMouse.
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    @classmethod
    def of(cls, act: WindowAct, words: str = "") -> Self:
        """The button of an act: its icon, its key as it is shown, its words or those that say more here."""
        return cls(words or act.title, icon_name=act.icon, key=act.key_words)

    def sizeHint(self) -> QSize:
        """What words, icon, key and arrow need in one line, by `Space.CONTROL` high, in pixels."""
        # Measured in the font that is drawn: the style's own hint would count its font and its padding. Two
        # pixels more, for advances are rounded, and words that lack one pixel end in an ellipsis.
        parts = [width_of(self.text(), sized_font(Size.BODY)) + 2]
        if self._icon_name:
            parts.append(_ICON)
        if self._key:
            parts.append(self._key_width())
        if self.menu():
            parts.append(_ICON - 4)
        return QSize(_SIDE * 2 + sum(parts) + _GAP * (len(parts) - 1), Space.CONTROL)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words: a layout may not cut an act."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button in focus, as the space bar does."""
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, line and focus ring, then icon, words, key and the arrow of a menu, in one line."""
        painter = smooth_painter(self)
        ground, line, ink, ring = self._colours()
        if not self.isEnabled():
            painter.setOpacity(0.5)
        draw_box(painter, self.rect(), ground, line, Space.CONTROL_RADIUS)
        if self.hasFocus():
            draw_box(
                painter, self.rect().adjusted(2, 2, -2, -2), None, ring, Space.CONTROL_RADIUS - 2, width=1.5
            )
        # A layout may make the button wider than its hint: what it shows stays in the middle.
        left = (self.width() - self.sizeHint().width()) / 2 + _SIDE
        if self._icon_name:
            paint_icon(painter, self._icon_name, self._strip(left, _ICON, _ICON), ink)
            left += _ICON + _GAP
        words = width_of(self.text(), sized_font(Size.BODY)) + 2
        draw_words(painter, self._strip(left, words, 24), self.text(), sized_font(Size.BODY), ink)
        left += words + _GAP
        if self._key:
            self._draw_key(painter, self._strip(left, self._key_width(), 18), ink)
            left += self._key_width() + _GAP
        if self.menu():
            paint_icon(painter, "chevron_down", self._strip(left - 2, _ICON - 2, _ICON - 2), ink)

    def _strip(self, left: float, width: float, height: float) -> QRectF:
        return QRectF(left, (self.height() - height) / 2, width, height)

    def _draw_key(self, painter: QPainter, place: QRectF, ink: str) -> None:
        painter.save()
        # Times what is set: the key of a disabled button is paler still.
        painter.setOpacity(painter.opacity() * 0.55)
        draw_box(painter, place, None, ink, 4)
        painter.restore()
        draw_words(
            painter, place, self._key, sized_font(_KEY_LETTERS), ink, align=Qt.AlignmentFlag.AlignHCenter
        )

    def _colours(self) -> tuple[str, str | None, str, str]:
        """Ground, line, ink and focus ring."""
        colours = tokens()
        ground = colours.hover if self.underMouse() or self.isDown() else colours.surface
        return ground, colours.box_line, colours.text, colours.accent

    def _key_width(self) -> int:
        return width_of(self._key, sized_font(_KEY_LETTERS)) + 12


class PrimaryButton(QuietButton):
    """The one thing to do next on a page."""

    def _colours(self) -> tuple[str, str | None, str, str]:
        colours = tokens()
        ground = colours.accent_strong if self.underMouse() or self.isDown() else colours.accent
        return ground, None, colours.on_accent, colours.on_accent


class LinkButton(QPushButton):
    """An act inside or after a sentence, underlined."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        # A button and not a label with a link: it has a name, and a place in the order of Tab. Flat, for the
        # stylesheet draws it.
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(words)

    @classmethod
    def of(cls, act: WindowAct, words: str = "") -> Self:
        """The link of an act: its words, or those that say more here."""
        return cls(words or act.title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as every button."""
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)


class IconButton(QToolButton):
    """An icon alone; its words are the tool tip and the accessible name."""

    def __init__(self, icon_name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(icon(icon_name, "muted"))
        self.setIconSize(QSize(18, 18))
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # A click must not take the keyboard out of the field beside it; who goes by Tab reaches it all the
        # same.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as every button; in a dialog it would go on to the default button otherwise."""
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)


def is_enter(event: QKeyEvent) -> bool:
    """Whether Enter alone was pressed, on either part of the keyboard; with modifiers it is an act's key (Ctrl+Return saves)."""
    # By itself QPushButton hears Enter in dialogs only, QToolButton nowhere: both know the space bar.
    # The keypad's Enter comes with KeypadModifier: who types figures there ends with it.
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers
