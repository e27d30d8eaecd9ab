"""The bar over a list while several cases are selected: how many, and what can be done with all of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fengqiao_desk.cases import CaseKind

from ..actions import SELECT_NONE
from ..widgets import LinkButton, QuietButton, label


class SelectionBar(QWidget):
    """`asked(step)` for the selected cases, `dropped` to select none; hidden unless several are selected."""

    asked = Signal(str)
    dropped = Signal()

    def __init__(self, kind: CaseKind) -> None:
        super().__init__()
        self._measure = kind.measure
        self._steps = [step for step in kind.steps if step.in_bulk]
        self._words = label("", "strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._words)
        self.buttons = [QuietButton(step.title) for step in self._steps]
        for step, button in zip(self._steps, self.buttons, strict=True):
            # partial binds this step; a lambda would see the last of the loop.
            button.clicked.connect(partial(self._ask, step.key))
            row.addWidget(button)
        drop = LinkButton.of(SELECT_NONE)
        drop.clicked.connect(self.dropped)
        row.addWidget(drop)
        row.addStretch(1)
        self.hide()

    def has_steps(self) -> bool:
        """Whether the kind has any step for several cases."""
        return bool(self._steps)

    def set_count(self, count: int) -> None:
        """Says how many are selected; one alone needs no bar."""
        self._words.setText(f"已选 {count} {self._measure}")
        for step, button in zip(self._steps, self.buttons, strict=True):
            button.setAccessibleName(f"{step.title}已选的 {count} {self._measure}")
        self.setVisible(count > 1 and self.has_steps())

    def _ask(self, step: str, _checked: bool = False) -> None:
        self.asked.emit(step)
