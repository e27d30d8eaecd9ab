"""经营状态 as intervals: when a venue was open, suspended or closed, who decided it and by what order (docs/law.md §4.10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ..cases.figures.sources import taken_since
from ..cases.heads import CaseHead
from ..documents.form import Subject
from ..fields import Predicate
from .venue_records import CLOSED, OPEN, SUSPENDED, CloseDown, StatusChange, Venue


@dataclass(frozen=True)
class StatusPeriod:
    """`since` is a day where the venue was registered and a moment else; the last has no end."""

    status: str
    since: date
    until: datetime | None
    decided_by: str = ""
    order_number: str = ""
    note: str = ""


def periods(subject: Subject) -> list[StatusPeriod]:
    """The intervals of a venue's status in their order; no two overlap and none is missing."""
    begun = sorted((each.said for each in subject.held(StatusChange)), key=lambda change: change.from_)
    ends = [*(change.from_ for change in begun), None]
    found = [
        StatusPeriod(change.leads_to, change.from_, until, change.decider, change.order, change.ground)
        for change, until in zip(begun, ends[1:], strict=True)
    ]
    venue, first = subject.of(Venue), ends[0]
    # A change older than the registration begins the file itself: nothing is known of the days before it.
    if venue.registered_on is None or (first is not None and first.date() < venue.registered_on):
        return found
    return [StatusPeriod(_first_status(venue, begun), venue.registered_on, first), *found]


def closed_by(day: date) -> Predicate:
    """That a venue was no more in the register at the end of a day: one that closes only later was still in it then."""
    return (CaseHead.state == CLOSED) & ~taken_since(day, CloseDown)


def _first_status(venue: Venue, later: list[StatusChange]) -> str:
    """What it was when registered: the present status when nothing changed, else what the first change started from."""
    if not later:
        return venue.status
    # The status of the record is that of now; what came before the first change only the change tells.
    return SUSPENDED if later[0].leads_to == OPEN else OPEN
