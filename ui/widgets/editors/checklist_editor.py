"""Editor of a check list: points in words, each with yes or no."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ...actions import ADD_POINT
from ..buttons import IconButton, QuietButton
from ..emptying import take_out
from .field_box import Editor, Plain
from .picks import SegmentedEditor
from .text_editors import LineEditor

_YES, _NO = "是", "否"


class _Point(QWidget):
    """One point: its words, yes or no, and the button that takes it away."""

    def __init__(self, words: str, done: bool | None) -> None:
        super().__init__()
        self.words = LineEditor("检查项目")
        self.words.set_name("检查项目")
        self.words.set_value(words)
        self.done = SegmentedEditor((_YES, _NO))
        self.done.set_name("是否符合")
        self.done.set_value(None if done is None else _YES if done else _NO)
        # All answers stand in one column under each other.
        self.done.setFixedWidth(120)
        self.remove = IconButton("close", "去掉这一项")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.done)
        row.addWidget(self.remove)


class ChecklistEditor(Editor):
    """The value is `{"安全出口畅通": true}`; points without words or without an answer are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        frame = QFrame()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._points: list[_Point] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self._more = QuietButton.of(ADD_POINT)
        self._more.clicked.connect(self.begin_point)
        column.addLayout(self._list)
        row = QHBoxLayout()
        row.addWidget(self._more)
        row.addStretch()
        column.addLayout(row)
        self._outer = frame
        self._compose(frame, self._more)

    def value(self) -> Plain:
        """Points that have words and an answer, in their order; None when there is none."""
        answered = {str(point.words.value()): point.done.value() == _YES for point in self._answered()}
        return answered or None

    def set_value(self, value: Plain) -> None:
        """Shows these points; a point without an answer yet has None."""
        # A copy: _drop takes each out of the list that is walked.
        for point in list(self._points):
            self._drop(point)
        for words, done in (value if isinstance(value, dict) else {}).items():
            self._add(words, done)

    def set_read_only(self, read_only: bool) -> None:
        """The points can be read; nothing in them can be pressed."""
        self._outer.setEnabled(not read_only)

    def _answered(self) -> list[_Point]:
        return [point for point in self._points if point.words.value() and point.done.value()]

    def begin_point(self) -> None:
        """One more point, empty, with the keyboard in it."""
        # No `changed`: an empty point is no part of the value yet.
        self._add("", None).words.setFocus()

    def _add(self, words: str, done: bool | None) -> _Point:
        point = _Point(words, done)
        point.words.changed.connect(self.changed)
        point.done.changed.connect(self.changed)
        point.remove.clicked.connect(lambda: self._take_away(point))
        self._points.append(point)
        self._list.addWidget(point)
        return point

    def _take_away(self, point: _Point) -> None:
        self._drop(point)
        self.changed.emit()

    def _drop(self, point: _Point) -> None:
        self._points.remove(point)
        take_out(self._list, point)
