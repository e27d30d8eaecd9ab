"""Editor of a check list whose points are given: each is answered with yes, no, or left to be looked into."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from ..words import label
from .field_box import Editor, Plain
from .picks import SegmentedEditor

_YES, _NO, _OPEN = "是", "否", "待查"
_ANSWERS = {_YES: True, _NO: False}
_ANSWER_WIDTH = 186


class PointsEditor(Editor):
    """The value is `{"多次实施违反治安管理行为": false}`; points still to be looked into are left out."""

    def __init__(self, points: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame = QFrame()
        self._grid = QGridLayout(self._frame)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self.answers: dict[str, SegmentedEditor] = {}
        for point in points:
            self._add(point)
        self._compose(self._frame, next(iter(self.answers.values())))

    def value(self) -> Plain:
        """The points that were answered, True for yes; None when none was."""
        found = {point: _ANSWERS.get(str(answer.value())) for point, answer in self.answers.items()}
        return {point: answer for point, answer in found.items() if answer is not None} or None

    def set_value(self, value: Plain) -> None:
        """Points that are no longer asked for are shown with their answer."""
        known = value if isinstance(value, dict) else {}
        for point in known.keys() - self.answers.keys():
            self._add(point)
        for point, answer in self.answers.items():
            answered = known.get(point)
            answer.set_value(_OPEN if answered is None else _YES if answered else _NO)

    def set_read_only(self, read_only: bool) -> None:
        """The answers can be seen, not changed."""
        self._frame.setEnabled(not read_only)

    def _add(self, point: str) -> None:
        answer = SegmentedEditor((_YES, _NO, _OPEN))
        answer.set_name(point)
        answer.set_value(_OPEN)
        answer.setFixedWidth(_ANSWER_WIDTH)
        answer.changed.connect(self.changed)
        # There is no field to leave: with the choice the officer is through with the point.
        answer.changed.connect(self.left)
        # Counted before it is added: the row of the next point.
        row = len(self.answers)
        self._grid.addWidget(label(point, wrap=True), row, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(answer, row, 1)
        self.answers[point] = answer
