"""Days without incident: with a day sheet, counted by category and by venue, the event that reset them named."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.cases import Case
from fengqiao_desk.notices import day_sheets, streaks
from fengqiao_desk.problems import Refused
from fengqiao_desk.station.term_facts import change_word
from fengqiao_desk.summaries import Count
from fengqiao_desk.values.days import Period
from tests.core.notices.walk import (
    file_sheets,
)

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]


def test_a_day_sheet_is_of_the_venues_category(desk: Desk, room: Case, venue_steps: Entry) -> None:
    with pytest.raises(Refused, match="该场所是棋牌室"):
        desk.step(room, "day_sheet", {**venue_steps["day_sheet"], "category": "网吧"})


def test_a_streak_counts_complete_days_with_a_sheet(desk: Desk, room: Case, venue_steps: Entry) -> None:
    desk.step(room, "incident", venue_steps["incident"])
    file_sheets(desk, room, 11, 12, 14, 14)
    (streak,) = streaks.by_category(desk.station, date(2026, 11, 14))
    assert (streak.days, streak.since, streak.days_without_sheet) == (3, date(2026, 11, 11), 1)
    assert streak.reset_by == "2026-11-10 聚集警情（金悦棋牌）"


def test_an_incident_that_does_not_count_resets_nothing(desk: Desk, room: Case, venue_steps: Entry) -> None:
    file_sheets(desk, room, 9, 10, 11)
    desk.step(room, "incident", {**venue_steps["incident"], "counts": False})
    (streak,) = streaks.by_category(desk.station, date(2026, 11, 11))
    assert (streak.days, streak.reset_by) == (3, "")


def test_an_incident_of_today_leaves_no_day(desk: Desk, room: Case, venue_steps: Entry) -> None:
    file_sheets(desk, room, 9, 10)
    desk.step(room, "incident", venue_steps["incident"])
    (streak,) = streaks.by_category(desk.station, date(2026, 11, 10))
    assert streak.days == 0


def test_a_venue_counts_from_its_last_incident(desk: Desk, room: Case, venue_steps: Entry) -> None:
    desk.step(room, "incident", venue_steps["incident"])
    file_sheets(desk, room, 10, 11, 12, 14)
    (streak,) = streaks.by_venue(desk.station, date(2026, 11, 14))
    assert (streak.days, streak.days_without_sheet, streak.reset_by) == (3, 1, "2026-11-10 聚集警情")


@pytest.mark.parametrize(("kind", "days"), [("聚集警情", 0), ("求助", 2)])
def test_which_incidents_count_is_declared_by_category(desk: Desk, room: Case, kind: str, days: int) -> None:
    file_sheets(desk, room, 9, 10)
    desk.step(room, "incident", {"at": "2026-11-10T22:00", "kind": kind})
    (streak,) = streaks.by_category(desk.station, date(2026, 11, 10))
    assert streak.days == days


def test_who_counts_otherwise_says_why(desk: Desk, room: Case) -> None:
    with pytest.raises(Refused, match="写明理由"):
        desk.step(room, "incident", {"at": "2026-11-10T22:00", "kind": "求助", "counts": True})


def test_day_sheets_are_filed_for_every_category_once(desk: Desk, room: Case, venue: Entry) -> None:
    desk.receive("venues", {**venue, "name": "示例网吧", "category": "网吧"})
    desk.receive("venues", {**venue, "name": "示例小区", "category": "小区"})
    day = date(2026, 11, 21)
    assert day_sheets.file_all(desk.station, day, desk.act()) == ["棋牌室", "网吧"]
    assert day_sheets.file_all(desk.station, day, desk.act()) == []


def test_a_day_sheet_is_not_filed_early(desk: Desk, room: Case) -> None:
    with pytest.raises(Refused, match="早报"):
        day_sheets.file_all(desk.station, date(2026, 11, 22), desk.act())


def test_the_summary_names_the_event_that_reset_a_streak(desk: Desk, room: Case, venue_steps: Entry) -> None:
    desk.step(room, "incident", venue_steps["incident"])
    file_sheets(desk, room, 11, 13)
    found = {f.label: f for f in Count(desk.station, Period(date(2026, 11, 1), date(2026, 11, 13))).figures()}
    remark = found["棋牌室连续零警情"].remark
    assert remark == "自11月11日起，前一日金悦棋牌有聚集警情，其中2天为补报，另有1天未报"


def streak_of(desk: Desk, first: int, last: int) -> tuple[str, str]:
    """What the summary of these days of November says of the chess rooms."""
    found = {
        f.label: f for f in Count(desk.station, Period(date(2026, 11, first), date(2026, 11, last))).figures()
    }
    figure = found["棋牌室连续零警情"]
    return figure.shown, figure.remark


def file_on_the_day(desk: Desk, room: Case, *days: int) -> None:
    """Sheets filed on their own days."""
    for day in days:
        text = f"2026-11-{day:02d}"
        desk.step(room, "day_sheet", {"day": text, "category": "棋牌室", "by": "民警甲"}, text)


def test_holes_are_told_and_not_counted(desk: Desk, room: Case) -> None:
    file_on_the_day(desk, room, 2, 3, 6, 9)
    assert streak_of(desk, 1, 10) == ("4天", "自11月2日起，另有5天未报")


def test_each_day_of_a_streak_names_the_venue_of_its_sheet(desk: Desk, room: Case, venue: Entry) -> None:
    later = desk.receive(
        "venues", {**venue, "name": "远方棋牌室", "trading_name": None, "address": "远方路1号"}
    )
    file_on_the_day(desk, room, 2)
    file_on_the_day(desk, later, 3)
    count = Count(desk.station, Period(date(2026, 11, 1), date(2026, 11, 3)))
    (figure,) = (each for each in count.figures() if each.label == "棋牌室连续零警情")
    assert [(str(row.day), row.number) for row in count.records(figure.key)] == [
        ("2026-11-02", room.number),
        ("2026-11-03", later.number),
    ]


def test_a_sheet_of_the_day_after_is_in_time_and_a_later_one_is_told(desk: Desk, room: Case) -> None:
    file_on_the_day(desk, room, 2)
    for day, filed in ((3, "2026-11-04"), (4, "2026-11-06")):
        entry = {"day": f"2026-11-{day:02d}", "category": "棋牌室", "by": "民警甲"}
        desk.step(room, "day_sheet", entry, filed)
    assert streak_of(desk, 1, 4) == ("3天", "自11月2日起，其中1天为补报")


def test_a_hole_filled_later_is_no_hole(desk: Desk, room: Case) -> None:
    file_on_the_day(desk, room, 2, 4)
    file_sheets(desk, room, 3)
    (streak,) = streaks.by_category(desk.station, date(2026, 11, 4))
    assert (streak.days, streak.days_without_sheet, streak.days_filed_late) == (3, 0, 1)


def test_an_incident_of_the_first_day_begins_the_streak_on_the_second(desk: Desk, room: Case) -> None:
    file_on_the_day(desk, room, 1, 2, 3)
    desk.step(room, "incident", {"at": "2026-11-01T00:05", "kind": "治安案件"})
    assert streak_of(desk, 1, 3) == ("2天", "自11月2日起，前一日金悦棋牌有治安案件")


def test_an_incident_of_the_last_day_leaves_nothing_and_is_named(desk: Desk, room: Case) -> None:
    file_on_the_day(desk, room, 1, 2, 3)
    desk.step(room, "incident", {"at": "2026-11-03T23:55", "kind": "治安案件"})
    assert streak_of(desk, 1, 3) == ("0天", "11月3日金悦棋牌有治安案件，次日重新起算")


def test_an_incident_after_the_period_does_not_touch_it(desk: Desk, room: Case) -> None:
    file_on_the_day(desk, room, 1, 2, 3, 4)
    desk.step(room, "incident", {"at": "2026-11-04T00:05", "kind": "治安案件"})
    assert streak_of(desk, 1, 3)[0] == "3天"


def test_an_incident_told_late_resets_on_its_own_day(desk: Desk, room: Case) -> None:
    file_on_the_day(desk, room, 1, 2, 3)
    desk.step(room, "incident", {"at": "2026-11-01T22:00", "kind": "治安案件"}, "2026-11-20")
    assert streak_of(desk, 1, 3)[0] == "2天"


def test_what_counts_later_does_not_change_what_counted_before(desk: Desk, room: Case) -> None:
    file_on_the_day(desk, room, 1, 2, 3)
    desk.step(room, "incident", {"at": "2026-11-02T22:00", "kind": "求助"})
    facts = {**desk.station.vocabularies.facts("venue_category", "棋牌室"), "resets": ["求助"]}
    chief = desk.act("2026-11-21", "所长戊")
    change_word(desk.station, "venue_category", "棋牌室", "2026-11-03", facts, chief)
    assert streak_of(desk, 1, 3)[0] == "3天"


def test_a_venue_without_an_incident_counts_from_its_registration(desk: Desk, room: Case) -> None:
    file_on_the_day(desk, room, 1, 2, 4)
    (streak,) = streaks.by_venue(desk.station, date(2026, 11, 4))
    assert (streak.days, streak.since, streak.days_without_sheet) == (3, date(2026, 11, 1), 1)


def test_the_days_of_a_venue_begin_with_its_registration(desk: Desk, room: Case, venue: Entry) -> None:
    later = desk.receive("venues", {**venue, "name": "示例棋牌", "registered_on": "2026-11-04"})
    found = [streaks.by_venue(desk.station, date(2026, 11, day), later.number) for day in (3, 4)]
    assert [len(each) for each in found] == [0, 1]


def test_a_venue_that_closed_down_has_no_days_any_more(desk: Desk, room: Case) -> None:
    gone = {"from": "2026-11-10T09:00", "observed_by": ["民警甲"], "note": "已经搬走"}
    desk.step(room, "close_down", gone)
    assert streaks.by_venue(desk.station, date(2026, 11, 21)) == []


def test_the_last_of_two_incidents_resets_whichever_was_entered_first(desk: Desk, room: Case) -> None:
    file_on_the_day(desk, room, 1, 2, 3, 4, 5)
    for day in (4, 2):
        desk.step(room, "incident", {"at": f"2026-11-0{day}T22:00", "kind": "聚集警情"})
    assert streak_of(desk, 1, 5)[0] == "1天"


@pytest.mark.parametrize(("first", "left_out"), [(10, 1), (11, 0)])
def test_what_resets_nothing_is_left_out_of_the_period_of_its_day(
    desk: Desk, room: Case, first: int, left_out: int
) -> None:
    desk.step(room, "incident", {"at": "2026-11-10T22:00", "kind": "求助"})
    period = Period(date(2026, 11, first), date(2026, 11, 30))
    assert len(streaks.uncounted(desk.station, period)) == left_out


def test_a_category_that_never_filed_has_no_holes(desk: Desk, room: Case) -> None:
    assert day_sheets.holes(desk.station, date(2026, 11, 21)) == []


def test_the_days_of_the_week_before_without_a_sheet_are_holes(desk: Desk, room: Case) -> None:
    file_on_the_day(desk, room, 12, 16, 19)
    assert [day.day for day in day_sheets.holes(desk.station, date(2026, 11, 21))] == [14, 15, 17, 18, 20]
