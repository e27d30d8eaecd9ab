"""The periods of law."""

from datetime import date, datetime

import pytest

from fengqiao_desk.problems import Unknown
from fengqiao_desk.values import NotValid
from fengqiao_desk.values.deadlines import RULES, due
from fengqiao_desk.values.workdays import Deadline, mainland_calendar

CALENDAR = mainland_calendar()
SATURDAY = date(2026, 11, 21)


def test_the_table_holds_every_code_of_the_domain() -> None:
    codes = "ZT-2ND ZT-1ST AJ-30 SER-2 SER-7 DJ-7 KY-30 BP-24 YJ-24 YS-3 YS-24 SF-30 RM-1M LX LX-RM CY-6M"
    referral = "XS-JD XS-SD XS-FY XS-FJ XS-WP"
    assert list(RULES) == [*codes.split(), *referral.split()]


@pytest.mark.parametrize("code", RULES)
def test_every_rule_says_what_it_is_what_follows_and_where_it_stands(code: str) -> None:
    rule = RULES[code]
    assert all((rule.title, rule.base, rule.on_miss, rule.source))


@pytest.mark.parametrize("code", RULES)
def test_every_rule_counts_in_a_known_unit(code: str) -> None:
    assert RULES[code].unit in ("hours", "days", "working_days", "months")


def test_the_second_mediation_ends_on_the_seventh_working_day() -> None:
    assert due("ZT-2ND", date(2026, 9, 28), CALENDAR).day == date(2026, 10, 13)


def test_a_seizure_of_thirty_days_ends_on_a_monday() -> None:
    monday = date(2026, 12, 21)
    assert due("KY-30", SATURDAY, CALENDAR) == Deadline(monday, monday, provisional=False)


def test_registered_goods_show_the_plain_day_beside_the_rolled_one() -> None:
    expected = Deadline(date(2026, 11, 30), date(2026, 11, 28), provisional=False)
    assert due("DJ-7", SATURDAY, CALENDAR) == expected


def test_only_measures_on_goods_warn_on_the_earlier_day() -> None:
    assert [code for code, rule in RULES.items() if rule.warn_early] == ["DJ-7", "KY-30"]


@pytest.mark.parametrize(
    ("code", "base", "day"),
    [
        ("ZT-1ST", date(2026, 9, 29), date(2026, 10, 9)),
        ("AJ-30", SATURDAY, date(2026, 12, 21)),
        ("AJ-30", date(2026, 9, 1), date(2026, 10, 8)),
        ("SER-2", SATURDAY, date(2026, 11, 23)),
        ("SER-2", date(2026, 11, 19), date(2026, 11, 23)),
        ("SER-7", SATURDAY, date(2026, 11, 30)),
        ("YS-3", date(2026, 9, 29), date(2026, 10, 8)),
        ("SF-30", date(2026, 1, 17), date(2026, 2, 24)),
        ("RM-1M", date(2026, 1, 31), date(2026, 2, 28)),
        ("RM-1M", date(2026, 9, 1), date(2026, 10, 8)),
        ("CY-6M", date(2025, 8, 31), date(2026, 2, 28)),
    ],
)
def test_a_period_of_days_or_months_ends_on_a_working_day(code: str, base: date, day: date) -> None:
    assert due(code, base, CALENDAR).day == day


def test_the_agreed_day_of_performance_does_not_move() -> None:
    assert due("LX", SATURDAY, CALENDAR) == Deadline(SATURDAY, SATURDAY, provisional=False)


@pytest.mark.parametrize("code", ["BP-24", "YJ-24", "YS-24"])
def test_hours_run_through_the_weekend_to_the_minute(code: str) -> None:
    assert due(code, datetime(2026, 11, 21, 15, 30), CALENDAR).moment == datetime(2026, 11, 22, 15, 30)


def test_hours_end_on_the_day_of_their_moment() -> None:
    assert due("BP-24", datetime(2026, 11, 21, 15, 30), CALENDAR).day == date(2026, 11, 22)


def test_hours_from_a_bare_day_count_from_its_first_minute() -> None:
    assert due("BP-24", SATURDAY, CALENDAR).moment == datetime(2026, 11, 22)


def test_hours_need_no_holidays_to_be_certain() -> None:
    assert not due("BP-24", datetime(2027, 1, 1, 8, 0), CALENDAR).provisional


def test_a_moment_counts_as_its_day_for_a_period_of_days() -> None:
    assert due("KY-30", datetime(2026, 11, 21, 23, 59), CALENDAR) == due("KY-30", SATURDAY, CALENDAR)


def test_days_of_an_extension_are_added_before_rolling() -> None:
    extended = due("KY-30", SATURDAY, CALENDAR, extra_days=5)
    assert (extended.plain_day, extended.day) == (date(2026, 12, 26), date(2026, 12, 28))


def test_days_cannot_be_added_to_working_days() -> None:
    with pytest.raises(NotValid, match="ZT-2ND不按日计算"):
        due("ZT-2ND", SATURDAY, CALENDAR, extra_days=1)


def test_a_period_that_ends_in_an_unknown_year_is_provisional() -> None:
    assert due("CY-6M", SATURDAY, CALENDAR).provisional


def test_an_unknown_code_names_the_known_ones() -> None:
    with pytest.raises(Unknown, match="没有代码为“XX-1”的期限，可用的有：ZT-2ND、ZT-1ST"):
        due("XX-1", SATURDAY, CALENDAR)
