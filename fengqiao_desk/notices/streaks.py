"""连续零警情: days without a counted incident, by category and by venue, computed and never stored (docs/law.md §6.8)."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import peewee

from ..cases import LeftOut
from ..cases.heads import CaseHead, StepHead, with_case
from ..station import Station
from ..values.days import Period
from .coverage import KEY_VENUES, register_of
from .venue_records import CLOSED, DaySheet, Incident, Venue
from .venue_rules import counts_by_rule

LATE_AFTER_DAYS = 1
"""A sheet is filed on its day or the day after; what comes later counts, and is told."""
_ONE_DAY = timedelta(days=1)


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
    """As `Streak` for one venue: since the day after its last counted incident, or since it was registered."""

    number: str
    name: str
    category: str
    days: int
    reset_by: str
    since: date
    days_without_sheet: int


@dataclass(frozen=True)
class _Happened:
    """An incident at a venue of a category, and whether it resets the streaks of both."""

    category: str
    day: date
    kind: str
    venue: str
    number: str
    note: str
    counts: bool


class _Watched(NamedTuple):
    """A venue whose days without incident are counted, and since when it is known."""

    number: str
    name: str
    category: str
    registered_on: str


def by_category(station: Station, until: date) -> list[Streak]:
    """One streak for each category that files day sheets, as of the end of `until`."""
    with station.reading():
        filed = _filed(station, until)
        resets = [each for each in _happened(station, until) if each.counts]
    # In the order of their hours, so the last one stands.
    last = {each.category: each for each in resets}
    return [_streak(category, days, last.get(category), until) for category, days in sorted(filed.items())]


def by_venue(station: Station, until: date, number: str = "") -> list[VenueStreak]:
    """Every venue of 重点场所 (or the one of this number), the shortest streak first."""
    venues = (
        with_case(Venue, CaseHead.number, CaseHead.title, Venue.category, Venue.registered_on)
        .where(CaseHead.state != CLOSED, Venue.registered_on <= until)
        .order_by(CaseHead.key)
    )
    with station.reading():
        rows = station.connections.rows(venues.where(CaseHead.number == number) if number else venues)
        watched = [_Watched(*row) for row in rows]
        watched = [each for each in watched if register_of(station, each.category, until) == KEY_VENUES]
        filed = {category: sorted(days) for category, days in _filed(station, until).items()}
        last = {each.number: each for each in _happened(station, until) if each.counts}
    found = [
        _venue_streak(venue, filed.get(venue.category, []), last.get(venue.number), until)
        for venue in watched
    ]
    return sorted(found, key=lambda streak: streak.days)


def uncounted(station: Station, period: Period) -> list[LeftOut]:
    """Incidents of the period that reset no streak, by the category's rule or as the entry says and explains."""
    with station.reading():
        happened = _happened(station, period.last)
    return [
        LeftOut(
            each.number,
            each.day.isoformat(),
            f"{each.kind}不计入：{each.note or '按类别规定不计'}",
            each.category,
        )
        for each in happened
        # Those before the period were asked for too, because the query serves the streaks, which reach
        # back.
        if not each.counts and each.day >= period.first
    ]


def _happened(station: Station, until: date) -> list[_Happened]:
    """Every incident in the order of its hour; whether one counts is declared by category, an entry that says otherwise says why."""
    incidents = (
        Incident.select(
            Venue.category,
            StepHead.day,
            Incident.kind,
            CaseHead.title,
            CaseHead.number,
            peewee.fn.COALESCE(Incident.note, ""),
            Incident.counts,
        )
        # CROSS: by the few incidents to their steps, not by all steps.
        .join(StepHead, peewee.JOIN.CROSS)
        .join(CaseHead, on=CaseHead.key == StepHead.case_key)
        .join(Venue, on=Venue.owner_key == CaseHead.key)
        .where(StepHead.key == Incident.owner_key, StepHead.day <= until)
        .order_by(Incident.at)
    )
    found = []
    for category, recorded_day, kind, venue, number, note, counts in station.connections.rows(incidents):
        day = date.fromisoformat(recorded_day)
        # What the officer said wins over the rule; a guard had him say why.
        resets = counts_by_rule(station, category, kind, day) if counts is None else bool(counts)
        found.append(_Happened(category, day, kind, venue, number, note, resets))
    return found


def _filed(station: Station, until: date) -> dict[str, dict[date, date]]:
    """The days with a sheet of every category, each with the day it was first filed on."""
    sheets = (
        DaySheet.select(DaySheet.category, StepHead.day, peewee.fn.MIN(StepHead.recorded_at))
        # CROSS: from the sheets to their steps, not through all steps.
        .join(StepHead, peewee.JOIN.CROSS)
        .where(StepHead.key == DaySheet.owner_key, StepHead.day <= until)
        .group_by(DaySheet.category, StepHead.day)
    )
    filed: dict[str, dict[date, date]] = {}
    for category, day, recorded_at in station.connections.rows(sheets):
        filed.setdefault(category, {})[date.fromisoformat(day)] = date.fromisoformat(recorded_at[:10])
    return filed


def _streak(category: str, filed: dict[date, date], reset: _Happened | None, until: date) -> Streak:
    # A complete day: that of the incident counts neither for the old streak nor for the new one.
    since = reset.day + _ONE_DAY if reset else min(filed)
    length = max((until - since).days + 1, 0)
    counted = {day: filed_on for day, filed_on in filed.items() if day >= since}
    late = sum(_is_late(day, filed_on) for day, filed_on in counted.items())
    reset_by = f"{reset.day} {reset.kind}（{reset.venue}）" if reset else ""
    return Streak(category, len(counted), since, reset_by, length - len(counted), until, late)


def _venue_streak(venue: _Watched, filed: list[date], reset: _Happened | None, until: date) -> VenueStreak:
    since = reset.day + _ONE_DAY if reset else date.fromisoformat(venue.registered_on)
    # The sheets of a category are sorted once and cut for each of its venues.
    days = len(filed) - bisect_left(filed, since)
    length = max((until - since).days + 1, 0)
    reset_by = f"{reset.day} {reset.kind}" if reset else ""
    return VenueStreak(venue.number, venue.name, venue.category, days, reset_by, since, length - days)


def _is_late(day: date, filed_on: date) -> bool:
    return filed_on - day > timedelta(days=LATE_AFTER_DAYS)
