"""How a matter goes on in time: the moment it has come to, and what is written into the diary at that moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from ...fields import Row
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
    def today(self) -> str:
        return self.now.date().isoformat()

    @property
    def minute(self) -> str:
        return self.now.isoformat(timespec="minutes")

    @property
    def officer(self) -> str:
        return self.matter.officer

    @property
    def second(self) -> str:
        """The other officer, where two are asked for."""
        return OFFICERS[1] if self.officer == OFFICERS[0] else OFFICERS[0]

    def later(self, first: int, last: int) -> None:
        """Some days pass; on the same day at least a quarter of an hour does."""
        days = self.chance.between(first, last)
        if days:
            self.now = self.chance.moment(self.now.date() + timedelta(days=days))
        else:
            self.now += timedelta(minutes=self.chance.between(15, 40))

    def in_days(self, days: int) -> str:
        return (self.now.date() + timedelta(days=days)).isoformat()

    def in_minutes(self, minutes: int) -> str:
        return (self.now + timedelta(minutes=minutes)).isoformat(timespec="minutes")

    def none_of(self, vocabulary: str) -> dict[str, bool]:
        """Every point of a check list asked and answered with no."""
        return dict.fromkeys(self.diary.station.vocabularies.labels(vocabulary, self.now.date()), False)

    def receive(self, entry: Row) -> None:
        self.diary.receive(self.matter, self.now, entry)

    def step(self, step: str, entry: Row) -> None:
        self.diary.step(self.matter, self.now, step, entry)

    def papers(self, *documents: str) -> None:
        """Issue these where the papers of this matter are issued."""
        for document in documents if self.matter.papered else ():
            self.now += timedelta(minutes=2)
            self.diary.issue(self.matter, self.now, document)
