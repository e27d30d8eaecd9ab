"""Inspections: points of the law, corrections with their day, re-checks, the rhythm of a grade, the record."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.cases import Case, Considering, load
from fengqiao_desk.cases.reviewing import plain_of
from fengqiao_desk.cases.words import change_word
from fengqiao_desk.documents.register import stored_pdf
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import FaultyEntry, Refused
from tests.core.notices.walk import (
    recheck,
    words_of,
)

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]


def test_one_officer_does_not_inspect(desk: Desk, room: Case, venue_steps: Entry) -> None:
    with pytest.raises(Refused, match="第52条"):
        desk.step(room, "inspect", {**venue_steps["inspect"], "officers": ["民警甲"]})


def test_a_correction_is_due(desk: Desk, room: Case, venue_steps: Entry) -> None:
    (due,) = desk.step(room, "inspect", venue_steps["inspect"]).deadlines
    assert (due.code, due.due_on) == ("ZG", date(2026, 11, 27))


def test_a_grade_sets_when_the_next_inspection_is_due(desk: Desk, room: Case) -> None:
    entry = {"grade": "A", "graded_on": "2026-11-01", "reason": "曾有聚集警情"}
    (due,) = desk.step(room, "grade", entry).deadlines
    assert (due.code, due.due_on, due.act) == ("XF", date(2026, 12, 1), "inspect")


def test_an_inspection_moves_the_next_one(desk: Desk, room: Case, venue_steps: Entry) -> None:
    graded = desk.step(room, "grade", {"grade": "A", "graded_on": "2026-11-01", "reason": "曾有聚集警情"})
    seen = desk.step(graded, "inspect", {**venue_steps["inspect"], "correct_by": None})
    assert [due.due_on for due in seen.deadlines] == [date(2026, 12, 20)]


def test_a_grade_entered_by_a_correction_holds_from_that_day_on(desk: Desk, venue: Entry) -> None:
    room = desk.receive("venues", {**venue, "grade": None, "registered_on": "2026-01-05"})
    (due,) = desk.amend(room, {"grade": "A"}, day="2026-11-20").deadlines
    assert due.due_on > date(2026, 11, 20)


def test_a_grade_is_not_changed_by_hand(desk: Desk, venue: Entry) -> None:
    room = desk.receive("venues", {**venue, "grade": "B"})
    with pytest.raises(Refused, match="评定等级"):
        desk.amend(room, {"grade": "C"})


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
    begun = plain_of(begins(Considering(desk.station, desk.act("2026-11-21"), room)))
    assert (point in begun["checklist"]) is there


def test_the_inspection_record_names_its_points(desk: Desk, room: Case, venue_steps: Entry) -> None:
    issued = desk.issue(desk.step(room, "inspect", venue_steps["inspect"]), "inspection_record")
    text = words_of(stored_pdf(desk.station, issued.number))
    assert "监控录像保存30日" in text and "不符合" in text and "录像仅保存15日" in text


def test_another_rhythm_of_a_grade_moves_the_next_inspection(desk: Desk, room: Case) -> None:
    desk.step(room, "grade", {"grade": "A", "graded_on": "2026-11-01", "reason": "曾有聚集警情"})
    chief = desk.act("2026-11-21", "所长戊")
    moved = change_word(desk.station, KINDS, "venue_grade", "A", "2026-11-21", {"visit_days": 15}, chief)
    (due,) = load(desk.station, room.kind, room.number).deadlines
    assert (moved, due.due_on) == (1, date(2026, 11, 21))  # nobody was late before the rhythm began


@pytest.mark.parametrize(
    ("begins", "due_on"),
    [("2026-11-25", date(2026, 11, 25)), ("2026-12-15", date(2026, 12, 1))],
)
def test_a_rhythm_of_later_makes_nothing_due_before_it_begins(
    desk: Desk, room: Case, begins: str, due_on: date
) -> None:
    desk.step(room, "grade", {"grade": "A", "graded_on": "2026-11-01", "reason": "曾有聚集警情"})
    chief = desk.act("2026-11-21", "所长戊")
    change_word(desk.station, KINDS, "venue_grade", "A", begins, {"visit_days": 15}, chief)
    (due,) = load(desk.station, room.kind, room.number).deadlines
    assert due.due_on == due_on


def test_a_rhythm_that_is_refused_moves_nothing(desk: Desk, room: Case) -> None:
    desk.step(room, "grade", {"grade": "A", "graded_on": "2026-11-01", "reason": "曾有聚集警情"})
    chief = desk.act("2026-11-21", "所长戊")
    with pytest.raises(FaultyEntry):
        change_word(desk.station, KINDS, "venue_grade", "A", "2026-11-21", {"visit_days": 0}, chief)
    (due,) = load(desk.station, room.kind, room.number).deadlines
    assert due.due_on == date(2026, 12, 1)


def test_a_point_that_fails_is_told_in_words(desk: Desk, room: Case, venue_steps: Entry) -> None:
    with pytest.raises(Refused, match="监控录像保存30日") as caught:
        desk.step(room, "inspect", {**venue_steps["inspect"], "findings": None, "correct_by": None})
    assert caught.value.faults[0].field == "findings"
