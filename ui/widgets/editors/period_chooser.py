"""Which days are counted: a month, quarter, half-year or year with those beside it, or any period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from fengqiao_desk.summaries import HALF, MONTH, QUARTER, YEAR, Span, parse_span
from fengqiao_desk.values import NotValid
from fengqiao_desk.values.days import Period, parse_day

from ..buttons import IconButton
from ..words import label
from .day_editors import DayEditor, DayParser
from .picks import SegmentedEditor

BY_MONTH: Final = "月"
BY_DAYS: Final = "任意期间"
_SPANS: Final = {BY_MONTH: MONTH, "季度": QUARTER, "半年": HALF, "年": YEAR}


class PeriodChooser(QWidget):
    """`changed` when another period stands there; `period()` is the last one that can be read.

    `days_of` gives the days of a span as the station counts them, `span_at(day, months)` the span in which a day lies. Going to the
    longer spans and back ends at the month that was left.
    """

    changed = Signal()

    def __init__(
        self,
        today: date,
        parse: DayParser,
        days_of: Callable[[Span], Period],
        span_at: Callable[[date, int], Span],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._days_of, self._span_at = days_of, span_at
        # The month stands for the span: from it quarter and year are found, and back again.
        self._month = span_at(today, MONTH)
        self._days = Period(today.replace(day=1), today)
        self.how = SegmentedEditor((*_SPANS, BY_DAYS))
        self.how.set_name("统计期间")
        self.how.set_value(BY_MONTH)
        self.words = label("", "strong")
        self._before, self._after = IconButton("chevron_left", ""), IconButton("chevron_right", "")
        self.first, self.last = DayEditor(parse), DayEditor(parse)
        self.first.set_name("起始日期")
        self.last.set_name("截止日期")
        self.first.set_value(self._days.start)
        self.last.set_value(today.isoformat())
        # A stack and not hidden parts: it keeps the room of the wider side, and nothing beside it jumps.
        self._stack = QStackedWidget()
        self._stack.addWidget(self._span_side())
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
        """The days that are counted, from the first to the last."""
        span = self.span()
        return self._days_of(span) if span else self._days

    def span(self) -> Span | None:
        """None while any days are chosen."""
        months = _SPANS.get(str(self.how.value()))
        return self._span_at(self._days_of(self._month).last, months) if months else None

    def show_span(self, name: str) -> None:
        """`2026-11`, `2026-Q3`, `2026-H1` or `2026`; raises NotValid."""
        span = parse_span(name)
        self._month = Span(span.first, MONTH)
        self.how.set_value(next(words for words, months in _SPANS.items() if months == span.months))
        self._show()

    def step(self, number: int) -> None:
        """The span so many after the one shown."""
        if span := self.span():
            self._month = self._month.step(number * span.months)
            self._show()

    def _show(self) -> None:
        span = self.span()
        self._stack.setCurrentIndex(0 if span else 1)
        if span:
            self.words.setText(span.title)
            for button, words, beside in ((self._before, "上一期", -1), (self._after, "下一期", 1)):
                button.setAccessibleName(f"{words}：{span.step(beside).title}")
                button.setToolTip(span.step(beside).title)
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

    def _span_side(self) -> QWidget:
        self._before.clicked.connect(lambda: self.step(-1))
        self._after.clicked.connect(lambda: self.step(1))
        return _row(self._before, self.words, self._after)

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
