"""Editors of a day and of a moment: typed freely, read by a parser handed in, or picked in a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolButton, QVBoxLayout, QWidget

from ...look import icon, tokens
from ..buttons import IconButton
from ..words import label
from .field_box import Editor, FieldBox, Plain

_CURSOR = 8
"""Room for the cursor beside the last character."""
WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")

DayParser = Callable[[str], date | None]
"""Reads what an officer typed (`11.21`, `昨天`, `20261121`); None when it is no day."""

MomentParser = Callable[[str], datetime | None]
"""Reads a typed moment (`11.21 8:40`, `今天 14时`); None when it is no moment."""


def iso_day(typed: str) -> date | None:
    """The plain parser: `2026-11-21` only."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def iso_moment(typed: str) -> datetime | None:
    """The plain parser: `2026-11-21T08:40` or with a blank."""
    try:
        return datetime.fromisoformat(typed)
    except ValueError:
        return None


class CalendarPopup(QFrame):
    """A month to pick a day from (`picked`); closes with the choice, with Esc or a click beside it."""

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        # A popup closes by itself at a click beside it, and takes the keyboard while it is open.
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("calendar_popup")
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        self._month = QCalendarWidget()
        # The program speaks Chinese whatever the desktop's language is.
        self._month.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self._month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._month.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        self._month.setAccessibleName("日历")
        self._month.setMinimumSize(310, 250)
        # Enter or a double click; a single click is `clicked`.
        self._month.activated.connect(self._pick)
        self._month.clicked.connect(self._pick)
        column.addWidget(self._month)

    def open_below(self, field: QWidget, day: date | None) -> None:
        """Shows the month of `day`, or of today when it is None, under `field`."""
        # Each time anew: light and dark may have changed since.
        self._colour_month()
        self._month.setSelectedDate(QDate(day.year, day.month, day.day) if day else QDate.currentDate())
        self.move(field.mapToGlobal(QPoint(0, field.height() + 3)))
        # Moved before it is shown, or it would be seen jumping.
        self.show()
        self._month.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it without a choice."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _pick(self, day: QDate) -> None:
        self.hide()
        self.picked.emit(date(day.year(), day.month(), day.day()))

    def _colour_month(self) -> None:
        heading, weekend = QTextCharFormat(), QTextCharFormat()
        # Cells of the calendar are drawn by text formats, which no stylesheet reaches.
        heading.setForeground(QColor(tokens().muted))
        weekend.setForeground(QColor(tokens().danger))
        self._month.setHeaderTextFormat(heading)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._month.setWeekdayTextFormat(day, weekend)
        for name, shape in (("prevmonth", "chevron_left"), ("nextmonth", "chevron_right")):
            # Qt gives no other way to the arrows; these names have stood since Qt 4.
            button = self._month.findChild(QToolButton, f"qt_calendar_{name}")
            if isinstance(button, QToolButton):
                button.setIcon(icon(shape, "muted"))


class DayEditor(Editor):
    """A day; the value is ISO text, or the words as typed where the parser finds no day in them."""

    def __init__(self, parse: DayParser = iso_day, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parse = parse
        self._line = QLineEdit()
        self._line.setPlaceholderText(hint or "如 2026-11-21、11.21、昨天")
        self._weekday = label("")
        self._frame = FieldBox()
        self._frame.row.setContentsMargins(11, 1, 3, 1)
        self._frame.hold(self._line, 1)
        self._frame.row.addWidget(self._weekday)
        self._button = IconButton("calendar", "从日历选")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self.open_calendar)
        self._frame.row.addWidget(self._button)
        self._line.textEdited.connect(self._typed)
        self._calendar: CalendarPopup | None = None
        self._compose(self._frame, self._line)
        self.left.connect(self._tidy)

    def value(self) -> Plain:
        """The day as `2026-11-21`, the words as typed where they are no day, None when empty."""
        typed = self._line.text().strip()
        day = self._parse(typed) if typed else None
        return day.isoformat() if day else typed or None

    def set_value(self, value: Plain) -> None:
        """Shows a day; None empties the field."""
        self._line.setText("" if value is None else str(value))
        self._line.setCursorPosition(0)
        self._tidy()

    def set_read_only(self, read_only: bool) -> None:
        """The day can be marked and copied; there is no calendar."""
        self._line.setReadOnly(read_only)
        self._button.setVisible(not read_only)
        self._frame.show_read_only(read_only)

    def weekday(self) -> str:
        """The weekday shown beside the day, empty when no day stands in the field."""
        return self._weekday.text()

    def open_calendar(self) -> None:
        """Opens the calendar (also Alt+Down in the field)."""
        if self._line.isReadOnly():
            return
        if self._calendar is None:
            # Made at the first wish: a form has many days, and few calendars are ever opened.
            self._calendar = CalendarPopup(self)
            self._calendar.picked.connect(self._picked)
        self._calendar.open_below(self._frame, self._day())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The weekday comes and goes with the room."""
        super().resizeEvent(event)
        self._make_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and the down arrow open the calendar."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def _day(self) -> date | None:
        return self._parse(self._line.text().strip())

    def _typed(self) -> None:
        self._show_weekday()
        self.changed.emit()

    def _tidy(self) -> None:
        if day := self._day():
            self._line.setText(day.isoformat())
        self._show_weekday()

    def _show_weekday(self) -> None:
        day = self._day()
        self._weekday.setText(WEEKDAYS[day.weekday()] if day else "")
        self._make_room()

    def _make_room(self) -> None:
        """The weekday gives way where the day would be cut off beside it."""
        words = self._line.fontMetrics().horizontalAdvance(self._line.text()) + _CURSOR
        # Hints and not widths: a hidden weekday has no width to ask.
        beside = (self._weekday.sizeHint(), self._button.sizeHint())
        margins, gaps = self._frame.row.contentsMargins(), 2 * self._frame.row.spacing()
        taken = margins.left() + margins.right() + gaps + sum(part.width() for part in beside)
        self._weekday.setVisible(bool(self._weekday.text()) and self.width() >= taken + words)

    def _picked(self, day: date) -> None:
        self._line.setText(self._with_day(day))
        self._tidy()
        self._line.setFocus()
        self.changed.emit()

    def _with_day(self, day: date) -> str:
        return day.isoformat()


class MomentEditor(DayEditor):
    """A day with hour and minute; the value is `2026-11-21T08:40`, shown with a blank for the T."""

    def __init__(
        self, parse: MomentParser = iso_moment, hint: str = "", parent: QWidget | None = None
    ) -> None:
        self._parse_moment = parse
        super().__init__(self._parse_day, hint or "如 2026-11-21 08:40、昨天 14:00", parent)

    def value(self) -> Plain:
        """The moment as `2026-11-21T08:40`, the words as typed where they are none, None when empty."""
        typed = self._line.text().strip()
        moment = self._parse_moment(typed) if typed else None
        return moment.isoformat(timespec="minutes") if moment else typed or None

    def _parse_day(self, typed: str) -> date | None:
        moment = self._parse_moment(typed)
        return moment.date() if moment else None

    def _tidy(self) -> None:
        if moment := self._parse_moment(self._line.text().strip()):
            self._line.setText(f"{moment:%Y-%m-%d %H:%M}")
        self._show_weekday()

    def _with_day(self, day: date) -> str:
        former = self._parse_moment(self._line.text().strip())
        # Another day is picked, the hour that was typed stays.
        return f"{day.isoformat()} {former:%H:%M}" if former else f"{day.isoformat()} 00:00"
