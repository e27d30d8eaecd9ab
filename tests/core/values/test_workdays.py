"""Working days of the mainland."""

from collections.abc import Iterator
from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from fengqiao_desk.values import NotValid
from fengqiao_desk.values.workdays import Deadline, SpecialDay, WorkingCalendar, mainland_calendar

CALENDAR = mainland_calendar()
FORGOTTEN_BY_CHINESE_CALENDAR = {date(2005, 12, 31)}
"""Worked by 国办发明电〔2005〕35号: 12月31日（星期六）上班."""


def every_known_day() -> Iterator[date]:
    first, last = date(2004, 1, 1), date(2026, 12, 31)
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def test_every_day_agrees_with_chinese_calendar_but_for_its_one_gap() -> None:
    different = {
        day for day in every_known_day() if CALENDAR.is_working_day(day) != chinese_calendar.is_workday(day)
    }
    assert different == FORGOTTEN_BY_CHINESE_CALENDAR


def test_every_day_agrees_with_holidays() -> None:
    china = holidays.country_holidays("CN", years=range(2004, 2027))
    assert not [d for d in every_known_day() if CALENDAR.is_working_day(d) != china.is_working_day(d)]


def test_the_shipped_years_are_known() -> None:
    assert (CALENDAR.known_from, CALENDAR.known_until) == (date(2004, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("day", "name"), [(date(2026, 10, 1), "国庆节"), (date(2026, 10, 10), "国庆节"), (date(2026, 10, 12), "")]
)
def test_a_special_day_has_the_name_of_its_holiday(day: date, name: str) -> None:
    assert CALENDAR.holiday(day) == name


def test_seven_working_days_over_the_national_holiday_count_the_worked_saturday() -> None:
    assert CALENDAR.add_working_days(date(2026, 9, 28), 7).day == date(2026, 10, 13)


def test_no_working_days_give_the_day_itself() -> None:
    saturday = date(2026, 11, 21)
    assert CALENDAR.add_working_days(saturday, 0) == Deadline(saturday, saturday, provisional=False)


def test_one_working_day_after_a_friday_is_monday() -> None:
    assert CALENDAR.add_working_days(date(2026, 11, 20), 1).day == date(2026, 11, 23)


@pytest.mark.parametrize("count", [-1, 3661])
def test_a_number_of_working_days_out_of_reason_is_refused(count: int) -> None:
    with pytest.raises(NotValid, match="应在0至3660之间"):
        CALENDAR.add_working_days(date(2026, 11, 20), count)


def test_a_working_day_is_its_own_next_one() -> None:
    assert CALENDAR.next_working_day(date(2026, 10, 10)).day == date(2026, 10, 10)


def test_the_next_working_day_keeps_the_plain_day_beside_it() -> None:
    rolled = CALENDAR.next_working_day(date(2026, 10, 1))
    assert (rolled.day, rolled.plain_day) == (date(2026, 10, 8), date(2026, 10, 1))


def test_the_last_known_day_is_not_provisional() -> None:
    assert not CALENDAR.next_working_day(date(2026, 12, 31)).provisional


def test_a_result_beyond_the_known_years_is_provisional() -> None:
    assert CALENDAR.add_working_days(date(2026, 12, 31), 1).provisional


def test_a_count_that_begins_before_the_known_years_is_provisional() -> None:
    assert CALENDAR.add_working_days(date(2003, 12, 31), 5).provisional


def test_a_count_that_begins_on_the_first_known_day_is_certain() -> None:
    assert not CALENDAR.add_working_days(date(2004, 1, 1), 5).provisional


def test_an_override_of_the_station_goes_before_the_shipped_row() -> None:
    own = CALENDAR.with_overrides([SpecialDay(date(2026, 10, 10), is_working=False, holiday="本站停班")])
    assert own.add_working_days(date(2026, 9, 28), 7).day == date(2026, 10, 14)


def test_an_override_leaves_the_shipped_calendar_alone() -> None:
    CALENDAR.with_overrides([SpecialDay(date(2026, 10, 10), is_working=False, holiday="本站停班")])
    assert CALENDAR.is_working_day(date(2026, 10, 10))


def test_one_override_does_not_make_its_year_known() -> None:
    own = CALENDAR.with_overrides([SpecialDay(date(2027, 1, 1), is_working=False, holiday="元旦")])
    assert own.add_working_days(date(2026, 12, 31), 1).provisional


def test_a_new_notice_makes_its_year_known() -> None:
    new_year = SpecialDay(date(2027, 1, 1), is_working=False, holiday="元旦")
    own = CALENDAR.with_overrides([new_year], known_until=date(2027, 12, 31))
    assert own.add_working_days(date(2026, 12, 31), 1) == Deadline(
        date(2027, 1, 4), date(2027, 1, 4), provisional=False
    )


def test_a_calendar_without_rows_works_monday_to_friday() -> None:
    plain = WorkingCalendar([], date(2026, 1, 1), date(2026, 12, 31))
    week = [plain.is_working_day(date(2026, 11, day)) for day in range(16, 23)]
    assert week == [True] * 5 + [False] * 2
