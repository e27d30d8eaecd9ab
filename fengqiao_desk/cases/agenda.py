"""What now: the deadlines of all open cases in the order of their days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..station import Station


@dataclass(frozen=True)
class AgendaItem:
    """One thing to do; `days_left` below zero is overdue. `act` is the step that does it."""

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


def agenda(station: Station, day: date, until: date, limit: int = 200) -> list[AgendaItem]:
    """What is due up to and including `until`, the oldest first."""
    with station.reading():
        rows = station.connections.run(
            "SELECT c.kind, c.number, c.title, d.title, d.code, d.due_on, d.plain_on, d.act, d.provisional "
            "FROM deadlines d JOIN cases c ON c.key = d.case_key WHERE d.due_on <= ? ORDER BY d.due_on, d.key LIMIT ?",
            *(until.isoformat(), limit),
        )
    return [
        AgendaItem(
            *(kind, number, case_title, title, code, date.fromisoformat(due), date.fromisoformat(plain)),
            days_left=(date.fromisoformat(due) - day).days,
            act=act,
            provisional=bool(provisional),
        )
        for kind, number, case_title, title, code, due, plain, act, provisional in rows
    ]
