"""How new cases are written, one or fifty thousand: made ready first, then numbered and written in one short transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ...fields import Row
from ...problems import Problem
from ...station import Act, Changed, Station
from ...station.rights import Right, require
from ...store import search
from ..kind import CaseKind
from ..records import Case
from ..reviewing import weigh_case
from ..situations import Receiving
from .checking import CheckedMany, Tell, check_many
from .new_rows import Looked, NewRows, ReceivedMany
from .writing import note_receipt


@dataclass(frozen=True)
class PreparedMany:
    """Checked entries, and what is to be written of them where that can be known before the writing begins."""

    checked: CheckedMany
    writer: NewRows | None
    refused: list[tuple[int, Problem]]


def prepare_many(
    station: Station, kind: CaseKind, entries: Sequence[Row], act: Act, tell: Tell | None = None
) -> PreparedMany:
    """Check, guard and make ready new cases without writing, so that nobody waits for it.

    A kind whose guards look into the database (for the row before, perhaps) is guarded when it is written.
    """
    checked = check_many(station, kind, entries, act, tell)
    try:
        with station.reading():
            writer = NewRows(station, kind, act)
            refused = writer.take_all(checked, tell)
            writer.make_ready()
    except Looked:
        return PreparedMany(checked, None, [])
    return PreparedMany(checked, writer, refused)


def receive_many(
    station: Station,
    kind: CaseKind,
    prepared: PreparedMany,
    act: Act,
    tell: Tell | None = None,
    only_try: bool = False,
) -> ReceivedMany:
    """Record prepared cases inside the caller's transaction, who undoes all when some are refused and writes the audit of the whole.

    One `Changed` without a number is told for all of them. `only_try` writes no more than guards look at. What somebody else
    recorded since they were prepared is heeded: then they are made ready again.
    """
    require(act, Right.RECORD)
    writer, refused = prepared.writer, prepared.refused
    # In this order: what is undone brings the trigger back that rests meanwhile.
    with station.writing(), search.filling(station.connections):
        # Numbers and keys were given before the transaction began, so that others wait for the writing alone.
        if writer is None or not writer.fits():
            writer = NewRows(station, kind, act)
            refused = writer.take_all(prepared.checked, tell, may_look=True)
            writer.make_ready()
        if not only_try:
            writer.write(tell)
        station.tell(Changed(kind.key, "", act.by.name))
    # Those of the check and those of the guards, in the order of the sheet.
    return writer.received(sorted([*prepared.checked.refused, *refused], key=lambda each: each[0]))


def receive_one(station: Station, kind: CaseKind, values: Row, act: Act) -> Case:
    """Write one new case whose entry stands, inside the transaction of the verb, which puts it on record."""
    writer = NewRows(station, kind, act)
    case = writer.keep(values, kind.record.of(values), None)
    return writer.write_one(case)


def begin_each(
    station: Station, kind: CaseKind, entries: Sequence[Row], act: Act, begun: Callable[[int], None]
) -> list[Case]:
    """Write new cases that go on at once, inside the transaction of a verb: what falls due and is searched is left to their next step.

    The entries name no files. Raises the first FaultyEntry or Refused; `begun` is told how many are written.
    """
    checked, writer = check_many(station, kind, entries, act), NewRows(station, kind, act)
    for _, problem in checked.refused:
        # The entries come from a round, not from a sheet: the first fault ends it.
        raise problem
    cases = []
    for values, _ in filter(None, checked.entries):
        weighed = weigh_case(Receiving(station, act, kind.record.of(values)), kind, values).stands()
        cases.append(writer.keep(weighed.values, weighed.now.entry, None))
        writer.write_cases()  # the guards of the next one look at it
        note_receipt(station, act, cases[-1])
        begun(len(cases))
    return cases
