"""How a matter goes on in time: the moment it has come to, and what is written into the diary at that moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar

from ...cases.reviewing import plain_of
from ...cases.step import step_key
from ...fields import Becomes, Record
from .chance import Chance
from .diary import Diary, Matter
from .people import People

OFFICERS = ("民警甲", "民警乙")
KEEPER, AUXILIARY, CHIEF = "保管员丁", "辅警丙", "所长戊"
_Course = TypeVar("_Course", bound="Course")


@dataclass(frozen=True)
class Script(Generic[_Course]):
    """One way a matter goes: `cards` of the pack, `needs` days before the last day to be played whole; `within` the last days only."""

    cards: int
    play: Callable[[_Course], None]
    needs: int = 0
    within: int = 0

    def begins(self, day: int, span: int, chance: Chance) -> int:
        """The day (from 0 of a span) on which it begins, for one whose turn is `day`."""
        # What is to be open on the last day begins a few days before it.
        if self.within:
            return max(0, span - chance.between(self.within // 2, self.within))
        return max(0, min(day, span - self.needs - chance.between(0, 9))) if self.needs else day


@dataclass
class Course:
    """One matter on its way; every line of a script is one method of it."""

    diary: Diary
    chance: Chance
    people: People
    matter: Matter
    now: datetime

    @property
    def today(self) -> date:
        """The day it has come to."""
        return self.now.date()

    @property
    def officer(self) -> str:
        """Who has the matter."""
        return self.matter.officer

    @property
    def second(self) -> str:
        """The other officer, where two are asked for."""
        return OFFICERS[1] if self.officer == OFFICERS[0] else OFFICERS[0]

    def later(self, first: int, last: int) -> None:
        """Some days pass; on the same day at least a quarter of an hour does."""
        days = self.chance.between(first, last)
        # On another day at any hour of work; on the same one a little later.
        if days:
            self.now = self.chance.moment(self.in_days(days))
        else:
            self.now += timedelta(minutes=self.chance.between(15, 40))

    def in_days(self, days: int) -> date:
        """The day so many days after today."""
        return self.today + timedelta(days=days)

    def none_of(self, vocabulary: str) -> dict[str, bool]:
        """Every point of a check list asked and answered with no."""
        # The points as they hold on the day: a word list may have changed within the two years.
        return dict.fromkeys(self.diary.station.vocabularies.labels(vocabulary, self.today), False)

    def receive(self, *values: Becomes) -> None:
        """Write down that the matter is recorded now, with these columns."""
        self.diary.receive(self.matter, self.now, plain_of(values))

    def step(self, record: type[Record], *values: Becomes) -> None:
        """Write down that the step with this entry is taken now."""
        self.diary.step(self.matter, self.now, step_key(record), plain_of(values))

    def papers(self, *documents: str) -> None:
        """Issue these where the papers of this matter are issued."""
        for document in documents if self.matter.papered else ():
            self.now += timedelta(minutes=2)
            self.diary.issue(self.matter, self.now, document)
