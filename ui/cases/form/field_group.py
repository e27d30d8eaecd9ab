"""Declared fields laid out as a form: short ones in two columns, long ones full width, labels right-aligned beside them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from fengqiao_desk.fields import EntryContext, Field, Row

from ...look import Space
from ...widgets import Editor, FlagEditor, FlowLayout, LongTextEditor, QuietButton, label
from ...widgets.editors.declared import SHORT_HINT, is_wide, make_editor
from ...widgets.editors.typed_days import TypedDays

_LABEL_WIDTH = 92
# Twice a label and a field of some 160 pixels.
_TWO_COLUMNS_FROM = 540


class FieldGroup(QWidget):
    """The editors of plain fields; `left(name)` tells that the officer is through with one."""

    changed = Signal()
    left = Signal(str)

    def __init__(
        self,
        fields: tuple[Field, ...],
        choices: EntryContext,
        typed: TypedDays,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.fields = fields
        self.editors: dict[str, Editor] = {}
        self.seen: set[str] = set()
        self._wide = {field.name: is_wide(field, choices) for field in fields}
        self._labels: dict[str, QLabel] = {}
        self._hints: dict[str, str] = {}
        self._cells: dict[str, QWidget] = {}
        self._unasked: frozenset[str] = frozenset()
        # Until the first resizeEvent says otherwise.
        self._columns = 2
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        for field in fields:
            self._make(field, choices, typed)
        self._place()

    def entry(self) -> Row:
        """The values as they stand in the editors."""
        return {name: editor.value() for name, editor in self.editors.items()}

    def set_entry(self, entry: Row) -> None:
        """Shows the values; fields that are not in `entry` become empty."""
        for name, editor in self.editors.items():
            editor.set_value(entry.get(name))

    def ask(self, values: Row) -> bool:
        """Shows the fields that are asked for beside these values; whether there is one."""
        unasked = frozenset(field.name for field in self.fields if not field.is_asked(values))
        if unasked != self._unasked:
            self._unasked = unasked
            self._place()
        return len(unasked) < len(self.fields)

    def asked(self) -> list[Editor]:
        """The editors that stand in the form now, in its order."""
        return [editor for name, editor in self.editors.items() if name not in self._unasked]

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """One sentence under each field named, none under the others."""
        for name, editor in self.editors.items():
            if editor.fault() != faults.get(name, ""):
                editor.set_fault(faults.get(name))

    def show_derived(self, values: Row) -> None:
        """What follows from other fields stands in grey in the fields left empty."""
        for field in self.fields:
            editor = self.editors[field.name]
            # Whatever the editor is made of: what is typed into has a placeholder.
            line = editor.findChild(QLineEdit)
            # What the officer wrote stays; only an empty field says what the core would take.
            if line is None or editor.value() not in (None, []):
                continue
            derived = field.kind.show(values.get(field.name)) if values.get(field.name) else ""
            line.setPlaceholderText(f"{derived}（自动得出）" if derived else self._hints[field.name])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column of fields where two have no room."""
        super().resizeEvent(event)
        columns = 2 if event.size().width() >= _TWO_COLUMNS_FROM else 1
        # Only when the number changes: placing lays out anew, and that resizes again.
        if columns != self._columns:
            self._columns = columns
            self._place()

    def _make(self, field: Field, choices: EntryContext, typed: TypedDays) -> None:
        editor = make_editor(field, choices, typed)
        editor.changed.connect(self.changed)
        # `field` is this call's own, so the closure keeps it; in a loop it would be the last.
        editor.left.connect(lambda: self._leave(field.name))
        self.editors[field.name] = editor
        line = editor.findChild(QLineEdit)
        self._hints[field.name] = line.placeholderText() if line else ""
        self._labels[field.name] = _label("" if isinstance(editor, FlagEditor) else field.label)
        cell = _with_note(editor, field.hint)
        if field.blocks and isinstance(editor, LongTextEditor):
            cell = _with_blocks(cell, editor, field.label, choices.text_blocks(field.blocks))
        self._cells[field.name] = cell

    def _leave(self, name: str) -> None:
        self.seen.add(name)
        self.left.emit(name)

    def _place(self) -> None:
        # Only the places are given up, not `empty`: the widgets come back into others.
        while self._grid.takeAt(0):
            pass
        row, column = 0, 0
        for field in (field for field in self.fields if field.name not in self._unasked):
            wide = self._wide[field.name] or self._columns == 1
            if wide and column:
                row, column = row + 1, 0
            self._grid.addWidget(self._labels[field.name], row, column, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self._cells[field.name], row, column + 1, 1, 3 if wide else 1)
            # Four columns of the grid: label, field, label, field.
            row, column = (row, 2) if column == 0 and not wide else (row + 1, 0)
        # Only now: a widget without a parent would be shown as a window.
        for name, cell in self._cells.items():
            for part in (self._labels[name], cell):
                part.setVisible(name not in self._unasked)
        for position in range(4):
            self._grid.setColumnStretch(position, position % 2 if position < self._columns * 2 else 0)
            labelled = position % 2 == 0 and position < self._columns * 2
            self._grid.setColumnMinimumWidth(position, _LABEL_WIDTH if labelled else 0)


def _label(words: str) -> QLabel:
    made = label(words, "context", wrap=True)
    made.setFixedWidth(_LABEL_WIDTH)
    made.setMinimumHeight(Space.CONTROL)
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made


def _with_blocks(cell: QWidget, editor: LongTextEditor, title: str, blocks: Mapping[str, str]) -> QWidget:
    """The station's text blocks as buttons below a long text; one is put where the cursor stands."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(cell)
    row = FlowLayout()
    for name, words in blocks.items():
        button = QuietButton(name)
        button.setAccessibleName(f"在{title}里插入：{name}")
        button.clicked.connect(partial(_insert, editor, words))
        row.addWidget(button)
    column.addLayout(row)
    return whole


def _insert(editor: LongTextEditor, words: str, _checked: bool = False) -> None:
    editor.insert(words)


def _with_note(editor: Editor, hint: str) -> QWidget:
    """A hint too long to stand in the field stands below it."""
    if len(hint) <= SHORT_HINT:
        return editor
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(editor)
    column.addWidget(label(hint, "small", wrap=True))
    return cell
