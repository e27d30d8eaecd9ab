"""The entries of many new cases checked without writing, before an import asks anybody to wait."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ...fields import Checked, Row, check_entry
from ...fields.checking import Memory
from ...problems import Fault, FaultyEntry, Problem
from ...station import Act, Station
from ...station.rights import Right, require
from ...station.station import EntryChoices
from ..history import HISTORY, OldLedger
from ..kind import CaseKind

Tell = Callable[[int, int], None]
"""Told how many of how many are through; it may raise to stop the work, and then nothing is kept."""
TOLD_EVERY = 500
STAGES = 3
"""Each case is checked, made ready and written."""


@dataclass(frozen=True)
class CheckedMany:
    """The values of each entry in their order, with what an old ledger tells of its end (None while it is not over).

    A place is None when its entry cannot be taken; `refused` has those places (from 0) and their problems.
    """

    entries: list[tuple[Row, Row | None] | None]
    refused: list[tuple[int, Problem]]


def check_many(
    station: Station, kind: CaseKind, entries: Sequence[Row], act: Act, tell: Tell | None = None
) -> CheckedMany:
    """Check the fields of new cases without writing, so that nobody waits for it."""
    require(act, Right.RECORD)
    checked = CheckedMany([], [])
    with station.reading():
        check = _Check(kind, EntryChoices(station, act))
        for place, entry in enumerate(entries):
            try:
                checked.entries.append(check(entry))
            except Problem as problem:
                checked.entries.append(None)
                checked.refused.append((place, problem))
            if tell is not None and place % TOLD_EVERY == 0:
                tell(place, STAGES * len(entries))
    return checked


class _Check:
    """Checks one entry after the other, remembering what it has read."""

    def __init__(self, kind: CaseKind, choices: EntryChoices) -> None:
        self._kind, self._choices = kind, choices
        self._memory: Memory = {}

    def __call__(self, entry: Row) -> tuple[Row, Row | None]:
        """The values and what is told of the end; raises FaultyEntry with every fault of both."""
        ends = entry.get(HISTORY)
        plain = {name: value for name, value in entry.items() if name != HISTORY} if ends else entry
        checked: Checked = check_entry(self._kind.fields, plain, self._choices, "", self._memory)
        if not ends:
            return checked.valid(), None
        end, faults = self._end(ends, checked.values)
        if checked.faults or faults:
            raise FaultyEntry((*checked.faults, *faults))
        return checked.values, end

    def _end(self, ends: list[Row], values: Row) -> tuple[Row | None, tuple[Fault, ...]]:
        """The entry of the step; None when the matter is not over, or when it has faults."""
        history = self._kind.history
        assert history is not None
        # A ledger that dates an end without saying which is believed that it was one.
        row = {"result": history.unknown, **ends[0]}
        checked = check_entry(history.step.fields, row, self._choices, f"{HISTORY}[1].", self._memory)
        faults = list(checked.faults)
        # Several lines of a sheet make one matter (its parties, its goods); each of them tells the end.
        if any(other != ends[0] for other in ends[1:]):
            faults.append(Fault(f"{HISTORY}[1].result", "同一件的几行写的办结情况不一样"))
        end = history.step.record.of(checked.values)
        day, closed_on = values.get(self._kind.day_field), end.if_filled(OldLedger.closed_on)
        if day and closed_on and closed_on.isoformat() < day[:10]:
            label = self._kind.field(self._kind.day_field).label
            faults.append(Fault(f"{HISTORY}[1].closed_on", f"结案日期早于{label} {day[:10]}"))
        if end.if_filled(OldLedger.result) == history.unfinished:
            if closed_on:
                faults.append(Fault(f"{HISTORY}[1].closed_on", f"写了结案日期，又写着“{history.unfinished}”"))
            # It comes in open, with the steps that officers take.
            return None, tuple(faults)
        return (None if faults else checked.values), tuple(faults)
