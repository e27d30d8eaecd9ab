"""Venues: closing and reopening as steps, inspections, and the streaks of days without incident."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.cases import Case
from fengqiao_desk.notices import streaks
from fengqiao_desk.problems import Refused

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]


@pytest.fixture
def room(desk: Desk, venue: Entry) -> Case:
    return desk.receive("venues", venue, "2026-11-01")


@pytest.fixture
def venue_steps(example: Callable[[str], Entry]) -> Entry:
    return example("venue_steps")


def test_closing_and_reopening_are_steps(desk: Desk, room: Case, venue_steps: Entry) -> None:
    closed = desk.step(room, "suspend", venue_steps["suspend"])
    assert (closed.state, closed.values["status"]) == ("暂停", "暂停")
    assert desk.step(closed, "resume", venue_steps["resume"]).state == "营业"


def test_the_status_is_not_changed_by_hand(desk: Desk, room: Case) -> None:
    with pytest.raises(Refused, match="登记暂停"):
        desk.amend(room, {"status": "暂停"})


def test_one_officer_does_not_inspect(desk: Desk, room: Case, venue_steps: Entry) -> None:
    with pytest.raises(Refused, match="第52条"):
        desk.step(room, "inspect", {**venue_steps["inspect"], "officers": ["民警甲"]})


def test_a_correction_is_due(desk: Desk, room: Case, venue_steps: Entry) -> None:
    (due,) = desk.step(room, "inspect", venue_steps["inspect"]).deadlines
    assert (due.code, due.due_on) == ("ZG", date(2026, 11, 27))


def test_a_day_sheet_is_of_the_venues_category(desk: Desk, room: Case, venue_steps: Entry) -> None:
    with pytest.raises(Refused, match="该场所是棋牌室"):
        desk.step(room, "day_sheet", {**venue_steps["day_sheet"], "category": "网吧"})


def file_sheets(desk: Desk, room: Case, *days: int) -> None:
    for day in days:
        entry = {"day": f"2026-11-{day:02d}", "category": "棋牌室", "by": "民警甲"}
        desk.step(room, "day_sheet", entry)


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
    (streak,) = streaks.by_venue(desk.station, date(2026, 11, 21))
    assert (streak.days, streak.reset_by) == (11, "2026-11-10 聚集警情")
