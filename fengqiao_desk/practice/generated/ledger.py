"""The ledger of activities of the generated station: what a station of these years does, each item in its unit, day by day."""

from __future__ import annotations

from datetime import date, timedelta

from ...kinds import kind_of
from .chance import Chance
from .course import AUXILIARY, OFFICERS
from .diary import Diary, Matter
from .words import words

KIND = kind_of("activities")


def plan(diary: Diary, number: int, first: date, areas: tuple[str, ...], seed: int) -> None:
    """Write `number` rows into the diary, evenly over the days."""
    chance, span = Chance(seed, "activities"), (diary.until - first).days
    units = {term.label: str(term.facts["unit"]) for term in diary.station.vocabularies.on("activity", first)}
    items = chance.dealt(words().ledger)
    for turn in range(number):
        day = first + timedelta(days=turn * span // number)
        officer = OFFICERS[turn % 2]
        activity = next(items)
        unit = units[activity]
        entry = {
            "day": day.isoformat(),
            "activity": activity,
            "quantity": chance.between(1, 9) if unit in ("次", "个", "件") else chance.between(2, 60),
            "unit": unit,
            "approximate": chance.happens(1, 12),
            "officers": [officer, AUXILIARY],
            "area": areas[turn % len(areas)],
            "partners": ["街道"] if chance.happens(1, 5) else [],
            "note": chance.one_of(words().sentences["patrol"]),
        }
        diary.receive(Matter(KIND, officer), chance.moment(day, 17, 20), entry)
