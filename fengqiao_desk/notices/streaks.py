"""连续零警情: days without a counted incident, by category and by venue, computed and never stored (docs/law.md §6.8)."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta

from ..cases import LeftOut
from ..station import Station
from ..values.days import Period
from .coverage import KEY_VENUES, register_of
from .venue_rules import counts_by_rule

LATE_AFTER_DAYS = 1
"""A sheet is filed on its day or the day after; what comes later counts, and is told."""


@dataclass(frozen=True)
class Streak:
    """`days` are complete days with a day sheet since the reset, `days_filed_late` of them filed afterwards; days without one are told beside, never counted."""

    category: str
    days: int
    since: date
    reset_by: str
    days_without_sheet: int
    until: date
    days_filed_late: int = 0


@dataclass(frozen=True)
class VenueStreak:
    """As `Streak` for one venue: since the day after its last counted incident, or since it was registered (`YYYY-MM-DD`)."""

    number: str
    name: str
    category: str
    days: int
    reset_by: str
    since: str
    days_without_sheet: int


def by_category(station: Station, until: date) -> list[Streak]:
    """One streak for each category that files day sheets, as of the end of `until`."""
    with station.reading():
        filed = _filed(station, until)
        incidents = _incidents(station, until)
    last = {category: (day, f"{day} {kind}（{name}）") for category, day, kind, name, _ in incidents}
    return [_streak(category, days, last.get(category), until) for category, days in sorted(filed.items())]


def by_venue(station: Station, until: date, number: str = "") -> list[VenueStreak]:
    """Every venue of 重点场所 (or the one of this number), the shortest streak first."""
    with station.reading():
        rows = station.connections.run(
            "SELECT c.number, c.title, f.category, f.registered_on FROM venues f JOIN cases c ON c.key = f.owner_key "
            "WHERE c.state <> '歇业' AND f.registered_on <= ? AND (? = '' OR c.number = ?) ORDER BY c.key",
            *(until.isoformat(), number, number),
        )
        rows = [row for row in rows if register_of(station, row[2], until) == KEY_VENUES]
        filed = {category: sorted(days) for category, days in _filed(station, until).items()}
        last = {number: (day, kind) for _, day, kind, _, number in _incidents(station, until)}
    found = [_venue_streak(row, filed.get(row[2], []), last.get(row[0]), until) for row in rows]
    return sorted(found, key=lambda streak: streak.days)


def uncounted(station: Station, period: Period) -> list[LeftOut]:
    """Incidents of the period that reset no streak, by the category's rule or as the entry says and explains."""
    with station.reading():
        rows = _incident_rows(station, period.last)
    return [
        LeftOut(number, day, f"{kind}不计入：{note or '按类别规定不计'}", category)
        for category, day, kind, _, number, note, counted in rows
        if not counted and day >= period.start
    ]


def _incidents(station: Station, until: date) -> list[tuple[str, str, str, str, str]]:
    """Counted incidents in the order of their days: category, day, kind, venue's name, venue's number."""
    return [row[:5] for row in _incident_rows(station, until) if row[6]]


def _incident_rows(station: Station, until: date) -> list[tuple[str, str, str, str, str, str, bool]]:
    """Every incident: category, day, kind, venue's name, its number, note, counted.

    Whether one counts is declared by category; an entry that says otherwise says why.
    """
    rows = station.connections.run(
        "SELECT v.category, s.day, i.kind, c.title, c.number, coalesce(i.note, ''), i.counts FROM venues_step_incident i "
        "CROSS JOIN steps s ON s.key = i.owner_key "
        "JOIN cases c ON c.key = s.case_key JOIN venues v ON v.owner_key = c.key WHERE s.day <= ? ORDER BY i.at",
        until.isoformat(),
    )
    return [
        (
            *(str(category), str(day), str(kind), str(title), str(number), str(note)),
            bool(counts)
            if counts is not None
            else counts_by_rule(station, category, kind, date.fromisoformat(day)),
        )
        for category, day, kind, title, number, note, counts in rows
    ]


def _filed(station: Station, until: date) -> dict[str, dict[str, str]]:
    """The days with a sheet of every category, each with the day it was first filed on."""
    rows = station.connections.run(
        "SELECT d.category, s.day, min(substr(s.recorded_at, 1, 10)) FROM venues_step_day_sheet d "
        "CROSS JOIN steps s ON s.key = d.owner_key WHERE s.day <= ? GROUP BY d.category, s.day",
        until.isoformat(),
    )
    filed: dict[str, dict[str, str]] = {}
    for category, day, filed_on in rows:
        filed.setdefault(str(category), {})[str(day)] = str(filed_on)
    return filed


def _streak(category: str, filed: dict[str, str], reset: tuple[str, str] | None, until: date) -> Streak:
    since = date.fromisoformat(reset[0]) + timedelta(days=1) if reset else date.fromisoformat(min(filed))
    length = max((until - since).days + 1, 0)
    counted = {day: filed_on for day, filed_on in filed.items() if day >= since.isoformat()}
    late = sum(_is_late(day, filed_on) for day, filed_on in counted.items())
    return Streak(
        *(category, len(counted), since, reset[1] if reset else "", length - len(counted), until), late
    )


def _venue_streak(
    row: tuple[str, str, str, str], filed: list[str], reset: tuple[str, str] | None, until: date
) -> VenueStreak:
    number, name, category, registered = row
    since = date.fromisoformat(reset[0]) + timedelta(days=1) if reset else date.fromisoformat(registered)
    days = len(filed) - bisect_left(filed, since.isoformat())
    length = max((until - since).days + 1, 0)
    told = " ".join(reset) if reset else ""
    return VenueStreak(number, name, category, days, told, since.isoformat(), length - days)


def _is_late(day: str, filed_on: str) -> bool:
    return date.fromisoformat(filed_on) - date.fromisoformat(day) > timedelta(days=LATE_AFTER_DAYS)
