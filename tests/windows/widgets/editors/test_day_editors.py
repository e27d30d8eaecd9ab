"""Days and moments, typed or picked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from fengqiao_desk.ui.widgets import CalendarPopup, DayEditor, MomentEditor
from PySide6.QtCore import QCoreApplication, QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

Write = Callable[[QWidget, str], None]


def parse(typed: str) -> date | None:
    return {
        "昨天": date(2026, 11, 20),
        "2026-11-20": date(2026, 11, 20),
        "2026-11-23": date(2026, 11, 23),
    }.get(typed)


@pytest.fixture
def day(qtbot: QtBot) -> DayEditor:
    editor = DayEditor(parse)
    qtbot.addWidget(editor)
    editor.show()
    return editor


@pytest.fixture
def moment(qtbot: QtBot) -> MomentEditor:
    editor = MomentEditor()
    qtbot.addWidget(editor)
    editor.show()
    return editor


def heart(editor: QWidget) -> QLineEdit:
    line = editor.findChild(QLineEdit)
    assert line is not None
    return line


def month_of(editor: DayEditor) -> QCalendarWidget:
    popup = editor.findChild(CalendarPopup)
    assert popup is not None
    month: QCalendarWidget | None = popup.findChild(QCalendarWidget)
    assert month is not None
    return month


def test_a_day_typed_freely_is_given_as_iso(write: Write, day: DayEditor) -> None:
    write(heart(day), "昨天")
    assert day.value() == "2026-11-20"


def test_the_weekday_stands_beside_a_day_while_it_is_typed(write: Write, day: DayEditor) -> None:
    write(heart(day), "昨天")
    assert day.weekday() == "星期五"


def test_words_that_are_no_day_have_no_weekday_and_are_given_back(write: Write, day: DayEditor) -> None:
    write(heart(day), "上个月")
    assert (day.value(), day.weekday()) == ("上个月", "")


def test_a_free_form_is_written_out_once_the_field_is_left(write: Write, day: DayEditor) -> None:
    write(heart(day), "昨天")
    day.left.emit()
    assert heart(day).text() == "2026-11-20"


def test_alt_down_opens_the_calendar_at_the_day_of_the_field(qtbot: QtBot, day: DayEditor) -> None:
    day.set_value("2026-11-20")
    QTest.keyClick(heart(day), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert month_of(day).selectedDate() == QDate(2026, 11, 20)


def test_a_day_picked_from_the_calendar_is_told_as_a_change(day: DayEditor) -> None:
    changes: list[object] = []
    day.changed.connect(lambda: changes.append(day.value()))
    day.open_calendar()
    month_of(day).clicked.emit(QDate(2026, 11, 23))
    assert changes == ["2026-11-23"]


def test_the_calendar_of_a_field_that_is_only_to_be_read_stays_closed(day: DayEditor) -> None:
    day.set_read_only(True)
    day.open_calendar()
    assert day.findChild(CalendarPopup) is None


def test_a_week_in_the_calendar_begins_on_monday(day: DayEditor) -> None:
    day.open_calendar()
    assert month_of(day).firstDayOfWeek() is Qt.DayOfWeek.Monday


def test_a_moment_is_shown_with_a_blank_and_given_with_a_t(moment: MomentEditor) -> None:
    moment.set_value("2026-09-28T14:00")
    assert (heart(moment).text(), moment.value()) == ("2026-09-28 14:00", "2026-09-28T14:00")


def test_a_day_picked_for_a_moment_keeps_its_hour(moment: MomentEditor) -> None:
    moment.set_value("2026-09-28T14:05")
    moment.open_calendar()
    month_of(moment).clicked.emit(QDate(2026, 10, 1))
    assert moment.value() == "2026-10-01T14:05"


def test_a_moment_is_read_by_the_parser_that_was_handed_in(write: Write, qtbot: QtBot) -> None:
    editor = MomentEditor(lambda typed: datetime(2026, 11, 20, 14, 0) if typed == "昨天下午两点" else None)
    qtbot.addWidget(editor)
    write(heart(editor), "昨天下午两点")
    assert editor.value() == "2026-11-20T14:00"


def test_an_empty_day_gives_nothing(day: DayEditor) -> None:
    day.set_value(None)
    assert day.value() is None


@pytest.mark.parametrize(("width", "beside"), [(160, False), (207, False), (300, True)])
def test_the_weekday_gives_way_to_the_hour(moment: MomentEditor, width: int, beside: bool) -> None:
    moment.set_value("2026-11-21T16:00")
    moment.resize(width, moment.height())
    QCoreApplication.processEvents()
    line = heart(moment)
    assert moment.findChildren(QLabel)[0].isVisible() is beside
    assert line.width() >= line.fontMetrics().horizontalAdvance(line.text())
