"""Finding: the search field that is always in reach, and chips that narrow a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMenu, QWidget

from ..actions import SEARCH
from ..look import Size, Space, paint_icon, sized_font, tokens
from .containers import FlowLayout
from .editors.field_box import FieldBox
from .painting import draw_box, draw_words, smooth_painter, width_of
from .words import IconView


class KeyHint(QWidget):
    """The name of a key in a small frame."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setFixedSize(width_of(key, sized_font(11)) + 12, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame and the key in it."""
        painter = smooth_painter(self)
        draw_box(painter, self.rect(), tokens().surface, tokens().control_line, 4)
        draw_words(
            painter,
            self.rect(),
            self._key,
            sized_font(11),
            tokens().muted,
            align=Qt.AlignmentFlag.AlignHCenter,
        )


class _SearchLine(QLineEdit):
    escaped = Signal()

    def event(self, event: QEvent) -> bool:
        """Esc belongs to the search while it has the focus, not to the page."""
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape:
            return super().event(event)
        # Before a shortcut counts Qt asks the focused widget with this event; accepted, the key comes here as
        # a key press.
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is told, not typed."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class SearchField(FieldBox):
    """What is looked for: `asked` when typing rests, `entered` at Enter, `escaped` at Esc when empty."""

    asked = Signal(str)
    entered = Signal(str)
    escaped = Signal()
    # Between two letters of who types fluently; each search reads the whole index.
    REST_MILLISECONDS = 150

    def __init__(self, hint: str, *, key: str = SEARCH.key_words, parent: QWidget | None = None) -> None:
        super().__init__(parent, sunken=True)
        self._line = _SearchLine()
        self._line.setPlaceholderText(hint)
        self._line.setAccessibleName("搜索")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(self.REST_MILLISECONDS)
        self._rest.timeout.connect(lambda: self.asked.emit(self.words()))
        # textEdited and not textChanged: what the program puts in is not looked for. While an input method
        # composes, neither is sent.
        self._line.textEdited.connect(lambda _: self._rest.start())
        self._line.returnPressed.connect(self._enter)
        self._line.escaped.connect(self._escape)
        self.row.addWidget(IconView("search", side=18))
        self.hold(self._line, 1)
        self.row.addWidget(KeyHint(key))
        # So that Ctrl+K, Tab and setFocus on the field reach the line.
        self.setFocusProxy(self._line)
        self.setFixedHeight(Space.CONTROL)

    def words(self) -> str:
        """What is looked for, without blanks at its ends."""
        return self._line.text().strip()

    def begin(self) -> None:
        """Takes the focus and marks what stands there, for Ctrl+K."""
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()

    def _enter(self) -> None:
        self._rest.stop()
        self.entered.emit(self.words())

    def _escape(self) -> None:
        if self._line.text():
            self._line.clear()
            self.asked.emit("")
        else:
            self.escaped.emit()


@dataclass(frozen=True)
class Chip:
    """One thing to narrow by: its key, the word on it while nothing is chosen, and the choices."""

    key: str
    title: str
    choices: tuple[str, ...]


class _ChipButton(QAbstractButton):
    cleared = Signal()

    def __init__(self, chip: Chip) -> None:
        super().__init__()
        self.chip = chip
        self.chosen: str | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_choice(None)

    def show_choice(self, chosen: str | None) -> None:
        """The chosen word on the chip, None for its title."""
        self.chosen = chosen
        self.setText(chosen or self.chip.title)
        self.setAccessibleName(f"{self.chip.title}：{chosen or '全部'}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Word, sign and margins, by 26 pixels."""
        return QSize(width_of(self.text(), sized_font(Size.CONTEXT)) + 18 + 16, 26)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on × clears, elsewhere it offers."""
        # The sign is painted, no widget: its place says what is meant.
        if self.chosen and event.position().x() > self.width() - 22:
            # The press came through super: without this the chip would stay pressed.
            self.setDown(False)
            self.cleared.emit()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete clears; Enter and the down arrow offer the choices."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, word and sign: an arrow, or × where something is chosen."""
        painter = smooth_painter(self)
        colours = tokens()
        ink = colours.accent if self.chosen else colours.text if self.underMouse() else colours.muted
        ground = colours.accent_soft if self.chosen else colours.neutral_soft
        line = colours.accent if self.hasFocus() else None
        draw_box(painter, self.rect(), ground, line, Space.BADGE_RADIUS + 1, width=1.5)
        words = QRectF(10, 0, self.width() - 30, self.height())
        draw_words(painter, words, self.text(), sized_font(Size.CONTEXT), ink)
        shape = "close" if self.chosen else "chevron_down"
        paint_icon(painter, shape, QRectF(self.width() - 21, (self.height() - 14) / 2, 14, 14), ink)


class ChipFilter(QWidget):
    """A row of chips; a click offers the choices, a click on × or Delete takes the narrowing away."""

    changed = Signal()

    def __init__(self, chips: Sequence[Chip], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(self, spacing=8)
        self._buttons = {chip.key: _ChipButton(chip) for chip in chips}
        # One menu for all chips, filled anew each time: a menu a chip would be a hundred actions that are
        # never seen.
        self._menu = QMenu(self)
        for button in self._buttons.values():
            button.clicked.connect(lambda _=False, pressed=button: self._offer(pressed))
            button.cleared.connect(lambda pressed=button: self._choose(pressed, None))
            flow.addWidget(button)

    def value(self) -> dict[str, str]:
        """The chosen words by key; keys without a choice are left out."""
        return {key: button.chosen for key, button in self._buttons.items() if button.chosen}

    def set_value(self, value: Mapping[str, str]) -> None:
        """Shows the words by key, without telling `changed`."""
        for key, button in self._buttons.items():
            button.show_choice(value.get(key))

    def _offer(self, button: _ChipButton) -> None:
        self._menu.clear()
        for choice in button.chip.choices:
            act = self._menu.addAction(choice)
            act.setCheckable(True)
            act.setChecked(choice == button.chosen)
            # The word is bound as a default: a closure would see the last choice of the loop.
            act.triggered.connect(lambda _=False, word=choice: self._choose(button, word))
        # popup and not exec: exec would run an event loop within this slot, and what it uses could be gone
        # when it returns.
        self._menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _choose(self, button: _ChipButton, word: str | None) -> None:
        if button.chosen != word:
            button.show_choice(word)
            self.changed.emit()
