"""Editors that offer terms: one choice of a vocabulary, several names."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from ...look import Tone
from ..buttons import IconButton
from ..containers import FlowLayout
from ..emptying import take_out
from ..words import Badge
from .field_box import Editor, FieldBox, Plain
from .suggestions import SuggestionList

_SEPARATORS = ("、", "，", ",", ";", "；")


class ChoiceEditor(Editor):
    """One term; typing finds it anywhere in the word; what is not listed is given back as typed."""

    def __init__(self, choices: Sequence[str] = (), hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = QLineEdit()
        self._line.setPlaceholderText(hint)
        self._frame = FieldBox()
        self._frame.row.setContentsMargins(11, 1, 3, 1)
        self._frame.hold(self._line, 1)
        self._open = IconButton("chevron_down", "全部选项")
        # The arrow is for the mouse; the keyboard opens the list from the line with the down arrow.
        self._open.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._open.clicked.connect(self._offer_all)
        self._frame.row.addWidget(self._open)
        self.suggestions = SuggestionList(self._line, self._frame)
        self.suggestions.taken.connect(self._take)
        # textEdited comes of the officer alone, so that set_value tells nobody.
        self._line.textEdited.connect(self._typed)
        self._compose(self._frame, self._line)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[str]) -> None:
        """Other terms to offer; what stands in the field stays."""
        self.suggestions.set_terms(choices)

    def value(self) -> Plain:
        """The term, or the words as typed; None when empty."""
        return self._line.text().strip() or None

    def set_value(self, value: Plain) -> None:
        """Shows a term; None empties the field."""
        self._line.setText("" if value is None else str(value))
        # Of a long word the beginning is seen, not the end.
        self._line.setCursorPosition(0)

    def set_read_only(self, read_only: bool) -> None:
        """The words can be marked and copied; nothing is offered."""
        self._line.setReadOnly(read_only)
        self._open.setVisible(not read_only)
        self._frame.show_read_only(read_only)

    def _typed(self, typed: str) -> None:
        self.suggestions.offer(typed.strip())
        self.changed.emit()

    def _take(self, term: str) -> None:
        self._line.setText(term)
        self.changed.emit()

    def _offer_all(self) -> None:
        self._line.setFocus()
        # The second click on the arrow closes the list: it has no focus of its own that the click could take
        # away.
        if self.suggestions.isVisible():
            self.suggestions.hide()
        else:
            self.suggestions.offer("")


class NameChip(QFrame):
    """One name with the button that takes it away."""

    removed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        row.addWidget(Badge(name, Tone.ACCENT))
        self.button = IconButton("close", f"去掉 {name}")
        # No larger than the letters beside it.
        self.button.setIconSize(QSize(12, 12))
        self.button.clicked.connect(lambda: self.removed.emit(self.name))
        row.addWidget(self.button)


class _NamesLine(QLineEdit):
    """The line among the chips: Enter or a separator makes a chip, Backspace takes the last one."""

    ended = Signal()
    emptied = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or a separator ends a name; Backspace in the empty line takes the last one."""
        separates = event.text() in _SEPARATORS
        ends = separates or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        # While an input method composes the line is empty of it, and its Enter is its own.
        if ends and event.text() and self.text().strip():
            self.ended.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
        # A separator in the empty line is swallowed: it would begin a name with a comma.
        elif not separates or self.text():
            super().keyPressEvent(event)


class NamesEditor(Editor):
    """Several names, each a chip; the value is a list of text in the order of entry, without doubles."""

    def __init__(self, choices: Sequence[str] = (), hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self._chips: list[NameChip] = []
        self._read_only = False
        self._line = _NamesLine()
        self._line.setPlaceholderText(hint)
        self._line.setMinimumWidth(90)
        self._frame = _ChipBox(self._line)
        self.suggestions = SuggestionList(self._line, self._frame)
        self.suggestions.set_terms(choices)
        self.suggestions.taken.connect(self._add)
        self._line.textEdited.connect(self._typed)
        self._line.ended.connect(lambda: self._add(self._line.text()))
        self._line.emptied.connect(lambda: self._remove(self._names[-1]) if self._names else None)
        self._compose(self._frame, self._line)
        # Who types a name and goes on by Tab means that name.
        self.left.connect(lambda: self._add(self._line.text()))

    def set_choices(self, choices: Sequence[str]) -> None:
        """Other names to offer; the chips stay."""
        self.suggestions.set_terms(choices)

    def value(self) -> Plain:
        """The names in their order, with the one that is still being typed; an empty list when there is none."""
        typed = self._line.text().strip()
        # Saving by shortcut leaves no field first: what is still in the line counts.
        return [*self._names, typed] if typed and typed not in self._names else list(self._names)

    def set_value(self, value: Plain) -> None:
        """Shows a chip a name."""
        self._names = list(value) if isinstance(value, list) else [str(value)] if value else []
        self._line.clear()
        self._show()

    def set_read_only(self, read_only: bool) -> None:
        """The chips stay without their crosses, and without the line."""
        self._read_only = read_only
        self._line.setVisible(not read_only)
        self._frame.show_read_only(read_only)
        self._show()

    def _typed(self, typed: str) -> None:
        # Several names pasted at once are taken apart; typed separators were caught as keys.
        for separator in _SEPARATORS:
            typed = typed.replace(separator, "\n")
        *whole, rest = typed.split("\n")
        for name in whole:
            self._add(name)
        if whole:
            self._line.setText(rest)
        self.suggestions.offer(rest.strip())
        self.changed.emit()

    def _add(self, name: str) -> None:
        # Before `changed` is told: the name would count twice, as a chip and as typed.
        self._line.clear()
        self.suggestions.hide()
        if (name := name.strip()) and name not in self._names:
            self._names.append(name)
            self._show()
            self.changed.emit()

    def _remove(self, name: str) -> None:
        self._names.remove(name)
        self._show()
        self._line.setFocus()
        self.changed.emit()

    def _show(self) -> None:
        for chip in self._chips:
            take_out(self._frame.flow, chip)
        self._chips = [NameChip(name) for name in self._names]
        for place, chip in enumerate(self._chips):
            chip.removed.connect(self._remove)
            chip.button.setVisible(not self._read_only)
            self._frame.flow.insert(place, chip)
        # The box has another height for its width now, and its layout does not look inside.
        self._frame.updateGeometry()


class _ChipBox(FieldBox):
    """A field box of chips in lines, the typing line last; a click anywhere goes to the line."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__()
        self._line = line
        self.row.setContentsMargins(8, 5, 8, 5)
        holder = QWidget()
        self.flow = FlowLayout(holder, spacing=4)
        self.flow.addWidget(line)
        line.installEventFilter(self)
        self.row.addWidget(holder, 1)
        policy = self.sizePolicy()
        # Without it layouts ask sizeHint alone, and chips of a second line would be cut.
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """True: more chips, more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines of chips at this width, in pixels."""
        # The margins of the row: 8 at the sides, 5 above and below.
        return max(self.minimumHeight(), self.flow.heightForWidth(width - 16) + 10)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click between the chips goes to the line."""
        self._line.setFocus()
