"""Venues: closing and reopening as steps, inspections, and the streaks of days without incident."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from fengqiao_desk.cases import Case
from fengqiao_desk.documents.register import stored_pdf
from fengqiao_desk.notices import coverage, day_sheets, streaks
from fengqiao_desk.notices.duplicates import similar
from fengqiao_desk.notices.periods import periods
from fengqiao_desk.problems import Refused
from fengqiao_desk.store import search
from fengqiao_desk.summaries import count
from fengqiao_desk.values.days import Period

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


def test_a_renaming_keeps_the_names_before(desk: Desk, room: Case) -> None:
    renamed = desk.step(room, "rename", {"since": "2026-11-20", "trading_name": "银悦棋牌"})
    again = desk.step(renamed, "rename", {"since": "2026-11-21", "trading_name": "玉悦棋牌"})
    assert (again.title, again.values["former_names"]) == ("玉悦棋牌", ["金悦棋牌", "银悦棋牌"])


def test_a_former_name_is_found(desk: Desk, room: Case) -> None:
    desk.step(room, "rename", {"since": "2026-11-20", "trading_name": "银悦棋牌"})
    with desk.station.reading():
        hits = search.find(desk.station.connections, "金悦", 5).hits
    assert [hit.number for hit in hits] == [room.number]


def test_the_same_name_is_no_renaming(desk: Desk, room: Case) -> None:
    with pytest.raises(Refused, match="与现在的不同"):
        desk.step(room, "rename", {"since": "2026-11-20", "trading_name": "金悦棋牌"})


def test_the_very_same_venue_is_registered_once(desk: Desk, room: Case, venue: Entry) -> None:
    with pytest.raises(Refused, match=room.number):
        desk.receive("venues", venue)


@pytest.mark.parametrize(
    ("more", "reasons"),
    [
        ({"name": "示例棋牌屋", "phone": None}, ["名称、地址相近"]),
        ({"name": "远方书店", "trading_name": None, "address": "远方路1号"}, ["电话相同"]),
        ({"name": "远方书店", "trading_name": None, "address": "远方路1号", "phone": None}, []),
    ],
)
def test_a_venue_that_may_be_there_already_is_told(
    desk: Desk, room: Case, venue: Entry, more: Entry, reasons: list[str]
) -> None:
    assert [found.reason for found in similar(desk.station, {**venue, **more})] == reasons


def test_a_grade_sets_when_the_next_inspection_is_due(desk: Desk, room: Case) -> None:
    entry = {"grade": "A", "graded_on": "2026-11-01", "reason": "曾有聚集警情"}
    (due,) = desk.step(room, "grade", entry).deadlines
    assert (due.code, due.due_on, due.act) == ("XF", date(2026, 12, 1), "inspect")


def test_an_inspection_moves_the_next_one(desk: Desk, room: Case, venue_steps: Entry) -> None:
    graded = desk.step(room, "grade", {"grade": "A", "graded_on": "2026-11-01", "reason": "曾有聚集警情"})
    seen = desk.step(graded, "inspect", {**venue_steps["inspect"], "correct_by": None})
    assert [due.due_on for due in seen.deadlines] == [date(2026, 12, 20)]


def test_a_grade_is_not_changed_by_hand(desk: Desk, venue: Entry) -> None:
    room = desk.receive("venues", {**venue, "grade": "B"})
    with pytest.raises(Refused, match="评定等级"):
        desk.amend(room, {"grade": "C"})


def recheck(desk: Desk, room: Case, result: str, correct_by: str | None = None) -> Case:
    entry = {"at": "2026-11-21T08:00", "officers": ["民警甲", "民警乙"], "result": result}
    return desk.step(room, "recheck", {**entry, "correct_by": correct_by})


def test_what_is_corrected_is_due_no_more(desk: Desk, room: Case, venue_steps: Entry) -> None:
    assert recheck(desk, desk.step(room, "inspect", venue_steps["inspect"]), "已改正").deadlines == ()


def test_what_is_not_corrected_gets_a_new_day(desk: Desk, room: Case, venue_steps: Entry) -> None:
    seen = desk.step(room, "inspect", venue_steps["inspect"])
    with pytest.raises(Refused, match="再次整改期限"):
        recheck(desk, seen, "未改正")
    assert recheck(desk, seen, "未改正", "2026-12-04").deadlines[0].due_on == date(2026, 12, 4)


def test_without_a_correction_there_is_nothing_to_recheck(desk: Desk, room: Case) -> None:
    with pytest.raises(Refused, match="没有待复查"):
        recheck(desk, room, "已改正")


@pytest.mark.parametrize(
    ("category", "point", "there"),
    [
        ("KTV", "营业日志保存60日", True),
        ("网吧", "营业日志保存60日", False),
        ("网吧", "上网实名登记，记录保存60日", True),
        ("棋牌室", "上网实名登记，记录保存60日", False),
        ("棋牌室", "安全出口和疏散通道畅通", True),
    ],
)
def test_the_points_of_an_inspection_are_those_of_the_categorys_law(
    desk: Desk, venue: Entry, category: str, point: str, there: bool
) -> None:
    room = desk.receive("venues", {**venue, "category": category})
    begins = room.kind.step("inspect").begins
    assert begins is not None
    assert (point in begins(room, desk.station, date(2026, 11, 21))["checklist"]) is there


def test_periods_follow_each_other_with_their_orders(desk: Desk, room: Case, venue_steps: Entry) -> None:
    order = {"decided_by": "区指挥部", "order_number": "第9号"}
    desk.step(room, "suspend", {**order, "from": "2026-11-10T18:00"})
    closed = desk.step(room, "resume", {**order, "order_number": "第10号", "from": "2026-11-20T08:00"})
    assert [(p.status, p.since, p.until, p.order_number) for p in periods(closed)] == [
        ("营业", "2026-11-01", "2026-11-10T18:00", ""),
        ("暂停", "2026-11-10T18:00", "2026-11-20T08:00", "第9号"),
        ("营业", "2026-11-20T08:00", "", "第10号"),
    ]


def test_a_venue_is_not_resumed_before_it_was_suspended(desk: Desk, room: Case) -> None:
    order = {"decided_by": "区指挥部", "order_number": "第9号"}
    desk.step(room, "suspend", {**order, "from": "2026-11-10T18:00"})
    with pytest.raises(Refused, match="不能早于"):
        desk.step(room, "resume", {**order, "from": "2026-11-09T18:00"})


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


def test_coverage_names_who_was_not_visited(desk: Desk, venue: Entry) -> None:
    numbers = [
        desk.receive("venues", {**venue, "name": f"示例{place}小区", "category": "小区"}) for place in (1, 2)
    ]
    desk.step(numbers[0], "visit", {"at": "2026-11-21T08:00", "officers": ["民警甲"]})
    (found,) = coverage.by_visit(desk.station, Period(date(2026, 11, 1), date(2026, 11, 30)))
    assert (found.told, [missed.number for missed in found.missed]) == ("1/2", [numbers[1].number])


def test_the_inspection_record_names_its_points(desk: Desk, room: Case, venue_steps: Entry) -> None:
    issued = desk.issue(desk.step(room, "inspect", venue_steps["inspect"]), "inspection_record")
    text = words_of(stored_pdf(desk.station, issued.number))
    assert "监控录像保存30日" in text and "不符合" in text and "录像仅保存15日" in text


def test_the_venue_card_tells_periods_and_former_names(desk: Desk, room: Case) -> None:
    renamed = desk.step(room, "rename", {"since": "2026-11-20", "trading_name": "银悦棋牌"})
    order = {"from": "2026-11-20T18:00", "decided_by": "区指挥部", "order_number": "第9号"}
    issued = desk.issue(desk.step(renamed, "suspend", order), "venue_card")
    text = words_of(stored_pdf(desk.station, issued.number))
    assert all(words in text for words in ("金悦棋牌", "银悦棋牌", "区指挥部", "第9号", "暂停"))


def words_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_summary_names_the_event_that_reset_a_streak(desk: Desk, room: Case, venue_steps: Entry) -> None:
    desk.step(room, "incident", venue_steps["incident"])
    file_sheets(desk, room, 11, 13)
    found = {f.label: f for f in count(desk.station, Period(date(2026, 11, 1), date(2026, 11, 13)))}
    remark = found["棋牌室连续零警情"].remark
    assert remark == "自11月11日起，前一日有聚集警情（金悦棋牌），另有1天未报"


def test_the_summary_tells_how_many_of_a_register_were_visited(desk: Desk, venue: Entry) -> None:
    for place in (1, 2):
        case = desk.receive("venues", {**venue, "name": f"示例{place}小区", "category": "小区"})
    desk.step(case, "visit", {"at": "2026-11-21T08:00", "officers": ["民警甲"]})
    found = {f.label: f for f in count(desk.station, Period(date(2026, 11, 1), date(2026, 11, 30)))}
    figure = found["小区走访检查覆盖率"]
    assert (figure.shown, figure.remark) == ("50%", "1/2")
