"""The activity ledger: counted rows whose 余 is kept in every sum, and nobody's name but the officers'."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk import activities
from fengqiao_desk.activities import duplicates
from fengqiao_desk.activities.duplicates import alike, warning_of
from fengqiao_desk.fields import IDENTITY, PERSON, PHONE
from fengqiao_desk.problems import FaultyEntry
from fengqiao_desk.summaries import Count
from fengqiao_desk.values.days import month_period

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]


@pytest.fixture
def entry(example: Callable[[str], Entry]) -> Entry:
    return example("activity")


def totals(desk: Desk, month: str = "2020-02") -> dict[str, str]:
    figures = Count(desk.station, month_period(month), kinds=(activities.KIND,)).figures()
    return {figure.label: figure.shown for figure in figures}


def test_a_row_says_what_was_done_and_how_much(desk: Desk, entry: Entry) -> None:
    row = desk.receive("activities", entry)
    assert (row.number, row.title) == ("TZ2020-0001", "配合核查人员 30人次")


def test_rows_of_one_activity_add_up(desk: Desk, entry: Entry) -> None:
    for quantity in (30, 1.5, 0.5):
        desk.receive("activities", {**entry, "quantity": quantity})
    assert totals(desk) == {"配合核查人员": "32人次"}


def test_one_row_with_a_rest_makes_a_sum_with_a_rest(desk: Desk, entry: Entry) -> None:
    for approximate in (False, True, None):
        desk.receive("activities", {**entry, "approximate": approximate})
    assert totals(desk) == {"配合核查人员": "90余人次"}


def test_units_are_never_mixed(desk: Desk, entry: Entry) -> None:
    for unit in ("人次", "人"):
        desk.receive("activities", {**entry, "unit": unit})
    figures = Count(desk.station, month_period("2020-02"), kinds=(activities.KIND,)).figures()
    assert sorted(figure.shown for figure in figures) == ["30人", "30人次"]


def test_a_row_counts_in_the_month_of_its_day(desk: Desk, entry: Entry) -> None:
    for day in ("2020-01-31", "2020-02-01", "2020-02-29", "2020-03-01"):
        desk.receive("activities", {**entry, "day": day})
    assert totals(desk) == {"配合核查人员": "60人次"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("quantity", None),
        ("quantity", -1),
        ("quantity", "30余"),
        ("quantity", 10**15),
        ("unit", "艘"),
        ("activity", "钓鱼"),
        ("day", "2027-01-01"),
        ("officers", ["路人"]),
        ("area", "月球"),
    ],
)
def test_a_row_that_cannot_be_is_told(desk: Desk, entry: Entry, field: str, value: Any) -> None:
    with pytest.raises(FaultyEntry) as caught:
        desk.receive("activities", {**entry, field: value})
    assert [fault.field for fault in caught.value.faults] == [field]


def test_there_is_no_place_for_a_persons_data() -> None:
    assert [field.name for field in activities.KIND.fields if field.kind in (PERSON, IDENTITY, PHONE)] == []


def test_the_same_day_activity_and_area_may_be_the_same_row_twice(desk: Desk, entry: Entry) -> None:
    known = desk.receive("activities", entry)
    desk.receive("activities", {**entry, "area": None})
    assert [row.number for row in alike(desk.station, entry)] == [known.number]
    assert alike(desk.station, entry, but=known.number) == []
    assert alike(desk.station, {"day": None, "activity": entry["activity"]}) == []


def test_the_newest_of_the_rows_alike_is_named(desk: Desk, entry: Entry) -> None:
    numbers = [desk.receive("activities", entry).number for _ in range(2)]
    assert [row.number for row in alike(desk.station, entry)] == numbers[::-1]


def test_more_rows_alike_than_are_read_are_not_counted_too_few(
    desk: Desk, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicates, "_MOST", 2)
    for _ in range(3):
        desk.receive("activities", entry)
    assert "已记 2 笔以上" in warning_of(alike(desk.station, entry))
