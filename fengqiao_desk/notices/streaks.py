"""连续零警情: days without a counted incident, by category and by venue, computed and never stored (domain.md §6.8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ..cases import LeftOut
from ..station import Station
from ..values.days import Period
from .venue_rules import counts_by_rule


@dataclass(frozen=True)
class Streak:
    """`days` are complete days since the reset that have a day sheet; days without one are told beside, never counted."""

    category: str
    days: int
    since: date
    reset_by: str
    days_without_sheet: int
    until: date


@dataclass(frozen=True)
class VenueStreak:
    """Days since the last counted incident at one venue, or since it was registered."""

    number: str
    name: str
    category: str
    days: int
    reset_by: str


def by_category(station: Station, until: date) -> list[Streak]:
    """One streak for each category that files day sheets, as of the end of `until`."""
    with station.reading():
        sheets = station.connections.run(
            "SELECT d.category, s.day FROM venues_step_day_sheet d CROSS JOIN steps s ON s.key = d.owner_key WHERE s.day <= ?",
            until.isoformat(),
        )
        incidents = _incidents(station, until)
    filed: dict[str, set[str]] = {}
    for category, day in sheets:
        filed.setdefault(category, set()).add(day)
    last = {category: (day, f"{day} {kind}（{name}）") for category, day, kind, name, _ in incidents}
    return [_streak(category, days, last.get(category), until) for category, days in sorted(filed.items())]


def by_venue(station: Station, until: date) -> list[VenueStreak]:
    """Every venue of 重点场所, the shortest streak first."""
    with station.reading():
        rows = station.connections.run(
            "SELECT c.number, c.title, f.category, f.registered_on FROM venues f JOIN cases c ON c.key = f.owner_key "
            "WHERE c.state <> '歇业' AND f.registered_on <= ? AND f.category IN "
            "(SELECT label FROM terms WHERE vocabulary = 'venue_category' AND json_extract(facts, '$.register') = '重点场所')",
            until.isoformat(),
        )
        incidents = _incidents(station, until)
    last = {number: (day, kind) for _, day, kind, _, number in incidents}
    found = []
    for number, name, category, registered in rows:
        day, kind = last.get(number, (registered, ""))
        days = (until - date.fromisoformat(day)).days
        found.append(VenueStreak(number, name, category, days, f"{day} {kind}" if kind else ""))
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
            bool(counts) if counts is not None else counts_by_rule(station, category, kind),
        )
        for category, day, kind, title, number, note, counts in rows
    ]


def _streak(category: str, filed: set[str], reset: tuple[str, str] | None, until: date) -> Streak:
    since = date.fromisoformat(reset[0]) + timedelta(days=1) if reset else date.fromisoformat(min(filed))
    length = max((until - since).days + 1, 0)
    days = [(since + timedelta(days=offset)).isoformat() for offset in range(length)]
    with_sheet = sum(day in filed for day in days)
    return Streak(category, with_sheet, since, reset[1] if reset else "", length - with_sheet, until)
