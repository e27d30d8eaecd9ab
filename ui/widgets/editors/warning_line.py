"""A line under a field that warns; the entry can be saved all the same."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...look import Tone, paint_icon, tokens
from ..painting import smooth_painter
from ..words import label
from .field_box import Editor

_SIGN = 15
_BEFORE_WORDS = 21


class WarningLine(QWidget):
    """A sentence beside the sign of warnings; `tell("")` hides it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = label("", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(_BEFORE_WORDS, 0, 0, 0)
        column.addWidget(self._words)

    def words(self) -> str:
        """The sentence shown now; empty when there is none."""
        return self._words.text()

    def tell(self, sentence: str) -> None:
        """Shows the sentence; an empty one hides the line."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sign beside the first line of the sentence."""
        first_line = self._words.fontMetrics().height()
        place = QRectF(0, (first_line - _SIGN) / 2, _SIGN, _SIGN)
        paint_icon(smooth_painter(self), "warning", place, tokens().ink(Tone.WARNING))


def warn(editor: Editor, sentence: str) -> None:
    """Puts the sentence under the box of the editor; an empty one takes it away."""
    line = editor.findChild(WarningLine)
    if line is None:
        line = WarningLine(editor)
        column = editor.layout()
        assert isinstance(column, QVBoxLayout)
        # Under the box and above the fault: editors are laid out by `Editor._compose`.
        column.insertWidget(1, line)
    line.tell(sentence)


def shown_warning(editor: Editor) -> str:
    """The warning under this editor; empty when there is none."""
    line = editor.findChild(WarningLine)
    return line.words() if line is not None else ""
