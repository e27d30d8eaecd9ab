"""Whether a day is part of a period that was closed: what is changed there is told as 更正 in the next summary."""

from __future__ import annotations

from collections.abc import Iterable

import peewee

from ...station import Station
from ...station.tables import ClosedPeriod
from ...store.composed import ComposedOnce


def in_a_closed_period(station: Station, days: Iterable[str]) -> bool:
    """Whether one of these days (`YYYY-MM-DD`, moments too) was counted by a closed period."""
    wanted = {day[:10] for day in days if day}
    periods = _periods.rows(station.connections)
    return any(first <= day <= last for first, last in periods for day in wanted)


@ComposedOnce
def _periods() -> peewee.Query:
    """Asked with every change of a fact."""
    return ClosedPeriod.select(ClosedPeriod.first_day, ClosedPeriod.last_day)
