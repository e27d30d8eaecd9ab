"""Coverage: how many of a register were visited, and who was not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk import cases
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.notices import coverage
from fengqiao_desk.summaries import Count
from fengqiao_desk.values.days import Period
from tests.core.notices.walk import serve

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]


def test_coverage_names_who_was_not_visited(desk: Desk, venue: Entry) -> None:
    numbers = [
        desk.receive("venues", {**venue, "name": f"示例{place}小区", "category": "小区"}) for place in (1, 2)
    ]
    desk.step(numbers[0], "visit", {"at": "2026-11-21T08:00", "officers": ["民警甲"]})
    (found,) = coverage.by_visit(desk.station, Period(date(2026, 11, 1), date(2026, 11, 30)))
    assert (found.share, [missed.number for missed in found.missed]) == ("1/2", [numbers[1].number])


@pytest.mark.parametrize(
    ("first", "last", "share"),
    [(21, 30, "1/1"), (1, 21, "1/1"), (22, 30, "0/1"), (1, 20, "0/1")],
)
def test_a_visit_counts_on_the_first_and_the_last_day_of_a_period(
    desk: Desk, venue: Entry, first: int, last: int, share: str
) -> None:
    case = desk.receive("venues", {**venue, "category": "小区", "registered_on": "2026-11-01"})
    desk.step(case, "visit", {"at": "2026-11-21T08:00", "officers": ["民警甲"]})
    (found,) = coverage.by_visit(desk.station, Period(date(2026, 11, first), date(2026, 11, last)))
    assert found.share == share


@pytest.mark.parametrize(("last", "shares"), [(9, []), (10, ["0/1"])])
def test_a_venue_stands_in_its_register_from_its_own_day_on(
    desk: Desk, venue: Entry, last: int, shares: list[str]
) -> None:
    desk.receive("venues", {**venue, "category": "小区", "registered_on": "2026-11-10"})
    month = Period(date(2026, 11, 1), date(2026, 11, last))
    assert [found.share for found in coverage.by_visit(desk.station, month)] == shares


@pytest.mark.parametrize(("first", "last", "reached"), [(21, 30, 1), (1, 21, 1), (22, 30, 0), (1, 20, 0)])
def test_a_notice_counts_where_the_day_of_its_service_is_an_edge(
    town: Desk, number: str, service: Entry, first: int, last: int, reached: int
) -> None:
    serve(town, number, service)
    month = Period(date(2026, 11, first), date(2026, 11, last))
    assert coverage.by_notice(town.station, month).reached == reached


def test_a_service_tried_in_vain_reached_nobody(town: Desk, number: str, service: Entry) -> None:
    serve(town, number, {**service, "outcome": "无人", "receiver": None, "receiver_identity": None})
    month = Period(date(2026, 11, 1), date(2026, 11, 30))
    assert coverage.by_notice(town.station, month).reached == 0


def test_a_notice_that_was_voided_reached_nobody(town: Desk, number: str, service: Entry) -> None:
    serve(town, number, service)
    cases.void_document(town.station, KINDS, number, "填错", town.act(officer="所长戊"))
    month = Period(date(2026, 11, 1), date(2026, 11, 30))
    assert coverage.by_notice(town.station, month).reached == 0


def test_the_summary_tells_how_many_of_a_register_were_visited(desk: Desk, venue: Entry) -> None:
    for place in (1, 2):
        case = desk.receive("venues", {**venue, "name": f"示例{place}小区", "category": "小区"})
    desk.step(case, "visit", {"at": "2026-11-21T08:00", "officers": ["民警甲"]})
    found = {f.label: f for f in Count(desk.station, Period(date(2026, 11, 1), date(2026, 11, 30))).figures()}
    figure = found["小区走访检查覆盖率"]
    assert (figure.shown, figure.remark) == ("50%", "共2个，走访检查1个")


def test_a_venue_closed_after_the_period_still_stands_in_its_register(desk: Desk, venue: Entry) -> None:
    case = desk.receive("venues", {**venue, "category": "小区", "registered_on": "2026-01-05"})
    gone = {"from": "2026-11-10T09:00", "observed_by": ["民警甲"], "note": "已经搬走"}
    desk.step(case, "close_down", gone)
    months = (Period(date(2026, 10, 1), date(2026, 10, 31)), Period(date(2026, 11, 1), date(2026, 11, 30)))
    shown = [[found.share for found in coverage.by_visit(desk.station, month)] for month in months]
    assert shown == [["0/1"], []]
