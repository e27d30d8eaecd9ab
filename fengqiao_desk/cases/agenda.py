"""What now: the deadlines of all open cases in the order of their days, and the cases that sleep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import peewee

from ..documents.heads import DocumentHead, basis_is_changed
from ..fields import Predicate
from ..station import Station
from ..values.deadlines import EARLY_CODES, miss_words
from .heads import CaseHead, DeadlineHead, StepHead
from .kind import CaseKind
from .search.filters import is_open

# A choice of ours, no term of the law.
SLEEPING_WORKING_DAYS = 7
_last_step = StepHead.select(peewee.fn.MAX(StepHead.recorded_at)).where(StepHead.case_key == CaseHead.key)
# A case without steps is awake since its receipt.
_last_entry = peewee.fn.COALESCE(_last_step, CaseHead.recorded_at)


@dataclass(frozen=True)
class AgendaItem:
    """One thing to do; `act` is the step that does it, `on_miss` what follows when nobody does (empty when nothing is declared).

    `days_left` counts to the day that warns, below zero is overdue: the last day, but while it is not past the plain day
    before the rest days for a period that warns early (`warn_early` in resources/deadlines.toml: what ends by itself).
    """

    kind: str
    number: str
    case_title: str
    title: str
    code: str
    due_on: date
    plain_on: date
    days_left: int
    act: str
    provisional: bool
    on_miss: str = ""


def days_left(code: str, due_on: date, plain_on: date, day: date) -> int:
    """Days from `day` to the one that warns, below zero when the period is over."""
    warns = plain_on if code in EARLY_CODES and plain_on >= day else due_on
    return (warns - day).days


def agenda(station: Station, day: date, until: date, limit: int = 200) -> list[AgendaItem]:
    """What is due or warns up to and including `until`, the most pressing first."""
    due = DeadlineHead
    # A period that warns early is due here by its plain day, before the rest days that let it end later.
    early = (due.plain_on <= until) & due.code.in_(sorted(EARLY_CODES))
    query = (
        due.select(
            CaseHead.kind,
            CaseHead.number,
            CaseHead.title,
            due.title,
            due.code,
            due.due_on,
            due.plain_on,
            due.act,
            due.provisional,
        )
        .join(CaseHead, on=CaseHead.key == due.case_key)
        .where((due.due_on <= until) | early)
        .order_by(due.due_on, due.key)
        .limit(limit)
    )
    # The query orders by the last day; by the day that warns, early ones come before others of the same day.
    items = [_item(day, *row) for row in station.connections.rows(query)]
    return sorted(items, key=lambda item: item.days_left)


def _item(
    day: date,
    kind: str,
    number: str,
    case_title: str,
    title: str,
    code: str,
    due: str,
    plain: str,
    act: str,
    provisional: int,
) -> AgendaItem:
    due_on, plain_on = date.fromisoformat(due), date.fromisoformat(plain)
    return AgendaItem(
        kind,
        number,
        case_title,
        title,
        code,
        due_on,
        plain_on,
        days_left(code, due_on, plain_on, day),
        act,
        bool(provisional),
        miss_words(code),
    )


@dataclass(frozen=True)
class PaperToSettle:
    """A paper in force whose basis changed (`facts.basis`): it is replaced, voided, or stands with a reason."""

    kind: str
    number: str
    case_title: str
    document: str
    title: str
    changed_at: str


def papers_to_settle(station: Station, limit: int = 200) -> list[PaperToSettle]:
    """The papers marked 依据已变更, the longest marked first."""
    paper = DocumentHead
    papers = paper.select(
        CaseHead.kind, CaseHead.number, CaseHead.title, paper.number, paper.title, paper.basis_changed_at
    )
    about = papers.join(CaseHead, on=CaseHead.key == paper.case_key).where(basis_is_changed())
    marked = about.order_by(paper.basis_changed_at, paper.key).limit(limit)
    return [PaperToSettle(*row) for row in station.connections.rows(marked)]


@dataclass(frozen=True)
class SleepingCase:
    """An open case nobody has written anything into for `working_days` working days."""

    kind: str
    number: str
    title: str
    last_on: date
    working_days: int


def sleeping(
    station: Station,
    kinds: Sequence[CaseKind],
    day: date,
    least: int = SLEEPING_WORKING_DAYS,
    limit: int = 50,
) -> list[SleepingCase]:
    """Open cases of kinds with deadlines, without an entry for at least so many working days, the longest asleep first."""
    calendar = station.calendar()
    found = []
    with station.reading():
        for kind in (kind for kind in kinds if kind.deadlines is not None and kind.may_sleep):
            asleep = CaseHead.select(CaseHead.number, CaseHead.title, _last_entry).where(
                CaseHead.kind == kind.key,
                is_open(kind),
                # So many working days take at least as many days: what cannot sleep yet is left out, the calendar decides the rest.
                Predicate(_last_entry, peewee.OP.LT, (day - timedelta(days=least)).isoformat()),
            )
            for number, title, last in station.connections.rows(asleep.order_by(_last_entry).limit(limit)):
                # A moment as it is stored: its day stands before the T.
                last_on = date.fromisoformat(last[:10])
                days = sum(
                    calendar.is_working_day(last_on + timedelta(days=offset))
                    for offset in range(1, (day - last_on).days + 1)
                )
                if days >= least:
                    found.append(SleepingCase(kind.key, number, title, last_on, days))
    return sorted(found, key=lambda case: case.last_on)[:limit]
