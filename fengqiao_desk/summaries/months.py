"""The station's own month: a calendar month, or 26日至25日 where the bureau counts so."""

from __future__ import annotations

from datetime import date, timedelta

from ..station import Station
from ..values.days import Period, add_months, month_period

_ONE_DAY = timedelta(days=1)


def station_month(station: Station, month: str) -> Period:
    """The days the station counts as `YYYY-MM`; raises NotValid.

    It ends as the setting of that month says and begins after the month before has ended: when the setting changes, one month is
    shorter or longer, and no day is counted twice or never.
    """
    calendar_month = month_period(month)
    former = month_period(f"{add_months(calendar_month.first, -1):%Y-%m}")
    return Period(_last_day(station, former) + _ONE_DAY, _last_day(station, calendar_month))


def month_of(station: Station, day: date) -> str:
    """The `YYYY-MM` whose days hold `day`."""
    # Behind the last day of its own month it belongs to the next: 26 November is counted as December.
    month = f"{day:%Y-%m}"
    if day <= _last_day(station, month_period(month)):
        return month
    return f"{add_months(day.replace(day=1), 1):%Y-%m}"


def _last_day(station: Station, calendar_month: Period) -> date:
    # 26 means that the month of November ends on 25 November, as the bureau counts it (docs/law.md §6.6).
    begins = station.profile(calendar_month.last).month_begins
    return calendar_month.last if begins == 1 else calendar_month.first.replace(day=begins) - _ONE_DAY
