"""What now: the deadlines of all open cases in the order of their days, and the cases that sleep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..station import Station
from ..values.deadlines import EARLY_CODES, miss_words
from .kind import CaseKind

SLEEPING_WORKING_DAYS = 7
_LAST_ENTRY = (
    "SELECT c.number, c.title, coalesce((SELECT max(s.recorded_at) FROM steps s WHERE s.case_key = c.key), "
    "c.recorded_at) AS last FROM cases c "
)


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
    early = ", ".join("?" for _ in EARLY_CODES)
    with station.reading():
        rows = station.connections.run(
            "SELECT c.kind, c.number, c.title, d.title, d.code, d.due_on, d.plain_on, d.act, d.provisional "  # noqa: S608 - marks
            f"FROM deadlines d JOIN cases c ON c.key = d.case_key WHERE d.due_on <= ? OR (d.plain_on <= ? AND d.code IN ({early})) "
            "ORDER BY d.due_on, d.key LIMIT ?",
            until.isoformat(),
            until.isoformat(),
            *EARLY_CODES,
            limit,
        )
    items = [_item(day, *row) for row in rows]
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
            states = [state.title for state in kind.states if not state.is_over]
            marks = ", ".join("?" for _ in states)
            rows = station.connections.run(
                _LAST_ENTRY + f"WHERE c.kind = ? AND c.state IN ({marks}) AND last < ? ORDER BY last LIMIT ?",
                *(kind.key, *states, (day - timedelta(days=least)).isoformat(), limit),
            )
            for number, title, last in rows:
                last_on = date.fromisoformat(last[:10])
                days = sum(
                    calendar.is_working_day(last_on + timedelta(days=offset))
                    for offset in range(1, (day - last_on).days + 1)
                )
                if days >= least:
                    found.append(SleepingCase(kind.key, number, title, last_on, days))
    return sorted(found, key=lambda case: case.last_on)[:limit]
