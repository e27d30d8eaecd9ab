"""The hand that enters a practice station: one officer, the days of the period, and the verbs of the desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from .. import cases
from ..activities.declaration import Activity
from ..cases import Case
from ..cases.reviewing import plain_of
from ..cases.step import step_key
from ..documents.register import IssuedDocument
from ..fields import Becomes, Record
from ..kinds import kind_of
from ..station import Act, Station
from ..store.kept_files import Room
from ..values.days import Period
from .entries import pieces
from .published import ActivityFigure

SAMPLE = "示例"
OFFICER, SECOND, KEEPER, AUXILIARY, CHIEF = "民警甲", "民警乙", "保管员丁", "辅警丙", "所长戊"
AREA = "示例社区"
_MORNING = time(9, 0)
_MOST_DAYS = 8
"""A published total tells no days: it is spread over at most so many."""


@dataclass
class PracticeDesk:
    """Enters cases on chosen days; keeps what was issued."""

    station: Station
    period: Period
    documents: list[tuple[IssuedDocument, Path]] = field(default_factory=list)

    def act(self, day: date, officer: str = OFFICER) -> Act:
        """An act in the morning of a day."""
        return Act(self.station.officers.named(officer), datetime.combine(day, _MORNING))

    def receive(self, kind: str, day: date, *values: Becomes) -> Case:
        """A new case of a kind with these columns."""
        return cases.receive(self.station, kind_of(kind), plain_of(values), self.act(day))

    def step(self, case: Case, record: type[Record], day: date, *values: Becomes) -> Case:
        """The step with this entry."""
        entry, act = plain_of(values), self.act(day)
        return cases.take_step(self.station, case.kind, case.number, step_key(record), entry, act)

    def issue(self, case: Case, document: str, day: date) -> None:
        """A paper of the case, which is kept for whoever asks what was made."""
        issued = cases.issue_document(self.station, case.kind, case.number, document, self.act(day))
        self.keep(issued)

    def keep(self, issued: IssuedDocument) -> None:
        """Remember a paper that was issued in another way, such as in a round."""
        self.documents.append((issued, self.station.files.path(Room.DOCUMENTS, issued.place.path).resolve()))

    def figure(self, published: ActivityFigure) -> None:
        """Enter a published total as up to eight days of work."""
        total = published.figure
        self.activity(published.activity, total, published.unit, min(total, _MOST_DAYS))

    def activity(self, name: str, total: int, unit: str, times: int) -> None:
        """Enter a published total as several days of work; a period's figure has no days of its own, so they are samples."""
        for day, part in zip(self.days(times), _parts(total, times), strict=True):
            self.receive(
                "activities",
                day,
                Activity.day.becomes(day),
                Activity.activity.becomes(name),
                Activity.quantity.becomes(pieces(part)),
                Activity.unit.becomes(unit),
                Activity.officers.becomes((OFFICER, AUXILIARY)),
                Activity.area.becomes(AREA),
                Activity.note.becomes(f"{SAMPLE}日期"),
            )

    def days(self, times: int) -> Iterator[date]:
        """Days spread evenly over the period."""
        length = (self.period.last - self.period.first).days
        # The middles of equal parts: no day stands on the edge of the period.
        for place in range(times):
            yield self.period.first + timedelta(days=(2 * place + 1) * length // (2 * times))


def _parts(total: int, times: int) -> list[int]:
    """Whole parts that add up to the total, none of them zero."""
    return [total * (place + 1) // times - total * place // times for place in range(times)]
