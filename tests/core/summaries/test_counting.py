"""Counting: what belongs to a period, what it is compared with, and what is counted once only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk import cases
from fengqiao_desk.cases.facts.whole_cases import withdraw_case
from fengqiao_desk.documents.typesetting import typeset
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.notices import batch
from fengqiao_desk.problems import Unknown
from fengqiao_desk.summaries import Count, FigureValue, summary_sheet, summary_title
from fengqiao_desk.values.days import Period, month_period, parse_day
from fengqiao_desk.values.quantities import Quantity

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]


def figure(desk: Desk, label: str, month: str) -> FigureValue:
    return next(found for found in Count(desk.station, month_period(month)).figures() if found.label == label)


def received(desk: Desk, dispute: Entry, *days: str) -> list[cases.Case]:
    return [desk.receive("disputes", {**dispute, "received_on": day, "occurred_at": None}) for day in days]


def test_a_month_counts_its_first_and_its_last_day(desk: Desk, dispute: Entry) -> None:
    received(desk, dispute, "2026-08-31", "2026-09-01", "2026-09-30", "2026-10-01")
    assert figure(desk, "受理纠纷", "2026-09").shown == "2起"


def test_an_entry_late_on_the_last_evening_counts(desk: Desk, venue: Entry) -> None:
    room = desk.receive("venues", {**venue, "registered_on": "2026-09-01"})
    entry = {"officers": ["民警甲", "民警乙"], "at": "2026-09-30T23:59"}
    desk.step(room, "inspect", entry)
    desk.step(room, "inspect", {**entry, "at": "2026-10-01T00:00"})
    assert figure(desk, "检查场所", "2026-09").shown == "1家次"


def test_what_came_in_on_the_last_day_is_open_at_its_end(desk: Desk, dispute: Entry) -> None:
    received(desk, dispute, "2026-09-30", "2026-10-01")
    assert figure(desk, "期末未化解纠纷", "2026-09").shown == "1起"


def test_what_is_entered_later_counts_by_the_day_it_happened(desk: Desk, dispute: Entry) -> None:
    received(desk, dispute, "2026-09-30")
    assert (figure(desk, "受理纠纷", "2026-09").shown, figure(desk, "受理纠纷", "2026-11").shown) == (
        "1起",
        "0起",
    )


def test_a_month_is_compared_with_the_month_and_the_year_before(desk: Desk, dispute: Entry) -> None:
    received(desk, dispute, "2025-09-15", "2026-08-01", "2026-08-02", "2026-09-10")
    found = figure(desk, "受理纠纷", "2026-09")
    assert [quantity and quantity.show("起") for quantity in (found.previous, found.last_year)] == [
        "2起",
        "1起",
    ]


def test_a_ledger_that_begins_on_the_first_of_a_month_has_no_month_before(desk: Desk, dispute: Entry) -> None:
    received(desk, dispute, "2026-10-01")
    assert figure(desk, "受理纠纷", "2026-10").previous is None


def test_a_ledger_that_begins_on_the_last_of_a_month_has_that_month_before(
    desk: Desk, dispute: Entry
) -> None:
    received(desk, dispute, "2026-09-30", "2026-10-01")
    assert figure(desk, "受理纠纷", "2026-10").previous == Quantity(1000)


def test_a_record_that_was_taken_back_begins_no_ledger(desk: Desk, dispute: Entry) -> None:
    mistaken, _ = received(desk, dispute, "2026-09-30", "2026-10-01")
    withdraw_case(desk.station, KINDS, mistaken.kind, mistaken.number, "录错了", desk.act())
    assert figure(desk, "受理纠纷", "2026-10").previous is None


def test_without_records_before_there_is_nothing_to_compare(desk: Desk, dispute: Entry) -> None:
    received(desk, dispute, "2026-09-10")
    found = figure(desk, "受理纠纷", "2026-09")
    assert (found.previous, found.last_year) == (None, None)


@pytest.fixture
def twice_closed(desk: Desk, dispute: Entry, dispute_steps: Entry) -> cases.Case:
    """Settled in October, reopened, settled again in November."""
    agreement = dispute_steps["agreement"]
    agreement["clauses"] = agreement["clauses"][1:]
    (case,) = received(desk, {**dispute, "route": "人民调解"}, "2026-10-01")
    for reached, visited in (("2026-10-13", "2026-10-25"), ("2026-11-10", "2026-11-20")):
        clause = {**agreement["clauses"][0], "due_on": reached}
        case = desk.step(case, "agreement", {**agreement, "agreed_on": reached, "clauses": [clause]})
        case = desk.step(case, "close", {"closed_on": visited, "result": "调解成功"})
        if visited == "2026-10-25":
            case = desk.step(case, "reopen", dispute_steps["reopen"])
    return case


def test_a_dispute_settled_twice_counts_once(desk: Desk, twice_closed: cases.Case) -> None:
    both = Period(parse_day("2026-10-01"), parse_day("2026-11-30"))
    (settled,) = [found for found in Count(desk.station, both).figures() if found.label == "化解纠纷"]
    assert settled.shown == "1起"


def test_a_dispute_settled_twice_counts_by_the_last_time(desk: Desk, twice_closed: cases.Case) -> None:
    shown = [figure(desk, "化解纠纷", month).shown for month in ("2026-10", "2026-11")]
    assert shown == ["0起", "1起"]


def test_a_void_notice_counts_neither_as_issued_nor_as_served(
    desk: Desk, venue: Entry, service: Entry
) -> None:
    desk.receive("venues", venue)
    chosen = batch.select(desk.station, "all", desk.act().day)
    (number,) = batch.issue(desk.station, "compliance", chosen, batch.Order(), desk.act()).numbers
    batch.serve(desk.station, number, service, desk.act())
    labels = ("签发告知书", "送达告知书", "重点场所告知书覆盖率")
    assert [figure(desk, label, "2026-11").shown for label in labels] == ["1份", "1份", "100%"]
    cases.void_document(desk.station, KINDS, number, "写错", desk.act())
    assert [figure(desk, label, "2026-11").shown for label in labels] == ["0份", "0份", "0%"]


def test_a_replaced_notice_is_counted_once(desk: Desk, venue: Entry) -> None:
    desk.receive("venues", venue)
    chosen = batch.select(desk.station, "all", desk.act().day)
    (number,) = batch.issue(desk.station, "compliance", chosen, batch.Order(), desk.act()).numbers
    cases.replace_document(desk.station, KINDS, number, desk.act())
    assert figure(desk, "签发告知书", "2026-11").shown == "1份"


def test_goods_without_a_rest_have_none(desk: Desk, goods_case: Entry) -> None:
    goods_case["goods"][0]["approximate"] = False
    desk.receive("goods_cases", goods_case)
    assert figure(desk, goods_case["goods"][0]["name"], "2020-01").shown == "2300只"


def test_a_rest_is_kept_through_a_sum_of_cases(desk: Desk, goods_case: Entry) -> None:
    desk.receive("goods_cases", goods_case)
    goods_case["goods"][0]["approximate"] = False
    desk.receive("goods_cases", goods_case)
    assert figure(desk, goods_case["goods"][0]["name"], "2020-01").shown == "4600余只"


def test_thirteen_months_end_with_the_one_asked_for(desk: Desk, dispute: Entry) -> None:
    received(desk, dispute, "2025-09-30", "2026-09-01", "2026-09-30")
    months = Count(desk.station, Period(parse_day("2026-09-30"), parse_day("2026-09-30"))).monthly(
        "disputes.received"
    )
    assert (len(months), months[0][0], months[-1][0]) == (13, "2025-09", "2026-09")
    shown = [quantity and quantity.number for _, quantity in (months[0], months[1], months[-1])]
    assert shown == ["1", "0", "2"]


def test_a_month_before_the_ledger_began_has_no_figure(desk: Desk, dispute: Entry) -> None:
    received(desk, dispute, "2026-08-30")
    months = Count(desk.station, Period(parse_day("2026-09-30"), parse_day("2026-09-30"))).monthly(
        "disputes.received", 3
    )
    assert [quantity and quantity.show() for _, quantity in months] == [None, "1", "0"]


@pytest.mark.parametrize("key", ["colours", "venues.streak"])
def test_a_figure_without_months_is_told(desk: Desk, key: str) -> None:
    with pytest.raises(Unknown):
        Count(desk.station, Period(parse_day("2026-09-30"), parse_day("2026-09-30"))).monthly(key)


def test_a_figure_that_is_not_there_is_told(desk: Desk) -> None:
    with pytest.raises(Unknown, match="没有“colours”这个指标"):
        Count(desk.station, month_period("2026-09")).records("colours")


def test_keys_of_figures_are_their_own() -> None:
    keys = [found.key for kind in KINDS for found in kind.figures]
    assert len(keys) == len(set(keys))


def test_an_empty_station_has_a_summary(desk: Desk) -> None:
    sheet = summary_sheet(desk.station, month_period("2026-09"), desk.act())
    assert typeset(sheet).pages >= 1


def test_a_summary_printed_again_is_the_same_to_the_byte(desk: Desk, dispute: Entry) -> None:
    received(desk, dispute, "2026-09-10")
    pages = [typeset(summary_sheet(desk.station, month_period("2026-09"), desk.act())).pdf for _ in range(2)]
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("first", "last", "title"),
    [
        ("2026-09-01", "2026-09-30", "逍遥津派出所2026年9月工作情况汇报"),
        ("2026-08-26", "2026-09-25", "逍遥津派出所2026年8月26日至9月25日工作情况汇报"),
    ],
)
def test_a_summary_is_named_by_its_period(desk: Desk, first: str, last: str, title: str) -> None:
    assert summary_title(desk.station, Period(parse_day(first), parse_day(last))) == title


@pytest.mark.parametrize(("today", "missing"), [("2026-11-21", False), ("2026-12-01", True), (None, True)])
def test_days_still_to_come_are_not_told_as_missing(
    desk: Desk, venue: Entry, today: str | None, missing: bool
) -> None:
    room = desk.receive("venues", {**venue, "registered_on": "2026-11-01"})
    for day in ("2026-11-19", "2026-11-20", "2026-11-21"):
        desk.step(room, "day_sheet", {"day": day, "category": venue["category"], "by": "民警甲"}, day)
    as_of = parse_day(today) if today else None
    figures = Count(desk.station, month_period("2026-11"), today=as_of).figures()
    found = next(each for each in figures if each.label == "棋牌室连续零警情")
    assert (found.shown, "未报" in found.remark) == ("3天", missing)
