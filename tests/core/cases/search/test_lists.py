"""Lists and hits: filtered by declared fields, newest first, masked where the field is; nothing typed becomes SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.cases import Condition, page
from fengqiao_desk.cases.search.finding import find
from fengqiao_desk.kinds import KINDS, kind_of
from fengqiao_desk.problems import Unknown

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]


@pytest.fixture
def three(desk: Desk, dispute: Entry) -> Desk:
    for day, category, partners in (
        ("2026-09-28", "邻里", ["社居委", "物业"]),
        ("2026-09-30", "合同", ["街道"]),
        ("2026-09-29", "邻里", []),
    ):
        desk.receive("disputes", {**dispute, "received_on": day, "category": category, "partners": partners})
    return desk


def listed(desk: Desk, *where: tuple[str, str], **more: Any) -> list[str]:
    conditions = tuple(Condition(name, value) for name, value in where)
    return [row.day for row in page(desk.station, kind_of("disputes"), conditions, **more).rows]


ALL = ["2026-09-30", "2026-09-29", "2026-09-28"]


def test_a_list_is_newest_first_and_has_pages(three: Desk) -> None:
    assert listed(three) == ALL
    assert listed(three, offset=1, limit=1) == ["2026-09-29"]


def test_a_page_knows_the_total(three: Desk) -> None:
    assert page(three.station, kind_of("disputes"), limit=1).total == 3


@pytest.mark.parametrize(
    ("field", "value", "days"),
    [
        ("category", "合同", ["2026-09-30"]),
        ("state", "受理", ALL),
        ("day", "2026-09-29", ["2026-09-29"]),
        ("number", "JF2026-0001", ["2026-09-28"]),
        ("amount", "1200.5", ALL),
        ("partners", "物业", ["2026-09-28"]),
        ("open", "是", ALL),
        ("open", "否", []),
        ("category", "没有这类", []),
        ("category", "' OR 1=1 --", []),
        ("day", "2026-09-29..", ALL[:2]),
        ("day", "..2026-09-29", ALL[1:]),
        ("day", "2026-09-29..2026-09-29", ["2026-09-29"]),
    ],
)
def test_a_list_is_filtered_by_a_field(three: Desk, field: str, value: str, days: list[str]) -> None:
    assert listed(three, (field, value)) == days


def test_conditions_hold_together(three: Desk) -> None:
    assert listed(three, ("category", "邻里"), ("day", "2026-09-29")) == ["2026-09-29"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("colour", "红"),
        ("1=1 OR place", "x"),
        ('place" = place --', "x"),
        ("parties", "张三"),
        ("amount", "很多"),
        ("amount", "NaN"),
        ("open", "也许"),
        ("day", ""),
        ("due", ".."),
    ],
)
def test_a_condition_that_cannot_be_is_told(three: Desk, field: str, value: str) -> None:
    with pytest.raises(Unknown):
        listed(three, (field, value))


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e400", "9" * 30, ""])
def test_a_number_no_column_can_hold_is_told(desk: Desk, value: str) -> None:
    with pytest.raises(Unknown, match="不能按"):
        page(desk.station, kind_of("activities"), (Condition("quantity", value),))


def test_a_list_is_filtered_by_a_count(desk: Desk, venue: Entry) -> None:
    desk.receive("venues", venue)
    assert page(desk.station, kind_of("venues"), (Condition("capacity", "40"),)).total == 1


def test_of_hits_the_exact_number_comes_first(three: Desk) -> None:
    assert find(three.station, KINDS, "JF2026-0001", 10).hits[0].number == "JF2026-0001"


def test_a_hit_names_its_field_and_shows_what_is_around(three: Desk) -> None:
    hit = find(three.station, KINDS, "堆放", 10).hits[0]
    assert (hit.field, hit.snippet) == ("主要事实", "因楼道堆放杂物发生争吵并推搡。")


@pytest.mark.parametrize(("text", "shown"), [("19491231", "1101**********002X"), ("138000", "138****0000")])
def test_a_hit_in_a_masked_field_stays_masked(desk: Desk, dispute: Entry, text: str, shown: str) -> None:
    desk.receive("disputes", dispute)
    assert find(desk.station, KINDS, text, 10).hits[0].snippet == shown


@pytest.mark.parametrize("where", [(), (Condition("open", "是"),), (Condition("state", "受理"),)])
def test_a_page_of_a_list_is_read_in_the_order_of_an_index(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, where: tuple[Condition, ...]
) -> None:
    run, asked = desk.station.connections.run, []

    def watched(sql: str, *values: Any) -> list[tuple[Any, ...]]:
        asked.append((sql, values))
        return run(sql, *values)

    monkeypatch.setattr(desk.station.connections, "run", watched)
    page(desk.station, kind_of("disputes"), where)
    sql, values = next(found for found in asked if '"day" DESC' in found[0])
    plan = " ".join(row[3] for row in run("EXPLAIN QUERY PLAN " + sql, *values))
    assert "cases_by" in plan
    assert "SCAN" not in plan


@pytest.fixture
def due_and_not(desk: Desk, dispute: Entry) -> Desk:
    """A dispute of 28 September, overdue in November, one of 18 November, and one that nothing is due of."""
    for day, route in (("2026-09-28", "治安调解"), ("2026-11-18", "治安调解"), ("2026-11-19", "告知")):
        desk.receive("disputes", {**dispute, "received_on": day, "occurred_at": None, "route": route})
    return desk


@pytest.mark.parametrize(
    ("due", "days"),
    [
        ("..2026-11-20", ["2026-09-28"]),
        ("2026-11-21..2026-11-29", ["2026-11-18"]),
        ("无", ["2026-11-19"]),
    ],
)
def test_a_list_is_filtered_by_its_deadlines(due_and_not: Desk, due: str, days: list[str]) -> None:
    assert listed(due_and_not, ("due", due)) == days


def test_one_deadline_must_fit_both_ends(due_and_not: Desk) -> None:
    """The dispute of 18 November is due on the 23rd and on 18 December, on no day between."""
    assert listed(due_and_not, ("due", "2026-11-26..2026-12-17")) == []


@pytest.mark.parametrize(
    ("order", "days"),
    [
        ("day", ["2026-11-19", "2026-11-18", "2026-09-28"]),
        ("due", ["2026-09-28", "2026-11-18", "2026-11-19"]),
        ("number", ["2026-11-19", "2026-11-18", "2026-09-28"]),
    ],
)
def test_a_list_has_the_order_asked_for(due_and_not: Desk, order: str, days: list[str]) -> None:
    assert listed(due_and_not, order=order) == days


def test_the_newest_number_comes_first_whatever_its_day(three: Desk) -> None:
    rows = page(three.station, kind_of("disputes"), order="number").rows
    assert [row.number for row in rows] == ["JF2026-0003", "JF2026-0002", "JF2026-0001"]


def test_an_order_that_is_not_there_is_told(three: Desk) -> None:
    with pytest.raises(Unknown, match="排序"):
        listed(three, order="colour")
