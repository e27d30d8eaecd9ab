"""How a changed case is written, inside a verb's transaction: its fields, a step on its timeline, what falls due, the search row, the audit row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...fields import Row
from ...station import Act, Station
from ...station.act import put_on_record
from ...store import search
from ..kind import DeadlineDue
from ..records import Case, StepTaken
from ..search.searched import searched_texts
from ..step import Step
from . import tables

DEADLINES = ("case_key", "code", "title", "due_on", "plain_on", "provisional", "act")


def rewrite(station: Station, case: Case, values: Row) -> Case:
    """Other values for the fields of a case; gives it as it then stands (deadlines and search are left to `renew`)."""
    kind = case.kind
    title, day = kind.make_title(kind.record.of(values)), values[kind.day_field][:10]
    tables.rewrite(station.connections, tables.case_table(kind), case.key, case.values, values)
    station.connections.run(
        "UPDATE cases SET title = ?, day = ?, version = version + 1 WHERE key = ?", title, day, case.key
    )
    return replace(case, title=title, day=day, version=case.version + 1, values=values)


def put_step(station: Station, case: Case, step: Step, entry: Row, to_state: str, act: Act) -> Case:
    """A step at the end of the timeline, which moves the case; gives it as it then stands (as `rewrite`)."""
    day = str(entry[step.day_field])[:10] if step.day_field else act.day.isoformat()
    taken = StepTaken(step.key, step.title, day, case.state, to_state, act.stamp, act.by.name, entry)
    key = station.connections.insert(
        "steps",
        {
            "case_key": case.key,
            "position": len(case.steps) + 1,
            "place": len(case.steps) + 1,
            "step": taken.step,
            "day": taken.day,
            "from_state": taken.from_state,
            "to_state": taken.to_state,
            "recorded_at": taken.recorded_at,
            "recorded_by": taken.recorded_by,
        },
    )
    tables.write(station.connections, tables.step_table(case.kind, step.key), key, entry)
    station.connections.run(
        "UPDATE cases SET state = ?, version = version + 1 WHERE key = ?", to_state, case.key
    )
    return replace(case, state=to_state, version=case.version + 1, steps=(*case.steps, taken))


def renew(station: Station, case: Case) -> Case:
    """After a change: deadlines computed anew, the search row written; gives the case with them."""
    search.put(station.connections, case.kind.key, case.number, case.title, searched_texts(case))
    if case.kind.deadlines is None:
        return case
    station.connections.run("DELETE FROM deadlines WHERE case_key = ?", case.key)
    due = deadlines_of(station, case)
    station.connections.insert_many("deadlines", DEADLINES, [stored_deadline(case.key, each) for each in due])
    return replace(case, deadlines=due)


def deadlines_of(station: Station, case: Case) -> tuple[DeadlineDue, ...]:
    """What falls due in a case as it stands, the soonest first."""
    if case.kind.deadlines is None:
        return ()
    return tuple(sorted(case.kind.deadlines(case, station), key=lambda due: due.due_on))


def stored_deadline(case_key: int, due: DeadlineDue) -> tuple[Any, ...]:
    """One of them in the order of `DEADLINES`."""
    days = (due.due_on.isoformat(), due.plain_on.isoformat())
    return (case_key, due.code, due.title, *days, int(due.provisional), due.act)


def differences(old: Row, new: Row) -> dict[str, list[Any]]:
    """Each value that is another, before and after."""
    return {name: [old.get(name), value] for name, value in new.items() if old.get(name) != value}


def note_receipt(station: Station, act: Act, case: Case) -> None:
    """The audit row of a new case."""
    note_change(
        station,
        act,
        case.kind.received_verb,
        case,
        {name: [None, told] for name, told in case.values.items()},
    )


def note_change(station: Station, act: Act, verb: str, case: Case, changes: Mapping[str, object]) -> None:
    """The audit row of a change of a case."""
    put_on_record(station.connections, act, verb, case.subject, changes)
