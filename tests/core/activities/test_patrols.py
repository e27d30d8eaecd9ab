"""The share of the force that was on patrol."""

from __future__ import annotations

from typing import Any

import pytest

from fengqiao_desk.problems import FaultyEntry
from fengqiao_desk.summaries import Count, FigureValue
from fengqiao_desk.values.days import month_period
from tests.conftest import Desk

NOVEMBER = month_period("2026-11")


def state_force(desk: Desk, number: int, day: str = "2026-01-01") -> None:
    desk.station.profiles.change({"force": number}, day, desk.act("2026-11-21", "管理员己"))


def patrol(desk: Desk, example: Any, day: str, quantity: object, **more: Any) -> None:
    entry = {**example("activity"), "activity": "投入巡逻警力", "unit": "人次", "day": day}
    desk.receive("activities", {**entry, "quantity": quantity, **more})


def share(desk: Desk) -> FigureValue | None:
    figures = {figure.key: figure for figure in Count(desk.station, NOVEMBER).figures()}
    return figures.get("patrols.share.巡逻警力占全所警力")


def test_the_share_is_of_the_force_on_the_days_with_an_entry(desk: Desk, example: Any) -> None:
    state_force(desk, 40)
    for day, quantity in (("2026-11-02", 20), ("2026-11-02", 8), ("2026-11-05", 28)):
        patrol(desk, example, day, quantity)
    found = share(desk)
    assert found is not None
    assert (found.shown, found.remark) == ("70%", "2日有记录，日均28人次，全所40人")


def test_without_a_stated_force_there_is_no_share(desk: Desk, example: Any) -> None:
    patrol(desk, example, "2026-11-02", 20)
    assert share(desk) is None


def test_the_force_is_that_of_the_time(desk: Desk, example: Any) -> None:
    state_force(desk, 40)
    state_force(desk, 80, "2026-12-01")
    patrol(desk, example, "2026-11-02", 20)
    found = share(desk)
    assert found is not None
    assert found.shown == "50%"


def test_a_patrol_counted_otherwise_is_no_force(desk: Desk, example: Any) -> None:
    state_force(desk, 40)
    patrol(desk, example, "2026-11-02", 3, unit="次")
    patrol(desk, example, "2026-11-02", 30, activity="配合核查人员")
    assert share(desk) is None


def test_a_rest_stays_with_the_share(desk: Desk, example: Any) -> None:
    state_force(desk, 40)
    patrol(desk, example, "2026-11-02", 20, approximate=True)
    found = share(desk)
    assert found is not None
    assert found.shown == "50%以上"


def test_the_entries_explain_it(desk: Desk, example: Any) -> None:
    state_force(desk, 40)
    patrol(desk, example, "2026-11-02", 20)
    rows = Count(desk.station, NOVEMBER).records("patrols.share")
    assert [(row.number, row.thousandths, row.unit) for row in rows] == [
        ("", 50_000, "%"),
        ("TZ2026-0001", 20_000, "人次"),
    ]


def test_a_force_below_zero_is_refused(desk: Desk) -> None:
    with pytest.raises(FaultyEntry, match="人数"):
        state_force(desk, -1)
