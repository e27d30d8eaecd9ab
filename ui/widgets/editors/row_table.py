"""A few rows of editors side by side under one heading line, with a button to add and one to take away each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from fengqiao_desk.problems import Fault

from ..buttons import IconButton, QuietButton
from ..emptying import take_out
from ..words import label
from .field_box import Editor, Plain

Record = TypeVar("Record")


@dataclass(frozen=True)
class TableColumn:
    """One column: the field's name, its label, how its editor is made, its share of the width."""

    name: str
    label: str
    make: Callable[[], Editor]
    share: int = 1


class RowTable(QWidget):
    """`values` gives the rows that hold anything; faults are addressed `prefix[2].name`, rows counted from 1."""

    changed = Signal()

    def __init__(self, prefix: str, columns: Sequence[TableColumn], add_words: str) -> None:
        super().__init__()
        self._prefix = prefix
        self._columns = tuple(columns)
        self.rows: list[dict[str, Editor]] = []
        self._fresh: dict[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for box in (self, holder):
            box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._grid.setSpacing(8)
        for place, part in enumerate(self._columns):
            self._grid.addWidget(label(part.label, "context"), 0, place)
            self._grid.setColumnStretch(place, part.share)
        column.addWidget(holder)
        self.add_button = QuietButton(add_words, icon_name="add")
        # A lambda, for `clicked` hands over whether it is checked, which add_row would take for values.
        self.add_button.clicked.connect(lambda: self.add_row().setFocus())
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def add_row(self, values: dict[str, Plain] | None = None) -> Editor:
        """One more row; returns its first editor."""
        made = {part.name: part.make() for part in self._columns}
        # What a row is born with, a preset role or level: by that alone it holds nothing.
        self._fresh = self._fresh or self._texts(made)
        # A grid never gives rows back: after one was taken away its place stays empty, without height.
        line = self._grid.rowCount()
        for place, part in enumerate(self._columns):
            editor = made[part.name]
            editor.set_name(f"第 {len(self.rows) + 1} 行 {part.label}")
            editor.changed.connect(self.changed)
            if values is not None:
                editor.set_value(values.get(part.name))
            self._grid.addWidget(editor, line, place, Qt.AlignmentFlag.AlignTop)
        away = IconButton("close", f"去掉第 {len(self.rows) + 1} 行")
        # The button is the sender: the connection ends with the row.
        away.clicked.connect(lambda: self._remove(made, away))
        self._grid.addWidget(away, line, len(self._columns), Qt.AlignmentFlag.AlignTop)
        self.rows.append(made)
        return made[self._columns[0].name]

    def values(self) -> list[dict[str, str]]:
        """The rows in order; text, empty where nothing stands; rows as they were when added are left out."""
        return [self._texts(row) for row in self._filled()]

    def records(self, record: Callable[..., Record]) -> list[Record]:
        """The rows that hold anything, each as a record made of its texts by the names of the columns."""
        return [record(**texts) for texts in self.values()]

    def editors_of(self, name: str) -> list[Editor]:
        """The editors of one column from top to bottom."""
        return [row[name] for row in self.rows]

    def show_faults(self, faults: Iterable[Fault]) -> None:
        """Puts each sentence under its field and goes to the first."""
        sentences = {fault.field: fault.message for fault in faults}
        first: Editor | None = None
        for number, row in enumerate(self._filled(), start=1):
            for name, editor in row.items():
                sentence = sentences.get(f"{self._prefix}[{number}].{name}")
                editor.set_fault(sentence)
                first = first or (editor if sentence else None)
        if first is not None:
            first.setFocus()

    def _filled(self) -> list[dict[str, Editor]]:
        return [row for row in self.rows if self._texts(row) != self._fresh]

    def _texts(self, row: dict[str, Editor]) -> dict[str, str]:
        return {name: str(editor.value() or "") for name, editor in row.items()}

    def _remove(self, row: dict[str, Editor], away: IconButton) -> None:
        self.rows.remove(row)
        for part in (*row.values(), away):
            take_out(self._grid, part)
        self.changed.emit()
