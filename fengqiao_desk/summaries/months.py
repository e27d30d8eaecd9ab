"""The station's own month: a calendar month, or 26日至25日 where the bureau counts so."""

from __future__ import annotations

from datetime import date, timedelta

from ..station import Station
from ..values.days import Period, add_months, month_period


def station_month(station: Station, month: str) -> Period:
    """The days the station counts as `YYYY-MM`, by the setting that holds at the end of that month; raises NotValid."""
    calendar_month = month_period(month)
    begins = station.profile(calendar_month.last).month_begins
    if begins == 1:
        return calendar_month
    first = add_months(calendar_month.first, -1).replace(day=begins)
    return Period(first, calendar_month.first.replace(day=begins) - timedelta(days=1))


def month_of(station: Station, day: date) -> str:
    """The `YYYY-MM` whose days hold `day`."""
    month = f"{day:%Y-%m}"
    return (
        month if day <= station_month(station, month).last else f"{add_months(day.replace(day=1), 1):%Y-%m}"
    )
