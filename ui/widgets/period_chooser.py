"""Which days are counted: a month with the months beside it, or any period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from fengqiao_desk.values import NotValid
from fengqiao_desk.values.days import Period, add_months, month_period, parse_day

from .buttons import IconButton
from .day_editors import DayEditor, DayParser
from .picks import SegmentedEditor
from .words import label

BY_MONTH, BY_DAYS = "按月", "按期间"


class PeriodChooser(QWidget):
    """`changed` when another period stands there; `period()` is the last one that can be read.

    `days_of` gives the days of a month `2026-11`, where a station's month is not that of the calendar.
    """

    changed = Signal()

    def __init__(
        self,
        today: date,
        parse: DayParser,
        parent: QWidget | None = None,
        days_of: Callable[[str], Period] = month_period,
    ) -> None:
        super().__init__(parent)
        self._days_of = days_of
        self._month = today.replace(day=1)
        self._days = Period(self._month, today)
        self.how = SegmentedEditor((BY_MONTH, BY_DAYS))
        self.how.set_name("统计期间")
        self.how.set_value(BY_MONTH)
        self.month_words = label("", "strong")
        self.first, self.last = DayEditor(parse), DayEditor(parse)
        self.first.set_name("起始日期")
        self.last.set_name("截止日期")
        self.first.set_value(self._month.isoformat())
        self.last.set_value(today.isoformat())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._month_side())
        self._stack.addWidget(self._days_side())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.how)
        row.addWidget(self._stack)
        row.addStretch()
        self.how.changed.connect(self._show)
        self.first.changed.connect(self._read_days)
        self.last.changed.connect(self._read_days)
        self._show()

    def period(self) -> Period:
        return self._days_of(f"{self._month:%Y-%m}") if self._by_month() else self._days

    def show_month(self, month: str) -> None:
        """`2026-11`; raises NotValid."""
        self._month = month_period(month).first
        self.how.set_value(BY_MONTH)
        self._show()

    def show_days(self, first: date, last: date) -> None:
        self.how.set_value(BY_DAYS)
        self.first.set_value(first.isoformat())
        self.last.set_value(last.isoformat())
        self._show()
        self._read_days()

    def step(self, months: int) -> None:
        """The month so many after the one shown."""
        self._month = add_months(self._month, months)
        self._show()

    def _by_month(self) -> bool:
        return self.how.value() == BY_MONTH

    def _show(self) -> None:
        self._stack.setCurrentIndex(0 if self._by_month() else 1)
        self.month_words.setText(f"{self._month.year}年{self._month.month}月")
        self.changed.emit()

    def _read_days(self) -> None:
        """Says under the second day why the two make no period; the last good one stays."""
        try:
            self._days = Period(parse_day(str(self.first.value())), parse_day(str(self.last.value())))
        except NotValid as fault:
            self.last.set_fault(str(fault))
            return
        self.last.set_fault(None)
        self.changed.emit()

    def _month_side(self) -> QWidget:
        before, after = IconButton("chevron_left", "上一个月"), IconButton("chevron_right", "下一个月")
        before.clicked.connect(lambda: self.step(-1))
        after.clicked.connect(lambda: self.step(1))
        return _row(before, self.month_words, after)

    def _days_side(self) -> QWidget:
        for editor in (self.first, self.last):
            editor.setFixedWidth(190)
        return _row(self.first, label("至", "context"), self.last)


def _row(*parts: QWidget) -> QWidget:
    side = QWidget()
    row = QHBoxLayout(side)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part)
    row.addStretch()
    return side
