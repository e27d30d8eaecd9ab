"""The one shape of all editors, and the box with line, focus and fault that they stand in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...look import Space, tokens
from ..painting import draw_box, smooth_painter
from ..words import FaultLabel

Plain = str | int | bool | list[str] | dict[str, bool] | None
"""What an editor holds: the plain data of an entry (days and moments as ISO text, amounts as `1200.50`, points as `{"畅通": true}`)."""


class FieldBox(QFrame):
    """The frame of a field: shows focus of the widgets it holds, a fault, and that it is only to be read."""

    focused = Signal(bool)

    def __init__(self, parent: QWidget | None = None, *, sunken: bool = False) -> None:
        super().__init__(parent)
        self._sunken = sunken
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(11, 1, 8, 1)
        self.row.setSpacing(6)
        self.setMinimumHeight(Space.CONTROL)
        self._faulty = False
        self._read_only = False
        self._with_focus = False

    def hold(self, widget: QWidget, stretch: int = 0) -> None:
        """Takes `widget` in at the right end and follows its focus."""
        self.row.addWidget(widget, stretch)
        # The box itself never has the focus: it learns from what it holds.
        widget.installEventFilter(self)

    def show_fault(self, faulty: bool) -> None:
        """Whether the line is that of a fault."""
        self._faulty = faulty
        self.update()

    def show_read_only(self, read_only: bool) -> None:
        """Whether it looks as what is only to be read."""
        self._read_only = read_only
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the focus of what it holds, and tells `focused`."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._with_focus = event.type() is QEvent.Type.FocusIn
            self.focused.emit(self._with_focus)
            self.update()
        # Only looked at: the event goes on to its widget.
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and line; a fault goes before focus, focus before the rest."""
        colours = tokens()
        only_read = self._read_only or not self.isEnabled()
        line = None if only_read else colours.box_line
        if self._with_focus:
            line = colours.accent
        if self._faulty:
            line = colours.danger
        ground = colours.sunken if only_read or (self._sunken and not self._with_focus) else colours.surface
        width = 1.6 if self._with_focus else 1.0
        draw_box(smooth_painter(self), self.rect(), ground, line, Space.CONTROL_RADIUS, width=width)


class Editor(QWidget):
    """One field of a form; `changed` tells what the officer did, not the program; `left` that focus went."""

    changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._fault = FaultLabel()
        self._heart: QWidget = self
        self._marked: FieldBox | None = None

    def value(self) -> Plain:
        """The field as an entry has it; None when empty; the words as typed where they cannot be read."""
        raise NotImplementedError

    def text(self) -> str:
        """The value in words, empty when nothing stands there."""
        value = self.value()
        return "" if value is None else str(value)

    def set_value(self, value: Plain) -> None:
        """Shows `value` without telling `changed`."""
        raise NotImplementedError

    def set_read_only(self, read_only: bool) -> None:
        """Lets the officer read and copy, not change."""
        raise NotImplementedError

    def set_name(self, name: str) -> None:
        """The field's label, for screen readers."""
        self.setAccessibleName(name)
        self._heart.setAccessibleName(name)

    def set_fault(self, sentence: str | None) -> None:
        """The sentence under the field; None takes it away."""
        self._fault.set_fault(sentence)
        # Read out when the field gets the focus: the label below it is no part of it for a screen reader.
        self._heart.setAccessibleDescription(sentence or "")
        if self._marked is not None:
            self._marked.show_fault(bool(sentence))

    def fault(self) -> str:
        """The sentence shown now, empty when there is none."""
        return self._fault.text()

    def _compose(self, box: QWidget, heart: QWidget) -> None:
        """Builds the editor of its box and the widget that takes the focus."""
        self._heart = heart
        self._column.addWidget(box)
        self._column.addWidget(self._fault)
        # In a row of the grid a taller neighbour must not stretch the field.
        self._column.addStretch()
        # What holds the focus is the heart; the editor passes it on by its proxy, so that setFocus on either
        # is the same.
        heart.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(heart)
        if isinstance(box, FieldBox):
            self._marked = box
            box.focused.connect(self._focus_moved)

    def _focus_moved(self, inside: bool) -> None:
        if not inside:
            self.left.emit()
