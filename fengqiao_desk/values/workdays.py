"""The working days of the mainland: weekends, holidays and the weekend days worked in exchange (调休)."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files

from fengqiao_desk.values.not_valid import NotValid

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class SpecialDay:
    """A weekday off (`is_working` false) or a weekend day that is worked, with the holiday's name."""

    day: date
    is_working: bool
    holiday: str


@dataclass(frozen=True)
class Deadline:
    """The last day of a period.

    `plain_day` is the day before rolling over rest days; `provisional` when the holidays of that time are not
    yet known; `moment` (local time) only for periods counted in hours.
    """

    day: date
    plain_day: date
    provisional: bool
    moment: datetime | None = None


class WorkingCalendar:
    """Which days are worked; of two special days on the same date the later row counts."""

    def __init__(self, special_days: Iterable[SpecialDay], known_from: date, known_until: date) -> None:
        self._special = {special.day: special for special in special_days}
        self.known_from = known_from
        self.known_until = known_until

    def with_overrides(
        self, special_days: Iterable[SpecialDay], known_until: date | None = None
    ) -> WorkingCalendar:
        """A calendar with the station's own rows on top; a new year's notice also moves `known_until`."""
        rows = [*self._special.values(), *special_days]
        return WorkingCalendar(rows, self.known_from, known_until or self.known_until)

    def is_working_day(self, day: date) -> bool:
        """Worked by the known rows; otherwise Monday to Friday."""
        special = self._special.get(day)
        return special.is_working if special else day.weekday() < _SATURDAY

    def holiday(self, day: date) -> str:
        """The holiday a special day belongs to (国庆节), empty for any other day."""
        special = self._special.get(day)
        return special.holiday if special else ""

    def next_working_day(self, day: date) -> Deadline:
        """`day` itself when it is worked, else the first working day after it (程序规定 35 条)."""
        rolled = day
        while not self.is_working_day(rolled):
            rolled += _ONE_DAY
        return Deadline(rolled, day, self._is_provisional(day, rolled))

    def add_working_days(self, day: date, count: int) -> Deadline:
        """The `count`-th working day after `day`, which is not counted itself; 0 gives `day`."""
        if not 0 <= count <= 3660:
            raise NotValid("工作日数应在0至3660之间，请核对")
        reached, left = day, count
        while left:
            reached += _ONE_DAY
            left -= self.is_working_day(reached)
        return Deadline(reached, reached, self._is_provisional(day, reached))

    def _is_provisional(self, begin: date, end: date) -> bool:
        # Beyond the years whose notice of the State Council is loaded a holiday may still fall into the period.
        return begin < self.known_from or end > self.known_until


@cache
def mainland_calendar() -> WorkingCalendar:
    """The calendar the program ships, known for the years found in `resources/holidays/mainland.csv`."""
    source = files("fengqiao_desk.resources").joinpath("holidays", "mainland.csv")
    lines = [line for line in source.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    special_days = [
        SpecialDay(date.fromisoformat(row["day"]), row["kind"] == "work", row["holiday"])
        for row in csv.DictReader(lines)
    ]
    years = [special.day.year for special in special_days]
    return WorkingCalendar(special_days, date(min(years), 1, 1), date(max(years), 12, 31))
