"""Month, quarter, half-year and year of a station, and what each is compared with."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date

import pytest

from fengqiao_desk.summaries import Span, compared, days_of, parse_span, span_at, span_of, title_of
from fengqiao_desk.values import NotValid
from fengqiao_desk.values.days import Period, show_period
from tests.conftest import Desk


@pytest.fixture
def counts_from(desk: Desk) -> Callable[[int, str], Desk]:
    """A station whose month begins on a day, from a date on."""

    def begin(day: int, valid_from: str) -> Desk:
        desk.station.profiles.change({"month_begins": day}, valid_from, desk.act("2026-11-21", "管理员己"))
        return desk

    return begin


@pytest.mark.parametrize(
    ("name", "first", "last", "title"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28), "2026年2月"),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30), "2026年第三季度"),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30), "2026年上半年"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "2026年"),
    ],
)
def test_a_named_period_has_days_and_a_title(
    desk: Desk, name: str, first: date, last: date, title: str
) -> None:
    span = parse_span(name)
    assert (days_of(desk.station, span), span.title, span.name) == (Period(first, last), title, name)


@pytest.mark.parametrize("name", ["2026-13", "2026-Q5", "2026-H3", "26", "2026-q1", "2026-00", ""])
def test_a_name_that_is_no_period_is_told(name: str) -> None:
    with pytest.raises(NotValid, match="2026-Q3"):
        parse_span(name)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("2026-Q3", "2026年6月26日至9月25日"),
        ("2026-H1", "2025年12月26日至2026年6月25日"),
        ("2026", "2025年12月26日至2026年12月25日"),
    ],
)
def test_the_months_of_the_station_make_its_longer_periods(
    counts_from: Callable[[int, str], Desk], name: str, shown: str
) -> None:
    station = counts_from(26, "2020-01-01").station
    assert show_period(days_of(station, parse_span(name)), with_year=True) == shown


@pytest.mark.parametrize("months", [1, 3, 6, 12])
def test_every_day_lies_in_one_month_when_the_setting_changes(
    counts_from: Callable[[int, str], Desk], months: int
) -> None:
    station = counts_from(26, "2026-02-01").station
    counts_from(1, "2026-08-01")
    spans = [Span("2025-01", months)]
    while spans[-1].first < "2027-01":
        spans.append(spans[-1].step(1))
    days = [days_of(station, span) for span in spans]
    assert all((then.first - now.last).days == 1 for now, then in itertools.pairwise(days))


@pytest.mark.parametrize(("day", "name"), [(date(2026, 9, 25), "2026-Q3"), (date(2026, 9, 26), "2026-Q4")])
def test_a_day_lies_in_the_quarter_that_counts_it(
    counts_from: Callable[[int, str], Desk], day: date, name: str
) -> None:
    assert span_at(counts_from(26, "2020-01-01").station, day, 3).name == name


@pytest.mark.parametrize(
    ("name", "before", "year"),
    [
        ("2026-11", "10月", "2025年11月"),
        ("2026-01", "2025年12月", "2025年1月"),
        ("2026-Q3", "第二季度", "2025年第三季度"),
        ("2026-H1", "2025年下半年", "2025年上半年"),
        ("2026", "2025年", "2025年"),
    ],
)
def test_a_named_period_is_compared_with_those_of_its_kind(
    desk: Desk, name: str, before: str, year: str
) -> None:
    found = compared(desk.station, days_of(desk.station, parse_span(name)))
    assert (found.before_name, found.last_year_name) == (before, year)


def test_the_stations_quarter_is_compared_with_its_quarter(counts_from: Callable[[int, str], Desk]) -> None:
    station = counts_from(26, "2020-01-01").station
    found = compared(station, days_of(station, parse_span("2026-Q1")))
    assert (show_period(found.before), show_period(found.last_year)) == (
        "2025年9月26日至12月25日".removeprefix("2025年"),
        "2024年12月26日至2025年3月25日",
    )


def test_any_other_period_is_compared_with_as_many_days(desk: Desk) -> None:
    found = compared(desk.station, Period(date(2026, 11, 11), date(2026, 11, 20)))
    assert (found.before_name, found.last_year_name) == ("11月1日至10日", "2025年11月11日至20日")


def test_days_that_are_a_named_period_are_known_by_its_name(desk: Desk) -> None:
    period = Period(date(2026, 7, 1), date(2026, 9, 30))
    assert (span_of(desk.station, period), title_of(desk.station, period)) == (
        Span("2026-07", 3),
        "2026年第三季度",
    )


def test_a_calendar_month_has_no_name_where_the_station_counts_otherwise(
    counts_from: Callable[[int, str], Desk],
) -> None:
    station = counts_from(26, "2020-01-01").station
    assert title_of(station, Period(date(2026, 11, 1), date(2026, 11, 30))) == "2026年11月1日至30日"
