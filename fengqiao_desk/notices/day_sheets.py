"""日报: the day's sheet of every category of 重点场所, filed at once; a category that filed already is passed over (docs/law.md §6.8)."""

from __future__ import annotations

from datetime import date, timedelta

from ..cases import take_step
from ..problems import Refused
from ..station import Act, Station
from ..station.rights import Right, require
from . import venues
from .coverage import KEY_VENUES, register_of

LOOKED_BACK = 7
"""As far back as a sheet that was forgotten is asked for."""


def missing(station: Station, day: date) -> dict[str, str]:
    """The categories of 重点场所 with venues in the register that have no sheet of this day, each with the venue to file it on."""
    with station.reading():
        rows = station.connections.run(
            "SELECT f.category, min(c.key), c.number FROM venues f JOIN cases c ON c.key = f.owner_key "
            "WHERE c.state <> '歇业' AND f.registered_on <= ? GROUP BY f.category ORDER BY 2",
            day.isoformat(),
        )
        filed = station.connections.run(
            "SELECT DISTINCT d.category FROM steps s JOIN venues_step_day_sheet d ON d.owner_key = s.key WHERE s.day = ?",
            day.isoformat(),
        )
        done = {category for (category,) in filed}
        return {
            str(category): str(number)
            for category, _, number in rows
            if category not in done and register_of(station, category, day) == KEY_VENUES
        }


def holes(station: Station, day: date) -> list[date]:
    """The days of the week before `day` on which a category that files sheets has none, oldest first."""
    with station.reading():
        begun = dict(
            station.connections.run(
                "SELECT d.category, min(s.day) FROM venues_step_day_sheet d JOIN steps s ON s.key = d.owner_key GROUP BY 1"
            )
        )
        week = [day - timedelta(days=back) for back in range(LOOKED_BACK, 0, -1)]
        return [
            past
            for past in week
            if any(begun.get(category, "9999") < past.isoformat() for category in missing(station, past))
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
            take_step(station, venues.KIND, number, "day_sheet", sheet, act)
    return list(waiting)
