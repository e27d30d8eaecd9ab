"""Days, moments and periods."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fengqiao_desk.values import NotValid
from fengqiao_desk.values.days import (
    Period,
    add_months,
    month_period,
    parse_day,
    parse_moment,
    read_day,
    show_day,
    show_moment,
    show_period,
    show_short_day,
    weekday,
)

DAYS = some.dates(date(1901, 1, 1), date(2198, 12, 31))
NOVEMBER = month_period("2026-11")


def test_a_day_of_a_file_is_read() -> None:
    assert parse_day("2026-11-21") == date(2026, 11, 21)


@pytest.mark.parametrize(
    "text",
    [
        "2026-1-05",
        "2026/01/05",
        "20260105",
        " 2026-01-05",
        "2026-01-05\n",
        "2026-01-05T00:00",
        "",
        "２０２６-01-05",
    ],
)
def test_another_writing_of_a_day_is_refused_in_a_file(text: str) -> None:
    with pytest.raises(NotValid, match="应写成 2026-11-21"):
        parse_day(text)


def test_a_day_that_does_not_exist_is_named() -> None:
    with pytest.raises(NotValid, match="2026年没有2月29日"):
        parse_day("2026-02-29")


@pytest.mark.parametrize("text", ["0206-11-21", "1899-12-31", "2200-01-01"])
def test_a_year_out_of_all_reason_is_refused(text: str) -> None:
    with pytest.raises(NotValid, match="应在1900至2199之间"):
        parse_day(text)


def test_a_moment_of_a_file_is_read() -> None:
    assert parse_moment("2026-11-21T15:30") == datetime(2026, 11, 21, 15, 30)


@pytest.mark.parametrize("text", ["2026-11-21 15:30", "2026-11-21T15:30:00", "2026-11-21T5:30", "2026-11-21"])
def test_another_writing_of_a_moment_is_refused(text: str) -> None:
    with pytest.raises(NotValid, match="应写成 2026-11-21T15:30"):
        parse_moment(text)


@pytest.mark.parametrize("clock", ["24:00", "12:60"])
def test_an_hour_or_minute_that_does_not_exist_is_refused(clock: str) -> None:
    with pytest.raises(NotValid, match="时应为0至23"):
        parse_moment(f"2026-11-21T{clock}")


@pytest.mark.parametrize(
    "typed",
    [
        "20200203",
        "2020.2.3",
        "2020/2/3",
        "2020-2-3",
        "2020-02-03",
        "2020年2月3日",
        "2020年02月03号",
        "２０２０．２．３",
        "2020 年 2 月 3 日 ",
    ],
)
def test_the_ways_officers_write_a_day_are_read(typed: str) -> None:
    assert read_day(typed) == date(2020, 2, 3)


def test_a_day_without_its_year_takes_the_given_one() -> None:
    assert read_day("2月3日", 2020) == date(2020, 2, 3)


@pytest.mark.parametrize("typed", ["2月3日", "2020.2/3", "2020年2月", "昨天", "", "202023", "20.2.3"])
def test_a_day_that_could_mean_two_things_is_refused(typed: str) -> None:
    with pytest.raises(NotValid, match="看不懂日期"):
        read_day(typed)


@given(DAYS)
def test_a_printed_day_is_read_back(day: date) -> None:
    assert read_day(show_day(day)) == day


@given(DAYS)
def test_a_printed_day_has_no_zero_before_month_or_day(day: date) -> None:
    assert "年0" not in show_day(day) and "月0" not in show_day(day)


def test_a_short_day_has_no_year() -> None:
    assert show_short_day(date(2026, 11, 1)) == "11月1日"


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(2026, 11, 21, 15, 30), "2026年11月21日15时30分"),
        (datetime(2026, 1, 5, 9, 5), "2026年1月5日9时05分"),
    ],
)
def test_a_moment_is_printed_on_the_clock_of_24_hours(moment: datetime, shown: str) -> None:
    assert show_moment(moment) == shown


@pytest.mark.parametrize(("day", "name"), [(date(2026, 11, 21), "星期六"), (date(2026, 11, 22), "星期日")])
def test_a_day_has_its_weekday(day: date, name: str) -> None:
    assert weekday(day) == name


@pytest.mark.parametrize(
    ("period", "shown"),
    [
        (NOVEMBER, "11月1日至30日"),
        (Period(date(2026, 10, 26), date(2026, 11, 25)), "10月26日至11月25日"),
        (Period(date(2025, 12, 26), date(2026, 1, 25)), "2025年12月26日至2026年1月25日"),
        (Period(date(2025, 11, 1), date(2026, 11, 30)), "2025年11月1日至2026年11月30日"),
        (Period(date(2026, 11, 1), date(2026, 11, 1)), "11月1日"),
    ],
)
def test_a_period_is_printed_without_saying_anything_twice(period: Period, shown: str) -> None:
    assert show_period(period) == shown


def test_a_period_of_one_year_is_printed_with_it_when_asked() -> None:
    assert show_period(NOVEMBER, with_year=True) == "2026年11月1日至30日"


def test_a_month_runs_from_its_first_to_its_last_day() -> None:
    assert month_period("2024-02") == Period(date(2024, 2, 1), date(2024, 2, 29))


@pytest.mark.parametrize("text", ["2026-13", "2026-1", "2026-11-01", ""])
def test_a_month_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(NotValid):
        month_period(text)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(NotValid, match="早于第一日"):
        Period(date(2026, 11, 2), date(2026, 11, 1))


@pytest.mark.parametrize("moment", ["2026-11-01", "2026-11-01T00:00", "2026-11-30T23:59"])
def test_the_bounds_hold_the_first_and_the_last_minute(moment: str) -> None:
    assert NOVEMBER.start <= moment < NOVEMBER.end


@pytest.mark.parametrize("moment", ["2026-10-31T23:59", "2026-12-01", "2026-12-01T00:00"])
def test_the_bounds_leave_out_the_minutes_before_and_after(moment: str) -> None:
    assert not NOVEMBER.start <= moment < NOVEMBER.end


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (date(2026, 10, 31), False),
        (date(2026, 11, 1), True),
        (datetime(2026, 11, 30, 23, 59), True),
        (date(2026, 12, 1), False),
    ],
)
def test_a_period_contains_its_days_and_their_moments(day: date, inside: bool) -> None:
    assert NOVEMBER.contains(day) is inside


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (month_period("2026-03"), month_period("2026-02")),
        (month_period("2026-01"), month_period("2025-12")),
        (Period(date(2026, 7, 1), date(2026, 9, 30)), Period(date(2026, 4, 1), date(2026, 6, 30))),
        (Period(date(2026, 1, 1), date(2026, 12, 31)), Period(date(2025, 1, 1), date(2025, 12, 31))),
        (Period(date(2026, 10, 26), date(2026, 11, 25)), Period(date(2026, 9, 26), date(2026, 10, 25))),
        (Period(date(2020, 1, 23), date(2020, 2, 3)), Period(date(2020, 1, 11), date(2020, 1, 22))),
        (Period(date(2026, 11, 1), date(2026, 11, 29)), Period(date(2026, 10, 3), date(2026, 10, 31))),
    ],
)
def test_the_period_before_has_as_many_months_or_else_days(period: Period, before: Period) -> None:
    assert period.previous() == before


@given(DAYS, some.integers(0, 800))
def test_the_period_before_ends_the_day_before(first: date, length: int) -> None:
    period = Period(first, date.fromordinal(first.toordinal() + length))
    assert period.previous().end == period.start


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (month_period("2026-11"), month_period("2025-11")),
        (month_period("2024-02"), month_period("2023-02")),
        (month_period("2025-02"), month_period("2024-02")),
        (Period(date(2024, 2, 29), date(2024, 3, 10)), Period(date(2023, 2, 28), date(2023, 3, 10))),
        (Period(date(2025, 2, 10), date(2025, 2, 28)), Period(date(2024, 2, 10), date(2024, 2, 28))),
        (Period(date(2025, 12, 26), date(2026, 1, 25)), Period(date(2024, 12, 26), date(2025, 1, 25))),
    ],
)
def test_last_year_is_the_same_period_and_safe_on_leap_days(period: Period, before: Period) -> None:
    assert period.last_year() == before


@pytest.mark.parametrize(
    ("months", "day"),
    [(1, date(2026, 2, 28)), (25, date(2028, 2, 29)), (-2, date(2025, 11, 30)), (0, date(2026, 1, 31))],
)
def test_a_month_without_that_day_gives_its_last(months: int, day: date) -> None:
    assert add_months(date(2026, 1, 31), months) == day
