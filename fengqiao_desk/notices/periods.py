"""经营状态 as intervals: when a venue was open, suspended or closed, who decided it and by what order (docs/law.md §4.10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..documents.form import Subject, TakenStep

# SQL of a venue's case `c`, the first day after a period bound as ?2: one that closes only later was still in the register then.
CLOSED_BEFORE_THE_END = "(c.state = '歇业' AND coalesce((SELECT max(s.day) FROM steps s WHERE s.case_key = c.key AND s.step = 'close_down'), '') < ?2)"
_BEGINS = {"suspend": "暂停", "resume": "营业", "close_down": "歇业"}


@dataclass(frozen=True)
class StatusPeriod:
    """`since` and `until` are moments (`YYYY-MM-DDTHH:MM`); the first begins on the day of registration, the last has no end."""

    status: str
    since: str
    until: str
    decided_by: str
    order_number: str
    note: str


def periods(subject: Subject) -> list[StatusPeriod]:
    """The intervals of a venue's status in their order; no two overlap and none is missing."""
    begun = sorted(
        ((str(taken.entry["from"]), status, taken) for status, taken in _begun(subject)),
        key=lambda found: found[0],
    )
    first = _first_status(subject, [status for _, status, _ in begun])
    starts: list[tuple[str, str, TakenStep | None]] = [(subject.values["registered_on"], first, None), *begun]
    if begun and begun[0][0] < starts[0][0]:
        starts = starts[1:]
    ends = [since for since, _, _ in starts[1:]] + [""]
    return [
        _period(since, until, status, taken)
        for (since, status, taken), until in zip(starts, ends, strict=True)
    ]


def _begun(subject: Subject) -> list[tuple[str, TakenStep]]:
    found: list[tuple[str, TakenStep]] = []
    for step, status in _BEGINS.items():
        taken: Sequence[TakenStep] = subject.taken(step)
        found += [(status, each) for each in taken]
    return found


def _first_status(subject: Subject, later: list[str]) -> str:
    """What it was when registered: the present status when nothing changed, else what the first change started from."""
    if not later:
        return str(subject.values["status"])
    return "暂停" if later[0] == "营业" else "营业"


def _period(since: str, until: str, status: str, taken: TakenStep | None) -> StatusPeriod:
    entry = taken.entry if taken is not None else {}
    decided = entry.get("decided_by") or "、".join(entry.get("observed_by") or [])
    return StatusPeriod(
        *(status, since, until, decided, entry.get("order_number") or "", entry.get("note") or "")
    )
