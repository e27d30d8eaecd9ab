"""Venues: registered once, renamed, closed and reopened as intervals, their card."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.cases import Case
from fengqiao_desk.cases.links import link
from fengqiao_desk.documents.register import stored_pdf
from fengqiao_desk.notices.duplicates import related, similar
from fengqiao_desk.notices.periods import periods
from fengqiao_desk.notices.venue_records import Venue
from fengqiao_desk.problems import Refused
from fengqiao_desk.store import search
from tests.core.notices.walk import (
    file_sheets,
    issue,
    words_of,
)

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]


def test_closing_and_reopening_are_steps(desk: Desk, room: Case, venue_steps: Entry) -> None:
    closed = desk.step(room, "suspend", venue_steps["suspend"])
    assert (closed.state, closed.values["status"]) == ("暂停", "暂停")
    assert desk.step(closed, "resume", venue_steps["resume"]).state == "营业"


def test_the_status_is_not_changed_by_hand(desk: Desk, room: Case) -> None:
    with pytest.raises(Refused, match="登记暂停"):
        desk.amend(room, {"status": "暂停"})


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


def test_where_a_venue_closed_down_the_very_same_may_open_again(desk: Desk, room: Case, venue: Entry) -> None:
    gone = {"from": "2026-11-10T09:00", "observed_by": ["民警甲"], "note": "已经搬走"}
    desk.step(room, "close_down", gone)
    assert desk.receive("venues", venue).number != room.number


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
    assert [found.reason for found in similar(desk.station, Venue.of({**venue, **more}))] == reasons


@pytest.mark.parametrize(
    ("same", "reasons"),
    [
        ({"credit_code": "91350100M000100Y43"}, ["信用代码相同"]),
        ({"phone": "13900000000"}, ["电话相同"]),
        ({}, []),
    ],
)
def test_a_venue_of_another_area_is_told_by_its_code_or_phone(
    desk: Desk, venue: Entry, same: Entry, reasons: list[str]
) -> None:
    desk.receive("venues", {**venue, "credit_code": "91350100M000100Y43"})
    elsewhere = {"name": "远方书店", "trading_name": None, "address": "远方路1号", "area": "示例二社区"}
    other = Venue.of({**venue, **elsewhere, "phone": None, **same})
    assert [found.reason for found in similar(desk.station, other)] == reasons


def test_periods_follow_each_other_with_their_orders(desk: Desk, room: Case, venue_steps: Entry) -> None:
    order = {"decided_by": "区指挥部", "order_number": "第9号"}
    desk.step(room, "suspend", {**order, "from": "2026-11-10T18:00"})
    closed = desk.step(room, "resume", {**order, "order_number": "第10号", "from": "2026-11-20T08:00"})
    assert [(p.status, p.since, p.until, p.order_number) for p in periods(closed)] == [
        ("营业", date(2026, 11, 1), datetime(2026, 11, 10, 18), ""),
        ("暂停", datetime(2026, 11, 10, 18), datetime(2026, 11, 20, 8), "第9号"),
        ("营业", datetime(2026, 11, 20, 8), None, "第10号"),
    ]


def test_a_venue_is_not_resumed_before_it_was_suspended(desk: Desk, room: Case) -> None:
    order = {"decided_by": "区指挥部", "order_number": "第9号"}
    desk.step(room, "suspend", {**order, "from": "2026-11-10T18:00"})
    with pytest.raises(Refused, match="不能早于"):
        desk.step(room, "resume", {**order, "from": "2026-11-09T18:00"})


def test_the_venue_card_tells_periods_and_former_names(desk: Desk, room: Case) -> None:
    renamed = desk.step(room, "rename", {"since": "2026-11-20", "trading_name": "银悦棋牌"})
    order = {"from": "2026-11-20T18:00", "decided_by": "区指挥部", "order_number": "第9号"}
    issued = desk.issue(desk.step(renamed, "suspend", order), "venue_card")
    text = words_of(stored_pdf(desk.station, issued.number))
    assert all(words in text for words in ("金悦棋牌", "银悦棋牌", "区指挥部", "第9号", "暂停"))


def test_a_visit_of_which_nothing_was_noted_is_no_inspection_without_findings(desk: Desk, room: Case) -> None:
    visited = desk.step(room, "visit", {"at": "2026-11-21T08:30", "officers": ["民警甲"], "note": None})
    text = words_of(stored_pdf(desk.station, desk.issue(visited, "venue_card").number))
    assert ("走访" in text, "未发现问题" in text) == (True, False)


def shown(desk: Desk, case: Case) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The tables of a venue as the window shows them."""
    assert case.kind.tables is not None
    return {table.title: table.rows for table in case.kind.tables(case, desk.station, date(2026, 11, 21))}


def test_a_venue_that_was_suspended_shows_its_intervals_with_their_orders(desk: Desk, room: Case) -> None:
    order = {"decided_by": "区指挥部", "order_number": "第9号", "from": "2026-11-10T18:00"}
    assert shown(desk, desk.step(room, "suspend", order))["经营状态"] == (
        ("2026-11-01 至 2026-11-10 18:00", "营业", "/"),
        ("2026-11-10 18:00 起，至今", "暂停", "区指挥部 第9号"),
    )


def test_a_venue_whose_status_never_changed_shows_no_intervals(desk: Desk, room: Case) -> None:
    assert "经营状态" not in shown(desk, room)


def test_a_venue_shows_the_notices_it_got(desk: Desk, room: Case) -> None:
    (number,) = issue(desk).numbers
    assert shown(desk, room)["收到的告知书"] == ((number, "提示法定义务 2026-11-21", "已签发"),)


def test_a_venue_shows_its_days_without_incident(desk: Desk, room: Case) -> None:
    file_sheets(desk, room, 19, 21)
    ((days, since, missing, reset),) = shown(desk, room)["连续零警情"]
    assert (days, since, missing, reset) == ("2 天", "2026年11月1日", "19 天", "/")


def test_a_venue_that_may_be_another_says_so_until_they_are_linked(
    desk: Desk, room: Case, venue: Entry
) -> None:
    other = desk.receive("venues", {**venue, "name": "示例棋牌屋", "phone": None})
    assert [found.number for found in related(desk.station, other)] == [room.number]
    link(desk.station, other, room, "同一事项", "同一家", desk.act())
    assert related(desk.station, other) == []


def test_one_owner_of_two_venues_is_no_double(desk: Desk, room: Case, venue: Entry) -> None:
    elsewhere = {"name": "远方书店", "trading_name": None, "address": "远方路1号"}
    assert related(desk.station, desk.receive("venues", {**venue, **elsewhere})) == []
