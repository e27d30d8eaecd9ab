"""The station's own month: 26日至25日 where the bureau counts so."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao_desk.problems import FaultyEntry
from fengqiao_desk.summaries import Count, month_of, station_month
from fengqiao_desk.values.days import Period
from tests.conftest import Desk


@pytest.fixture
def from_26(desk: Desk) -> Desk:
    """A station whose month has begun on the 26th since the beginning of 2026."""
    begin_on(desk, 26, "2026-01-01")
    return desk


def begin_on(desk: Desk, day: int, valid_from: str) -> None:
    desk.station.profiles.change({"month_begins": day}, valid_from, desk.act("2026-11-21", "管理员己"))


def test_without_a_setting_the_month_is_that_of_the_calendar(desk: Desk) -> None:
    assert station_month(desk.station, "2026-11") == Period(date(2026, 11, 1), date(2026, 11, 30))


def test_a_month_from_the_26th_ends_on_the_25th(from_26: Desk) -> None:
    assert station_month(from_26.station, "2026-11") == Period(date(2026, 10, 26), date(2026, 11, 25))


def test_a_month_before_the_setting_stays_as_it_was(desk: Desk) -> None:
    begin_on(desk, 26, "2026-11-01")
    assert station_month(desk.station, "2026-10") == Period(date(2026, 10, 1), date(2026, 10, 31))


@pytest.mark.parametrize(("day", "month"), [(25, "2026-11"), (26, "2026-12")])
def test_a_day_lies_in_the_month_that_counts_it(from_26: Desk, day: int, month: str) -> None:
    assert month_of(from_26.station, date(2026, 11, day)) == month


def test_the_trend_counts_by_the_stations_months(from_26: Desk, dispute: dict[str, Any]) -> None:
    for day in ("2026-10-25", "2026-10-26"):
        from_26.receive("disputes", {**dispute, "received_on": day})
    months = Count(from_26.station, Period(date(2026, 11, 20), date(2026, 11, 20))).monthly(
        "disputes.received", 2
    )
    assert [(month, quantity and quantity.show("起")) for month, quantity in months] == [
        ("2026-10", "1起"),
        ("2026-11", "1起"),
    ]


@pytest.mark.parametrize("day", [0, 29])
def test_a_month_that_begins_on_a_day_some_months_lack_is_refused(desk: Desk, day: int) -> None:
    with pytest.raises(FaultyEntry, match="1日至28日"):
        begin_on(desk, day, "2026-01-01")
