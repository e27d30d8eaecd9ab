"""Beside the figures: the records behind one of them, or the texts and corrections of the period."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ..context import WindowContext
from ..widgets import SegmentedEditor
from .figure_records import FigureRecords
from .summary_side import SummarySide

RECORDS: Final = "记录"
TEXTS: Final = "汇报文字和更正"


class StatisticsSides(QWidget):
    """Two views, one at a time."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self.records = FigureRecords(context)
        self.texts = SummarySide(context)
        self.views = SegmentedEditor((RECORDS, TEXTS))
        self.views.set_name("右边看什么")
        self._stack = QStackedWidget()
        for side in (self.records, self.texts):
            self._stack.addWidget(side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.views)
        column.addWidget(self._stack, 1)
        self.views.changed.connect(self._show)
        self.show_view(RECORDS)

    def show_view(self, view: str) -> None:
        """RECORDS or TEXTS."""
        self.views.set_value(view)
        self._show()

    def _show(self) -> None:
        self._stack.setCurrentIndex(0 if self.views.value() == RECORDS else 1)
