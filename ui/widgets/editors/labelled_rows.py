"""Rows of a short form: the label right-aligned beside its editor, faults looked up by the field's name."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from fengqiao_desk.problems import Fault

from ...look import Space
from ..words import label
from .field_box import Editor, Plain


class LabelledRows(QWidget):
    """Editors by name, one a row; `show_faults` puts each sentence under its field and returns those without one."""

    def __init__(self, label_width: int = 96, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editors: dict[str, Editor] = {}
        self._labels: dict[str, QWidget] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnMinimumWidth(0, label_width)
        self._grid.setColumnStretch(1, 1)

    def add(self, name: str, words: str, editor: Editor) -> None:
        """One more row."""
        row = self._grid.rowCount()
        shown = label(words, "context")
        # As high as a field, so that a label stands beside the first line of a long one.
        shown.setMinimumHeight(Space.CONTROL)
        self._grid.addWidget(shown, row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(editor, row, 1)
        editor.set_name(words)
        self.editors[name] = editor
        self._labels[name] = shown

    def show_row(self, name: str, shown: bool) -> None:
        """Whether a row stands in the form; its editor keeps what it holds."""
        for part in (self._labels[name], self.editors[name]):
            part.setVisible(shown)

    def values(self) -> dict[str, Plain]:
        """What the editors hold, by the names of the fields."""
        return {name: editor.value() for name, editor in self.editors.items()}

    def text(self, name: str) -> str:
        """The words of a field, empty when nothing stands there."""
        return self.editors[name].text()

    def show_faults(self, faults: Iterable[Fault]) -> list[Fault]:
        """Clears old sentences, shows these, goes to the first; returns the faults of fields that are not here."""
        # Turned round, for the last of a dictionary stays: of several faults of one field the first is shown.
        sentences = {fault.field: fault.message for fault in reversed(list(faults))}
        left = [Fault(field, message) for field, message in sentences.items() if field not in self.editors]
        first = None
        for name, editor in self.editors.items():
            editor.set_fault(sentences.get(name))
            if first is None and name in sentences:
                first = editor
        if first is not None:
            first.setFocus()
        return left
