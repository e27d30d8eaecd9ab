"""Rows of fields edited in place: parties, goods, clauses; each row can be added and taken away."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.fields import EntryContext, Field, Row

from ...actions import ADD_PART
from ...widgets import Card, FaultLabel, HairLine, IconButton, QuietButton, label
from ...widgets.editors.typed_days import TypedDays
from ...widgets.emptying import take_out
from .entry import is_blank
from .field_group import FieldGroup


class RowBox(QWidget):
    """One row: its place, its fields, the button that takes it away."""

    def __init__(self, group: FieldGroup) -> None:
        super().__init__()
        self.group = group
        self._line = HairLine()
        self._place = label("", "small")
        self.remove = IconButton("close", "")
        head = QHBoxLayout()
        head.addWidget(self._place, 1)
        head.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._line)
        column.addLayout(head)
        column.addWidget(group)

    def set_place(self, words: str, place: int) -> None:
        """Which row it is, for the eye and for a screen reader."""
        self._line.setVisible(place > 1)
        self._place.setText(f"{words} {place}")
        self.group.setAccessibleName(f"{words} {place}")
        self.remove.setAccessibleName(f"去掉{words} {place}")
        self.remove.setToolTip(f"去掉{words} {place}")


class RowsCard(Card):
    """The card of one field of rows; rows left blank are no part of the entry."""

    changed = Signal()
    left = Signal()

    def __init__(self, field: Field, choices: EntryContext, typed: TypedDays, key: str = "") -> None:
        super().__init__(field.label)
        self.field = field
        self._choices, self._typed = choices, typed
        self.rows: list[RowBox] = []
        self._fault = FaultLabel()
        self.more = QuietButton(ADD_PART.title, icon_name=ADD_PART.icon, key=key)
        self.more.setAccessibleName(f"{ADD_PART.title}{field.label}")
        self.more.clicked.connect(self.begin_row)
        self.head.addWidget(self.more)
        self.body.addWidget(self._fault)

    def entry(self) -> list[Row]:
        """The rows that hold anything, in their order."""
        return [row for row in (box.group.entry() for box in self.rows) if not is_blank(row)]

    def set_entry(self, rows: list[Row]) -> None:
        """Shows these rows instead of the former ones."""
        for box in list(self.rows):
            self._drop(box)
        for row in rows:
            self._add().group.set_entry(row)

    def filled(self) -> list[FieldGroup]:
        """The groups of the rows that are part of the entry, in its order."""
        return [box.group for box in self.rows if not is_blank(box.group.entry())]

    def show_faults(self, own: str, rows: Mapping[int, Mapping[str, str]]) -> None:
        """`own` is about the rows as a whole; `rows` counts the rows of the entry from 1."""
        self._fault.set_fault(own or None)
        filled = self.filled()
        for box in self.rows:
            # The core counts the rows it was given: blank ones are none of them.
            place = filled.index(box.group) + 1 if box.group in filled else 0
            box.group.show_faults(rows.get(place, {}))

    def fault(self) -> str:
        """The sentence about the rows as a whole; empty when there is none."""
        return self._fault.text()

    def begin_row(self) -> None:
        """Adds a row and goes to its first field."""
        group = self._add().group
        next(iter(group.editors.values())).setFocus()
        self.changed.emit()

    def _add(self) -> RowBox:
        group = FieldGroup(self.field.rows, self._choices, self._typed)
        group.changed.connect(self.changed)
        group.left.connect(lambda _: self.left.emit())
        box = RowBox(group)
        box.remove.clicked.connect(lambda: self._take_away(box))
        self.rows.append(box)
        self.body.addWidget(box)
        self._count()
        return box

    def _take_away(self, box: RowBox) -> None:
        self._drop(box)
        # The button that had the keyboard goes with its row.
        self.more.setFocus()
        self.changed.emit()

    def _drop(self, box: RowBox) -> None:
        self.rows.remove(box)
        take_out(self.body, box)
        self._count()

    def _count(self) -> None:
        for place, box in enumerate(self.rows, start=1):
            box.set_place(self.field.label, place)
