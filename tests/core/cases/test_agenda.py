"""What now: due, overdue and sleeping cases; the agenda as a calendar file; a new year's working days."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from fengqiao_desk.cases.agenda import agenda, days_left, sleeping
from fengqiao_desk.cases.verbs import compute_anew
from fengqiao_desk.exchange.calendars import agenda_file
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import FaultyEntry
from fengqiao_desk.station.working_days import load_table, read_table
from tests.conftest import Desk


def test_what_is_overdue_comes_first(desk: Desk, dispute: dict[str, Any]) -> None:
    """The third working day after 2026-09-28 lies behind the October holidays: 2026-10-08."""
    desk.receive("disputes", dispute)
    items = agenda(desk.station, date(2026, 10, 27), date(2026, 11, 30))
    assert [(item.code, item.days_left) for item in items] == [("ZT-1ST", -19), ("AJ-30", 1)]


def test_what_ends_by_itself_warns_by_its_plain_day() -> None:
    """先行登记保存 ends by itself: 2026-11-21 is a Saturday, the law lets it end on Monday."""
    assert days_left("DJ-7", date(2026, 11, 23), date(2026, 11, 21), date(2026, 11, 20)) == 1


def test_a_plain_day_that_is_past_leaves_the_last_day() -> None:
    assert days_left("DJ-7", date(2026, 11, 23), date(2026, 11, 21), date(2026, 11, 22)) == 1


def test_on_the_plain_day_itself_what_ends_by_itself_warns() -> None:
    assert days_left("DJ-7", date(2026, 11, 23), date(2026, 11, 21), date(2026, 11, 21)) == 0


def test_any_other_period_counts_to_its_last_day() -> None:
    assert days_left("AJ-30", date(2026, 11, 23), date(2026, 11, 21), date(2026, 11, 20)) == 3


def test_what_warns_early_is_found_before_its_last_day_comes_near(
    desk: Desk, goods_case: dict[str, Any], example: Callable[[str], dict[str, Any]]
) -> None:
    """先行登记保存 of 2026-09-26: its plain day 2026-10-03 lies in the holidays, its last day after them."""
    case = desk.receive("goods_cases", goods_case, day="2026-09-26")
    seizure = {**example("goods_case_steps")["seize"], "at": "2026-09-26T10:00"}
    desk.step(case, "seize", seizure, day="2026-09-26")
    items = agenda(desk.station, date(2026, 9, 28), date(2026, 10, 4))
    held = [(item.days_left, str(item.due_on)) for item in items if item.code == "DJ-7"]
    assert held == [(5, "2026-10-08")]


@pytest.mark.parametrize(("until", "codes"), [(7, []), (8, ["ZT-1ST"])])
def test_what_is_due_on_the_last_day_asked_for_is_there(
    desk: Desk, dispute: dict[str, Any], until: int, codes: list[str]
) -> None:
    desk.receive("disputes", dispute)
    items = agenda(desk.station, date(2026, 10, 1), date(2026, 10, until))
    assert [item.code for item in items] == codes


@pytest.mark.parametrize(("until", "found"), [(2, 0), (3, 1)])
def test_what_warns_early_is_there_from_its_plain_day_on(
    desk: Desk,
    goods_case: dict[str, Any],
    example: Callable[[str], dict[str, Any]],
    until: int,
    found: int,
) -> None:
    case = desk.receive("goods_cases", goods_case, day="2026-09-26")
    seizure = {**example("goods_case_steps")["seize"], "at": "2026-09-26T10:00"}
    desk.step(case, "seize", seizure, day="2026-09-26")
    items = agenda(desk.station, date(2026, 9, 28), date(2026, 10, until))
    assert sum(item.code == "DJ-7" for item in items) == found


def test_an_item_says_what_follows_when_it_is_missed(desk: Desk, dispute: dict[str, Any]) -> None:
    desk.receive("disputes", dispute)
    items = agenda(desk.station, date(2026, 10, 27), date(2026, 11, 30))
    assert items[1].on_miss == "超过办案期限，应当报请延长或者作出处理"


def test_a_case_without_an_entry_sleeps(desk: Desk, dispute: dict[str, Any]) -> None:
    """Written on Saturday 2026-11-21; nine working days later it is Thursday 2026-12-03."""
    case = desk.receive("disputes", dispute)
    (found,) = sleeping(desk.station, KINDS, date(2026, 12, 3))
    assert (found.number, found.working_days) == (case.number, 9)


@pytest.mark.parametrize(("day", "asleep"), [(30, 0), (31, 1)])
def test_a_case_sleeps_from_its_seventh_working_day_on(
    desk: Desk, dispute: dict[str, Any], day: int, asleep: int
) -> None:
    """Written on Saturday 2026-11-21; Monday 2026-11-30 is the sixth working day after it, Tuesday the seventh."""
    desk.receive("disputes", dispute)
    found = sleeping(desk.station, KINDS, date(2026, 11, 1) + timedelta(days=day - 1))
    assert len(found) == asleep


def test_a_case_with_a_fresh_step_is_awake(
    desk: Desk, dispute: dict[str, Any], dispute_steps: dict[str, Any]
) -> None:
    case = desk.receive("disputes", dispute, day="2026-10-01")
    desk.step(case, "mediation_session", dispute_steps["mediation_session"], day="2026-11-20")
    assert sleeping(desk.station, KINDS, date(2026, 11, 24)) == []


def test_a_closed_case_never_sleeps(
    desk: Desk, dispute: dict[str, Any], dispute_steps: dict[str, Any]
) -> None:
    case = desk.receive("disputes", dispute)
    desk.step(case, "terminate", dispute_steps["terminate"])
    assert sleeping(desk.station, KINDS, date(2027, 3, 1)) == []


def test_the_calendar_file_holds_each_item_on_its_day(desk: Desk, dispute: dict[str, Any]) -> None:
    desk.receive("disputes", dispute)
    items = agenda(desk.station, date(2026, 11, 21), date(2026, 11, 30))
    text = agenda_file(items, datetime(2026, 11, 21, 9)).decode()
    assert text.count("BEGIN:VEVENT") == len(items) == 2
    assert "DTSTART;VALUE=DATE:20261028" in text


@pytest.mark.skipif(os.name == "nt", reason="Windows takes its zone from elsewhere")
def test_the_calendar_file_is_stamped_in_universal_time(
    desk: Desk, dispute: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.receive("disputes", dispute)
    items = agenda(desk.station, date(2026, 11, 21), date(2026, 11, 30))
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    text = agenda_file(items, datetime(2026, 11, 21, 7, 30)).decode()
    monkeypatch.undo()
    time.tzset()
    assert "DTSTAMP:20261120T233000Z" in text


def test_no_line_of_the_calendar_file_is_longer_than_75_octets(desk: Desk, dispute: dict[str, Any]) -> None:
    parties = [{**row, "name": row["name"] * 20} for row in dispute["parties"]]
    desk.receive("disputes", {**dispute, "parties": parties})
    items = agenda(desk.station, date(2026, 11, 21), date(2026, 11, 30))
    assert max(map(len, agenda_file(items, datetime(2026, 11, 21, 9), with_names=True).split(b"\r\n"))) <= 75


def test_a_date_beyond_the_known_table_is_provisional_until_the_table_comes(
    desk: Desk, dispute: dict[str, Any]
) -> None:
    case = desk.receive("disputes", {**dispute, "received_on": "2026-12-30"}, day="2026-12-30")
    assert all(deadline.provisional for deadline in case.deadlines)
    load_table(
        desk.station.connections,
        read_table("2027-01-01,休,元旦\n2027-02-05,休,春节\n"),
        desk.act("2026-11-30", "管理员己"),
    )
    (anew,) = compute_anew(desk.station, KINDS)
    assert anew.number == case.number
    assert not any(deadline.provisional for deadline in anew.deadlines)


def test_a_working_weekend_day_counts_as_one(desk: Desk) -> None:
    load_table(
        desk.station.connections, read_table("2027-02-20,班,春节\n"), desk.act("2026-11-30", "管理员己")
    )
    assert desk.station.calendar().is_working_day(date(2027, 2, 20))


def test_every_bad_row_of_a_table_is_told(desk: Desk) -> None:
    with pytest.raises(FaultyEntry) as refused:
        read_table("2027-01-01,休,元旦\n2027-13-01,休,错\n2027-01-02,也许,错\n")
    assert [fault.row for fault in refused.value.faults] == [2, 3]
