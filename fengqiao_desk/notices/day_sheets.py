"""日报: the day's sheet of every category of 重点场所, filed at once; a category that filed already is passed over (docs/law.md §6.8)."""

from __future__ import annotations

from datetime import date, timedelta

import peewee

from ..cases import take_step
from ..cases.heads import CaseHead, StepHead, with_case
from ..cases.step import step_key
from ..problems import Refused
from ..station import Act, Station
from ..station.rights import Right, require
from . import venues
from .coverage import KEY_VENUES, register_of
from .venue_records import CLOSED, DaySheet, Venue

LOOKED_BACK = 7
"""As far back as a sheet that was forgotten is asked for."""


def missing(station: Station, day: date) -> dict[str, str]:
    """The categories of 重点场所 with venues in the register that have no sheet of this day, each with the venue to file it on."""
    oldest = peewee.fn.MIN(CaseHead.key)
    # SQLite takes the number from the row of the lowest key (a bare column beside min()).
    registered = (
        with_case(Venue, Venue.category, CaseHead.number, oldest)
        # A category owes no sheet for days before its first venue was registered.
        .where(CaseHead.state != CLOSED, Venue.registered_on <= day)
        .group_by(Venue.category)
        .order_by(oldest)
    )
    filed = (
        DaySheet.select(DaySheet.category)
        .join(StepHead, on=StepHead.key == DaySheet.owner_key)
        .where(StepHead.day == day)
        .distinct()
    )
    with station.reading():
        done = {category for (category,) in station.connections.rows(filed)}
        return {
            category: number
            for category, number, _ in station.connections.rows(registered)
            if category not in done and register_of(station, category, day) == KEY_VENUES
        }


def holes(station: Station, day: date) -> list[date]:
    """The days of the week before `day` on which a category that files sheets has none, oldest first."""
    first_sheets = (
        DaySheet.select(DaySheet.category, peewee.fn.MIN(StepHead.day))
        .join(StepHead, on=StepHead.key == DaySheet.owner_key)
        .group_by(DaySheet.category)
    )
    week = [day - timedelta(days=back) for back in range(LOOKED_BACK, 0, -1)]
    with station.reading():
        begun = {
            category: date.fromisoformat(first) for category, first in station.connections.rows(first_sheets)
        }
        return [
            past
            for past in week
            # A category that never filed has no hole yet: its first sheet is where the asking begins.
            if any(begun.get(category, past) < past for category in missing(station, past))
        ]


def file_all(station: Station, day: date, act: Act) -> list[str]:
    """File the sheet of `day` for every category that has none, in one transaction; gives the categories filed."""
    require(act, Right.RECORD)
    if day > act.day:
        raise Refused("日报不能早报")
    with station.writing():
        waiting = missing(station, day)
        for category, number in waiting.items():
            sheet = {"day": day.isoformat(), "category": category, "by": act.by.name}
            take_step(station, venues.KIND, number, step_key(DaySheet), sheet, act)
    return list(waiting)
