"""What a figure leaves out, and why."""

from __future__ import annotations

from typing import Any

from fengqiao_desk import cases
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.notices import batch
from fengqiao_desk.summaries import Count
from fengqiao_desk.values.days import month_period
from tests.conftest import Desk

Entry = dict[str, Any]


def left_out(desk: Desk, key: str, month: str = "2026-11", label: str = "") -> list[tuple[str, str]]:
    """Number and why of each record left out."""
    return [(each.number, each.why) for each in Count(desk.station, month_period(month)).left_out(key, label)]


def test_a_dispute_entered_this_month_for_a_day_of_another_says_so(desk: Desk, dispute: Entry) -> None:
    desk.receive("disputes", {**dispute, "received_on": "2026-10-31"})
    assert left_out(desk, "disputes.received") == [("JF2026-0001", "期间内补录，按受理日期计入别的期间")]


def test_a_dispute_counted_in_the_month_is_not_left_out(desk: Desk, dispute: Entry) -> None:
    desk.receive("disputes", {**dispute, "received_on": "2026-11-20"})
    assert left_out(desk, "disputes.received") == []


def test_a_category_leaves_out_only_its_own(desk: Desk, dispute: Entry) -> None:
    desk.receive("disputes", {**dispute, "received_on": "2026-10-31"})
    category = dispute["category"]
    shown = [len(left_out(desk, "disputes.by_category", label=each)) for each in (category, "别的类型")]
    assert shown == [1, 0]


def test_a_dispute_that_is_not_settled_yet_says_how_it_stands(desk: Desk, dispute: Entry) -> None:
    case = desk.receive("disputes", {**dispute, "received_on": "2026-11-20"})
    assert left_out(desk, "disputes.settled") == [(case.number, f"期间内受理，现为“{case.state}”")]


def test_a_dispute_closed_otherwise_says_with_which_result(desk: Desk, dispute: Entry) -> None:
    case = desk.receive("disputes", {**dispute, "received_on": "2026-10-01"})
    case = desk.step(case, "close", {"closed_on": "2026-11-12", "result": "撤回"})
    assert left_out(desk, "disputes.settled") == [(case.number, "以“撤回”结案")]


def test_a_dispute_finished_twice_counts_as_finished_by_its_last_time(desk: Desk, dispute: Entry) -> None:
    case = desk.receive("disputes", {**dispute, "received_on": "2026-10-01"})
    case = desk.step(case, "close", {"closed_on": "2026-11-12", "result": "撤回"})
    case = desk.step(case, "reopen", {"on": "2026-11-13", "reason": "当事人要求继续调解"})
    assert left_out(desk, "disputes.finished") == [(case.number, "办结后重新打开")]
    desk.step(case, "close", {"closed_on": "2026-11-20", "result": "撤回"})
    assert left_out(desk, "disputes.finished") == [(case.number, "重新打开过，按最后一次办结计")]


def test_a_void_notice_and_a_failed_try_say_why(desk: Desk, venue: Entry, service: Entry) -> None:
    desk.receive("venues", venue)
    chosen = batch.select(desk.station, "all", desk.act().day)
    (number,) = batch.issue(desk.station, "compliance", chosen, batch.Order(), desk.act()).numbers
    batch.serve(desk.station, number, service, desk.act())
    assert (left_out(desk, "notices.issued"), left_out(desk, "notices.served")) == ([], [])
    cases.void_document(desk.station, KINDS, number, "写错", desk.act())
    assert left_out(desk, "notices.issued") == [(number, "已作废：写错")]
    assert [why for _, why in left_out(desk, "notices.served")] == ["告知书已作废"]


def test_a_venue_without_a_notice_is_left_out_of_the_coverage(desk: Desk, venue: Entry) -> None:
    case = desk.receive("venues", venue)
    assert left_out(desk, "notices.coverage") == [(case.number, "期间内没有送达告知书")]


def test_an_incident_that_does_not_count_says_so(desk: Desk, venue: Entry) -> None:
    case = desk.receive("venues", venue)
    incident = {"at": "2026-11-05T22:00", "kind": "求助", "counts": False, "note": "群众求助"}
    desk.step(case, "incident", incident)
    ((number, why),) = left_out(desk, "venues.streak")
    assert (number, why) == (case.number, "求助不计入：群众求助")


def test_an_activity_noted_later_says_where_it_counts(desk: Desk, example: Any) -> None:
    desk.receive("activities", {**example("activity"), "day": "2026-10-31"})
    assert [why for _, why in left_out(desk, "activities")] == ["期间内补记，按活动日期计入别的期间"]
