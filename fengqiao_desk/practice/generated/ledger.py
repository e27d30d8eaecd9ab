"""The ledger of activities of the generated station: what a station of these years does, each item in its unit, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from ...activities.declaration import Activity
from ...cases.reviewing import plain_of
from ...kinds import kind_of
from ..entries import pieces
from .chance import Chance
from .course import AUXILIARY, OFFICERS
from .diary import Diary, Matter
from .words import words

KIND = kind_of("activities")
_FEW = ("次", "个", "件")
"""Units of which nobody does sixty on one day."""


def plan(diary: Diary, number: int, areas: Sequence[str], seed: int) -> None:
    """Write `number` rows into the diary, evenly over the days."""
    chance = Chance(seed, "activities")
    # The unit of an activity stands with its word in the list.
    terms = diary.station.vocabularies.on("activity", diary.first)
    units = {term.label: str(term.facts["unit"]) for term in terms}
    items = chance.dealt(words().ledger)

    def begin(turn: int, day: date) -> None:
        officer, activity = OFFICERS[turn % 2], next(items)
        unit = units[activity]
        number_of_it = chance.between(1, 9) if unit in _FEW else chance.between(2, 60)
        entry = (
            Activity.day.becomes(day),
            Activity.activity.becomes(activity),
            Activity.quantity.becomes(pieces(number_of_it)),
            Activity.unit.becomes(unit),
            Activity.approximate.becomes(chance.happens(1, 12)),
            Activity.officers.becomes((officer, AUXILIARY)),
            Activity.area.becomes(areas[turn % len(areas)]),
            Activity.partners.becomes(("街道",) if chance.happens(1, 5) else ()),
            Activity.note.becomes(chance.one_of(words().sentences.patrol)),
        )
        diary.receive(Matter(KIND, officer), chance.moment(day, 17, 20), plain_of(entry))

    for turn in range(number):
        day = diary.first + timedelta(days=turn * diary.span // number)
        diary.begin_on(day, partial(begin, turn, day))
