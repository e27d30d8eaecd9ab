"""The ledger of activities of the generated station: what a station of these years does, each item in its unit, day by day."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from ...kinds import kind_of
from .chance import Chance
from .course import AUXILIARY, OFFICERS
from .diary import Diary, Matter
from .words import words

KIND = kind_of("activities")


def plan(diary: Diary, number: int, areas: tuple[str, ...], seed: int) -> None:
    """Write `number` rows into the diary, evenly over the days."""
    chance = Chance(seed, "activities")
    terms = diary.station.vocabularies.on("activity", diary.first)
    units = {term.label: str(term.facts["unit"]) for term in terms}
    items = chance.dealt(words().ledger)

    def begin(turn: int, day: date) -> None:
        officer, activity = OFFICERS[turn % 2], next(items)
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

    for turn in range(number):
        day = diary.first + timedelta(days=turn * diary.span // number)
        diary.begin_on(day, partial(begin, turn, day))
