"""A composed query is compiled for any period, and asked for the one that is meant."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.activities.declaration import Activity
from fengqiao_desk.cases import Figure
from fengqiao_desk.cases.figures.counted import Asking
from fengqiao_desk.cases.figures.counts import Counted
from fengqiao_desk.fields import Predicate
from fengqiao_desk.values.days import Period

if TYPE_CHECKING:
    from tests.conftest import Desk

DAYS = (date(2026, 11, 1), date(2026, 11, 10), date(2026, 11, 20))


def counting(counted: Counted) -> Figure:
    return Figure(key="rows", label="笔数", unit="笔", section="", rule="", counts=(counted,))


def until(last: date) -> Predicate:
    return Activity.day <= last


def in_the_ten_days_before(last: date) -> Predicate:
    return (Activity.day <= last) & (Activity.day > last - timedelta(days=10))


@pytest.fixture
def ledger(desk: Desk, example: Any) -> Desk:
    for day in DAYS:
        desk.receive("activities", {**example("activity"), "day": day.isoformat()})
    return desk


@pytest.mark.parametrize(
    ("counted", "found"),
    [
        (Counted(Activity, Activity.day), [1, 2, 2]),
        (Counted(Activity, Activity.day, at_end=until), [1, 2, 3]),
        (Counted(Activity, Activity.day, at_end=in_the_ten_days_before), [1, 2, 1]),
    ],
    ids=["within", "at the end", "reckoned from the end"],
)
def test_each_period_is_asked_for_itself(ledger: Desk, counted: Counted, found: list[int]) -> None:
    figure, connections = counting(counted), ledger.station.connections
    first = (date(2026, 10, 25), date(2026, 11, 1), date(2026, 11, 2))
    asked = [Asking(connections, Period(begin, day)) for begin, day in zip(first, DAYS, strict=True)]
    assert [len(figure.records(asking)) for asking in asked] == found
    assert [figure.sums(asking)[0][2].thousandths // 1000 for asking in asked] == found


def test_what_is_counted_for_one_figure_is_not_told_of_another(ledger: Desk) -> None:
    shared = Counted(Activity, Activity.day)
    other = Figure(key="other", label="次数", unit="次", section="", rule="", counts=(shared,))
    asking = Asking(ledger.station.connections, Period(DAYS[0], DAYS[-1]))
    labels = [figure.sums(asking)[0][:2] for figure in (counting(shared), other)]
    assert labels == [("笔数", "笔"), ("次数", "次")]
